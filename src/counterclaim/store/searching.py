"""Full-text search over the reports, with facets, newest first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    bindparam,
    column,
    func,
    intersect,
    literal_column,
    select,
    table,
    text,
)

from counterclaim.store.asking import Facet, Found, Hit, Page, Results, Search
from counterclaim.store.batches import one_of
from counterclaim.store.finding import CLAIMANT, KIND, PARTY, PLACE, VERDICT, having
from counterclaim.store.tables import claims, report_facets, reports
from counterclaim.store.words_query import fts5_query, reports_with

FACETED = 300
"""Facets count the newest hits, so many: counting all reports of a long war would take longer than reading them."""
VALUES = 12
"""Values of a facet that are given, the commonest first."""
BEGINNING = 240
"""Characters of a report that stand for a passage where no words were asked for."""
HEADLINE = "StartSel=[[, StopSel=]], MaxWords=32, MinWords=12, MaxFragments=1"


def search(on: Connection, asked: Search, page: Page) -> Results:
    """A page of the reports that a search finds, newest first, with facets of the newest `FACETED`."""
    ranked = _ranked(list(_numbers(asked, on.dialect.name)), list(_days(asked)), on.dialect.name)
    newest = on.execute(ranked.limit(FACETED)).all()
    total = newest[0].total if newest else 0
    last = page.start + page.size
    shown = newest[page.start : last] if last <= FACETED else on.execute(ranked.limit(page.size).offset(page.start)).all()
    rows = _rows(on, [found.number for found in (*newest, *shown)])
    hits = tuple(_hits(on, [rows[found.number] for found in shown], asked.words))
    return Results(Found(hits, total), _facets(on, [rows[found.number] for found in newest]))


def _ranked(lists: Sequence[Select[Any]], days: Sequence[ColumnElement[bool]], dialect: str) -> Select[Any]:
    """The numbers of the reports of these days that are in every list, newest first, each with how many there are in all.

    The lists are gone through once. What they have in common may be half of all reports: it is not put in order, but the index of the days
    is walked from its end until enough are found. SQLite would look up the day of each, but for the plus, which keeps it from that.
    """
    of = reports.c
    number = literal_column("+reports.number", of.number.type) if dialect == "sqlite" else of.number
    found: Any = intersect(*lists) if len(lists) > 1 else lists[0] if lists else select(of.number)
    if days:
        found = select(of.number).where(*days, *([number.in_(found)] if lists else ()))
    named = found.cte("found")
    total = select(func.count()).select_from(named).scalar_subquery().label("total")
    chosen = [number.in_(select(*named.c))] if lists else []
    return select(of.number, total).where(*chosen, *days).order_by(of.published_on.desc().nulls_last(), of.number.desc())


def _rows(on: Connection, numbers: Sequence[int]) -> dict[int, Any]:
    of = reports.c
    columns = (of.number, of.id, of.title, of.outlet, of.published, of.published_on, of.origin)
    found = on.execute(select(*columns).where(one_of(of.number, numbers, on.dialect.name)))
    return {row.number: row for row in found.all()}


def _days(asked: Search) -> Iterator[ColumnElement[bool]]:
    if asked.since is not None:
        yield reports.c.published_on >= asked.since
    if asked.until is not None:
        yield reports.c.published_on <= asked.until


def _numbers(asked: Search, dialect: str) -> Iterator[Select[Any]]:
    """For each thing that is asked, but the days, the numbers of the reports that it holds of."""
    of = reports.c
    if asked.words:
        yield reports_with(asked.words, dialect)
    for party in asked.parties:
        yield having((party,), PARTY, CLAIMANT)
    for facet, values in ((KIND, asked.kinds), (PLACE, asked.places), (VERDICT, asked.verdicts)):
        if values:
            yield having(values, facet)
    if asked.outlets:
        yield select(of.number).where(of.outlet.in_(asked.outlets))


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
    of = report_facets.c
    inside = one_of(of.report, [row.number for row in rows], on.dialect.name)
    found: dict[str, list[str]] = defaultdict(list)
    for facet, value in on.execute(select(of.facet, of.value).where(inside, of.facet != CLAIMANT)):
        found[facet].append(value)
    return {
        "outlet": _commonest(row.outlet for row in rows if row.outlet),
        "month": _commonest(f"{row.published_on:%Y-%m}" for row in rows if row.published_on),
        **{facet: _commonest(found[facet]) for facet in (PARTY, KIND, PLACE, VERDICT)},
    }


def _commonest(values: Iterable[str]) -> tuple[Facet, ...]:
    counts = Counter(values).items()
    return tuple(Facet(value, count) for value, count in sorted(counts, key=lambda item: (-item[1], item[0]))[:VALUES])
