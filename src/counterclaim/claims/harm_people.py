"""Phrases for people: whether a word means some, who they are, soldiers or civilians, one or many."""

from __future__ import annotations

from spacy.tokens import Token

from counterclaim.claims.lexicon import Lexicon
from counterclaim.claims.quantities import VAGUE, count_of, is_numeral
from counterclaim.claims.syntax import children, obliques
from counterclaim.claims.wordforms import lemma_of
from counterclaim.records.words import Category

SINGULAR_PERSONS = frozenset({"he", "she", "him", "her", "another", "someone", "somebody"})
ANYONE = frozenset({"anyone", "anybody"})
PERSON_WORDS = SINGULAR_PERSONS | ANYONE | {"one", "they", "them", "others", "other", "nobody", "none", "we", "us", "who", "whom"}
NO_MEN = frozenset({"human", "roman", "german", "oman", "ottoman", "yemen", "omen", "specimen", "regimen", "abdomen", "caiman", "talisman"})
"""Words that end as those for a man do ("Frenchman") and mean none."""
CROWD = 20
"""Least number of people of whom "left the valley" tells that they were displaced."""
GROUPS = frozenset({"family", "household"})
"""Words that count more people than they say."""
PARTITIVES = frozenset({"member", "dozen", "score", "hundred", "thousand", "number", "group", "part", "some", "many", "several"})


def is_person(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word means people by itself."""
    words = lexicon.victims
    form = token.lower_
    by_ending = token.pos_ in ("NOUN", "PROPN") and form.endswith(("man", "men", "woman", "women")) and form not in NO_MEN
    return lemma_of(token) in words or form in words or form in PERSON_WORDS or by_ending


def is_people(token: Token, lexicon: Lexicon) -> bool:
    """Whether a phrase means people: by its head, by those of whom it is part ("three of its men"), or as a people counted
    ("22,000 Thais")."""
    if is_person(token, lexicon) or is_person(people_of(token), lexicon):
        return True
    named = token.pos_ == "PROPN" and (token.tag_ == "NNPS" or token.lower_.endswith("s"))
    return named and any(is_numeral(c, lexicon) for c in (*children(token, "nummod"), *token.doc[max(0, token.i - 1) : token.i]))


def people_of(victim: Token) -> Token:
    """The phrase that says whose people: "one of its soldiers" → soldiers."""
    inner = obliques(victim, "of")
    return inner[0] if inner and (victim.pos_ in ("NUM", "PRON", "DET") or lemma_of(victim) in PARTITIVES) else victim


def category_of(people: Token, lexicon: Lexicon) -> Category:
    """Soldiers or civilians, by the head of a phrase for people and the words beside it."""
    for word in (people.lower_, lemma_of(people)):
        if word in lexicon.victims and lexicon.victims[word] is not Category.UNKNOWN:
            return lexicon.victims[word]
    for child in children(people, "compound", "amod", "appos", "nmod", "conj"):
        if child.dep_ == "appos" and children(child, "nsubj"):
            continue  # "eleven people, seven of them servicemen": some of them
        if child.lower_ in lexicon.victims and lexicon.victims[child.lower_] is not Category.UNKNOWN:
            return lexicon.victims[child.lower_]
    return Category.MILITARY if any(t.lower_ == "action" for t in people.subtree) else Category.UNKNOWN


def is_single(victim: Token, lexicon: Lexicon) -> bool:
    """Whether a phrase without a number means one person: "his predecessor", a name, "he"."""
    named = victim.pos_ == "PROPN" and victim.tag_ == "NNP"
    somebody = victim.tag_ == "NN" and victim.lower_ != "life" and (is_person(victim, lexicon) or bool(children(victim, "nmod:poss")))
    return victim.lower_ in SINGULAR_PERSONS or named or somebody


def is_counted(noun: Token, lexicon: Lexicon) -> bool:
    """Whether a number stands with a noun, not only an article ("a figure of eleven killed")."""
    count = count_of(noun, lexicon)
    return count is not None and noun.doc[count.start].lower_ not in ("a", "an")


def is_anybody(phrase: Token, lexicon: Lexicon) -> bool:
    """People, or a bare number; not "two of the cars", "one another"."""
    if is_each_other(phrase):
        return False
    return is_people(phrase, lexicon) or phrase.pos_ == "NUM" and not obliques(phrase, "of")


def is_each_other(phrase: Token) -> bool:
    """ "Beat one another to death"."""
    return phrase.lower_ == "one" and phrase.i + 1 < len(phrase.doc) and phrase.nbor().lower_ == "another"


def is_crowd(people: Token, lexicon: Lexicon) -> bool:
    """Whether a phrase means so many that their leaving is a displacement."""
    if lemma_of(people_of(people)) in GROUPS and is_counted(people, lexicon) or people.lower_ in VAGUE - {"some", "many", "few", "several"}:
        return True
    return is_anybody(people, lexicon) and number_of(people, lexicon) >= CROWD


def number_of(people: Token, lexicon: Lexicon) -> int:
    """The number told of some people, the bound where only that is told; 0 for none."""
    count = count_of(people, lexicon)
    return (count.low or count.high or 0) if count is not None else 0


def is_troops(people: Token, lexicon: Lexicon) -> bool:
    """Whether a phrase means soldiers."""
    return category_of(people_of(people), lexicon) is Category.MILITARY
