"""Reports with notes on what they tell of agreements."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from counterclaim.errors import ResourceError
from counterclaim.evaluation.reports.gold_accords import read_kept
from counterclaim.training.accord_notes import read_notes

NOTES = """## alpha-2020 | 2020-05-04 | Beta slams Alpha
Alpha must pull back its guns by Friday under the truce of May 1. Beta said it had not. They meet in Geneva on Monday.
---
A Truce of May 1 | ARM AZE | 2020-05-01 2020-05-01 | RUS | | the truce of May 1
O ARM | withdraw | must [pull] back its guns | Alpha
B ARM | Beta said it [had] not
T ARM AZE | | Geneva | 2020-05-11 2020-05-11 | scheduled | They meet in Geneva
"""


def written(folder: Path, notes: str) -> Path:
    path = folder / "notes.txt"
    path.write_text(notes, encoding="utf-8")
    return path


def test_notes_are_read(tmp_path: Path) -> None:
    (noted,) = read_notes(written(tmp_path, NOTES))
    assert (noted.slug, noted.published, noted.title) == ("alpha-2020", date(2020, 5, 4), "Beta slams Alpha")
    assert noted.text.startswith("Beta slams Alpha\n\nAlpha must")
    assert noted.of("O") == [("ARM", "withdraw", "must [pull] back its guns", "Alpha")]


def test_kept_notes_are_compared_in_the_form_of_the_gold_corpus(tmp_path: Path) -> None:
    (kept,) = read_kept(written(tmp_path, NOTES))
    assert kept.accords.owed == (("ARM", "withdraw"),)
    (accord,), (talks,) = kept.accords.accords, kept.accords.rounds
    assert (accord.parties, accord.brokers, accord.days) == (
        frozenset({"ARM", "AZE"}),
        frozenset({"RUS"}),
        (date(2020, 5, 1), date(2020, 5, 1)),
    )
    assert (talks.venue, talks.status, talks.mediators) == ("Geneva", "scheduled", frozenset())
    (((start, end), accused),) = kept.breaches
    assert (kept.report.text[start:end], accused) == ("Beta said it had not", "ARM")


@pytest.mark.parametrize(
    "broken",
    [
        "## slug\ntext\n---\n",
        NOTES.replace("2020-05-04", "May"),
        NOTES.replace("scheduled | They", "scheduled | We"),
        NOTES.replace("B ARM", "X ARM"),
        NOTES.replace(" | Alpha\n", " | Alpha | Beta\n"),
    ],
)
def test_what_is_not_in_the_format_is_an_error(tmp_path: Path, broken: str) -> None:
    with pytest.raises(ResourceError, match="format of accord notes"):
        list(read_kept(written(tmp_path, broken)))
