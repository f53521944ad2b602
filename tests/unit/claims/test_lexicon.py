"""Every line of the word lists loads, and says something that the code understands."""

from __future__ import annotations

import csv
import re
from collections import Counter
from importlib.resources import files

import pytest

from counterclaim.claims.complements import PLACES
from counterclaim.claims.harm_frames import FRAMES as HARM_FRAMES
from counterclaim.claims.lexicon import NO_CUE, Cue, Happening, load_lexicon
from counterclaim.claims.quantities import LONGEST_BOUND
from counterclaim.claims.weapons import LONGEST
from counterclaim.records.words import Category, Effect, Kind, Stance, WeaponKind

DATA = files("counterclaim.claims") / "data"
KEYS = {
    "attitudes.csv": ("lemma", "pos"),
    "bounds.csv": ("phrase",),
    "cue_nouns.csv": ("lemma",),
    "cue_phrases.csv": ("lemma", "pos", "condition"),
    "cues.csv": ("lemma",),
    "accords.csv": ("word",),
    "binding.csv": ("word", "how"),
    "duties.csv": ("word", "sign", "with"),
    "duty_objects.csv": ("class", "word"),
    "meetings.csv": ("word",),
    "happenings.csv": ("lemma", "pos", "condition"),
    "harm.csv": ("lemma", "pos", "condition"),
    "irregular.csv": ("form",),
    "numbers.csv": ("word",),
    "source_phrases.csv": ("phrase", "preposition"),
    "victims.csv": ("word",),
    "bombs.csv": ("word",),
    "weapons.csv": ("word",),
    "word_classes.csv": ("class", "word"),
}
"""What makes a line the only one of its kind."""
UPPER_CASE = frozenset({"pos"})
FRAMES = {"act", "deed", "mutual", "joint", "move", "peace", "mediate", "harm", "die", "undergo", "suffer", "cede"}
CONDITION = re.compile(r"[a-z|]+!?=(\*|[a-zé_]+(-[a-z]+)*(\|[a-zé_]+(-[a-z]+)*)*)")


def lines(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((DATA / name).read_text(encoding="utf-8").splitlines()))


def test_every_file_is_tested() -> None:
    assert {f.name for f in DATA.iterdir() if f.name.endswith(".csv")} == set(KEYS)


@pytest.mark.parametrize("name", sorted(KEYS))
def test_every_line_has_every_column_and_no_more(name: str) -> None:
    found = lines(name)
    assert found
    assert [r for r in found if None in r or None in r.values()] == []


@pytest.mark.parametrize("name", sorted(KEYS))
def test_cells_are_trimmed_and_in_lower_case(name: str) -> None:
    cells = [(column, cell) for row in lines(name) for column, cell in row.items()]
    assert [c for c in cells if c[1] != c[1].strip()] == []
    assert [c for c in cells if c[0] not in UPPER_CASE and c[1] != c[1].lower()] == []


