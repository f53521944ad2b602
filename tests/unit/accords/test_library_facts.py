"""Every agreement of the starter library is whole, names parties that are known, and dates in order."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import pycountry

from counterclaim.grounding.actors.names import load_parties

FOLDER = files("counterclaim.accords") / "library"
COUNTRIES = frozenset(c.alpha_3 for c in pycountry.countries) | {"XKX"}
KINDS = frozenset("ceasefire truce_understanding peace_agreement withdrawal prisoner_exchange humanitarian monitoring political".split())
DUTIES = frozenset(
    "cease_fire withdraw not_deploy grant_access guarantee_passage release_prisoners notify disarm negotiate monitor other "
    "exchange_prisoners demobilize hand_over_territory open_crossing return_displaced humanitarian_aid not_arm investigate "
    "hold_elections".split()
)
KEYS = frozenset("name aliases kind signed in_force ended ended_reason parties brokers monitors place source follows area clauses".split())
CLAUSE_KEYS = frozenset("id duty obligors place since until monitor text".split())
CIRCLE = {"name", "lat", "lon", "radius_km"}
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
FIRST_YEAR = 1945
WIDEST_KM = 500

Told = dict[str, Any]


@cache
def library() -> dict[str, Told]:
    """What each file tells, by the file's name without its ending."""
    found = sorted((f for f in FOLDER.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return {f.name.removesuffix(".toml"): tomllib.loads(f.read_text(encoding="utf-8")) for f in found}


def clauses() -> list[tuple[str, Told]]:
    """Every clause, with the agreement that it belongs to."""
    return [(f"{slug} {clause['id']}", clause) for slug, told in library().items() for clause in told["clauses"]]


def codes(told: Told) -> list[str]:
    return [code for key in ("parties", "brokers", "monitors") for code in told.get(key, [])]


def in_order(days: list[object]) -> bool:
    """Whether these are days, without an hour, and none is before the one that it follows."""
    plain = [day for day in days if isinstance(day, dt.date) and not isinstance(day, dt.datetime)]
    return len(plain) == len(days) and plain == sorted(plain)


def test_there_are_enough() -> None:
    assert len(library()) >= 40


def test_no_two_have_one_name() -> None:
    assert len({told["name"] for told in library().values()}) == len(library())


def test_keys_and_kinds_are_those_of_the_format() -> None:
    wrong = [slug for slug, told in library().items() if not SLUG.fullmatch(slug) or told.keys() - KEYS or told["kind"] not in KINDS]
    assert wrong == []


def test_every_agreement_has_a_name_a_source_and_a_clause() -> None:
    assert [slug for slug, told in library().items() if not (told["name"] and len(told["source"]) > 20 and told["clauses"])] == []


def test_signed_in_force_and_ended_are_in_order() -> None:
    days = {slug: [told[key] for key in ("signed", "in_force", "ended") if key in told] for slug, told in library().items()}
    assert [slug for slug, told in days.items() if not in_order(told)] == []
    assert [slug for slug, told in library().items() if told["signed"].year < FIRST_YEAR] == []


def test_an_end_has_a_reason_and_a_reason_an_end() -> None:
    assert [slug for slug, told in library().items() if ("ended" in told) != ("ended_reason" in told)] == []


def test_every_party_is_a_country_or_is_known() -> None:
    strangers = {slug: set(codes(told)) - COUNTRIES - set(load_parties()) for slug, told in library().items()}
    assert {slug: unknown for slug, unknown in strangers.items() if unknown} == {}
    assert [slug for slug, told in library().items() if not told["parties"]] == []


def test_no_party_or_alias_stands_twice() -> None:
    lists = [(slug, told.get(key, [])) for slug, told in library().items() for key in ("parties", "brokers", "monitors", "aliases")]
    assert [slug for slug, values in lists if len(set(values)) != len(values)] == []


def test_clause_ids_are_unique_in_an_agreement() -> None:
    assert [slug for slug, told in library().items() if len({c["id"] for c in told["clauses"]}) != len(told["clauses"])] == []


def test_clauses_are_in_the_words_of_the_format() -> None:
    assert [name for name, c in clauses() if c.keys() - CLAUSE_KEYS or c["duty"] not in DUTIES or not c["text"].endswith(".")] == []


def test_clauses_bind_those_whom_the_agreement_names() -> None:
    wrong = [
        (slug, clause["id"])
        for slug, told in library().items()
        for clause in told["clauses"]
        if not clause["obligors"] or set(clause["obligors"]) - set(codes(told))
    ]
    assert wrong == []


def test_no_clause_begins_or_ends_before_the_signing() -> None:
    bounds = {
        (slug, clause["id"]): [told["signed"], *(clause[key] for key in ("since", "until") if key in clause)]
        for slug, told in library().items()
        for clause in told["clauses"]
    }
    assert [name for name, days in bounds.items() if not in_order(days)] == []


def test_areas_are_a_country_or_a_circle_on_the_globe() -> None:
    areas = [(slug, area) for slug, told in library().items() for area in told.get("area", [])]
    assert [slug for slug, area in areas if area.keys() not in ({"name", "country"}, CIRCLE)] == []
    assert {area["country"] for _, area in areas if "country" in area} - COUNTRIES == set()
    circles = [(slug, area) for slug, area in areas if area.keys() == CIRCLE]
    assert circles
    assert [slug for slug, c in circles if not (abs(c["lat"]) <= 90 and abs(c["lon"]) <= 180 and 0 < c["radius_km"] <= WIDEST_KM)] == []


def test_a_ceasefire_says_where_and_who() -> None:
    ceasefires = {slug: told for slug, told in library().items() if told["kind"] == "ceasefire"}
    assert ceasefires
    assert [slug for slug, told in ceasefires.items() if not told.get("area")] == []
    assert [slug for slug, told in ceasefires.items() if "cease_fire" not in {c["duty"] for c in told["clauses"]}] == []


def test_what_an_agreement_follows_is_in_the_library_and_not_later() -> None:
    followed = [(slug, told, told["follows"]) for slug, told in library().items() if "follows" in told]
    assert followed
    assert [slug for slug, _, before in followed if before == slug or before not in library()] == []
    assert [slug for slug, told, before in followed if library()[before]["signed"] > told["signed"]] == []
