"""Annotated reports → examples of the reading network: inputs, and for each trigger what belongs to it.

Reads reports in the format of the guide, with the words that tell each event and its parties: from the event itself (`evals/train`), or
from a file beside the annotation (`evals/gold/triggers`, the dev half). A quote may mark the meant words with square brackets inside as
much context as makes them unique; without, the occurrence nearest to the trigger is meant.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from counterclaim.claims.attribution import find_frames
from counterclaim.claims.lexicon import load_lexicon
from counterclaim.claims.reading.context import Window, windows_of
from counterclaim.claims.reading.evidence import Evidence
from counterclaim.claims.reading.features import (
    APART,
    FAR,
    MOST_PARAGRAPHS,
    MOST_SENTENCES,
    RARE,
    WORD_FEATURES,
    Page,
    Pairs,
    Vocabulary,
    pairs_of,
    path_between,
    word_features,
)
from counterclaim.claims.reading.model import KINDS, STANCES, STATUSES, VECTORS
from counterclaim.claims.syntax import doer
from counterclaim.records.words import Kind, Stance, Status

LEAST_PATHS = 40
"""How often a path must be met in training to have a number of its own."""
VERBAL, NOMINAL = frozenset({"VERB", "AUX"}), frozenset({"NOUN", "PROPN", "PRON"})
GRAMMATICAL = frozenset({"DET", "ADP", "CCONJ"})
MEANT = re.compile(r"([^\[\]]*)\[([^\[\]]+)\]([^\[\]]*)", re.S)
Range = tuple[int, int]


@dataclass(frozen=True)
class Annotated:
    """A report with its claims, each joined with its event, in the terms of the guide."""

    name: str
    text: str
    claims: list[dict[str, Any]]
    outlet: str | None = None
    published: date | None = None


@dataclass(frozen=True)
class Claim:
    """One claim of an example; all numbers are positions in the page. `claimant` 0 is the report's own voice, else one more than the
    position; None where its words are not annotated."""

    trigger: int
    claimant: int | None
    kind: int
    stance: int
    status: int
    history: bool
    roles: Mapping[str, frozenset[int]]


@dataclass
class Example:
    """One report ready for training; `pairs` are those of its triggers, in order, once the vocabulary is known."""

    name: str
    page: Page
    windows: list[Window]
    vectors: Any
    rows: list[tuple[str, ...]]
    evidence: Evidence
    claims: list[Claim]
    features: Any = None
    pairs: Pairs | None = None

    @property
    def triggers(self) -> list[int]:
        """Positions of the triggers, each once, in order."""
        return sorted({c.trigger for c in self.claims})


def read_reports(folder: Path) -> list[Annotated]:
    """The reports written for training. A missing or broken file is an error."""
    return [_annotated(path, {}) for path in sorted(folder.glob("*/*.json"))]


def read_gold(folder: Path) -> list[Annotated]:
    """The dev half of the gold corpus, whose triggers lie beside it."""
    paths = sorted((folder / "triggers").glob("*/*.json"))
    return [_annotated(folder / p.parent.name / p.name, json.loads(p.read_text(encoding="utf-8"))) for p in paths]


def _annotated(path: Path, triggers: Mapping[str, Any]) -> Annotated:
    read = json.loads(path.read_text(encoding="utf-8"))
    events = {event["id"]: event | triggers.get(event["id"], {}) for event in read["events"]}
    claims = [{**claim, "event": events[claim["event"]]} for claim in read["claims"]]
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    published = date.fromisoformat(read["published"]) if "published" in read else None
    return Annotated(f"{path.parent.name}/{path.stem}", text, claims, read.get("outlet"), published)


def make_examples(reports: Sequence[Annotated], engine: Language) -> list[Example]:
    """Parse reports and find the words that their annotation names."""
    lexicon = load_lexicon()
    examples = []
    for report, doc in zip(reports, engine.pipe([r.text for r in reports]), strict=True):
        page = Page.of(doc)
        evidence = Evidence.of(doc, [f for f in find_frames(doc, lexicon) if not f.attitude], lexicon)
        positions = {i: k for k, i in enumerate(page.words)}
        claims = [c for claim in report.claims if (c := _claim(doc, claim, positions)) is not None]
        vectors = doc._.get(VECTORS)[page.words]
        windows = list(windows_of(doc, page.words, page.sentences.tolist()))
        examples.append(Example(report.name, page, windows, vectors, word_features(page, evidence, lexicon), evidence, claims))
    return examples


def make_vocabulary(examples: Sequence[Example]) -> Vocabulary:
    """The values of features and the frequent paths of some examples."""
    features: dict[str, dict[str, int]] = {name: {"": 0} for name in WORD_FEATURES}
    seen: Counter[str] = Counter()
    for example in examples:
        for row in example.rows:
            for name, value in zip(WORD_FEATURES, row, strict=True):
                features[name].setdefault(value, len(features[name]))
        doc, known = example.page.doc, set(example.page.words)
        for trigger in example.triggers:
            token = doc[example.page.words[trigger]]
            seen.update(path_between(token, other) for other in token.sent if other.i in known and other != token)
    paths = [APART, FAR, RARE, *(p for p, n in seen.most_common() if n >= LEAST_PATHS and p != FAR)]
    return Vocabulary(features, {path: k for k, path in enumerate(paths)})


def number(examples: Sequence[Example], vocabulary: Vocabulary) -> None:
    """Give examples their numbers."""
    for example in examples:
        example.features = vocabulary.words(example.rows)
        example.pairs = pairs_of(example.page, example.triggers, example.evidence, vocabulary)
        example.page.sentences.clip(max=MOST_SENTENCES, out=example.page.sentences)
        example.page.paragraphs.clip(max=MOST_PARAGRAPHS, out=example.page.paragraphs)


def _claim(doc: Doc, claim: Mapping[str, Any], positions: Mapping[int, int]) -> Claim | None:
    """None where the words that tell the event are not found."""
    event, text = claim["event"], doc.text
    contents = [r for quote in claim["content"] if (r := find_quote(text, quote)) is not None]
    told = find_quote(text, event["trigger"], contents[0][0] if contents else None)
    trigger = positions.get(head_of(doc, told)) if told is not None else None
    if told is None or trigger is None:
        return None
    cue = find_quote(text, claim["cue"], told[0])

    def heads(quotes: Sequence[str | None], near: int = told[0]) -> frozenset[int]:
        found = (find_quote(text, quote, near) for quote in quotes)
        return frozenset(positions[i] for r in found if r is not None and (i := head_of(doc, r)) in positions)

    source = speaker_of(doc, find_quote(text, claim["claimant_quote"], cue[0] if cue else told[0]))
    content = min(contents, key=lambda r: not r[0] <= told[0] < r[1], default=told)
    return Claim(
        trigger=trigger,
        claimant=0 if claim["claimant"] == "NARRATOR" else positions[source] + 1 if source in positions else None,
        kind=KINDS.index(Kind(event["kind"])),
        stance=STANCES.index(Stance(claim["stance"])),
        status=STATUSES.index(Status(event["status"])),
        history=bool(event["background"]),
        roles={
            "initiator": heads(event["initiator_quotes"]),
            "target": heads(event["target_quotes"]),
            "place": heads([(event.get("place") or {}).get("quote")]),
            "time": heads([event.get("date_quote")]),
            "harm": heads([h["quote"] for h in event.get("harm", ())]),
            "weapon": heads([w["quote"] for w in event.get("weapons", ())]),
            "content": frozenset(k for i, k in positions.items() if content[0] <= doc[i].idx < content[1]),
            "cue": frozenset(positions[i] for i in [head_of(doc, cue)] if i in positions) if cue else frozenset(),
        },
    )


def find_quote(text: str, quote: str | None, near: int | None = None) -> Range | None:
    """The characters `[start, end)` that a quote means; None for none, or where it is not in the text."""
    if quote is None:
        return None
    marked = MEANT.fullmatch(quote)
    before, meant, after = marked.groups() if marked else ("", quote, "")
    starts = [m.start() + len(before) for m in re.finditer(re.escape(before + meant + after), text)]
    if not starts:
        return None
    start = starts[0] if near is None else min(starts, key=lambda s: abs(s - near))
    return start, start + len(meant)


def speaker_of(doc: Doc, quote: Range | None) -> int:
    """The index of the word that heads the claimant in a quote, which may take in its cue ("[he] said", "says the U.N."): of a verb the one
    who does it; -1 for none."""
    head = head_of(doc, quote) if quote is not None else -1
    if quote is None or head < 0 or doc[head].pos_ not in VERBAL:
        return head
    who = doer(doc[head])
    inside = [t for t in doc if t.idx < quote[1] and t.idx + len(t) > quote[0] and t.pos_ in NOMINAL]
    return who.i if who is not None and (who in inside or not inside) else inside[0].i if inside else head


def head_of(doc: Doc, characters: Range) -> int:
    """The index of the word that heads a range of characters in the tree; -1 where no word is in it."""
    tokens = [t for t in doc if t.idx < characters[1] and t.idx + len(t) > characters[0] and not t.is_space]
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if t.head.i not in inside or t.head == t]
    full = [t for t in tops if not t.is_punct and t.pos_ not in GRAMMATICAL]
    return next((t.i for t in full or tops), -1)
