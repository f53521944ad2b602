"""People right beside a word of harm, where the parser has hung them elsewhere: "killed at least 31 people", "two soldiers wounded"."""

from __future__ import annotations

from spacy.tokens import Token

from counterclaim.claims.harm_people import is_counted, is_people, is_person
from counterclaim.claims.lexicon import Lexicon
from counterclaim.claims.quantities import VAGUE, count_of
from counterclaim.claims.syntax import is_passive, obliques

BOUNDING = frozenset(
    {"at", "least", "up", "to", "more", "than", "about", "around", "over", "as", "many", "no", "fewer", "between", "and"}
    | {"some", "nearly", "almost", "roughly", "approximately", "only", "just", "well"}
)
"""Words of bounds, as "at least", before a number."""
SUPPORTING = frozenset({"AUX", "ADV"})
BEFORE_NOUNS = frozenset({"ADJ", "DET", "NUM"})
QUOTES = frozenset({'"', "“", "”", "'", "‘", "’"})
FURTHEST = 10
"""Words before a participle among which those whom it is done to are looked for."""
AHEAD = 8
"""Words behind a verb that its object may begin with."""
PARENTHESIS = 9
"""Words of the longest phrase between commas that is stepped over ("two men, one of them a deacon, were killed")."""


def people_beside(word: Token, lexicon: Lexicon, undergone: bool = True) -> list[Token]:
    """Those who were harmed, by the order of the words alone; none if nothing fits.

    Args:
        word: a verb or participle that tells harm done to somebody.
        lexicon: the words for people.
        undergone: whether the word tells of something done to them, and not of what they do ("had died").
    """
    return people_before(word, lexicon, undergone) or ([] if is_passive(word) or not undergone else people_behind(word, lexicon))


def people_behind(verb: Token, lexicon: Lexicon) -> list[Token]:
    """ "Killed at least 31 people", "have freed and wounded 20"."""
    doc = verb.doc
    at, end = verb.i + 1, min(verb.sent.end, verb.i + 1 + AHEAD)
    while at < end:
        token = doc[at]
        if token.pos_ in ("NOUN", "PROPN", "PRON"):
            while at + 1 < end and doc[at + 1].pos_ in ("NOUN", "PROPN"):
                at += 1
            bare = verb.tag_ != "VBN" and is_person(doc[at], lexicon) or is_counted(doc[at], lexicon)
            return [doc[at]] if bare and is_people(doc[at], lexicon) else []
        if token.pos_ == "NUM" and (at + 1 == end or not _goes_on(doc[at + 1])):
            return [token]
        if token.pos_ not in BEFORE_NOUNS and token.lower_ not in BOUNDING and token.text not in QUOTES:
            return []
        at += 1
    return []


def _goes_on(token: Token) -> bool:
    """Whether a number's phrase goes on with a word."""
    return token.pos_ in ("ADJ", "NUM", "NOUN", "PROPN", "SYM", "VERB") or token.text in ("-", "–", "%", "to", "or")


def verb_of(noun: Token) -> Token | None:
    """ "Killed ten soldiers and seized 12 rifles", "killed three and wounded dozens": the verb that the parser takes for an adjective of
    what it takes for a second object. No adjective stands before a number."""
    led = [c for c in noun.children if c.i < noun.i and c.dep_ not in ("cc", "punct")]
    if noun.dep_ != "conj" or not led or led[0].dep_ != "amod" or led[0].tag_ not in ("VBN", "VBD"):
        return None
    after = led[0].nbor()
    return led[0] if after.pos_ in ("NUM", "DET") or after.lower_ in BOUNDING or after.lower_ in VAGUE else None


def people_before(word: Token, lexicon: Lexicon, undergone: bool = True) -> list[Token]:
    """ "… people had been wounded", "two soldiers wounded": a phrase before a participle, and before its auxiliaries if it has some."""
    doc, begin = word.doc, word.sent.start
    at = word.i - 1
    while at > begin and doc[at].pos_ in SUPPORTING:
        at -= 1
    helped = any(t.pos_ == "AUX" and (not undergone or t.lemma_ in ("be", "get")) for t in doc[at + 1 : word.i])
    if at < begin or not helped and (word.tag_ not in ("VBN", "VBD", "JJ") or _has_object(word)):
        return []
    at = _over_parenthesis(at, word)
    furthest = max(begin, at - FURTHEST) if helped else at
    for i in range(at, furthest - 1, -1):
        token = doc[i]
        if token.is_punct and token.text != "-" or token.pos_ == "VERB":
            return []
        if helped and (is_people(token, lexicon) or token.pos_ == "NUM") or _is_told_count(token, lexicon):
            counted = next((t for t in token.ancestors if t.pos_ == "NUM" and t.i < i and token in obliques(t, "of")), None)
            return [counted if counted is not None else token]
    return []


def _is_told_count(token: Token, lexicon: Lexicon) -> bool:
    """A counted phrase for people, or nobody at all."""
    if token.lower_ in ("nobody", "none") or token.lower_ == "one" and token.i > 0 and token.nbor(-1).lower_ == "no":
        return True
    return token.pos_ in ("NOUN", "PROPN") and is_people(token, lexicon) and count_of(token, lexicon) is not None


def _has_object(word: Token) -> bool:
    """Whether a verb form is followed by a phrase: "six militiamen killed a farmer"."""
    after = word.nbor() if word.i + 1 < word.sent.end else None
    return after is not None and after.pos_ in ("DET", "NUM", "NOUN", "PROPN", "PRON", "ADJ")


def _over_parenthesis(at: int, word: Token) -> int:
    """The word before a phrase between commas that ends at a word."""
    doc = word.doc
    if doc[at].text != ",":
        return at
    opens = next((i for i in range(at - 1, max(word.sent.start, at - PARENTHESIS), -1) if doc[i].text == ","), None)
    closed = opens is None or any(t.pos_ == "VERB" for t in doc[opens:at])
    return at if opens is None or closed else opens - 1
