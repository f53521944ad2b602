from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import pytest

from counterclaim.accords import calendar_of
from counterclaim.alerts.matching import Alert, Matter, find_alerts, is_surge, median_before
from counterclaim.alerts.rules import Rule, Surge
from counterclaim.records.comparison import Comparison
from counterclaim.records.incidents import Account, Casualties, Incident
from counterclaim.records.ledger import Breach, Entry, Ledger
from counterclaim.records.models import Actor, Place, Report, Span, Talks, Time
from counterclaim.records.words import Category, Effect, Footing, Kind, Reply, TalksStatus, TimePrecision, Verdict
from incidents_by_hand import ARMENIA, FRIDAY, SATURDAY, SOTK, VAYK

SPAN = Span(start=0, end=3)
DISPUTE = Account(question="who_initiated", answers=(), verdict=Verdict.DISPUTED, rule="contradiction", origins=2)


def incident(name: str, where: Place | None = SOTK, day: dt.date | None = FRIDAY, **known: object) -> Incident:
    """A shelling between ARM and AZE, told by the claims c1 and c2 of a report of the incident's name."""
    told = {"parties": ("ARM", "AZE"), "claims": (f"r{name}/c1", f"r{name}/c2"), "reports": (f"r{name}",), "kind": Kind.SHELLING}
    time = Time(start=day, end=day, precision=TimePrecision.DAY) if day else None
    return Incident.model_validate({"id": name, "place": where, "time": time, **told, **known})


def killed(number: int, rule: str = "middle") -> Casualties:
    figures = {"low": number, "best": number, "high": number, "side": "ARM", "claims": ()}
    return Casualties.model_validate({"effect": Effect.KILLED, "category": Category.MILITARY, "rule": rule, **figures})


def comparison(*incidents: Incident, published: dt.date | None = SATURDAY, **known: object) -> Comparison:
    names = {name for found in incidents for name in found.reports}
    reports = [Report(id=name, text=name, published=published, url=f"https://news.example/{name}") for name in sorted(names)]
    return Comparison.model_validate({"reports": reports, "incidents": incidents, **known})


def found(compared: Comparison, today: dt.date = SATURDAY, **rule: Any) -> list[Alert]:
    """What one rule finds; the calendar is that of the comparison."""
    matter = Matter(compared, meetings=calendar_of(compared).meetings)
    return find_alerts([Rule.model_validate({"id": "r", **rule})], matter, today)


CLASH = incident("1", accounts=(DISPUTE,), casualties=(killed(4), killed(4, "conservative")))
FAR = incident("2", VAYK, claims=("r2/c1",))
NOWHERE = incident("3", ARMENIA, None)
ALL = comparison(CLASH, FAR, NOWHERE)


def test_a_rule_that_asks_for_nothing_finds_every_incident_and_says_what_it_is() -> None:
    alerts = found(ALL, title="War")
    assert len(alerts) == 3
    first = alerts[0]
    assert first.title == "War: Shelling, Sotk, 12 May 2023"
    assert first.summary.startswith("Shelling between ARM and AZE at Sotk on 12 May 2023. Disputed: who began.")
    assert (first.subject, first.covers, first.day) == ("1", ("r1/c1", "r1/c2"), FRIDAY)
    assert first.links == ("https://news.example/r1",)


@pytest.mark.parametrize(
    ("rule", "count"),
    [
        ({"near": {"lat": 40.2, "lon": 45.87, "radius_km": 10}}, 1),
        ({"near": {"lat": 40.2, "lon": 45.87, "radius_km": 100}}, 2),
        ({"near": {"lat": 0, "lon": 0, "radius_km": 100}}, 0),
        ({"places": ["sotk"]}, 1),
        ({"countries": ["ARM"]}, 3),
        ({"countries": ["AZE"]}, 0),
        ({"parties": ["ARM", "AZE"]}, 3),
        ({"parties": ["ARM", "RUS"]}, 0),
        ({"kinds": ["shelling"]}, 3),
        ({"kinds": ["air_strike"]}, 0),
        ({"casualties": {"at_least": 4}}, 1),
        ({"casualties": {"at_least": 5}}, 0),
        ({"casualties": {"at_least": 1, "effects": ["wounded"]}}, 0),
        ({"disputed": True}, 1),
        ({"breach": True}, 0),
        ({"disputed": True, "places": ["Vayk"]}, 0),
    ],
)
def test_all_that_a_rule_asks_for_must_hold(rule: dict[str, Any], count: int) -> None:
    assert len(found(ALL, **rule)) == count


