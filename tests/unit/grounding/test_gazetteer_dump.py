from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from counterclaim.errors import ResourceError
from counterclaim.grounding import gazetteer_dump
from counterclaim.grounding.gazetteer import Candidate, Gazetteer
from counterclaim.grounding.gazetteer_build import with_dump, write_index
from counterclaim.grounding.gazetteer_dump import Dump, read_features
from counterclaim.grounding.gazetteer_entry import Entry
from counterclaim.grounding.gazetteer_sources import country_codes
from counterclaim.records.words import PlacePrecision

CODES = {"AM": "ARM", "US": "USA"}


def line(
    number: int, name: str, sort: str = "P.PPL", country: str = "AM", spot: str = "40.2 45.9", also: str = "", people: str = "0"
) -> str:
    lat, lon = spot.split()
    kind, code = sort.split(".")
    return "\t".join((str(number), name, name, also, lat, lon, kind, code, country, "", "04", "", "", "", people, "", "", "", "2024-01-01"))


def dump(folder: Path, *lines: str, name: str = "AM.zip") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("readme.txt", "how to read it")
        packed.writestr("AM.txt", "".join(f"{text}\n" for text in lines))
    return path


def read(path: Path) -> list[Entry]:
    return list(Dump(path, CODES).entries())


def test_a_line_becomes_a_place(tmp_path: Path) -> None:
    (tmp_path / "admin1CodesASCII.txt").write_text("AM.04\tGegharkunik\tGegharkunik\t409313\n")
    (entry,) = read(dump(tmp_path, line(7, "Norashen", also="Noraschen,Нор", people="230")))
    assert entry.names == {"norashen", "noraschen"}
    found = entry.place
    assert (found.lat, found.lon, found.country, found.admin1) == (40.2, 45.9, "ARM", "Gegharkunik")
    assert (found.geonames_id, found.population, found.precision) == (7, 230, PlacePrecision.SETTLEMENT)


def test_plain_text_is_read_too_and_without_the_table_of_provinces_none_is_named(tmp_path: Path) -> None:
    path = tmp_path / "AM.txt"
    path.write_text(line(7, "Norashen") + "\n")
    (entry,) = read(path)
    assert entry.place.admin1 is None and entry.place.population is None


def test_sorts_are_told_apart_and_others_left_out(tmp_path: Path) -> None:
    sorts = ("A.ADM1", "A.ADM2", "H.STM", "P.PPLX", "P.PPLH", "S.SCH")
    found = {e.place.name: e.place.precision.value for e in read(dump(tmp_path, *(line(n + 1, s[2:], s) for n, s in enumerate(sorts))))}
    assert found == {"ADM1": "region", "ADM2": "district", "STM": "region", "PPLX": "settlement"}


@pytest.mark.parametrize(
    "broken",
    [
        "no columns",
        line(0, "Zero"),
        line(8, "Far", spot="91 0"),
        line(8, "Not", spot="nan 1"),
        line(8, ""),
        line(8, "Few", people="-1"),
        "",
    ],
)
def test_a_broken_line_is_counted_and_left_out(broken: str, tmp_path: Path) -> None:
    reading = Dump(dump(tmp_path, line(7, "Norashen"), broken, line(9, "Geghhovit")), CODES)
    assert [e.place.name for e in reading.entries()] == ["Norashen", "Geghhovit"]
    assert (reading.read, reading.broken) == (3, 1)


def test_what_is_no_dump_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="not a dump of GeoNames"):
        read(dump(tmp_path, "a", "b", line(7, "Norashen")))
    with pytest.raises(ResourceError, match="not a dump of GeoNames"):
        read(dump(tmp_path))
    with pytest.raises(ResourceError, match="cannot be read"):
        read(tmp_path / "none.zip")


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="would unpack to"):
        read(dump(tmp_path, "\t" * 2_000_000))


def test_more_bytes_than_a_dump_can_have_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "AM.txt"
    path.write_text(f"{line(7, 'Norashen')}\n" * 3)
    monkeypatch.setattr(gazetteer_dump, "MOST_BYTES", 150)
    with pytest.raises(ResourceError, match="holds more than"):
        read(path)


def test_a_zip_of_two_lists_or_damaged_is_refused(tmp_path: Path) -> None:
    path = dump(tmp_path, line(7, "Norashen"))
    content = path.read_bytes()
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("AZ.txt", line(8, "Zod"))
    with pytest.raises(ResourceError, match="holds 2 lists"):
        read(path)
    path.write_bytes(content.replace(b"AM.txt", b"AM.tx_", 1))
    with pytest.raises(ResourceError):
        read(path)


def test_progress_ends_at_the_whole(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    list(Dump(dump(tmp_path, line(7, "Norashen")), CODES, lambda done, total: seen.append((done, total))).entries())
    assert seen[-1][0] == seen[-1][1] > 0


def test_known_places_stay_and_districts_of_ours_make_room(tmp_path: Path) -> None:
    known = [
        _entry("geonames:7", 7, "Norashen", PlacePrecision.SETTLEMENT),
        _entry("region:ARM/Lori", None, "Lori", PlacePrecision.REGION),
        _entry("county:1", None, "Milton County", PlacePrecision.DISTRICT),
    ]
    path = dump(
        tmp_path, line(7, "Norashen new"), line(8, "Lori", "A.ADM1"), line(9, "Milton County", "A.ADM2"), line(10, "Lori", people="12")
    )
    index = tmp_path / "places.sqlite"
    assert write_index(index, with_dump(known, Dump(path, CODES)), "x") == 4
    with Gazetteer(index) as gazetteer:
        assert [c.name for c in gazetteer.find("norashen")] == ["Norashen"]
        assert gazetteer.find("norashen new") == ()
        assert {c.place_id for c in gazetteer.find("Lori")} == {"region:ARM/Lori", "geonames:10"}
        assert [c.place_id for c in gazetteer.find("milton county")] == ["geonames:9"]


def _entry(place_id: str, number: int | None, name: str, precision: PlacePrecision) -> Entry:
    return Entry(Candidate(place_id, name, 40.0, 45.0, "ARM", None, number, precision, None, None, "test"), {name.lower()})


def test_every_line_of_the_features_loads() -> None:
    features = read_features()
    assert features["P", "*"] is PlacePrecision.SETTLEMENT and features["P", "PPLH"] is None
    assert country_codes()["AM"] == "ARM"
