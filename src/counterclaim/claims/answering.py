"""Answers that are promised: "vowed to punish an attack", "threatened revenge for the bombing", "the raid will not go unanswered".

What is said there is a threat. The deed that it is to answer is taken as known: it happened, and it is the report that tells of it, not who
threatens. A deed that no article or number singles out ("will respond to attacks") is none that happened.
"""

from __future__ import annotations

from spacy.tokens import Token

from counterclaim.claims.lexicon import Lexicon
from counterclaim.claims.syntax import children, is_verbal, prepositions
from counterclaim.claims.wordforms import lemma_of

TOWARDS = frozenset({"to", "for", "over", "against", "after", "behind"})
"""Prepositions between an answer, or those who are to be punished, and the deed."""
UNANSWERED = frozenset({"unanswered", "unpunished", "unavenged"})
PROMISING = frozenset({"will", "shall", "would", "'ll", "’ll", "wo", "'d"})
GENERAL = frozenset({"any", "every", "all", "no", "such", "further", "future", "another", "other", "new", "possible", "potential"})
INDEFINITE = frozenset({"a", "an", "another"})
DEEP = 4
"""Steps from a deed up to the word that answers it: "those behind the wave of attacks"."""


def answer_to(deed: Token, lexicon: Lexicon) -> Token | None:
    """The word by which somebody says that he will answer a deed; None where nobody does, or where it is told that he did."""
    if is_verbal(deed):
        return None
    at = deed
    for _ in range(DEEP):
        above = at.head
        if above == at:
            return None
        answer = _answering(at, above, lexicon)
        if answer is not None:
            return answer
        if above.pos_ in ("VERB", "AUX"):
            return None
        at = above
    return None


def is_singled_out(deed: Token, answer: Token, lexicon: Lexicon) -> bool:
    """Whether a deed that is answered is one that happened: it has an article or a number, and what it calls for looks back."""
    first = deed.head if deed.dep_ == "conj" else deed
    beside = {t.lower_ for noun in (deed, first) for t in (*children(noun, "det", "amod", "nummod"), *children(noun, "nmod:poss"))}
    if beside & GENERAL:
        return False
    one = any(children(noun, "det", "nummod", "nmod:poss") for noun in (deed, first))
    return one and (not beside & INDEFINITE or lemma_of(answer) in lexicon.words["requital"])


def is_promised(answer: Token, lexicon: Lexicon) -> bool:
    """Whether a word for an answer is one to come: under a verb of vowing, or in the future."""
    first = answer.head if answer.dep_ == "conj" and answer.head.pos_ == answer.pos_ else answer
    vowed = first.dep_ in ("xcomp", "obj", "ccomp") and lemma_of(first.head) in lexicon.words["vowing"]
    verb = first.head if first.pos_ == "NOUN" and first.dep_ in ("nsubj", "nsubj:pass", "obj") else first
    return vowed or any(c.lower_ in PROMISING for c in children(verb, "aux"))


def _answering(phrase: Token, word: Token, lexicon: Lexicon) -> Token | None:
    """The promised answer to what a phrase names: the word above it, or the object of that word ("vowed revenge for the raid")."""
    if bool(prepositions(phrase) & TOWARDS):
        found = next(
            (c for c in (word, *children(word, "obj")) if lemma_of(c) in lexicon.words["answer"] and is_promised(c, lexicon)), None
        )
        if found is not None:
            return found
    asked = phrase.dep_ in ("obj", "nsubj:pass") and lemma_of(word) in lexicon.words["answer"]
    left = phrase.dep_.startswith("nsubj") and any(c.lower_ in UNANSWERED for c in word.children)
    return word if (asked or left) and is_promised(word, lexicon) else None
