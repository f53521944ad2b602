"""Which mentions mean one agreement: one of the library, or a candidate that several reports describe.

Mentions that tell most (a day, a proper name) are placed first. Each goes to the agreement with the best score, if that is above zero and
ahead of the next best; what then is left founds a candidate, or joins one by the same score.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from counterclaim.accords.comparators import FIRE_STOPS, Described, compare, days_of, proper_words, tells_truce
from counterclaim.accords.library import Library
from counterclaim.records.ledger import LibraryLink
from counterclaim.records.library import LibraryAgreement
from counterclaim.records.models import Agreement, Report

AHEAD = 1.0
"""How much better than the next best agreement the best must be: "the ceasefire" of parties that made two of them means neither."""


@dataclass(frozen=True)
class Mention:
    """An agreement as one report speaks of it. `key` is its id, unique over reports."""

    agreement: Agreement
    report: Report

    @property
    def key(self) -> str:
        """The id of the agreement in its report: `REPORT/a1`."""
        return self.agreement.id

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
        )


@dataclass
class Group:
    """Mentions of one agreement; `link` says which one of the library, and why for the mention that tells it best."""

    mentions: list[Mention] = field(default_factory=list)
    link: LibraryLink | None = None

    def described(self) -> Described:
        """What the mentions tell together."""
        told = [m.described() for m in self.mentions]
        days = [d.days for d in told if d.days]
        return Described(
            parties=max((d.parties for d in told), key=len),
            brokers=frozenset(b for d in told for b in d.brokers),
            days=min(days, key=lambda span: (span[1] - span[0], span)) if days else None,
            names=tuple(name for d in told for name in d.names),
            truce=True if any(d.truce for d in told) else None,
        )


def group_mentions(mentions: Iterable[Mention], library: Library) -> list[Group]:
    """Every mention in one group; those of the library first by slug, then candidates in the order of their founders."""
    known = {slug: _described(agreement) for slug, agreement in library.items()}
    linked: dict[str, Group] = {}
    left = list[Mention]()
    for mention in mentions:
        link = link_to_library(mention, library, known)
        if link is None:
            left.append(mention)
            continue
        group = linked.setdefault(link.slug, Group())
        group.mentions.append(mention)
        if group.link is None or link.score > group.link.score:
            group.link = link
    return [*(linked[slug] for slug in sorted(linked)), *_candidates(left)]


def link_to_library(mention: Mention, library: Library, known: Mapping[str, Described] | None = None) -> LibraryLink | None:
    """The library's agreement that a mention means, None where none scores above zero or two score alike."""
    described = mention.described()
    each = known if known is not None else {slug: _described(agreement) for slug, agreement in library.items()}
    scored = sorted(((*compare(described, other), slug) for slug, other in each.items()), key=lambda s: (-s[0], s[2]))
    if not scored or scored[0][0] <= 0 or (len(scored) > 1 and scored[0][0] - scored[1][0] < AHEAD):
        return None
    score, parts, slug = scored[0]
    return LibraryLink(slug=slug, name=library[slug].name, kind=library[slug].kind, score=score, parts=parts)


def _candidates(mentions: Sequence[Mention]) -> list[Group]:
    groups = list[Group]()
    for mention in sorted(mentions, key=_tells_most):
        described = mention.described()
        scored = sorted(((compare(described, group.described())[0], -number) for number, group in enumerate(groups)), reverse=True)
        if scored and scored[0][0] > 0 and (len(scored) == 1 or scored[0][0] - scored[1][0] >= AHEAD):
            groups[-scored[0][1]].mentions.append(mention)
        else:
            groups.append(Group([mention]))
    return groups


def _tells_most(mention: Mention) -> tuple[bool, dt.timedelta, bool, str, str]:
    described = mention.described()
    length = described.days[1] - described.days[0] if described.days else dt.timedelta.max
    return (described.days is None, length, not described.names, str(mention.report.published_on), mention.key)


def _described(agreement: LibraryAgreement) -> Described:
    names = [proper_words(name) for name in (agreement.name, *agreement.aliases, agreement.place or "")]
    return Described(
        parties=frozenset(agreement.parties),
        brokers=frozenset(agreement.brokers),
        days=(min(agreement.signed, agreement.begins), max(agreement.signed, agreement.begins)),
        names=tuple(name for name in names if name),
        truce=agreement.kind in FIRE_STOPS or any(clause.duty == "cease_fire" for clause in agreement.clauses),
        until=agreement.ended,
    )
