"""What an analyst types for a slot → the value that the record takes, as JSON has it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from counterclaim.errors import ConfigError
from counterclaim.records.models import Actor, Span
from counterclaim.records.words import Category, Effect, PlacePrecision, Sector

HELP: Mapping[str, str] = {
    "claimant": "a party, or a sector of it: ARM, ARM:MIL",
    "relayed_by": "parties, commas between: ARM:MIL, NARRATOR",
    "initiators": "parties, commas between: ARM:MIL, AZE",
    "targets": "parties, commas between",
    "mediators": "parties, commas between",
    "stance": "asserts, accuses, denies, calls_for, commits_to or warns",
    "kind": "a kind of happening: shelling, air_strike, …",
    "status": "occurred, ongoing, planned, averted, denied or hypothetical",
    "background": "yes or no",
    "place": "NAME, or NAME @ LAT,LON COUNTRY PRECISION: Sotk @ 40.20,45.87 ARM settlement",
    "time": "a day or two: 2023-05-12, 2023-05-12/2023-05-14",
    "weapons": "classes, commas between: mortar, drone",
    "harm": "EFFECT SIDE NUMBER [CATEGORY], semicolons between: killed ARM 3 military; wounded AZE:MIL 2",
    "answers": "the claim that it answers: c3",
}
"""The slots that can be typed, each with how."""
_PLACE = re.compile(
    r"(?P<name>[^@]+?)(?:\s*@\s*(?P<lat>-?[\d.]+)\s*,\s*(?P<lon>-?[\d.]+)(?:\s+(?P<country>[A-Z]{3}))?(?:\s+(?P<precision>\w+))?)?"
)


def parse_slot(slot: str, typed: str, evidence: Span) -> Any:
    """The value of what was typed; nothing typed, or `-`, empties the slot.

    Args:
        slot: one of `HELP`.
        typed: as `HELP` tells.
        evidence: the words that a new weapon or number stands on: those of the claim.

    Raises ConfigError when it cannot be read.
    """
    if slot not in HELP:
        raise ConfigError(f"{slot} cannot be typed: name one of {', '.join(HELP)}")
    plain = typed.strip()
    if plain in ("", "-"):
        return [] if slot in _LISTS else None
    parser = _PARSERS.get(slot)
    return parser(plain, evidence) if parser is not None else plain


def _actor(typed: str) -> dict[str, Any]:
    party, _, sector = typed.strip().partition(":")
    if not re.fullmatch(r"[A-Z][A-Z0-9_]*", party) or (sector and sector not in set(Sector)):
        raise ConfigError(f"{typed.strip()} is no party: write {HELP['claimant']}")
    return Actor.of(party, Sector(sector) if sector else None, source="review").model_dump(mode="json")


def _actors(typed: str, _evidence: Span) -> list[dict[str, Any]]:
    return [_actor(one) for one in typed.split(",")]


def _yes(typed: str, _evidence: Span) -> bool:
    if typed.lower() not in ("yes", "no"):
        raise ConfigError("write yes or no")
    return typed.lower() == "yes"


def _place(typed: str, _evidence: Span) -> dict[str, Any]:
    found = _PLACE.fullmatch(typed)
    if found is None or (found["precision"] and found["precision"] not in set(PlacePrecision)):
        raise ConfigError(f"{typed} is no place: write {HELP['place']}")
    return {
        "name": found["name"].strip(),
        "lat": float(found["lat"]) if found["lat"] else None,
        "lon": float(found["lon"]) if found["lon"] else None,
        "country": found["country"],
        "precision": found["precision"] or PlacePrecision.SETTLEMENT.value,
        "confidence": 1.0,
        "source": "review",
    }


def _time(typed: str, _evidence: Span) -> dict[str, Any]:
    first, _, last = typed.partition("/")
    return {"start": first.strip(), "end": (last or first).strip(), "precision": "range" if last else "day"}


def _weapons(typed: str, evidence: Span) -> list[dict[str, Any]]:
    return [{"kind": kind.strip(), "span": evidence.model_dump()} for kind in typed.split(",")]


def _harm(typed: str, evidence: Span) -> list[dict[str, Any]]:
    return [_one_harm(one.split(), evidence) for one in typed.split(";")]


def _one_harm(words: list[str], evidence: Span) -> dict[str, Any]:
    fits = len(words) in (3, 4) and words[0] in set(Effect) and words[2].isdigit()
    if not fits or (len(words) == 4 and words[3] not in set(Category)):
        raise ConfigError(f"{' '.join(words)} is no harm: write {HELP['harm']}")
    number = int(words[2])
    return {
        "effect": words[0],
        "side": _actor(words[1]),
        "category": words[3] if len(words) == 4 else Category.UNKNOWN.value,
        "low": number,
        "best": number,
        "high": number,
        "span": evidence.model_dump(),
    }


_LISTS = frozenset({"relayed_by", "initiators", "targets", "mediators", "weapons", "harm"})
_PARSERS: Mapping[str, Callable[[str, Span], Any]] = {
    "claimant": lambda typed, _evidence: _actor(typed),
    "relayed_by": _actors,
    "initiators": _actors,
    "targets": _actors,
    "mediators": _actors,
    "background": _yes,
    "place": _place,
    "time": _time,
    "weapons": _weapons,
    "harm": _harm,
}
