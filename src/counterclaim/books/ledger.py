"""From a store to the ledger: mentions are grouped first, then what bears on the groups that are asked for is read.

What is alleged needs the charge, what answers it, what it means and all claims of the incidents meant; a possible breach needs those of the
armed acts between the parties; a toll needs numbers alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from counterclaim.accords.breaches import ARMED
from counterclaim.accords.ledger import ledger_with, mentions_in, scope_of
from counterclaim.accords.linking import Group, Shelf, group_mentions
from counterclaim.accords.scope import Scope, stops_fire
from counterclaim.books.asked import Asked, Open
from counterclaim.memo import Memo
from counterclaim.records.comparison import Comparison
from counterclaim.records.incidents import Incident
from counterclaim.records.ledger import Ledger
from counterclaim.store.asking import Days, Under
from counterclaim.store.reading import Reading


def ledger_from(reading: Reading, shelf: Shelf, asked: Asked, memo: Memo | None = None) -> Open[Ledger]:
    """The ledger of a store.

    The same as `accords.ledger_of` the whole comparison where nothing in particular is asked for.
    """
    told = reading.agreements_told(asked.days)
    groups = [g for g in group_mentions(mentions_in(told, memo), shelf) if asked.parties <= _parties(g, shelf)]
    alleged = {name for g in groups for m in g.mentions for name in m.agreement.breaches}
    near = set(reading.said_beside(alleged))
    meant = reading.outlines(near)
    possible = _unique(i for g in groups for i in _armed(reading, g, shelf, asked.days))
    harmed = _harmed(reading, [scope_of(g, shelf.library) for g in groups], some=bool(asked.parties))
    claims, events = reading.told(near | {name for i in (*meant, *possible) for name in i.claims})
    beside = told.model_copy(update={"claims": claims, "events": events, "incidents": _unique((*meant, *possible, *harmed))})
    ledger = ledger_with(groups, beside, shelf.library, memo)
    return Open(ledger, _named(reading, ledger, beside, groups), reading.counted())


def _parties(group: Group, shelf: Shelf) -> frozenset[str]:
    return frozenset(shelf.library[group.link.slug].parties) if group.link is not None else group.described().parties


def _harmed(reading: Reading, scopes: Iterable[Scope], *, some: bool) -> list[Incident]:
    """Incidents whose casualties may count as the toll since some agreement, without their claims: more than do count, but each once.

    Unless only `some` agreements are asked for, about all parties are theirs: to look them up takes longer than to pass over the rest.
    """
    begun = [s for s in scopes if s.begins is not None and s.parties]
    if not begun:
        return []
    parties = frozenset[str]().union(*(s.parties for s in begun)) if some else frozenset[str]()
    since, ends = min(s.begins for s in begun if s.begins is not None), [s.ends for s in begun if s.ends is not None]
    days = Days(since, max(ends) if len(ends) == len(begun) else None)
    return reading.outlines(Under(parties, days, harmed=True))


def _armed(reading: Reading, group: Group, shelf: Shelf, days: Days) -> list[Incident]:
    """Armed acts that may break a ceasefire of the library, on the days that are asked for."""
    if group.link is None or not stops_fire(shelf.library[group.link.slug]):
        return []
    scope = scope_of(group, shelf.library)
    since = max(filter(None, (scope.begins, days.since)), default=None)
    until = min(filter(None, (scope.ends, days.until)), default=None)
    acts = reading.outlines(Under(scope.parties, Days(since, until), kinds=ARMED))
    return [i for i in acts if scope.holds_on(i) and scope.covers(i.place)]


def _unique(incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    """Each incident once, the first of them: those with claims come before those without."""
    found: dict[str, Incident] = {}
    for incident in incidents:
        found.setdefault(incident.id, incident)
    return tuple(found[name] for name in sorted(found))


def _named(reading: Reading, ledger: Ledger, beside: Comparison, groups: Sequence[Group]) -> Comparison:
    """What a ledger names, and no more."""
    names = set(_claims_in(ledger))
    claims = tuple(c for c in beside.claims if c.id in names)
    shown = {event for claim in claims for event in claim.events}
    mentions = {m.key for g in groups for m in g.mentions}
    reports = sorted({name.rpartition("/")[0] for name in (*names, *mentions)})
    return Comparison.model_construct(
        reports=reading.reports(reports),
        claims=claims,
        events=tuple(e for e in beside.events if e.id in shown),
        incidents=(),
        campaigns=(),
        agreements=tuple(a for a in beside.agreements if a.id in mentions),
        talks=(),
    )


def _claims_in(ledger: Ledger) -> Iterator[str]:
    for breach in (b for entry in ledger.entries for b in entry.breaches):
        yield from (*breach.claims, *breach.acts, *breach.replies)
