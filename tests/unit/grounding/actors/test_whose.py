"""Whose somebody is where a place, a people or a medium is all that tells. Read with the bundled model."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.engine
Meant = Callable[..., list[str | None]]


@pytest.mark.parametrize(
    ("phrase", "party"),
    [
        ("An analyst in Tashkent", "ANALYSTS"),
        ("A diplomat in Khartoum", "DIPLOMATS"),
        ("Residents of Batken", "WITNESSES:CVL"),
        ("The Catholic bishops of Nariño", "CHURCH"),
        ("The U.S. ambassador to Ankara", "USA:FOR"),
        ("An official in Khartoum with the foreign ministry", "SDN:GOV"),
    ],
)
def test_a_place_is_where_not_whose(meant: Meant, phrase: str, party: str) -> None:
    assert meant(f"{phrase} said that a mine had gone off.", phrase, home="TCD") == [party]


def test_a_person_of_whom_private_life_is_told(meant: Meant) -> None:
    assert meant("Wira Sastro, whose niece died, said that shells fell.", "Wira Sastro") == ["WITNESSES"]
    assert meant("Wira Sastro, 41, said that shells fell.", "Wira Sastro") == ["WITNESSES"]


def test_a_person_of_whom_nothing_is_told_is_nobody_known(meant: Meant) -> None:
    assert meant("Wira Sastro said that shells fell.", "Wira Sastro") == [None]


def test_a_people_means_its_group_where_the_report_names_it(meant: Meant) -> None:
    text = "The Kachin Independence Army fights the army of Myanmar. The Kachin said that they had lost a post."
    assert meant(text, "The Kachin") == ["KIA"]
    assert meant("The army of Myanmar lost a post. The Kachin said so.", "The Kachin") == [None]


def test_a_regions_authorities_are_the_group_that_bears_its_name(meant: Meant) -> None:
    text = "The Tigray People's Liberation Front fights Ethiopia. Tigray's authorities denied it."
    assert meant(text, "Tigray's authorities") == ["TPLF:GOV"]


def test_a_movements_man_abroad(meant: Meant) -> None:
    text = "The National Liberation Forces took a post in Burundi. The movement's man in Nairobi denied it."
    assert meant(text, "The movement's man in Nairobi") == ["FNL_BURUNDI"]


@pytest.mark.parametrize("name", ["Hadi bin Salim al-Wardi", "Captain Sawan-Ouattara"])
def test_a_surname_within_anothers_name(meant: Meant, name: str) -> None:
    (found,) = meant(f"{name} of the Forces Nouvelles denied it.", name)
    assert found is not None
    assert found.startswith("FORCES_NOUVELLES")


def test_the_army_in_a_land_without_one_is_the_other_sides(meant: Meant) -> None:
    text = "Israel and Palestinian gunmen clash in Gaza. The army said that it was shelled."
    assert meant(text, "The army", home="PSE") == ["ISR:MIL"]


def test_a_ministry_that_a_medium_cites_is_of_the_mediums_land(meant: Meant) -> None:
    text = "Russia and Ukraine trade blame. Russian state media, citing the defence ministry, said so."
    assert meant(text, "the defence ministry", home="UKR") == ["RUS:MIL"]


def test_the_coalition_of_a_war_goes_without_a_name(meant: Meant) -> None:
    assert meant("The Houthis shelled a post. The coalition denied it.", "The coalition") == ["SAUDI_COALITION"]
    assert meant("Kenya shelled a post. The coalition denied it.", "The coalition") == [None]


def test_a_local_commander_is_of_the_scene(meant: Meant) -> None:
    assert meant("A local commander denied it.", "A local commander", home="TUR", scene="SYR") == ["SYR:MIL"]


def test_members_from_both_sides(meant: Meant) -> None:
    text = "Libya and the LNA trade blame. Members of the commission from both sides denied it."
    assert meant(text, "Members of the commission from both sides") == ["LBY"]
