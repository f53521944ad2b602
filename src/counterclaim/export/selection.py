"""Which incidents of a comparison go out. An incident is kept whole, so that no side's account is lost, or not at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Set
from dataclasses import dataclass

from counterclaim.records.comparison import Comparison
from counterclaim.records.distance import km_between
from counterclaim.records.incidents import Incident
from counterclaim.records.ledger import Meeting
from counterclaim.records.models import Agreement, Claim, Place, Talks, Time
from counterclaim.records.words import Kind, Verdict


@dataclass(frozen=True)
class Circle:
    """Around a point: degrees, and kilometres along the earth."""

    lat: float
    lon: float
    km: float

    def holds(self, place: Place | None) -> bool:
        """Whether the point of a place lies within; not where its coordinates are unknown."""
        if place is None or place.lat is None or place.lon is None:
            return False
        return km_between(self.lat, self.lon, place.lat, place.lon) <= self.km


@dataclass(frozen=True)
class Selection:
    """What is asked for; an empty condition always holds, the others must all hold. Of several values of one condition any will do, but for
    the parties, which must all be there.

    Attributes:
        since, until: days, both included, of which the incident must touch one; what is of unknown day is then left out.
        parties: codes (`ARM`) among the parties of the incident.
        kinds: kinds of the incident.
        places: names of its place, in any case; its province and its country (`ARM`) count too.
        near: the circle in which the point of its place lies.
        verdicts: a verdict that one of its accounts bears.
        outlets: an outlet that tells it, in any case.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    parties: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    places: tuple[str, ...] = ()
    near: Circle | None = None
    verdicts: tuple[Verdict, ...] = ()
    outlets: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self != Selection()


def select(comparison: Comparison, asked: Selection) -> Comparison:
    """The incidents that hold, with their reports, claims, events and campaigns; agreements and meetings of these reports that hold too.

    History, which is in no incident, is left out as soon as anything is asked for. Nothing that is kept names what is left out: breaches of
    agreements, acts that endanger talks, the claim that a claim answers and the incidents of a campaign are named as far as they are kept.
    """
    if not asked:
        return comparison
    outlets = {report.id: (report.outlet or "").casefold() for report in comparison.reports}
    incidents = [i for i in comparison.incidents if _holds(i, asked, {outlets[name] for name in i.reports if name in outlets})]
    claims = {name for i in incidents for name in i.claims}
    talks = [t for t in comparison.talks if _meets(t, asked, {outlets[t.id.rpartition("/")[0]]})]
    agreements = [a for a in comparison.agreements if _concerns(a, asked, outlets[a.id.rpartition("/")[0]])]
    events = {name for c in comparison.claims if c.id in claims for name in c.events} | {t.event for t in talks if t.event}
    reports = {name.rpartition("/")[0] for name in (*claims, *events, *(a.id for a in agreements), *(t.id for t in talks))}
    kept = {i.id for i in incidents}
    return comparison.model_copy(
        update={
            "reports": tuple(r for r in comparison.reports if r.id in reports),
            "claims": tuple(_answering(c, claims) for c in comparison.claims if c.id in claims),
            "events": tuple(e for e in comparison.events if e.id in events),
            "incidents": tuple(incidents),
            "campaigns": tuple(
                c.model_copy(update={"incidents": _among(c.incidents, kept)})
                for c in comparison.campaigns
                if kept.intersection(c.incidents)
            ),
            "talks": tuple(t.model_copy(update={"endangered_by": _among(t.endangered_by, claims)}) for t in talks),
            "agreements": tuple(a.model_copy(update={"breaches": _among(a.breaches, claims)}) for a in agreements),
        }
    )


def _among(names: Iterable[str], kept: Set[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name in kept)


def _answering(claim: Claim, kept: Set[str]) -> Claim:
    return claim if claim.answers is None or claim.answers in kept else claim.model_copy(update={"answers": None})


def _holds(incident: Incident, asked: Selection, outlets: set[str]) -> bool:
    return (
        _touches(incident.time, asked)
        and (not asked.kinds or incident.kind in asked.kinds)
        and set(asked.parties) <= set(incident.parties)
        and _lies(incident.place, asked)
        and (not asked.verdicts or any(row.verdict in asked.verdicts for row in incident.accounts))
        and _told_by(asked, outlets)
    )


def select_meetings(meetings: Iterable[Meeting], comparison: Comparison, asked: Selection) -> tuple[Meeting, ...]:
    """The meetings over all reports that hold; of the outlets that tell of one any will do."""
    outlets = {report.id: (report.outlet or "").casefold() for report in comparison.reports}
    return tuple(m for m in meetings if _meets(m, asked, {outlets[s.talks.rpartition("/")[0]] for s in m.history}))


def _meets(talks: Talks | Meeting, asked: Selection, outlets: set[str]) -> bool:
    """Whether a meeting holds: its time, its venue and who comes; it has neither kind but talks nor verdicts."""
    hosts = talks.hosts if isinstance(talks, Talks) else ()
    comers = {a.party for a in (*talks.participants, *talks.mediators, *hosts)}
    return (
        _touches(talks.time, asked)
        and (not asked.kinds or Kind.TALKS in asked.kinds)
        and set(asked.parties) <= comers
        and _lies(talks.venue, asked)
        and not asked.verdicts
        and _told_by(asked, outlets)
    )


def _concerns(agreement: Agreement, asked: Selection, outlet: str) -> bool:
    """Whether an agreement holds: by its parties and its outlet; it has no place, and its date is no day of fighting."""
    parties = {a.party for a in agreement.parties}
    return (
        (not asked.kinds or Kind.AGREEMENT in asked.kinds)
        and set(asked.parties) <= parties
        and not (asked.places or asked.near or asked.verdicts)
        and _told_by(asked, {outlet})
    )


def _touches(time: Time | None, asked: Selection) -> bool:
    if asked.since is None and asked.until is None:
        return True
    if time is None or time.start is None:
        return False
    return (asked.until is None or time.start <= asked.until) and (asked.since is None or (time.end or time.start) >= asked.since)


def _lies(place: Place | None, asked: Selection) -> bool:
    names = {name.casefold() for name in (place.name, place.admin1, place.country) if name} if place else set()
    return (not asked.places or not names.isdisjoint(p.casefold() for p in asked.places)) and (
        asked.near is None or asked.near.holds(place)
    )


def _told_by(asked: Selection, outlets: set[str]) -> bool:
    return not asked.outlets or not outlets.isdisjoint(o.casefold() for o in asked.outlets)
