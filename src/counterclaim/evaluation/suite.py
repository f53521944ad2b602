"""What a suite is: a name, the data it is measured on, and a function from that data to figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from spacy.language import Language

from counterclaim.grounding.actors.names import NameIndex, load_names
from counterclaim.grounding.gazetteer import Gazetteer, Progress
from counterclaim.language.engine import load_engine
from counterclaim.pipeline import Pipeline, PipelineOptions
from counterclaim.records.models import Record, Report


@dataclass(frozen=True)
class Figure:
    """One measured number.

    Attributes:
        name: what was measured, in lower case, parts joined by dots: `soft_f1`, `slot.kind`, `lgl.acc161`.
        value: a share between 0 and 1 unless `unit` says otherwise.
        unit: empty for a share; `km`, `words/s`, `reports`, `claims` …
        falls: whether lower is better.
    """

    name: str
    value: float
    unit: str = ""
    falls: bool = False


@dataclass(frozen=True)
class Folders:
    """Where annotated data lies: our own corpus, the wire reports, and the reference corpora if there are any."""

    gold: Path
    wire: Path
    corpora: Path | None = None

    def corpus(self, name: str) -> Path | None:
        """The folder of a reference corpus, None where it is absent."""
        folder = self.corpora / name if self.corpora else None
        return folder if folder is not None and folder.is_dir() else None


class Engines:
    """The stages under test, each loaded when it is first asked for and then shared by the suites."""

    def __init__(self, progress: Progress | None = None) -> None:
        self._progress = progress
        self._records: dict[tuple[str, ...], list[Record]] = {}

    def read(self, reports: Sequence[Report]) -> list[Record]:
        """The records of some reports, in order. Several suites measure on one corpus: it is read once.

        Args:
            reports: the reports; their ids tell one corpus from another.
        """
        key = tuple(report.id for report in reports)
        if key not in self._records:
            self._records[key] = list(self.pipeline.read(reports))
        return self._records[key]

    @cached_property
    def pipeline(self) -> Pipeline:
        """The whole: reports → records."""
        return Pipeline(PipelineOptions(progress=self._progress), self.language)

    @cached_property
    def rules(self) -> Pipeline:
        """The same without the reading model: claims as the rules alone read them."""
        return Pipeline(PipelineOptions(rules_only=True, progress=self._progress), self.language)

    @cached_property
    def language(self) -> Language:
        """The language engine: text → document."""
        return load_engine()

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The index of places."""
        return Gazetteer.open(None, self._progress)

    @cached_property
    def names(self) -> NameIndex:
        """The names of actors."""
        return load_names()


Measurement = Callable[[Path, Engines], Sequence[Figure]]


@dataclass(frozen=True)
class Suite:
    """A measurement that anyone can repeat.

    Attributes:
        name: what `--suite` takes.
        data: the data set, as the sheet names it.
        find: the data's place in the folders; None where it is absent, and then the suite is not run.
        run: data and stages → figures. Raises ResourceError when the data is there but cannot be read.
        absent: what to do when `find` gives None; by default that which helps a suite on our own corpus.
    """

    name: str
    data: str
    find: Callable[[Folders], Path | None]
    run: Measurement
    absent: str = "run it in a checkout, or give --gold DIR"


def on_corpus(name: str, data: str, folder: str, run: Measurement) -> Suite:
    """A suite on one folder of the reference corpora."""
    return Suite(name, data, lambda folders: folders.corpus(folder), run, f"give --corpora DIR with {folder}/")
