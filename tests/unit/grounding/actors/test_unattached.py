"""Who vouches and belongs to no side. Read with the bundled model."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from counterclaim.records.models import Actor

pytestmark = pytest.mark.engine
Meant = Callable[..., list[str | None]]


def test_the_mission_that_issued_the_report(meant: Meant) -> None:
    assert meant("The mission recorded no casualties.", "The mission", issuer=Actor.of("OSCE")) == ["OSCE"]


def test_another_of_those_who_spoke_last(meant: Meant) -> None:
    assert meant("Residents spoke of ten blasts. Another said there were five.", "Residents", "Another") == [
        "WITNESSES:CVL",
        "WITNESSES:CVL",
    ]


def test_insiders_are_media(meant: Meant) -> None:
    assert meant("Two people familiar with the talks said so.", "Two people familiar with the talks") == ["MEDIA"]


@pytest.mark.parametrize(
    ("phrase", "party"),
    [
        ("a Western diplomat", "DIPLOMATS"),
        ("a military analyst", "ANALYSTS"),
        ("sources close to the talks", "MEDIA"),
        ("a tabloid", "MEDIA"),
    ],
)
def test_somebody_told_by_his_sort_alone(meant: Meant, phrase: str, party: str) -> None:
    (found,) = meant(f"Rebels shelled the village, {phrase} said.", phrase)
    assert found is not None
    assert found.split(":")[0] == party


def test_a_person_of_whom_private_life_is_told(meant: Meant) -> None:
    assert meant("Wira Sastro, whose niece died, said that shells fell.", "Wira Sastro") == ["WITNESSES"]
    assert meant("Wira Sastro, 41, said that shells fell.", "Wira Sastro") == ["WITNESSES"]


def test_a_person_of_whom_nothing_is_told_is_nobody_known(meant: Meant) -> None:
    assert meant("Wira Sastro said that shells fell.", "Wira Sastro") == [None]


def test_the_coalition_of_a_war_goes_without_a_name(meant: Meant) -> None:
    assert meant("The Houthis shelled a post. The coalition denied it.", "The coalition") == ["SAUDI_COALITION"]
    assert meant("Kenya shelled a post. The coalition denied it.", "The coalition") == [None]
