"""PETRARCH's dictionaries and the reader of phrases."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from counterclaim.errors import ResourceError
from counterclaim.evaluation.corpora.petrarch_names import ACTORS, AGENTS, DatedCode, Dictionaries, code_phrase, read_dictionaries
from trees_by_hand import tree, word

DAY = dt.date(2001, 2, 3)
ACTOR_FILE = """<!-- a comment [XXX]
# ruled -->
<! -- another -->
AVARIA [AVA]  # a country
+AVARIAN
+LOWER_AVARIA_
BORDURIA_ [BOR]
BORDURIA RIVER LEAGUE [BRL]
TWIN_ISLES [ONE/TWO]
NOBODY [---]
OLD_FOX # changed sides
+THE_VIXEN
	[FOX < 950601]
	[FOXGOV 19950601 - 19990815]
	[FOXREB > 990816]
	[FOXELI]
"""
AGENT_FILE = """<!-- agents -->
!CHIEF! = HEAD, BOSS
GOVERNMENT [~GOV] # usual
MINISTRY [~GOV]
SOLDIER [~MIL]
POLICE {} [ ~COP]
ATTORNEY_GENERAL {ATTORNEYS_GENERAL} [~JUD]
RELIEF_GROUP [  NGO~]
SPY!CHIEF! [~SPY]
"""


def dictionaries(folder: Path, actors: str = ACTOR_FILE, agents: str = AGENT_FILE) -> Dictionaries:
    (folder / ACTORS).write_text(actors, encoding="utf-8")
    (folder / AGENTS).write_text(agents, encoding="utf-8")
    return read_dictionaries(folder)


@pytest.fixture
def known(tmp_path: Path) -> Dictionaries:
    return dictionaries(tmp_path)


def coded(table: str, head: str, known: Dictionaries, day: dt.date = DAY) -> list[str]:
    return code_phrase(word(tree(table), head), day, known)


def test_actors(known: Dictionaries) -> None:
    assert known.actors["AVARIAN",] == known.actors["LOWER", "AVARIA"] == [DatedCode(("AVA",))]
    assert known.actors["TWIN", "ISLES"] == [DatedCode(("ONE", "TWO"))]
    assert ("RULED",) not in known.actors


def test_agents_with_plurals(known: Dictionaries) -> None:
    assert known.agents["SOLDIERS",] == "~MIL"
    assert known.agents["MINISTRIES",] == "~GOV"
    assert known.agents["ATTORNEYS", "GENERAL"] == "~JUD"
    assert known.agents["SPYBOSS",] == "~SPY"
    assert known.agents["RELIEF", "GROUP"] == "NGO~"
    assert not {("POLICES",), ("ATTORNEY", "GENERALS")} & set(known.agents)


@pytest.mark.parametrize(
    ("day", "code"),
    [("1995-05-31", "FOX"), ("1995-06-01", "FOXGOV"), ("1999-08-15", "FOXGOV"), ("1999-08-16", "FOXELI"), ("1999-08-17", "FOXREB")],
)
def test_codes_with_dates(day: str, code: str, known: Dictionaries) -> None:
    table = "The DET det 3\nOld ADJ amod 3\nFox PROPN nsubj 4\nfled VERB root 0"
    assert coded(table, "Fox", known, dt.date.fromisoformat(day)) == [code]


def test_actor_with_agents_before_and_behind(known: Dictionaries) -> None:
    assert coded("Avaria PROPN nmod:poss 3\n's PART case 1\nsoldiers NOUN nsubj 4\nfled VERB root 0", "soldiers", known) == ["AVAMIL"]
    assert coded("soldiers NOUN nsubj 4\nfrom ADP case 3\nAvaria PROPN nmod 1\nfled VERB root 0", "soldiers", known) == ["AVAMIL"]
    relief = "An DET det 4\nAvarian ADJ amod 4\nrelief NOUN compound 4\ngroup NOUN nsubj 5\nfled VERB root 0"
    assert coded(relief, "group", known) == ["NGOAVA"]


def test_an_agent_that_the_code_holds_is_not_added(known: Dictionaries) -> None:
    table = "the DET det 2\ngovernment NOUN nsubj 5\nof ADP case 4\nVixen PROPN nmod 2\nfled VERB root 0"
    held = Dictionaries({("VIXEN",): [DatedCode(("FOXGOV",))]}, known.agents)
    assert coded(table, "government", held) == ["FOXGOV"]


def test_the_longest_name_wins(known: Dictionaries) -> None:
    table = "Borduria PROPN compound 3\nRiver PROPN compound 3\nLeague PROPN nsubj 4\nmet VERB root 0"
    assert coded(table, "League", known) == ["BRL"]


def test_names_are_not_stemmed(known: Dictionaries) -> None:
    assert coded("Avarians PROPN nsubj 2\nfled VERB root 0", "Avarians", known) == []


def test_one_name_for_several_actors(known: Dictionaries) -> None:
    table = "The DET det 4\nTwin PROPN compound 3\nIsles PROPN compound 4\npolice NOUN nsubj 5\nfled VERB root 0"
    assert coded(table, "police", known) == ["ONECOP", "TWOCOP"]


def test_coordinated_owners_share_the_agent(known: Dictionaries) -> None:
    table = "soldiers NOUN nsubj 6\nof ADP case 3\nAvaria PROPN nmod 1\nand CCONJ cc 5\nBorduria PROPN conj 3\nfled VERB root 0"
    assert coded(table, "soldiers", known) == ["AVAMIL", "BORMIL"]


def test_conjuncts_and_clauses_of_the_phrase_are_not_in_it(known: Dictionaries) -> None:
    table = "Avaria PROPN nsubj 6\nand CCONJ cc 3\nBorduria PROPN conj 1\nled VERB acl 3\npolice NOUN obl 4\nmet VERB root 0"
    assert coded(table, "Avaria", known) == ["AVA"]
    assert coded(table, "Borduria", known) == ["BOR"]


def test_agents_alone(known: Dictionaries) -> None:
    assert coded("soldiers NOUN nsubj 2\nfled VERB root 0", "soldiers", known) == ["---MIL"]


@pytest.mark.parametrize("form", ["Nobody", "Lions"])
def test_no_actor(form: str, known: Dictionaries) -> None:
    assert coded(f"{form} PROPN nsubj 2\nfled VERB root 0", form, known) == []


@pytest.mark.parametrize(
    ("actors", "agents", "line"),
    [
        ("AVARIA [AVA before 1995]", AGENT_FILE, 1),
        ("AVARIA [AVA <951301]", AGENT_FILE, 1),
        (ACTOR_FILE, "SOLDIER [~MIL]\nSAILOR", 2),
        (ACTOR_FILE, "SPY!CHIEF! [~SPY]", 1),
    ],
)
def test_a_broken_line_is_named(actors: str, agents: str, line: int, tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match=f"line {line} "):
        dictionaries(tmp_path, actors, agents)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ResourceError):
        read_dictionaries(tmp_path)
