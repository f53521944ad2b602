"""Who brings the sides of talks or of a truce together, from the words around it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from counterclaim.claims.syntax import agent, children, is_verbal, obliques
from counterclaim.claims.wordforms import lemma_of
from counterclaim.records.brokering import BROKERING_FORMS

BACKING = frozenset({"lead", "led", "back", "propose"})
"""Beside a truce or talks these are as good as words for brokering ("US-backed talks"); of their own doers nothing follows."""
BESIDE = ("compound", "amod", "advmod", "obl", "nmod", "nsubj", "obl:agent", "obl:unmarked", "obl:npmod")
"""How the parser hangs a name on the participle behind it."""
EFFORTS = frozenset({"diplomacy", "mediation", "effort", "talk", "negotiation"})
EFFORT_CASES = ("after", "through", "with", "following", "under", "by", "during")


def peace_nouns(trigger: Token) -> Iterator[Token]:
    """The truce, talks or efforts beside a word of peace, which may say whose mediation it was: "the US-mediated truce took effect",
    "agreed a truce after diplomacy led by the US"."""
    if is_verbal(trigger):
        yield from (n for n in (*children(trigger, "nsubj", "nsubj:pass", "obj"), trigger.head) if n.pos_ == "NOUN")
    for governor in (trigger, trigger.head):
        yield from (n for n in obliques(governor, *EFFORT_CASES) if lemma_of(n) in EFFORTS and n != trigger)


def mediators_of(trigger: Token) -> list[Token]:
    """ "Russia-brokered ceasefire", "talks led by the EU", "under the auspices of the UN", "hosted by"."""
    found = list[Token]()
    for child in trigger.children:
        if child.lower_ in BROKERING_FORMS or {lemma_of(child), child.lower_} & BACKING:
            found += agent(child)
            found += [c for c in child.children if c.dep_ in BESIDE and c.i < child.i and c.text[:1].isupper()]
            found += [c for c in children(trigger, "compound", "amod") if _is_joined(c, child)]
    for a in obliques(trigger, "under", "with", "through"):
        if lemma_of(a) in ("auspex", "auspices", "mediation"):
            found += obliques(a, "of") + children(a, "nmod:poss", "amod", "compound")
    return found


def _is_joined(name: Token, brokered: Token) -> bool:
    """ "Russia-brokered": a name that a hyphen joins to the word for brokering."""
    near = name.i < brokered.i and brokered.i - name.i <= 3 and brokered.doc[brokered.i - 1].text == "-"
    return near and name.text[:1].isupper()
