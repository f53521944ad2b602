"""Which claims of a report allege a breach: those of the kind, and those whose sentence calls the act one ("in breach of the truce")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from counterclaim.accords.comparators import DATA
from counterclaim.records.models import Claim, Event, Span
from counterclaim.records.words import Family, Kind, Stance, Status, family_of
from counterclaim.tables import read_table

ENDS = re.compile(r"[.!?]['\"”’)]*\s|\n")
CLAUSES = re.compile(r"[,;:]")
BY = re.compile(r"by \w+ing\b", re.IGNORECASE)
DUE = frozenset({Kind.PRISONER_EXCHANGE})
"""What may be due under an agreement, beside withdrawals, and not done."""
ACTS = frozenset(k for k in Kind if family_of(k) in (Family.VIOLENCE, Family.COERCION)) - {Kind.CASUALTY, Kind.CEASEFIRE_BREACH}
REAL = frozenset({Status.OCCURRED, Status.ONGOING})
BREAKING = REAL | {Status.AVERTED}
"""What may break an agreement: what is done, and what is owed and did not come about."""


def alleged_breaches(
    claims: Sequence[Claim], events: Sequence[Event], text: str, broken: Sequence[Span] = ()
) -> Iterator[tuple[Claim, Event]]:
    """Claims that allege a breach, each with the event that tells of what; somebody must be said to have acted.

    Where a party tells how often another has broken it and names no act there, the act that it means alleges one too.

    Args:
        claims, events: those of one report, joined by id.
        text: the report's text.
        broken: words that call something a breach, as a reading model reads them: the claim that stands closest around one alleges it.
    """
    known = {event.id: event for event in events}
    told = [
        (c, known[name]) for c in claims for name in c.events if known[name].initiators and c.stance in (Stance.ACCUSES, Stance.ASSERTS)
    ]
    called = [s for e in events for s in e.spans if _calls_breach(s.of(text))]
    named = [pair for pair in told if _is_breach(*pair, text, called)]
    for pair in _around(told, broken):
        if pair not in named:
            named.append(pair)
    yield from named
    for claim, event in named:
        counted = any(_words("counts").search(s.of(text)) for s in event.spans)
        act = _act_meant(claim, event, told, events) if event.kind is Kind.CEASEFIRE_BREACH and counted else None
        if act is not None and act not in named:
            yield act[0], event


def _around(told: Sequence[tuple[Claim, Event]], broken: Sequence[Span]) -> Iterator[tuple[Claim, Event]]:
    """For each word that calls something a breach the claims whose event stands closest around it, but for those of one's own acts."""
    for word in broken:
        lengths = [
            (min((s.end - s.start for s in e.spans if s.start <= word.start < s.end), default=None), c, e)
            for c, e in told
            if not _is_own(c, e) and e.status in BREAKING
        ]
        closest = min((length for length, _, _ in lengths if length is not None), default=None)
        yield from ((c, e) for length, c, e in lengths if length is not None and length == closest)


def _act_meant(claim: Claim, charge: Event, told: Sequence[tuple[Claim, Event]], events: Sequence[Event]) -> tuple[Claim, Event] | None:
    """The act that a bare charge means: the last one before it that the accuser lays on the accused, else the first behind it. None where
    the act told last before the charge is somebody else's claim: then that one may be meant."""
    own = [p for p in told if p[0].stance is Stance.ACCUSES and _is_hostile(p[1]) and _charge(*p) == _charge(claim, charge)]
    accused = {a.party for a in charge.initiators}
    at = charge.spans[0].start
    before = [e for e in events if accused <= {a.party for a in e.initiators} and e.kind in ACTS and e.spans[0].start < at]
    last = max(before, key=lambda e: e.spans[0].start, default=None)
    if not own or (last is not None and last.id not in {e.id for _, e in own}):
        return None
    return max(own, key=lambda p: (p[1].spans[0].start < at, -abs(p[1].spans[0].start - at)))


def _charge(claim: Claim, event: Event) -> tuple[str | None, frozenset[str | None]]:
    return claim.claimant.party, frozenset(a.party for a in event.initiators)


def _is_hostile(event: Event) -> bool:
    return event.kind in ACTS and event.status in REAL and not event.background


def _is_breach(claim: Claim, event: Event, text: str, called: Sequence[Span]) -> bool:
    """Whether a claim calls an act a breach; `called` holds the words of all happenings that are called one, of which a sentence about
    several may have only these."""
    if event.kind is Kind.CEASEFIRE_BREACH:
        return event.status in REAL
    if event.kind is Kind.WITHDRAWAL:
        return event.status is Status.AVERTED
    if event.kind in DUE:
        return event.status is Status.AVERTED and not _is_own(claim, event) and any(_is_owed(s, text) for s in event.spans)
    hostile = event.kind in ACTS and event.status in REAL and (not event.background or claim.stance is Stance.ACCUSES)
    if not hostile or _is_own(claim, event):
        return False
    if any(s in called or _is_way_of_breach(s, text, called) for s in event.spans):
        return True
    if claim.stance is not Stance.ACCUSES:
        return False
    around = [sentence_at(s, text) for s in event.spans]
    return any(_calls_breach(a.of(text)) and not any(a.start <= c.start < a.end for c in called) for a in around)


def _is_way_of_breach(span: Span, text: str, called: Sequence[Span]) -> bool:
    """ "Had breached the accord by abducting two": whether the words right before an act, in its clause, call it a breach, and are not
    told as one of their own."""
    clause = CLAUSES.split(text[sentence_at(span, text).start : span.start])[-1]
    told = any(span.start - len(clause) < c.end <= span.start + 1 for c in called)
    return bool(BY.match(span.of(text))) and _calls_breach(clause) and not told


def _is_own(claim: Claim, event: Event) -> bool:
    """Whether a claim tells of an act of the claimant alone: what it answers may be a breach, the act is none by its own account."""
    return {a.party for a in event.initiators} == {claim.claimant.party}


def _is_owed(span: Span, text: str) -> bool:
    """Whether the words around say that it was due: "as it was obliged to under the protocol", "by the deadline"."""
    return bool(_words("owed").search(sentence_at(span, text).of(text)))


def _calls_breach(words: str) -> bool:
    """Whether words call something a breach; what only ranks among breaches ("one of the worst breaches"), or is answered by what they
    tell, charges nobody."""
    return bool(_words("calls").search(_words("answers").sub("", _words("ranks").sub("", words))))


@cache
def _words(sort: str) -> re.Pattern[str]:
    table = list(read_table(DATA, "breach_words.csv"))
    rows, accords = ([row["pattern"] for row in table if row["sort"] == s] for s in (sort, "accord"))
    return re.compile(r"\b(?:" + "|".join(rows).replace("ACCORD", "(?:" + "|".join(accords) + ")") + r")", re.IGNORECASE)


def sentence_around(span: Span, text: str) -> str:
    """The words of the sentence that a span stands in."""
    return sentence_at(span, text).of(text)


def sentence_at(span: Span, text: str) -> Span:
    """The sentence that a span stands in, from the last full stop or line end before it to the next behind it."""
    before = [m.end() for m in ENDS.finditer(text, 0, span.start)]
    after = ENDS.search(text, span.end)
    return Span(start=before[-1] if before else 0, end=after.start() + 1 if after else len(text))
