from __future__ import annotations

import errno
import os
import pickle
import sqlite3
import time
from pathlib import Path

import pytest

from counterclaim.errors import ResourceError
from counterclaim.grounding import gazetteer_build
from counterclaim.grounding.gazetteer import SOURCES, Candidate, Gazetteer, default_path, fingerprint
from counterclaim.grounding.gazetteer_build import write_index
from counterclaim.grounding.gazetteer_counties import read_counties, read_middles
from counterclaim.grounding.gazetteer_entry import Entry
from counterclaim.grounding.gazetteer_sources import (
    Settlements,
    add_twins,
    is_a_name,
    leave_to_countries,
    leave_to_regions,
    mean_point,
    read_countries,
    read_regions,
    read_subdivisions,
)
from counterclaim.grounding.placenames import fold, readable
from counterclaim.grounding.placewords import KNOWLEDGE, load_placewords, read_rows
from counterclaim.records.words import PlacePrecision
from places_by_hand import entries, world


def city(number: int, name: str, code: str, lat: float, lon: float, population: int = 1000, *also: str) -> dict[str, object]:
    return {
        "geonameid": number,
        "name": name,
        "countrycode": code,
        "latitude": lat,
        "longitude": lon,
        "population": population,
        "admin1code": "01",
        "alternatenames": list(also),
    }


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("Kəlbəcər", "kalbacar"),
        ("Sot'k'", "Sotk"),
        ("Hala’ib", "halaib"),
        ("Nagorno-Karabakh", "Nagorno Karabakh"),
        ("The Hague", "hague"),
        ("St. Louis", "Saint-Louis"),
        ("Łódź", "lodz"),
        ("Laçın", "lacin"),
        ("D.R. Congo", "d r congo"),
    ],
)
def test_spellings_that_are_one_name(written: str, same: str) -> None:
    assert fold(written) == fold(same)


def test_a_name_in_another_script_is_not_readable() -> None:
    assert readable(fold("Сотк")) is False
    assert readable(fold("Sôtk")) is True


def test_codes_and_bare_transliterations_are_no_names() -> None:
    assert not is_a_name("BRU")
    assert not is_a_name("ka bu lei")
    assert is_a_name("al-Bab")
    assert is_a_name("Zod")


def test_find_gives_every_candidate_of_a_spelling(tmp_path: Path) -> None:
    with world(tmp_path) as gazetteer:
        assert {c.country for c in gazetteer.find("PARIS")} == {"FRA", "USA"}
        assert gazetteer.find("zod")[0].name == "Sotk"
        assert gazetteer.find("the Lachin corridor")[0].precision is PlacePrecision.CORRIDOR
        assert gazetteer.find("Nowhere") == ()
        assert gazetteer.find(" ") == ()
        assert gazetteer.find("'; DROP TABLE places; --") == ()


def test_countries_and_borders_by_code(tmp_path: Path) -> None:
    with world(tmp_path) as gazetteer:
        assert gazetteer.countries()["MDA"].name == "Moldova"
        border = gazetteer.border(frozenset({"AZE", "ARM"}))
        assert border is not None and border.countries == ("ARM", "AZE")
        assert gazetteer.border(frozenset({"MDA", "ARM"})) is None


def test_the_index_is_read_only_and_can_be_sent_to_another_process(tmp_path: Path) -> None:
    gazetteer = world(tmp_path)
    copy = pickle.loads(pickle.dumps(gazetteer))
    assert copy.find("Sotk") == gazetteer.find("Sotk")
    with pytest.raises(sqlite3.OperationalError):
        gazetteer._connection.execute("DELETE FROM places")


def test_a_missing_or_foreign_or_broken_file_is_a_resource_error(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="gazetteer build"):
        Gazetteer(tmp_path / "none.sqlite")
    foreign = tmp_path / "notes.txt"
    foreign.write_text("my notes, much longer than a header of any kind needs to be, I should think; see below")
    with pytest.raises(ResourceError):
        Gazetteer(foreign)
    with pytest.raises(ResourceError, match="not a place index"):
        write_index(foreign, entries(), "x")
    assert foreign.read_text().startswith("my notes")


def test_a_current_index_is_opened_and_an_outdated_one_built_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "places.sqlite"
    built: list[Path] = []

    def build(where: Path, progress: object = None) -> int:
        built.append(where)
        return write_index(where, entries(), fingerprint())

    monkeypatch.setattr(gazetteer_build, "build_index", build)
    Gazetteer.open(path).close()
    Gazetteer.open(path).close()
    assert built == [path]
    write_index(path, entries(), "made of something else")
    Gazetteer.open(path).close()
    assert built == [path, path]
    path.write_bytes(path.read_bytes()[:5000])
    Gazetteer.open(path).close()
    assert len(built) == 3


def test_the_fingerprint_follows_the_knowledge_files(tmp_path: Path) -> None:
    for name in SOURCES:
        (tmp_path / name).write_text("name\n")
    before = fingerprint(tmp_path)
    (tmp_path / "twins.csv").write_text("name\nx\n")
    assert fingerprint(tmp_path) != before


