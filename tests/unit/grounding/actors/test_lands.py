"""Whose somebody is where a people or a medium is all that tells. Read with the bundled model."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.engine
Meant = Callable[..., list[str | None]]


def test_a_regions_authorities_are_the_group_that_bears_its_name(meant: Meant) -> None:
    text = "The Tigray People's Liberation Front fights Ethiopia. Tigray's authorities denied it."
    assert meant(text, "Tigray's authorities") == ["TPLF:GOV"]


def test_a_ministry_that_a_medium_cites_is_of_the_mediums_land(meant: Meant) -> None:
    text = "Russia and Ukraine trade blame. Russian state media, citing the defence ministry, said so."
    assert meant(text, "the defence ministry", home="UKR") == ["RUS:MIL"]
