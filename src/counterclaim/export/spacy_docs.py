"""`spacy`: a DocBin of spaCy (3.x) with a Doc for each report: its words, and the marks of its claims as spans.

Words are those of spaCy's blank English tokenizer, parted further where a mark begins or ends within one, so that every span is exact.
`doc.spans["claims"]` holds the marks; a span's label is its role, its id (`span.id_`) the id of the claim. `doc.user_data["counterclaim"]`
holds the report without its text, the claims and their events as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from counterclaim.export.formats import Export, Format, Part
from counterclaim.export.joined import Joined
from counterclaim.export.marks import ROLES, Mark, marks_of
from counterclaim.records.comparison import Comparison
from counterclaim.records.models import Report

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SPANS = "claims"
KEPT = "counterclaim"
KEYS = ("report", "claims", "events")


def write(comparison: Comparison) -> Export:
    """One `.spacy` file."""
    import spacy
    from spacy.tokens import DocBin

    joined, nlp, made = Joined(comparison), spacy.blank("en"), DocBin(store_user_data=True)
    for report in comparison.reports:
        made.add(_doc(nlp, joined, report))
    return Export((Part("reports.spacy", made.to_bytes()),), len(comparison.reports))


def _doc(nlp: Language, joined: Joined, report: Report) -> Doc:
    from spacy.tokens import Span

    claims = joined.claims_from[report.id]
    marks = [mark for claim in claims for mark in marks_of(joined, claim)]
    doc = _parted(nlp, report.text, marks)
    starts = {token.idx: token.i for token in doc}
    ends = {token.idx + len(token): token.i + 1 for token in doc}
    spans = [Span(doc, starts[m.span.start], ends[m.span.end], label=m.role, span_id=m.owner) for m in marks]
    doc.spans[SPANS] = spans
    told = [joined.events[name] for claim in claims for name in claim.events]
    kept = (
        report.model_dump(mode="json", exclude={"text"}),
        [claim.model_dump(mode="json") for claim in claims],
        [event.model_dump(mode="json") for event in told],
    )
    doc.user_data[KEPT] = json.dumps(dict(zip(KEYS, kept, strict=True)))
    return doc


def _parted(nlp: Language, text: str, marks: Sequence[Mark]) -> Doc:
    """A Doc of the text to the letter, with a word beginning wherever a mark begins or ends."""
    from spacy.tokens import Doc

    starts, ends = {mark.span.start for mark in marks}, {mark.span.end for mark in marks}
    cuts = {0, len(text), *starts, *ends}
    for token in nlp.make_doc(text):
        cuts |= {token.idx, token.idx + len(token)}
    words, spaces = list[str](), list[bool]()
    for start, end in pairwise(sorted(cuts)):
        word = text[start:end]
        if word == " " and words and not spaces[-1] and start not in starts and end not in ends:
            spaces[-1] = True
        else:
            words.append(word)
            spaces.append(False)
    return Doc(nlp.vocab, words=words, spaces=spaces)


FORMAT = Format({"labels": ROLES, 'user_data["counterclaim"]': KEYS, "spans": (SPANS,)}, write)
