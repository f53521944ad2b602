from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from spacy.tokens import Doc

from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.grounding.places import PlaceMention, explain, find_places
from counterclaim.records.words import PlacePrecision
from places_by_hand import parsed, world


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    with world(Path(tmp_path_factory.mktemp("places"))) as opened:
        yield opened


def named(doc: Doc, gazetteer: Gazetteer, context: Mapping[str, float] | None = None) -> dict[str, PlaceMention]:
    mentions = find_places(doc, gazetteer, context or {})
    for mention in mentions:
        span = mention.place.span
        assert span is not None
        first, last = doc[mention.tokens[0]], doc[mention.tokens[1] - 1]
        assert (span.start, span.end) == (first.idx, last.idx + len(last.text))
        assert (mention.place.lat, mention.place.lon) != (0, 0)
    return {m.place.name: m for m in mentions}


SOTK = """
Shelling NOUN nsubj:pass 3
was AUX aux:pass 3
reported VERB root 0
near ADP case 6
the DET det 6
village NOUN obl 3
of ADP case 8
Sotk PROPN nmod 6
, PUNCT punct 11
in ADP case 11
Gegharkunik PROPN nmod 8
province NOUN nmod 11
. PUNCT punct 3
"""


def test_a_village_in_a_province(gazetteer: Gazetteer) -> None:
    found = named(parsed(SOTK), gazetteer)
    assert set(found) == {"Sotk", "Gegharkunik province"}
    sotk = found["Sotk"].place
    assert (sotk.lat, sotk.lon, sotk.country, sotk.precision) == (40.20, 45.87, "ARM", PlacePrecision.SETTLEMENT)
    assert sotk.admin1 == "Gegharkunik"
    assert sotk.confidence > 0.8
    assert not found["Sotk"].acts
    assert found["Gegharkunik province"].place.precision is PlacePrecision.REGION


def test_the_trace_says_why(gazetteer: Gazetteer) -> None:
    said = explain(named(parsed(SOTK), gazetteer)["Sotk"])
    assert said.startswith("Sotk: settlement, confidence")
    assert "told_container +1.20" in said


IN_BRUSSELS = """
They PRON nsubj 3
will AUX aux 3
meet VERB root 0
in ADP case 5
Brussels PROPN obl 3
on ADP case 7
Friday PROPN obl 3
. PUNCT punct 3
"""


def test_a_well_known_city_and_no_weekday(gazetteer: Gazetteer) -> None:
    found = named(parsed(IN_BRUSSELS, (4, 5, "place"), (6, 7, "time")), gazetteer)
    assert set(found) == {"Brussels"}
    assert found["Brussels"].place.country == "BEL"


def test_a_weekday_is_no_place_even_unlabelled(gazetteer: Gazetteer) -> None:
    assert "Friday" not in named(parsed(IN_BRUSSELS), gazetteer)


PARIS_TEXAS = """
Police NOUN nsubj 2
searched VERB root 0
homes NOUN obj 2
in ADP case 5
Paris PROPN obl 2
, PUNCT punct 7
Texas PROPN appos 5
. PUNCT punct 2
"""


def test_the_container_told_outweighs_fame(gazetteer: Gazetteer) -> None:
    paris = named(parsed(PARIS_TEXAS), gazetteer)["Paris"].place
    assert (paris.country, paris.admin1) == ("USA", "Texas")


POONCH = """
Shells NOUN nsubj 2
fell VERB root 0
in ADP case 4
Poonch PROPN obl 2
. PUNCT punct 2
"""


@pytest.mark.parametrize(("context", "country"), [({"IND": 2.0}, "IND"), ({"PAK": 1.0, "IND": 0.1}, "PAK")])
def test_the_parties_of_the_story_decide(gazetteer: Gazetteer, context: dict[str, float], country: str) -> None:
    assert named(parsed(POONCH), gazetteer, context)["Poonch"].place.country == country


SPRINGFIELD = """
A DET det 2
bomb NOUN nsubj 3
exploded VERB root 0
in ADP case 5
Springfield PROPN obl 3
. PUNCT punct 3
"""


