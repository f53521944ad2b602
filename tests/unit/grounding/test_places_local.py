"""Places of local reports: states and their short forms, counties, and towns called like capitals elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from spacy.tokens import Doc

from counterclaim.grounding.gazetteer import COUNTY, Candidate, Gazetteer
from counterclaim.grounding.gazetteer_build import write_index
from counterclaim.grounding.gazetteer_entry import Entry
from counterclaim.grounding.place_recognition import singular
from counterclaim.grounding.place_scoring import calibrated
from counterclaim.grounding.placenames import fold
from counterclaim.grounding.places import PlaceMention, find_places
from counterclaim.records.words import PlacePrecision
from places_by_hand import parsed

TOWN, REGION, DISTRICT = PlacePrecision.SETTLEMENT, PlacePrecision.REGION, PlacePrecision.DISTRICT


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    entries = [
        _entry(1, "Paris", TOWN, "FRA", 48.85, 2.35, None, 2_138_551),
        _entry(2, "Paris", TOWN, "USA", 33.66, -95.56, "Texas", 24_782),
        _entry(3, "Roxton", TOWN, "USA", 33.55, -95.73, "Texas", 650),
        _entry(4, "Blossom", TOWN, "USA", 33.66, -95.39, "Texas", 1_494),
        _entry(5, "Texas", REGION, "USA", 31.4, -99.3, None, 29_000_000, "Tex.", "TX"),
        _entry(6, "Mississippi", REGION, "USA", 32.7, -89.7, None, 2_900_000, "Miss.", "MS"),
        _entry(7, "Lamar County", DISTRICT, "USA", None, None, "Texas", None),
        _entry(8, "Lamar County", DISTRICT, "USA", None, None, "Mississippi", None),
        _entry(11, "Gaza Strip", REGION, "PSE", 31.42, 34.37, None, None, "Gaza"),
        _entry(9, "Europe", REGION, "", 49.0, 10.0, None, None),
        _entry(10, "Europe", TOWN, "USA", 30.0, -90.0, "Louisiana", 3_000),
    ]
    path = Path(tmp_path_factory.mktemp("local")) / "places.sqlite"
    write_index(path, entries, "x")
    with Gazetteer(path) as opened:
        yield opened


def _entry(
    number: int,
    name: str,
    precision: PlacePrecision,
    country: str,
    lat: float | None,
    lon: float | None,
    admin1: str | None,
    people: int | None,
    *also: str,
) -> Entry:
    radius = {"Europe": 1800.0, "Texas": 470.0, "Mississippi": 200.0}.get(name) if precision is REGION else None
    source = "regions.csv" if precision is REGION else "GeoNames"
    place_id = f"{COUNTY if precision is DISTRICT else 'test:'}{number}"
    place = Candidate(place_id, name, lat, lon, country, admin1, number, precision, people, radius, source, alternates=10)
    return Entry(place, {fold(n) for n in (name, *also)})


def named(doc: Doc, gazetteer: Gazetteer, context: Mapping[str, float] | None = None) -> dict[str, PlaceMention]:
    return {m.place.name: m for m in find_places(doc, gazetteer, context or {})}


LOCAL = """
Firms PROPN nsubj 2
closed VERB root 0
in ADP case 4
Paris PROPN obl 2
, PUNCT punct 6
Roxton PROPN conj 4
and CCONJ cc 8
Blossom PROPN conj 4
. PUNCT punct 2
"""
LOCAL_PLACES = ((3, 4, "place"), (5, 6, "place"), (7, 8, "place"))
ALONE = """
Firms PROPN nsubj 2
closed VERB root 0
in ADP case 4
Paris PROPN obl 2
. PUNCT punct 2
"""


def test_a_famous_name_is_the_town_that_the_reports_other_places_lie_near(gazetteer: Gazetteer) -> None:
    assert named(parsed(LOCAL, *LOCAL_PLACES), gazetteer)["Paris"].place.country == "USA"
    assert named(parsed(ALONE, (3, 4, "place")), gazetteer)["Paris"].place.country == "FRA"


def test_a_name_that_the_caller_took_for_a_country_is_no_evidence_for_itself(gazetteer: Gazetteer) -> None:
    assert named(parsed(LOCAL, *LOCAL_PLACES), gazetteer, {"FRA": 5.0})["Paris"].place.country == "USA"


COUNTY_STORY = """
Deputies PROPN nsubj 2
searched VERB root 0
Lamar PROPN compound 4
County PROPN obj 2
near ADP case 6
Roxton PROPN obl 2
. PUNCT punct 2
"""


def test_a_county_without_coordinates_lies_nowhere(gazetteer: Gazetteer) -> None:
    place = named(parsed(COUNTY_STORY.replace("Roxton", "Nowhere"), (2, 4, "place")), gazetteer)["Lamar County"].place
    assert (place.lat, place.lon) == (None, None)
    assert place.confidence <= 0.3


SHORT = """
She PRON nsubj 2
lives VERB root 0
in ADP case 4
Blossom PROPN obl 2
, PUNCT punct 6
TX PROPN appos 4
. PUNCT punct 2
"""
INITIALS = (
    SHORT.replace("Blossom PROPN obl 2\n, PUNCT punct 6\n", "")
    .replace("TX PROPN appos 4", "TX PROPN obl 2")
    .replace(". PUNCT", "today ADV")
)


def test_the_short_form_of_a_state_counts_behind_a_place(gazetteer: Gazetteer) -> None:
    assert named(parsed(SHORT, (3, 4, "place")), gazetteer)["TX"].place.lat == 31.4
    assert "TX" not in named(parsed(INITIALS), gazetteer)


@pytest.mark.parametrize(("word", "found"), [("Miss", False), ("Tex.", True)])
def test_the_short_form_of_a_state_needs_its_full_stop(word: str, found: bool, gazetteer: Gazetteer) -> None:
    assert (word in named(parsed(INITIALS.replace("TX", word)), gazetteer)) is found


def test_the_first_word_of_a_region_is_not_its_short_form(gazetteer: Gazetteer) -> None:
    assert named(parsed(INITIALS.replace("TX", "Gaza")), gazetteer)["Gaza"].place.country == "PSE"


def test_a_continent_is_hardly_the_hamlet_of_its_name(gazetteer: Gazetteer) -> None:
    doc = parsed(LOCAL.replace("Blossom", "Europe"), *LOCAL_PLACES)
    assert named(doc, gazetteer)["Europe"].place.precision is REGION


@pytest.mark.parametrize(("word", "one"), [("counties", "county"), ("districts", "district"), ("county", "county")])
def test_type_words_without_their_plural(word: str, one: str) -> None:
    assert singular(word) == one


def test_calibration_rises_from_nothing_to_less_than_certain() -> None:
    shares = [calibrated(n / 100) for n in range(101)]
    assert shares == sorted(shares) and shares[0] == 0.0 and shares[-1] < 1.0
