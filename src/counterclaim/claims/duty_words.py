"""Which duty an act is, and which words bind: the tables `data/duties.csv`, `data/duty_objects.csv` and `data/binding.csv`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from spacy.tokens import Token

from counterclaim.claims.lexicon import TABLES
from counterclaim.claims.syntax import relation
from counterclaim.claims.wordforms import lemma_of, verb_of
from counterclaim.records.words import Duty
from counterclaim.tables import read_table

DO, BAR = "do", "bar"
"""Signs of an act: what must be done, and what must not."""
REFRAINING = frozenset({"refrain", "abstain", "desist"})
"""Acts that are the opposite of the one that they lead: "refrain from placing troops"."""
STOPPING = REFRAINING | {"stop", "cease", "halt", "end", "quit"}
"""The same, where an act follows and not a noun ("stop collecting taxes")."""


@cache
def _duties() -> Mapping[str, tuple[tuple[str, str, Duty], ...]]:
    found: dict[str, list[tuple[str, str, Duty]]] = defaultdict(list)
    for row in read_table(TABLES, "duties.csv"):
        found[row["word"]].append((row["sign"], row["with"], Duty(row["duty"])))
    return {word: tuple(rows) for word, rows in found.items()}


@cache
def _objects() -> Mapping[str, frozenset[str]]:
    return _sets("duty_objects.csv", "class", "word")


@cache
def _binding() -> Mapping[str, frozenset[str]]:
    return _sets("binding.csv", "word", "how")


def _sets(table: str, key: str, value: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in read_table(TABLES, table):
        found[row[key]].add(row[value])
    return {name: frozenset(words) for name, words in found.items()}


def binding_of(token: Token) -> frozenset[str]:
    """How a word binds, as `data/binding.csv` calls it; empty where it does not."""
    return _binding().get(lemma_of(token), frozenset()) | _binding().get(token.lower_, frozenset())


def is_truce(token: Token) -> bool:
    """Whether a word names what stops the fire."""
    return lemma_of(token) in _objects()["truce"]


def is_act(token: Token, sign: str = DO) -> bool:
    """Whether a word tells an act that may be a duty."""
    return any(row[0] == sign for row in _rows_of(token))


def _rows_of(act: Token) -> Iterator[tuple[str, str, Duty]]:
    """The lines of the table for an act; of a gerund that is taken for a noun those of its verb."""
    word = lemma_of(act)
    if word not in _duties() and act.tag_ == "VBG":
        word = verb_of(act.lower_) or word
    yield from _duties().get(word, ())


def duty_of(act: Token, sign: str) -> Duty:
    """The duty that an act is, done or barred: by what it is about, else by its word alone."""
    left = [t for t in act.children if t.tag_ == "VBG" and t.pos_ == "VERB" and t.dep_ != "amod"] if lemma_of(act) in STOPPING else []
    if left and (lemma_of(act) not in REFRAINING or is_act(left[0], BAR)):
        return duty_of(left[0], BAR) if is_act(left[0], BAR) else Duty.OTHER
    if is_truce(act):
        return Duty.CEASE_FIRE
    below = {form for t in (*act.subtree, *_taken_up(act)) for form in (lemma_of(t), t.lower_)}
    rows = [row for row in _rows_of(act) if row[0] == sign]
    about = [duty for _, objects_class, duty in rows if objects_class and below & _objects()[objects_class]]
    return next(iter([*about, *(duty for _, objects_class, duty in rows if not objects_class)]), Duty.OTHER)


def _taken_up(act: Token) -> list[Token]:
    """ "The captives that it was obliged to release": the noun whose relative clause the act stands in."""
    at = act
    while at.dep_ in ("xcomp", "ccomp", "advcl") and at.head != at and at.head.i < at.i:
        at = at.head
    return [at.head] if relation(at) == "acl" and at.head.pos_ in ("NOUN", "PROPN") else []