def test_a_full_disk_leaves_the_old_index_and_no_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "places.sqlite"
    write_index(path, entries(), "old")
    before = path.read_bytes()

    def full(part: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(gazetteer_build, "_settle", full)
    with pytest.raises(ResourceError, match="No space left"):
        write_index(path, entries(), "new")
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_cannot_be_made_is_a_resource_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ResourceError, match="another place"):
        write_index(tmp_path / "file" / "places.sqlite", entries(), "x")


def test_what_a_killed_build_left_is_swept_when_old(tmp_path: Path) -> None:
    old, fresh = tmp_path / "places.sqliteaaa.building", tmp_path / "places.sqlitebbb.building"
    old.write_text("half")
    fresh.write_text("half")
    os.utime(old, (time.time() - 7200, time.time() - 7200))
    write_index(tmp_path / "places.sqlite", entries(), "x")
    assert not old.exists()
    assert fresh.exists()


def test_the_default_lies_in_the_cache_folder_of_the_user() -> None:
    assert default_path().name == "places.sqlite"
    assert "counterclaim" in str(default_path())


def test_settlements_keep_their_names_and_learn_their_province() -> None:
    cities = Settlements([city(1, "Kəlbəcər", "AZ", 40.1, 46.0, 8400, "Kalbajar", "KBJ", "kbjr", "Кельбаджар")], {"AZ": "AZE"})
    (entry,) = cities.entries
    assert entry.names == {"kalbacar", "kalbajar"}
    cities.name_admin1("AZE", "01", "Kəlbəcər")
    assert entry.place.admin1 == "Kəlbəcər"
    assert cities.largest("AZE", "kalbajar") is entry


def test_a_country_lies_where_its_people_live(tmp_path: Path) -> None:
    (tmp_path / "countries.csv").write_text("name,actor,how,since,until,role\nUpper Volta,BFA,former,,,\nOuaga,BFA:GOV,capital,,,\n")
    (tmp_path / "country_points.csv").write_text("country,lat,lon\nMLI,17,-4\n")
    cities = Settlements([city(1, "Ouagadougou", "BF", 12.4, -1.5, 9000), city(2, "Bobo", "BF", 11.2, -4.3, 1000)], {"BF": "BFA"})
    known = {"iso": "BF", "iso3": "BFA", "name": "Burkina Faso", "geonameid": 1, "population": 1, "areakm2": 274200}
    (entry,) = read_countries([known], cities, [], tmp_path)
    assert entry.place.lat == pytest.approx(12.28, abs=0.01)
    assert entry.place.radius_km == pytest.approx(295, abs=1)
    assert {"burkina faso", "upper volta"} <= entry.names
    assert "ouaga" not in entry.names
    (tmp_path / "country_points.csv").write_text("country,lat,lon\nBFA,13,-2\n")
    (entry,) = read_countries([known], cities, [], tmp_path)
    assert (entry.place.lat, entry.place.lon, entry.place.source) == (13.0, -2.0, "middle of its land")


def test_a_province_lies_among_its_settlements() -> None:
    known = [city(1, "Sonora", "MX", 20.8, -103.8), city(2, "Tala", "MX", 20.6, -103.6)]
    cities = Settlements(known, {"MX": "MEX"})
    found = {e.place.name: e.place for e in read_subdivisions(cities, [])}
    assert found["Sonora"].lat == pytest.approx(20.7, abs=0.01)
    assert found["Sonora"].lon == pytest.approx(-103.7, abs=0.01)
    assert found["Sonora"].source == "ISO 3166-2, mean of its GeoNames settlements"
    assert found["Jalisco"].lat is None
    assert cities.entries[1].place.admin1 == "Sonora"


@pytest.mark.parametrize(("population", "found_bare"), [(1_900, True), (300_000, False)])
def test_a_province_goes_by_its_bare_name_unless_a_town_does(population: int, found_bare: bool) -> None:
    curated = _region("Jalisco state", "MEX")
    cities = Settlements([city(1, "Jalisco", "MX", 20.8, -103.8, population)], {"MX": "MEX"})
    list(read_subdivisions(cities, [curated]))
    assert ("jalisco" in curated.names) is found_bare


def test_a_town_called_city_leaves_its_bare_name_to_the_region() -> None:
    cities = Settlements([city(1, "Gaza", "PS", 31.5, 34.5, 410_000, "Gaza City"), city(2, "Rafah", "PS", 31.3, 34.2)], {"PS": "PSE"})
    strip = _region("Gaza", "PSE")
    strip.names.add("rafah")
    leave_to_regions(cities, [strip])
    assert [e.names for e in cities.entries] == [{"gaza city"}, {"rafah"}]


def _region(name: str, country: str) -> Entry:
    place = Candidate(f"region:{name}", name, 20.5, -103.6, country, None, None, PlacePrecision.REGION, None, 100.0, "regions.csv")
    return Entry(place, {fold(name)})


def test_every_line_of_the_points_loads() -> None:
    for row in read_rows(KNOWLEDGE / "country_points.csv", ("country", "lat", "lon")):
        assert len(row["country"]) == 3 and -90 <= float(row["lat"]) <= 90 and -180 <= float(row["lon"]) <= 180


