"""Every agreement of the starter library is whole and names parties that are known."""

from __future__ import annotations

import datetime as dt
import math
import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import pycountry
import pytest

from counterclaim.grounding.actors.names import load_parties

FOLDER = files("counterclaim.accords") / "library"
SLUGS = sorted(f.name.removesuffix(".toml") for f in FOLDER.iterdir() if f.name.endswith(".toml"))
COUNTRIES = frozenset(c.alpha_3 for c in pycountry.countries) | {"XKX"}
KINDS = frozenset(
    "ceasefire truce_understanding peace_agreement withdrawal prisoner_exchange humanitarian monitoring political".split(),
)
DUTIES = frozenset(
    (
        "cease_fire withdraw not_deploy grant_access guarantee_passage release_prisoners notify disarm negotiate monitor other "
        "exchange_prisoners demobilize hand_over_territory open_crossing return_displaced humanitarian_aid not_arm investigate hold_elections"
    ).split(),
)
KEYS = frozenset(
    "name aliases kind signed in_force ended ended_reason parties brokers monitors place source follows area clauses".split(),
)
CLAUSE_KEYS = frozenset("id duty obligors place since until monitor text".split())
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
FIRST_YEAR = 1945
LONGEST_RADIUS_KM = 500


@cache
def agreement(slug: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{slug}.toml").read_text(encoding="utf-8"))


def plain_day(value: object) -> bool:
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime)


def test_there_are_enough() -> None:
    assert len(SLUGS) >= 40


def test_no_two_have_one_name() -> None:
    names = [agreement(slug)["name"] for slug in SLUGS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("slug", SLUGS)
def test_keys_and_words_are_those_of_the_format(slug: str) -> None:
    told = agreement(slug)
    assert SLUG.fullmatch(slug)
    assert told.keys() <= KEYS
    assert told["kind"] in KINDS
    assert told["name"].strip() == told["name"] != ""
    assert len(told["source"]) > 20
    assert len(set(told.get("aliases", []))) == len(told.get("aliases", []))


@pytest.mark.parametrize("slug", SLUGS)
def test_days_are_in_order(slug: str) -> None:
    told = agreement(slug)
    days = [told[key] for key in ("signed", "in_force", "ended") if key in told]
    assert all(plain_day(day) for day in days)
    assert days == sorted(days)
    assert told["signed"].year >= FIRST_YEAR
    assert ("ended" in told) == ("ended_reason" in told)
    for clause in told["clauses"]:
        bounds = [clause[key] for key in ("since", "until") if key in clause]
        assert all(plain_day(day) for day in bounds)
        assert [told["signed"], *bounds] == sorted([told["signed"], *bounds])


@pytest.mark.parametrize("slug", SLUGS)
def test_every_party_is_a_country_or_is_known(slug: str) -> None:
    told = agreement(slug)
    sides = {key: told.get(key, []) for key in ("parties", "brokers", "monitors")}
    assert sides["parties"]
    assert all(len(set(codes)) == len(codes) for codes in sides.values())
    assert {code for codes in sides.values() for code in codes} - COUNTRIES - set(load_parties()) == set()


@pytest.mark.parametrize("slug", SLUGS)
def test_clauses_bind_those_whom_the_agreement_names(slug: str) -> None:
    told = agreement(slug)
    clauses = told["clauses"]
    named = {*told["parties"], *told.get("brokers", []), *told.get("monitors", [])}
    assert clauses
    assert len({clause["id"] for clause in clauses}) == len(clauses)
    for clause in clauses:
        assert clause.keys() <= CLAUSE_KEYS
        assert clause["duty"] in DUTIES
        assert clause["obligors"]
        assert set(clause["obligors"]) <= named
        assert clause["text"].endswith(".")


@pytest.mark.parametrize("slug", SLUGS)
def test_areas_are_a_country_or_a_circle_on_the_globe(slug: str) -> None:
    told = agreement(slug)
    for area in told.get("area", []):
        assert area["name"]
        if "country" in area:
            assert area.keys() == {"name", "country"}
            assert area["country"] in COUNTRIES
        else:
            assert area.keys() == {"name", "lat", "lon", "radius_km"}
            assert math.fabs(area["lat"]) <= 90
            assert math.fabs(area["lon"]) <= 180
            assert 0 < area["radius_km"] <= LONGEST_RADIUS_KM


@pytest.mark.parametrize("slug", SLUGS)
def test_a_ceasefire_says_where_and_who(slug: str) -> None:
    told = agreement(slug)
    if told["kind"] == "ceasefire":
        assert told.get("area")
        assert "cease_fire" in {clause["duty"] for clause in told["clauses"]}


@pytest.mark.parametrize("slug", SLUGS)
def test_what_it_follows_is_in_the_library_and_not_later(slug: str) -> None:
    told = agreement(slug)
    if "follows" in told:
        assert told["follows"] in SLUGS
        assert told["follows"] != slug
        assert agreement(told["follows"])["signed"] <= told["signed"]
