"""Which meetings a document speaks of, whether or not anybody claims them: "the next round was fixed for 2 December", "Sunday's talks"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from spacy.tokens import Doc, Token

from counterclaim.claims.lexicon import TABLES
from counterclaim.claims.syntax import (
    children,
    finite_ancestor,
    is_negated,
    is_passive,
    objects,
    obliques,
    own_clause,
    prepositions,
    relation,
    subject,
    with_conjuncts,
)
from counterclaim.claims.wordforms import lemma_of
from counterclaim.records.drafts import DraftMeeting
from counterclaim.tables import read_table

NOUN, ROUND, VERB, OFFICE = "noun", "round", "verb", "office"
"""Sorts of words: nouns for talks, "round", verbs of several who meet, verbs that are one only of officials ("the leaders will gather")."""
OF_TALKS = frozenset({"talk", "negotiation", "consultation", "dialogue"})
BODIES = frozenset(
    """commission committee group delegation minister commander leader envoy president mediator negotiator premier chief representative
    diplomat officer general ambassador team official delegate brigadier colonel chairman""".split()
)
PARTIES = frozenset({"side", "party", "foe", "rival", "enemy", "camp", "government"})
"""Nouns for those who talk."""
ROUND_VERBS = frozenset("propose hold host plan schedule begin open end conclude close start fix set finish adjourn".split())
"""Verbs that tell of a round, if it is one of talks."""
GOING = frozenset("travel fly go come head attend join arrive return leave gather invite".split())
"""Verbs whose subject, or object, takes part in what they go to."""
CALLED = frozenset("expect invite summon call ask".split())
"""Verbs whose passive subject is to take part."""
TOGETHER = frozenset({"together", "face", "down"})
"""What makes a meeting of "got together", "came face to face", "sat down"."""
COMING = frozenset({"get", "come", "sit"})
PRESENT = frozenset({"in", "at"})
INNER = frozenset("cabinet parliament parliamentary party council security emergency family town village public staff".split())
"""Words beside a meeting that is not of two sides."""


@cache
def _words() -> Mapping[str, str]:
    return {row["word"]: row["sort"] for row in read_table(TABLES, "meetings.csv")}


def find_meetings(doc: Doc) -> list[DraftMeeting]:
    """The meetings in text order: nouns for talks, and verbs of several who meet or of a body that sits."""
    return [_draft(token) for token in doc if _is_meeting(token) or _is_present(token) or _is_called(token) or _is_together(token)]


def _is_together(token: Token) -> bool:
    """ "The two sides sat down for five hours", "came face to face", "got together"."""
    who = subject(token) if token.pos_ == "VERB" and lemma_of(token) in COMING else None
    if who is None or is_negated(token) or not (TOGETHER & {t.lower_ for t in own_clause(token)}):
        return False
    several = "Plur" in who.morph.get("Number", []) or bool(children(who, "conj"))
    return several and any(_is_official(t) or t.pos_ == "PROPN" or lemma_of(t) in PARTIES for t in (who, *obliques(who, "of", "on")))


def _is_called(token: Token) -> bool:
    """ "Delegates of both have been asked to Geneva", "the ministers were summoned to Addis Ababa": who is called where."""
    who = subject(token) if token.pos_ == "VERB" and lemma_of(token) in CALLED and is_passive(token) else None
    there = [t for t in obliques(token, "to", "in", "at") if t.pos_ == "PROPN"]
    return who is not None and _is_official(who) and bool(there) and not is_negated(token) and not children(token, "xcomp")


def _is_present(token: Token) -> bool:
    """ "Our delegation will be in Cairo on Thursday": where the delegates of a side are to be."""
    place = token.head
    there = place.pos_ == "PROPN" and bool(children(place, "cop")) and bool(prepositions(place) & PRESENT) and not is_negated(place)
    return lemma_of(token) in ("delegation", "negotiator") and relation(token) == "nsubj" and there


def _is_meeting(token: Token) -> bool:
    sort = _words().get(lemma_of(token))
    if sort is None or any(d.lower_ in ("no", "any") for d in children(token, "det")):
        return False
    if token.pos_ == "VERB" and sort == NOUN:
        sort = OFFICE
    if sort in (VERB, OFFICE):
        who = subject(token)
        if token.pos_ != "VERB" or who is None or is_negated(token):
            return False
        official = _is_official(who)
        several = "Plur" in who.morph.get("Number", []) or bool(children(who, "conj"))
        if any(_is_official(o) or o.pos_ == "PROPN" for o in obliques(token, "with")) and (official or who.pos_ in ("PROPN", "PRON")):
            return True
        return several and official if sort == OFFICE else (several or official) and (lemma_of(token) != "sit" or official)
    if token.pos_ not in ("NOUN", "PROPN") or relation(token) == "compound":
        return False
    if sort == ROUND:
        return (
            bool({lemma_of(t) for t in token.subtree} & OF_TALKS)
            or any(c.lower_ in ("next", "further", "new") for c in token.children)
            or (_verb_of(token) is not None and not obliques(token, "of"))
        )
    if lemma_of(token) in OF_TALKS:
        return "Plur" in token.morph.get("Number", []) or token.tag_ == "NNS"
    if any({lemma_of(t) for t in p.subtree} & BODIES or p.pos_ == "PROPN" for p in obliques(token, "of", "between", "with")):
        return True
    if _is_attended(token):
        return True
    inner = {lemma_of(t) for c in children(token, "compound", "amod", "nmod:poss") for t in c.subtree} & INNER
    dated = any(t.ent_type_ in ("time", "DATE") for t in children(token, "nmod:poss"))
    return dated and not inner and any(p.pos_ == "PROPN" for p in obliques(token, "in", "at"))  # "Tuesday's meeting in Astana"


def _is_attended(noun: Token) -> bool:
    """ "The two presidents will travel to Luanda for a summit"."""
    verb = noun.head
    goes = lemma_of(verb) in GOING or lemma_of(verb) in CALLED and is_passive(verb)
    who = subject(verb) if goes and verb.pos_ == "VERB" else None
    return who is not None and noun.dep_ in ("obl", "obj") and _is_official(who) and not is_negated(verb)


def _is_official(who: Token) -> bool:
    return bool({lemma_of(t) for t in (who, *children(who, "nmod:desc", "compound", "appos", "conj"))} & BODIES)


def _verb_of(round_: Token) -> Token | None:
    """The verb that tells of a round: "proposed a round in Muscat", "the round that ended on Saturday"."""
    beside = [*children(round_, "acl:relcl", "acl"), *([round_.head] if round_.dep_ in ("obj", "nsubj", "nsubj:pass") else [])]
    return next((v for v in beside if lemma_of(v) in ROUND_VERBS and v.pos_ == "VERB"), None)


def _draft(token: Token) -> DraftMeeting:
    if _is_present(token):
        return DraftMeeting(token, own_clause(token.head), [token])
    if token.pos_ == "VERB":
        return DraftMeeting(token, own_clause(token), [*_delegates(token), *obliques(token, "with"), *objects(token)])
    verb = finite_ancestor(token)
    near = own_clause(verb) if token.dep_ in ("nsubj", "nsubj:pass", "obj", "obl") and verb == token.head else []
    below = [t for t in token.subtree if not t.is_space]
    going = _delegates(verb) if lemma_of(verb) in GOING and not is_passive(verb) or _is_attended(token) else []
    named = obliques(token, "between", "with", "of")
    scope = {*near, *below, *(own_clause(verb) if going else [])}
    return DraftMeeting(token, sorted(scope, key=lambda t: t.i), named if len(named) > 1 else [*going, *named])


def _delegates(verb: Token) -> list[Token]:
    """Who meets or goes to meet: of "the presidents of X and Y" X and Y."""
    who = subject(verb)
    named = with_conjuncts(who) if who is not None else []
    lands = [t for body in named if lemma_of(body) in BODIES for t in obliques(body, "of")]
    return lands if len(lands) > 1 else named
