"""Whom phrases mean that take up somebody told of before. Read with the bundled model."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.engine
Meant = Callable[..., list[str | None]]


def test_somebody_introduced_by_an_office(meant: Meant) -> None:
    text = "A spokesman for Armenia's Defence Ministry, Colonel Aram Vardumyan, showed a map. Later Vardumyan denied the attack."
    assert meant(text, "Vardumyan")[0] == "ARM:MIL"


def test_somebody_is_whom_his_name_meant_before(meant: Meant) -> None:
    text = "Rustam Kovali, of the Chechen separatists, denied the attack. Mr Kovali said that the army had fired."
    assert meant(text, "Rustam Kovali", "Mr Kovali") == ["CHECHEN_REBELS:REB", "CHECHEN_REBELS:REB"]


def test_an_arch_foe_that_nobody_names_is_not_the_speakers_own(meant: Meant) -> None:
    assert meant("Azerbaijan said its arch-foe had shelled Lachin.", "Azerbaijan", "its arch-foe") == ["AZE", None]


def test_a_people_means_its_group_where_the_report_names_it(meant: Meant) -> None:
    text = "The Kachin Independence Army fights the army of Myanmar. The Kachin said that they had lost a post."
    assert meant(text, "The Kachin") == ["KIA"]
    assert meant("The army of Myanmar lost a post. The Kachin said so.", "The Kachin") == [None]
