"""Reports compared → the ledger: every agreement with its obligations, alleged breaches and tolls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from counterclaim.accords.breaches import explicit_breaches, possible_breaches
from counterclaim.accords.comparators import length_of, proper_words
from counterclaim.accords.library import Library
from counterclaim.accords.linking import Group, Mention, Shelf, group_mentions
from counterclaim.accords.owed import owed_under
from counterclaim.accords.scope import Scope, stops_fire
from counterclaim.accords.told import Among, Told
from counterclaim.accords.tolls import tolls_since
from counterclaim.records.comparison import Comparison
from counterclaim.records.identity import name_of
from counterclaim.records.ledger import Breach, Entry, Ledger
from counterclaim.records.library import LibraryAgreement
from counterclaim.records.models import Actor, Time
from counterclaim.records.words import TimePrecision


def ledger_of(comparison: Comparison, library: Library) -> Ledger:
    """The ledger of some reports: entries of the library first, then candidates, those of most mentions first in both.

    Args:
        comparison: reports compared, ids unique over reports.
        library: the agreements that are known, by slug.
    """
    return ledger_with(group_mentions(mentions_in(comparison), Shelf(library)), comparison, library)


def mentions_in(comparison: Comparison) -> list[Mention]:
    """The agreements of a comparison, each with its report."""
    reports = {report.id: report for report in comparison.reports}
    return [Mention(a, reports[a.id.rpartition("/")[0]]) for a in comparison.agreements]


def ledger_with(groups: Iterable[Group], comparison: Comparison, library: Library) -> Ledger:
    """The ledger of mentions that are grouped already; what bears on them is looked up in the comparison."""
    told = Told.of(comparison)
    among = Among.of(comparison.incidents)
    entries = list[Entry]()
    for group in groups:
        known = library[group.link.slug] if group.link is not None else None
        entry = _of_library(group, known) if known is not None else _candidate(group)
        entries.append(_with_events(entry, known, group, told, among))
    return Ledger(entries=tuple(sorted(entries, key=lambda e: (e.library is None, -len(e.mentions), e.id))))


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
    times = [a.date for a in agreements if a.date is not None]
    names = [a.name for a in agreements]
    return Entry(
        id=name_of("a", first.key),
        name=max(names, key=lambda n: (len(proper_words(n)) > 0, any(c.isdigit() or c.isupper() for c in n), names.count(n), -len(n))),
        date=min(times, key=length_of) if times else None,
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
    candidate = _candidate(group)
    return Scope.of_mentions(candidate.parties, candidate.date)


def _with_events(entry: Entry, known: LibraryAgreement | None, group: Group, told: Told, among: Among) -> Entry:
    """The entry with its breaches and tolls."""
    scope = Scope.of_library(known) if known is not None else Scope.of_mentions(entry.parties, entry.date)
    alleged = dict.fromkeys(name for m in group.mentions for name in m.agreement.breaches)
    breaches = explicit_breaches(alleged, told, entry.obligations)
    inside = [i for i in among.any_of(scope.parties) if scope.holds_on(i)]
    if known is not None and stops_fire(known):
        breaches += _not_yet_told(breaches, possible_breaches(inside, scope, told, entry.obligations))
    return entry.model_copy(update={"breaches": tuple(breaches), "tolls": tuple(tolls_since(inside, scope))})


def _not_yet_told(told: Sequence[Breach], possible: Iterable[Breach]) -> list[Breach]:
    """The possible breaches that nobody calls a breach: not those of an incident that is laid on the same party as one."""
    explicit = {(b.against, b.incident) for b in told if b.incident is not None}
    return [b for b in possible if (b.against, b.incident) not in explicit]


def _keys(group: Group) -> tuple[str, ...]:
    return tuple(m.key for m in group.mentions)


def _parties(actors: Iterable[Actor]) -> tuple[str, ...]:
    return tuple(sorted({a.party for a in actors if a.party}))


def _commonest(each: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    counts = Counter(parties for parties in each if parties)
    return min(counts, key=lambda p: (-counts[p], p)) if counts else ()
