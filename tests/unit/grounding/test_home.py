"""Where a report speaks from: its dateline, else its outlet's name."""

from __future__ import annotations

from collections import Counter

import pytest

from counterclaim.grounding.actors.names import load_names
from counterclaim.grounding.actors.sides import Sides
from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.grounding.home import home_country
from counterclaim.language.engine import load_engine

pytestmark = pytest.mark.engine
TEXT = "Posts shelled\n\nTwo posts were shelled on Monday."


def home(outlet: str | None, weights: dict[str, int], text: str = TEXT) -> str | None:
    sides = Sides(Counter(weights), Counter(weights))
    return home_country(load_engine()(text), outlet, Gazetteer.open(None, None), load_names(), sides)


def test_a_country_in_the_name_of_the_outlet() -> None:
    assert home("Siam Flash", {"THA": 2, "KHM": 9}) == "THA"
    assert home("The Tajik Times", {"TJK": 2, "KGZ": 9}) == "TJK"


def test_a_place_in_a_country_that_the_report_hardly_names_tells_nothing() -> None:
    assert home("Radio Osh", {"KGZ": 5, "TJK": 9}) == "KGZ"
    assert home("Radio Osh", {"KGZ": 1, "UKR": 7, "RUS": 9}) is None


def test_a_word_of_a_longer_place_name_is_no_place() -> None:
    assert home(None, {"THA": 1, "CHN": 1, "MMR": 3}, "Raid\n\nCHIANG MAI, May 6 — A jet bombed a monastery.") == "THA"


def test_without_an_outlet_or_a_dateline_nothing_tells() -> None:
    assert home(None, {"THA": 2}) is None
