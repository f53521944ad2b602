"""Agreements that a report speaks of, what they oblige to, and the claims that allege a breach.

Mentions in the text and claims that something was concluded are put together: two are one agreement if neither parties, dates nor proper
names tell them apart. What tells neither a date nor a name ("the truce") goes with what was told last before it, or first behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from counterclaim.accords.alleging import alleged_breaches
from counterclaim.accords.comparators import SLACK, capital_words, days_of, proper_words, tells_truce
from counterclaim.records.models import Actor, Agreement, Claim, Event, Obligation, Span, Time
from counterclaim.records.words import Duty, Kind, Stance, Status

ACCORDS = frozenset({Kind.CEASEFIRE, Kind.AGREEMENT})
SUPPOSED = ("rule: the sides", "rule: a clash, talks", "rule: who tells of a clash, talks")
"""How the sources of actors begin that the text does not name with the agreement."""
NEAR = 400
"""Characters between an obligation and the mention of the agreement that it belongs to; about three sentences."""
ENDING = re.compile(
    r"\b(?:end(?:s|ed|ing)?|brok\w+|breaks?|scrapp\w+|suspend\w+|abandon\w+|quit) (?:the|a|an|its|their|this) (?:[\w-]+ ){0,2}"
    r"(?:ceasefire|cease-fire|truce|agreement|accord|deal|pact)\b",
    re.IGNORECASE,
)
"""Words that tell of the end of an agreement: their day is not that on which it was made."""
CONTENT_WORD = re.compile(r"[^\W\d_]{5,}")
YEAR = re.compile(r"\b(19|20)\d\d\b")


def find_agreements(
    claims: Sequence[Claim],
    events: Sequence[Event],
    mentions: Sequence[Agreement],
    duties: Sequence[Obligation],
    text: str,
    broken: Sequence[Span] = (),
) -> tuple[Agreement, ...]:
    """Agreements told as concluded or spoken of as such, and one that obligations or breaches imply where the report tells none.

    Args:
        claims, events: those of one report, joined by id.
        mentions: agreements as the text names them, each mention apart.
        duties: obligations found in it; each goes to the nearest agreement told before it, else behind it.
        text: the report's text.
        broken: words that call something a breach, as a reading model reads them.
    """
    alleged = list(alleged_breaches(claims, events, text, broken))
    groups = _grouped([*mentions, *_concluded(claims, events, mentions, text)])
    if not groups:
        return _implied([c for c, _ in alleged], [e for _, e in alleged], _once(duties, text))
    owed: list[list[Obligation]] = [[] for _ in groups]
    for duty in _once(duties, text):
        owed[_nearest(groups, duty.span)].append(duty)
    breaches: list[dict[str, None]] = [{} for _ in groups]
    for claim, event in alleged:
        breaches[_meant(groups, event)][claim.id] = None
    return tuple(_agreement(k, g, owed[k], tuple(breaches[k])) for k, g in enumerate(groups))


def _concluded(claims: Sequence[Claim], events: Sequence[Event], mentions: Sequence[Agreement], text: str) -> list[Agreement]:
    """What claims tell as concluded, a mention each; those on the words of a mention add to it only what it lacks."""
    denied = {name for c in claims if c.stance in (Stance.DENIES, Stance.CALLS_FOR) for name in c.events}
    found = list[Agreement]()
    for event in events:
        if event.kind not in ACCORDS or event.status not in (Status.OCCURRED, Status.ONGOING) or event.id in denied:
            continue
        found.append(
            Agreement(
                id=event.id,
                name="agreement" if event.kind is Kind.AGREEMENT else "ceasefire",
                date=event.time if _tells_its_time(event) and not any(ENDING.search(s.of(text)) for s in event.spans) else None,
                parties=next((m.parties for m in mentions if m.parties and _touches(m, event)), event.initiators),
                brokers=event.mediators,
                spans=event.spans,
            )
        )
    return found


def _tells_its_time(event: Event) -> bool:
    """Whether the words that tell a conclusion tell its day too: one that is carried over from elsewhere may be that of anything."""
    at = event.time.span if event.time is not None else None
    return at is None or any(s.start <= at.start < s.end for s in event.spans)


def _grouped(mentions: Iterable[Agreement]) -> list[list[Agreement]]:
    """Mentions of one agreement together: first what tells most."""
    ordered = sorted(mentions, key=lambda m: m.spans[0].start)
    groups: list[list[Agreement]] = []
    for telling in (True, False):
        for mention in (m for m in ordered if _tells(m) is telling):
            fits = [g for g in groups if all(_may_be_one(mention, other) for other in g)]
            if fits:
                min(fits, key=lambda g: min(_distance(mention, other) for other in g)).append(mention)
            else:
                groups.append([mention])
    return sorted(groups, key=lambda g: min(m.spans[0].start for m in g))


def _tells(mention: Agreement) -> bool:
    return days_of(mention.date) is not None or bool(capital_words(mention.name))


def _may_be_one(one: Agreement, other: Agreement) -> bool:
    if any(a.start < b.end and b.start < a.end for a in one.spans for b in other.spans):
        return True
    first, second = ({a.party for a in m.parties} if are_named(m.parties) else set() for m in (one, other))
    if first and second and not first & second:
        return False
    days, others = days_of(one.date), days_of(other.date)
    if days and others:
        return days[0] - SLACK <= others[1] and others[0] <= days[1] + SLACK
    names, other_names = capital_words(one.name), capital_words(other.name)
    if names and other_names:
        return bool(names & other_names)
    return not (names or other_names) or not (days or others) or tells_truce(one.name) == tells_truce(other.name)


def are_named(parties: Sequence[Actor]) -> bool:
    """Whether the text names the parties with the agreement: who is only supposed to have made it tells no two agreements apart."""
    return not any((a.source or "").startswith(SUPPOSED) for a in parties)


def _distance(one: Agreement, other: Agreement) -> tuple[int, bool]:
    """Characters between two mentions, what was told before going first."""
    gap = one.spans[0].start - other.spans[0].start
    return (abs(gap), gap < 0)


def _nearest(groups: Sequence[Sequence[Agreement]], span: Span) -> int:
    """The agreement told last before a span, or in it, if that is near; else the one told nearest."""
    gaps = [(span.end - s.start, number) for number, group in enumerate(groups) for m in group for s in m.spans]
    before = [(gap, number) for gap, number in gaps if 0 <= gap <= NEAR + span.end - span.start]
    return min(before)[1] if before else min((abs(gap), number) for gap, number in gaps)[1]


def _meant(groups: Sequence[Sequence[Agreement]], event: Event) -> int:
    """The agreement that a breach is of: one of its year where it tells one, else the nearest."""
    dated = [
        number
        for number, group in enumerate(groups)
        for m in group
        if (days := days_of(m.date)) and (own := days_of(event.time)) and days[0].year == own[0].year
    ]
    if len(set(dated)) == 1 and len(groups) > 1 and not any(_touches(m, event) for g in groups for m in g):
        return dated[0]
    return _nearest(groups, event.spans[0])


def _touches(mention: Agreement, event: Event) -> bool:
    return any(a.start < b.end and b.start < a.end for a in mention.spans for b in event.spans)


def _agreement(number: int, group: Sequence[Agreement], owed: Sequence[Obligation], breaches: tuple[str, ...]) -> Agreement:
    ordered = sorted(group, key=lambda m: m.spans[0].start)
    dated = [m.date for m in ordered if days_of(m.date) is not None] or [m.date for m in ordered if m.date is not None]
    dated = [d for d in dated if _is_in_name(d, ordered)] or dated
    return Agreement(
        id=f"a{number + 1}",
        name=_name(ordered),
        date=min(dated, key=lambda t: (days[1] - days[0]).days if (days := days_of(t)) else 10**6) if dated else None,
        parties=max((m.parties for m in ordered), key=lambda p: (len(p) > 1 and are_named(p), len(p))),
        brokers=_each(a for m in ordered for a in m.brokers),
        monitors=_each(a for m in ordered for a in m.monitors),
        obligations=tuple(d for d in owed if d.obligor is not None or not any(o.obligor and o.duty is d.duty for o in owed)),
        breaches=breaches,
        spans=tuple(dict.fromkeys(s for m in ordered for s in m.spans)),
    )


def _is_in_name(date: Time | None, group: Sequence[Agreement]) -> bool:
    """Whether a year stands in the name that tells a date: "the understanding of 2003" is not of the day on which it was renewed."""
    at = date.span if date is not None else None
    inside = at is not None and any(s.start <= at.start and at.end <= s.end for m in group for s in m.spans if m.date is date)
    return inside and any(YEAR.search(m.name) for m in group if m.date is date)


def _once(duties: Sequence[Obligation], text: str) -> tuple[Obligation, ...]:
    """The duties, each once: a lead and the paragraph that repeats it tell one, at the place that either of them names."""
    kept = list[Obligation]()
    for duty in duties:
        same = next((k for k, d in enumerate(kept) if _is_same(d, duty, text)), None)
        if same is None:
            kept.append(duty)
        elif kept[same].place is None:
            kept[same] = duty
    return tuple(kept)


def _is_same(one: Obligation, other: Obligation, text: str) -> bool:
    if one.duty is not other.duty or (one.obligor and one.obligor.party) != (other.obligor and other.obligor.party):
        return False
    if one.duty is Duty.OTHER and not _content_words(one.span.of(text)) & _content_words(other.span.of(text)):
        return False
    return one.duty is Duty.CEASE_FIRE or one.place is None or other.place is None or one.place.name == other.place.name


def _content_words(words: str) -> set[str]:
    return {word.casefold() for word in CONTENT_WORD.findall(words)}


def _name(mentions: Sequence[Agreement]) -> str:
    """The name that tells most: one with proper words, else one with a year, else the first with the year put before it."""
    best = max(mentions, key=lambda m: (bool(proper_words(m.name)), any(c.isdigit() for c in m.name), -m.spans[0].start)).name
    year = next((days[0].year for m in mentions if (days := days_of(m.date))), None)
    return best if year is None or YEAR.search(best) or proper_words(best) else f"{year} {best}"


def _each(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    found: dict[str | None, Actor] = {}
    for actor in actors:
        found.setdefault(actor.party, actor)
    return tuple(found.values())


def _implied(claims: Sequence[Claim], breaches: Sequence[Event], duties: tuple[Obligation, ...]) -> tuple[Agreement, ...]:
    """The one agreement that breaches and duties speak of where the report does not tell it; its date is not known."""
    spans = tuple(dict.fromkeys((*(s for e in breaches for s in e.spans), *(d.span for d in duties))))
    if not spans:
        return ()
    name = "ceasefire" if breaches else "agreement"
    return (Agreement(id="a1", name=name, obligations=duties, breaches=tuple(dict.fromkeys(c.id for c in claims)), spans=spans),)
