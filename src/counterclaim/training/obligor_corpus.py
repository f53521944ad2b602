"""Reports annotated for their agreements → samples of the network that weighs who owes a duty."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from counterclaim.claims.extract import extract
from counterclaim.claims.lexicon import load_lexicon
from counterclaim.claims.reading.model import ReadingModel
from counterclaim.grounding.actors.names import load_names
from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.grounding.ground import Grounder
from counterclaim.grounding.weighing import Weighed
from counterclaim.records.drafts import DraftClaim, DraftDuty
from counterclaim.records.models import Actor, Report
from counterclaim.training.accord_notes import Noted
from counterclaim.training.reading_corpus import find_quote, head_of
from counterclaim.training.weighing_corpus import Sample


def make_obligor_samples(reports: Sequence[Noted], engine: Language, model: ReadingModel, gazetteer: Gazetteer) -> list[Sample]:
    """Read reports and pair each duty that was found with the annotated ones on the same word; one that has none teaches nothing.

    Args:
        reports: the reports.
        engine: our language engine.
        model: a reading model whose accord network did not learn from these reports: it points too surely at what it learned from.
        gazetteer: the place index.
    """
    heard: list[tuple[DraftDuty, Weighed]] = []

    def listen(draft: DraftClaim | DraftDuty, _: Actor | None, weighed: Mapping[str, Weighed]) -> None:
        if isinstance(draft, DraftDuty):
            heard.append((draft, weighed["obligor"]))

    ground, lexicon, samples = Grounder(load_names(), gazetteer, listen), load_lexicon(), list[Sample]()
    for report, doc in zip(reports, engine.pipe([r.text for r in reports]), strict=True):
        heard.clear()
        ground(Report(id=report.slug, text=report.text, published=report.published), doc, extract(doc, lexicon, model))
        owed = owed_at(report, doc)
        for draft, weighed in heard:
            if draft.act.i in owed:
                samples.append(Sample("", weighed.features, [[float(party in owed[draft.act.i])] for party, _ in weighed.options]))
    return [s for s in samples if s.features]


def owed_at(report: Noted, doc: Doc) -> Mapping[int, set[str]]:
    """Who owes what each word tells, by the index of its token."""
    found = defaultdict[int, set[str]](set)
    for actor, _, quote, *_ in report.of("O"):
        if (words := find_quote(report.text, quote)) is not None:
            found[head_of(doc, words)].add(actor.partition(":")[0])
    return found
