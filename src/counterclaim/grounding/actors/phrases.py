"""Reading a noun phrase for what it says of an actor: names in it, organs, whose, how many."""

from __future__ import annotations

from functools import cache, lru_cache

from spacy.tokens import Token

from counterclaim.grounding.actors.names import KNOWLEDGE, WORD, Organ, fold, load_organs
from counterclaim.tables import read_table

INNER = frozenset({"flat", "flat:name", "compound", "appos", "nmod:desc", "goeswith"})
PAIR_WORDS = frozenset({"both", "two", "either", "each", "warring", "rival", "opposing"})
LONGEST_ORGAN = 7
"""Words of the longest phrase in `organs.csv` that is worth trying."""


def organ_of(head: Token) -> Organ | None:
    """The organ or office whose name ends with the head of a phrase: longest first ("foreign ministry spokesman"), singular or plural."""
    organs = load_organs()
    doc = head.doc
    ends = [head.i + 1]
    follow = head.i + 1
    while (
        follow < len(doc)
        and follow - head.i < LONGEST_ORGAN
        and doc[follow].is_space is False
        and (doc[follow].lower_ in ("of", "for", "the", "and") or doc[follow].pos_ in ("NOUN", "PROPN") or doc[follow].is_title)
    ):
        follow += 1
        ends.append(follow)
    for end in reversed(ends):
        singular = _words(head.lemma_.lower()) if end == head.i + 1 else ()
        if not ({*_words(doc[end - 1].text)[-1:], *singular[-1:]} & _last_words()):
            continue
        for width in range(min(LONGEST_ORGAN, end), 0, -1):
            if end - width > head.i:
                continue
            words = _words(doc[end - width : end].text)
            if words in organs:
                return organs[words]
            if singular and (*words[:-1], *singular) in organs:
                return organs[*words[:-1], *singular]
    return None


@cache
def _last_words() -> frozenset[str]:
    return frozenset(words[-1] for words in load_organs())


