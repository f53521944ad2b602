"""A phrase that is read for whom it means, and what is known of the report around it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from counterclaim.grounding.actors.codes import actor
from counterclaim.grounding.actors.discourse import Discourse
from counterclaim.grounding.actors.names import NameEntry, NameIndex, NameMatch
from counterclaim.grounding.actors.phrases import name_tokens, owners, phrase_tokens
from counterclaim.grounding.actors.sides import Sides
from counterclaim.grounding.actors.surroundings import Surroundings
from counterclaim.records.models import Actor, Span
from counterclaim.records.words import Sector

LONGEST_PHRASE = 25
"""Tokens. Of a longer phrase only the head is taken: the parser has joined what does not belong together."""


@dataclass(frozen=True)
class Phrase:
    """One phrase to be read.

    Attributes:
        head: its head token.
        speaker: the claimant in whose words it stands; None in the report's own.
        vouches: whether it is itself a claimant.
    """

    head: Token
    speaker: Actor | None = None
    vouches: bool = False

    def part(self, head: Token) -> Phrase:
        """A phrase inside it, or itself, in the same words, where it does not matter that it vouches."""
        return Phrase(head, self.speaker)

    @property
    def lemma(self) -> str:
        """The head as a dictionary has it, in lower case."""
        return self.head.lemma_.lower()

    @property
    def speaking(self) -> str | None:
        """The party in whose words it stands."""
        return self.speaker.party if self.speaker is not None else None

    @cached_property
    def _words(self) -> TokenSpan:
        tokens = phrase_tokens(self.head)
        first, last = tokens[0].i, tokens[-1].i
        if last - first >= LONGEST_PHRASE:
            first = last = self.head.i
        return self.head.doc[first : last + 1]

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(start=self._words.start_char, end=self._words.end_char)

    @property
    def text(self) -> str:
        """Its words."""
        return self._words.text

    def takes(self, known: Actor | None) -> Actor | None:
        """Somebody known already, met again here."""
        return known.model_copy(update={"span": self.span}) if known is not None else None

    def names(self, party: str | None, sector: Sector | str | None = None, **known: object) -> Actor:
        """An actor whose name is the words of the phrase."""
        return actor(party, sector, span=self.span, name=self.text, **known)


@dataclass(frozen=True)
class Context:
    """What is known of a report when one of its phrases is read.

    Attributes:
        doc: its parsed text.
        day: when it was published.
        names: all names that are known.
        matches: those in the report.
        quoted: tokens in quotation marks.
        sides: whom it is about.
        surroundings: who issued it and where it is set.
        discourse: what it has said so far; this alone grows while phrases are read.
    """

    doc: Doc
    day: dt.date | None
    names: NameIndex
    matches: Sequence[NameMatch]
    quoted: Set[int]
    sides: Sides
    surroundings: Surroundings
    discourse: Discourse

    @cached_property
    def by_token(self) -> dict[int, NameMatch]:
        """The name that each token is part of."""
        return {i: match for match in self.matches for i in range(match.start, match.end)}

    def entry_at(self, token: Token) -> NameEntry | None:
        """The entry that is meant by the name that a token is part of."""
        match = self.by_token.get(token.i)
        return self.sides.entry_of(match) if match is not None else None

    def match_in(self, head: Token) -> NameMatch | None:
        """The longest name in a head and what belongs to its own name."""
        matches = (self.by_token.get(t.i) for t in (head, *name_tokens(head)))
        return max((m for m in matches if m is not None), key=lambda m: m.end - m.start, default=None)

    def named_owners(self, head: Token) -> list[Token]:
        """What may say whose an organ is, and has a name in it."""
        return [o for o in owners(head) if self.match_in(o) is not None]

    def land_of(self, place: Token) -> Actor | None:
        """The country that a place named in a phrase lies in."""
        return next(iter(self.surroundings.owner_of(place)), None)
