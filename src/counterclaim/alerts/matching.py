"""What the rules find in what is stored. Pure: the same matter and day give the same alerts, in the same order."""

from __future__ import annotations

import datetime as dt
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from counterclaim.alerts.rules import Rule, Surge
from counterclaim.records.comparison import Comparison
from counterclaim.records.distance import km_between
from counterclaim.records.incidents import Incident
from counterclaim.records.ledger import Breach, Entry, Ledger, Meeting
from counterclaim.records.models import Place, Report
from counterclaim.records.words import Footing, MeetingStatus, PlacePrecision, Verdict
from counterclaim.views import accords as words
from counterclaim.views import wording
from counterclaim.views.comparison import summary_words, title_words

CONSERVATIVE = "conservative"
"""The rule of the lines of casualties that stand beside the others and do not add to them."""
OFF = {MeetingStatus.CANCELLED: "called off", MeetingStatus.POSTPONED: "put off"}
"""Statuses of meetings that are at risk, in words."""
LATEST_DAYS = 3
"""Days up to today that are looked at for a surge: reports of a day come in for some days."""


@dataclass(frozen=True)
class Alert:
    """One thing that a rule found.

    Attributes:
        rule, subject: which rule, and what it is about: the id of an incident, `talks:` or `day:` and what tells them apart.
        covers: further names of the same thing, such as the claims of an incident: what covers one of them is not told again.
        title, summary: in words, made by template from the record.
        day: of the incident, the talks or the surge; None when unknown.
        links: addresses of the reports.
    """

    rule: str
    subject: str
    covers: tuple[str, ...]
    title: str
    summary: str
    day: dt.date | None
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class Matter:
    """What rules look at: incidents with their claims and reports, and the ledger and calendar over all reports with their reports."""

    comparison: Comparison
    ledger: Ledger = Ledger()
    meetings: tuple[Meeting, ...] = ()
    beside: tuple[Report, ...] = ()


def find_alerts(rules: Iterable[Rule], matter: Matter, today: dt.date) -> list[Alert]:
    """What the rules find, rule by rule."""
    known = _Known(matter)
    return [alert for rule in rules for alert in _FINDERS[rule.about](rule, known, today)]


class _Known:
    """The matter with what matching looks up again and again."""

    def __init__(self, matter: Matter) -> None:
        self.comparison = matter.comparison
        self.matter = matter

    @cached_property
    def reports(self) -> dict[str, Report]:
        return {report.id: report for report in (*self.matter.beside, *self.comparison.reports)}

    @cached_property
    def breaches(self) -> dict[str, list[tuple[Entry, Breach]]]:
        """What somebody calls a breach, by the claims that say so or tell the act."""
        found: dict[str, list[tuple[Entry, Breach]]] = defaultdict(list)
        for entry in self.matter.ledger.entries:
            for breach in (b for b in entry.breaches if b.footing is Footing.EXPLICIT):
                for claim in (*breach.claims, *breach.acts):
                    found[claim].append((entry, breach))
        return found

    def alleged_of(self, incident: Incident) -> list[tuple[Entry, Breach]]:
        """The breaches that an incident is said to be, each once."""
        found = [pair for claim in incident.claims for pair in self.breaches.get(claim, ())]
        return list({(entry.id, breach.against, breach.claims): (entry, breach) for entry, breach in found}.values())

    def is_recent(self, day: dt.date | None, reports: Iterable[str], first: dt.date) -> bool:
        """By the day of the happening, or where that is unknown by the first publication, or fetching, of it."""
        if day is not None:
            return day >= first
        told = [self.reports[name] for name in reports if name in self.reports]
        days = [r.published_on or (r.fetched_at.date() if r.fetched_at else None) for r in told]
        return min((d for d in days if d is not None), default=dt.date.min) >= first

    def links(self, reports: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(r.url for name in reports if (r := self.reports.get(name)) is not None and r.url))


def _incidents(rule: Rule, known: _Known, today: dt.date) -> Iterator[Alert]:
    first = today - dt.timedelta(days=rule.within_days)
    for incident in known.comparison.incidents:
        day = (incident.time.end or incident.time.start) if incident.time else None
        if _fits(rule, incident) and _asked(rule, incident, known) and known.is_recent(day, incident.reports, first):
            yield Alert(
                rule.id,
                incident.id,
                incident.claims,
                _headed(rule, title_words(incident)),
                _summary(rule, incident, known),
                day,
                known.links(incident.reports),
            )


def _asked(rule: Rule, incident: Incident, known: _Known) -> bool:
    disputed = any(account.verdict is Verdict.DISPUTED for account in incident.accounts)
    breach = rule.breach and bool(known.alleged_of(incident))
    harmed = rule.casualties is None or (harmed_in(incident, rule) or 0) >= rule.casualties.at_least
    return harmed and (disputed or not rule.disputed) and (breach or not rule.breach)


def _summary(rule: Rule, incident: Incident, known: _Known) -> str:
    """The incident in words; for a rule about breaches also who alleges which, and what the accused says."""
    told = [f"{words.breach_words(b)} ({words.entry_words(e)}); {words.reply_words(b)}" for e, b in known.alleged_of(incident)]
    return " ".join([summary_words(incident, known.comparison), *(f"Said to be {one}." for one in told if rule.breach)])


