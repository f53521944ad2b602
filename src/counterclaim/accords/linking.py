"""Which mentions mean one agreement: one of the library, or a candidate that several reports describe.

Mentions that tell most (a day, a proper name) are placed first. Each goes to the agreement with the best score, if that is above zero and
ahead of the next best; what then is left founds a candidate, or joins one by the same score.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce

from counterclaim.accords.comparators import FIRE_STOPS, Described, compare, days_of, proper_words, score, tells_truce, words_called
from counterclaim.accords.library import Library
from counterclaim.records.ledger import LibraryLink
from counterclaim.records.library import LibraryAgreement
from counterclaim.records.models import Agreement, Report

AHEAD = 1.0
"""How much better than the next best agreement the best must be: "the ceasefire" of parties that made two of them means neither."""

LATER = dt.date.max
ANY, NO_PARTY = "any", "none"
"""Keys of candidates, beside the codes of parties, which are in capitals."""


@dataclass(frozen=True)
class Mention:
    """An agreement as one report speaks of it. `key` is its id, unique over reports."""

    agreement: Agreement
    report: Report

    @property
    def key(self) -> str:
        """The id of the agreement in its report: `REPORT/a1`."""
        return self.agreement.id

    @cached_property
    def order(self) -> tuple[str, str]:
        """What orders mentions: when they were published, those without a date last; then their keys."""
        return str(self.report.published_on or LATER), self.key

    @cached_property
    def described(self) -> Described:
        """What the mention tells."""
        a = self.agreement
        return Described(
            parties=frozenset(p.party for p in a.parties if p.party),
            brokers=frozenset(b.party for b in a.brokers if b.party),
            days=days_of(a.date),
            names=tuple(filter(None, (proper_words(a.name),))),
            truce=tells_truce(a.name),
            told=self.report.published_on,
            called=(words_called(a.name),) if proper_words(a.name) else (),
        )


@dataclass
class Group:
    """Mentions of one agreement; `link` says which one of the library, and why for the mention that tells it best."""

    mentions: list[Mention] = field(default_factory=list)
    link: LibraryLink | None = None

    def described(self) -> Described:
        """What the mentions tell together."""
        return reduce(_together, (m.described for m in self.mentions))


def _together(one: Described, other: Described) -> Described:
    """What two descriptions of one agreement tell together: the most parties, the fewest days, every name and broker."""
    days = [d.days for d in (one, other) if d.days]
    return Described(
        parties=max(one.parties, other.parties, key=len),
        brokers=one.brokers | other.brokers,
        days=min(days, key=lambda span: (span[1] - span[0], span)) if days else None,
        names=tuple(dict.fromkeys((*one.names, *other.names))),
        truce=True if one.truce or other.truce else None,
    )


class Shelf:
    """A library made ready for linking: agreements are looked up by their parties, since without one in common nothing can link, and
    mentions that tell the same are scored once."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._described = {slug: _described(agreement) for slug, agreement in library.items()}
        self._of_party: dict[str, list[str]] = defaultdict(list)
        for slug, agreement in library.items():
            for party in agreement.parties:
                self._of_party[party].append(slug)
        ends = (a.ended + dt.timedelta(days=1) for a in library.values() if a.ended is not None)
        self._turns = sorted({*ends, *(d.days[0] for d in self._described.values() if d.days)})
        self._links: dict[Described, LibraryLink | None] = {}

    def link(self, mention: Described) -> LibraryLink | None:
        """The agreement that a mention means, None where none scores above zero or two score alike."""
        same = replace(mention, told=self._turn(mention.told))
        if same not in self._links:
            self._links[same] = self._scored(same)
        return self._links[same]

    def _turn(self, told: dt.date | None) -> dt.date | None:
        """The last day up to `told` on which some agreement began or had ended: between two of them nothing changes."""
        if told is None:
            return None
        before = bisect_right(self._turns, told)
        return self._turns[before - 1] if before else dt.date.min

    def _scored(self, mention: Described) -> LibraryLink | None:
        slugs = {s for p in mention.parties for s in self._of_party.get(p, ())} if mention.parties else self._described
        scored = sorted(((*compare(mention, self._described[slug]), slug) for slug in slugs), key=lambda s: (-s[0], s[2]))
        if not scored or scored[0][0] <= 0 or (len(scored) > 1 and scored[0][0] - scored[1][0] < AHEAD):
            return None
        score, parts, slug = scored[0]
        return LibraryLink(slug=slug, name=self.library[slug].name, kind=self.library[slug].kind, score=score, parts=parts)


