from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.errors import ConfigError
from counterclaim.evaluation.floors import SLACK, SLACK_SHARE, Fall, Floors
from counterclaim.evaluation.sheet import Entry
from counterclaim.evaluation.suite import Figure
from tellings_by_hand import entry

HEADLINES = {"toys.f1", "toys.recall", "toys.soft_f1", "toys.new", "toys.speed", "toys.km", "toys.errors"}
NOTE = {"figure": "toys.f1", "from": 0.6, "to": 0.4, "reason": "the corpus grew"}
names = st.sampled_from(("f1", "recall", "soft_f1"))
shares = st.dictionaries(names, st.floats(0, 1))
floors = shares.map(lambda held: Floors({f"toys.{name}": value for name, value in held.items()}))


def toys(figures: Mapping[str, float]) -> list[Entry]:
    return [entry("toys", *(Figure(name, value) for name, value in figures.items()))]


def test_a_figure_under_its_floor_falls() -> None:
    held = Floors({"toys.f1": 0.5, "toys.recall": 0.4, "trains.f1": 0.9})
    assert held.falls(toys({"f1": 0.499, "recall": 0.4, "soft_f1": 0.1})) == [Fall("toys.f1", 0.499, 0.5)]


def test_a_suite_that_was_not_run_neither_falls_nor_misses_anything() -> None:
    absent = [entry("toys", not_run="its data is not here")]
    held = Floors({"toys.f1": 0.5})
    assert (held.falls(absent), held.missing(absent)) == ([], [])
    assert held.raised(absent, HEADLINES).floors == held.floors


def test_a_figure_that_vanishes_is_missing() -> None:
    held = Floors({"toys.f1": 0.5, "toys.b": 0.1, "toys.a": 0.1, "trains.f1": 0.9})
    assert held.missing(toys({"f1": 0.5})) == ["toys.a", "toys.b"]


def test_a_figure_that_is_no_headline_any_more_is_still_held() -> None:
    held = Floors({"toys.f1": 0.5})
    assert held.falls([entry("toys", Figure("f1", 0.3))]) == [Fall("toys.f1", 0.3, 0.5)]
    assert held.raised([entry("toys", Figure("f1", 0.7))], ()).floors == {"toys.f1": 0.5}


def test_floors_rise_to_a_little_under_the_headlines() -> None:
    held = Floors({"toys.f1": 0.3, "trains.f1": 0.9}, [NOTE])
    risen = held.raised([entry("toys", Figure("f1", 0.4126), Figure("new", 0.2), Figure("detail", 0.7))], HEADLINES)
    assert risen == Floors({"toys.f1": 0.402, "toys.new": 0.19, "trains.f1": 0.9}, [NOTE])
    assert held == Floors({"toys.f1": 0.3, "trains.f1": 0.9}, [NOTE])


@pytest.mark.parametrize("figure", [Figure("speed", 6800, "words/s"), Figure("km", 32, "km", falls=True)])
def test_what_has_a_unit_keeps_no_floor(figure: Figure) -> None:
    assert Floors().raised([entry("toys", figure)], HEADLINES).floors == {}


def test_what_is_better_when_it_falls_keeps_no_floor() -> None:
    assert Floors().raised([entry("toys", Figure("errors", 0.2, falls=True))], HEADLINES).floors == {}


@pytest.mark.parametrize(("value", "floor"), [(0.0, 0.0), (0.004, 0.003), (0.05, 0.045), (0.1, 0.09), (0.2, 0.19), (1.0, 0.99)])
def test_the_slack_is_small_under_a_small_figure(value: float, floor: float) -> None:
    assert Floors().raised(toys({"f1": value}), HEADLINES).floors == {"toys.f1": floor}


@settings(max_examples=100, deadline=None)
@given(floors, shares)
def test_raising_never_lowers_and_leaves_no_new_fall(held: Floors, figures: dict[str, float]) -> None:
    entries = toys(figures)
    risen = held.raised(entries, HEADLINES)
    assert all(risen.floors[name] >= floor for name, floor in held.floors.items())
    assert risen.floors.keys() == held.floors.keys() | {f"toys.{name}" for name in figures}
    assert risen.lowered == held.lowered
    assert {f.figure for f in risen.falls(entries)} == {f.figure for f in held.falls(entries)}
    assert risen.raised(entries, HEADLINES) == risen


@settings(max_examples=100, deadline=None)
@given(shares)
def test_new_floors_lie_under_their_figures_by_the_slack(figures: dict[str, float]) -> None:
    for name, floor in Floors().raised(toys(figures), HEADLINES).floors.items():
        value = figures[name.removeprefix("toys.")]
        slack = min(SLACK, value * SLACK_SHARE)
        assert 0 <= floor <= value - slack + 1e-9
        assert value - slack - floor <= 0.001 + 1e-9


def test_a_floor_is_lowered_for_a_reason_which_is_kept() -> None:
    held = Floors({"toys.f1": 0.6, "toys.recall": 0.6})
    lowered = held.lower("toys.f1", toys({"f1": 0.4126, "recall": 0.2}), " the corpus grew ")
    assert lowered.floors == {"toys.f1": 0.402, "toys.recall": 0.6}
    assert lowered.lowered == [{"figure": "toys.f1", "from": 0.6, "to": 0.402, "reason": "the corpus grew"}]
    assert held == Floors({"toys.f1": 0.6, "toys.recall": 0.6})


@pytest.mark.parametrize(
    ("figure", "reason", "message"),
    [
        ("toys.f1", "", "needs a reason"),
        ("toys.f1", "  ", "needs a reason"),
        ("toys.f1", "the corpus grew", r"toys\.f1 stands at 0\.700: its floor of 0\.600 needs no lowering"),
        ("toys.close", "the corpus grew", "needs no lowering"),
        ("toys.none", "the corpus grew", r"toys\.none has no floor"),
        ("trains.f1", "the corpus grew", "was not run"),
    ],
)
def test_a_floor_is_not_lowered_without_need(figure: str, reason: str, message: str) -> None:
    held = Floors({"toys.f1": 0.6, "toys.close": 0.59, "trains.f1": 0.6})
    with pytest.raises(ConfigError, match=message):
        held.lower(figure, toys({"f1": 0.7, "close": 0.6005, "none": 0.5}), reason)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    held = Floors({"toys.recall": 0.2, "toys.f1": 0.5}, [{**NOTE, "reason": "größer"}])
    path = tmp_path / "floors.json"
    path.write_text(held.text(), encoding="utf-8")
    assert Floors.read(path) == held
    assert held.text().index("toys.f1") < held.text().index("toys.recall")
    assert "größer" in held.text()
    assert held.text().endswith("}\n")


def test_no_file_is_no_floors(tmp_path: Path) -> None:
    assert Floors.read(tmp_path / "floors.json") == Floors()


def test_the_record_of_what_was_lowered_may_be_left_out(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    path.write_text(json.dumps({"floors": {"toys.f1": 1}}))
    assert Floors.read(path) == Floors({"toys.f1": 1.0})


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "null", "{}", '{"floors": []}', '{"floors": {"a": "high"}}', '{"floors": {"a": null}}', '{"floors": {}, "lowered": 3}'],
)
def test_a_file_of_something_else_is_said(tmp_path: Path, content: str) -> None:
    path = tmp_path / "floors.json"
    path.write_text(content)
    with pytest.raises(ConfigError, match=r"floors\.json is not a file of floors"):
        Floors.read(path)


def test_a_folder_is_no_file_of_floors(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is not a file of floors"):
        Floors.read(tmp_path)
