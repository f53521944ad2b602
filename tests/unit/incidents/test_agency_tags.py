from __future__ import annotations

import csv
import io
from importlib.resources import files

import pytest

from counterclaim.errors import ResourceError
from counterclaim.incidents import agency_tags
from counterclaim.incidents.agency_tags import DATA, Outlets, Pattern, credits_in, read_patterns
from counterclaim.records.models import Report

PATTERNS = read_patterns()
OUTLETS = ["Levant Wire", "Polissia Wire", "Meridian"]


def report(text: str, outlet: str | None = None) -> Report:
    return Report(id=Report.identify(text), text=text, outlet=outlet)


def read(text: str, *others: Report, outlet: str = "Evening Ledger") -> list[tuple[str, str]]:
    """Credits in a report of some outlet, other reports being known."""
    one = report(f"Title\n\n{text}", outlet)
    return [(c.outlet, c.manner) for c in credits_in(one, Outlets([one, *others], OUTLETS), PATTERNS)]


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((files(DATA) / "credit_patterns.csv").read_text(encoding="utf-8"))))


@pytest.mark.parametrize("row", rows(), ids=lambda row: str(row["example"]))
def test_every_pattern_finds_the_outlet_of_its_example(row: dict[str, str]) -> None:
    pattern = PATTERNS[rows().index(row)]
    name = row["example"].partition("[")[2].partition("]")[0]
    one = report("Title\n\n" + row["example"].replace("[", "").replace("]", ""))
    outlets = Outlets([one], OUTLETS)
    assert [(c.outlet, c.manner) for c in credits_in(one, outlets, [pattern])] == [(outlets.key(name), pattern.manner)]


def test_every_agency_is_known_by_each_of_its_names() -> None:
    table = list(csv.DictReader(io.StringIO((files(DATA) / "agencies.csv").read_text(encoding="utf-8"))))
    outlets = Outlets([])
    assert [row["name"] for row in table if outlets.key(row["name"]) != row["agency"]] == []
    assert len({row["name"] for row in table}) == len(table)


def test_an_agency_has_one_key() -> None:
    outlets = Outlets([])
    names = ("Agence France-Presse", "AFP", "AFP news agency", "afp.com", "https://www.afp.com/")
    assert {outlets.key(name) for name in names} == {"afp"}
    assert outlets.key("The Levant Wire") == outlets.key("Levant Wire agency") == "levant wire"


def test_the_span_of_a_credit_holds_the_words_that_make_it() -> None:
    one = report("Title\n\nKYIV, May 3 (Reuters) - Drones hit a depot.", "Evening Ledger")
    (credit,) = credits_in(one, Outlets([one]), PATTERNS)
    assert one.text[slice(*credit.span)] == "KYIV, May 3 (Reuters) -"


def test_a_credit_for_the_whole_comes_before_one_for_a_part() -> None:
    assert read("Reuters reported a blast. (AFP, Reuters)") == [("afp", "credited"), ("reuters", "credited")]


@pytest.mark.parametrize(
    "text",
    [
        "The office of Reuters in Gaza was hit by a shell.",
        "Two reporters of AFP were wounded.",
        "A Meridian line was drawn.",
        "The Levant Wirework factory (near Tyre) was hit.",
    ],
)
def test_an_outlet_in_the_story_is_no_source(text: str) -> None:
    assert read(text) == []


def test_an_outlet_is_not_its_own_source() -> None:
    assert read("KYIV (Reuters) - Drones hit a depot.", outlet="Reuters") == []


def test_outlets_of_the_set_are_known_by_their_initials_in_datelines_alone() -> None:
    service = report("Title\n\nFire was opened.", "Syrtica News Service")
    assert read("TRIPOLI (SNS) — Fire was opened.", service) == [("syrtica news service", "credited")]
    assert read("The SNS said that it had opened fire.", service) == []


def test_initials_of_two_outlets_name_neither() -> None:
    both = report("One\n\nFire.", "Syrtica News Service"), report("Two\n\nFire.", "Southern News Sheet")
    assert read("TRIPOLI (SNS) — Fire was opened.", *both) == []


def test_an_outlet_is_known_by_the_tag_of_its_own_datelines() -> None:
    gulf = report("Title\n\nRIYADH, Jan 26 (Gulf) - A drone was shot down.", "Gulf Observer")
    assert read("RIYADH (Gulf): A drone was shot down.", gulf) == [("gulf observer", "credited")]
    assert read("Two officials told Gulf that it was theirs.", gulf) == [("gulf observer", "quoted")]
    assert read("RIYADH (Gulf): A drone was shot down.") == []


def test_a_dateline_tag_that_is_not_the_outlets_name_teaches_nothing() -> None:
    client = report("Title\n\nRIYADH (Nilotic) - A drone was shot down.", "Harbour News")
    assert read("RIYADH (Nilotic): A drone was shot down.", client) == []


def test_a_broken_pattern_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agency_tags, "read_table", lambda *_: iter([{"manner": "quoted", "before": "(", "after": "", "example": ""}]))
    with pytest.raises(ResourceError, match="credit_patterns.csv"):
        read_patterns()


def test_patterns_are_of_both_manners() -> None:
    assert {p.manner for p in PATTERNS} == {"credited", "quoted"}
    assert all(isinstance(p, Pattern) for p in PATTERNS)
