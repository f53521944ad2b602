"""Full-text search over the reports, with facets, newest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, bindparam, column, distinct, func, literal_column, or_, select, table, text

from counterclaim.store.asking import Facet, Found, Hit, Page, Results, Search
from counterclaim.store.tables import accounts, claims, event_actors, events, incident_claims, places, reports
from counterclaim.store.words_query import fts5_query, reports_with

FACETED = 1000
"""Facets count the newest hits, so many: counting all reports of a long war would take longer than reading them."""
VALUES = 12
"""Values of a facet that are given, the commonest first."""
BEGINNING = 240
"""Characters of a report that stand for a passage where no words were asked for."""
HEADLINE = "StartSel=[[, StopSel=]], MaxWords=32, MinWords=12, MaxFragments=1"


def search(on: Connection, asked: Search, page: Page) -> Results:
    """A page of the reports that a search finds, newest first, with facets of the newest `FACETED`."""
    chosen = list(_conditions(asked, on.dialect.name))
    total = on.execute(select(func.count()).select_from(reports).where(*chosen)).scalar_one()
    of = reports.c
    columns = (of.number, of.id, of.title, of.outlet, of.published, of.published_on, of.origin)
    query = select(*columns).where(*chosen).order_by(of.published_on.desc().nulls_last(), of.number.desc())
    newest = on.execute(query.limit(FACETED)).all()
    last = page.start + page.size
    shown = newest[page.start : last] if last <= len(newest) else on.execute(query.limit(page.size).offset(page.start)).all()
    return Results(Found(tuple(_hits(on, shown, asked.words)), total), _facets(on, newest))


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
    inside = events.c.report.in_(names)
    report = events.c.report
    acting = select(event_actors.c.party, func.count(distinct(report))).join(events, event_actors.c.event == events.c.id)
    placed = select(places.c.name, func.count(distinct(report))).join(events, places.c.event == events.c.id)
    judged = (
        select(accounts.c.verdict, func.count(distinct(claims.c.report)))
        .join(incident_claims, incident_claims.c.incident == accounts.c.incident)
        .join(claims, incident_claims.c.claim == claims.c.id)
        .where(accounts.c.until.is_(None), claims.c.report.in_(names))
    )
    return {
        "outlet": _commonest(Counter(row.outlet for row in rows if row.outlet).items()),
        "month": _commonest(Counter(f"{row.published_on:%Y-%m}" for row in rows if row.published_on).items()),
        "party": _commonest(on.execute(acting.where(inside, event_actors.c.party.is_not(None)).group_by(event_actors.c.party))),
        "kind": _commonest(on.execute(select(events.c.kind, func.count(distinct(report))).where(inside).group_by(events.c.kind))),
        "place": _commonest(on.execute(placed.where(inside).group_by(places.c.name))),
        "verdict": _commonest(on.execute(judged.group_by(accounts.c.verdict))),
    }


def _commonest(counts: Any) -> tuple[Facet, ...]:
    return tuple(Facet(value, count) for value, count in sorted(counts, key=lambda item: (-item[1], item[0]))[:VALUES])
