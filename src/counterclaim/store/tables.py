"""The tables of the store. `docs/store.md` tells them one by one.

Ids of claims, events, agreements and talks are those that are unique over reports (`REPORT/c3`). Moments are ISO 8601 text in UTC, so that
they sort and read alike in both databases. Columns named `json` hold the frozen model whole; the others are there to be queried. Long
texts come last: SQLite has to walk through what stands before a column.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, Float, ForeignKey, Index, Integer, MetaData, SmallInteger, Table, Text

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMING)
Number = BigInteger().with_variant(Integer, "sqlite")
"""A number that the database counts up: SQLite does so for INTEGER keys only."""


def _report(**known: object) -> Column[str]:
    return Column("report", Text, ForeignKey("reports.id", ondelete="CASCADE"), nullable=False, **known)  # type: ignore[arg-type]


def _maker() -> Column[int]:
    return Column("maker", Number, ForeignKey("makers.id"), nullable=False)


makers = Table(
    "makers",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("first_used", Text, nullable=False),
    Column("package", Text, nullable=False),
    Column("schema", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("knowledge", Text, nullable=False),
    Column("rules", Text, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("url", Text, index=True),
    Column("outlet", Text, index=True),
    Column("title", Text),
    Column("published", Text),
    Column("published_on", Date, index=True),
    Column("language", Text),
    Column("fetched_at", Text),
    Column("copy_of", Text, index=True),
    Column("folded", Text, nullable=False),
    Column("origin", Text, nullable=False, index=True),
    Column("added_at", Text, nullable=False, index=True),
    Column("read_at", Text, nullable=False),
    _maker(),
    Column("text", Text, nullable=False),
    Column("machine", Text, nullable=False),
    Column("corrected", Text),
)

report_facets = Table(
    "report_facets",
    metadata,
    Column("facet", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("report", Number, ForeignKey("reports.number", ondelete="CASCADE"), primary_key=True),
    Index(None, "report", "facet", "value"),
    sqlite_with_rowid=False,
)

claims = Table(
    "claims",
    metadata,
    Column("id", Text, primary_key=True),
    _report(index=True),
    Column("position", Integer, nullable=False),
    Column("claimant", Text),
    Column("claimant_party", Text, index=True),
    Column("claimant_sector", Text),
    Column("claimant_name", Text),
    Column("stance", Text, nullable=False),
    Column("interest", Text, nullable=False),
    Column("answers", Text),
    Column("confidence", Float),
    Column("review", Text),
    Column("priority", Float, nullable=False),
    _maker(),
    Column("json", Text, nullable=False),
    Index(None, "review", "priority"),
)

events = Table(
    "events",
    metadata,
    Column("id", Text, primary_key=True),
    _report(index=True),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("background", Boolean, nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    _maker(),
    Column("json", Text, nullable=False),
)

claim_events = Table(
    "claim_events",
    metadata,
    Column("claim", Text, ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("event", Text, ForeignKey("events.id", ondelete="CASCADE"), nullable=False, index=True),
)

event_actors = Table(
    "event_actors",
    metadata,
    Column("event", Text, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("role", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("actor", Text),
    Column("party", Text, index=True),
    Column("sector", Text),
    Column("name", Text),
)

places = Table(
    "places",
    metadata,
    Column("event", Text, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", Text, nullable=False, index=True),
    Column("lat", Float),
    Column("lon", Float),
    Column("country", Text),
    Column("admin1", Text),
    Column("geonames_id", Integer),
    Column("precision", Text, nullable=False),
    Column("confidence", Float, nullable=False),
)

weapons = Table(
    "weapons",
    metadata,
    Column("event", Text, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
)

harm = Table(
    "harm",
    metadata,
    Column("event", Text, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("effect", Text, nullable=False),
    Column("side", Text),
    Column("category", Text, nullable=False),
    Column("low", Integer),
    Column("best", Integer),
    Column("high", Integer),
    Column("cumulative", Boolean, nullable=False),
)

agreements = Table(
    "agreements",
    metadata,
    Column("id", Text, primary_key=True),
    _report(index=True),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False, index=True),
    Column("first_day", Date),
    Column("last_day", Date),
    _maker(),
    Column("json", Text, nullable=False),
)

agreement_actors = Table(
    "agreement_actors",
    metadata,
    Column("agreement", Text, ForeignKey("agreements.id", ondelete="CASCADE"), primary_key=True),
    Column("role", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("actor", Text),
    Column("party", Text, index=True),
    Column("name", Text),
)

obligations = Table(
    "obligations",
    metadata,
    Column("agreement", Text, ForeignKey("agreements.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("obligor", Text),
    Column("duty", Text, nullable=False),
    Column("place", Text),
)

breaches = Table(
    "breaches",
    metadata,
    Column("agreement", Text, ForeignKey("agreements.id", ondelete="CASCADE"), primary_key=True),
    Column("claim", Text, ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("position", Integer, nullable=False),
)

talks = Table(
    "talks",
    metadata,
    Column("id", Text, primary_key=True),
    _report(index=True),
    Column("position", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("level", Text),
    Column("venue", Text),
    Column("first_day", Date, index=True),
    Column("last_day", Date),
    Column("event", Text, ForeignKey("events.id", ondelete="CASCADE")),
    _maker(),
    Column("json", Text, nullable=False),
)

talks_actors = Table(
    "talks_actors",
    metadata,
    Column("talks", Text, ForeignKey("talks.id", ondelete="CASCADE"), primary_key=True),
    Column("role", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("actor", Text),
    Column("party", Text, index=True),
    Column("name", Text),
)

dangers = Table(
    "dangers",
    metadata,
    Column("talks", Text, ForeignKey("talks.id", ondelete="CASCADE"), primary_key=True),
    Column("claim", Text, ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("position", Integer, nullable=False),
)

incidents = Table(
    "incidents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False, index=True),
    Column("place", Text),
    Column("country", Text, index=True),
    Column("lat", Float),
    Column("lon", Float),
    Column("precision", Text),
    Column("first_day", Date, index=True),
    Column("last_day", Date),
    Column("parties", Text, nullable=False, index=True),
    Column("claims", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("disputed", Integer, nullable=False),
    Column("admitted", Integer, nullable=False),
    Column("killed", Integer),
    Column("home", Text, nullable=False, unique=True),
    Column("sides", Text),
    Column("campaign", Text, index=True),
    Column("changed_at", Text, nullable=False, index=True),
    _maker(),
    Column("word", Text, nullable=False, server_default=""),
    Column("json", Text, nullable=False),
)

BY_DAY = "first_day parties disputed admitted id kind place lat lon precision last_day claims".split()
by_word = Index(None, incidents.c.id, incidents.c.word)
to_day = Index(None, incidents.c.last_day)
by_day = Index("ix_incidents_by_day", *(incidents.c[name] for name in BY_DAY))
"""All that counts by day and the map need: the rows themselves, with their long `json`, are then not read."""

incident_parties = Table(
    "incident_parties",
    metadata,
    Column("incident", Text, ForeignKey("incidents.id", ondelete="CASCADE"), primary_key=True),
    Column("party", Text, primary_key=True),
    Index(None, "party", "incident"),
)

incident_claims = Table(
    "incident_claims",
    metadata,
    Column("incident", Text, ForeignKey("incidents.id", ondelete="CASCADE"), primary_key=True),
    Column("claim", Text, ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("position", Integer, nullable=False),
    Column("gathered", Boolean, nullable=False),
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("incident", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("since", Text, nullable=False),
    Column("until", Text),
    _maker(),
    Column("json", Text, nullable=False),
    Index(None, "incident", "until"),
    Index(None, "verdict", "until"),
)

casualties = Table(
    "casualties",
    metadata,
    Column("incident", Text, ForeignKey("incidents.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("side", Text),
    Column("effect", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("low", Integer),
    Column("best", Integer),
    Column("high", Integer),
    Column("rule", Text, nullable=False),
)

campaigns = Table(
    "campaigns",
    metadata,
    Column("id", Text, primary_key=True),
    Column("parties", Text, nullable=False, index=True),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("json", Text, nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("why", Text),
    Column("kind", Text, nullable=False),
    Column("object", Text, nullable=False, index=True),
    Column("report", Text, index=True),
    Column("before", Text),
    Column("after", Text),
    Column("undoes", Number, ForeignKey("decisions.id"), unique=True),
    Column("json", Text, nullable=False),
    Column("evidence", Text),
)

decision_claims = Table(
    "decision_claims",
    metadata,
    Column("decision", Number, ForeignKey("decisions.id"), primary_key=True),
    Column("claim", Text, primary_key=True, index=True),
)

told = Table(
    "told",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("key", Text, nullable=False, unique=True),
    _report(index=True),
    Column("claim", Text, ForeignKey("claims.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("event", Text, ForeignKey("events.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("core", Text, index=True),
    Column("home", Text, index=True),
    Column("regrouped", Text, index=True),
    sqlite_autoincrement=True,
)

blocks = Table(
    "blocks",
    metadata,
    Column("block", BigInteger, primary_key=True),
    Column("told", Number, ForeignKey("told.id", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

pairs = Table(
    "pairs",
    metadata,
    Column("one", Number, ForeignKey("told.id", ondelete="CASCADE"), primary_key=True),
    Column("other", Number, ForeignKey("told.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("score", Float, nullable=False),
    sqlite_with_rowid=False,
)

print_keys = Table(
    "print_keys",
    metadata,
    Column("sort", SmallInteger, primary_key=True),
    Column("key", BigInteger, primary_key=True),
    Column("report", Number, ForeignKey("reports.number", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

origin_links = Table(
    "origin_links",
    metadata,
    Column("one", Text, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("other", Text, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("position", Integer, primary_key=True),
    Column("how", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("json", Text, nullable=False),
)

outlets = Table(
    "outlets",
    metadata,
    Column("name", Text, primary_key=True),
    Column("tag", Text, primary_key=True),
)

revision = Table(
    "revision",
    metadata,
    Column("id", SmallInteger, primary_key=True),
    Column("word", Text, nullable=False),
)
