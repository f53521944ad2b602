"""Rejections told in passing: "…, a claim the rebels dismissed", "accused it of sending troops, which the ministry denies".

What is rejected is what was said before, so the denial is a claim of its own, and its clause no part of what the others said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Token

from counterclaim.claims.frames import Frame
from counterclaim.claims.lexicon import Lexicon
from counterclaim.claims.syntax import children, relation
from counterclaim.claims.triggers import happening_of
from counterclaim.claims.wordforms import lemma_of
from counterclaim.records.words import Family, Stance, family_of

RELATIVE = "which"
CONDEMNING = frozenset({"reject", "repudiate"})
"""Verbs that deny a claim and condemn a deed: "rejected the charge", "rejected the murder of the candidate"."""


def condemning(frame: Frame, lexicon: Lexicon) -> Frame:
    """The frame as one that tells of a deed, where its words reject the deed itself; any other as it is."""
    verb = frame.cue[0]
    if frame.stance is not Stance.DENIES or lemma_of(verb) not in CONDEMNING:
        return frame
    deeds = [act for noun in children(verb, "obj") if (act := happening_of(noun, lexicon)) is not None and any(noun.children)]
    return replace(frame, stance=Stance.ASSERTS) if any(family_of(act.kind) is Family.VIOLENCE for act in deeds) else frame


def told_in_passing(frames: Iterable[Frame], lexicon: Lexicon) -> list[Frame]:
    """The frames, with rejections in relative clauses as answers, and without their words in what the frames around them say."""
    given = list(frames)
    asides: list[tuple[Token, frozenset[int]]] = []
    found = []
    for frame in given:
        if (aside := _rejected(frame, given, lexicon)) is None:
            found.append(frame)
            continue
        assert frame.source is not None
        asides.append((frame.source, frozenset(t.i for t in aside.subtree)))
        about = frozenset({aside.i}) if aside != frame.cue[0] else frozenset(t.i for t in aside.children if t.lower_ == RELATIVE)
        found.append(replace(frame, content=about, echo=True))
    return [_without(frame, asides) for frame in found]


def _without(frame: Frame, asides: Iterable[tuple[Token, frozenset[int]]]) -> Frame:
    inside = [words for source, words in asides if source != frame.source and words & frame.content]
    return replace(frame, content=frame.content.difference(*inside)) if inside else frame


def _rejected(frame: Frame, frames: Sequence[Frame], lexicon: Lexicon) -> Token | None:
    """Head of the phrase in which a denial takes up what was said: a noun for a claim, or the verb of a clause that "which" leads."""
    verb = frame.cue[0]
    if frame.stance is not Stance.DENIES or frame.attitude or frame.negated or frame.source is None or relation(verb) != "acl":
        return None
    if lemma_of(verb.head) in lexicon.words["charge"] | lexicon.cue_nouns.keys():
        return verb.head if frame.content <= {t.i for t in verb.head.subtree} and _is_taken_up(verb.head) else None
    charged = any(verb.i in f.content and f.source != frame.source and f.stance is Stance.ACCUSES for f in frames)
    return verb if charged and any(t.lower_ == RELATIVE and t.dep_ == "obj" for t in verb.children) else None


def _is_taken_up(noun: Token) -> bool:
    """Whether a noun for a claim follows what was claimed after a comma: "…, a claim that the army denied"."""
    start = min(t.i for t in noun.subtree)
    before = [noun.doc[i] for i in (start - 1, start) if i >= noun.sent.start]
    return start > noun.sent.start and any(t.text in (",", "–", "—") for t in before)
