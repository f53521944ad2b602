"""Reading the store: records as they were, incidents with filters, and comparisons of what belongs together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any, TypeVar

from pydantic import BaseModel
from sqlalchemy import ColumnElement, Connection, Table, func, or_, select, union

from counterclaim.errors import UnknownError
from counterclaim.incidents.blame import BlameOptions, blame_of
from counterclaim.incidents.origin_links import OriginLink
from counterclaim.memo import Memo
from counterclaim.records.blame import BlameMatrix
from counterclaim.records.comparison import Comparison
from counterclaim.records.incidents import Campaign, Incident
from counterclaim.records.models import Agreement, Claim, Event, Record, Report, Talks
from counterclaim.records.words import Verdict
from counterclaim.review.decisions import Entry, Sort
from counterclaim.store.asking import (
    Activity,
    Days,
    Found,
    How,
    IncidentFilter,
    Made,
    Order,
    Page,
    Queued,
    Results,
    Search,
    Spots,
    Standing,
    Stored,
    TalksFilter,
    Tally,
    Under,
)
from counterclaim.store.batches import in_batches
from counterclaim.store.bearing import homes_of, meeting_in, mentioned_in, outlines_of, outlines_under, said_beside
from counterclaim.store.charging import charged
from counterclaim.store.checking import faults
from counterclaim.store.incident_query import ORDERS, conditions
from counterclaim.store.journal import Journal
from counterclaim.store.placing import place_of, stored_of
from counterclaim.store.revision import revision_of
from counterclaim.store.rows import REPORT, record_of, report_of
from counterclaim.store.searching import search
from counterclaim.store.situation import activity, talks_that
from counterclaim.store.tables import (
    accounts,
    agreement_actors,
    agreements,
    campaigns,
    claims,
    decisions,
    events,
    incident_claims,
    incidents,
    makers,
    metadata,
    origin_links,
    reports,
    talks,
)
from counterclaim.store.tallying import spots, tallies
from counterclaim.versions import Maker

M = TypeVar("M", bound=BaseModel)
COUNTED = ("reports", "claims", "events", "incidents", "campaigns", "agreements", "talks", "decisions")


class Reading:
    """One state of the store. What has no such id raises UnknownError, a KeyError."""

    def __init__(self, connection: Connection, memo: Memo | None = None) -> None:
        """Reads over a connection that is in a transaction; what `memo` keeps is not made again."""
        self._on = connection
        self._memo = memo or Memo()

    @property
    def connection(self) -> Connection:
        """The connection of this transaction."""
        return self._on

    def counts(self) -> dict[str, int]:
        """How many reports, claims and so on there are."""
        return {name: self._count(metadata.tables[name]) for name in COUNTED}

    def many(self, which: IncidentFilter) -> int:
        """How many incidents a filter leaves."""
        query = select(func.count()).select_from(incidents).where(*conditions(which, self._on.dialect.name))
        return self._on.execute(query).scalar_one()

    def faults(self) -> list[str]:
        """What is wrong with the store, a line each; it takes longer the more is stored."""
        return list(faults(self._on))

    def makers(self) -> list[Made]:
        """What made the records of the reports, the latest first."""
        query = select(makers, func.count().label("many")).join(reports, reports.c.maker == makers.c.id).group_by(makers.c.id)
        rows = self._on.execute(query.order_by(makers.c.id.desc()))
        return [Made(Maker(row.package, row.schema, row.model, row.knowledge, row.rules), row.many) for row in rows]

    def stored(self, report: str) -> Stored:
        """A report with what the store knows about it."""
        row = self._row(reports, report)
        copies = self._on.execute(select(reports.c.id).where(reports.c.origin == row.origin).order_by(reports.c.published, reports.c.id))
        names = tuple(name for (name,) in copies if name != report)
        return Stored(report_of(row), row.added_at, row.read_at, row.origin, names, row.maker)

    def places(self, some: Sequence[Report]) -> list[How]:
        """What would become of each of these reports if it were added now, were the others not."""
        stored = stored_of(self._on, {report.id for report in some})
        return [place_of(report, stored.get(report.id)) for report in some]

    def record(self, report: str) -> Record:
        """The record of a report, with the corrections of the desk."""
        row = self._row(reports, report)
        return record_of(row, row.corrected or row.machine)

    def machine_record(self, report: str) -> Record:
        """The record of a report as it was read, without corrections."""
        row = self._row(reports, report)
        return record_of(row, row.machine)

    def report_ids(self) -> list[str]:
        """The ids of all reports, in the order in which they came."""
        return list(self._on.execute(select(reports.c.id).order_by(reports.c.number)).scalars())

    def outdated(self, maker: Maker) -> list[str]:
        """The ids of the reports that were last read by anything else than `maker`, in the order in which they came."""
        ours = select(makers.c.id).where(*(makers.c[name] == value for name, value in asdict(maker).items()))
        return list(self._on.execute(select(reports.c.id).where(reports.c.maker.not_in(ours)).order_by(reports.c.number)).scalars())

    def reviewed(self) -> list[str]:
        """The ids of the reports that were looked at whole: decided on, and no claim left that nobody confirmed or corrected."""
        open_ones = select(claims.c.report).where(or_(claims.c.review.is_(None), claims.c.review == "unfit"))
        decided = select(decisions.c.report).where(decisions.c.kind != Sort.NOTE, decisions.c.report.is_not(None))
        query = select(reports.c.id).where(reports.c.id.in_(decided), reports.c.id.not_in(open_ones))
        return list(self._on.execute(query.order_by(reports.c.number)).scalars())

    def records(self, names: Iterable[str]) -> list[Record]:
        """The records of some reports, with corrections, in the order asked for."""
        wanted = list(names)
        rows = {row.id: row for row in self._in(select(reports), reports.c.id, wanted)}
        return [record_of(rows[name], rows[name].corrected or rows[name].machine) for name in wanted]

    def incident(self, name: str) -> Incident:
        """An incident by its id."""
        return Incident.model_validate_json(self._row(incidents, name).json)

    def incidents(self, which: IncidentFilter | None = None, page: Page | None = None, order: Order = Order.LATEST) -> Found[Incident]:
        """A page of the incidents that a filter leaves."""
        chosen, part = conditions(which or IncidentFilter(), self._on.dialect.name), page or Page()
        total = self._on.execute(select(func.count()).select_from(incidents).where(*chosen)).scalar_one()
        # The ids first: a database that sorts whole rows carries the long texts along.
        ranked = select(incidents.c.id).where(*chosen).order_by(*ORDERS[order]).limit(part.size).offset(part.start)
        names = list(self._on.execute(ranked).scalars())
        found = {row.id: row.json for row in self._in(select(incidents.c.id, incidents.c.json), incidents.c.id, names)}
        return Found(tuple(Incident.model_validate_json(found[name]) for name in names), total)

    def dossier(self, incident: str) -> Comparison:
        """An incident with its claims, their events and its reports (`copy_of` is the first report of the same origin)."""
        return self.dossiers([incident])

    def dossiers(self, names: Iterable[str]) -> Comparison:
        """Some incidents with their claims, events and reports."""
        return self._comparison([self.incident(name) for name in names])

    def comparison(self, which: IncidentFilter | None = None, *, all_meetings: bool = False) -> Comparison:
        """All incidents that a filter leaves, with their claims, events, reports, campaigns, agreements and talks.

        Incidents with the most claims come first. Without a filter all reports, claims and events are there, as in
        `incidents.compare` of all records. With `all_meetings` so are the agreements and talks of every report, whatever the filter.
        """
        chosen = conditions(which or IncidentFilter(), self._on.dialect.name)
        query = select(incidents.c.json).where(*chosen)
        found = [Incident.model_validate_json(json) for (json,) in self._on.execute(query)]
        meeting = self._meeting() if all_meetings else ()
        return self._comparison(sorted(found, key=lambda i: (-len(i.claims), i.id)), meeting, everything=which is None)

    def _meeting(self) -> Iterable[str]:
        """Reports with an agreement or a meeting."""
        return self._on.execute(union(select(agreements.c.report), select(talks.c.report))).scalars()

    def blame(self, options: BlameOptions | None = None, which: IncidentFilter | None = None) -> BlameMatrix:
        """Who accuses whom of what in the incidents that a filter leaves."""
        return blame_of(charged(self._on, which), options)

    def search(self, asked: Search, page: Page | None = None) -> Results:
        """A page of the reports that a search finds, newest first, with facets."""
        return search(self._on, asked, page or Page())

    def activity(self, as_of: dt.date | None = None, days: int = 7) -> list[Activity]:
        """Conflicts with their incidents of the last days against what is usual.

        `as_of` is the last of these days, by default that of the newest report; without any dated report there is nothing to tell.
        """
        last = as_of or self._on.execute(select(func.max(reports.c.published_on))).scalar()
        return activity(self._on, last, days) if last is not None else []

    def tallies(self, which: IncidentFilter | None = None) -> list[Tally]:
        """How many of the incidents that a filter leaves began on each day, by party."""
        return tallies(self._on, which or IncidentFilter())

    def spots(self, which: IncidentFilter | None = None, most: int = 20_000) -> Spots:
        """The incidents that a filter leaves and that have coordinates, so many at most."""
        return spots(self._on, which or IncidentFilter(), most)

    def newest(self) -> dt.date | None:
        """The day of the newest report; None where no report has a date."""
        return self._on.execute(select(func.max(reports.c.published_on))).scalar()

    def talks(self, which: TalksFilter | None = None) -> list[Talks]:
        """The talks that a filter leaves, by day."""
        return talks_that(self._on, which or TalksFilter())

    def agreements(self, parties: Collection[str] = ()) -> list[Agreement]:
        """The agreements that reports mention, each mention by itself, oldest first; only those of all these parties."""
        query = select(agreements.c.json)
        for party in parties:
            query = query.where(agreements.c.id.in_(select(agreement_actors.c.agreement).where(agreement_actors.c.party == party)))
        ordered = query.order_by(agreements.c.first_day.asc().nulls_last(), agreements.c.id)
        return [Agreement.model_validate_json(json) for (json,) in self._on.execute(ordered)]

    def revision(self) -> str:
        """The word of this state, see `Store.revision`."""
        return revision_of(self._on)

    def counted(self) -> int:
        """How many reports there are."""
        return self._count(reports)

    def mentioned(self) -> tuple[int, int]:
        """How many agreements and talks reports mention."""
        return self._count(agreements), self._count(talks)

    def agreements_told(self, days: Days) -> Comparison:
        """The agreements that reports published on these days mention, each as its report tells it, with the reports."""
        told = self._chosen(Agreement, agreements, mentioned_in(days))
        return Comparison.model_construct(reports=self.reports({a.id.rpartition("/")[0] for a in told}), agreements=told)

    def talks_told(self, days: Days) -> Comparison:
        """The talks of these days, and those without a day of reports published on them; each as its report tells it, with the reports."""
        told = self._chosen(Talks, talks, meeting_in(days))
        return Comparison.model_construct(reports=self.reports({t.id.rpartition("/")[0] for t in told}), talks=told)

    def reports(self, names: Iterable[str]) -> tuple[Report, ...]:
        """Some reports, in the order in which they came; `copy_of` is the first report of the same origin."""
        return self._reports(sorted(set(names)))

    def told(self, names: Iterable[str]) -> tuple[tuple[Claim, ...], tuple[Event, ...]]:
        """Some claims, and the events that they describe."""
        inside = self._claims(sorted(set(names)))
        rows = self._in(select(events.c.json), events.c.id, _events(inside))
        return tuple(inside), tuple(self._model(Event, row.json) for row in rows)

    def said_beside(self, charges: Collection[str]) -> list[str]:
        """The ids of the claims that tell what some charges of a breach mean, these among them."""
        return said_beside(self._on, charges)

    def homes(self, claims: Collection[str]) -> list[Incident]:
        """The incidents of some claims: their ids, and which of these claims are theirs."""
        return homes_of(self._on, claims, self._memo)

    def outlines(self, which: Under | Collection[str]) -> list[Incident]:
        """Incidents without accounts and links: those that may bear on an agreement, or those of some claims."""
        return outlines_under(self._on, which, self._memo) if isinstance(which, Under) else outlines_of(self._on, which, self._memo)

    def standings(self, incident: str) -> list[Standing]:
        """The accounts of an incident over time, by question, the earliest first."""
        query = select(accounts).where(accounts.c.incident == incident).order_by(accounts.c.question, accounts.c.since, accounts.c.id)
        fields = Standing.__dataclass_fields__
        rows = self._on.execute(query).mappings()
        return [Standing(**{**{name: row[name] for name in fields}, "verdict": Verdict(row["verdict"])}) for row in rows]

    def origin_links(self, names: Collection[str]) -> list[OriginLink]:
        """Why these reports have the origin of others: every link between two of them that have one origin."""
        one, other = reports.alias(), reports.alias()
        query = (
            select(origin_links.c.json)
            .join(one, origin_links.c.one == one.c.id)
            .join(other, origin_links.c.other == other.c.id)
            .where(one.c.folded == other.c.folded)
            .order_by(origin_links.c.one, origin_links.c.other, origin_links.c.position)
        )
        return [OriginLink.model_validate_json(row.json) for row in self._in(query, origin_links.c.one, sorted(names))]

    def queue(self, page: Page | None = None) -> Found[Queued]:
        """The claims that nobody has looked at yet, those first that are most likely wrong and of which most depends."""
        part = page or Page()
        waiting = claims.c.review.is_(None)
        total = self._on.execute(select(func.count()).select_from(claims).where(waiting)).scalar_one()
        query = select(claims.c.id, claims.c.report, claims.c.priority, claims.c.json).where(waiting)
        rows = self._on.execute(query.order_by(claims.c.priority.desc(), claims.c.id).limit(part.size).offset(part.start)).all()
        told = [Claim.model_validate_json(row.json) for row in rows]
        found = {e.id: e for e in (Event.model_validate_json(r.json) for r in self._in(select(events), events.c.id, _events(told)))}
        home = {r.claim: r.incident for r in self._in(select(incident_claims), incident_claims.c.claim, [row.id for row in rows])}
        items = (
            Queued(claim, tuple(found[name] for name in claim.events), row.report, home.get(row.id), row.priority)
            for row, claim in zip(rows, told, strict=True)
        )
        return Found(tuple(items), total)

    def journal(self, name: str) -> list[Entry]:
        """All decisions about an object (a report or an incident: about its claims too), with those that undo them, in order."""
        return Journal(self._on).of(name)

    def decisions(self, count: int = 50) -> list[Entry]:
        """The last decisions, the latest first."""
        return Journal(self._on).latest(count)

    def incidents_of(self, claim: str) -> list[str]:
        """The incidents that a claim belongs to: one, none for history, several where it tells of several."""
        query = select(incident_claims.c.incident).where(incident_claims.c.claim == claim).order_by(incident_claims.c.incident)
        return list(self._on.execute(query).scalars())

    def claim(self, name: str) -> Claim:
        """A claim by its id, `REPORT/c3`; so are the events that it names."""
        return Claim.model_validate_json(self._row(claims, name).json)

    def event(self, name: str) -> Event:
        """An event by its id, `REPORT/e3`."""
        return Event.model_validate_json(self._row(events, name).json)

    def _comparison(self, found: Sequence[Incident], others: Iterable[str] = (), *, everything: bool = False) -> Comparison:
        """These incidents, with the agreements and talks of their reports and of some `others`."""
        told = [name for incident in found for name in incident.claims]
        named = None if everything else sorted({*(name for incident in found for name in incident.reports), *others})
        inside = self._claims(None if everything else told)
        met = self._models(Talks, talks, named)
        shown = {event for claim in inside for event in claim.events} | {meeting.event for meeting in met}
        return Comparison(
            reports=self._reports(named),
            claims=tuple(inside),
            events=tuple(e for e in self._models(Event, events, named) if everything or e.id in shown),
            incidents=tuple(found),
            campaigns=self._campaigns({i.campaign for i in found if i.campaign}),
            agreements=self._models(Agreement, agreements, named),
            talks=met,
        )

    def _reports(self, names: Collection[str] | None) -> tuple[Report, ...]:
        rows = self._in(select(*REPORT, reports.c.number, reports.c.origin), reports.c.id, names)
        return tuple(self._memo.kept((Report, *row), partial(_report, row)) for row in sorted(rows, key=lambda row: row.number))

    def _claims(self, names: Collection[str] | None) -> list[Claim]:
        query = select(claims.c.json, reports.c.number, claims.c.position).join_from(claims, reports)
        rows = self._in(query, claims.c.id, None if names is None else sorted(set(names)))
        return [self._model(Claim, row.json) for row in sorted(rows, key=lambda row: (row.number, row.position))]

    def _model(self, model: type[M], told: str) -> M:
        return self._memo.kept((model, told), lambda: model.model_validate_json(told))

    def _models(self, model: type[Any], table: Table, names: Collection[str] | None) -> tuple[Any, ...]:
        query = select(table.c.json, reports.c.number, table.c.position).join_from(table, reports)
        rows = sorted(self._in(query, table.c.report, names), key=lambda row: (row.number, row.position))
        return tuple(self._model(model, row.json) for row in rows)

    def _chosen(self, model: type[Any], table: Table, chosen: Sequence[ColumnElement[bool]]) -> tuple[Any, ...]:
        query = select(table.c.json).join_from(table, reports).where(*chosen).order_by(reports.c.number, table.c.position)
        return tuple(self._model(model, json) for json in self._on.execute(query).scalars().all())

    def _campaigns(self, names: Collection[str]) -> tuple[Campaign, ...]:
        rows = self._in(select(campaigns.c.json), campaigns.c.id, sorted(names))
        return tuple(sorted((Campaign.model_validate_json(row.json) for row in rows), key=lambda c: (c.start, c.id)))

    def _in(self, query: Any, column: Any, names: Collection[str] | None) -> list[Any]:
        """The rows whose column has one of these values, or all rows for None."""
        if names is None:
            return list(self._on.execute(query).all())
        return [row for batch in in_batches(list(names)) for row in self._on.execute(query.where(column.in_(batch))).all()]

    def _row(self, table: Table, name: str) -> Any:
        row = self._on.execute(select(table).where(table.c.id == name)).one_or_none()
        if row is None:
            raise UnknownError(name)
        return row

    def _count(self, table: Table) -> int:
        return self._on.execute(select(func.count()).select_from(table)).scalar_one()


def _report(row: Any) -> Report:
    return report_of(row).model_copy(update={"copy_of": row.origin if row.origin != row.id else None})


def _events(some: Iterable[Claim]) -> list[str]:
    return sorted({name for claim in some for name in claim.events})
