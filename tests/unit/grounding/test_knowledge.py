"""Every line of every knowledge file loads, and names what there is."""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache
from importlib.resources import files

import pycountry
import pytest

from counterclaim.grounding.actors.names import NAME_FILES, WORD, NameEntry, fold, load_organs, load_parties, read_names
from counterclaim.grounding.actors.phrases import LONGEST_ORGAN
from counterclaim.records.models import Actor
from counterclaim.records.words import Sector

FOLDER = files("counterclaim.grounding.knowledge")
FILES = sorted(f.name for f in FOLDER.iterdir() if f.name.endswith(".csv"))
COUNTRIES = frozenset(c.alpha_3 for c in pycountry.countries) | {"XKX"}
DAY = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?)?")


@cache
def lines(name: str) -> tuple[dict[str, str], ...]:
    return tuple(csv.DictReader((FOLDER / name).read_text(encoding="utf-8").splitlines()))


@cache
def entries(name: str) -> tuple[NameEntry, ...]:
    return tuple(read_names([name]))


@pytest.mark.parametrize("name", FILES)
def test_every_line_has_every_column_and_no_more(name: str) -> None:
    assert lines(name)
    assert [row for row in lines(name) if None in row or None in row.values()] == []


@pytest.mark.parametrize("name", FILES)
def test_cells_are_trimmed(name: str) -> None:
    assert [cell for row in lines(name) for cell in row.values() if cell != " ".join(cell.split())] == []


@pytest.mark.parametrize("name", FILES)
def test_no_line_stands_twice(name: str) -> None:
    assert [line for line, count in Counter(tuple(row.values()) for row in lines(name)).items() if count > 1] == []


@pytest.mark.parametrize("name", NAME_FILES)
def test_every_line_of_names_loads(name: str) -> None:
    assert len(entries(name)) == len(lines(name))
    assert [e for e in entries(name) if not WORD.findall(fold(e.name))] == []


@pytest.mark.parametrize("name", NAME_FILES)
def test_days_are_iso_years_months_or_days_in_order(name: str) -> None:
    assert [row for row in lines(name) if not (DAY.fullmatch(row["since"]) and DAY.fullmatch(row["until"]))] == []
    assert [e for e in entries(name) if e.since and e.until and e.since > e.until] == []


@pytest.mark.parametrize("name", NAME_FILES)
def test_actors_are_those_of_the_record(name: str) -> None:
    for actor in {e.actor for e in entries(name)}:
        party, _, sector = actor.partition(":")
        assert Actor.of(party, Sector(sector) if sector else None).id == actor


@pytest.mark.parametrize("name", NAME_FILES)
def test_every_party_is_a_country_or_is_known(name: str) -> None:
    assert {e.party for e in entries(name)} - COUNTRIES - set(load_parties()) == set()


@pytest.mark.parametrize("name", ["leaders_eurasia.csv", "leaders_south.csv"])
def test_leaders_are_persons_with_an_office(name: str) -> None:
    assert [e for e in entries(name) if e.how != "person" or not e.role] == []


def test_no_party_stands_twice_or_for_a_country() -> None:
    parties = load_parties()
    assert len(parties) == len(lines("parties.csv"))
    assert set(parties) & COUNTRIES == set()


def test_parties_are_those_of_the_record() -> None:
    for party in load_parties().values():
        assert Actor.of(party.code, Sector(party.sector) if party.sector else None).party == party.code
        assert party.name
        assert set(party.countries) <= COUNTRIES, party


def test_allegiance_of_a_party_is_known() -> None:
    told = {code for row in lines("parties.csv") for code in row["allegiance"].split("|") if code}
    assert told - COUNTRIES - set(load_parties()) == set()


def test_every_party_says_where_it_is_from() -> None:
    assert [row["party"] for row in lines("parties.csv") if not row["source"]] == []


def test_organs() -> None:
    organs = load_organs()
    assert {o.sector for o in organs.values() if o.sector} <= set(Sector)
    assert [words for words, organ in organs.items() if not organ.role] == []


def test_no_organ_has_two_readings() -> None:
    """Two spellings of one phrase may both stand in the file; they must say the same."""
    readings: dict[tuple[str, ...], set[tuple[str, str]]] = {}
    for row in lines("organs.csv"):
        readings.setdefault(tuple(WORD.findall(fold(row["phrase"].lower()))), set()).add((row["sector"], row["role"]))
    assert {" ".join(words): found for words, found in readings.items() if len(found) > 1} == {}


def test_no_organ_is_longer_than_what_is_tried() -> None:
    assert [" ".join(words) for words in load_organs() if len(words) > LONGEST_ORGAN] == []


def test_generic_phrases_stand_in_lower_case_once() -> None:
    words = [row["word"] for row in lines("generic_phrases.csv")]
    assert words == [w.lower() for w in words]
    assert [w for w, count in Counter((row["word"], row["class"]) for row in lines("generic_phrases.csv")).items() if count > 1] == []


def test_countries_are_countries() -> None:
    assert {e.party for e in entries("countries.csv")} - COUNTRIES - set(load_parties()) == set()
    assert {e.party for e in entries("countries.csv")} >= {"ARM", "AZE", "RUS", "UKR", "XKX", "PSE", "TWN"}
