"""What has gone on since something else: "more than 13,000 have died since the war broke out in spring 2014"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from counterclaim.grounding.dates.mention import TimeMention
from counterclaim.records.models import Time
from counterclaim.records.words import TimePrecision

DEEPEST = 6
"""Links from a time up to the clause that it stands in."""


def since(doc: Doc, trigger: Token, mention: TimeMention) -> Time:
    """The time of a happening that a time was chosen for: from there to publication, if it stands in a clause with "since".

    Args:
        doc: the parsed document.
        trigger: the word that tells the happening.
        mention: the time that was chosen for it.
    """
    time, published = mention.time, mention.published
    if published is None or time.start is None or time.start > published:
        return time
    at = doc[mention.start : mention.end].root
    for _ in range(DEEPEST):
        if at.i == trigger.i or at.head == at:
            break
        if at.dep_ == "advcl" and at.left_edge.lower_ == "since" and not any(t.i == trigger.i for t in at.subtree):
            return time.model_copy(update={"end": published, "precision": TimePrecision.RANGE})
        at = at.head
    return time