def test_the_mean_is_right_across_the_date_line() -> None:
    assert mean_point([(0.0, 179.0, 1.0), (0.0, -179.0, 1.0)]) == (0.0, 180.0)


def test_twins_are_added_within_their_country_only() -> None:
    cities = Settlements([city(1, "Khankendi", "AZ", 39.8, 46.7), city(2, "Khankendi", "AM", 40.0, 45.0)], {"AZ": "AZE", "AM": "ARM"})
    azeri, armenian = cities.entries
    _twins([azeri, armenian], "Stepanakert,Khankendi,AZE")
    assert "stepanakert" in azeri.names and azeri.listed == {"stepanakert", "khankendi"}
    assert "stepanakert" not in armenian.names


def _twins(known: list[Entry], *rows: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "twins.csv"
        path.write_text("\n".join(("name,same_as,country", *rows)) + "\n")
        add_twins(known, path)


def test_a_broken_knowledge_file_says_which_and_where(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match=r"regions\.csv is missing"):
        list(read_regions(tmp_path / "regions.csv"))
    (tmp_path / "regions.csv").write_text("name,precision\n")
    with pytest.raises(ResourceError, match="lacks the column country"):
        list(read_regions(tmp_path / "regions.csv"))
    (tmp_path / "regions.csv").write_text("name,precision,country,lat,lon,radius_km,admin1,also\nX,planet,AAA,1,2,3,,\n")
    with pytest.raises(ResourceError, match="X: 'planet'"):
        list(read_regions(tmp_path / "regions.csv"))


def test_every_line_of_the_curated_regions_loads() -> None:
    regions = list(read_regions(KNOWLEDGE / "regions.csv"))
    assert len(regions) > 2000
    for region in regions:
        assert region.names, region.place
        assert (region.place.lat, region.place.lon) != (0.0, 0.0)
        assert all(len(code) == 3 and code.isupper() for code in region.place.countries), region.place


def test_every_line_of_the_place_words_loads() -> None:
    words = load_placewords()
    assert words.types["village"] is PlacePrecision.SETTLEMENT
    assert words.types["oblast"] is PlacePrecision.REGION
    assert words.bare("provincia de bolivar") == "bolivar"
    assert len(list(read_rows(KNOWLEDGE / "placewords.csv", ("word", "use", "precision")))) > 200


COUNTIES = [
    {"name": "Milton County", "state": "OH", "fips": "39999"},
    {"name": "Adair Parish", "state": "LA", "fips": "22999"},
    {"name": "Rose Island", "state": "LA", "fips": "22998"},
    {"name": "Alton County", "state": "GU", "fips": "66999"},
]


def test_a_county_lies_in_the_middle_of_its_land_or_nowhere(tmp_path: Path) -> None:
    points = tmp_path / "county_points.csv"
    points.write_text("fips,lat,lon,radius_km\n39999,40.0,-82.0,21\n")
    milton, adair = read_counties(COUNTIES, {"OH": "Ohio", "LA": "Louisiana"}, points)
    assert (milton.place.lat, milton.place.lon, milton.place.radius_km, milton.place.admin1) == (40.0, -82.0, 21.0, "Ohio")
    assert milton.names == {"milton county", "milton co"}
    assert (adair.place.lat, adair.place.lon, adair.place.admin1) == (None, None, "Louisiana")


def test_a_county_without_sense_stops_the_build(tmp_path: Path) -> None:
    points = tmp_path / "county_points.csv"
    points.write_text("fips,lat,lon,radius_km\n39999,north,-82.0,21\n")
    with pytest.raises(ResourceError, match=r"county_points\.csv"):
        read_middles(points)


def test_every_county_of_the_table_lies_in_the_united_states() -> None:
    middles = read_middles(KNOWLEDGE / "county_points.csv")
    assert len(middles) > 3000
    assert all(-15 < lat < 72 and (-180 <= lon < -64 or lon > 140) and 0 < radius < 500 for lat, lon, radius in middles.values())


def test_a_country_keeps_its_name_from_its_subdivisions() -> None:
    state, land = _region("State of Mexico", "MEX"), _region("Mexico", "MEX")
    state.names.add("mexico")
    leave_to_countries([state], [land])
    assert state.names == {"state of mexico"}


def test_a_capital_keeps_its_name_from_a_region() -> None:
    cities = Settlements([city(1, "Washington", "US", 38.9, -77.0, 600_000, "Washington City")], {"US": "USA"})
    leave_to_regions(cities, [_region("Washington", "USA")])
    assert "washington" in cities.entries[0].names


def test_a_name_that_the_table_gives_outranks_one_that_only_lacks_its_generic_word(tmp_path: Path) -> None:
    strip, province = _region("Gaza", "PSE"), _region("Gaza province", "MOZ")
    strip.listed = frozenset(strip.names)
    province.names.add("gaza")
    path = tmp_path / "places.sqlite"
    write_index(path, [province, strip], "x")
    with Gazetteer(path) as gazetteer:
        assert {c.country: c.listed for c in gazetteer.find("Gaza")} == {"PSE": True, "MOZ": False}
