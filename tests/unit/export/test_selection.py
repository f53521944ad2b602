from __future__ import annotations

import datetime as dt

import pytest

from counterclaim.export.selection import Circle, Selection, select
from counterclaim.records.words import Kind, Verdict
from exports_by_hand import MONDAY, border_comparison


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
