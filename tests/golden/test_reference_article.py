"""The reference article, fact by fact. The article is not ours to ship: the test reads it from beside the checkout."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from counterclaim.accords import calendar_of, ledger_of, read_library
from counterclaim.incidents.compare import compare
from counterclaim.pipeline import Pipeline
from counterclaim.records.comparison import Comparison
from counterclaim.records.models import Claim, Event, Record, Report
from counterclaim.records.words import Footing, MeetingStatus, Reply

ARTICLE = Path(os.environ.get("COUNTERCLAIM_REFERENCE_ARTICLE", Path(__file__).parents[3] / "shared" / "reference-article.txt"))
pytestmark = [
    pytest.mark.engine,
    pytest.mark.skipif(not ARTICLE.exists(), reason="the reference article is not here (COUNTERCLAIM_REFERENCE_ARTICLE names it)"),
]
FRIDAY = dt.date(2023, 5, 12)


@pytest.fixture(scope="module")
def record(pipeline: Pipeline) -> Record:
    return next(pipeline.read([Report(id="reference", text=ARTICLE.read_text(encoding="utf-8"), published=FRIDAY)]))


def told(record: Record, claimant: str, kind: str, evidence: str = "") -> list[tuple[Claim, Event]]:
    text = record.report.text
    found = [(c, record.event(c.events[0])) for c in record.claims if c.claimant.id == claimant]
    return [(c, e) for c, e in found if e.kind == kind and any(evidence in s.of(text) for s in e.spans)]


def parties(actors: tuple[object, ...]) -> set[str | None]:
    return {getattr(a, "party", None) for a in actors}


def day(event: Event) -> tuple[dt.date | None, dt.date | None]:
    assert event.time is not None
    return event.time.start, event.time.end


def test_1_armenia_accuses(record: Record) -> None:
    ((claim, event),) = told(record, "ARM", "attack", "one Armenian soldier")
    assert claim.stance == "accuses"
    assert (parties(event.initiators), parties(event.targets), day(event)) == ({"AZE"}, {"ARM"}, (FRIDAY, FRIDAY))
    assert [(h.effect, h.side.id if h.side else None, h.best) for h in event.harm] == [("killed", "ARM", 1)]


def test_2_azerbaijan_admits_a_loss(record: Record) -> None:
    ((claim, event),) = told(record, "AZE", "casualty")
    assert (claim.stance, claim.interest) == ("asserts", "against_interest")
    assert day(event) == (dt.date(2023, 5, 11),) * 2
    assert [(h.effect, h.side.id if h.side else None, h.best) for h in event.harm] == [("killed", "AZE", 1)]


def test_3_reports_of_an_exchange(record: Record) -> None:
    ((_, event),) = told(record, "MEDIA", "armed_clash")
    assert parties(event.initiators) == {"ARM", "AZE"}
    assert {w.kind for w in event.weapons} == {"mortar", "drone"}
    assert day(event) == (FRIDAY, FRIDAY)
    assert event.place is not None
    assert event.place.precision == "border"


@pytest.mark.parametrize("side", ["ARM", "AZE"])
def test_4_5_both_sides_two_claims_each(record: Record, side: str) -> None:
    assert told(record, side, "other", "self-defence")
    ((claim, event),) = told(record, side, "attack", "shooting first")
    assert claim.stance == "accuses"
    assert parties(event.initiators) == {"ARM", "AZE"} - {side}


def test_6_the_ministry_under_fire(record: Record) -> None:
    ((_, event),) = told(record, "ARM:MIL", "shelling")
    assert {w.kind for w in event.weapons} == {"mortar", "small_arms", "drone"}
    assert event.place is not None
    assert event.place.lat == pytest.approx(40.20, abs=0.02)
    assert event.place.lon == pytest.approx(45.87, abs=0.02)


def test_7_the_same_ministry_admits(record: Record) -> None:
    ((claim, event),) = told(record, "ARM:MIL", "casualty")
    assert claim.interest == "against_interest"
    assert {(h.effect, h.side.id if h.side else None, h.best) for h in event.harm} == {("killed", "ARM", 1), ("wounded", "ARM", 1)}
    assert told(record, "ARM:MIL", "armed_clash", "intensity of fighting")


def test_8_azerbaijans_ministry_accuses(record: Record) -> None:
    ((claim, event),) = told(record, "AZE:MIL", "shelling")
    assert claim.stance == "accuses"
    assert (parties(event.initiators), parties(event.targets)) == ({"ARM"}, {"AZE"})
    assert {w.kind for w in event.weapons} == {"mortar"}


def test_9_a_drone_attack_averted(record: Record) -> None:
    ((_, event),) = told(record, "AZE:MIL", "drone_attack")
    assert (event.status, parties(event.initiators)) == ("averted", {"ARM"})
    assert event.place is not None
    assert event.place.name == "Kalbajar district"


def test_10_talks_in_brussels(record: Record) -> None:
    ((_, event),) = told(record, "NARRATOR", "talks", "Brussels, on Sunday")
    assert event.status == "planned"
    assert day(event) == (dt.date(2023, 5, 14),) * 2
    assert {a.person for a in event.initiators} == {"Nikol Pashinyan", "Ilham Aliyev"}
    assert event.place is not None
    assert event.place.name == "Brussels"


def test_11_talks_in_moldova(record: Record) -> None:
    ((_, event),) = told(record, "EU", "talks")
    assert event.status == "planned"
    assert day(event) == (dt.date(2023, 6, 1), dt.date(2023, 6, 30))
    assert event.place is not None
    assert event.place.country == "MDA"


def test_12_washington_invited(record: Record) -> None:
    ((_, event),) = told(record, "NARRATOR", "mediation")
    assert [a.id for a in event.mediators] == ["USA:FOR"]
    assert parties(event.initiators) == {"ARM", "AZE"}
    assert day(event)[0] == dt.date(2023, 5, 1)


def test_13_the_checkpoint(record: Record) -> None:
    ((_, event),) = told(record, "NARRATOR", "blockade")
    assert event.background
    assert day(event) == (dt.date(2023, 4, 1), dt.date(2023, 4, 30))


def test_14_a_gross_violation(record: Record) -> None:
    ((claim, event),) = told(record, "ARM:GOV", "ceasefire_breach")
    assert (claim.stance, parties(event.initiators)) == ("accuses", {"AZE"})


def test_15_azerbaijan_set_it_up(record: Record) -> None:
    ((claim, event),) = told(record, "AZE", "blockade")
    assert (claim.stance, parties(event.initiators)) == ("asserts", {"AZE"})


def test_16_the_ceasefire_of_2020(record: Record) -> None:
    ((_, event),) = told(record, "NARRATOR", "ceasefire")
    assert event.background
    assert parties(event.mediators) == {"RUS"}
    assert told(record, "NARRATOR", "armed_clash", "two wars")
    (agreement,) = record.agreements
    (duty,) = agreement.obligations
    assert (duty.obligor.id if duty.obligor else None, duty.duty) == ("AZE", "guarantee_passage")
    assert duty.place is not None
    assert duty.place.name == "Lachin corridor"


def test_nothing_is_invented_beside_them(record: Record) -> None:
    assert {c.claimant.id for c in record.claims} == {"ARM", "AZE", "MEDIA", "ARM:MIL", "AZE:MIL", "NARRATOR", "EU", "ARM:GOV"}
    assert len(record.claims) <= 24


@pytest.fixture(scope="module")
def compared(record: Record) -> Comparison:
    return compare([record], {})


def test_the_ledger_has_the_agreement_its_duty_and_the_allegation_with_its_answer(compared: Comparison) -> None:
    (entry,) = ledger_of(compared, read_library()).entries
    assert entry.library is not None
    assert (entry.date is not None and entry.date.start, entry.brokers, entry.monitors) == (dt.date(2020, 11, 9), ("RUS",), ("RUS",))
    (passage,) = [d for d in entry.obligations if d.told]
    assert (passage.obligor and passage.obligor.party, passage.duty, passage.place) == ("AZE", "guarantee_passage", "Lachin corridor")
    assert passage.monitors == ("RUS",)
    (breach,) = [b for b in entry.breaches if b.footing is Footing.EXPLICIT]
    assert ([a.id for a in breach.alleged_by], breach.against, breach.clauses) == (["ARM:GOV"], "AZE", ("6",))
    assert breach.reply is Reply.ADMITTED
    possible = [b for b in entry.breaches if b.footing is Footing.POSSIBLE]
    assert {b.against for b in possible} == {"ARM", "AZE"}
    assert all(b.rule for b in possible)


def test_the_calendar_has_three_meetings_and_what_endangers_one(compared: Comparison) -> None:
    washington, brussels, moldova = calendar_of(compared).meetings
    assert washington.status in (MeetingStatus.PROPOSED, MeetingStatus.HELD)
    assert (brussels.venue and brussels.venue.name, brussels.time and brussels.time.start) == ("Brussels", dt.date(2023, 5, 14))
    assert brussels.status is MeetingStatus.SCHEDULED
    assert (moldova.venue and moldova.venue.country, moldova.time and moldova.time.end) == ("MDA", dt.date(2023, 6, 30))
    assert brussels.threats
    kinds = {i.kind for i in compared.incidents if i.id in brussels.threats}
    assert kinds & {"armed_clash", "attack"}
