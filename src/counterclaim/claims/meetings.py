"""Which meetings a document speaks of, whether or not anybody claims them: "the next round was fixed for 2 December", "Sunday's talks"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from spacy.tokens import Doc, Token

from counterclaim.claims.lexicon import TABLES
from counterclaim.claims.syntax import children, finite_ancestor, is_negated, obliques, own_clause, relation, subject, with_conjuncts
from counterclaim.records.drafts import DraftMeeting
from counterclaim.tables import read_table

NOUN, ROUND, VERB = "noun", "round", "verb"
OF_TALKS = frozenset({"talk", "negotiation", "consultation", "dialogue"})
BODIES = frozenset({"commission", "committee", "group", "delegation", "minister", "commander", "leader", "envoy", "president", "mediator"})


@cache
def _words() -> Mapping[str, str]:
    return {row["word"]: row["sort"] for row in read_table(TABLES, "meetings.csv")}


def find_meetings(doc: Doc) -> list[DraftMeeting]:
    """The meetings in text order: nouns for talks, and verbs of several who meet or of a body that sits."""
    return [_draft(token) for token in doc if _is_meeting(token)]


def _is_meeting(token: Token) -> bool:
    sort = _words().get(token.lemma_.lower())
    if sort is None or any(d.lower_ in ("no", "any") for d in children(token, "det")):
        return False
    if sort == VERB:
        who = subject(token)
        if token.pos_ != "VERB" or who is None or is_negated(token):
            return False
        several = "Plur" in who.morph.get("Number", []) or bool(children(who, "conj")) or who.lemma_.lower() in BODIES
        return several and (token.lemma_.lower() != "sit" or who.lemma_.lower() in BODIES)
    if token.pos_ not in ("NOUN", "PROPN") or relation(token) == "compound":
        return False
    if sort == ROUND:
        return bool({t.lemma_.lower() for t in token.subtree} & OF_TALKS) or any(
            c.lower_ in ("next", "further", "new") for c in token.children
        )
    if token.lemma_.lower() in OF_TALKS:
        return "Plur" in token.morph.get("Number", []) or token.tag_ == "NNS"
    return any({t.lemma_.lower() for t in p.subtree} & BODIES or p.pos_ == "PROPN" for p in obliques(token, "of", "between", "with"))


def _draft(token: Token) -> DraftMeeting:
    if token.pos_ == "VERB":
        who = subject(token)
        named = with_conjuncts(who) if who is not None else []
        return DraftMeeting(token, own_clause(token), [*named, *obliques(token, "with")])
    verb = finite_ancestor(token)
    near = own_clause(verb) if token.dep_ in ("nsubj", "nsubj:pass", "obj", "obl") and verb == token.head else []
    below = [t for t in token.subtree if not t.is_space]
    return DraftMeeting(token, sorted({*near, *below}, key=lambda t: t.i), obliques(token, "between", "with", "of"))
