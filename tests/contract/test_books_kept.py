"""What the books keep of what they read and joined never shows: after each change they are those of a store that is opened anew, and in
the end the same in whatever order the reports came.
"""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path
from typing import Any

import pytest

from counterclaim.books import Asked, Books, Open
from counterclaim.records.words import Footing
from counterclaim.review.decisions import Decision, Sort
from counterclaim.store.asking import Days
from counterclaim.store.store import Store
from generated_accords import with_mentions
from generated_reports import START, nth_record
from ledger_by_hand import library_agreement

MANY, PER_DAY, CONFLICTS = 24, 4, 2
RECORDS = [with_mentions(nth_record(number, PER_DAY, CONFLICTS)) for number in range(MANY)]
SIDES = sorted({actor.party for record in RECORDS for agreement in record.agreements for actor in agreement.parties if actor.party})
EVERYWHERE = {"name": "everywhere", "lat": 0.0, "lon": 0.0, "radius_km": 20_040}
FIRE_ENDS = {"id": "1", "duty": "cease_fire", "obligors": SIDES[:2], "text": "All fire ends."}
KNOWN = library_agreement(parties=tuple(SIDES[:2]), area=(EVERYWHERE,), clauses=(FIRE_ENDS,))
LIBRARY = {KNOWN.slug: KNOWN}
ASKED = (Asked(), Asked(Days(START + dt.timedelta(days=2))), Asked(parties=frozenset(SIDES[:1])))
LAST = dt.date(2021, 3, 1)


def said(books: Books) -> list[str]:
    """Everything that the books answer."""
    opened: list[Open[Any]] = [books.calendar(as_of=LAST)]
    opened += [some for asked in ASKED for some in (books.ledger(asked), books.calendar(asked))]
    return [text for some in opened for text in (some.page.model_dump_json(), some.beside.model_dump_json(), str(some.reports))]


def change(store: Store, dice: random.Random, left: list[int]) -> None:
    """Something that may happen to a store: reports come, a claim is rejected, the last decision is undone."""
    with store.reading() as reading:
        known, last = reading.report_ids(), next((e for e in reading.decisions(1) if e.decision.kind is not Sort.UNDO), None)
        claims = [f"{name}/{claim.id}" for name in known for claim in reading.record(name).claims]
    with store.writing() as desk:
        if last is not None and dice.random() < 1 / 2:
            desk.decide(Decision(kind=Sort.UNDO, object="", who="ana", undoes=last.id))
        elif claims and dice.random() < 1 / 3:
            desk.decide(Decision(kind=Sort.REJECT, object=dice.choice(claims), who="ana"))
        else:
            some = [RECORDS[left.pop()] for _ in range(min(len(left), dice.randint(1, 6)))]
            desk.add(some)


@pytest.mark.parametrize("seed", range(2))
def test_what_is_kept_is_what_would_be_made_anew_after_each_change(store: Store, seed: int) -> None:
    dice = random.Random(seed)
    left = dice.sample(range(MANY), MANY)
    kept, changes = Books(store, LIBRARY), 0
    while left:
        change(store, dice, left)
        assert said(kept) == said(Books(store, LIBRARY))
        changes += 1
    assert changes > 5
    assert {breach.footing for entry in kept.ledger().page.entries for breach in entry.breaches} == set(Footing)
    assert kept.calendar().page.meetings


def test_the_order_in_which_reports_come_changes_nothing(store: Store, tmp_path: Path) -> None:
    with Store(str(tmp_path / "other.sqlite"), store.maker) as other:
        for each, order in ((store, RECORDS), (other, RECORDS[::-1])):
            for record in order:
                with each.writing() as desk:
                    desk.add([record])
        one, two = Books(store, LIBRARY), Books(other, LIBRARY)
        for asked in ASKED:
            assert one.ledger(asked).page == two.ledger(asked).page
            assert one.calendar(asked).page == two.calendar(asked).page
