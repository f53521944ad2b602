"""Capitals for a report that is written in capitals throughout, as old wire copy and some communiqués are.

Much that is read afterwards hangs on case: names are told from words by it, "IS" from "is". So such a report is parsed twice: once
as it stands, for the parser was trained on capitals too and its tags then say what is a name; and again in the case that follows
from them. Only letters change, never their number: every offset holds in the report's own text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from functools import cached_property, lru_cache

from spacy.language import Language
from spacy.tokens import Doc, Token

MOSTLY = 0.7
"""Share of letters in upper case from which on a text is taken to be written in capitals. The highest of 295 reports in ordinary
case is 0.21 (its headline is in capitals); the 1,500 messages of MUC, in capitals, have 1."""
FEWEST = 20
"""Letters. A shorter text is left as it is."""
WORD = re.compile(r"[^\W_]+")
DATELINE = re.compile(r"\A\s*[^\n]{0,80}?\s(?:--|[–—]|-)\s")
"""A dateline stays in capitals, which is how agencies write it in any report."""
LONGEST_NAME = 12
"""Words."""
LONGEST_ACRONYM = 8
"""Letters of a word in brackets that is taken for one."""
LONGEST_SPELT = 5
"""Letters of a word before brackets that is: "PONCE [PRESIDENT …]" has the letter of the brackets by chance."""
VOWELS = frozenset("AEIOUY")
OPENING = frozenset("([")
CLOSING = frozenset(")]")
SHORTENED = frozenset("MR MRS MS DR JR SR ST LT COL GEN MAJ SGT CPT PVT CMDR ADM SEN REP GOV PROF REV HON FR BR".split())
"""Titles without a vowel or of few letters that are no acronyms."""
PARTICLES = frozenset("DE DEL LA LAS LOS EL Y E DA DO DOS DAS DI DU VON VAN DER DEN AL BIN IBN OF THE AND FOR".split())
"""Words in lower case within a name."""
NAMING = frozenset({"PROPN", "NOUN", "ADJ"})


def is_in_capitals(text: str) -> bool:
    """Whether most letters of a text are upper case."""
    upper = sum(map(str.isupper, text))
    cased = upper + sum(map(str.islower, text))
    return cased >= FEWEST and upper >= MOSTLY * cased


class AnyCaseParser:
    """Parses texts, those written in capitals in ordinary case."""

    def __init__(self, nlp: Language, names: Callable[[], Iterable[str]]) -> None:
        """`names` gives names in their own case ("FMLN", "Salvadoran", "Shining Path"); it is asked at the first text in capitals."""
        self._nlp = nlp
        self._names = names

    @cached_property
    def _known(self) -> KnownNames:
        return KnownNames(self._names())

    def memory_zone(self) -> AbstractContextManager[object]:
        """A block at whose end the words of the documents made in it are forgotten, and these documents with them (spaCy's memory zone)."""
        return self._nlp.memory_zone()

    def __call__(self, texts: Sequence[str]) -> list[Doc]:
        """The document of each text. Its text has the length of the one given, and differs from it at most in the case of letters."""
        docs = list(self._nlp.pipe(texts))
        capital = [k for k, doc in enumerate(docs) if is_in_capitals(doc.text)]
        again = self._nlp.pipe(recase(docs[k], self._known) for k in capital)
        for k, doc in zip(capital, again, strict=True):
            docs[k] = doc
        return docs


class KnownNames:
    """Names by their letters, to give them back their case."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_first: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = {}
        for name in names:
            words = tuple(WORD.findall(_plain(name)))
            key = tuple(w.upper() for w in words)
            if words and name != name.lower() and all(len(k) == len(w) for k, w in zip(key, words, strict=True)):
                self._by_first.setdefault(key[0], {}).setdefault(key, words)

    def longest(self, words: list[str], at: int) -> tuple[str, ...]:
        """The words of the longest known name that stands at a position of a list of words, in its own case; () for none."""
        known = self._by_first.get(words[at].upper())
        if known is None:
            return ()
        here = tuple(w.upper() for w in words[at : at + LONGEST_NAME])
        return next((known[here[:n]] for n in range(len(here), 0, -1) if here[:n] in known), ())


def recase(doc: Doc, known: KnownNames) -> str:
    """The text of a document that was parsed in capitals, in ordinary case; of the same length.

    Sentences begin with a capital. A word that the parser tags as a name, and a noun or adjective that is a known one, gets its
    capital; an acronym, known or told as one by the text ("[FMLN]", "NPA"), keeps all. A word with a small letter is left alone.
    """
    text = list(doc.text)
    acronyms = _told_acronyms(doc)
    keep = DATELINE.match(doc.text)
    start = keep.end() if keep else 0
    opens = True
    for token in doc:
        opens = opens or bool(token.is_sent_start)
        if token.idx < start or not any(c.isalpha() for c in token.text):
            continue
        if not any(c.islower() for c in token.text):
            cased = _in_case(token, acronyms, known)
            _write(text, token.idx, _capital(cased) if opens else cased)
        opens = False
    _write_names(text, doc, known, start)
    return "".join(text)


def _in_case(token: Token, acronyms: set[str], known: KnownNames) -> str:
    word = token.text
    own = known.longest([word], 0)
    if word == "I" and token.pos_ == "PRON":
        return word
    if token.pos_ == "PROPN":
        if own:
            return own[0] if own[0].isupper() else _titled(word)
        if word in acronyms or _looks_like_acronym(word):
            return word if not word[0].isdigit() else _lower(word)
        if word in PARTICLES and token.i and token.nbor(-1).pos_ == "PROPN" and token.i + 1 < len(token.doc):
            return _lower(word)
        return _titled(word)
    if own and not own[0].isupper() and token.pos_ in NAMING:
        return _titled(word)
    return word if word[0].isalpha() and _looks_like_acronym(word) and not word.isalpha() else _lower(word)


def _looks_like_acronym(word: str) -> bool:
    """ "NPA", "U.S.", "M-16"; not "MR" nor "SAN"."""
    if word in SHORTENED or word.rstrip(".") in SHORTENED:
        return False
    return any(c.isdigit() for c in word) or "." in word[:-1] or (len(word) > 1 and not VOWELS & set(_plain(word).upper()))


def _told_acronyms(doc: Doc) -> set[str]:
    """Words that stand alone in brackets behind a name ("… LIBERATION FRONT [FMLN]"), or before brackets that begin with their letter."""
    found: set[str] = set()
    words = [t for t in doc if not t.is_space]
    for name, bracket, token, after in zip(words, words[1:], words[2:], words[3:], strict=False):
        if name.pos_ not in NAMING or bracket.text not in OPENING:
            continue
        if after.text in CLOSING and _could_be_acronym(token, LONGEST_ACRONYM):
            found.add(token.text)
        elif token.text[:1] == name.text[:1] and token.text != name.text and _could_be_acronym(name, LONGEST_SPELT):
            found.add(name.text)
    return found


def _could_be_acronym(token: Token, longest: int) -> bool:
    return token.pos_ == "PROPN" and token.text.isalpha() and len(token) <= longest


def _write_names(text: list[str], doc: Doc, known: KnownNames, start: int) -> None:
    """Give every known name of several words its case, whatever the parser made of it."""
    matches = [m for m in WORD.finditer(doc.text) if m.start() >= start]
    words = [_plain(m[0]) for m in matches]
    at = 0
    while at < len(words):
        name = known.longest(words, at)
        if len(name) > 1:
            for match, cased in zip(matches[at : at + len(name)], name, strict=True):
                if not any(c.islower() for c in match[0]):
                    _write(text, match.start(), "".join(c if k.isupper() else _lower(c) for c, k in zip(match[0], cased, strict=True)))
        at += max(len(name), 1)


def _write(text: list[str], at: int, word: str) -> None:
    text[at : at + len(word)] = word


def _capital(word: str) -> str:
    first = next((k for k, c in enumerate(word) if c.isalpha()), 0)
    return word[:first] + word[first : first + 1].upper() + word[first + 1 :] if len(word[first : first + 1].upper()) == 1 else word


def _titled(word: str) -> str:
    """Each part of a word with a capital: "Ocampo-Perez", "O'Higgins"; but "rebel's"."""
    parts = re.split(r"([-'’])", word)
    return "".join(p if k and len(p) == 0 else _lower(p) if k and len(p) == 1 else _capital(_lower(p)) for k, p in enumerate(parts))


@lru_cache(maxsize=20_000)
def _plain(text: str) -> str:
    """A text without accents, of the same length."""
    return "".join(next((d for d in unicodedata.normalize("NFKD", c) if not unicodedata.combining(d)), c) for c in text)


def _lower(text: str) -> str:
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
