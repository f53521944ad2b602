"""Names of actors in sentences made by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from counterclaim.errors import ResourceError
from counterclaim.grounding.actors.names import NameEntry, NameIndex, fold, fold_keeping_length, read_names
from trees_by_hand import plain

MAY = dt.date(2023, 5, 12)


def entry(name: str, actor: str, how: str = "name", since: int | None = None, until: int | None = None) -> NameEntry:
    """An entry in force from the first day of a year to the last day of another."""
    return NameEntry(name, actor, how, dt.date(since, 1, 1) if since else None, dt.date(until, 12, 31) if until else None, "")


INDEX = NameIndex(
    [
        entry("Armenia", "ARM"),
        entry("Republic of Armenia", "ARM", "official"),
        entry("Armenian Armed Forces", "ARM:MIL", "force"),
        entry("Baku", "AZE:GOV", "capital"),
        entry("Burkina Faso", "BFA"),
        entry("The Gambia", "GMB"),
        entry("IS", "IS", "acronym"),
        entry("EU", "EU", "acronym"),
        entry("witnesses", "WITNESSES", "people"),
        entry("local media", "MEDIA", "people"),
        entry("Türkiye", "TUR"),
        entry("Côte d'Ivoire", "CIV"),
        entry("Nagorno-Karabakh", "ARTSAKH"),
        entry("Nikol Pashinyan", "ARM:GOV", "person", 2018),
        entry("Serzh Sargsyan", "ARM:GOV", "person", 2008, 2018),
        entry("Charles Michel", "EU", "person", 2019, 2024),
        entry("Jack Ma", "CHN:CVL", "person"),
        entry("Ali Hassan", "AAA:GOV", "person"),
        entry("Omar Hassan", "BBB:GOV", "person"),
        entry("Guardian Force", "OLD", "force", 2000, 2010),
        entry("Guardian Force", "NEW", "force", 2011),
    ]
)


def found(text: str, day: dt.date | None = MAY) -> list[tuple[str, str]]:
    doc = plain(text)
    return [(doc[m.start : m.end].text, m.entries[0].actor) for m in INDEX.find(doc, day)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Nobody said so.", []),
        ("Armenia said so.", [("Armenia", "ARM")]),
        ("Baku blamed Armenia.", [("Baku", "AZE:GOV"), ("Armenia", "ARM")]),
        ("The Republic of Armenia said so.", [("Republic of Armenia", "ARM")]),
        ("The Armenian Armed Forces said so.", [("Armenian Armed Forces", "ARM:MIL")]),
        ("The Armenian armed men left.", []),
        ("In Nagorno-Karabakh it was calm.", [("Nagorno-Karabakh", "ARTSAKH")]),
    ],
)
def test_names_in_text_order_the_longest_first(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_case_is_kept() -> None:
    assert found("IS is there, and baku is not.") == [("IS", "IS")]


@pytest.mark.parametrize("written", ["witnesses", "Witnesses", "local media", "Local Media"])
def test_names_given_in_lower_case_match_in_any_case(written: str) -> None:
    assert [actor for _, actor in found(f"{written} said so.")] in (["WITNESSES"], ["MEDIA"])


@pytest.mark.parametrize("written", ["Türkiye", "Turkiye"])
def test_accents_are_folded(written: str) -> None:
    assert found(f"Now {written} said so.") == [(written, "TUR")]


@pytest.mark.parametrize("written", ["Côte d'Ivoire", "Côte d’Ivoire", "Cote d'Ivoire"])
def test_apostrophes_are_folded(written: str) -> None:
    assert found(f"Now {written} said so.") == [(written, "CIV")]


@pytest.mark.parametrize("text", ["The Gambia said so.", "In the Gambia it was calm.", "Gambia said so."])
def test_leading_article_is_dropped(text: str) -> None:
    assert found(text) == [("Gambia", "GMB")]


@pytest.mark.parametrize(("text", "expected"), [("BAKU said so.", "AZE:GOV"), ("ARMENIA said so.", "ARM")])
def test_name_in_capitals_in_a_dateline(text: str, expected: str) -> None:
    assert [actor for _, actor in found(text)] == [expected]


def test_text_before_a_name_in_capitals_does_not_matter() -> None:
    assert [actor for _, actor in found("Late on Friday night, in the end, BAKU said so.")] == ["AZE:GOV"]


@pytest.mark.parametrize("text", ["Two M777 howitzers fired.", "Two S300 systems fired.", "In 1200B it was calm."])
def test_designation_of_a_weapon_is_no_name(text: str) -> None:
    assert found(text) == []


def test_surname_stands_for_a_person() -> None:
    assert found("Pashinyan said so.") == [("Pashinyan", "ARM:GOV")]
    assert found("Prime Minister Pashinyan said so.") == [("Pashinyan", "ARM:GOV")]
    assert found("Nikol Pashinyan said so. Pashinyan added this.") == [("Nikol Pashinyan", "ARM:GOV"), ("Pashinyan", "ARM:GOV")]


def test_match_says_that_it_is_a_surname() -> None:
    full, short = INDEX.find(plain("Nikol Pashinyan spoke. Pashinyan left."), MAY)
    assert (full.surname_only, short.surname_only) == (False, True)


@pytest.mark.parametrize(
    "text", ["Anna Michel said so.", "Michel Barnier said so.", "They saw a michel there.", "Ma said so.", "Sargsyan said so."]
)
def test_surname_of_somebody_else_too_short_or_out_of_office(text: str) -> None:
    assert found(text) == []


def test_surname_that_parties_share_names_nobody() -> None:
    assert found("Hassan said so.") == []
    assert found("Omar Hassan said so.") == [("Omar Hassan", "BBB:GOV")]


def test_full_name_out_of_office_is_kept_for_history() -> None:
    assert found("Serzh Sargsyan once said so.") == [("Serzh Sargsyan", "ARM:GOV")]


@pytest.mark.parametrize(("year", "actor"), [(2005, "OLD"), (2010, "OLD"), (2011, "NEW"), (2023, "NEW")])
def test_entries_in_force_on_the_day(year: int, actor: str) -> None:
    (match,) = INDEX.find(plain("The Guardian Force left."), dt.date(year, 6, 1))
    assert [e.actor for e in match.entries] == [actor]


def test_unknown_day_keeps_all_entries() -> None:
    (match,) = INDEX.find(plain("The Guardian Force left."), None)
    assert {e.actor for e in match.entries} == {"OLD", "NEW"}


def test_bounds_are_inclusive() -> None:
    force = entry("Force", "ARM:MIL", since=2020, until=2021)
    assert [force.holds(dt.date(2019, 12, 31)), force.holds(dt.date(2020, 1, 1)), force.holds(dt.date(2021, 12, 31))] == [False, True, True]
    assert not force.holds(dt.date(2022, 1, 1))
    assert force.holds(None)


def test_party_and_sector_of_an_entry() -> None:
    assert (entry("x", "ARM:MIL").party, entry("x", "ARM:MIL").sector) == ("ARM", "MIL")
    assert (entry("x", "ARM").party, entry("x", "ARM").sector) == ("ARM", None)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Türkiye", "Turkiye"), ("d’Ivoire", "d'Ivoire"), ("Nagorno–Karabakh", "Nagorno-Karabakh"), ("Baku", "Baku"), ("", "")],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("text", ["", "Baku", "Türkiye’s ﬁre ½ ǆ 😀 e\u0301 각", "“Ñandú”"])
def test_folding_can_keep_offsets(text: str) -> None:
    assert len(fold_keeping_length(text)) == len(text)


def test_offsets_behind_odd_characters() -> None:
    assert found("😀 ﬁre ½ — Türkiye’s Armenia.")[-1] == ("Armenia", "ARM")


def test_missing_knowledge_file_is_a_resource_error() -> None:
    with pytest.raises(ResourceError, match=r"nowhere\.csv"):
        list(read_names(["nowhere.csv"]))