def harmed_in(incident: Incident, rule: Rule) -> int | None:
    """People harmed in the ways that a rule asks for, by the best figures of all sides; None when nobody tells a number."""
    effects = rule.casualties.effects if rule.casualties else ()
    told = [c.best for c in incident.casualties if c.effect in effects and c.rule != CONSERVATIVE and c.best is not None]
    return sum(told) if told else None


def _fits(rule: Rule, incident: Incident) -> bool:
    """Whether an incident is where, by whom and of the kind that a rule asks for."""
    return (
        set(rule.parties) <= set(incident.parties) and (not rule.kinds or incident.kind in rule.kinds) and _is_there(rule, incident.place)
    )


def _is_there(rule: Rule, place: Place | None) -> bool:
    """Whether a place is where a rule asks for. A country as a whole is near nothing."""
    if rule.near is None and not rule.places and not rule.countries:
        return True
    if place is None:
        return False
    if rule.countries and place.country not in rule.countries:
        return False
    names = {name.casefold() for name in (place.name, place.admin1) if name}
    if rule.places and not names & {name.casefold() for name in rule.places}:
        return False
    if rule.near is None:
        return True
    if place.lat is None or place.lon is None or place.precision is PlacePrecision.COUNTRY:
        return False
    return km_between(place.lat, place.lon, rule.near.lat, rule.near.lon) <= rule.near.radius_km


def _talks(rule: Rule, known: _Known, today: dt.date) -> Iterator[Alert]:
    """Meetings that somebody says are in danger, or that are called or put off."""
    first = today - dt.timedelta(days=rule.within_days)
    for meeting in known.matter.meetings:
        parties = {actor.party for actor in (*meeting.participants, *meeting.mediators) if actor.party}
        reports = [_report(standing.talks) for standing in meeting.history]
        at_risk = bool(meeting.endangered_by) or meeting.status in OFF
        if at_risk and set(rule.parties) <= parties and _is_there(rule, meeting.venue) and known.is_recent(_day(meeting), reports, first):
            title, summary = _headed(rule, _talks_title(meeting)), _talks_summary(meeting)
            yield Alert(rule.id, _talks_key(meeting), (meeting.id,), title, summary, _day(meeting), known.links(reports))


def _talks_key(meeting: Meeting) -> str:
    """What tells a meeting apart: who meets, and the day, else the place; meetings of which neither is known are one thing."""
    parties = "+".join(sorted({actor.party for actor in meeting.participants if actor.party}))
    day = _day(meeting)
    return f"talks:{parties}:{day.isoformat() if day else meeting.venue.name.casefold() if meeting.venue else ''}"


def _day(meeting: Meeting) -> dt.date | None:
    return meeting.time.start if meeting.time else None


def _talks_title(meeting: Meeting) -> str:
    parties = wording.listed(sorted({actor.party or actor.name or "?" for actor in meeting.participants})) or "parties not told"
    where = f", {wording.one_line(meeting.venue.name)}" if meeting.venue else ""
    when = f", {day.isoformat()}" if (day := _day(meeting)) else ""
    return f"Talks at risk: {parties}{where}{when}"


def _talks_summary(meeting: Meeting) -> str:
    reports = wording.counted(len({_report(standing.talks) for standing in meeting.history}), "report")
    if meeting.status in OFF:
        return f"Said to be {OFF[meeting.status]}, in {reports}."
    return f"{wording.counted(len(meeting.endangered_by), 'claim')} in {reports} say that the talks are in danger."


def _activity(rule: Rule, known: _Known, today: dt.date) -> Iterator[Alert]:
    assert rule.surge is not None  # a rule about activity has one, see `Rule`
    fitting = [incident for incident in known.comparison.incidents if _fits(rule, incident) and _asked(rule, incident, known)]
    by_day = Counter(day for incident in fitting if (day := _single_day(incident)) is not None)
    for back in reversed(range(min(LATEST_DAYS, rule.within_days))):
        day = today - dt.timedelta(days=back)
        usual = median_before(by_day, day, rule.surge.days)
        if is_surge(by_day[day], usual, rule.surge):
            reports = [name for incident in fitting if _single_day(incident) == day for name in incident.reports]
            yield Alert(
                rule.id,
                f"day:{day.isoformat()}",
                (),
                _headed(rule, f"{wording.counted(by_day[day], 'incident')} on {day.isoformat()}"),
                f"{wording.counted(by_day[day], 'incident')}; the median of the {rule.surge.days} days before is {usual:g}.",
                day,
                known.links(reports),
            )


def median_before(by_day: Counter[dt.date], day: dt.date, days: int) -> float:
    """The median of the counts of so many days before a day; days without any count as 0."""
    return float(statistics.median(by_day[day - dt.timedelta(days=n)] for n in range(1, days + 1)))


def is_surge(count: int, usual: float, surge: Surge) -> bool:
    """Whether a day's count is above the multiple of the usual one, and not too small to mean anything."""
    return count >= surge.at_least and count > surge.times * usual


def _single_day(incident: Incident) -> dt.date | None:
    time = incident.time
    return time.start if time is not None and time.start is not None and time.start == (time.end or time.start) else None


def _report(name: str) -> str:
    return name.partition("/")[0]


def _headed(rule: Rule, title: str) -> str:
    return f"{rule.title}: {title}" if rule.title else title


_FINDERS = {"incidents": _incidents, "talks": _talks, "activity": _activity}
