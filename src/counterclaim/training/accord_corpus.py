"""Reports annotated for their agreements alone → examples of the accord network."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from counterclaim.claims.attribution import find_frames
from counterclaim.claims.lexicon import load_lexicon
from counterclaim.claims.mending import mend_attributions
from counterclaim.claims.reading.accord_scores import BREACH, DUTIES, LABELS, MENTION, OUTCOMES, SEEN_ROLES, TALKS, Floats
from counterclaim.claims.reading.evidence import Evidence
from counterclaim.claims.reading.features import Pairs
from counterclaim.claims.reading.model import ROLES, Looked, ReadingModel
from counterclaim.records.words import Duty, Family, Kind, TalksStatus, family_of
from counterclaim.training.accord_notes import Noted
from counterclaim.training.reading_corpus import find_quote, head_of

NOBODY = "-"
"""What stands for the words of an obligor where none name it."""
OF_PEACE = re.compile(
    r"\b(truce|cease|armistice|agree|accord|deal|pact|treaty|memorandum|protocol|understanding|pledg|promis|undert|commit|oblig|vow|"
    r"talks|negotiat|convention|resolution|roadmap|plan)",
    re.IGNORECASE,
)
"""Words of agreements, talks and promises."""


@dataclass(frozen=True)
class AccordExample:
    """One report ready for training: its words as the reading model sees them, and (words, `LABELS`) what is told by each. `owed` are
    positions of words that tell a duty, `owers` for each the words of who owes it (0: nobody in particular, else one more than the
    position), none where that is not annotated."""

    looked: Looked
    labels: Floats
    owed: list[int]
    owers: list[set[int]]
    pairs: Pairs | None
    roles: Floats


def read_quiet(folder: Path) -> list[Noted]:
    """The reports written for claims (`evals/train`) in which no word and no claim is of agreements, talks or what one promises: there is
    nothing to be found in them."""
    found = []
    for path in sorted(folder.glob("*/*.json")):
        read = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        if not OF_PEACE.search(text) and all(family_of(Kind(e["kind"])) is not Family.PEACE for e in read["events"]):
            found.append(Noted(path.stem, date.fromisoformat(read["published"]), "", text, ()))
    return found


def read_gold_notes(folder: Path) -> list[Noted]:
    """The dev half of the gold corpus, in the same form; who owes is not annotated there by words."""
    found = []
    for triggers in sorted((folder / "triggers").glob("*/*.json")):
        path, told = folder / triggers.parent.name / triggers.name, json.loads(triggers.read_text(encoding="utf-8"))
        read, text = json.loads(path.read_text(encoding="utf-8")), path.with_suffix(".txt").read_text(encoding="utf-8")
        events = {claim["id"]: claim["event"] for claim in read["claims"]}
        lines: list[tuple[str, tuple[str, ...]]] = [("O", (o["obligor"], o["duty"], o["quote"])) for o in read["obligations"]]
        lines += [("B", (b["against"], told[events[b["claim"]]]["trigger"])) for b in read["breaches"]]
        lines += [("A", ("", "", "", "", "", a["quote"])) for a in read["agreements"]]
        lines += [("T", ("", "", "", "", t["status"], t["quote"])) for t in read["talks"]]
        found.append(Noted(path.stem, date.fromisoformat(read["published"]), "", text, tuple(lines)))
    return found


def make_accord_examples(reports: Sequence[Noted], engine: Language, model: ReadingModel) -> list[AccordExample]:
    """Parse reports, and look at their words with a reading model."""
    return [_example(report, doc, model) for report, doc in zip(reports, engine.pipe([r.text for r in reports]), strict=True)]


def _example(report: Noted, doc: Doc, model: ReadingModel) -> AccordExample:
    lexicon = load_lexicon()
    mend_attributions(doc, lexicon)
    evidence = Evidence.of(doc, [f for f in find_frames(doc, lexicon) if not f.attitude], lexicon)
    looked = model.look(doc, evidence, lexicon)
    place = looked.page.positions

    def head(quote: str, near: int | None = None) -> int | None:
        found = find_quote(report.text, quote, near)
        return place.get(head_of(doc, found)) if found is not None else None

    labels = np.zeros((len(looked.page.words), LABELS), dtype=np.float32)
    owers: dict[int, set[int]] = {}
    for fields in report.of("O"):
        at = head(fields[2])
        if at is None:
            continue
        labels[at, DUTIES.index(Duty(fields[1]))] = 1
        known = owers.setdefault(at, set())
        if len(fields) > 3:
            who = None if fields[3] == NOBODY else head(fields[3], doc[looked.page.words[at]].idx)
            known.add(0 if who is None else who + 1)
    for fields in report.of("B"):
        if (at := head(fields[1])) is not None:
            labels[at, BREACH] = 1
    for fields in report.of("A"):
        if (at := head(fields[5])) is not None:
            labels[at, MENTION] = 1
    for fields in report.of("T"):
        if (at := head(fields[5])) is not None:
            labels[at, TALKS + OUTCOMES.index(TalksStatus(fields[4]))] = 1
    owed = sorted(owers)
    pairs = model.pairs_at(looked.page, owed, evidence)
    roles, _ = model.roles_at(looked, owed, pairs)
    return AccordExample(looked, labels, owed, [owers[k] for k in owed], pairs, roles[[ROLES.index(name) for name in SEEN_ROLES]])
