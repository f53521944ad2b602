"""Whose an organ is where no words say so. Read with the bundled model."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from counterclaim.grounding.actors.names import load_names
from counterclaim.grounding.actors.resolver import ActorResolver
from counterclaim.language.engine import load_engine

pytestmark = pytest.mark.engine
Meant = Callable[..., list[str | None]]
DAY = dt.date(2023, 5, 12)


def test_a_spokesman_without_an_owner(meant: Meant) -> None:
    text = "Azerbaijan has denied the attack. Armenia opened fire first, a spokesman said."
    assert meant(text, "Azerbaijan", "a spokesman") == ["AZE", "AZE"]


def test_the_mayor_of_the_city_is_of_the_scene(meant: Meant) -> None:
    assert meant("Two shells hit the market, the city's mayor said.", "the city's mayor", scene="UKR") == ["UKR:LOC"]


def test_soldiers_are_not_those_of_the_rebels_who_tell_of_them() -> None:
    doc = load_engine()("Turkey fought the PKK. The PKK said that soldiers fled.")
    resolver = ActorResolver(doc, DAY, load_names(), fighting=(0,))
    speaker = resolver.resolve(doc[6], vouches=True)[0]
    assert speaker.party == "PKK"
    assert "PKK" not in [a.party for a in resolver.resolve(next(t for t in doc if t.text == "soldiers"), speaker)]


def test_government_forces_are_not_those_of_the_rebels_who_tell_of_them() -> None:
    doc = load_engine()("Turkey fought the PKK. The PKK said that government forces shelled a village.")
    resolver = ActorResolver(doc, DAY, load_names(), fighting=(0,))
    speaker = resolver.resolve(doc[6], vouches=True)[0]
    assert speaker.party == "PKK"
    assert "PKK" not in [a.party for a in resolver.resolve(next(t for t in doc if t.text == "forces"), speaker)]


def test_an_organ_is_of_the_scene_where_nothing_else_tells(meant: Meant) -> None:
    assert meant("An officer said that a mine had gone off.", "An officer", scene="MEX") == ["MEX:MIL"]


def test_the_military_is_no_armed_groups(meant: Meant) -> None:
    text = "The TNLA says that it took the base; the military says its men were attacked."
    assert meant(text, "the military", home="MMR") == ["MMR:MIL"]


def test_the_army_in_a_land_without_one_is_the_other_sides(meant: Meant) -> None:
    text = "Israel and Palestinian gunmen clash in Gaza. The army said that it was shelled."
    assert meant(text, "The army", home="PSE") == ["ISR:MIL"]


def test_a_local_commander_is_of_the_scene(meant: Meant) -> None:
    assert meant("A local commander denied it.", "A local commander", home="TUR", scene="SYR") == ["SYR:MIL"]
