from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from counterclaim.errors import ConfigError
from counterclaim.evaluation import suite
from counterclaim.evaluation.sheet import Entry, choose, measure
from counterclaim.evaluation.suite import Engines, Figure, Folders, Suite, on_corpus
from counterclaim.evaluation.suites import SUITES
from tellings_by_hand import entry, toy_suite

FOLDERS = Folders(Path("gold"), Path("wire"))
TOYS, TRAINS, DOLLS = (toy_suite(name, Figure("f1", 0.5)) for name in ("toys", "trains", "dolls"))
ALL = (TOYS, TRAINS, DOLLS)


def test_all_suites_without_names() -> None:
    assert choose(ALL, ()) == [TOYS, TRAINS, DOLLS]


@pytest.mark.parametrize("names", [("dolls", "toys"), ("toys", "dolls", "toys")])
def test_named_suites_stand_in_the_order_of_the_sheet(names: tuple[str, ...]) -> None:
    assert choose(ALL, names) == [TOYS, DOLLS]


def test_unknown_names_are_said_with_those_there_are() -> None:
    with pytest.raises(ConfigError, match="no suite is called cars, planes; there are toys, trains, dolls"):
        choose(ALL, ("planes", "toys", "cars"))


def test_a_suite_without_data_is_not_run_and_says_what_to_do() -> None:
    absent = replace(toy_suite("absent", Figure("f1", 0.5), folder=None), absent="nobody built it")
    assert measure(absent, FOLDERS, Engines()) == Entry(absent, (), "nobody built it", 0.0)


def test_a_suite_on_a_corpus_says_which_is_missing(tmp_path: Path) -> None:
    trains = on_corpus("trains", "a corpus of trains", "trains-1.0", lambda _place, _engines: [Figure("f1", 1.0)])
    assert measure(trains, FOLDERS, Engines()).not_run == "give --corpora DIR with trains-1.0/"
    (tmp_path / "trains-1.0").mkdir()
    assert measure(trains, replace(FOLDERS, corpora=tmp_path), Engines()).figures == (Figure("f1", 1.0),)


def test_a_suite_is_given_its_place_and_the_engines() -> None:
    engines, seen = Engines(), list[tuple[Path, Engines]]()

    def measured(place: Path, shared: Engines) -> Sequence[Figure]:
        seen.append((place, shared))
        return [Figure("f1", 1.0)]

    found = measure(Suite("one", "", lambda f: f.wire, measured), FOLDERS, engines)
    assert (found.figures, found.not_run) == ((Figure("f1", 1.0),), None)
    assert found.seconds >= 0
    assert seen == [(Path("wire"), engines)]


def test_every_suite_says_what_to_do_without_its_data(tmp_path: Path) -> None:
    nowhere = Folders(tmp_path / "gold", tmp_path / "wire")
    reasons = {s.name: measure(s, nowhere, Engines()).not_run for s in SUITES}
    assert [name for name, reason in reasons.items() if not reason] == []
    assert reasons["dates"] == "give --corpora DIR with timeml-aquaint/"
    assert reasons["claims"] == "run it in a checkout, or give --gold DIR"
    assert reasons["wire"] == "run it in a checkout, or give --wire DIR"


def test_the_language_engine_is_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suite, "load_engine", object)
    monkeypatch.setattr(suite, "Pipeline", lambda _options, engine: {"engine": engine})
    engines = Engines()
    assert cast(dict[str, object], engines.pipeline)["engine"] is engines.language


def test_figures_have_full_names() -> None:
    measured = entry("toys", Figure("dev.f1", 0.5), Figure("km", 3, "km"))
    assert [(name, f.value) for name, f in measured.named()] == [("toys.dev.f1", 0.5), ("toys.km", 3)]


def test_a_corpus_is_a_folder_below_the_corpora(tmp_path: Path) -> None:
    (tmp_path / "geo").mkdir()
    (tmp_path / "muc4").touch()
    folders = replace(FOLDERS, corpora=tmp_path)
    assert folders.corpus("geo") == tmp_path / "geo"
    assert folders.corpus("muc4") is None
    assert folders.corpus("petrarch") is None
    assert FOLDERS.corpus("geo") is None
