"""The suite `attribution`: who is said to say what, on the dev part of PolNeAR (84 US political news reports).

Every attribution that `claims.attribution.find_frames` finds is measured, whether or not a happening is in it; frames of one
cue (a quotation that goes on) are one attribution, and words carried on without a cue are left out. So are, as in the scheme's
own texts, the attributions inside a quotation and the hopes and plans inside any attribution. A frame gives its source by
the head alone: the source is the phrase below that head, up to the cue, the content and its own preposition; a relative pronoun
stands for itself. Whom a charge is laid on belongs to the content.

Found and annotated attributions are paired one to one: first where their cues overlap, most first (Dice's coefficient, content
deciding between equals), then, among those left, where their contents overlap. Words are runs of letters and digits, so that
neither tokenisation nor quotation marks weigh. Of every role, and of all three, two figures that must not be mixed up; they lie
some 25 points apart on any system:

- `…overlap_f1` counts words (token overlap): those that both sides of a pair hold, of all words found and all annotated. For
  `all` the words of the three roles are added up.
- `…exact_f1` counts attributions: a role is right when both sides hold the same words, nothing more or less. For `all` the
  three must be right at once. An attribution without a source counts in no figure of sources.

`paired` says how many attributions were found at all. The scheme of source, cue and content is PARC's (Pareti 2016) and
PolNeAR's (Newell, Margolin and Ruths 2018), where both sorts of figure are in use. What cannot match: PolNeAR has cues that are
no word of saying ("on Climate Change:"), and attributes knowledge, hope and intention. Two texts were annotated by six people
each: each annotation of a text with several counts for its part.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from pathlib import Path

from spacy.tokens import Doc, Token

from counterclaim.claims.attribution import find_frames
from counterclaim.claims.frames import Frame
from counterclaim.claims.lexicon import Lexicon, load_lexicon
from counterclaim.claims.quotation import quoted_tokens
from counterclaim.claims.syntax import RELATIVES, children, clause_tokens
from counterclaim.evaluation.corpora.brat import ROLES, Attribution, Ranges, read_polnear
from counterclaim.evaluation.counting import Counts, best_pairs
from counterclaim.evaluation.suite import Engines, Figure, on_corpus

WORD = re.compile(r"\w+")
TIE = 0.001
"""Weight of content where cues overlap: enough to decide between equals, too little to outweigh a word of the cue."""
EDGES = frozenset({"case", "mark", "cc", "punct"})
"""Relations of what stands at the edge of a phrase without being part of it."""

Words = frozenset[int]
"""Words of a text by number."""


@dataclass(frozen=True, slots=True)
class Told:
    """An attribution by its words."""

    source: Words
    cue: Words
    content: Words

    def role(self, name: str) -> Words:
        """The words of one role."""
        words: Words = getattr(self, name)
        return words


@dataclass(frozen=True)
class Measured:
    """Counts over texts: attributions paired; words and whole attributions right, by role."""

    paired: Counts
    overlap: dict[str, Counts]
    exact: dict[str, Counts]

    def __add__(self, other: Measured) -> Measured:
        return Measured(
            self.paired + other.paired,
            {role: counts + other.overlap[role] for role, counts in self.overlap.items()},
            {role: counts + other.exact[role] for role, counts in self.exact.items()},
        )

    def scaled(self, share: float) -> Measured:
        """The same with every count multiplied."""
        return Measured(
            _scaled(self.paired, share),
            {role: _scaled(counts, share) for role, counts in self.overlap.items()},
            {role: _scaled(counts, share) for role, counts in self.exact.items()},
        )

    def figures(self) -> list[Figure]:
        """What the sheet shows."""
        figures = [
            Figure("wanted", self.paired.wanted, unit="attributions"),
            Figure("found", self.paired.found, unit="attributions"),
            Figure("paired.precision", self.paired.precision),
            Figure("paired.recall", self.paired.recall),
            Figure("paired.f1", self.paired.f1),
        ]
        for role in (*ROLES, "all"):
            figures += [Figure(f"{role}.overlap_f1", self.overlap[role].f1), Figure(f"{role}.exact_f1", self.exact[role].f1)]
        return figures


def measure(wanted: Sequence[Told], found: Sequence[Told]) -> Measured:
    """Compare the attributions of one text with those of one annotator."""
    pairs = [(wanted[row], found[column]) for row, column in align(wanted, found)]
    overlap = {
        role: Counts(
            sum(len(w.role(role) & f.role(role)) for w, f in pairs),
            sum(len(f.role(role)) for f in found),
            sum(len(w.role(role)) for w in wanted),
        )
        for role in ROLES
    }
    exact = {
        role: Counts(
            sum(bool(w.role(role)) and w.role(role) == f.role(role) for w, f in pairs),
            sum(bool(f.role(role)) for f in found),
            sum(bool(w.role(role)) for w in wanted),
        )
        for role in ROLES
    }
    overlap["all"] = reduce(add, overlap.values())
    exact["all"] = Counts(sum(w == f for w, f in pairs), len(found), len(wanted))
    return Measured(Counts(len(pairs), len(found), len(wanted)), overlap, exact)


def align(wanted: Sequence[Told], found: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """Pair annotated with found attributions, one to one: by cue, then by content."""
    by_cue = [[cue * (1 + TIE * dice(w.content, f.content)) if (cue := dice(w.cue, f.cue)) else 0.0 for f in found] for w in wanted]
    pairs = list(best_pairs(by_cue))
    yield from pairs
    rows = [r for r in range(len(wanted)) if r not in {row for row, _ in pairs}]
    columns = [c for c in range(len(found)) if c not in {column for _, column in pairs}]
    by_content = [[dice(wanted[r].content, found[c].content) for c in columns] for r in rows]
    yield from ((rows[r], columns[c]) for r, c in best_pairs(by_content))


def dice(one: Words, other: Words) -> float:
    """Dice's coefficient of two sets of words, 0 when both are empty."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


