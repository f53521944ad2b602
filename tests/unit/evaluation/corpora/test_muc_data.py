"""Messages and keys in the form of MUC-3 and MUC-4."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from counterclaim.errors import ResourceError
from counterclaim.evaluation.corpora.muc_data import Fill, Message, read_day, read_keys, read_messages

MESSAGES = """DEV-MUC3-9001 (XYZ)

   LIMA, 3 JAN 90 (RADIO UNO) -- [REPORT] [JUAN
EXAMPLE] [TEXT] A BOMB WENT OFF
IN A MARKET.

   NOBODY  WAS HURT [AS HEARD].


DEV-MUC3-9002 (XYZ)

   CLANDESTINE, 7 SEPT 89 -- [COMMUNIQUE] [EXAMPLE FRONT] [TEXT] WE DID IT.

DEV-MUC3-9003 (XYZ)

   NO CITY (PERU), NO DATE (EFE) -- [CONTINUED] MORE.
"""

KEY = """;;; a comment
0.  MESSAGE: ID                     DEV-MUC3-9001 (XYZ)
1.  MESSAGE: TEMPLATE               1 (OPTIONAL)
2.  INCIDENT: DATE                  (- 03 JAN 90) / 03 JAN 90
3.  INCIDENT: LOCATION              PERU: LIMA (CITY): CENTRO (NEIGHBORHOOD)
4.  INCIDENT: TYPE                  BOMBING / ATTACK
6.  INCIDENT: INSTRUMENT ID         "BOMB" / "DEVICE \\"X/Y\\""
                                    ? "DYNAMITE"
8.  PERP: INCIDENT CATEGORY         *
9.  PERP: INDIVIDUAL ID             -
11. PERP: ORGANIZATION CONFIDENCE   (POSSIBLE / ACQUITTED): "EXAMPLE FRONT" /
                                    "EF"
12. PHYS TGT: ID                    "MARKET: THE BIG ONE"
21. HUM TGT: NUMBER                 6-: "PEOPLE" / "SHOPPERS"

0.  MESSAGE: ID                     DEV-MUC3-9002 (XYZ)
1.  MESSAGE: TEMPLATE               *
2.  INCIDENT: DATE                  *
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "file"
    path.write_text(text, encoding="latin-1")
    return path


@pytest.fixture
def messages(tmp_path: Path) -> list[Message]:
    return list(read_messages(written(tmp_path, MESSAGES)))


@pytest.fixture
def slots(tmp_path: Path) -> dict[int, tuple[Fill, ...]]:
    (template,) = read_keys(written(tmp_path, KEY))["DEV-MUC3-9001"]
    return dict(template.slots)


def test_a_message_has_its_dateline_and_text_without_the_sort_of_message(messages: list[Message]) -> None:
    assert messages[0].text == "LIMA, 3 JAN 90 (RADIO UNO) -- A BOMB WENT OFF IN A MARKET.\n\nNOBODY WAS HURT [AS HEARD]."


def test_the_day_and_the_source_come_from_the_dateline(messages: list[Message]) -> None:
    assert (messages[0].published, messages[0].outlet) == (dt.date(1990, 1, 3), "RADIO UNO")


def test_a_communique_is_its_authors(messages: list[Message]) -> None:
    assert (messages[1].outlet, messages[1].published) == ("EXAMPLE FRONT", dt.date(1989, 9, 7))


def test_brackets_of_a_message_without_a_mark_of_the_body_are_text(messages: list[Message]) -> None:
    assert messages[2].text.endswith("-- [CONTINUED] MORE.")
    assert messages[2].published is None


def test_a_file_without_messages_is_a_broken_one(tmp_path: Path) -> None:
    with pytest.raises(ResourceError):
        list(read_messages(written(tmp_path, "nothing")))


def test_a_message_without_an_incident_has_no_templates(tmp_path: Path) -> None:
    assert read_keys(written(tmp_path, KEY))["DEV-MUC3-9002"] == ()


def test_an_optional_template_is_marked(tmp_path: Path) -> None:
    assert read_keys(written(tmp_path, KEY))["DEV-MUC3-9001"][0].optional


def test_alternatives_are_parted_and_unbracketed(slots: dict[int, tuple[Fill, ...]]) -> None:
    assert slots[2] == (Fill(("- 03 JAN 90", "03 JAN 90")),)
    assert slots[4] == (Fill(("BOMBING", "ATTACK")),)


def test_a_location_keeps_its_colons(slots: dict[int, tuple[Fill, ...]]) -> None:
    assert slots[3] == (Fill(("PERU: LIMA (CITY): CENTRO (NEIGHBORHOOD)",)),)


def test_marks_inside_quotation_marks_are_text(slots: dict[int, tuple[Fill, ...]]) -> None:
    assert slots[6][0] == Fill(("BOMB", 'DEVICE "X/Y"'))
    assert slots[12] == (Fill(("MARKET: THE BIG ONE",)),)


def test_a_fill_with_a_question_mark_is_optional(slots: dict[int, tuple[Fill, ...]]) -> None:
    assert slots[6][1] == Fill(("DYNAMITE",), (), optional=True)


def test_none_and_not_applicable_differ(slots: dict[int, tuple[Fill, ...]]) -> None:
    assert slots[9] == ()
    assert 8 not in slots


def test_a_fill_says_what_it_is_about_over_two_lines(slots: dict[int, tuple[Fill, ...]]) -> None:
    assert slots[11] == (Fill(("POSSIBLE", "ACQUITTED"), ("EXAMPLE FRONT", "EF")),)
    assert slots[21] == (Fill(("6-",), ("PEOPLE", "SHOPPERS")),)


def test_a_line_that_is_no_slot_is_a_broken_key(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="no slot"):
        read_keys(written(tmp_path, KEY + "rubbish\n"))


def test_a_missing_file_is_a_broken_resource(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="cannot be read"):
        read_keys(tmp_path / "absent")


@pytest.mark.parametrize("text", ["3 JAN", "31 FEB 90", "TODAY", "3 XXX 90"])
def test_what_is_no_full_day_is_none(text: str) -> None:
    assert read_day(text) is None
