"""Peoples and their adjectives, put on their land as actors."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from counterclaim.grounding.gazetteer import Candidate, Gazetteer
from counterclaim.grounding.gazetteer_build import write_index
from counterclaim.grounding.gazetteer_entry import Entry
from counterclaim.grounding.gazetteer_sources import all_entries
from counterclaim.grounding.place_peoples import land_of, load_peoples
from counterclaim.grounding.placenames import fold
from counterclaim.grounding.places import find_places
from counterclaim.grounding.placewords import KNOWLEDGE, read_rows
from counterclaim.records.words import PlacePrecision
from places_by_hand import parsed


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    entries = [
        _entry("country:RUS", "Russia", PlacePrecision.COUNTRY, "RUS", 60.0, 100.0),
        _entry("region:/Europe", "Europe", PlacePrecision.REGION, "", 49.0, 10.0),
        _entry("region:USA/Texas", "Texas", PlacePrecision.REGION, "USA", 31.4, -99.3),
        _entry("geonames:1", "Union", PlacePrecision.SETTLEMENT, "USA", 45.2, -117.9),
        _entry("geonames:2", "Europe", PlacePrecision.SETTLEMENT, "USA", 30.0, -90.0),
    ]
    path = Path(tmp_path_factory.mktemp("peoples")) / "places.sqlite"
    write_index(path, entries, "x")
    with Gazetteer(path) as opened:
        yield opened


def _entry(place_id: str, name: str, precision: PlacePrecision, country: str, lat: float, lon: float) -> Entry:
    return Entry(Candidate(place_id, name, lat, lon, country, None, None, precision, 5000, None, "test"), {fold(name)})


STORY = """
Russian ADJ amod 2
forces NOUN nsubj 5
and CCONJ cc 4
Texans PROPN conj 2
left VERB root 0
the DET det 8
European ADJ amod 8
Union PROPN obj 5
. PUNCT punct 5
"""


def test_a_people_is_put_on_its_land_and_acts(gazetteer: Gazetteer) -> None:
    mentions = {m.place.name: m for m in find_places(parsed(STORY), gazetteer, {})}
    assert set(mentions) == {"Russian", "Texans", "European Union"}
    assert all(m.acts and m.people for m in mentions.values())
    assert (mentions["Russian"].place.country, mentions["Russian"].place.lat) == ("RUS", 60.0)
    assert mentions["Texans"].place.precision is PlacePrecision.REGION
    assert (mentions["European Union"].place.lat, mentions["European Union"].place.country) == (49.0, None)


def test_a_union_of_lands_is_no_village_of_that_name(gazetteer: Gazetteer) -> None:
    mentions = find_places(parsed(STORY, (6, 8, "place")), gazetteer, {})
    assert [m.place.lat for m in mentions if m.place.name == "European Union"] == [49.0]


@pytest.mark.parametrize("name", ["martians", "russia"])
def test_what_is_no_people_has_no_land(gazetteer: Gazetteer, name: str) -> None:
    assert land_of(name, gazetteer) is None


def test_every_line_names_a_land_of_the_index() -> None:
    rows = list(read_rows(KNOWLEDGE / "peoples.csv", ("word", "place", "country")))
    known = {(code, name) for e in all_entries(KNOWLEDGE)[1] for code in e.place.country.split("|") for name in e.names if e.place.located}
    anywhere = {name for _, name in known}
    assert [r for r in rows if (r["country"], fold(r["place"])) not in known and (r["country"] or fold(r["place"]) not in anywhere)] == []
    assert {fold(r["word"]) for r in rows} <= load_peoples().keys()
