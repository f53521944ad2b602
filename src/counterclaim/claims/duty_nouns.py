"""Duties that nouns tell: "its obligation to", "the deadline for the pullout", "a deal to release the captives", "a halt to attacks"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from counterclaim.claims.accords import accord_words, is_certain
from counterclaim.claims.acts_owed import doer_of, duty, is_named, of_act, spread, with_acts
from counterclaim.claims.duty_words import BAR, binding_of, duty_of, is_act
from counterclaim.claims.owing import accord_near, by_whom, is_due, is_to_infinitive, is_void
from counterclaim.claims.syntax import children, clause_tokens, finite_ancestor, is_passive, objects, obliques, relation, subject
from counterclaim.claims.wordforms import lemma_of
from counterclaim.records.drafts import DraftDuty

DEADLINES = frozenset({"deadline", "ultimatum", "timetable", "date"})
STOPPING = frozenset({"halt", "moratorium", "pause", "ban", "freeze"})


def told_by_noun(noun: Token) -> Iterator[DraftDuty]:
    """What a noun tells that somebody must do."""
    lemma = lemma_of(noun)
    if "noun" in binding_of(noun) and not is_void(noun):
        yield from _nominal(noun)
    if lemma in DEADLINES:
        yield from _timed(noun)
    if lemma in accord_words() and is_certain(noun) and not is_void(noun):
        yield from _of_accord(noun)


def _nominal(noun: Token) -> Iterator[DraftDuty]:
    """ "its obligation to V", "a pledge the force gave", "X's promise of safe passage", "a guarantee that X would V"."""
    owner = by_whom(noun)
    if owner is not None and (is_act(owner) or owner.pos_ == "VERB"):
        owner = None
    if owner is None or owner.pos_ == "PRON":
        verb = finite_ancestor(noun)
        owner = (subject(verb) if verb.pos_ == "VERB" and not is_passive(verb) else None) or owner
    for first in children(noun, "acl", "ccomp"):
        if first.pos_ == "VERB" and (is_to_infinitive(first) or first.dep_ != "acl:relcl" and is_due(first)):
            doers = ((act, doer_of(act, owner)) for act in spread([first]) if owner is not None)
            yield from (duty(doer if is_named(doer) else owner, act) for act, doer in doers)
    yield from (duty(owner, act) for act in obliques(noun, "to", "of", "for") if owner is not None and is_act(act) and act != owner)


def _timed(noun: Token) -> Iterator[DraftDuty]:
    """ "the deadline for the handover of the towns": whose act it is, else who met or missed it."""
    verb = finite_ancestor(noun)
    for act in obliques(noun, "for", "of", "on"):
        if is_act(act) and accord_near(noun):
            owner = next(iter(children(act, "nmod:poss")), None) or next(iter(obliques(act, "by")), None)
            theirs = owner if owner is not None else subject(verb) if noun in objects(verb) or noun.head != verb else None
            yield duty(theirs if theirs != noun else None, act)


def _of_accord(noun: Token) -> Iterator[DraftDuty]:
    """ "a deal to release the captives", "an agreement on the withdrawal of both armies", "a halt to attacks": owed by all."""
    bound = relation(noun) == "obl" and "bound" in binding_of(noun.head)  # "is bound by the accord to V": who is told there
    for first in children(noun, "acl") if not bound else ():
        if is_to_infinitive(first) and is_act(first):
            yield from (duty(None, act) for act in with_acts(first))
    yield from (of_act(act) for act in obliques(noun, "on", "for") if is_act(act))
    if lemma_of(noun) in STOPPING:
        stopped = [t for t in obliques(noun, "to", "on", "of") if is_act(t, BAR) and t.pos_ == "NOUN"]
        yield from (DraftDuty(None, t, duty_of(t, BAR), clause_tokens(noun)) for t in stopped[:1])
