"""What the written rules of this stage make of a document: one of the things that the reading model weighs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from counterclaim.claims.duties import find_duties
from counterclaim.claims.frames import Frame
from counterclaim.claims.happenings import find_happenings
from counterclaim.claims.lexicon import Lexicon
from counterclaim.claims.quotation import quoted_tokens
from counterclaim.claims.syntax import with_conjuncts
from counterclaim.records.drafts import DraftDuty, DraftEvent

PAIR_MARKS = ("src0", "src1", "srcconj", "accused", "cue0", "cue1", "init", "targ", "med", "scope", "harm")
"""What a rule may say of two words, the first of which tells a happening: the second is the source of the frame around it (or of
one further out, or coordinated with it), who is accused, a cue, in one of its roles, of its clause, of the harm it did."""


@dataclass(frozen=True)
class Evidence:
    """Attribution frames, outer ones first, draft events by the index of their trigger, the tokens in quotation marks, duties, and tokens
    of what somebody does not speak of."""

    frames: list[Frame]
    events: dict[int, DraftEvent]
    quoted: frozenset[int]
    duties: list[DraftDuty]
    unsaid: frozenset[int] = frozenset()

    @classmethod
    def of(cls, doc: Doc, frames: list[Frame], lexicon: Lexicon, unsaid: frozenset[int] = frozenset()) -> Evidence:
        """The evidence of a document whose frames are known, and what is not spoken of in it."""
        events = {event.trigger.i: event for event in find_happenings(doc, lexicon)}
        return cls(frames, events, quoted_tokens(doc), find_duties(doc), unsaid)

    @property
    def happenings(self) -> list[DraftEvent]:
        """The draft events in the order of the text, of their own: who drafts claims of them may change them."""
        return [replace(event) for event in self.events.values()]

    def around(self, index: int) -> list[Frame]:
        """The frames that cover a word, outer ones first."""
        return [frame for frame in self.frames if index in frame.content]

    def marks(self, trigger: int) -> Iterator[tuple[str, int]]:
        """What the rules say of a trigger and other words: a mark of `PAIR_MARKS` and the index of the other word."""
        for k, frame in enumerate(reversed(self.around(trigger))):
            inner = "0" if k == 0 else "1"
            if frame.source is not None:
                yield f"src{inner}", frame.source.i
                yield from (("srcconj", other.i) for other in with_conjuncts(frame.source)[1:])
            if frame.accused is not None:
                yield "accused", frame.accused.i
            yield f"cue{inner}", frame.cue[0].i
        event = self.events.get(trigger)
        if event is not None:
            yield from _marks_of(event)


def _marks_of(event: DraftEvent) -> Iterator[tuple[str, int]]:
    roles: tuple[tuple[str, list[Token]], ...] = (
        ("init", event.initiators),
        ("targ", event.targets),
        ("med", event.mediators),
        ("scope", event.scope),
    )
    for mark, tokens in roles:
        yield from ((mark, token.i) for token in tokens)
    for harm in event.harm:
        yield from (("harm", i) for i in range(harm.tokens.start, harm.tokens.end))
