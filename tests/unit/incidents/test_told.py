from __future__ import annotations

from counterclaim.incidents.told import Told, number_of, told_in
from counterclaim.records.models import Span
from counterclaim.records.words import Status
from incidents_by_hand import FRIDAY, SATURDAY, Saying, harm, record, told


def test_every_claim_is_told_under_a_key_of_its_own() -> None:
    keys = [t.key for t in told_in([record("r1", Saying(), Saying()), record("r2", Saying())])]
    assert keys == ["r1/c1", "r1/c2", "r2/c1"]


def test_history_is_left_out() -> None:
    assert [t.key for t in told_in([record("r1", Saying(background=True), Saying())])] == ["r1/c2"]


def test_a_claim_of_two_events_is_told_twice_under_one_claim_id() -> None:
    two = record("r1", Saying(), Saying(status=Status.DENIED))
    claim = two.claims[0].model_copy(update={"events": ("e1", "e2")})
    found = list(told_in([two.model_copy(update={"claims": (claim,)})]))
    assert [t.key for t in found] == ["r1/c1", "r1/c1.2"]
    assert {t.claim_id for t in found} == {"r1/c1"}


def test_parties_are_those_of_the_event_whatever_their_sector() -> None:
    assert told(Saying(initiators=("AZE:MIL", "?"), targets=("ARM:CVL", "ARM"), claimant="RUS")).parties == {"ARM", "AZE"}


def test_days_are_unknown_without_a_time() -> None:
    assert told(Saying(days=None)).days is None
    assert told(Saying(days=(FRIDAY, SATURDAY))).days == (FRIDAY, SATURDAY)


def test_words_are_the_longer_ones_in_lower_case() -> None:
    assert told(Saying()).words == {"forces", "opened", "village", "yesterday", "evening"}


def test_the_figure_of_a_number_is_the_best_then_the_lowest_and_zero_is_one() -> None:
    assert number_of(harm(5, "ARM", low=3)) == 5
    assert number_of(harm(None, "ARM", low=3)) == 3
    assert number_of(harm(0, "ARM", high=9)) == 0
    assert number_of(harm(None, "ARM")) is None


def test_places_and_days_are_told_by_the_claims_own_words_or_by_others() -> None:
    own = told(Saying())
    assert own.tells_place and own.tells_days
    assert told(Saying(where=None, days=None)).tells_place
    (content,) = own.claim.content
    inside, before = Span(start=content.start, end=content.start + 6), Span(start=0, end=6)
    assert _located(own, inside).tells_place
    assert not _located(own, before).tells_place
    event = own.event.model_copy(update={"spans": (content, before)})
    assert _located(Told(own.key, own.report, own.claim, event), before).tells_place


def _located(one: Told, words: Span) -> Told:
    """The same with a place that these words name."""
    assert one.event.place is not None
    return Told(one.key, one.report, one.claim, one.event.model_copy(update={"place": one.event.place.model_copy(update={"span": words})}))
