from __future__ import annotations

from counterclaim.records.models import Record, Span
from counterclaim.records.words import Kind
from counterclaim.review.rereading import differences, keep_ids
from incidents_by_hand import Saying, actor, record
from records_by_hand import border_record

OLD = record("r1", Saying(), Saying(claimant="AZE:MIL"), Saying(claimant="NARRATOR"))


def renamed(old: Record, *numbers: int) -> Record:
    """The claims of these numbers, with their events, under new names from 1 on."""
    claims = [old.claims[n - 1] for n in numbers]
    events = [old.event(c.events[0]) for c in claims]
    return old.model_copy(
        update={
            "claims": tuple(c.model_copy(update={"id": f"c{n}", "events": (f"e{n}",)}) for n, c in enumerate(claims, 1)),
            "events": tuple(e.model_copy(update={"id": f"e{n}"}) for n, e in enumerate(events, 1)),
        }
    )


def test_the_same_reading_keeps_everything() -> None:
    assert keep_ids(border_record(), border_record()) == border_record()


def test_a_claim_keeps_its_id_when_one_before_it_is_gone() -> None:
    now = keep_ids(OLD, renamed(OLD, 2, 3))
    assert [(c.id, c.events, c.claimant.id) for c in now.claims] == [("c2", ("e2",), "AZE:MIL"), ("c3", ("e3",), "NARRATOR")]
    assert [e.id for e in now.events] == ["e2", "e3"]


def test_what_is_new_gets_an_id_that_was_never_given() -> None:
    far = OLD.claims[0].model_copy(update={"content": (Span(start=0, end=5),), "claimant": actor("RUS")})
    read = renamed(OLD, 1, 2)
    added = read.model_copy(update={"claims": (*read.claims, far.model_copy(update={"id": "c3", "events": ("e1",)}))})
    assert [c.id for c in keep_ids(OLD, added, {"c9"}).claims] == ["c1", "c2", "c10"]


def test_a_claim_whose_content_grew_keeps_its_id() -> None:
    start, end = OLD.claims[1].content[0].start, OLD.claims[1].content[0].end
    grown = OLD.claims[1].model_copy(update={"content": (Span(start=start - 8, end=end),)})
    read = OLD.model_copy(update={"claims": (grown, OLD.claims[0], OLD.claims[2])})
    assert {c.id: c.claimant.id for c in keep_ids(OLD, read).claims}["c2"] == "AZE:MIL"


def test_differences_are_told_slot_by_slot() -> None:
    now = OLD.model_copy(
        update={
            "claims": (OLD.claims[0].model_copy(update={"claimant": actor("ARM:GOV")}), OLD.claims[1]),
            "events": (OLD.events[0].model_copy(update={"kind": Kind.ATTACK}), *OLD.events[1:]),
        }
    )
    assert differences(OLD, now) == [
        "c1: claimant ARM:MIL → ARM:GOV",
        "c1: kind shelling → attack",
        "c3: gone (NARRATOR asserts shelling)",
    ]
