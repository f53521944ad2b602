"""Reports compared → the ledger: every agreement with its obligations, alleged breaches and tolls."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial

from counterclaim.accords.breaches import explicit_breaches, possible_breaches
from counterclaim.accords.comparators import length_of, proper_words
from counterclaim.accords.library import Library
from counterclaim.accords.linking import Group, Mention, Shelf, group_mentions
from counterclaim.accords.owed import owed_under
from counterclaim.accords.scope import Scope, stops_fire
from counterclaim.accords.told import Among, Told
from counterclaim.accords.tolls import tolls_since
from counterclaim.memo import Memo
from counterclaim.records.comparison import Comparison
from counterclaim.records.identity import name_of
from counterclaim.records.incidents import Incident
from counterclaim.records.ledger import Breach, Entry, Ledger, Toll
from counterclaim.records.library import LibraryAgreement
from counterclaim.records.models import Actor, Agreement, Time
from counterclaim.records.words import TimePrecision


def ledger_of(comparison: Comparison, library: Library) -> Ledger:
    """The ledger of some reports: entries of the library first, then candidates, those of most mentions first in both.

    Args:
        comparison: reports compared, ids unique over reports.
        library: the agreements that are known, by slug.
    """
    return ledger_with(group_mentions(mentions_in(comparison), Shelf(library)), comparison, library)


def mentions_in(comparison: Comparison, memo: Memo | None = None) -> list[Mention]:
    """The agreements of a comparison, each with its report, in the order of publication."""
    reports, memo = {report.id: report for report in comparison.reports}, memo or Memo()
    pairs = [(a, reports[a.id.rpartition("/")[0]]) for a in comparison.agreements]
    mentions = (memo.again(("mention", pair[0].id), pair, partial(Mention, *pair)) for pair in pairs)
    return sorted(mentions, key=lambda mention: mention.order)


def ledger_with(groups: Iterable[Group], comparison: Comparison, library: Library, memo: Memo | None = None) -> Ledger:
    """The ledger of mentions that are grouped already; what bears on them is looked up in the comparison. What `memo` keeps of an earlier
    ledger, made of the very same models, is not made again."""
    memo = memo or Memo()
    told, ground = Told.of(comparison), _Ground(comparison.incidents, memo)
    entries = list[Entry]()
    for group in groups:
        known = library[group.link.slug] if group.link is not None else None
        make = partial(_of_library, group, known) if known is not None else partial(_candidate, group)
        entry = memo.again(("entry", _keys(group)), [group.link, *group.mentions], make)
        entries.append(_with_events(entry, known, group, told, ground))
    return Ledger(entries=tuple(sorted(entries, key=lambda e: (e.library is None, -len(e.mentions), e.id))))


class _Ground:
    """Incidents, and what they cost, under agreements; those of one scope have it in common."""

    def __init__(self, incidents: Iterable[Incident], memo: Memo) -> None:
        self._among = Among.of(incidents)
        self._memo = memo
        self._inside: dict[Scope, Sequence[Incident]] = {}

    def inside(self, scope: Scope) -> Sequence[Incident]:
        """The incidents of one of the parties while the agreement was in force, by id."""
        if scope not in self._inside:
            begins, ends = scope.begins, scope.ends or dt.date.max
            self._inside[scope] = self._among.any_of(scope.parties, begins, ends) if begins is not None else []
        return self._inside[scope]

    def tolls(self, scope: Scope) -> tuple[Toll, ...]:
        """The casualties since."""
        inside = self.inside(scope)
        return self._memo.again(("tolls", scope), inside, lambda: tuple(tolls_since(inside, scope)))


def _of_library(group: Group, known: LibraryAgreement) -> Entry:
    return Entry(
        id=known.slug,
        name=known.name,
        library=group.link,
        date=Time(start=known.signed, end=known.signed, precision=TimePrecision.DAY),
        ended=known.ended,
        ended_reason=known.ended_reason,
        parties=known.parties,
        brokers=known.brokers,
        monitors=known.monitors,
        mentions=_keys(group),
        obligations=tuple(owed_under(known, group.mentions)),
    )


def _candidate(group: Group) -> Entry:
    """An agreement known from reports alone: the best name and date of its mentions, and everybody who is said to take part."""
    agreements = [m.agreement for m in group.mentions]
    first = min(group.mentions, key=lambda m: (str(m.report.published_on), m.key))
    names = [a.name for a in agreements]
    return Entry(
        id=name_of("a", first.key),
        name=max(names, key=lambda n: (len(proper_words(n)) > 0, any(c.isdigit() or c.isupper() for c in n), names.count(n), -len(n))),
        date=_narrowest(agreements),
        parties=_commonest([_parties(a.parties) for a in agreements]),
        brokers=tuple(sorted({p for a in agreements for p in _parties(a.brokers)})),
        monitors=tuple(sorted({p for a in agreements for p in _parties(a.monitors)})),
        mentions=_keys(group),
        obligations=tuple(owed_under(None, group.mentions)),
    )


def scope_of(group: Group, library: Library) -> Scope:
    """Where, when and between whom the agreement of a group holds."""
    if group.link is not None:
        return Scope.of_library(library[group.link.slug])
    agreements = [m.agreement for m in group.mentions]
    return Scope.of_mentions(_commonest([_parties(a.parties) for a in agreements]), _narrowest(agreements))


def _with_events(entry: Entry, known: LibraryAgreement | None, group: Group, told: Told, ground: _Ground) -> Entry:
    """The entry with its breaches and tolls."""
    scope = Scope.of_library(known) if known is not None else Scope.of_mentions(entry.parties, entry.date)
    alleged = dict.fromkeys(name for m in group.mentions for name in m.agreement.breaches)
    breaches = explicit_breaches(alleged, told, entry.obligations)
    if known is not None and stops_fire(known):
        breaches += _not_yet_told(breaches, possible_breaches(ground.inside(scope), scope, told, entry.obligations))
    return entry.model_copy(update={"breaches": tuple(breaches), "tolls": ground.tolls(scope)})


def _not_yet_told(told: Sequence[Breach], possible: Iterable[Breach]) -> list[Breach]:
    """The possible breaches that nobody calls a breach: not those of an incident that is laid on the same party as one."""
    explicit = {(b.against, b.incident) for b in told if b.incident is not None}
    return [b for b in possible if (b.against, b.incident) not in explicit]


def _keys(group: Group) -> tuple[str, ...]:
    return tuple(m.key for m in group.mentions)


def _parties(actors: Iterable[Actor]) -> tuple[str, ...]:
    return tuple(sorted({a.party for a in actors if a.party}))


def _narrowest(agreements: Iterable[Agreement]) -> Time | None:
    """The date as told most exactly."""
    return min((a.date for a in agreements if a.date is not None), key=length_of, default=None)


def _commonest(each: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    counts = Counter(parties for parties in each if parties)
    return min(counts, key=lambda p: (-counts[p], p)) if counts else ()
