"""Sample reports: invented events on real geography, told by several sides. They are tests of nothing and news of nothing."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from counterclaim.records.models import Report

CATALOGUE = "samples.toml"
CRISIS = "crisis/catalogue.toml"


def load_samples(catalogue: str = CATALOGUE) -> list[Report]:
    """The sample reports of a catalogue, in its order: single ones, or those of one crisis (`CRISIS`)."""
    listed = files(__name__).joinpath(catalogue)
    folder = files(__name__).joinpath(catalogue.rpartition("/")[0]) if "/" in catalogue else files(__name__)
    entries = tomllib.loads(listed.read_text(encoding="utf-8"))["report"]
    return [
        _report(folder.joinpath(entry["file"]).read_text(encoding="utf-8"), {k: v for k, v in entry.items() if k != "file"})
        for entry in entries
    ]


def _report(text: str, known: dict[str, object]) -> Report:
    """A report from a file whose first line is its title; the text holds the title, as in every plain-text report."""
    text = text.strip()
    return Report.model_validate({"id": Report.identify(text), "text": text, "title": text.partition("\n")[0], "language": "en", **known})
