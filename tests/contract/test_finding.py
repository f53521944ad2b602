"""What reports can be found by always is what their claims and events tell; a search finds what looking at every record would."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections import Counter, defaultdict

import pytest
from sqlalchemy import select, text

from counterclaim.records.models import Record
from counterclaim.records.words import Kind, Verdict
from counterclaim.review.decisions import Decision, Sort
from counterclaim.store.address import url_of
from counterclaim.store.asking import Facet, Page, Results, Search
from counterclaim.store.connections import connect, transaction
from counterclaim.store.finding import facets_in
from counterclaim.store.reading import Reading
from counterclaim.store.searching import VALUES
from counterclaim.store.store import Store
from counterclaim.store.tables import by_word, report_facets, reports
from generated_reports import nth_record
from incidents_by_hand import FRIDAY, KUT, SATURDAY, Saying, actor, record

COUNT = 60
Rows = set[tuple[str, str, str]]


def generated(number: int) -> Record:
    return nth_record(number, per_day=5, conflicts=3)


def told_by(records: list[Record]) -> Rows:
    """Facet, value and id of the report, but for verdicts: reckoned from the records themselves."""
    return {(facet, value, one.report.id) for one in records for facet, values in facets_of(one).items() for value in values}


def facets_of(one: Record) -> dict[str, set[str]]:
    actors = [a for e in one.events for a in (*e.initiators, *e.targets, *e.mediators)]
    where = [p for e in one.events for p in (e.place, *e.other_places) if p is not None]
    return {
        "party": {a.party for a in actors if a.party},
        "claimant": {c.claimant.party for c in one.claims if c.claimant.party},
        "kind": {str(e.kind) for e in one.events},
        "place": {p.name for p in where},
    }


def kept(store: Store) -> Rows:
    of = report_facets.c
    with transaction(store.engine, writes=False) as on:
        return {tuple(row) for row in on.execute(select(of.facet, of.value, reports.c.id).join(reports, of.report == reports.c.number))}


def check(store: Store) -> None:
    """The table holds what the joins of claims and events give, and that is what the records tell."""
    with store.reading() as desk:
        told = told_by([desk.record(name) for name in desk.report_ids()])
        told |= {("verdict", verdict, name) for name, verdicts in verdicts_of(desk).items() for verdict in verdicts}
        assert list(desk.faults()) == []
    with transaction(store.engine, writes=False) as on:
        joined = {tuple(row) for row in on.execute(facets_in())}
        assert {tuple(row) for row in on.execute(select(report_facets))} == joined
    assert kept(store) == told


class Desk:
    """Does at random what a desk does: adds, reads again, decides and undoes."""

    def __init__(self, store: Store, seed: int) -> None:
        self._store = store
        self._dice = random.Random(seed)
        self._number = 0
        self._decided: list[int] = []
        self.add()

    def act(self) -> None:
        self._dice.choice((self.add, self.add_earlier, self.reread, self.decide, self.regroup, self.undo))()

    def add(self) -> None:
        first, self._number = self._number, self._number + self._dice.randint(1, 5)
        with self._store.writing() as desk:
            desk.add([generated(n) for n in range(first, self._number)])

    def add_earlier(self) -> None:
        """The same text, published earlier and read otherwise, takes the place of the other; one that is known changes nothing."""
        one = generated(self._dice.randrange(self._number))
        early = one.report.model_copy(update={"published": dt.date(2020, 1, 1) + dt.timedelta(days=self._dice.randrange(300))})
        with self._store.writing() as desk:
            desk.add([shortened(one, self._dice).model_copy(update={"report": early}), generated(self._dice.randrange(self._number))])

    def reread(self) -> None:
        with self._store.writing() as desk:
            desk.reread([shortened(generated(n), self._dice) for n in {self._dice.randrange(self._number) for _ in range(2)}])

    def decide(self) -> None:
        with self._store.reading() as desk:
            claims = [f"{name}/{claim.id}" for name in desk.report_ids() for claim in desk.record(name).claims]
        sort, known = self._dice.choice(
            [
                (Sort.REJECT, {}),
                (Sort.CLAIMANT, {"after": actor("EU").model_dump_json()}),
                (Sort.EDIT, {"slot": "kind", "after": json.dumps(Kind.APPEAL)}),
                (Sort.EDIT, {"slot": "place", "after": KUT.model_dump_json()}),
            ]
        )
        with self._store.writing() as desk:
            told = {"kind": sort, "object": self._dice.choice(claims), "who": "ana", **known}
            self._decided.append(desk.decide(Decision.model_validate(told)).id)

    def regroup(self) -> None:
        with self._store.reading() as desk:
            one, other, *_ = [i.id for i in self._dice.sample(desk.incidents().items, 2)]
        with self._store.writing() as desk:
            merged = Decision(kind=Sort.MERGE, object=one, after=json.dumps(other), who="ana")
            self._decided.append(desk.decide(merged).id)

    def undo(self) -> None:
        if self._decided:
            number = self._decided.pop(self._dice.randrange(len(self._decided)))
            with self._store.writing() as desk:
                desk.decide(Decision(kind=Sort.UNDO, object="", undoes=number, who="ana"))


@pytest.mark.parametrize("seed", [1, 2])
def test_it_is_what_claims_and_events_tell_whatever_is_done(store: Store, seed: int) -> None:
    desk = Desk(store, seed)
    for _ in range(12):
        desk.act()
        check(store)


def shortened(one: Record, dice: random.Random) -> Record:
    """The record as another reading might have it: some claims and events are no longer found."""
    many = dice.randrange(len(one.claims) + 1)
    return Record(report=one.report, claims=one.claims[:many], events=one.events[:many])


def test_a_reading_with_other_events_is_found_by_these_and_not_by_those(store: Store) -> None:
    with store.writing() as desk:
        desk.add([record("r1", Saying(claimant="AZE", initiators=("?",), where=None))])
    some = {("party", "ARM", "r1"), ("claimant", "AZE", "r1"), ("kind", "shelling", "r1"), ("verdict", "single_source", "r1")}
    assert kept(store) == some
    with store.writing() as desk:
        desk.reread([record("r1", Saying(kind=Kind.APPEAL, claimant="EU", initiators=("EU",), targets=(), where=KUT))])
    other = {("party", "EU", "r1"), ("claimant", "EU", "r1"), ("kind", "appeal", "r1"), ("place", "Kut", "r1")}
    assert {row for row in kept(store) if row[0] != "verdict"} == other


def test_a_store_of_the_version_before_is_filled(address: str) -> None:
    with Store(address) as store, store.writing() as desk:
        desk.add([generated(n) for n in range(12)])
    engine = connect(url_of(address))
    with transaction(engine, writes=True) as on:
        report_facets.drop(on)
        by_word.drop(on)
        on.execute(text("ALTER TABLE incidents DROP COLUMN word"))
        on.execute(text("UPDATE alembic_version SET version_num = '0004_revision'"))
    engine.dispose()
    with Store(address) as store:
        check(store)
        assert len(kept(store)) > 40


def matches(one: Record, verdicts: set[str], asked: Search) -> bool:
    facets, report = facets_of(one), one.report
    words = report.text.lower().replace(".", "").split()
    wanted = set((asked.words or "").split())
    day = report.published_on
    return (
        wanted <= set(words)
        and all(party in facets["party"] | facets["claimant"] for party in asked.parties)
        and (not asked.kinds or bool(facets["kind"] & set(asked.kinds)))
        and (not asked.places or bool(facets["place"] & set(asked.places)))
        and (not asked.outlets or report.outlet in asked.outlets)
        and (not asked.verdicts or bool(verdicts & set(asked.verdicts)))
        and (asked.since is None or (day is not None and day >= asked.since))
        and (asked.until is None or (day is not None and day <= asked.until))
    )


def verdicts_of(desk: Reading) -> dict[str, set[str]]:
    """By report the verdicts of its incidents, reckoned from the incidents themselves."""
    verdicts: dict[str, set[str]] = defaultdict(set)
    for incident in desk.comparison().incidents:
        for name in {claim.rpartition("/")[0] for claim in incident.claims}:
            verdicts[name] |= {account.verdict for account in incident.accounts}
    return verdicts


def facets_among(found: list[Record], verdicts: dict[str, set[str]]) -> dict[str, tuple[Facet, ...]]:
    values: dict[str, list[str]] = {
        "outlet": [one.report.outlet for one in found if one.report.outlet],
        "month": [f"{one.report.published_on:%Y-%m}" for one in found if one.report.published_on],
        **{facet: [value for one in found for value in facets_of(one)[facet]] for facet in ("party", "kind", "place")},
        "verdict": [verdict for one in found for verdict in verdicts[one.report.id]],
    }
    return {facet: commonest(some) for facet, some in values.items()}


def commonest(values: list[str]) -> tuple[Facet, ...]:
    return tuple(Facet(value, count) for value, count in sorted(Counter(values).items(), key=lambda item: (-item[1], item[0]))[:VALUES])


def asking(dice: random.Random) -> Search:
    """Some of all that can be asked, at once."""
    may: dict[str, object] = {
        "words": dice.choice(["shelling", "village army", "kalomi", "denied drone", "said"]),
        "parties": tuple(dice.sample(["A00", "A01", "B00", "B01", "NARRATOR"], dice.randint(1, 2))),
        "kinds": tuple(dice.sample([Kind.SHELLING, Kind.ARMED_CLASH, Kind.CASUALTY], dice.randint(1, 2))),
        "places": tuple(f"Place {dice.randrange(3)}-{number}" for number in range(30)),
        "outlets": tuple(f"Outlet {letter}{number}" for letter in "ABCDEFGHIJ" for number in range(10)),
        "since": dt.date(2021, 1, dice.randint(1, 10)),
        "until": dt.date(2021, 1, dice.randint(3, 12)),
        "verdicts": (dice.choice([Verdict.DISPUTED, Verdict.SINGLE_SOURCE]),),
    }
    return Search(**{name: may[name] for name in dice.sample(sorted(may), dice.choice((1, 1, 2, 3)))})  # type: ignore[arg-type]


def test_a_search_finds_what_looking_at_every_record_would(store: Store) -> None:
    undated = [record("u1", Saying(), published=None), record("u2", Saying(claimant="AZE"), published=None)]
    with store.writing() as desk:
        desk.add([*(generated(n) for n in range(COUNT)), *undated])
    dice, sizes = random.Random(7), set[int]()
    with store.reading() as desk:
        verdicts = verdicts_of(desk)
        came = [desk.record(name) for name in desk.report_ids()]
        latest = sorted(reversed(came), key=lambda one: one.report.published_on or dt.date.min, reverse=True)
        for asked in [Search(), *(asking(dice) for _ in range(25))]:
            wanted = [one for one in latest if matches(one, verdicts[one.report.id], asked)]
            found = desk.search(asked, Page(500))
            assert [hit.report for hit in found.hits.items] == [one.report.id for one in wanted], asked
            assert found.hits.total == len(wanted)
            assert found.facets == facets_among(wanted, verdicts), asked
            sizes.add(len(wanted))
    assert len(sizes) > 10


def test_pages_of_a_search_are_parts_of_all_in_order(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterclaim.store.searching.FACETED", 7)
    with store.writing() as writer:
        writer.add([record(f"r{number:02}", Saying(), published=(FRIDAY, SATURDAY, None)[number % 3]) for number in range(20)])
    with store.reading() as desk:

        def page(size: int, start: int) -> Results:
            return desk.search(Search(kinds=(Kind.SHELLING,)), Page(size, start))

        parts = [page(4, start) for start in range(0, 24, 4)]
        assert [hit for part in parts for hit in part.hits.items] == list(page(50, 0).hits.items)
        assert {part.hits.total for part in parts} == {20}
        assert {facet.count for part in parts for facet in part.facets["kind"]} == {7}
