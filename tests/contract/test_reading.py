"""What pages and commands ask of the store."""

from __future__ import annotations

import datetime as dt

import pytest

from counterclaim.incidents.blame import BlameOptions, blame_of
from counterclaim.records.models import Record
from counterclaim.records.words import Kind, Stance, TalksStatus, Verdict
from counterclaim.review.decisions import Decision, Sort
from counterclaim.store.asking import IncidentFilter, Order, Page, Search, TalksFilter
from counterclaim.store.store import Store
from incidents_by_hand import FRIDAY, KUT, SATURDAY, VAYK, Saying, harm, record
from records_by_hand import border_record

ALPHA = record(
    "r1",
    Saying(stance=Stance.ACCUSES, harm=(harm(4, "ARM"),)),
    Saying(claimant="AZE:MIL", initiators=("ARM",), targets=("AZE",), stance=Stance.ACCUSES),
)
BETA = record(
    "r2", Saying(kind=Kind.AIR_STRIKE, where=VAYK, days=(SATURDAY, SATURDAY), initiators=("RUS",), targets=("UKR",), claimant="UKR")
)
GAMMA = record("r3", Saying(kind=Kind.APPEAL, where=KUT, days=None, initiators=("EU",), targets=(), claimant="EU", stance=Stance.CALLS_FOR))


def worded(one: Record, words: str) -> Record:
    return one.model_copy(update={"report": one.report.model_copy(update={"text": f"{one.report.text} {words}"})})


@pytest.fixture
def filled(store: Store) -> Store:
    with store.writing() as desk:
        desk.add([worded(ALPHA, "A drone hovered there."), worded(BETA, "Drones everywhere, and a cease fire."), GAMMA])
    return store


@pytest.mark.parametrize(
    ("which", "reports"),
    [
        (IncidentFilter(parties=("ARM",), since=FRIDAY, until=FRIDAY, killed=4), {"r1"}),
        (IncidentFilter(parties=("RUS", "UKR")), {"r2"}),
        (IncidentFilter(kinds=(Kind.APPEAL, Kind.AIR_STRIKE)), {"r2", "r3"}),
        (IncidentFilter(since=SATURDAY, until=SATURDAY), {"r2"}),
        (IncidentFilter(box=(39.6, 45.4, 39.8, 45.6)), {"r2"}),
        (IncidentFilter(outlets=("Outlet r3",)), {"r3"}),
        (IncidentFilter(places=("Vayk",), countries=("ARM",)), {"r2"}),
        (IncidentFilter(verdicts=(Verdict.DISPUTED,), killed=1), {"r1"}),
        (IncidentFilter(verdicts=(Verdict.DISPUTED, Verdict.ADMITTED)), {"r1"}),
        (IncidentFilter(verdicts=(Verdict.DISPUTED, Verdict.SINGLE_SOURCE)), {"r1", "r2"}),
        (IncidentFilter(words="hovered drone"), {"r1"}),
    ],
)
def test_incidents_are_filtered(filled: Store, which: IncidentFilter, reports: set[str]) -> None:
    with filled.reading() as desk:
        found = desk.incidents(which)
    assert {name for incident in found.items for name in incident.reports} == reports
    assert found.total == len(found.items)
    with filled.reading() as desk:
        assert desk.many(which) == found.total
        assert desk.blame(which=which) == blame_of(desk.comparison(which))
        spots = desk.spots(which)
    assert set(spots.incidents) == {
        incident.id for incident in found.items if incident.place is not None and incident.place.lat is not None
    }
    assert set(spots.first_days) - {None} == {
        i.time.start.isoformat() for i in found.items if i.id in spots.incidents and i.time and i.time.start
    }


def test_the_word_of_the_state_changes_with_what_may_be_read(store: Store) -> None:
    words = [store.revision()]
    with store.writing() as desk:
        desk.add([ALPHA])
    words.append(store.revision())
    with store.writing() as desk:
        desk.add([ALPHA])  # known
    assert store.revision() == words[-1]
    with store.writing() as desk:
        desk.decide(Decision(kind=Sort.CONFIRM, object="r1/c1", who="vey"))
    words.append(store.revision())
    with store.writing() as desk:
        desk.reread([BETA.model_copy(update={"report": ALPHA.report})])
    words.append(store.revision())
    assert len(set(words)) == len(words)


