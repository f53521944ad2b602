"""Reports go in once, come back as they were, and the order in which they come changes nothing."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable

import pytest

from counterclaim.incidents.compare import compare, origins_of
from counterclaim.incidents.origins import fold
from counterclaim.records.comparison import Comparison
from counterclaim.records.models import Record, Span, Talks
from counterclaim.records.words import TalksStatus
from counterclaim.store.asking import How, IncidentFilter
from counterclaim.store.store import Store
from gold_records import gold_records
from incidents_by_hand import FRIDAY, SATURDAY, VAYK, Saying, harm, record

ONE = record("r1", Saying(), Saying(claimant="AZE", initiators=("ARM",), targets=("AZE",), harm=(harm(2, "AZE"),)))
TWO = record("r2", Saying(harm=(harm(1, "ARM"),)))
AWAY = record("r3", Saying(where=VAYK, days=(SATURDAY, SATURDAY)))


def at_once(records: Iterable[Record]) -> Comparison:
    every = list(records)
    return compare(every, origins_of((r.report for r in every), fold(r.report for r in every)))


def add(store: Store, *records: Record) -> list[How]:
    with store.writing() as desk:
        return [added.how for added in desk.add(records)]


def stored(store: Store) -> Comparison:
    with store.reading() as desk:
        return desk.comparison()


def same(one: Comparison, other: Comparison) -> None:
    assert one.incidents == other.incidents
    assert one.campaigns == other.campaigns
    for part in ("reports", "claims", "events", "agreements", "talks"):
        assert sorted(getattr(one, part), key=lambda x: x.id) == sorted(getattr(other, part), key=lambda x: x.id), part


def test_a_record_comes_back_byte_for_byte(store: Store) -> None:
    add(store, ONE)
    with store.reading() as desk:
        assert desk.record("r1").model_dump_json() == ONE.model_dump_json()
        assert desk.machine_record("r1") == ONE


def test_a_meeting_that_no_claim_tells_of_is_kept(store: Store) -> None:
    told = record("r1", Saying(claimant="AZE:MIL"))
    meeting = Talks(id="t1", status=TalksStatus.SCHEDULED, event=None, spans=(Span(start=0, end=4),))
    add(store, told.model_copy(update={"talks": (meeting,)}))
    assert [t.event for t in stored(store).talks] == [None]


def test_a_report_that_comes_twice_changes_nothing(store: Store) -> None:
    assert add(store, ONE, ONE) == [How.STORED, How.KNOWN]
    before = stored(store)
    assert add(store, ONE) == [How.KNOWN]
    assert stored(store) == before


def test_of_one_text_the_earlier_publication_stays(store: Store) -> None:
    early = record("r1", Saying(), published=FRIDAY)
    assert add(store, ONE) == [How.STORED]
    assert add(store, early, ONE) == [How.REPLACED, How.KNOWN]
    same(stored(store), at_once([early]))


def test_nothing_is_kept_of_a_transaction_that_fails(store: Store) -> None:
    add(store, ONE)
    before = stored(store)

    def breaking() -> Iterable[Record]:
        yield TWO
        raise RuntimeError("the next report cannot be had")

    with pytest.raises(RuntimeError), store.writing() as desk:
        desk.add(breaking())
    assert stored(store) == before


@pytest.mark.slow
@pytest.mark.parametrize(("together", "count"), [(1, 16), (16, 89)])
def test_the_order_of_arrival_does_not_change_the_incidents_of_the_gold_corpus(store: Store, together: int, count: int) -> None:
    every = list(gold_records()[:count])
    random.Random(together).shuffle(every)
    for start in range(0, len(every), together):
        add(store, *every[start : start + together])
    same(stored(store), at_once(every))


def test_a_very_long_report_is_kept_whole(store: Store) -> None:
    long = ONE.model_copy(
        update={"report": ONE.report.model_copy(update={"text": ONE.report.text + "".join(f" w{n}" for n in range(200_000))})}
    )
    add(store, long)
    with store.reading() as desk:
        assert desk.record("r1") == long


def test_accounts_are_kept_as_they_stood(store: Store) -> None:
    add(store, record("r1", Saying(harm=(harm(2, "ARM"),))))
    add(store, record("r2", Saying(claimant="AZE", harm=(harm(5, "ARM"),))))
    (incident,) = stored(store).incidents
    with store.reading() as desk:
        killed = [(s.verdict, s.until is None) for s in desk.standings(incident.id) if s.question == "killed[ARM]"]
    assert killed == [("admitted", False), ("disputed", True)]


def test_an_incident_that_nothing_is_added_to_does_not_change(address: str) -> None:
    moments = iter(dt.datetime(2023, 5, day, tzinfo=dt.UTC) for day in range(1, 9))
    with Store(address, clock=lambda: next(moments)) as store:
        add(store, ONE, TWO)
        add(store, AWAY)  # the same parties: compared with the others, and another incident
        with store.reading() as desk:
            changed = desk.incidents(IncidentFilter(changed_since="2023-05-02")).items
            assert [incident.reports for incident in changed] == [("r3",)]
            assert desk.incidents().total == 2
