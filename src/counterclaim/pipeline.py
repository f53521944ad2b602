"""The order of the stages: reports in, records out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from counterclaim.accords import Shelf, find_agreements, find_talks, read_library, with_known_parties
from counterclaim.claims.extract import extract
from counterclaim.claims.lexicon import load_lexicon
from counterclaim.claims.reading.model import ReadingModel
from counterclaim.grounding.actors.names import load_names, read_names
from counterclaim.grounding.gazetteer import Gazetteer, Progress
from counterclaim.grounding.ground import Grounder
from counterclaim.language.engine import OWN, load_engine
from counterclaim.language.recasing import AnyCaseParser
from counterclaim.records.models import Record, Report

TOGETHER = 32
"""Reports parsed in one go."""


@dataclass(frozen=True)
class PipelineOptions:
    """What a run may choose: the language engine by name, whether claims are read by rules alone, the place index by path, who hears of
    its being built, and whether the words of reports are forgotten once they are read: then memory stays the same however many there
    are, but one thread alone may read."""

    engine: str = OWN
    rules_only: bool = False
    gazetteer: Path | None = None
    progress: Progress | None = None
    forgets: bool = False


class Pipeline:
    """Reads reports into records. Making one loads the model and the knowledge files once."""

    def __init__(self, options: PipelineOptions | None = None, engine: Language | None = None) -> None:
        """`engine` is a language engine that is loaded already, in place of the one that the options name.

        Raises ConfigError for an unknown engine, ResourceError when a model, a word list or the place index cannot be read.
        """
        chosen = options or PipelineOptions()
        self._parse = AnyCaseParser(engine or load_engine(chosen.engine), lambda: (entry.name for entry in read_names()))
        self._lexicon = load_lexicon()
        self._model = None if chosen.rules_only else ReadingModel()
        self._ground = Grounder(load_names(), Gazetteer.open(chosen.gazetteer, chosen.progress))
        self._forgets = chosen.forgets

    @cached_property
    def _library(self) -> Shelf:
        """The library of agreements, read when a report first speaks of one."""
        return Shelf(read_library())

    def read(self, reports: Iterable[Report]) -> Iterator[Record]:
        """Yield the record of each report, in order."""
        rest = iter(reports)
        while together := list(islice(rest, TOGETHER)):
            if self._forgets:
                with self._parse.memory_zone():
                    records = list(self._read(together))
                yield from records
            else:
                yield from self._read(together)

    def _read(self, together: Sequence[Report]) -> Iterator[Record]:
        for report, doc in zip(together, self._parse([r.text for r in together]), strict=True):
            yield self.read_parsed(report, doc)

    def read_parsed(self, report: Report, doc: Doc) -> Record:
        """The record of a report whose text is parsed already: `doc.text` is the report's text but for the case of letters.

        Where the parser broke a tree around an attribution it is mended in place: hand in a copy of a document that is used further.
        """
        grounded = self._ground(report, doc, extract(doc, self._lexicon, self._model))
        agreements = find_agreements(grounded.claims, grounded.events, grounded.mentions, grounded.duties, report.text, grounded.breaches)
        return Record(
            report=report,
            claims=grounded.claims,
            events=grounded.events,
            agreements=with_known_parties(agreements, grounded.claims, grounded.events, report, self._library) if agreements else (),
            talks=find_talks(grounded.claims, grounded.events, grounded.meetings, report),
            skipped=grounded.skipped,
        )