def group_mentions(mentions: Iterable[Mention], shelf: Shelf) -> list[Group]:
    """Every mention in one group; those of the library first by slug, then candidates in the order of their founders."""
    linked: dict[str, Group] = {}
    left = list[Mention]()
    for mention in mentions:
        link = shelf.link(mention.described)
        if link is None:
            left.append(mention)
            continue
        group = linked.setdefault(link.slug, Group())
        group.mentions.append(mention)
        if group.link is None or link.score > group.link.score:
            group.link = link
    return [*(linked[slug] for slug in sorted(linked)), *_candidates(left)]


@dataclass
class _Founded:
    """Candidates so far, by what a mention must share with one to join it: a party, or, where one of them tells none, a name or a day."""

    groups: list[Group] = field(default_factory=list)
    described: list[Described] = field(default_factory=list)
    by_key: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def near(self, mention: Described) -> Iterable[int]:
        """The numbers of the candidates that a mention may join."""
        keys = {*mention.parties, NO_PARTY} if mention.parties else {ANY} if _tells_itself(mention) else set()
        return {number for key in keys for number in self.by_key.get(key, ())}

    def place(self, mention: Mention, number: int | None) -> None:
        """Puts a mention into a candidate, or founds one with it."""
        if number is None:
            number = len(self.groups)
            self.groups.append(Group())
            self.described.append(replace(mention.described, told=None, called=()))
        self.groups[number].mentions.append(mention)
        self.described[number] = _together(self.described[number], mention.described)
        known = self.described[number]
        unbound = (ANY,) if known.parties else (ANY, NO_PARTY)
        for key in (*known.parties, *(unbound if _tells_itself(known) else ())):
            self.by_key[key].add(number)


def _tells_itself(described: Described) -> bool:
    """Whether a name or a day is told: without a common party nothing else brings two together."""
    return described.days is not None or any(described.names)


def _candidates(mentions: Sequence[Mention]) -> list[Group]:
    founded = _Founded()
    for mention in sorted(mentions, key=_tells_most):
        near = founded.near(mention.described)
        scored = sorted(((score(mention.described, founded.described[number]), -number) for number in near), reverse=True)
        joins = scored and scored[0][0] > 0 and (len(scored) == 1 or scored[0][0] - scored[1][0] >= AHEAD)
        founded.place(mention, -scored[0][1] if joins else None)
    return founded.groups


def _tells_most(mention: Mention) -> tuple[bool, dt.timedelta, bool, str, str]:
    described = mention.described
    length = described.days[1] - described.days[0] if described.days else dt.timedelta.max
    return (described.days is None, length, not described.names, *mention.order)


def _described(agreement: LibraryAgreement) -> Described:
    names = [proper_words(name) for name in (agreement.name, *agreement.aliases, agreement.place or "")]
    return Described(
        parties=frozenset(agreement.parties),
        brokers=frozenset(agreement.brokers),
        days=(min(agreement.signed, agreement.begins), max(agreement.signed, agreement.begins)),
        names=tuple(name for name in names if name),
        truce=agreement.kind in FIRE_STOPS or any(clause.duty == "cease_fire" for clause in agreement.clauses),
        until=agreement.ended,
        called=tuple(words_called(name) for name in (agreement.name, *agreement.aliases) if proper_words(name)),
    )
