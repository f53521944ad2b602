"""The library's form and its loader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from counterclaim.accords import read_library
from counterclaim.errors import ConfigError
from ledger_by_hand import library_agreement

OWN = """
name = "Truce of the Two Valleys"
kind = "ceasefire"
signed = 2024-03-01
parties = ["ARM", "AZE"]
source = "a note of ours"
[[area]]
name = "the valleys"
country = "ARM"
[[clauses]]
id = "1"
duty = "cease_fire"
obligors = ["ARM", "AZE"]
text = "No shots."
"""


def test_the_users_files_add_to_the_starter_library_and_go_before_it(tmp_path: Path) -> None:
    starter = read_library()
    taken = next(iter(starter), "none-yet")
    for slug in ("two-valleys", taken):
        (tmp_path / f"{slug}.toml").write_text(OWN, encoding="utf-8")
    library = read_library(tmp_path)
    assert set(library) == {*starter, "two-valleys", taken}
    assert library["two-valleys"].name == library[taken].name == "Truce of the Two Valleys"
    assert list(library) == sorted(library)


@pytest.mark.parametrize(
    ("text", "told"), [("name = ", "cannot be read as TOML"), (OWN.replace("cease_fire", "sing"), "duty"), (OWN + "\nmood = 1", "mood")]
)
def test_a_broken_file_is_named_with_its_fault(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=f"own.toml.*{told}"):
        read_library(tmp_path)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no folder"):
        read_library(tmp_path / "none")


@pytest.mark.parametrize(
    "changed",
    [
        {"slug": "Not A Slug"},
        {"ended": "2021-01-01"},
        {"ended": "2019-01-01", "ended_reason": "before it began"},
        {"parties": ()},
        {"clauses": ({"id": "1", "duty": "cease_fire", "obligors": ("TUR",), "text": "a stranger"},)},
        {"clauses": tuple({"id": "1", "duty": "cease_fire", "obligors": ("ARM",), "text": t} for t in "ab")},
        {"area": ({"name": "half a circle", "lat": 1.0},)},
        {"area": ({"name": "both", "country": "ARM", "lat": 1.0, "lon": 1.0, "radius_km": 1.0},)},
    ],
)
def test_what_makes_no_agreement(changed: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        library_agreement(**changed)