def test_a_breach_is_an_incident_that_somebody_calls_one_with_who_alleges_it_and_what_the_accused_says() -> None:
    told: dict[str, Any] = {
        "alleged_by": (Actor.of("ARM"),),
        "against": "AZE",
        "claims": ("r9/c1",),
        "acts": ("r1/c2",),
        "reply": Reply.DENIED,
    }
    alleged = Breach(footing=Footing.EXPLICIT, **told)
    possible = Breach(footing=Footing.POSSIBLE, rule="armed_act_under_ceasefire", **{**told, "acts": ("r2/c1",)})
    ledger = Ledger(entries=(Entry(id="a1", name="July truce", mentions=("r9/a1",), breaches=(alleged, possible)),))
    rule = Rule.model_validate({"id": "r", "breach": True})
    (alert,) = find_alerts([rule], Matter(comparison(CLASH, FAR), ledger), SATURDAY)
    assert alert.subject == "1"
    assert alert.summary.endswith("Said to be a breach by AZE, alleged by ARM (July truce); the accused denies it.")


def test_only_what_is_recent_counts_by_its_day_or_else_its_publication() -> None:
    later = SATURDAY + dt.timedelta(days=30)
    assert found(ALL, today=later) == []
    assert len(found(ALL, today=later, within_days=60)) == 3
    assert len(found(comparison(NOWHERE, published=later), today=later)) == 1
    assert found(comparison(NOWHERE, published=None)) == []


def meeting(name: str, **known: object) -> Talks:
    day = Time(start=SATURDAY, end=SATURDAY, precision=TimePrecision.DAY)
    who = (Actor.of("ARM"), Actor.of("AZE"))
    told = {"participants": who, "time": day, "status": TalksStatus.SCHEDULED, "event": "e1", "spans": (SPAN,)}
    return Talks.model_validate({"id": name, **told, **known})


def test_talks_at_risk_are_told_once_for_all_reports() -> None:
    told = (
        meeting("r1/t1", endangered_by=("r1/c1",)),
        meeting("r2/t1", endangered_by=("r2/c1",)),
        meeting("r2/t2", participants=(Actor.of("RUS"),)),
    )
    alerts = found(comparison(CLASH, FAR, talks=told), about="talks")
    assert [(alert.subject, alert.title) for alert in alerts] == [("talks:ARM+AZE:2023-05-13", "Talks at risk: ARM and AZE, 2023-05-13")]
    assert alerts[0].summary == "2 claims in 2 reports say that the talks are in danger."
    assert len(alerts[0].links) == 2


def test_talks_that_are_called_off() -> None:
    off = comparison(CLASH, talks=(meeting("r1/t1", status=TalksStatus.CANCELLED, venue=SOTK),))
    assert [alert.summary for alert in found(off, about="talks", parties=["ARM"])] == ["Said to be called off, in 1 report."]
    assert found(off, about="talks", parties=["RUS"]) == []
    assert found(off, about="talks", places=["Vayk"]) == []


def busy(day: dt.date, count: int) -> list[Incident]:
    return [incident(f"{day:%m%d}{n}", day=day) for n in range(count)]


def test_a_day_with_more_than_a_multiple_of_the_usual_number() -> None:
    quiet = [i for back in range(1, 11) for i in busy(SATURDAY - dt.timedelta(days=back), 1)]
    surge = {"times": 3, "days": 10, "at_least": 3}
    assert found(comparison(*quiet, *busy(SATURDAY, 3)), about="activity", surge=surge) == []
    alerts = found(comparison(*quiet, *busy(SATURDAY, 4)), about="activity", surge=surge)
    assert [(alert.subject, alert.title) for alert in alerts] == [("day:2023-05-13", "4 incidents on 2023-05-13")]
    assert alerts[0].summary == "4 incidents; the median of the 10 days before is 1."
    elsewhere: dict[str, Any] = {"about": "activity", "surge": surge, "places": ["Vayk"]}
    assert found(comparison(*quiet, *busy(SATURDAY, 4)), **elsewhere) == []


def test_the_median_counts_quiet_days_as_none() -> None:
    by_day = Counter({FRIDAY: 5})
    assert median_before(by_day, SATURDAY, 3) == 0
    assert not is_surge(2, 0, Surge(times=3))
    assert is_surge(3, 0, Surge(times=3))
    assert not is_surge(3, 1, Surge(times=3))


def test_the_same_comes_out_in_the_same_order() -> None:
    assert found(ALL) == found(ALL)
