"""What is said to endanger talks: "these clashes have threatened to derail the talks".

A sentence that has a word of danger and one for talks speaks of the talks that are told in it, or, if none are, of all that lie
ahead in the report. What endangers them are the hostile acts that claims tell in it, or, where it only takes them up ("these
clashes"), those told shortly before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from counterclaim.accords.alleging import ENDS
from counterclaim.accords.comparators import DATA
from counterclaim.records.models import Claim, Event, Span, Talks
from counterclaim.records.words import Family, Status, TalksStatus, family_of
from counterclaim.tables import read_table

TALKS = re.compile(r"\b(?:talks|meetings?|negotiations?|summit|round|dialogue|peace process|session)\b", re.IGNORECASE)
BEFORE = 600
"""Characters before the sentence in which the acts stand that it takes up."""
AHEAD = frozenset({TalksStatus.PROPOSED, TalksStatus.SCHEDULED, TalksStatus.CANCELLED})
REAL = frozenset({Status.OCCURRED, Status.ONGOING, Status.AVERTED})


def with_dangers(talks: Sequence[Talks], claims: Sequence[Claim], events: Sequence[Event], text: str) -> list[Talks]:
    """The talks of one report with the claims that tell of what is said to endanger them.

    Args:
        talks: those of the report.
        claims, events: those of the report, joined by id.
        text: the report's text.
    """
    found: dict[str, dict[str, None]] = {t.id: {} for t in talks}
    hostile = _hostile(claims, events)
    for sentence in _sentences_of_danger(text):
        inside = [t for t in talks if any(_overlap(s, sentence) for s in t.spans)]
        for meeting in inside or [t for t in talks if t.status in AHEAD]:
            found[meeting.id] |= dict.fromkeys(_acts(sentence, hostile))
    return [t.model_copy(update={"endangered_by": tuple(found[t.id])}) for t in talks]


def _hostile(claims: Iterable[Claim], events: Sequence[Event]) -> list[tuple[Span, str]]:
    known: Mapping[str, Event] = {event.id: event for event in events}
    return [
        (span, claim.id)
        for claim in claims
        for event in (known[name] for name in claim.events)
        if family_of(event.kind) in (Family.VIOLENCE, Family.COERCION) and event.status in REAL and not event.background
        for span in event.spans
    ]


def _acts(sentence: Span, hostile: Sequence[tuple[Span, str]]) -> list[str]:
    """The claims of the acts in a sentence, else those before it, the nearest last."""
    inside = [name for span, name in hostile if _overlap(span, sentence)]
    before = [(span.start, name) for span, name in hostile if 0 < sentence.start - span.start <= BEFORE]
    return inside or [name for _, name in sorted(before)]


def _sentences_of_danger(text: str) -> Iterable[Span]:
    start = 0
    for end in [*(m.end() for m in ENDS.finditer(text)), len(text)]:
        words = text[start:end]
        if words.strip() and _words().search(words) and TALKS.search(words):
            yield Span(start=start, end=end)
        start = end


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(row["pattern"] for row in read_table(DATA, "danger_words.csv")) + r")\b", re.IGNORECASE)