def test_no_coordinates_where_unsure(gazetteer: Gazetteer) -> None:
    mention = named(parsed(SPRINGFIELD), gazetteer)["Springfield"]
    assert len(mention.trace) == 4
    if mention.trace[0].probability < 0.3:
        assert (mention.place.lat, mention.place.lon) == (None, None)
    assert mention.place.country == "USA"
    assert mention.place.confidence < 0.5


UNKNOWN = """
Clashes NOUN nsubj 2
erupted VERB root 0
in ADP case 6
the DET det 6
Qwertz PROPN compound 6
district NOUN obl 2
. PUNCT punct 2
"""


def test_a_place_that_the_index_lacks_keeps_its_name(gazetteer: Gazetteer) -> None:
    place = named(parsed(UNKNOWN, (3, 6, "place")), gazetteer)["Qwertz district"].place
    assert (place.lat, place.lon, place.precision) == (None, None, PlacePrecision.DISTRICT)
    assert place.confidence <= 0.1


DISTRICTS = """
Strikes NOUN nsubj 2
hit VERB root 0
the DET det 7
Kalbajar PROPN compound 7
and CCONJ cc 6
Lachin PROPN conj 4
districts NOUN obj 2
. PUNCT punct 2
"""


def test_one_type_word_serves_several_names(gazetteer: Gazetteer) -> None:
    found = named(parsed(DISTRICTS, (3, 4, "place"), (5, 6, "place")), gazetteer)
    assert found["Lachin districts"].place.precision is PlacePrecision.DISTRICT
    assert found["Kalbajar"].place.precision is PlacePrecision.DISTRICT


CORRIDOR = """
Passage NOUN nsubj:pass 9
on ADP case 5
the DET det 5
Lachin PROPN compound 5
corridor NOUN nmod 1
to ADP case 7
Nagorno-Karabakh PROPN nmod 5
was AUX aux:pass 9
blocked VERB root 0
. PUNCT punct 9
"""


def test_corridors_and_regions_of_the_curated_table(gazetteer: Gazetteer) -> None:
    found = named(parsed(CORRIDOR), gazetteer)
    assert found["Lachin corridor"].place.precision is PlacePrecision.CORRIDOR
    assert found["Lachin corridor"].place.country is None
    assert found["Nagorno-Karabakh"].place.precision is PlacePrecision.REGION


LINE = """
Troops NOUN nsubj 2
crossed VERB root 0
the DET det 4
Line NOUN obj 2
of ADP case 6
Control NOUN nmod 4
. PUNCT punct 2
"""


def test_a_curated_name_of_several_words_needs_no_label(gazetteer: Gazetteer) -> None:
    assert named(parsed(LINE), gazetteer)["Line of Control"].place.precision is PlacePrecision.CORRIDOR


BORDER = """
They PRON nsubj 2
clashed VERB root 0
on ADP case 8
the DET det 8
Armenian ADJ amod 8
- PUNCT punct 5
Azerbaijani ADJ amod 8
border NOUN obl 2
. PUNCT punct 2
"""

JOINT = """
They PRON nsubj 2
clashed VERB root 0
on ADP case 6
their PRON nmod:poss 6
joint ADJ amod 6
border NOUN obl 2
. PUNCT punct 2
"""

BETWEEN = """
They PRON nsubj 2
clashed VERB root 0
on ADP case 5
the DET det 5
border NOUN obl 2
between ADP case 7
Armenia PROPN nmod 5
and CCONJ cc 9
Azerbaijan PROPN conj 7
. PUNCT punct 2
"""

WITH = """
Armenia PROPN nsubj 2
closed VERB root 0
its PRON nmod:poss 4
border NOUN obj 2
with ADP case 6
Azerbaijan PROPN nmod 4
. PUNCT punct 2
"""


@pytest.mark.parametrize(
    ("table", "name"),
    [
        (BORDER, "Armenian-Azerbaijani border"),
        (JOINT, "Armenian-Azerbaijani border"),
        (BETWEEN, "border between Armenia and Azerbaijan"),
        (WITH, "Armenian-Azerbaijani border"),
    ],
)
def test_borders_by_the_countries_that_they_part(gazetteer: Gazetteer, table: str, name: str) -> None:
    place = named(parsed(table), gazetteer, {"ARM": 1.0, "AZE": 1.0})[name].place
    assert (place.precision, place.lat, place.lon) == (PlacePrecision.BORDER, 40.0, 45.8)