def test_a_page_is_a_part_of_all_in_order(filled: Store) -> None:
    with filled.reading() as desk:
        every = desk.incidents(order=Order.EARLIEST)
        parts = [desk.incidents(page=Page(2, start), order=Order.EARLIEST) for start in range(0, every.total, 2)]
    assert tuple(incident for part in parts for incident in part.items) == every.items
    assert {part.total for part in parts} == {every.total}


def test_a_dossier_is_one_incident_with_what_it_rests_on(filled: Store) -> None:
    with filled.reading() as desk:
        (incident,) = desk.incidents(IncidentFilter(parties=("RUS",))).items
        dossier = desk.dossier(incident.id)
    assert ([r.id for r in dossier.reports], [c.id for c in dossier.claims], [e.id for e in dossier.events]) == (
        ["r2"],
        ["r2/c1"],
        ["r2/e1"],
    )
    assert dossier.incidents == (incident,)


@pytest.mark.parametrize(
    ("words", "reports"),
    [
        ("drone", {"r1", "r2"}),
        ('"cease fire"', {"r2"}),
        ("drone -hovered", {"r2"}),
        ("hovered OR everywhere", {"r1", "r2"}),
        ("nothing of the kind", set()),
        ("') OR 1=1 --", set()),
        ('"', set()),
    ],
)
def test_words_are_found(filled: Store, words: str, reports: set[str]) -> None:
    with filled.reading() as desk:
        found = desk.search(Search(words=words))
    assert {hit.report for hit in found.hits.items} == reports


def test_a_hit_shows_the_words_and_facets_count(filled: Store) -> None:
    with filled.reading() as desk:
        found = desk.search(Search(words="hovered", parties=("ARM",)))
        none = desk.search(Search(words="hovered", parties=("RUS",)))
    (hit,) = found.hits.items
    assert "[[hovered]]" in hit.passage
    assert {facet.value: facet.count for facet in found.facets["party"]} == {"ARM": 1, "AZE": 1}
    assert [facet.value for facet in found.facets["month"]] == ["2023-05"]
    assert none.hits.total == 0


def test_blame_is_that_of_all_records_at_once(filled: Store) -> None:
    with filled.reading() as desk:
        assert desk.blame() == blame_of(desk.comparison())
        cells = desk.blame(BlameOptions(since=FRIDAY, until=FRIDAY), IncidentFilter(parties=("ARM", "AZE"))).cells
    assert {(cell.accuser, cell.accused) for cell in cells} >= {("ARM", "AZE"), ("AZE", "ARM")}


def test_talks_and_agreements_are_listed(store: Store) -> None:
    with store.writing() as writer:
        writer.add([border_record()])
    with store.reading() as desk:
        (talks,) = desk.talks(TalksFilter(parties=("ARM",), statuses=(TalksStatus.SCHEDULED,), endangered=True))
        assert desk.talks(TalksFilter(parties=("RUS",))) == []
        assert [a.name for a in desk.agreements(("ARM", "RUS"))] == ["2020 ceasefire"]
    assert talks.id.endswith("/t1")


def test_activity_counts_the_last_days_against_what_is_usual(store: Store) -> None:
    days = [FRIDAY - dt.timedelta(days=7 * n) for n in range(5)] + [FRIDAY - dt.timedelta(days=4)]
    with store.writing() as desk:
        desk.add([record(f"n{n}", Saying(days=(day, day), where=KUT), published=day) for n, day in enumerate(days)])
    with store.reading() as desk:
        (found,) = desk.activity(FRIDAY)
    assert (found.parties, found.recent, found.median, found.total) == (("ARM", "AZE"), 2, 0.5, 6)


def test_what_is_not_there_is_a_key_error(store: Store) -> None:
    with store.reading() as desk:
        for ask in (desk.record, desk.incident, desk.claim, desk.event, desk.dossier, desk.stored):
            with pytest.raises(KeyError):
                ask("nothing")
