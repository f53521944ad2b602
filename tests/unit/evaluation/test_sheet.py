from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from counterclaim.errors import ConfigError, ResourceError
from counterclaim.evaluation.sheet import choose, run
from counterclaim.evaluation.suite import Engines, Figure, Folders, Suite
from tellings_by_hand import entry, headline, toy_suite

FOLDERS = Folders(Path("gold"), Path("wire"))
TOYS, TRAINS, DOLLS = (toy_suite(name, headline("f1", 0.5)) for name in ("toys", "trains", "dolls"))
ALL = (TOYS, TRAINS, DOLLS)


def test_all_suites_without_names() -> None:
    assert choose(ALL, ()) == [TOYS, TRAINS, DOLLS]


@pytest.mark.parametrize("names", [("dolls", "toys"), ("toys", "dolls", "toys")])
def test_named_suites_stand_in_the_order_of_the_sheet(names: tuple[str, ...]) -> None:
    assert choose(ALL, names) == [TOYS, DOLLS]


def test_unknown_names_are_said_with_those_there_are() -> None:
    with pytest.raises(ConfigError, match="no suite is called cars, planes; there are toys, trains, dolls"):
        choose(ALL, ("planes", "toys", "cars"))


def test_a_suite_without_data_is_not_run_and_the_next_is() -> None:
    absent = replace(toy_suite("absent", headline("f1", 0.5), folder=None), absent="nobody built it")
    first, second = run((absent, TOYS), FOLDERS, Engines())
    assert (first.suite, first.figures, first.not_run, first.seconds) == (absent, (), "nobody built it", 0.0)
    assert (second.suite, second.not_run) == (TOYS, None)
    assert second.seconds >= 0


def test_suites_are_given_their_place_and_the_same_engines() -> None:
    engines, seen = Engines(), list[tuple[Path, Engines]]()

    def measured(place: Path, shared: Engines) -> Sequence[Figure]:
        seen.append((place, shared))
        return [headline("f1", 1.0)]

    suites = [Suite("one", "", lambda f: f.gold, measured), Suite("two", "", lambda f: f.wire, measured)]
    assert [e.figures for e in run(suites, FOLDERS, engines)] == [(headline("f1", 1.0),)] * 2
    assert seen == [(Path("gold"), engines), (Path("wire"), engines)]


def test_entries_come_one_by_one() -> None:
    def broken(_place: Path, _engines: Engines) -> Sequence[Figure]:
        raise ResourceError("half of the file is missing")

    entries = run((TOYS, Suite("broken", "", lambda f: f.gold, broken)), FOLDERS, Engines())
    assert next(entries).suite is TOYS
    with pytest.raises(ResourceError, match="half of the file"):
        next(entries)


def test_figures_have_full_names() -> None:
    measured = entry("toys", headline("dev.f1", 0.5), Figure("km", 3, "km"))
    assert [(name, f.value) for name, f in measured.named()] == [("toys.dev.f1", 0.5), ("toys.km", 3)]


def test_a_corpus_is_a_folder_below_the_corpora(tmp_path: Path) -> None:
    (tmp_path / "geo").mkdir()
    (tmp_path / "muc4").touch()
    folders = replace(FOLDERS, corpora=tmp_path)
    assert folders.corpus("geo") == tmp_path / "geo"
    assert folders.corpus("muc4") is None
    assert folders.corpus("petrarch") is None
    assert FOLDERS.corpus("geo") is None