def test_a_border_that_nobody_names_has_no_coordinates(gazetteer: Gazetteer) -> None:
    place = named(parsed(JOINT), gazetteer)["joint border"].place
    assert (place.lat, place.precision, place.confidence) == (None, PlacePrecision.BORDER, 0.1)


BORDER_CLASHES = """
Border NOUN compound 2
clashes NOUN nsubj 3
continued VERB root 0
. PUNCT punct 3
"""


def test_border_clashes_are_no_place(gazetteer: Gazetteer) -> None:
    assert named(parsed(BORDER_CLASHES), gazetteer, {"ARM": 1.0, "AZE": 1.0}) == {}


SAID = """
Yerevan PROPN nsubj 2
accused VERB root 0
Azerbaijan PROPN obj 2
of SCONJ mark 5
firing VERB advcl 2
from ADP case 7
Kalbajar PROPN obl 5
. PUNCT punct 2
"""


def test_who_acts_is_no_place(gazetteer: Gazetteer) -> None:
    found = named(parsed(SAID, (6, 7, "place")), gazetteer)
    assert {name for name, m in found.items() if m.acts} == {"Yerevan", "Azerbaijan"}
    assert not found["Kalbajar"].acts


UNDER_FIRE = """
Yerevan PROPN nsubj 2
came VERB root 0
under ADP case 4
fire NOUN obl 2
. PUNCT punct 2
"""


def test_a_capital_that_undergoes_is_a_place(gazetteer: Gazetteer) -> None:
    doc = parsed(UNDER_FIRE)
    doc[1].lemma_ = "come"
    assert not named(doc, gazetteer)["Yerevan"].acts


SUMMIT = """
A DET det 2
summit NOUN nsubj 6
in ADP case 4
Moldova PROPN nmod 2
was AUX cop 6
due ADJ root 0
. PUNCT punct 6
"""


def test_a_country_in_which_is_a_place(gazetteer: Gazetteer) -> None:
    moldova = named(parsed(SUMMIT), gazetteer)["Moldova"]
    assert not moldova.acts
    assert moldova.place.precision is PlacePrecision.COUNTRY


PEACEKEEPERS = """
Moscow PROPN nmod:poss 3
's PART case 1
peacekeepers NOUN nsubj 6
with ADP case 5
Armenia PROPN nmod 3
patrol VERB root 0
. PUNCT punct 6
"""


def test_owners_and_partners_act(gazetteer: Gazetteer) -> None:
    found = named(parsed(PEACEKEEPERS, (0, 1, "place")), gazetteer)
    assert found["Moscow"].acts and found["Armenia"].acts


BROKERED = """
The DET det 5
Russia PROPN compound 4
- PUNCT punct 4
brokered VERB amod 5
truce NOUN nsubj 6
held VERB root 0
. PUNCT punct 6
"""


def test_the_broker_acts(gazetteer: Gazetteer) -> None:
    assert named(parsed(BROKERED), gazetteer)["Russia"].acts


PEOPLE = """
Foreign PROPN compound 2
Minister PROPN nsubj 5
Ilham PROPN flat 2
Kalbajar PROPN flat 2
met VERB root 0
Hamas PROPN obj 5
and CCONJ cc 9
Armenian ADJ amod 9
troops NOUN conj 6
. PUNCT punct 5
"""


def test_titles_surnames_and_organisations_are_no_places_and_adjectives_act(gazetteer: Gazetteer) -> None:
    for doc in (parsed(PEOPLE, (0, 4, "person"), (5, 6, "organization")), parsed(PEOPLE)):
        assert [(m.place.name, m.acts) for m in named(doc, gazetteer).values()] == [("Armenian", True)]


SHELLED = """
Rebels NOUN nsubj 2
{verb} VERB root 0
{name} PROPN obj 2
. PUNCT punct 2
Willy PROPN nsubj 7
{other} PROPN flat 5
fled VERB root 0
. PUNCT punct 7
"""


