"""A comparison as tidy tables: one row for each report, claim, event, account and so on. Every other tabular reader starts here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from counterclaim.export.joined import Joined, actor_code, offsets, value_words
from counterclaim.export.tabular import Cell, Column, Table, columns
from counterclaim.records.comparison import Comparison
from counterclaim.records.models import Actor, Claim, Place, Report, Span, Time
from counterclaim.records.ontologies import codes_of

SPAN = "{0}_start:whole {0}_end:whole"
PLACE = "place place_lat:real place_lon:real place_country place_admin1 place_geonames_id:whole place_precision place_confidence:real"
TIME = "first_day:day last_day:day time_precision"
ACTOR = "{0}_id {0}_party {0}_sector {0}_name {0}_role {0}_person"
FIGURES = "effect side category low:whole best:whole high:whole"

COLUMNS: dict[str, tuple[Column, ...]] = {
    "reports": columns("report_id outlet title url published published_day:day language fetched_at:moment copy_of text"),
    "claims": columns(
        f"claim_id report_id incident_ids:list {ACTOR.format('claimant')} {SPAN.format('claimant')} relayed_by:list stance interest "
        f"interest_rule {SPAN.format('cue')} cue content content_spans:list event_ids:list answers confidence:real"
    ),
    "events": columns(
        f"event_id report_id claim_ids:list incident_ids:list kind status background:truth initiators:list targets:list mediators:list "
        f"{PLACE} {SPAN.format('place')} place_source other_places:list {TIME} {SPAN.format('time')} time_reason "
        "weapons:list weapon_spans:list words spans:list plover plover_mode cameo acled_event_type acled_sub_event_type"
    ),
    "harm": columns(f"event_id claim_ids:list claimants:list {FIGURES} cumulative:truth words {SPAN.format('harm')}"),
    "incidents": columns(f"incident_id kind parties:list {PLACE} {TIME} claim_ids:list report_ids:list gathered:list campaign_id"),
    "accounts": columns(
        f"incident_id question verdict rule origins:whole {ACTOR.format('claimant')} value current:truth claim_ids:list words"
    ),
    "casualties": columns(f"incident_id {FIGURES} rule claim_ids:list ucdp_low:whole ucdp_best:whole ucdp_high:whole"),
    "links": columns("incident_id one other score:real parts:list"),
    "campaigns": columns("campaign_id parties:list places:list first_day:day last_day:day incident_ids:list"),
    "agreements": columns(
        f"agreement_id report_id name {TIME} parties:list brokers:list monitors:list breach_claim_ids:list words spans:list"
    ),
    "obligations": columns("agreement_id obligor duty place words span_start:whole span_end:whole"),
    "talks": columns(
        f"talks_id report_id event_id participants:list mediators:list hosts:list {PLACE} {TIME} level status "
        "endangered_by:list words spans:list"
    ),
}
"""The columns of each table."""
Rows = Iterator[tuple[Cell, ...]]


def tables_of(comparison: Comparison) -> tuple[Table, ...]:
    """All tables, also those without rows."""
    joined = Joined(comparison)
    made = {
        "reports": _reports(comparison.reports),
        "claims": _claims(joined),
        "events": _events(joined),
        "harm": _harm(joined),
        "incidents": _incidents(comparison),
        "accounts": _accounts(comparison),
        "casualties": _casualties(comparison),
        "links": _links(comparison),
        "campaigns": ((c.id, c.parties, c.places, c.start, c.end, c.incidents) for c in comparison.campaigns),
        "agreements": _agreements(joined),
        "obligations": _obligations(joined),
        "talks": _talks(joined),
    }
    return tuple(Table(name, COLUMNS[name], tuple(rows)) for name, rows in made.items())


def _reports(reports: Iterable[Report]) -> Rows:
    for r in reports:
        published = r.published.isoformat() if r.published else None
        yield (r.id, r.outlet, r.title, r.url, published, r.published_on, r.language, r.fetched_at, r.copy_of, r.text)


def _claims(joined: Joined) -> Rows:
    for c in joined.comparison.claims:
        yield (
            c.id,
            joined.report(c.id).id,
            tuple(incident.id for incident in joined.incidents_of[c.id]),
            *_actor(c.claimant),
            *_span(c.claimant.span),
            codes(c.relayed_by),
            c.stance.value,
            c.interest.value,
            c.interest_rule,
            *_span(c.cue),
            joined.words(c.id, [c.cue]) if c.cue else None,
            joined.words(c.id, c.content),
            tuple(map(offsets, c.content)),
            c.events,
            c.answers,
            c.confidence,
        )


def _events(joined: Joined) -> Rows:
    for e in joined.comparison.events:
        told = codes_of(e)
        yield (
            e.id,
            joined.report(e.id).id,
            _ids(joined.claims_of[e.id]),
            tuple(dict.fromkeys(i.id for c in joined.claims_of[e.id] for i in joined.incidents_of[c.id])) if not e.background else (),
            e.kind.value,
            e.status.value,
            e.background,
            codes(e.initiators),
            codes(e.targets),
            codes(e.mediators),
            *_place(e.place),
            *_span(e.place.span if e.place else None),
            e.place.source if e.place else None,
            tuple(place.name for place in e.other_places),
            *_time(e.time),
            *_span(e.time.span if e.time else None),
            e.time.reason if e.time else None,
            tuple(weapon.kind.value for weapon in e.weapons),
            tuple(offsets(weapon.span) for weapon in e.weapons),
            joined.words(e.id, e.spans),
            tuple(map(offsets, e.spans)),
            told.plover_event,
            told.plover_mode,
            told.cameo,
            told.acled_event,
            told.acled_subevent,
        )


def _harm(joined: Joined) -> Rows:
    for e in joined.comparison.events:
        claims = joined.claims_of[e.id]
        for h in e.harm:
            side = actor_code(h.side) if h.side else None
            figures = (h.effect.value, side, h.category.value, h.low, h.best, h.high, h.cumulative)
            yield (e.id, _ids(claims), codes(c.claimant for c in claims), *figures, joined.words(e.id, [h.span]), h.span.start, h.span.end)


def _incidents(comparison: Comparison) -> Rows:
    for i in comparison.incidents:
        yield (i.id, i.kind.value, i.parties, *_place(i.place), *_time(i.time), i.claims, i.reports, i.gathered, i.campaign)


def _accounts(comparison: Comparison) -> Rows:
    for i in comparison.incidents:
        for row in i.accounts:
            for answer in row.answers:
                said = (*_actor(answer.claimant), value_words(answer.value), answer.current, answer.claims, answer.text)
                yield (i.id, row.question, row.verdict.value, row.rule, row.origins, *said)


def _casualties(comparison: Comparison) -> Rows:
    for i in comparison.incidents:
        for c in i.casualties:
            ucdp = (c.ucdp.low, c.ucdp.best, c.ucdp.high) if c.ucdp else (None, None, None)
            yield (i.id, c.effect.value, c.side, c.category.value, c.low, c.best, c.high, c.rule, c.claims, *ucdp)


def _links(comparison: Comparison) -> Rows:
    for i in comparison.incidents:
        for link in i.links:
            yield (i.id, link.one, link.other, link.score, tuple(f"{n}={level} {weight:g}" for n, (level, weight) in link.parts.items()))


def _agreements(joined: Joined) -> Rows:
    for a in joined.comparison.agreements:
        said = (joined.words(a.id, a.spans), tuple(map(offsets, a.spans)))
        whose = (codes(a.parties), codes(a.brokers), codes(a.monitors))
        yield (a.id, joined.report(a.id).id, a.name, *_time(a.date), *whose, a.breaches, *said)


def _obligations(joined: Joined) -> Rows:
    for a in joined.comparison.agreements:
        for o in a.obligations:
            who, where = actor_code(o.obligor) if o.obligor else None, o.place.name if o.place else None
            yield (a.id, who, o.duty, where, joined.words(a.id, [o.span]), o.span.start, o.span.end)


def _talks(joined: Joined) -> Rows:
    for t in joined.comparison.talks:
        yield (
            t.id,
            joined.report(t.id).id,
            t.event,
            codes(t.participants),
            codes(t.mediators),
            codes(t.hosts),
            *_place(t.venue),
            *_time(t.time),
            t.level.value if t.level else None,
            t.status.value,
            t.endangered_by,
            joined.words(t.id, t.spans),
            tuple(map(offsets, t.spans)),
        )


def codes(actors: Iterable[Actor]) -> tuple[str, ...]:
    """Actors as a cell names them."""
    return tuple(map(actor_code, actors))


def _ids(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(claim.id for claim in claims)


def _actor(actor: Actor) -> tuple[Cell, ...]:
    return (actor.id, actor.party, actor.sector.value if actor.sector else None, actor.name, actor.role, actor.person)


def _place(place: Place | None) -> tuple[Cell, ...]:
    if place is None:
        return (None,) * 8
    where = (place.name, place.lat, place.lon, place.country, place.admin1, place.geonames_id)
    return (*where, place.precision.value, place.confidence)


def _time(time: Time | None) -> tuple[Cell, ...]:
    return (time.start, time.end, time.precision.value) if time else (None, None, None)


def _span(span: Span | None) -> tuple[Cell, Cell]:
    return (span.start, span.end) if span else (None, None)
