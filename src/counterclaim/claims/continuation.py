"""Free indirect speech: sentences that go on in a source's words without saying so again.

"Two of its fighters were killed. It added that …": news prose names a source once and then tells in its words to the end of
the paragraph. So what a paragraph tells after an attributed sentence belongs to that sentence's source, and so does what an
attributed sentence tells outside the words that the parser put under its cue, where it only asserts. On our corpus this holds
for some nineteen of twenty claims that follow an attributed sentence, and for four of five that share one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from counterclaim.claims.frames import Frame
from counterclaim.claims.paragraphs import paragraphs
from counterclaim.claims.syntax import children, own_subject
from counterclaim.records.words import Stance

SPEECH = frozenset({Stance.ASSERTS, Stance.ACCUSES, Stance.WARNS})
"""Stances of telling. After a promise or a demand it is the reporter who goes on."""


def carried_frames(doc: Doc, frames: Sequence[Frame]) -> Iterator[Frame]:
    """Frames over words that a source goes on to say.

    Args:
        doc: the parsed document.
        frames: its frames with a cue of their own.
    """
    for paragraph in paragraphs(doc):
        speaking: Frame | None = None
        for sentence in paragraph:
            own = [
                f
                for f in frames
                if f.source is not None and not f.attitude and f.cue[0].pos_ != "NOUN" and sentence.start <= f.cue[0].i < sentence.end
            ]
            if own:
                sources = {f.source.i for f in own if f.source is not None}
                last = max(own, key=lambda f: f.cue[0].i)
                speaking = last if last.stance in SPEECH and not last.negated else None
                rest = _uncovered(sentence, own)
                if len(sources) == 1 and rest and _leads(own[0].cue[0]) and all(f.stance is Stance.ASSERTS for f in own):
                    yield _going_on(own[0], rest)
            elif any(f.negated and f.source is not None and sentence.start <= f.cue[0].i < sentence.end for f in frames):
                speaking = None  # "the army did not comment": that is the reporter's
            elif speaking is not None:
                yield _going_on(speaking, frozenset(t.i for t in sentence if not t.is_space))


def _going_on(frame: Frame, content: frozenset[int]) -> Frame:
    return replace(frame, content=content, stance=Stance.ASSERTS, accused=None, mutual=False, echo=False, negated=False, carried=True)


def _leads(cue: Token) -> bool:
    """Whether a cue governs its sentence or is put in beside it, and is not the verb of a further clause ("…, and officials said")."""
    return cue.dep_ != "conj" or cue.head.pos_ != "VERB" or own_subject(cue) is None


def _uncovered(sentence: Span, frames: Sequence[Frame]) -> frozenset[int]:
    covered = {i for f in frames for i in f.content} | {t.i for f in frames for t in f.cue}
    covered |= {t.i for f in frames if f.source is not None for t in f.source.subtree}
    covered |= {t.i for aside in reporters_asides(sentence) for t in aside.subtree}
    return frozenset(t.i for t in sentence if not t.is_space and not t.is_punct and t.i not in covered)


def reporters_asides(tokens: Iterable[Token]) -> list[Token]:
    """Heads of clauses after their governor that are the reporter's own: "…, as new clashes erupted", "while …"."""
    return [
        t
        for t in tokens
        if t.dep_ == "advcl"
        and t.i > t.head.i
        and any(m.lower_ in ("as", "while") for m in children(t, "mark"))
        and own_subject(t) is not None
    ]
