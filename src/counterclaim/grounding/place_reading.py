"""A parsed document as plain columns: what place finding asks of every token, read once."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from counterclaim.grounding.placenames import fold
from counterclaim.grounding.placewords import load_placewords

PLACE_LABELS = frozenset({"place", "GPE", "LOC", "FAC"})
OTHER_LABELS = frozenset({"person", "organization", "time", "PERSON", "PER", "ORG", "NORP", "DATE", "TIME"})
"""Labels of our engine, and of OntoNotes-like pipelines."""
PERSON_LABELS = frozenset({"person", "PERSON", "PER"})
INSIDE = frozenset({"in", "at", "near", "inside"})
TIME_LABELS = frozenset({"time", "DATE", "TIME"})
MENTIONS = "mentions"
JOINERS = frozenset({"-", "–", "'", "’", ".", "'s", "’s", "&", "/"})
"""Tokens that can stand inside a name."""
DEEPEST = 6
"""Links followed through coordination and apposition."""


class Reading:
    """The columns of a parsed document that place finding looks at, read once."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text
        tokens = list(doc)
        self.words = [t.text for t in tokens]
        self.folded = [fold(w) or w for w in self.words]
        self.idx = [t.idx for t in tokens]
        self.heads = [t.head.i for t in tokens]
        self.deps = [t.dep_ for t in tokens]
        parts = [t.pos_ for t in tokens]
        self.proper = [p == "PROPN" for p in parts]
        self.verbal = [p == "VERB" for p in parts]
        self.adjective = [p == "ADJ" for p in parts]
        self.capital = [w[:1].isupper() for w in self.words]
        self.starts = [bool(t.is_sent_start) for t in tokens]
        self.clauses = [i for i, dep in enumerate(self.deps) if dep == "acl:relcl"]
        self.cases: dict[int, str] = {}
        for i, dep in enumerate(self.deps):
            if dep == "case":
                self.cases.setdefault(self.heads[i], self.folded[i])
        self.place_spans, self.other_spans = _labelled(doc)
        self.other_names = {(s.start, s.end) for s in doc.ents if s.label_ in OTHER_LABELS - TIME_LABELS}
        everything = doc.spans.get(MENTIONS, doc.ents)
        self.headed = {(span.label_, span.root.i) for span in everything}

    def __len__(self) -> int:
        return len(self.words)

    def glued(self, i: int) -> bool:
        """Whether a token stands without blanks between its neighbours."""
        return 0 < i < len(self) - 1 and self.idx[i - 1] + len(self.words[i - 1]) == self.idx[i] == self.idx[i + 1] - len(self.words[i])

    def phrase(self, start: int, end: int) -> str:
        """The text of tokens `[start, end)`."""
        return self.text[self.idx[start] : self.idx[end - 1] + len(self.words[end - 1])]

    def head_of(self, start: int, end: int) -> int:
        """The token of a stretch that hangs on something outside it."""
        for i in range(start, end):
            if not start <= self.heads[i] < end or self.heads[i] == i:
                return i
        return end - 1

    def first_conjunct(self, i: int) -> int:
        """The token that heads the coordination or apposition that `i` stands in."""
        for _ in range(DEEPEST):
            if self.deps[i] not in {"conj", "appos", "flat"} or self.heads[i] == i:
                break
            i = self.heads[i]
        return i

    def outer(self, i: int) -> int:
        """The head that a sentence places: from "Sotk" to "village" in "the village of Sotk", through coordination."""
        i = self.first_conjunct(i)
        governor = self.heads[i]
        typed = self.folded[governor] in load_placewords().types and not self.capital[governor]
        if governor != i and typed and (self.deps[i] in {"compound", "appos"} or self.cases.get(i) == "of"):
            return self.first_conjunct(governor)
        return i


def _labelled(doc: Doc) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Named places, and named people, organisations and times, as token stretches."""
    spans: list[Span] = list(doc.ents)
    if MENTIONS in doc.spans and Span.has_extension("named"):
        spans.extend(s for s in doc.spans[MENTIONS] if s._.named)
    places = sorted({(s.start, s.end) for s in spans if s.label_ in PLACE_LABELS})
    others = sorted({(s.start, _end_of_name(s)) for s in spans if s.label_ in OTHER_LABELS})
    return places, others


def _end_of_name(span: Span) -> int:
    """Where a name ends: a person's does before a word of place ("the ELN in Tame")."""
    if span.label_ not in PERSON_LABELS:
        return span.end
    return next((t.i for t in span if t.i > span.start and t.dep_ == "case" and t.lower_ in INSIDE), span.end)
