from __future__ import annotations

from typing import Any

import pytest

import counterclaim as cc
from counterclaim.interactive.desk import filter_of
from counterclaim.interactive.frames import frame
from counterclaim.interactive.reading import report
from counterclaim.records.models import Report

WRONG: list[dict[str, Any]] = [
    {"box": (1, 2)},
    {"box": (50, 0, 40, 10)},
    {"killed": "x"},
    {"since": "2023-06-01", "until": "2023-05-01"},
    {"colour": "red"},
]


@pytest.mark.parametrize("conditions", WRONG)
def test_conditions_that_make_no_sense_are_refused(conditions: dict[str, Any]) -> None:
    with pytest.raises(cc.ConfigError):
        filter_of(**conditions)


def test_a_name_of_the_command_line_is_told_by_what_it_means() -> None:
    with pytest.raises(cc.ConfigError, match="parties is meant"):
        filter_of(party="KGZ")  # type: ignore[call-arg]


@pytest.mark.parametrize("given", [["text"], "text", Report(id="a", text="Some text.", language="en"), None])
def test_only_reports_are_compared(given: Any) -> None:
    with pytest.raises(cc.ConfigError):
        cc.compare(given)


def test_what_is_no_text_or_no_comparison_is_refused() -> None:
    for text in (None, b""):
        with pytest.raises(cc.ConfigError):
            report(text)  # type: ignore[arg-type]
    with pytest.raises(cc.ConfigError, match="foo"):
        report("Some text.", foo=1)  # type: ignore[call-arg]
    with pytest.raises(cc.RecordError):
        report("half \ud800 a pair")
    with pytest.raises(cc.ConfigError):
        frame(report("Some text."), "claims")  # type: ignore[call-overload]
