from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.export.tabular import Cell, as_written, cell_text, columns, delimited, harmless


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "'=1", "''@x"])
def test_what_a_spreadsheet_would_run_is_quoted(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Sotk", "'s-Hertogenbosch", "a=b", " =1"])
def test_other_text_stays(text: str) -> None:
    assert harmless(text) == text


@given(st.text())
def test_quoting_can_be_taken_back(text: str) -> None:
    assert as_written(harmless(text)) == text


def test_numbers_below_zero_are_no_formulas() -> None:
    assert (cell_text(-5.25), cell_text(0), cell_text(True), cell_text(None)) == ("-5.25", "0", "true", "")


def test_a_list_is_joined_and_its_semicolons_become_commas() -> None:
    assert cell_text(("a", "b; c")) == "a; b, c"
    assert cell_text(("=a", "b")) == "'=a; b"


def test_csv_keeps_line_breaks_and_quotes() -> None:
    rows: list[tuple[Cell, ...]] = [("a\nb", 'say "no", they'), (None, 1)]
    assert list(csv.reader(io.StringIO(delimited(("x", "y"), rows).decode(), newline=""))) == [
        ["x", "y"],
        ["a\nb", 'say "no", they'],
        ["", "1"],
    ]


def test_tab_separated_text_has_one_line_a_row() -> None:
    assert delimited(None, [("a\tb\nc", 2)], "\t") == b"a b c\t2\n"


def test_blanks_before_a_formula_hide_nothing_where_they_are_run_together() -> None:
    assert delimited(None, [(" =1+1", "\n@x")], "\t") == b"'=1+1\t'@x\n"


def test_columns_are_read_from_words() -> None:
    assert [(c.name, c.sort) for c in columns("id low:whole")] == [("id", "text"), ("low", "whole")]


TABBED = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]) | st.sampled_from("\"' ="))


@given(st.lists(TABBED, min_size=1, max_size=3))
def test_tab_separated_text_reads_the_same_with_and_without_quotes(cells: list[str]) -> None:
    lines = delimited(("x", "y", "z")[: len(cells)], [cells, cells], "\t").decode().splitlines()
    plain, quoting = ([row for row in csv.reader(lines, delimiter="\t", quoting=how)][1:] for how in (csv.QUOTE_NONE, csv.QUOTE_MINIMAL))
    wanted = [" ".join(cell.split()) for cell in cells]
    for rows in (plain, quoting):
        assert [[as_written(cell, tabbed=True) for cell in row] for row in rows if row] == [wanted, wanted] or cells == [""]
