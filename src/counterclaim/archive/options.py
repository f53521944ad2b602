"""What a run over an archive may choose. All of it bears on the result, so a folder of results keeps it and holds to it."""

from __future__ import annotations

from counterclaim.archive.relevance import THRESHOLD
from counterclaim.ingest.options import MAX_BYTES
from counterclaim.records.models import Frozen

SHARD = 1_000
"""Documents of a shard: with the relevance filter some minutes of work at most, which is what a run that is killed loses."""


class ArchiveOptions(Frozen):
    """How an archive is read.

    Attributes:
        shard: documents read before results are put down.
        threshold: least score of the relevance filter at which a document is read; None reads all.
        engine: the language engine, as in `PipelineOptions`.
        max_bytes: the largest single document.
    """

    shard: int = SHARD
    threshold: float | None = THRESHOLD
    engine: str = "counterclaim"
    max_bytes: int = MAX_BYTES
