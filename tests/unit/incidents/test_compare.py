from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.incidents.compare import compare, copies_told, find_incidents, incident_of, one_each
from counterclaim.incidents.linking import Cluster
from counterclaim.incidents.told import told_in
from counterclaim.records.models import Record
from counterclaim.records.words import Kind, Stance
from incidents_by_hand import ARMENIA, FRIDAY, KUT, SATURDAY, SOTK, Saying, harm, record
from sayings import several_records

BOTH_SIDES = [
    record("aaaa1", Saying(claimant="ARM:MIL", harm=(harm(2, "ARM"),))),
    record("bbbb2", Saying(claimant="AZE:MIL", initiators=("ARM",), targets=("AZE",))),
]


def test_an_incident_of_two_sides() -> None:
    (incident,) = find_incidents(BOTH_SIDES, {})
    assert incident.kind is Kind.SHELLING
    assert incident.place == SOTK
    assert incident.time is not None
    assert incident.time.start == FRIDAY
    assert incident.parties == ("ARM", "AZE")
    assert incident.claims == ("aaaa1/c1", "bbbb2/c1")
    assert incident.reports == ("aaaa1", "bbbb2")
    assert {a.question: a.verdict.value for a in incident.accounts}["who_initiated"] == "disputed"
    assert [(c.side, c.best) for c in incident.casualties] == [("ARM", 2), ("ARM", 2)]


def test_an_incident_is_named_by_the_most_exact_of_its_kinds_and_places() -> None:
    sayings = [Saying(kind=Kind.ATTACK, where=ARMENIA), Saying(kind=Kind.ATTACK, where=ARMENIA), Saying(where=KUT)]
    (incident,) = find_incidents([record(f"r{n}", s) for n, s in enumerate(sayings)], {})
    assert incident.kind is Kind.SHELLING
    assert incident.place == KUT


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ("attack attack attack capture", Kind.ATTACK),
        ("attack displacement", Kind.ATTACK),
        ("attack capture capture", Kind.CAPTURE),
        ("incursion attack attack", Kind.ATTACK),
        ("shelling armed_clash armed_clash", Kind.ARMED_CLASH),
        ("shelling air_strike", Kind.SHELLING),
        ("incursion shelling attack", Kind.SHELLING),
        ("casualty other other", Kind.OTHER),
        ("talks talks", Kind.TALKS),
    ],
)
def test_an_incident_is_named_by_the_act_that_most_tell_and_not_by_what_came_of_it(kinds: str, expected: Kind) -> None:
    records = [record(f"r{n}", Saying(claimant=f"{'ARM' if n % 2 else 'AZE'}:MIL", kind=Kind(k))) for n, k in enumerate(kinds.split())]
    assert incident_of(Cluster(tuple(told_in(records)), {}), {}).kind is expected


def test_one_voice_counts_once_however_often_it_tells_a_thing() -> None:
    said = [Saying(kind=Kind.CAPTURE), Saying(kind=Kind.CAPTURE), Saying(kind=Kind.ATTACK)]
    cluster = Cluster(tuple(told_in([record("r1", *said), record("r2", *said[:2], copy_of="r1")])), {})
    assert incident_of(cluster, {"r2": "r1"}).kind is Kind.ATTACK


def test_the_parts_of_a_link_add_up_to_its_score() -> None:
    (incident,) = find_incidents(BOTH_SIDES, {})
    (link,) = incident.links
    assert (link.one, link.other) == ("aaaa1/c1", "bbbb2/c1")
    assert link.parts["base"][0] == "any pair"
    assert round(sum(weight for _, weight in link.parts.values()), 2) == link.score


def test_the_best_link_of_every_claim_is_kept() -> None:
    records = [record(f"r{n:02}", Saying()) for n in range(20)]
    (incident,) = find_incidents(records, {})
    assert {name for link in incident.links for name in (link.one, link.other)} == set(incident.claims)
    assert len(incident.links) < 20 * 4


def test_a_comparison_joins_all_by_ids_that_are_unique_over_reports() -> None:
    two = record("aaaa1", Saying(), Saying(stance=Stance.DENIES))
    two = two.model_copy(update={"claims": (two.claims[0], two.claims[1].model_copy(update={"answers": "c1"}))})
    found = compare([two, record("bbbb2", Saying())], {"bbbb2": "aaaa1"})
    assert [c.id for c in found.claims] == ["aaaa1/c1", "aaaa1/c2", "bbbb2/c1"]
    assert found.claims[1].answers == "aaaa1/c1"
    assert [e.id for e in found.events] == [name for c in found.claims for name in c.events]
    assert [r.copy_of for r in found.reports] == [None, "aaaa1"]
    assert {name for i in found.incidents for name in i.claims} == {c.id for c in found.claims}


def test_an_origin_may_have_a_name_of_its_own_and_is_founded_by_the_earliest() -> None:
    late, early = record("aaaa1", Saying(), published=SATURDAY), record("bbbb2", Saying(), published=FRIDAY)
    assert [r.copy_of for r in compare([late, early], {"aaaa1": "o", "bbbb2": "o"}).reports] == ["bbbb2", None]


def test_an_origin_that_bears_the_id_of_a_report_is_founded_by_it() -> None:
    late, early = record("aaaa1", Saying(), published=SATURDAY), record("bbbb2", Saying(), published=FRIDAY)
    assert [r.copy_of for r in compare([late, early], {"aaaa1": "aaaa1", "bbbb2": "aaaa1"}).reports] == [None, "aaaa1"]


def test_the_same_text_counts_once_the_earliest() -> None:
    late, early = record("r1", Saying(), published=SATURDAY), record("r1", Saying(), published=FRIDAY)
    undated = record("r1", Saying(), published=None)
    assert one_each([late, undated, early]) == [early]


def test_copies_are_followed_to_the_first_and_a_circle_ends() -> None:
    told = {"a": "b", "b": "c", "c": None, "d": "elsewhere", "x": "y", "y": "x"}
    reports = [record(name, copy_of=of).report for name, of in told.items()]
    assert copies_told(reports) == {"a": "c", "b": "c", "c": "c", "d": "elsewhere", "x": "x", "y": "x"}


def test_nothing_told_is_no_incident() -> None:
    assert find_incidents([], {}) == []
    assert compare([record("r1")], {}).incidents == ()


@settings(max_examples=40)
@given(several_records(), st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_of_records_matters(records: list[Record], random: Random) -> None:
    shuffled = [*records, *records]
    random.shuffle(shuffled)
    assert find_incidents(shuffled, {}) == find_incidents(records, {})


@settings(max_examples=40)
@given(several_records())
def test_every_claim_is_in_exactly_one_incident(records: list[Record]) -> None:
    claims = [name for incident in find_incidents(records, {}) for name in incident.claims]
    assert sorted(claims) == sorted(t.claim_id for t in told_in(records))
    assert len(claims) == len(set(claims))
