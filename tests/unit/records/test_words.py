"""The enumerated words, and families of kinds."""

from __future__ import annotations

import re
from enum import StrEnum

import pytest

from counterclaim.records import words
from counterclaim.records.words import Family, Kind, Sector, family_of

ENUMERATIONS = [found for found in vars(words).values() if isinstance(found, type) and issubclass(found, StrEnum) and found is not StrEnum]


@pytest.mark.parametrize("enumeration", ENUMERATIONS)
def test_spelling(enumeration: type[StrEnum]) -> None:
    pattern = r"[A-Z]{3,4}" if enumeration is Sector else r"[a-z]+(_[a-z]+)*"
    assert all(re.fullmatch(pattern, member.value) and member.name == member.value.upper() for member in enumeration)


@pytest.mark.parametrize(
    ("family", "kinds"),
    [
        (
            Family.VIOLENCE,
            "armed_clash shelling air_strike drone_attack missile_strike mine_or_ied attack incursion casualty ceasefire_breach",
        ),
        (Family.COERCION, "mobilization blockade threat sanction displacement protest"),
        (Family.PEACE, "ceasefire withdrawal talks mediation agreement prisoner_exchange appeal"),
        (Family.OTHER, "other"),
    ],
)
def test_family(family: Family, kinds: str) -> None:
    assert {family_of(Kind(kind)) for kind in kinds.split()} == {family}


def test_every_kind_has_a_family() -> None:
    assert {family_of(kind) for kind in Kind} == set(Family)
    assert [kind for kind in Kind if family_of(kind) is Family.OTHER] == [Kind.OTHER]
