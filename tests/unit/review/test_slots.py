from __future__ import annotations

from typing import Any

import pytest

from counterclaim.errors import ConfigError
from counterclaim.records.models import Span
from counterclaim.review.correcting import SLOTS, slot_of, with_slot
from counterclaim.review.slots import HELP, parse_slot
from incidents_by_hand import Saying, record

WORDS = Span(start=30, end=40)
ONE = record("r1", Saying())


def holds(kept: Any, value: Any) -> bool:
    """Whether what is kept is the value, with what the record adds to it."""
    if isinstance(value, dict):
        return all(holds(kept[name], inner) for name, inner in value.items())
    if isinstance(value, list):
        return len(kept) == len(value) and all(map(holds, kept, value))
    return bool(kept == value)


@pytest.mark.parametrize(
    ("slot", "typed"),
    [
        ("claimant", "AZE:MIL"),
        ("relayed_by", "NARRATOR"),
        ("initiators", "AZE:MIL, ARM"),
        ("targets", "-"),
        ("mediators", "EU"),
        ("stance", "denies"),
        ("kind", "air_strike"),
        ("status", "planned"),
        ("background", "yes"),
        ("place", "Sotk @ 40.20,45.87 ARM settlement"),
        ("place", "a village"),
        ("place", "-"),
        ("time", "2023-05-12/2023-05-14"),
        ("time", "2023-05-12"),
        ("weapons", "mortar, drone"),
        ("harm", "killed ARM 3 military; wounded AZE:MIL 2"),
        ("answers", "c2"),
    ],
)
def test_what_is_typed_fits_the_record(slot: str, typed: str) -> None:
    value = parse_slot(slot, typed, WORDS)
    now = slot_of(with_slot(ONE, "c1", slot, value), "c1", slot)
    assert holds(now, value)


@pytest.mark.parametrize(
    ("slot", "typed"),
    [
        ("claimant", "armenia"),
        ("claimant", "ARM:XYZ"),
        ("background", "maybe"),
        ("harm", "killed 3"),
        ("place", "Sotk @ here"),
        ("colour", "red"),
    ],
)
def test_what_cannot_be_read_is_refused(slot: str, typed: str) -> None:
    with pytest.raises(ConfigError):
        parse_slot(slot, typed, WORDS)


@pytest.mark.parametrize(
    ("slot", "value"), [("kind", "picnic"), ("time", {"start": "soon", "end": None, "precision": "day"}), ("text", "x")]
)
def test_a_value_that_does_not_fit_is_refused(slot: str, value: object) -> None:
    with pytest.raises(ConfigError):
        with_slot(ONE, "c1", slot, value)


def test_every_slot_that_is_typed_is_one_of_the_record() -> None:
    assert HELP.keys() <= SLOTS
