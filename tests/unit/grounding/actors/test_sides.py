"""The two sides of a report."""

from __future__ import annotations

from collections import Counter

import pytest

from counterclaim.grounding.actors.names import NameEntry, NameMatch
from counterclaim.grounding.actors.sides import Sides


def test_pair_is_the_two_weightiest() -> None:
    sides = Sides(Counter({"RUS": 1, "AZE": 4, "ARM": 5}), Counter({"RUS": 1, "AZE": 4, "ARM": 5}))
    assert sides.pair == ("ARM", "AZE")
    assert (sides.adversary_of("ARM"), sides.adversary_of("AZE"), sides.adversary_of("RUS")) == ("AZE", "ARM", None)


def test_ally_is_no_adversary_and_counts_for_its_side() -> None:
    sides = Sides(Counter({"ARM": 9, "ARTSAKH": 5, "AZE": 3}), Counter({"ARM": 9, "ARTSAKH": 5, "AZE": 3}))
    assert sides.pair == ("ARM", "AZE")
    assert sides.adversary_of("ARTSAKH") == "AZE"


def test_ally_stands_for_itself_where_its_patron_is_not_named() -> None:
    assert Sides(Counter({"ARTSAKH": 2, "AZE": 3}), Counter({"ARTSAKH": 2, "AZE": 3})).pair == ("AZE", "ARTSAKH")


def test_no_pair_of_one() -> None:
    assert Sides(Counter({"ARM": 1}), Counter({"ARM": 1})).pair == ("ARM",)
    assert Sides(Counter({"ARM": 1}), Counter({"ARM": 1})).adversary_of("ARM") is None
    assert Sides(Counter(), Counter()).pair == ()


def test_land_is_one_of_the_sides() -> None:
    sides = Sides(Counter({"TNLA": 4, "CHN": 2}), Counter({"TNLA": 12, "CHN": 6})).on_land_of("MMR").on_land_of("MMR")
    assert sides.pair == ("TNLA", "MMR")
    assert sides.on_land_of(None) == sides


def test_state_that_an_armed_group_does_not_fight_in_is_no_side() -> None:
    sides = Sides(Counter({"TNLA": 5, "CHN": 2, "MMR": 1}), Counter({"TNLA": 15, "CHN": 6, "MMR": 4}))
    assert sides.pair == ("TNLA", "MMR")


def test_of_two_groups_in_one_country_its_government_is_the_rival() -> None:
    sides = Sides(Counter({"TNLA": 7, "PDF": 2, "MMR": 2}), Counter({"TNLA": 21, "PDF": 6, "MMR": 6}))
    assert sides.pair == ("TNLA", "MMR")
    fighting = Sides(Counter({"TNLA": 7, "PDF": 5, "MMR": 1}), Counter({"TNLA": 21, "PDF": 15, "MMR": 3}))
    assert fighting.pair == ("TNLA", "PDF")


def test_group_that_fights_for_a_land_stands_for_it() -> None:
    named = Counter({"ISR": 14, "PSE": 7, "HAMAS": 6})
    assert Sides(named, named).pair == ("ISR", "HAMAS")
    seldom = Counter({"ISR": 14, "PSE": 7, "HAMAS": 3})
    assert Sides(seldom, seldom).pair == ("ISR", "PSE")


def test_issuer_is_a_side_however_seldom_it_names_itself() -> None:
    named = Counter({"TUR": 21, "LBY": 9, "LNA": 3})
    assert Sides(named, named).told_by("LNA").pair == ("LNA", "LBY")
    assert Sides(named, named).told_by("UN") == Sides(named, named).told_by(None) == Sides(named, named)


def test_group_has_no_rival_in_a_state_that_it_does_not_fight_in() -> None:
    assert Sides(Counter({"TNLA": 9, "CHN": 6}), Counter({"TNLA": 9, "CHN": 6})).pair == ("TNLA",)


@pytest.mark.parametrize(
    ("bearers", "meant"),
    [
        (["RUS", "ARM", "AZE"], "AZE"),
        (["RUS"], "RUS"),
        (["RUS", "UN"], "UN"),
        (["RUS", "USA"], None),
    ],
)
def test_name_that_several_bear_is_theirs_whom_the_report_is_most_about(bearers: list[str], meant: str | None) -> None:
    sides = Sides(Counter({"ARM": 2, "AZE": 5}), Counter({"ARM": 2, "AZE": 5}))
    entry = sides.entry_of(NameMatch(0, 1, tuple(NameEntry("Defence Ministry", party, "name", None, None, "") for party in bearers)))
    assert (entry.party if entry is not None else None) == meant


@pytest.mark.parametrize(("land", "meant"), [("MKD", "NLA_MACEDONIA"), ("COL", "ELN"), ("VEN", "ELN"), ("LBY", None)])
def test_name_that_groups_bear_is_theirs_who_fight_in_the_country_of_the_report(land: str, meant: str | None) -> None:
    lines = [NameEntry("National Liberation Army", party, "name", None, None, "") for party in ("ELN", "NLA_MACEDONIA")]
    entry = Sides(Counter({land: 3}), Counter({land: 9})).entry_of(NameMatch(0, 1, tuple(lines)))
    assert (entry.party if entry is not None else None) == meant
