"""A spaCy component that reads claims: `nlp.add_pipe("counterclaim")` after a parser.

It fills `doc._.claims` with the claims as spaCy spans and `doc._.record` with the whole record. Any pipeline will do whose `dep_`, `pos_`
and `tag_` are those of Universal Dependencies; with our own (`counterclaim.load_engine()`) the reading model looks over what the rules
find. Texts in capitals throughout are read as they stand.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc, Span

from counterclaim.errors import ConfigError
from counterclaim.ingest.options import parse_published
from counterclaim.pipeline import Pipeline, PipelineOptions
from counterclaim.records.models import Actor, Claim, Event, Record, Report
from counterclaim.records.models import Span as Stretch

NAME = "counterclaim"
KEPT = "counterclaim_record"
"""Where in the user data of a document its record is kept, as JSON."""


@dataclass(frozen=True)
class SpanClaim:
    """A claim with its words as spans of the Doc.

    Attributes:
        claim: the claim itself: `claim.claimant`, `claim.stance`.
        events: what it says happened.
        claimant: the words that name the claimant, None for the report's own voice.
        cue: the words that make it a claim, None when the report's own words are.
        content: the words that are claimed.
    """

    claim: Claim
    events: tuple[Event, ...]
    claimant: Span | None
    cue: Span | None
    content: tuple[Span, ...]


class ClaimReader:
    """The component. `doc._.published` says when a text was published, `doc._.outlet` by whom, before those of its settings."""

    def __init__(self, pipeline: Pipeline, published: dt.date | dt.datetime | None, outlet: str | None) -> None:
        self._pipeline = pipeline
        self._published = published
        self._outlet = outlet

    def __call__(self, doc: Doc) -> Doc:
        """Reads one document in place and returns it. Raises ConfigError when it is not parsed."""
        if not doc.has_annotation("DEP"):
            raise ConfigError(
                f"{NAME!r} reads dependencies: put a parser before it in the pipeline, or start from counterclaim.load_engine()"
            )
        said = doc._.published
        report = Report(
            id=Report.identify(doc.text),
            text=doc.text,
            published=(parse_published(said) if isinstance(said, str) else said) or self._published,
            outlet=doc._.outlet or self._outlet,
            language="en",
        )
        record = self._pipeline.read_parsed(report, doc.copy())  # reading mends trees; the user's stays as it was parsed
        doc.user_data[KEPT] = record.model_dump_json()  # text, so that spaCy can write the document down
        return doc


def span_claim(doc: Doc, record: Record, claim: Claim) -> SpanClaim:
    """A claim of the record of a Doc, with its words as spans."""
    return SpanClaim(
        claim=claim,
        events=tuple(record.event(name) for name in claim.events),
        claimant=_span(doc, claim.claimant.span, label=_label(claim.claimant)),
        cue=_span(doc, claim.cue, label="CUE"),
        content=tuple(span for stretch in claim.content if (span := _span(doc, stretch, label="CONTENT"))),
    )


def _span(doc: Doc, stretch: Stretch | None, label: str) -> Span | None:
    return doc.char_span(stretch.start, stretch.end, label=label, alignment_mode="expand") if stretch else None


def _label(actor: Actor) -> str:
    return actor.id or "UNKNOWN"


@Language.factory(
    NAME,
    assigns=["doc._.claims", "doc._.record"],
    requires=["token.dep", "token.pos", "token.tag"],
    default_config={"published": None, "outlet": None, "rules_only": False},
)
def make_reader(nlp: Language, name: str, published: str | None, outlet: str | None, rules_only: bool) -> ClaimReader:
    """spaCy factory of the component, also registered as an entry point.

    Args:
        nlp: the pipeline that it becomes part of.
        name: its name there.
        published: the date of publication of texts that do not say (`doc._.published`), as ISO text.
        outlet: likewise who published them.
        rules_only: leaves the reading model out.
    """
    when = parse_published(published) if published is not None else None
    return ClaimReader(Pipeline(PipelineOptions(rules_only=rules_only), engine=nlp), when, outlet)


@lru_cache(maxsize=32)
def _record_of(kept: str) -> Record:
    return Record.model_validate_json(kept)


def record_of(doc: Doc) -> Record | None:
    """The record that was kept with a document, None where it was not read."""
    kept = doc.user_data.get(KEPT)
    return _record_of(kept) if kept is not None else None


def claims_of(doc: Doc) -> tuple[SpanClaim, ...]:
    """The claims of a document with their words as its spans."""
    record = record_of(doc)
    return tuple(span_claim(doc, record, claim) for claim in record.claims) if record is not None else ()


if not Doc.has_extension("record"):
    Doc.set_extension("record", getter=record_of)
    Doc.set_extension("claims", getter=claims_of)
for _name in ("published", "outlet"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)
