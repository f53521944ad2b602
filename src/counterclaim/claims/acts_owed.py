"""The acts that a binding word makes owed, who must do them, and the duty that each is."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from counterclaim.claims.duty_words import BAR, DO, duty_of, is_act
from counterclaim.claims.owing import antecedent, by_whom, is_barred, is_due, is_to_infinitive
from counterclaim.claims.syntax import agent, children, clause_tokens, is_passive, objects, obliques, own_subject, subject, with_conjuncts
from counterclaim.claims.wordforms import lemma_of
from counterclaim.records.drafts import DraftDuty
from counterclaim.records.words import Duty

OF_FORCES = frozenset({Duty.WITHDRAW, Duty.DEMOBILIZE, Duty.DISARM, Duty.OTHER})
"""Duties of those to whom it is done: "the brigades are to be disbanded"."""
COMPLEMENTS = ("xcomp", "ccomp", "advcl", "acl", "csubj")
"""How infinitives and clauses hang on a verb that binds; parses of running text take one for the other."""
ACTING = frozenset({"VERB", "ADJ", "NOUN"})


def duty(obligor: Token | None, act: Token) -> DraftDuty:
    """The duty to do an act, or not to do it where its clause bars it; a pronoun is read as what it stands for in its sentence."""
    told = _taken_up(act)
    if told != act:
        act, obligor = told, subject(told) if obligor is None or obligor.pos_ == "PRON" else obligor
    nobody = obligor is not None and any(c.lower_ in ("neither", "no") for c in children(obligor, "det", "cc:preconj"))
    barred = is_barred(act) or nobody or any(d.lower_ in ("no", "neither") for o in objects(act) for d in children(o, "det"))
    return DraftDuty(obligor=antecedent(obligor), act=act, duty=duty_of(act, BAR if barred else DO), scope=clause_tokens(act))


def _taken_up(act: Token) -> Token:
    """ "Lifts the siege, as it is obliged to do": the act that a bare "do" takes up; else the act itself."""
    if lemma_of(act) != "do" or objects(act):
        return act
    above = act.head if act.dep_ in COMPLEMENTS and act.head != act else act
    mark = next((c for c in children(above, "mark", "advmod") if c.lower_ == "as"), None)
    before = [t for t in act.doc[act.sent.start : mark.i] if t.pos_ == "VERB"] if mark is not None else []
    return before[-1] if before else act


def of_act(noun: Token) -> DraftDuty:
    """The duty to do what a noun names: "the withdrawal of Ruritanian troops" is theirs, "the release of them by X" X's."""
    by = [t for t in obliques(noun, "by") if t.ent_type_ not in ("time", "DATE", "TIME")]
    theirs = by[0] if by else by_whom(noun) if duty_of(noun, DO) in OF_FORCES else None
    return duty(theirs if theirs is not None and not is_act(theirs) else None, noun)


def spread(acts: Sequence[Token]) -> list[Token]:
    """Acts and those coordinated with them, also where the parser hung one of a row on the one before ("to disarm, to free …"),
    or on what that is about ("to hold its positions and the rebels to …")."""
    found: list[Token] = []
    for first in acts:
        for act in with_acts(first):
            row = [c for c in children(act, "advcl") if is_to_infinitive(c) and any(t.lower_ in ("and", ",") for t in act.doc[act.i : c.i])]
            row += [c for o in objects(act)[1:] for c in children(o, "acl") if is_to_infinitive(c) and is_act(c)]
            found.extend(a for a in (act, *(b for c in row for b in with_acts(c))) if a not in found)
    return found


def with_acts(act: Token) -> list[Token]:
    """An act and those beside it that are owed as well: infinitives, clauses that tell what must be ("while the other would leave"), nouns
    beside a noun."""
    rest = [t for t in with_conjuncts(act)[1:] if t.pos_ in ACTING]
    beside = [c for c in children(act, "advcl") if c.i > act.i and any(m.lower_ in ("while", "whereas") for m in children(c, "mark"))]
    also = [t for t in beside if is_due(t) or (t.tag_ in ("VBZ", "VBP") and is_act(t))]
    return [act, *(t for t in rest if t.tag_ == "VB" or is_due(t) or (t.pos_ == act.pos_ == "NOUN")), *also]


def doer_of(act: Token, bound: Token | None) -> Token | None:
    """Who must do an act: its own subject, all parties where it is passive ("that the road would be opened"), else who is bound."""
    own = own_subject(act) if act.dep_ in ("ccomp", "conj", "acl") else None
    if own is None or own == bound:
        return bound
    return next(iter(agent(act)), None) if is_passive(act) else own


def is_named(doer: Token | None) -> bool:
    """Whether a phrase says whose doing something would be: by a name, an adjective of one, an owner, or "both"."""
    beside = children(doer, "nmod:poss", "amod", "compound", "det", "nmod") if doer is not None else []
    marks = any(c.text[:1].isupper() or c.dep_ == "nmod:poss" or c.lower_ in ("both", "each", "neither", "either", "all") for c in beside)
    return doer is not None and (doer.pos_ != "NOUN" or marks)


def own_doer(act: Token, bound: Token | None) -> Token | None:
    """Who must do an act of a row: the noun right before it after "and" ("and the government to grant …"), else who is bound."""
    mark = next((c for c in children(act, "mark") if c.lower_ == "to"), None)
    before = act.doc[mark.i - 1] if mark is not None and mark.i > act.sent.start else None
    if before is not None and (before.pos_ in ("NOUN", "PROPN") or before.is_upper) and before != bound:
        start = min([before.i, *(c.i for c in before.lefts if c.dep_ not in ("cc", "punct"))])
        if start > act.sent.start and act.doc[start - 1].lower_ == "and":
            return before
    return bound
