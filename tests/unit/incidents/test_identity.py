from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.incidents.compare import find_incidents
from counterclaim.incidents.identity import first_told, incident_id
from counterclaim.incidents.publication import published_at
from counterclaim.incidents.told import Told
from counterclaim.records.incidents import Incident
from counterclaim.records.models import Record
from counterclaim.records.words import Kind, WeaponKind
from incidents_by_hand import FRIDAY, SATURDAY, Saying, place, record, told
from sayings import claims_told, several_records

LATER = dt.date(2024, 1, 1)
SUNDAY = SATURDAY + dt.timedelta(days=1)
KHARTOUM = place("Khartoum", 15.59, 32.53)
ELSEWHERE = Saying(claimant="SDN:MIL", initiators=("RSF",), targets=("SDN",), where=KHARTOUM, days=(LATER, LATER))


def at(published: dt.date | None, report_id: str = "r1") -> Told:
    return told(Saying(), report_id, published)


def test_the_claim_published_first_gives_the_id() -> None:
    early, late, never = at(FRIDAY, "r2"), at(SATURDAY, "r1"), at(None, "r0")
    assert first_told([never, late, early]) is early
    assert incident_id([never, late, early]) == incident_id([early])
    assert incident_id([never, late]) == incident_id([late]) != incident_id([never])


def test_of_one_moment_the_least_key() -> None:
    assert first_told([at(FRIDAY, "r2"), at(FRIDAY, "r1")]).key == "r1/c1"


def test_times_are_compared_in_utc_and_come_before_the_bare_day() -> None:
    yerevan = dt.datetime(2023, 5, 12, 2, tzinfo=dt.timezone(dt.timedelta(hours=4)))
    assert published_at(at(yerevan).report) == ("2023-05-11", "2023-05-11T22:00:00+00:00")
    noon = dt.datetime(2023, 5, 12, 12, tzinfo=dt.UTC)
    assert published_at(at(noon).report) < published_at(at(FRIDAY).report) < published_at(at(None).report)
    assert published_at(at(noon.replace(tzinfo=None)).report) == published_at(at(noon).report)


def test_a_later_report_keeps_the_id_and_an_earlier_one_does_not() -> None:
    records = [record("r5", Saying(), published=SATURDAY)]
    (before,) = find_incidents(records, {})
    (later,) = find_incidents([*records, record("r1", Saying(), published=SUNDAY)], {})
    (earlier,) = find_incidents([*records, record("r1", Saying(), published=FRIDAY)], {})
    assert before.id == later.id
    assert before.id != earlier.id


def test_what_is_gathered_in_gives_no_id() -> None:
    stray = replace(Saying(), kind=Kind.CASUALTY, where=None, days=None, initiators=(), weapons=(WeaponKind.DRONE,))
    linked = [record(f"r{n}", Saying(weapons=(WeaponKind.MORTAR,)), published=SATURDAY) for n in range(1, 6)]
    (before,) = find_incidents(linked, {})
    (after,) = find_incidents([*linked, record("r0", stray, published=FRIDAY)], {})
    assert after.gathered == ("r0/c1",)
    assert after.id == before.id


@settings(max_examples=60)
@given(st.lists(claims_told, min_size=1, max_size=5))
def test_order_and_repetition_do_not_matter(core: list[Told]) -> None:
    assert incident_id(core) == incident_id([*core, *reversed(core)])


@settings(max_examples=60)
@given(several_records())
def test_ids_are_unique(records: list[Record]) -> None:
    ids = [incident.id for incident in find_incidents(records, {})]
    assert len(ids) == len(set(ids))


@settings(max_examples=60)
@given(several_records(), st.integers(1, 3))
def test_reports_of_another_war_change_nothing(records: list[Record], number: int) -> None:
    others = [record(f"s{n}", ELSEWHERE, published=LATER) for n in range(number)]
    before = find_incidents(records, {})
    after = find_incidents([*records, *others], {})
    assert [i for i in after if i.reports[0].startswith("r")] == before


def _core(incident: Incident) -> set[str]:
    return set(incident.claims) - set(incident.gathered)


@settings(max_examples=100)
@given(several_records(), several_records())
def test_an_incident_keeps_its_id_if_only_later_claims_join_its_core(records: list[Record], more: list[Record]) -> None:
    renamed = [r.model_copy(update={"report": r.report.model_copy(update={"id": f"s{n}", "published": LATER})}) for n, r in enumerate(more)]
    dated = [r.model_copy(update={"report": r.report.model_copy(update={"published": r.report.published or FRIDAY})}) for r in records]
    after = find_incidents([*dated, *renamed], {})
    for before in find_incidents(dated, {}):
        same = [i for i in after if {name for name in _core(i) if name.startswith("r")} == _core(before)]
        assert [i.id for i in same] in ([before.id], []), "none only if linking took the core apart"
