"""Why a phrase means whom it means; read with the bundled model."""

from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path

import pytest

from counterclaim.cli import NO_RESOURCE, OK, WRONG_USE, main
from counterclaim.grounding import knowledge
from counterclaim.grounding.actors.explain import Explanation, explain
from counterclaim.grounding.actors.names import load_names, load_organs, read_names
from counterclaim.language.engine import load_engine

pytestmark = pytest.mark.engine
FOLDER = Path(str(knowledge.__file__)).parent


def explained(phrase: str, day: dt.date | None = None) -> Explanation:
    return explain(load_engine()(f"{phrase} said so."), phrase, day, load_names())


def test_a_capital_and_an_organ() -> None:
    told = explained("Moscow's peacekeepers")
    assert told.actor is not None and told.organ is not None
    assert (told.actor.id, told.party_name, told.organ.organ.sector) == ("RUS:MIL", "Russia", "MIL")
    assert told.readings[0].sector_from == told.organ.organ.origin


@pytest.mark.parametrize(("year", "code"), [(2022, "RUS:MIL"), (2025, "RUS:GOV")])
def test_an_office_by_date(year: int, code: str) -> None:
    told = explained("Shoigu", dt.date(year, 3, 1))
    assert told.actor is not None and told.actor.id == code
    assert [r.in_force for r in told.readings] == [True, False]


def test_nobody_known() -> None:
    told = explained("The Zorkian delegation")
    assert (told.actor, told.names, told.readings) == (None, (), ())


def test_every_origin_is_its_line() -> None:
    lines = {p.name: p.read_text(encoding="utf-8").splitlines() for p in FOLDER.glob("*.csv")}
    for entry in read_names():
        name, number = entry.origin.split(":")
        assert next(csv.reader([lines[name][int(number) - 1]]))[0] == entry.name
    organs = load_organs()
    name, number = organs[("peacekeepers",)].origin.split(":")
    assert lines[name][int(number) - 1].startswith("peacekeepers,")


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["actors", "explain", "Moscow's peacekeepers", "--date", "2022-03-01"]) == OK
    assert "RUS:MIL – Russia, peacekeeper" in capsys.readouterr().out
    assert main(["actors", "explain", "Shoigu", "--json"]) == OK
    assert json.loads(capsys.readouterr().out)["readings"][0]["party_from"].startswith("leaders_")
    assert main(["actors", "explain", "The Zorkian delegation"]) == OK
    assert "Unknown" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["…"], ["Moscow", "--date", "soon"], []])
def test_a_command_that_makes_no_sense(words: list[str]) -> None:
    assert main(["actors", "explain", *words]) == WRONG_USE != NO_RESOURCE