@lru_cache(maxsize=50_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(WORD.findall(fold(text.lower())))


OUTSIDE = frozenset("acl:relcl acl conj cc punct advcl parataxis ccomp advcl:relcl cop nsubj nsubj:pass aux obl obj mark discourse".split())
"""Relations of what hangs on a phrase without being part of it."""


def phrase_tokens(head: Token) -> list[Token]:
    """Tokens of a phrase without its preposition, relative clauses, conjuncts and the clauses below it."""
    found = [head]
    for child in head.children:
        if child.is_space or child.dep_ in OUTSIDE or (child.dep_ == "case" and child.i < head.i):
            continue
        found.extend(
            phrase_tokens(child) if child.dep_ != "nmod" else [*phrase_tokens(child), *(c for c in child.children if c.dep_ == "case")]
        )
    return sorted(found, key=lambda t: t.i)


def name_tokens(head: Token) -> list[Token]:
    """The head with what belongs to its own name: flat and compound parts, appositions."""
    found = [head]
    for child in head.children:
        if child.dep_ in INNER:
            found.extend(name_tokens(child))
    return sorted(found, key=lambda t: t.i)


def owners(head: Token) -> list[Token]:
    """Tokens that may say whose organ it is, nearest to the head's meaning first: possessor, of-phrase, adjective, compound, place."""
    ranked = {"nmod:poss": 0, "nmod": 1, "amod": 2, "compound": 3, "nmod:desc": 3, "appos": 4, "flat": 4, "obl": 5, "det": 6}
    found = [
        c
        for c in (*head.children, *_through_organs(head))
        if c.dep_ in ranked
        and not (c.dep_ in ("nmod", "obl") and _foreign_preposition(c))
        and not (c.dep_ == "appos" and _is_another(head, c))
    ]
    return sorted(found, key=lambda c: PLACE_RANK if c.dep_ == "nmod" and _preposition(c) in ("in", "to") else ranked[c.dep_])


def _through_organs(head: Token) -> list[Token]:
    """ "A Pakistani foreign ministry spokesman": what says whose the organ is whose man he is."""
    organs = [c for c in head.children if c.dep_ == "compound" and c.pos_ in ("NOUN", "PROPN") and organ_of(c) is not None]
    return [c for o in organs for c in (*o.children, *_through_organs(o)) if c.dep_ in ("amod", "compound", "nmod:poss")]


PLACE_RANK = 4
"""Rank of "in …" and "to …" among what may say whose: "the UN mission in Libya" is the UN's, "the U.S. ambassador to Ankara" America's."""


def is_told_by_place(head: Token) -> bool:
    """Whether nothing but a place says who somebody is ("an analyst in Chiang Mai", "people of Zalambessa")."""
    return all(c.dep_ in ("nmod", "obl") and _preposition(c) in ("in", "of", "from", "at", "near") for c in owners(head) if c.dep_ != "det")


def _is_another(head: Token, beside: Token) -> bool:
    """Whether what seems to be an apposition to several people is one person ("wounding nine people, the head of the region said")."""
    return head.tag_ == "NNS" and beside.tag_ == "NN"


def is_private_person(head: Token) -> bool:
    """Whether a phrase is a name with which only private life is told: "Wira, 41", "Wira, a farmer", "Wira, whose niece died"."""
    if head.pos_ != "PROPN":
        return False
    private = generic_phrases()["witness"]
    beside = [c for c in head.children if c.i > head.i]
    told = [c for c in beside if c.dep_ == "appos"] + [t for c in beside if c.dep_ == "acl:relcl" for t in c.subtree if _is_whose(t)]
    if any(c.lemma_.lower() in private for c in told):
        return True
    end = max(t.i for t in name_tokens(head) if t.pos_ == "PROPN") + 1
    following = head.doc[end : end + 3]
    aged = len(following) == 3 and following[0].text == following[2].text == "," and following[1].text.isdecimal()
    return aged and LEAST_AGE <= int(following[1].text) <= MOST_AGE


LEAST_AGE, MOST_AGE = 5, 105


def _is_whose(token: Token) -> bool:
    return any(c.dep_ == "nmod:poss" and c.lower_ == "whose" for c in token.children)


def _preposition(token: Token) -> str | None:
    return next((c.lower_ for c in token.children if c.dep_ == "case"), None)


def is_definite(head: Token) -> bool:
    """ "The army", "Defence Ministry", "police": known to the reader, unlike "an army"."""
    return not any(c.lower_ in ("a", "an", "some", "another", "other", "any") for c in head.children)


def is_the(head: Token) -> bool:
    """Whether a phrase begins with the definite article."""
    return any(c.lower_ == "the" and c.dep_ == "det" for c in head.children)


def _foreign_preposition(token: Token) -> bool:
    """Whether a modifier says something else than whose ("troops near the border", "the attack on Armenia")."""
    return not any(c.dep_ == "case" and c.lower_ in ("of", "for", "from", "with", "in", "to") for c in token.children)


def is_plural_pair(head: Token, pair_nouns: frozenset[str]) -> bool:
    """ "Both sides", "the two former Soviet states", "the warring parties", "the sides"."""
    if head.lower_ in ("both", "each", "two", "neither") and head.pos_ in ("DET", "PRON", "NUM"):
        return not any(c.dep_ == "nmod" for c in head.children) or any(c.lemma_.lower() in pair_nouns for c in head.children)
    if head.lemma_.lower() not in pair_nouns:
        return False
    if any(c.lower_ in PAIR_WORDS for c in head.children):
        return True
    return head.lower_ in ("sides", "neighbours", "neighbors", "belligerents", "parties") and not any(
        c.dep_ in ("amod", "nmod:poss", "compound") for c in head.children
    )


def is_each_other(head: Token) -> bool:
    """ "Each other", "the other", "one another"."""
    return head.lower_ in ("other", "another") and any(c.lower_ in ("each", "the", "one") for c in head.children)


@cache
def generic_phrases() -> dict[str, frozenset[str]]:
    """Nouns of `generic_phrases.csv` by class: `pair`, `adversary`, `document` …"""
    found: dict[str, set[str]] = {}
    for row in read_table(KNOWLEDGE, "generic_phrases.csv"):
        found.setdefault(row["class"], set()).add(row["word"])
    return {name: frozenset(words) for name, words in found.items()}
