"""Denials that do not say "deny": "said it was not involved", "it had nothing to do with the attack", "they bear no responsibility"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from counterclaim.claims.frames import Frame
from counterclaim.claims.lexicon import Lexicon
from counterclaim.claims.syntax import children, finite_ancestor, is_negated, own_subject
from counterclaim.claims.wordforms import lemma_of
from counterclaim.records.words import Stance

DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def disowning(frame: Frame, lexicon: Lexicon) -> Frame:
    """The frame as a denial, where its source says that he had no part in something; any other as it is."""
    if frame.stance is not Stance.ASSERTS or frame.attitude or frame.negated or frame.source is None:
        return frame
    doc = frame.source.doc
    disowned = any(_is_disowned(doc[i], lexicon) for i in frame.content)
    return replace(frame, stance=Stance.DENIES, echo=True) if disowned else frame


def _is_disowned(token: Token, lexicon: Lexicon) -> bool:
    """ "Not involved", "no role", "nothing to do with", of a speaker who says "it" or "we" of himself, or calls himself "the group"."""
    if lemma_of(token) not in lexicon.words["uninvolved"]:
        return False
    told = own_subject(token) or own_subject(finite_ancestor(token))
    if told is None or told.pos_ != "PRON" and not _is_described(told):
        return False
    if token.pos_ in ("NOUN", "PRON"):
        return token.lower_ == "nothing" and any(c.lower_ == "do" for c in children(token, "acl")) or _has_no(token)
    return is_negated(token)


def _is_described(noun: Token) -> bool:
    """ "The group", "its forces", "our men": no name of somebody else."""
    taken_up = any(c.lower_ in DEFINITE for c in children(noun, "det")) or any(c.pos_ == "PRON" for c in children(noun, "nmod:poss"))
    return noun.pos_ == "NOUN" and taken_up and not any(c.pos_ == "PROPN" for c in noun.subtree)


def _has_no(noun: Token) -> bool:
    determiners = {c.lower_ for c in children(noun, "det")}
    return "no" in determiners or "any" in determiners and is_negated(noun.head)