@pytest.mark.parametrize(
    ("verb", "name", "other", "place"),
    [
        ("shell", "Kalbajar", "Example", True),
        ("shell", "Kalbajar", "Kalbajar", False),
        ("meet", "Kalbajar", "Example", False),
        ("capture", "Kalbajar", "Example", False),
        ("capture", "Yerevan", "Example", True),
    ],
)
def test_a_name_taken_for_a_person_is_a_place_where_it_is_shelled(
    verb: str, name: str, other: str, place: bool, gazetteer: Gazetteer
) -> None:
    doc = parsed(SHELLED.format(verb=verb, name=name, other=other), (2, 3, "person"), (4, 6, "person"))
    doc[1].lemma_ = verb
    assert (name in named(doc, gazetteer)) == place


EASTERN = """
Fighting NOUN nsubj 2
raged VERB root 0
in ADP case 5
eastern ADJ amod 5
Ukraine PROPN obl 2
. PUNCT punct 2
"""


def test_a_part_of_a_country_is_a_region_without_coordinates(gazetteer: Gazetteer) -> None:
    place = named(parsed(EASTERN), gazetteer)["eastern Ukraine"].place
    assert (place.lat, place.country, place.precision) == (None, "UKR", PlacePrecision.REGION)


GEORGIA = """
Protests NOUN nsubj 2
spread VERB root 0
in ADP case 4
Georgia PROPN obl 2
. PUNCT punct 2
"""


def test_a_country_before_a_state_unless_the_story_says_otherwise(gazetteer: Gazetteer) -> None:
    assert named(parsed(GEORGIA), gazetteer)["Georgia"].place.country == "GEO"
    assert named(parsed(GEORGIA), gazetteer, {"USA": 1.0})["Georgia"].place.country == "USA"


FRONT = """
Fighting NOUN nsubj 2
continued VERB root 0
on ADP case 5
the DET det 5
frontline NOUN obl 2
. PUNCT punct 2
"""


def test_the_front_is_no_place(gazetteer: Gazetteer) -> None:
    assert named(parsed(FRONT), gazetteer) == {}


NEARBY = """
Shells NOUN nsubj 2
hit VERB root 0
homes NOUN obj 2
in ADP case 5
Sotk PROPN obl 2
and CCONJ cc 7
Martuni PROPN conj 5
. PUNCT punct 2
"""


def test_listed_places_are_found_by_their_neighbour(gazetteer: Gazetteer) -> None:
    found = named(parsed(NEARBY), gazetteer)
    assert found["Martuni"].place.country == "ARM"
    assert found["Martuni"].trace[0].detail["near_others"] > 0.4


def test_an_empty_document(gazetteer: Gazetteer) -> None:
    assert find_places(Doc(parsed(FRONT).vocab), gazetteer, {}) == []


STRAY = """
Clashes NOUN nsubj 2
erupted VERB root 0
near ADP case 4
Minister PROPN obl 2
and CCONJ cc 6
Sotk PROPN conj 4
. PUNCT punct 2
"""


def test_a_small_namesake_far_from_the_story_is_not_meant(gazetteer: Gazetteer) -> None:
    doc = parsed(STRAY, (3, 4, "place"), (5, 6, "place"))
    found = named(doc, gazetteer, {"ARM": 1})
    assert (found["Minister"].place.lat, found["Minister"].place.country) == (None, None)
    assert found["Sotk"].place.country == "ARM"
    assert named(doc, gazetteer, {"ARM": 1, "USA": 1})["Minister"].place.country == "USA"


PIECE = """
Shells NOUN nsubj 2
hit VERB root 0
Paris PROPN obj 2
- PUNCT punct 5
Qwertz PROPN flat 3
. PUNCT punct 2
"""


def test_a_piece_of_a_hyphened_name_is_no_place(gazetteer: Gazetteer) -> None:
    found = named(parsed(PIECE, (2, 5, "place")), gazetteer)
    assert set(found) == {"Paris-Qwertz"}
    assert found["Paris-Qwertz"].place.lat is None
