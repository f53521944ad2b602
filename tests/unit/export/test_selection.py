from __future__ import annotations

import datetime as dt

import pytest

from counterclaim.export.formats import FORMATS, load_format
from counterclaim.export.selection import Circle, Selection, select
from counterclaim.incidents.compare import compare
from counterclaim.records.comparison import Comparison
from counterclaim.records.models import Actor, Agreement, Span, Talks
from counterclaim.records.words import Kind, TalksStatus, Verdict
from exports_by_hand import MONDAY, border_comparison
from incidents_by_hand import VAYK, Saying, record


def kept(**asked: object) -> set[str]:
    chosen = select(border_comparison(), Selection(**asked))  # type: ignore[arg-type]
    return {f"{i.kind.value} {i.place.name if i.place else '-'}" for i in chosen.incidents}


ALL = {f"{i.kind.value} {i.place.name if i.place else '-'}" for i in border_comparison().incidents}


def test_without_conditions_nothing_changes() -> None:
    assert select(border_comparison(), Selection()) is border_comparison()


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"until": MONDAY}, {"attack Vayk"}),
        ({"kinds": (Kind.TALKS,)}, {"talks Brussels"}),
        ({"places": ("vayk",)}, {"attack Vayk"}),
        ({"near": Circle(39.7, 45.5, 10)}, {"attack Vayk"}),
        ({"near": Circle(39.7, 45.5, 1)}, set()),
        ({"outlets": ("highland wire",), "places": ("BEL",)}, {"talks Brussels"}),
        ({"since": dt.date(2024, 1, 1)}, set()),
        ({"parties": ("RUS",)}, set()),
    ],
)
def test_conditions(asked: dict[str, object], expected: set[str]) -> None:
    assert kept(**asked) == expected
    assert expected <= ALL


def test_a_verdict_is_that_of_some_account() -> None:
    assert "shelling Sotk" in kept(verdicts=(Verdict.DISPUTED,))


def test_what_is_kept_hangs_together() -> None:
    chosen = select(border_comparison(), Selection(parties=("ARM",)))
    reports, claims, events = ({x.id for x in of} for of in (chosen.reports, chosen.claims, chosen.events))
    assert {name for i in chosen.incidents for name in i.claims} == claims
    assert {name for c in chosen.claims for name in c.events} <= events
    assert {name.partition("/")[0] for name in claims | events} <= reports
    assert all(t.event in events for t in chosen.talks)
    assert not any(event.background for event in chosen.events)


def broken_truce() -> Comparison:
    """An agreement of Armenia and Azerbaijan that a shelling is said to break, talks that it endangers, and another shooting after it."""
    made = record("r1", Saying(), Saying(kind=Kind.ATTACK, where=VAYK, days=(MONDAY, MONDAY), initiators=("GEO",), targets=("RUS",)))
    span, parties = Span(start=0, end=5), (Actor.of("ARM"), Actor.of("AZE"))
    answer = made.claims[1].model_copy(update={"answers": "c1"})
    truce = Agreement(id="a1", name="truce", parties=(Actor.of("RUS"), *parties), breaches=("c1",), spans=(span,))
    talks = Talks(id="t1", participants=parties, status=TalksStatus.SCHEDULED, event=None, endangered_by=("c1",), spans=(span,))
    others = {"claims": (made.claims[0], answer), "agreements": (truce,), "talks": (talks,)}
    return compare([made.model_copy(update=others)], {})


ASKED = (
    Selection(parties=("RUS",)),
    Selection(parties=("ARM",)),
    Selection(parties=("ARM",), kinds=(Kind.AGREEMENT, Kind.TALKS)),
    Selection(since=dt.date(2031, 6, 1)),
    Selection(until=MONDAY),
    Selection(outlets=("Outlet r1",)),
)


@pytest.mark.parametrize("asked", ASKED)
def test_what_is_left_out_is_named_nowhere(asked: Selection) -> None:
    chosen = select(broken_truce(), asked)
    claims, incidents = {c.id for c in chosen.claims}, {i.id for i in chosen.incidents}
    assert {name for a in chosen.agreements for name in a.breaches} <= claims
    assert {name for t in chosen.talks for name in t.endangered_by} <= claims
    assert {c.answers for c in chosen.claims if c.answers} <= claims
    assert {name for c in chosen.campaigns for name in c.incidents} <= incidents


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("asked", ASKED)
def test_every_format_writes_every_selection(name: str, asked: Selection) -> None:
    assert load_format(name).write(select(broken_truce(), asked)).parts