class WordNumbers:
    """The words of a text, by number."""

    def __init__(self, text: str) -> None:
        words = list(WORD.finditer(text))
        self._starts = [w.start() for w in words]
        self._ends = [w.end() for w in words]

    def told(self, attribution: Attribution) -> Told:
        """An attribution given by stretches of the text."""
        return Told(*(self._in(getattr(attribution, role)) for role in ROLES))

    def _in(self, ranges: Ranges) -> Words:
        """The words that stretches of the text touch."""
        return frozenset(n for start, end in ranges for n in range(bisect_right(self._ends, start), bisect_left(self._starts, end)))


def attributions(doc: Doc, lexicon: Lexicon) -> list[Attribution]:
    """All attributions of a parsed document as the program finds them, in the order of their cues."""
    by_cue: dict[tuple[int, ...], list[Frame]] = {}
    frames = [f for f in find_frames(doc, lexicon) if not f.carried]
    quoted = quoted_tokens(doc)
    for frame in frames:
        inner = any(frame.cue[0].i in outer.content for outer in frames if outer.cue != frame.cue)
        if not inner or not frame.attitude and frame.cue[0].i not in quoted:
            by_cue.setdefault(tuple(sorted(t.i for t in frame.cue)), []).append(frame)
    return [_attribution(by_cue[cue]) for cue in sorted(by_cue)]


def _attribution(frames: Sequence[Frame]) -> Attribution:
    """One attribution of the frames that share a cue; the source is that of the widest."""
    first = frames[0]
    doc = first.cue[0].doc
    cue = sorted(first.cue, key=lambda t: t.i)
    said = frozenset[int]().union(*(f.content for f in frames))
    source = _source(_named(first), {t.i for t in first.cue} | said) if first.source is not None else []
    content = (said | _charged(first)) - {t.i for t in (*cue, *source)}
    return Attribution(_ranges(source), _ranges(cue), _ranges(doc[i] for i in sorted(content)))


def _named(frame: Frame) -> Token:
    """The head of the source; a relative pronoun stands for itself in the scheme, not for the noun that it takes up."""
    assert frame.source is not None
    verb = frame.cue[0]
    taken_up = [c for c in children(verb, "nsubj") if c.lower_ in RELATIVES and frame.source == verb.head]
    return taken_up[0] if taken_up else frame.source


def _charged(frame: Frame) -> frozenset[int]:
    """Whom a charge is laid on, whom the scheme counts as part of the content."""
    return frozenset(t.i for t in clause_tokens(frame.accused)) if frame.accused is not None else frozenset()


def _source(head: Token, taken: set[int]) -> list[Token]:
    """The phrase of a source: the unbroken run of tokens around its head, without prepositions at its edges."""
    doc = head.doc
    phrase = {t.i for t in clause_tokens(head, [doc[i] for i in taken if i != head.i])} - (taken - {head.i})
    start, end = head.i, head.i + 1
    while start - 1 in phrase:
        start -= 1
    while end in phrase:
        end += 1
    while start < head.i and doc[start].dep_ in EDGES:
        start += 1
    while end - 1 > head.i and doc[end - 1].dep_ in EDGES and doc[end - 1].tag_ != "POS":
        end -= 1
    return list(doc[start:end])


def _ranges(tokens: Iterable[Token]) -> Ranges:
    return tuple((t.idx, t.idx + len(t)) for t in tokens if not t.is_space)


def _scaled(counts: Counts, share: float) -> Counts:
    return Counts(counts.right * share, counts.found * share, counts.wanted * share)


def _run(folder: Path, engines: Engines) -> Sequence[Figure]:
    texts = list(read_polnear(folder))
    lexicon = load_lexicon()
    total = measure((), ())
    for text, doc in zip(texts, engines.language.pipe(t.text for t in texts), strict=True):
        words = WordNumbers(text.text)
        found = [words.told(a) for a in attributions(doc, lexicon)]
        for annotation in text.annotations:
            total += measure([words.told(a) for a in annotation], found).scaled(1 / len(text.annotations))
    return [Figure("reports", len(texts), unit="reports"), *total.figures()]


SUITE = on_corpus("attribution", "PolNeAR, dev part", "polnear-dev", _run)
