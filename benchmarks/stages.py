#!/usr/bin/env python3
"""Where the time of reading goes, stage by stage, and what other ways of coding the same reports cost.

usage: stages.py [--reports 60] [--runs 3]        (reports: the dev half of the gold corpus, about 230 words each)

One core, processor time, the median of the runs, so other work on the machine disturbs little. Every stage is given what the one before it
made. The other ways, on the same reports in the same run:

* `spaCy, blank`: spaCy's own English tokenizer and its sentence splitter, nothing else: the least that any program on spaCy spends.
* `dictionary coder`: our parse, then subject, verb and object by word lists as PETRARCH codes (Schrodt, Beieler and Idris 2014):
  no claimant, place, date or harm. It shows what the claims cost beyond a parse; its codes are no record.

No other dependency parser for English can be had from the registries alone: those of spaCy, Stanza, UDPipe and Trankit fetch their models
from elsewhere. Any that is installed as a spaCy pipeline is measured beside ours with `--engine NAME`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import spacy
from spacy.tokens import Doc, Token

from counterclaim.accords import find_agreements, find_talks
from counterclaim.claims.extract import extract
from counterclaim.claims.lexicon import Lexicon, load_lexicon
from counterclaim.claims.reading.model import ReadingModel
from counterclaim.grounding.actors.names import NameIndex, load_names
from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.grounding.ground import Grounder
from counterclaim.language.engine import load_engine
from counterclaim.records.models import Report

GOLD = Path(__file__).parents[1] / "evals" / "gold"
SUBJECTS = frozenset({"nsubj", "obl:agent"})
OBJECTS = frozenset({"obj", "nsubj:pass"})
T = TypeVar("T")


def reports(count: int) -> list[Report]:
    files = sorted(p for p in GOLD.glob("dev-*/*.json") if p.name != "group.json")
    known = [(p.with_suffix(".txt").read_text(encoding="utf-8"), json.loads(p.read_text(encoding="utf-8"))["published"]) for p in files]
    return [
        Report(id=str(number), text=text, published=dt.date.fromisoformat(day))
        for number, (text, day) in ((n, known[n % len(known)]) for n in range(count))
    ]


def code_by_dictionary(doc: Doc, lexicon: Lexicon, names: NameIndex, day: dt.date | None) -> list[tuple[str, str, str]]:
    """(who, kind, whom) of each verb of the word list whose subject and object hold a known name."""
    parties = {i: match.entries[0].party for match in names.find(doc, day) for i in range(match.start, match.end)}

    def party(phrase: Token) -> str | None:
        return next((parties[t.i] for t in phrase.subtree if t.i in parties), None)

    found = []
    for verb in doc:
        lines = lexicon.happenings.get((verb.lemma_.lower(), "VERB")) if verb.pos_ == "VERB" else None
        if lines:
            who = next((code for c in verb.children if c.dep_ in SUBJECTS and (code := party(c))), None)
            whom = next((code for c in verb.children if c.dep_ in OBJECTS and (code := party(c))), None)
            if who and whom:
                found.append((who, lines[0].kind.value, whom))
    return found


def timed(spent: dict[str, float], stage: str, work: Callable[[], T]) -> T:
    began = time.process_time()
    made = work()
    spent[stage] = time.process_time() - began
    return made


class Stages:
    """The stages, loaded, each on its own."""

    def __init__(self, engine: str | None) -> None:
        self._ours = load_engine(threads=1)
        self._other = load_engine(engine) if engine else None
        self._lexicon, self._names, self._model = load_lexicon(), load_names(), ReadingModel()
        self._ground = Grounder(self._names, Gazetteer.open())
        self._blank = spacy.blank("en")
        self._blank.add_pipe("sentencizer")

    def run(self, some: list[Report]) -> tuple[dict[str, float], dict[str, float]]:
        """Seconds of each stage, and of each other way."""
        ours: dict[str, float] = {}
        parser = self._ours.get_pipe("counterclaim_parser")
        texts = [report.text for report in some]
        docs = timed(ours, "words and sentences", lambda: [self._ours.make_doc(text) for text in texts])
        docs = timed(ours, "tags, trees, entities", lambda: [parser(doc) for doc in docs])
        rules: dict[str, float] = {}
        timed(rules, "rules", lambda: [extract(doc, self._lexicon, None) for doc in docs])
        drafts = timed(ours, "claims", lambda: [extract(doc, self._lexicon, self._model) for doc in docs])
        ours["reading model"] = ours["claims"] - rules["rules"]
        ours["claims"] = rules["rules"]
        grounded = timed(
            ours, "parties, places, dates", lambda: [self._ground(r, d, draft) for r, d, draft in zip(some, docs, drafts, strict=True)]
        )
        timed(
            ours,
            "agreements, talks",
            lambda: [
                (
                    find_agreements(g.claims, g.events, g.mentions, g.duties, report.text),
                    find_talks(g.claims, g.events, g.meetings, report),
                )
                for report, g in zip(some, grounded, strict=True)
            ],
        )
        parse = ours["words and sentences"] + ours["tags, trees, entities"]
        other: dict[str, float] = {}
        timed(other, "spaCy, blank", lambda: list(self._blank.pipe(texts)))
        coded = timed(
            other,
            "dictionary coder",
            lambda: [code_by_dictionary(d, self._lexicon, self._names, r.published_on) for r, d in zip(some, docs, strict=True)],
        )
        assert any(coded), "the dictionary coder finds nothing"
        other["dictionary coder"] += parse
        if self._other is not None:
            engine = self._other
            timed(other, f"parse by {engine.meta['name']}", lambda: list(engine.pipe(texts)))
        return ours, other


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--reports", type=int, default=60)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--engine")
    given = options.parse_args()
    began = time.process_time()
    stages = Stages(given.engine)
    print(f"loading: {time.process_time() - began:.1f} s of processor time")
    some = reports(given.reports)
    stages.run(some[:4])
    runs = [stages.run(some) for _ in range(given.runs)]
    words = sum(len(report.text.split()) for report in some)
    print(f"{len(some)} reports of {words / len(some):.0f} words; milliseconds of processor time a report, the median of {given.runs}")
    ours = {stage: statistics.median(run[0][stage] for run in runs) for stage in runs[0][0]}
    whole = sum(ours.values())
    for stage, spent in ours.items():
        print(f"  {stage:28s} {1000 * spent / len(some):7.1f}  {spent / whole:5.0%}")
    print(f"  {'whole':28s} {1000 * whole / len(some):7.1f}        {len(some) / whole:.1f} reports/s, {words / whole:,.0f} words/s a core")
    for way in runs[0][1]:
        spent = statistics.median(run[1][way] for run in runs)
        print(f"  {way:28s} {1000 * spent / len(some):7.1f}        {whole / spent:.1f} times as fast as the whole")
    print(f"peak of memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:,.0f} MB")


if __name__ == "__main__":
    main()
