from __future__ import annotations

import base64
import hashlib
import io
from dataclasses import replace

import pytest
from rich.console import Console

from counterclaim.incidents.blame import BlameOptions, blame_of
from counterclaim.incidents.compare import compare
from counterclaim.records.blame import BlameMatrix, By
from counterclaim.records.comparison import Comparison
from counterclaim.records.models import Record
from counterclaim.records.words import Reply, Stance, Status
from counterclaim.views.blame import NO_CHARGES, REPLIES, REPLY_WORDS, bounds_words, evidence_of, groups_of, period_words
from counterclaim.views.blame_page import render_blame_page
from counterclaim.views.blame_text import render_blame
from counterclaim.views.dossier import Beside, render_dossier
from incidents_by_hand import FRIDAY, SATURDAY, Saying, record
from page_reading import Reading

CHARGE = Saying(claimant="ARM:MIL", stance=Stance.ACCUSES)
COUNTER = Saying(claimant="AZE:MIL", stance=Stance.ACCUSES, initiators=("ARM",), targets=("AZE",))
RECORDS = [
    record("aaaa1", CHARGE, COUNTER),
    record("bbbb2", CHARGE),
    record("cccc3", Saying(claimant="AZE:FOR", stance=Stance.DENIES, status=Status.DENIED)),
]


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compare(RECORDS, {"bbbb2": "aaaa1"})


@pytest.fixture(scope="module")
def matrix(comparison: Comparison) -> BlameMatrix:
    return blame_of(comparison)


def shown(matrix: BlameMatrix, comparison: Comparison, width: int = 100) -> str:
    out = io.StringIO()
    Console(file=out, width=width).print(render_blame(matrix, comparison))
    return out.getvalue()


def test_a_table_for_each_conflict(matrix: BlameMatrix, comparison: Comparison) -> None:
    view = shown(matrix, comparison)
    assert view.startswith(
        """2 charges in 1 conflict

ARM – AZE
  charged origins denies counters admits silent  who, whom, of what
        1       1      1        0      0      0  ARM → AZE: shelling  aaaa/c1, bbbb/c1
        1       1      0        1      0      0  AZE → ARM: shelling  aaaa/c2
"""
    )


@pytest.mark.parametrize("width", [40, 71, 72, 200])
def test_the_terminal_view_fits(matrix: BlameMatrix, comparison: Comparison, width: int) -> None:
    view = shown(matrix, comparison, width)
    assert max(map(len, view.splitlines())) <= width
    assert not [line for line in view.splitlines() if line != line.rstrip()]
    assert "counters 1" in " ".join(view.split()) or width >= 72


def test_months_stand_in_the_titles(comparison: Comparison) -> None:
    (group,) = groups_of(blame_of(comparison, BlameOptions(by=By.MONTH)))
    assert group.title == "ARM – AZE, May 2023"
    assert (period_words(None), period_words("all")) == ("in no one month", "all")


def test_what_was_asked_for_and_left_out_is_said(comparison: Comparison) -> None:
    later = blame_of(comparison, BlameOptions(since=SATURDAY, until=SATURDAY, by=By.MONTH))
    assert bounds_words(later) == "since 13 May 2023 until 13 May 2023 by month"
    assert bounds_words(later.model_copy(update={"undated": 1})).endswith("; 1 charge of unknown day left out")
    assert shown(later, comparison).startswith(f"{NO_CHARGES}; since 13 May 2023")
    assert bounds_words(blame_of(comparison)) == ""


def test_every_cell_has_its_evidence(matrix: BlameMatrix, comparison: Comparison) -> None:
    first, second = matrix.cells
    (denied,), (countered,) = evidence_of(first, comparison), evidence_of(second, comparison)
    assert [c.id for c, _ in denied.claims] == ["aaaa1/c1", "bbbb2/c1"]
    assert [c.id for c, _ in denied.replies] == ["cccc3/c1"]
    assert [c.id for c, _ in countered.replies] == ["aaaa1/c1", "bbbb2/c1"]
    assert set(REPLIES) == set(REPLY_WORDS) == set(Reply)


def test_the_page_is_well_formed_and_loads_nothing(matrix: BlameMatrix, comparison: Comparison) -> None:
    page = render_blame_page(matrix, comparison)
    reading = Reading(page)
    assert reading.open == []
    assert reading.loaded() == []
    style = page.split("<style>")[1].split("</style>", maxsplit=1)[0]
    assert f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'" in reading.policy()
    assert page.count("forces opened fire near the village") == 6
    assert "<b>The accused denies it:</b>" in page


def test_the_dossier_holds_the_matrix(matrix: BlameMatrix, comparison: Comparison) -> None:
    page = render_dossier(comparison, beside=Beside(matrix=matrix))
    reading = Reading(page)
    assert reading.open == []
    assert "blame" in reading.ids
    assert "blame" not in Reading(render_dossier(comparison)).ids


def test_everything_from_the_reports_is_escaped() -> None:
    evil = "<script>alert(1)</script>"

    def hostile(given: Record) -> Record:
        claims = tuple(c.model_copy(update={"claimant": c.claimant.model_copy(update={"name": evil})}) for c in given.claims)
        return given.model_copy(update={"claims": claims, "report": given.report.model_copy(update={"outlet": evil})})

    comparison = compare([hostile(r) for r in RECORDS], {})
    page = render_blame_page(blame_of(comparison), comparison)
    assert Reading(page).open == []
    assert "<script" not in page


def test_no_charges() -> None:
    quiet = compare([record("a1", replace(CHARGE, stance=Stance.ASSERTS), published=FRIDAY)], {})
    assert NO_CHARGES.capitalize() in render_blame_page(blame_of(quiet), quiet)
