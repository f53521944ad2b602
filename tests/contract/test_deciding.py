"""Decisions of the desk hold over what the machine found, are never lost, and can be undone."""

from __future__ import annotations

import json

import pytest

from counterclaim.errors import ConfigError
from counterclaim.records.comparison import Comparison
from counterclaim.records.models import Record
from counterclaim.records.words import Kind, Stance
from counterclaim.review.decisions import Decision, Entry, Sort
from counterclaim.store.store import Store
from incidents_by_hand import SATURDAY, SOTK, VAYK, Saying, actor, harm, record
from records_by_hand import border_record

ONE = record("r1", Saying(stance=Stance.ACCUSES), Saying(claimant="AZE", initiators=("ARM",), targets=("AZE",)))
TWO = record("r2", Saying(harm=(harm(3, "ARM"),)))
FAR = record("r3", Saying(where=VAYK, days=(SATURDAY, SATURDAY), initiators=("RUS",), targets=("UKR",), claimant="UKR"))


def add(store: Store, *records: Record) -> None:
    with store.writing() as desk:
        desk.add(records)


def decide(store: Store, kind: Sort, name: str, **known: object) -> Entry:
    with store.writing() as desk:
        return desk.decide(Decision.model_validate({"kind": kind, "object": name, "who": "ana", **known}))


def undo(store: Store, number: int) -> Entry:
    return decide(store, Sort.UNDO, "", undoes=number)


def stored(store: Store) -> Comparison:
    with store.reading() as desk:
        return desk.comparison()


def groups(store: Store) -> set[tuple[str, ...]]:
    return {incident.claims for incident in stored(store).incidents}


def test_a_rejected_claim_leaves_its_incident_and_comes_back_when_that_is_undone(store: Store) -> None:
    add(store, ONE, TWO)
    before = stored(store)
    entry = decide(store, Sort.REJECT, "r1/c1", why="a quotation of last year")
    assert groups(store) == {("r1/c2", "r2/c1")}
    with store.reading() as desk:
        assert [c.id for c in desk.record("r1").claims] == ["c2"]
        assert desk.machine_record("r1") == ONE
    undo(store, entry.id)
    assert stored(store) == before


def test_a_corrected_slot_changes_the_account_and_the_journal_tells_before_and_after(store: Store) -> None:
    add(store, TWO)
    number = [{**json.loads(TWO.events[0].harm[0].model_dump_json()), "low": 5, "best": 5, "high": 5}]
    entry = decide(store, Sort.EDIT, "r2/c1", slot="harm", after=json.dumps(number))
    (killed,) = [a for a in stored(store).incidents[0].accounts if a.question == "killed[ARM]"]
    assert [a.value for a in killed.answers] == [5]
    assert (json.loads(entry.before or "")[0]["best"], json.loads(entry.decision.after or "")[0]["best"]) == (3, 5)


def test_the_claimant_that_the_desk_set_survives_another_reading(store: Store) -> None:
    add(store, ONE)
    decide(store, Sort.CLAIMANT, "r1/c1", after=actor("ARM:GOV").model_dump_json())
    other = ONE.model_copy(update={"claims": tuple(c.model_copy(update={"confidence": 0.9}) for c in ONE.claims)})
    with store.writing() as desk:
        desk.reread([other])
    with store.reading() as desk:
        assert [c.claimant.id for c in desk.record("r1").claims] == ["ARM:GOV", "AZE"]
        assert desk.record("r1").claims[0].confidence == 0.9


def test_a_confirmed_claim_that_another_reading_no_longer_finds_stays(store: Store) -> None:
    add(store, ONE)
    decide(store, Sort.CONFIRM, "r1/c1")
    with store.writing() as desk:
        (told,) = desk.reread([ONE.model_copy(update={"claims": ONE.claims[1:], "events": ONE.events[1:]})])
    assert told.changes == ("c1: gone (ARM:MIL accuses shelling)",)
    with store.reading() as desk:
        assert sorted(c.id for c in desk.record("r1").claims) == ["c1", "c2"]
        assert [c.id for c in desk.machine_record("r1").claims] == ["c2"]


def test_incidents_are_merged_whatever_comes_later_and_parted_again(store: Store) -> None:
    add(store, TWO, FAR)
    before = stored(store)
    first, second = (i.id for i in before.incidents)
    entry = decide(store, Sort.MERGE, first, after=json.dumps(second))
    assert groups(store) == {("r2/c1", "r3/c1")}
    add(store, ONE)
    assert groups(store) == {("r1/c1", "r1/c2", "r2/c1", "r3/c1")}
    undo(store, entry.id)
    assert groups(store) == {("r1/c1", "r1/c2", "r2/c1"), ("r3/c1",)}


