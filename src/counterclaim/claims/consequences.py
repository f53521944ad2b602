"""Harm and its act told in two clauses: "two were killed when troops opened fire", "shelled the village, killing two"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from counterclaim.claims.harm import harm_word
from counterclaim.claims.lexicon import Happening, Lexicon
from counterclaim.claims.mentions import tells
from counterclaim.claims.quantities import count_of
from counterclaim.claims.roles import MUTUAL, Roles, roles_of
from counterclaim.claims.syntax import (
    agent,
    children,
    is_gerund,
    is_passive,
    is_verbal,
    objects,
    obliques,
    own_clause,
    own_subject,
    prepositions,
    relation,
    subject,
    with_conjuncts,
)
from counterclaim.claims.triggers import happening_of
from counterclaim.claims.weapons import find_weapons
from counterclaim.claims.wordforms import lemma_of
from counterclaim.records.words import Effect, Family, Kind, family_of

UNSPECIFIC = frozenset({Kind.CASUALTY, Kind.CEASEFIRE_BREACH})
"""Kinds that name no act."""
HARMFUL = frozenset({"harm", "die"})
WHEN = frozenset({"when", "after", "as", "while"})
BRINGING = frozenset({"leave", "cause", "result", "claim", "take", "cost"})
"""Verbs that bring harm with them as their object or complement ("leaving one dead")."""
AFTERMATH = ("in", "by", "during", "from", "after", "when", "amid", "of", "under")
"""Prepositions between harm and the act that did it."""
BLOODLESS = frozenset({"peace", "move", "mediate", "harm", "die"})


def act_of(harmed: Token, lexicon: Lexicon) -> Token | None:
    """The act that tells the harm of a predicate in a clause of time below it ("were killed when troops opened fire"), if any.

    Of predicates in a row ("two were killed and five injured when …") the parser hangs the clause on any.
    """
    row = with_conjuncts(_first_of_row(harmed, lexicon))
    return next((act for h in row for c in children(h, "advcl") if _tells_when(c) for act in _acts_in(c, lexicon)), None)


def _first_of_row(harmed: Token, lexicon: Lexicon) -> Token:
    at = harmed
    while at.dep_ == "conj" and at.head != at and harm_word(at.head, lexicon) is not None:
        at = at.head
    return at


def breaking_act(breach: Token, lexicon: Lexicon) -> Token | None:
    """The act by which a truce was broken ("violated the ceasefire by shelling"), if it is told; the breach is then not told beside it."""
    return next((act for c in children(breach, "advcl") if "by" in prepositions(c) for act in _acts_in(c, lexicon)), None)


def _acts_in(clause: Token, lexicon: Lexicon) -> Iterator[Token]:
    for token in own_clause(clause):
        happening = happening_of(token, lexicon)
        if happening is not None and _is_violent(happening) and tells(token, happening, lexicon):
            yield token


def harmed_above(predicate: Token, lexicon: Lexicon) -> Token | None:
    """The harm predicate whose clause of time an act is told in."""
    if predicate.dep_ == "advcl" and _tells_when(predicate):
        first = _first_of_row(predicate.head, lexicon)
        above = happening_of(first, lexicon)
        return first if above is not None and above.frame in HARMFUL else None
    return None


def _tells_when(clause: Token) -> bool:
    return any(m.lower_ in WHEN for m in children(clause, "mark", "advmod"))


def _is_violent(happening: Happening) -> bool:
    return family_of(happening.kind) is Family.VIOLENCE and happening.kind not in UNSPECIFIC and happening.frame not in HARMFUL


def harm_clauses(trigger: Token, predicate: Token, lexicon: Lexicon) -> Iterator[Token]:
    """Heads of clauses that tell the harm of an act: after it, beside it, or relative to its noun ("an attack that killed two")."""
    for clause in children(predicate, "advcl", "conj", "parataxis", "acl"):
        if _adds_harm(clause, lexicon):
            yield clause
    if not is_verbal(trigger):
        for clause in children(trigger, "acl", "acl:relcl"):
            if harm_word(clause, lexicon) is not None or lemma_of(clause) in BRINGING:
                yield clause


def _adds_harm(clause: Token, lexicon: Lexicon) -> bool:
    """ "…, killing two", "…, leaving one dead", "and wounded three", "and one villager was killed", "and there were no casualties"."""
    if relation(clause) != "conj":
        harms = harm_word(clause, lexicon) is not None or lemma_of(clause) in BRINGING or _counts_up(clause, lexicon)
        return clause.tag_ == "VBG" and harms
    if lemma_of(clause) in BRINGING | {"be"} and any(_counts(t, lexicon) for t in (*objects(clause), *children(clause, "nsubj"))):
        return True
    word = harm_word(clause, lexicon)
    own = own_subject(clause)
    if word is None or agent(clause) or word.effect is Effect.DISPLACED and own is not None:
        return False
    if own is None:
        return subject(clause) is not None
    return own.pos_ == "NUM" or lemma_of(own) in lexicon.victims or count_of(own, lexicon) is not None


def _counts_up(clause: Token, lexicon: Lexicon) -> bool:
    """ "…, bringing the toll to 33", "…, raising to four the number of dead"."""
    return any(harm_word(t, lexicon) is not None for o in objects(clause) for t in (o, *obliques(o, "of"), *children(o, "nmod", "acl")))


def _counts(noun: Token, lexicon: Lexicon) -> bool:
    """ "No casualties", "five bodies"."""
    word = harm_word(noun, lexicon)
    return word is not None and word.frame == "count" and count_of(noun, lexicon) is not None


def act_behind_harm(verb: Token, happening: Happening, roles: Roles, lexicon: Lexicon, taken: set[int]) -> tuple[Kind, Roles]:
    """Kind of a killing: that of the act named with it ("killed in shelling"); an attack if someone did it; else a casualty."""
    if happening.kind is Kind.DISPLACEMENT:
        return Kind.DISPLACEMENT, roles
    told_with = [noun for phrase in (verb, *roles.targets) for noun in obliques(phrase, *AFTERMATH)]
    told_with = [n for t in told_with for n in (obliques(t, "of") if lemma_of(t) in lexicon.words["carrier"] else []) or [t]]
    for noun in told_with + agent(verb) + _inanimate_subject(verb, happening):
        act = happening_of(noun, lexicon) if noun.pos_ == "NOUN" or is_gerund(noun) else None
        if act is None or act.frame in BLOODLESS or act.kind is Kind.TALKS:
            continue
        taken.add(noun.i)
        inner = roles_of(noun, act, lexicon)
        doers = [t for t in roles.initiators if t != noun]
        if act.frame in MUTUAL:
            return (Kind.ATTACK, roles) if doers else (act.kind, inner)
        inner.add("targets", [t for t in roles.targets if t != noun])
        inner.add("initiators", doers)
        return act.kind, inner
    armed = any(find_weapons([t, *t.subtree], lexicon) for t in obliques(verb, "by", "with", "from"))
    return (Kind.ATTACK if roles.initiators or armed else Kind.CASUALTY), roles


def _inanimate_subject(verb: Token, happening: Happening) -> list[Token]:
    """ "The shelling killed two": the act as subject."""
    found = subject(verb) if happening.frame == "harm" and not is_passive(verb) else None
    return [found] if found is not None else []
