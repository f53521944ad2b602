"""Who did it to whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from counterclaim.records.drafts import DraftEvent

Events = Callable[[str], list[DraftEvent]]
pytestmark = pytest.mark.engine


@pytest.mark.parametrize(
    ("text", "initiators", "targets"),
    [
        ("The rebels attacked the base.", {"rebels"}, {"base"}),
        ("The base was attacked by the rebels.", {"rebels"}, {"base"}),
        ("The village, which the army had blockaded for months, is quiet.", {"army"}, {"village"}),
        ("The enemy carried out 12 attacks on our positions.", {"enemy"}, {"positions"}),
        ("Azerbaijan's attack on the village of Tegh has been condemned.", {"Azerbaijan"}, {"village"}),
        ("The villages came under fire from Azerbaijani positions.", {"positions"}, {"villages"}),
        ("That vehicle was fired upon.", set(), {"vehicle"}),
        ("The city is under siege by the rebels.", {"rebels"}, {"city"}),
        ("The town fell to the rebels.", {"rebels"}, {"town"}),
        ("The two sides fired at each other.", {"sides"}, set()),
        ("Talks between Armenia and Azerbaijan took place.", {"Armenia", "Azerbaijan"}, set()),
        ("Two rangers stepped on a landmine.", set(), {"rangers"}),
    ],
)
def test_roles(events: Events, text: str, initiators: set[str], targets: set[str]) -> None:
    (event,) = events(text)
    assert {t.text for t in event.initiators} == initiators
    assert {t.text for t in event.targets} == targets


@pytest.mark.parametrize(
    "text",
    [
        "Egypt hosted talks between Israel and Hamas.",
        "Talks between Israel and Hamas mediated by Egypt took place.",
    ],
)
def test_who_brings_the_sides_together_mediates(events: Events, text: str) -> None:
    (event,) = events(text)
    assert {t.text for t in event.mediators} == {"Egypt"}
    assert {t.text for t in event.initiators} == {"Israel", "Hamas"}


def test_day_is_no_doer(events: Events) -> None:
    (event,) = events("Monday's attack was condemned.")
    assert event.initiators == []


def test_who_is_called_upon_is_to_act(events: Events) -> None:
    (event,) = events("The mission called on Armenia and Azerbaijan to withdraw their troops.")
    assert {t.text for t in event.initiators} == {"Armenia", "Azerbaijan"}
