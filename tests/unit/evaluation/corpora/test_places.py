from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import counterclaim.language.engine  # noqa: F401  the extension attributes of spans
from counterclaim.errors import ResourceError
from counterclaim.evaluation.corpora.places import FARTHEST_KM, SUITE, Tally, error_km, resolve
from counterclaim.evaluation.corpora.toponyms import Toponym
from counterclaim.evaluation.suite import Engines, Folders
from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.records.models import Place, Span
from counterclaim.records.words import PlacePrecision
from places_by_hand import parsed, world

SOTK = (40.20, 45.87)
NEAR_SOTK = (41.20, 45.87)
"""111 km north."""
FAR = (44.20, 45.87)
"""445 km north."""


def place(start: int, end: int, spot: tuple[float, float] | None = SOTK, geonames_id: int | None = None) -> Place:
    lat, lon = spot or (None, None)
    return Place(
        name="x",
        lat=lat,
        lon=lon,
        precision=PlacePrecision.SETTLEMENT,
        confidence=0.5,
        span=Span(start=start, end=end),
        geonames_id=geonames_id,
    )


def toponym(start: int, end: int, spot: tuple[float, float] | None = SOTK, geonames_id: int | None = None) -> Toponym:
    return Toponym(start, end, spot, geonames_id)


def found(wanted: list[Toponym], places: list[Place]) -> Tally:
    tally = Tally()
    tally.found(wanted, places)
    return tally


def resolved(*pairs: tuple[Toponym, Place | None]) -> dict[str, float]:
    tally = Tally()
    tally.resolved([t for t, _ in pairs], [p for _, p in pairs])
    return {f.name.removeprefix("resolution."): f.value for f in tally.figures()}


def test_overlap_is_recognised_and_not_exact() -> None:
    tally = found([toponym(10, 14)], [place(4, 14)])
    assert (tally.recognised.f1, tally.exact.f1) == (1, 0)


def test_one_place_answers_one_toponym() -> None:
    tally = found([toponym(10, 14), toponym(15, 19)], [place(10, 19), place(30, 34)])
    assert (tally.recognised.right, tally.recognised.found, tally.recognised.wanted) == (1, 2, 2)


def test_toponyms_without_coordinates_are_to_be_recognised() -> None:
    assert found([toponym(10, 14, None)], [place(10, 14)]).recognised.f1 == 1


def test_both_asks_for_the_right_spot() -> None:
    tally = found([toponym(10, 14), toponym(20, 24)], [place(10, 14, NEAR_SOTK), place(20, 24, FAR)])
    assert (tally.both.right, tally.both.found, tally.both.wanted) == (1, 2, 2)


def test_both_leaves_out_what_has_no_coordinates() -> None:
    tally = found([toponym(10, 14), toponym(20, 24, None)], [place(10, 14, None), place(20, 24), place(30, 34)])
    assert (tally.both.right, tally.both.found, tally.both.wanted) == (0, 1, 1)


def test_error_of_places_and_of_none() -> None:
    assert error_km(toponym(0, 4), place(0, 4, NEAR_SOTK)) == pytest.approx(111.2, abs=0.1)
    assert error_km(toponym(0, 4), place(0, 4, None)) == error_km(toponym(0, 4), None) == FARTHEST_KM


def test_resolution_counts_the_unanswered_as_farthest() -> None:
    measured = resolved((toponym(0, 4), place(0, 4)), (toponym(0, 4), place(0, 4, FAR)), (toponym(0, 4), None), (toponym(0, 4, None), None))
    assert measured["wanted"] == 3
    assert measured["answered"] == pytest.approx(2 / 3)
    assert measured["acc161"] == pytest.approx(1 / 3)
    assert measured["median_km"] == pytest.approx(444.8, abs=0.1)
    assert measured["mean_km"] == pytest.approx((444.8 + FARTHEST_KM) / 3, abs=0.1)


def test_same_entry_elsewhere() -> None:
    measured = resolved((toponym(0, 4, geonames_id=7), place(0, 4, FAR, 7)), (toponym(0, 4, geonames_id=7), place(0, 4, FAR, 8)))
    assert (measured["acc161"], measured["acc161_or_same"]) == (0, 0.5)


def test_no_number_is_not_the_same_entry() -> None:
    assert resolved((toponym(0, 4), place(0, 4, FAR)))["acc161_or_same"] == 0


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    with world(Path(tmp_path_factory.mktemp("places"))) as opened:
        yield opened


TOLD = """
Sotk PROPN nsubj 2
slept VERB root 0
. PUNCT punct 2
"""


def test_program_is_told_of_toponyms(gazetteer: Gazetteer) -> None:
    doc = parsed(TOLD, (0, 1, "PERSON"))
    (answer,) = resolve(doc, [toponym(0, 4)], gazetteer, {})
    assert answer is not None
    assert (answer.lat, answer.lon) == SOTK
    assert [(e.text, e.label_) for e in doc.ents] == [("Sotk", "place")]


def test_no_answer_where_the_program_finds_no_place(gazetteer: Gazetteer) -> None:
    assert resolve(parsed(TOLD), [toponym(5, 10), toponym(0, 4)], gazetteer, {})[0] is None


def test_suite_without_a_file(tmp_path: Path) -> None:
    (tmp_path / "geo").mkdir()
    place_of_data = SUITE.find(Folders(tmp_path, tmp_path, tmp_path))
    assert place_of_data == tmp_path / "geo"
    with pytest.raises(ResourceError, match=r"lgl\.xml"):
        SUITE.run(place_of_data, Engines())
