"""What somebody does not speak of is no claim of his, and no denial."""

from __future__ import annotations

import pytest

from counterclaim.claims.extract import extract
from counterclaim.claims.reading.model import ReadingModel
from counterclaim.language.engine import load_engine
from counterclaim.records.words import Stance

pytestmark = pytest.mark.engine


def told(text: str) -> list[tuple[str | None, Stance, bool]]:
    """Of each claim with a happening: who makes it, his stance, and whether it is negated."""
    claims = extract(load_engine()(text), model=ReadingModel()).claims
    return [(c.claimant.text if c.claimant is not None else None, c.stance, c.event.negated) for c in claims if c.event is not None]


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv did not immediately comment on the shelling.",
        "Pakistan declined to comment on the strikes.",
        "The rebels have not commented on the attack.",
    ],
)
def test_who_does_not_comment_claims_nothing(text: str) -> None:
    assert told(text) == []


def test_what_the_report_tells_of_it_is_its_own() -> None:
    assert told("Hezbollah did not comment on the strike that killed two people in Tyre.") == [(None, Stance.ASSERTS, False)]


def test_what_is_said_beside_a_denial_is_not_denied() -> None:
    text = "Ukraine rejected claims that it had attacked a bus station, saying its drones had hit a base of Russian troops."
    assert [(who, stance) for who, stance, _ in told(text)] == [("Ukraine", Stance.DENIES), ("Ukraine", Stance.ASSERTS)]


def test_who_asks_not_to_be_named_demands_nothing() -> None:
    claims = told("Two officials, requesting anonymity, said the army had lost three posts.")
    assert [stance for _, stance, _ in claims] == [Stance.ASSERTS]
