"""Full-text search over the reports, with facets, newest first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, bindparam, column, func, literal_column, or_, select, table, text

from counterclaim.store.asking import Facet, Found, Hit, Page, Results, Search
from counterclaim.store.batches import one_of
from counterclaim.store.tables import accounts, claims, event_actors, events, incident_claims, places, reports
from counterclaim.store.words_query import fts5_query, reports_with

FACETED = 300
"""Facets count the newest hits, so many: counting all reports of a long war would take longer than reading them."""
VALUES = 12
"""Values of a facet that are given, the commonest first."""
BEGINNING = 240
"""Characters of a report that stand for a passage where no words were asked for."""
HEADLINE = "StartSel=[[, StopSel=]], MaxWords=32, MinWords=12, MaxFragments=1"


MANY = 3000
"""Reports that hold the words, from which on the newest are sought by their day, and not all of them put in order."""


def search(on: Connection, asked: Search, page: Page) -> Results:
    """A page of the reports that a search finds, newest first, with facets of the newest `FACETED`."""
    dialect, of = on.dialect.name, reports.c
    chosen = list(_conditions(asked, dialect))
    total = _count(on, asked, chosen)
    ranked = select(of.number).where(*chosen).order_by(of.published_on.desc().nulls_last(), of.number.desc())
    if dialect == "sqlite" and total > MANY and replace(asked, words=None, since=None, until=None) == Search():
        ranked = ranked.with_hint(reports, "INDEXED BY ix_reports_published_on", "sqlite")
    newest = list(on.execute(ranked.limit(FACETED)).scalars().all())
    last = page.start + page.size
    numbers = newest[page.start : last] if last <= len(newest) else on.execute(ranked.limit(page.size).offset(page.start)).scalars().all()
    rows = _rows(on, [*newest, *numbers])
    hits = tuple(_hits(on, [rows[number] for number in numbers], asked.words))
    return Results(Found(hits, total), _facets(on, [rows[number] for number in newest]))


def _count(on: Connection, asked: Search, chosen: Sequence[ColumnElement[bool]]) -> int:
    """How many reports are found; where words alone are asked for, the full-text index knows without the reports."""
    if asked.words and asked == Search(words=asked.words):
        counted: Any = select(func.count()).select_from(reports_with(asked.words, on.dialect.name).subquery())
    else:
        counted = select(func.count()).select_from(reports).where(*chosen)
    return int(on.execute(counted).scalar_one())


def _rows(on: Connection, numbers: Sequence[int]) -> dict[int, Any]:
    of = reports.c
    columns = (of.number, of.id, of.title, of.outlet, of.published, of.published_on, of.origin)
    found = on.execute(select(*columns).where(one_of(of.number, numbers, on.dialect.name)))
    return {row.number: row for row in found.all()}


def _conditions(asked: Search, dialect: str) -> Iterator[ColumnElement[bool]]:
    of = reports.c
    if asked.words:
        yield of.number.in_(reports_with(asked.words, dialect))
    if asked.since is not None:
        yield of.published_on >= asked.since
    if asked.until is not None:
        yield of.published_on <= asked.until
    if asked.outlets:
        yield of.outlet.in_(asked.outlets)
    for party in asked.parties:
        acting = select(events.c.report).join(event_actors, event_actors.c.event == events.c.id).where(event_actors.c.party == party)
        yield or_(of.id.in_(acting), of.id.in_(select(claims.c.report).where(claims.c.claimant_party == party)))
    if asked.kinds:
        yield of.id.in_(select(events.c.report).where(events.c.kind.in_(asked.kinds)))
    if asked.places:
        yield of.id.in_(select(events.c.report).join(places, places.c.event == events.c.id).where(places.c.name.in_(asked.places)))
    if asked.verdicts:
        standing = select(accounts.c.incident).where(accounts.c.verdict.in_(asked.verdicts), accounts.c.until.is_(None))
        told = select(claims.c.report).join(incident_claims, incident_claims.c.claim == claims.c.id)
        yield of.id.in_(told.where(incident_claims.c.incident.in_(standing)))


def _hits(on: Connection, rows: Sequence[Any], words: str | None) -> Iterator[Hit]:
    passages = _passages(on, [row.number for row in rows], words)
    told = select(claims.c.report, func.count()).where(claims.c.report.in_([row.id for row in rows])).group_by(claims.c.report)
    counts = {report: count for report, count in on.execute(told)}
    for row in rows:
        yield Hit(row.id, row.title, row.outlet, row.published, passages.get(row.number, ""), counts.get(row.id, 0), row.origin)


def _passages(on: Connection, numbers: Sequence[int], words: str | None) -> dict[int, str]:
    if not numbers:
        return {}
    if not words:
        begun = select(reports.c.number, func.substr(reports.c.text, 1, BEGINNING)).where(reports.c.number.in_(numbers))
        return {number: passage for number, passage in on.execute(begun)}
    if on.dialect.name == "sqlite":
        passage: ColumnElement[str] = literal_column("snippet(report_words, 1, '[[', ']]', ' … ', 32)")
        rowid = column("rowid", Integer)
        matches = text("report_words MATCH :words").bindparams(bindparam("words", fts5_query(words)))
        query = select(rowid, passage).select_from(table("report_words")).where(matches, rowid.in_(numbers))
        return {number: found for number, found in on.execute(query)}
    headline = func.ts_headline("english", reports.c.text, func.websearch_to_tsquery("english", words), HEADLINE)
    return {number: found for number, found in on.execute(select(reports.c.number, headline).where(reports.c.number.in_(numbers)))}


def _facets(on: Connection, rows: Sequence[Any]) -> dict[str, tuple[Facet, ...]]:
    names = [row.id for row in rows]
    inside = one_of(events.c.report, names, on.dialect.name)
    acting = select(event_actors.c.party, events.c.report).join(events, event_actors.c.event == events.c.id).where(inside)
    told = {
        "party": acting.where(event_actors.c.party.is_not(None)),
        "kind": select(events.c.kind, events.c.report).where(inside),
        "place": select(places.c.name, events.c.report).join(events, places.c.event == events.c.id).where(inside),
    }
    found = {name: on.execute(query.distinct()).all() for name, query in told.items()}
    return {
        "outlet": _commonest(row.outlet for row in rows if row.outlet),
        "month": _commonest(f"{row.published_on:%Y-%m}" for row in rows if row.published_on),
        **{name: _commonest(value for value, _ in pairs) for name, pairs in found.items()},
        "verdict": _commonest(_verdicts(on, names)),
    }


def _verdicts(on: Connection, names: Sequence[str]) -> Iterator[str]:
    """Each verdict of an incident of each report, once for a report."""
    of, dialect = incident_claims.c, on.dialect.name
    told = select(claims.c.report, of.incident).join(claims, of.claim == claims.c.id).where(one_of(claims.c.report, names, dialect))
    incidents_of: dict[str, set[str]] = defaultdict(set)
    for report, incident in on.execute(told.distinct()).all():
        incidents_of[report].add(incident)
    judged: dict[str, set[str]] = defaultdict(set)
    wanted = one_of(accounts.c.incident, sorted(set().union(*incidents_of.values())), dialect)
    for incident, verdict in on.execute(
        select(accounts.c.incident, accounts.c.verdict).where(wanted, accounts.c.until.is_(None)).distinct()
    ).all():
        judged[incident].add(verdict)
    for some in incidents_of.values():
        yield from set().union(*(judged.get(incident, ()) for incident in some))


def _commonest(values: Iterable[str]) -> tuple[Facet, ...]:
    counts = Counter(values).items()
    return tuple(Facet(value, count) for value, count in sorted(counts, key=lambda item: (-item[1], item[0]))[:VALUES])
