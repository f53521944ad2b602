"""Whether it happened, as the words have it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from counterclaim.records.drafts import DraftEvent

Events = Callable[[str], list[DraftEvent]]
pytestmark = pytest.mark.engine


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The army attacked the base.", "occurred"),
        ("The army is shelling the town.", "ongoing"),
        ("Troops are being withdrawn from the area.", "ongoing"),
        ("The army said that rebels were shelling the town.", "ongoing"),
        ("The army said that its troops would withdraw.", "planned"),
        ("The army accepted a ceasefire proposed by Egypt.", "occurred"),
        ("They have clashed since Saturday around the hamlet.", "ongoing"),
        ("Heavy shelling of the town continues.", "ongoing"),
        ("Since noon yesterday there has been a ceasefire.", "ongoing"),
        ("The two sides reaffirmed their commitment to the ceasefire.", "ongoing"),
        ("Their forces abide by the truce.", "ongoing"),
        ("The ministers are to meet in Geneva.", "planned"),
        ("The exchange of prisoners will take place on Friday.", "planned"),
        ("The meeting is scheduled for Thursday.", "planned"),
        ("Georgia offered to host the talks.", "planned"),
        ("Both sides were to halt all attacks.", "hypothetical"),
        ("Russia could attack from the north.", "hypothetical"),
        ("The talks have been postponed.", "averted"),
        ("A planned attack was foiled by the police.", "averted"),
        ("The army failed to withdraw its troops.", "averted"),
    ],
)
def test_status(events: Events, text: str, status: str) -> None:
    assert [e.status for e in events(text)] == [status]


def test_negation_is_told(events: Events) -> None:
    (event,) = events("The ministers did not meet.")
    assert event.negated
