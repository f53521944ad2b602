"""What a format is, and which ones there are. Nothing is imported before it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING

from counterclaim.errors import ConfigError

if TYPE_CHECKING:
    from counterclaim.export.selection import Selection
    from counterclaim.records.comparison import Comparison


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an export: its name below the folder (for a format of one file its usual ending), and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Export:
    """What a format makes of a comparison.

    Attributes:
        parts: the files; one alone where the format is no folder.
        rows: how many rows, features or entries there are in all.
        left_out: how many incidents, claims or meetings were left out, by the reason.
    """

    parts: tuple[Part, ...]
    rows: int
    left_out: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes:
        columns: columns, keys or properties that it writes, by table or object; each is told of in `docs/exports.md`.
        write: makes the export; raises ConfigError when a package that it needs is not installed.
        folder: whether it is several files in a folder.
        joined: makes the export of the whole comparison, where only what reports tell together can be chosen from; else None.
    """

    columns: Mapping[str, tuple[str, ...]]
    write: Callable[[Comparison], Export]
    folder: bool = False
    joined: Callable[[Comparison, Selection], Export] | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the registry: the module below this package whose `FORMAT` it is, and what it is in a few words."""

    module: str
    about: str


FORMATS: Mapping[str, Entry] = {
    "acled": Entry("acled", "CSV in ACLED's columns, a row for each incident"),
    "atom": Entry("atom", "an Atom feed, an entry for each incident"),
    "brat": Entry("brat", "a folder of texts with stand-off annotations for brat"),
    "cameo": Entry("cameo", "GDELT 2's 61 columns, tab-separated, no head row"),
    "csv": Entry("tidy", "a folder of tidy CSV tables"),
    "ftm": Entry("ftm", "a folder of FollowTheMoney entities and statements, a dataset for each claimant"),
    "geojson": Entry("geojson", "GeoJSON, a point for each incident"),
    "gold": Entry("gold", "a folder in the format of our gold corpus, to correct by hand"),
    "hxl": Entry("hxl", "CSV with HXL hashtags, a row for each incident"),
    "ics": Entry("ics", "a calendar of talks"),
    "parquet": Entry("parquet", "a folder of Parquet tables"),
    "plover": Entry("plover", "PLOVER JSON, an event for each coded act of a claim"),
    "polecat": Entry("polecat", "POLECAT's columns, tab-separated, a row for each coded act of a claim"),
    "spacy": Entry("spacy_docs", "a DocBin for spaCy, claims as spans"),
    "timemap": Entry("timemap", "a folder of JSON for TimeMap"),
    "ucdp": Entry("ucdp", "CSV in the columns of UCDP GED, a row for each violent incident with somebody killed"),
}


def load_format(name: str) -> Format:
    """The format of that name. Raises ConfigError when there is none."""
    if name not in FORMATS:
        raise ConfigError(f"there is no format {name!r}: choose one of {', '.join(FORMATS)}")
    made = import_module(f"counterclaim.export.{FORMATS[name].module}").FORMAT
    assert isinstance(made, Format)
    return made
