"""A comparison of three reports by hand, with something for every format: a disputed shelling, a meeting, history, a hostile name."""

from __future__ import annotations

import datetime as dt
from functools import cache

from counterclaim.incidents.compare import compare
from counterclaim.records.comparison import Comparison
from counterclaim.records.models import Actor, Record
from counterclaim.records.words import Category, Kind, Stance, Status, WeaponKind
from incidents_by_hand import VAYK, Saying, harm, record
from records_by_hand import border_record

MONDAY = dt.date(2022, 12, 5)
HOSTILE = '=HYPERLINK("https://example.org","go")'


@cache
def border_comparison() -> Comparison:
    """A shelling told by both sides and the narrator, an older shooting that a stranger tells, talks that are planned."""
    guns = (WeaponKind.ARTILLERY,)
    told = (
        record(
            "a1",
            Saying(harm=(harm(2, "ARM"), harm(3, "ARM:CVL", category=Category.CIVILIAN)), weapons=guns, stance=Stance.ACCUSES),
            Saying(claimant="NARRATOR", kind=Kind.CEASEFIRE, background=True),
        ),
        record(
            "b2",
            Saying(claimant="AZE:MIL", initiators=("ARM",), targets=("AZE",), harm=(harm(5, "ARM"),), weapons=guns, stance=Stance.ACCUSES),
            Saying(claimant="AZE:MIL", stance=Stance.DENIES, status=Status.DENIED),
        ),
        _named(record("c3", Saying(claimant="?", kind=Kind.ATTACK, where=VAYK, days=(MONDAY, MONDAY), harm=(harm(None, None),)))),
    )
    return compare([*told, border_record()], {})


def _named(made: Record) -> Record:
    """The record with a name and an outlet that a spreadsheet would run."""
    claim = made.claims[0].model_copy(update={"claimant": Actor.of(None, name=HOSTILE)})
    return made.model_copy(update={"claims": (claim,), "report": made.report.model_copy(update={"outlet": "@SUM(A1)"})})
