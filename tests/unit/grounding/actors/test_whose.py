"""Whose somebody is by the words of the phrase. Read with the bundled model."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.engine
Meant = Callable[..., list[str | None]]


def test_a_spokesman_belongs_to_the_last_who_spoke_not_to_whom_he_speaks_of(meant: Meant) -> None:
    text = "Armenia rejected the charge. A patrol of Azerbaijan crossed the line, its spokesman said."
    assert meant(text, "Armenia", "its spokesman") == ["ARM", "ARM"]


def test_an_office_bears_no_name(meant: Meant) -> None:
    text = "Armenia's Defence Ministry said that it came under fire. Azerbaijan's Defence Ministry denied it."
    assert meant(text, "Armenia's Defence Ministry", "Azerbaijan's Defence Ministry") == ["ARM:MIL", "AZE:MIL"]


def test_a_counterpart_is_on_the_other_side(meant: Meant) -> None:
    text = "Thailand and Cambodia trade blame. Thailand's foreign minister spoke first. Her counterpart in Phnom Penh denied it."
    assert meant(text, "Thailand's foreign minister", "Her counterpart in Phnom Penh") == ["THA:FOR", "KHM:FOR"]


def test_a_mission_in_a_country_is_not_that_countrys(meant: Meant) -> None:
    assert meant("The United Nations mission in Libya said so.", "The United Nations mission in Libya")[0] in ("UN", "UN:IGO")


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


def test_a_movements_man_abroad(meant: Meant) -> None:
    text = "The National Liberation Forces took a post in Burundi. The movement's man in Nairobi denied it."
    assert meant(text, "The movement's man in Nairobi") == ["FNL_BURUNDI"]


@pytest.mark.parametrize("name", ["Hadi bin Salim al-Wardi", "Captain Sawan-Ouattara"])
def test_a_surname_within_anothers_name(meant: Meant, name: str) -> None:
    (found,) = meant(f"{name} of the Forces Nouvelles denied it.", name)
    assert found is not None
    assert found.startswith("FORCES_NOUVELLES")


def test_a_group_is_called_by_the_name_behind_it(meant: Meant) -> None:
    text = "Israel bombed a school in Rafah, the aid group Save the Children said."
    assert meant(text, "the aid group") == ["SAVE_THE_CHILDREN:NGO"]


@pytest.mark.parametrize(
    ("text", "phrase", "home", "code"),
    [
        ("The Lord's Resistance Army killed 31 people in Uganda, an army spokesman said.", "an army spokesman", "UGA", "UGA:MIL"),
        ("The Lord's Resistance Army killed 31 people in Uganda. The army counted 30.", "The army", "UGA", "UGA:MIL"),
        ("Indian and Chinese troops fought. The People's Liberation Army came with clubs. The Army said so.", "The Army", "IND", "IND:MIL"),
        ("The Chadian Army came to Sudan. The army said so.", "The army", "TCD", "TCD:MIL"),
    ],
)
def test_the_army_is_no_armed_groups(meant: Meant, text: str, phrase: str, home: str, code: str) -> None:
    assert meant(text, phrase, home=home) == [code]


def test_a_spokesman_told_of_from_abroad(meant: Meant) -> None:
    text = "Eritrea and Ethiopia fight. Asmara blamed Ethiopia. Addis Ababa gave another version. A government spokeswoman said so."
    assert meant(text, "Asmara", "A government spokeswoman", home="KEN") == ["ERI:GOV", "ETH:GOV"]


def test_an_opposite_number_is_a_counterpart(meant: Meant) -> None:
    text = "Thailand and Cambodia trade blame. Thailand's foreign minister spoke first. Her opposite number denied it."
    assert meant(text, "Thailand's foreign minister", "Her opposite number") == ["THA:FOR", "KHM:FOR"]