def test_an_incident_is_split_and_the_split_is_undone_and_done_again(store: Store) -> None:
    add(store, ONE, TWO)
    (incident,) = stored(store).incidents
    split = decide(store, Sort.SPLIT, incident.id, claims=("r2/c1",))
    apart = {("r1/c1", "r1/c2"), ("r2/c1",)}
    assert groups(store) == apart
    undone = undo(store, split.id)
    assert stored(store).incidents == (incident,)
    undo(store, undone.id)
    assert groups(store) == apart


def test_a_claim_is_linked_to_an_agreement(store: Store) -> None:
    border = border_record()
    add(store, border)
    name = border.report.id
    decide(store, Sort.AGREEMENT, f"{name}/c3", after=json.dumps(f"{name}/a1"))
    with store.reading() as desk:
        assert desk.agreements()[0].breaches == (f"{name}/c1", f"{name}/c3")


def test_a_note_changes_nothing_and_is_found_with_its_object(store: Store) -> None:
    add(store, ONE)
    before = stored(store)
    decide(store, Sort.NOTE, "r1/c1", after=json.dumps("ask the ministry"))
    assert stored(store) == before
    with store.reading() as desk:
        assert [e.decision.who for e in desk.journal("r1/c1")] == ["ana"]
        assert len(desk.journal("r1")) == 1


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "confirm", "object": "r1/c9"},
        {"kind": "edit", "object": "r1/c1", "slot": "colour", "after": "1"},
        {"kind": "edit", "object": "r1/c1", "slot": "kind", "after": '"picnic"'},
        {"kind": "merge", "object": "i0", "after": '"i1"'},
        {"kind": "undo", "object": "", "undoes": 7},
        {"kind": "note", "object": "r1/c1"},
    ],
)
def test_what_makes_no_sense_is_refused_and_leaves_nothing(store: Store, asked: dict[str, object]) -> None:
    add(store, ONE)
    with pytest.raises(ConfigError), store.writing() as desk:
        desk.decide(Decision.model_validate({**asked, "who": "ana"}))
    with store.reading() as desk:
        assert desk.decisions() == []


def test_a_decision_is_undone_once(store: Store) -> None:
    add(store, ONE)
    entry = decide(store, Sort.CONFIRM, "r1/c1")
    undo(store, entry.id)
    with pytest.raises(ConfigError, match="undone already"):
        undo(store, entry.id)


def test_the_queue_begins_with_doubtful_claims_of_which_much_depends(store: Store) -> None:
    sure = record("r4", Saying(kind=Kind.APPEAL, where=SOTK))
    sure = sure.model_copy(update={"claims": tuple(c.model_copy(update={"confidence": 0.95}) for c in sure.claims)})
    add(store, ONE, sure, record("r5", Saying(stance=Stance.ACCUSES, harm=(harm(20, "ARM"),))))
    with store.reading() as desk:
        queue = desk.queue()
    assert queue.total == 4
    assert queue.items[0].claim.id == "r5/c1"
    assert queue.items[-1].claim.id == "r4/c1"
    decide(store, Sort.CONFIRM, "r5/c1")
    with store.reading() as desk:
        assert desk.queue().total == 3


def test_reading_a_report_again_without_a_difference_changes_nothing(store: Store) -> None:
    add(store, ONE, TWO)
    before = stored(store)
    with store.writing() as desk:
        assert [told.changes for told in desk.reread([ONE])] == [()]
    assert stored(store) == before


def test_of_two_reports_that_are_read_again_together_the_second_may_lose_what_the_first_was_linked_to(store: Store) -> None:
    add(store, ONE, TWO, FAR)
    with store.writing() as desk:
        desk.reread([ONE, TWO])
        told = desk.reread([ONE.model_copy(update={"claims": ONE.claims[:1]}), TWO.model_copy(update={"claims": (), "events": ()})])
    assert [len(one.changes) for one in told] == [1, 1]
    assert groups(store) == {("r1/c1",), ("r3/c1",)}


def test_of_two_merged_incidents_one_may_lose_its_last_claim(store: Store) -> None:
    add(store, TWO, FAR)
    first, second = (i.id for i in stored(store).incidents)
    decide(store, Sort.MERGE, first, after=json.dumps(second))
    for name, left in (("r2/c1", ("r3/c1",)), ("r3/c1", ("r2/c1",))):
        rejected = decide(store, Sort.REJECT, name)
        assert groups(store) == {left}
        with store.reading() as desk:
            assert list(desk.faults()) == []
        undo(store, rejected.id)
        assert groups(store) == {("r2/c1", "r3/c1")}