@pytest.mark.parametrize("name", sorted(KEYS))
def test_no_key_stands_twice(name: str) -> None:
    counted = Counter(tuple(row[column] for column in KEYS[name]) for row in lines(name))
    assert [key for key, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("name", sorted(KEYS))
def test_keys_are_not_empty(name: str) -> None:
    assert all(row[KEYS[name][0]] for row in lines(name))


def test_every_line_is_in_the_lexicon() -> None:
    lexicon = load_lexicon()
    assert set(lexicon.cues) == {r["lemma"] for r in lines("cues.csv")}
    assert set(lexicon.cue_phrases) == {(r["lemma"], r["pos"]) for r in lines("cue_phrases.csv")}
    assert set(lexicon.attitudes) == {(r["lemma"], r["pos"]) for r in lines("attitudes.csv")}
    assert set(lexicon.source_phrases) == {(r["phrase"], r["preposition"]) for r in lines("source_phrases.csv")}
    assert set(lexicon.cue_nouns) == {r["lemma"] for r in lines("cue_nouns.csv")}
    assert set(lexicon.happenings) == {(r["lemma"], r["pos"]) for r in lines("happenings.csv")}
    assert sum(map(len, lexicon.happenings.values())) == len(lines("happenings.csv"))
    assert set(lexicon.weapons) == {r["word"] for r in lines("weapons.csv")}
    assert set(lexicon.harm_lines) == {(r["lemma"], r["pos"]) for r in lines("harm.csv")}
    assert set(lexicon.victims) == {r["word"] for r in lines("victims.csv")}
    assert set(lexicon.numbers) == {r["word"] for r in lines("numbers.csv")}
    assert set(lexicon.bounds) == {r["phrase"] for r in lines("bounds.csv")}
    assert {(c, w) for c, words in lexicon.words.items() for w in words} == {(r["class"], r["word"]) for r in lines("word_classes.csv")}


def test_lexicon_is_made_once() -> None:
    assert load_lexicon() is load_lexicon()


@pytest.mark.parametrize(
    ("name", "column", "allowed"),
    [
        ("cues.csv", "stance", set(Stance)),
        ("cues.csv", "pos", {"VERB"}),
        ("cue_phrases.csv", "stance", {*Stance, NO_CUE}),
        ("cue_phrases.csv", "pos", {"VERB", "ADJ"}),
        ("attitudes.csv", "pos", {"VERB", "ADJ"}),
        ("source_phrases.csv", "stance", set(Stance)),
        ("cue_nouns.csv", "stance", set(Stance)),
        ("happenings.csv", "kind", set(Kind)),
        ("happenings.csv", "pos", {"VERB", "NOUN", "ADJ"}),
        ("happenings.csv", "frame", FRAMES),
        ("harm.csv", "frame", set(HARM_FRAMES)),
        ("weapons.csv", "kind", set(WeaponKind)),
        ("harm.csv", "effect", set(Effect)),
        ("harm.csv", "pos", {"VERB", "NOUN", "ADJ"}),
        ("victims.csv", "category", set(Category)),
        ("bounds.csv", "bound", {"low", "above", "high", "below", "about"}),
    ],
)
def test_words_are_those_of_the_contract(name: str, column: str, allowed: set[str]) -> None:
    assert {row[column] for row in lines(name)} <= set(allowed)


def cues() -> list[Cue]:
    lexicon = load_lexicon()
    return [*lexicon.cues.values(), *lexicon.attitudes.values(), *(c for found in lexicon.cue_phrases.values() for c in found)]


def test_cues_take_what_is_documented() -> None:
    prepositions = {"for", "to", "of", "on", "over", "at", "about", "against", "in", "with", "by", "onto", "after", "behind"}
    assert set[str]().union(*(c.takes for c in cues())) <= PLACES | prepositions
    assert set[str]().union(*(c.charged | c.own for c in cues())) <= prepositions | {"object"}


def test_a_phrase_that_attributes_nothing_takes_nothing() -> None:
    assert [c for c in cues() if c.stance is None and c.takes] == []


def test_conditions_of_cue_phrases_are_well_formed() -> None:
    conditions = {c.condition for found in load_lexicon().cue_phrases.values() for c in found if c.condition}
    assert [c for c in conditions if not all(CONDITION.fullmatch(test) for test in c.split("&"))] == []


def test_conditions_are_well_formed() -> None:
    conditions = {h.condition for found in load_lexicon().happenings.values() for h in found if h.condition}
    assert [c for c in conditions if not all(CONDITION.fullmatch(test) for test in c.split("&"))] == []


def test_every_word_class_is_asked_for() -> None:
    """By a condition, or by name in the code."""
    conditions = "&".join(h.condition for found in load_lexicon().happenings.values() for h in found)
    asked = set(re.split(r"[&|=!]+", conditions))
    code = "".join(f.read_text(encoding="utf-8") for f in files("counterclaim.claims").iterdir() if f.name.endswith(".py"))
    assert {name for name in load_lexicon().words if name not in asked and f'"{name}"' not in code} == set()


def test_numbers_are_whole_and_ordered() -> None:
    for word, (low, best, high) in load_lexicon().numbers.items():
        assert (low is None) == (best is None) == (high is None), word
        assert low is None or best is None or high is None or 0 <= low <= best <= high, word


def test_no_entry_is_longer_than_what_is_tried() -> None:
    lexicon = load_lexicon()
    assert max(len(word.split()) for word in lexicon.weapons) <= LONGEST
    assert max(len(phrase.split()) for phrase in lexicon.bounds) <= LONGEST_BOUND


@pytest.mark.parametrize(
    ("lemma", "expected"),
    [
        ("say", Cue(Stance.ASSERTS, frozenset({"clause"}))),
        ("claim", Cue(Stance.ASSERTS, frozenset({"clause", "object", "infinitive"}))),
    ],
)
def test_cue(lemma: str, expected: Cue) -> None:
    assert load_lexicon().cues[lemma] == expected


def test_happening() -> None:
    assert Happening(Kind.ATTACK, "act", "") in load_lexicon().happenings["attack", "VERB"]
