"""A report's text cut into passages at every boundary of a claim's spans.

Claims overlap and nest, marked-up text cannot; so each passage between two boundaries knows all the claims that it belongs to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.records.models import Claim


@dataclass(frozen=True)
class Passage:
    """A stretch of text and the claims it is evidence for, the shortest content first.

    `begins` are the claims whose evidence starts here, `cue` tells that the passage is the cue of one of its claims.
    """

    text: str
    claims: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    cue: bool = False


def cut(text: str, claims: Sequence[Claim]) -> list[Passage]:
    """The whole text as passages; joined together they are the text again.

    Args:
        text: the report's text.
        claims: the claims whose content and cue spans are the boundaries. Spans beyond the text are cut off at its end.
    """
    content = [(s.start, min(s.end, len(text)), c.id) for c in claims for s in c.content if s.start < len(text)]
    cues = [(c.cue.start, min(c.cue.end, len(text)), c.id) for c in claims if c.cue and c.cue.start < len(text)]
    extent = {c.id: sum(s.end - s.start for s in c.content) for c in claims}
    first = {c.id: min((s.start for s in (*c.content, *([c.cue] if c.cue else []))), default=-1) for c in claims}
    edges = sorted({0, len(text), *(edge for start, end, _ in (*content, *cues) for edge in (start, end))})
    passages = list[Passage]()
    for start, end in zip(edges, edges[1:], strict=False):
        here = dict.fromkeys(name for s, e, name in (*content, *cues) if s <= start and end <= e)
        passages.append(
            Passage(
                text=text[start:end],
                claims=tuple(sorted(here, key=lambda name: extent[name])),
                begins=tuple(c.id for c in claims if first[c.id] == start),
                cue=any(s <= start and end <= e for s, e, _ in cues),
            )
        )
    return passages
