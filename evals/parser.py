#!/usr/bin/env python3
"""How good and how fast the language engine is, on the test parts of the treebanks.

usage: parser.py --corpora DIR [--json]       (DIR holds ud-english-ewt/ and gum/)

Gold tokens: UAS, LAS, XPOS, UPOS, lemmas, counted over all words, with full relation labels. Raw text: F1 of the CoNLL 2018
shared task, by udtools' evaluator. Named entities: F1 of span and type on GUM's test part from gold tokens, an entity being
named when its head is tagged NNP or NNPS. Speed: words a second of the whole engine from raw text, median of five runs over
EWT's test part.
"""

from __future__ import annotations

import argparse
import io
import json
import statistics
import time
from pathlib import Path

import conllu
from udtools import udeval

from counterclaim.language.conllu import to_conllu
from counterclaim.language.engine import load_engine
from counterclaim.language.parser import Parser
from counterclaim.language.sessions import ModelFolder
from counterclaim.language.wordform import apply_lemma_edit
from counterclaim.training.treebank import Sentence, read_treebank

TESTS = {"EWT": "ud-english-ewt/en_ewt-ud-test.conllu", "GUM": "gum/en_gum-test.conllu"}


def raw_text(path: Path) -> str:
    """The raw text of a treebank: sentences joined as `SpaceAfter` has it, an empty line between paragraphs."""
    parts: list[str] = []
    with path.open(encoding="utf-8") as file:
        for sentence in conllu.parse_incr(file):
            if parts and any(k.startswith(("newpar", "newdoc")) for k in sentence.metadata):
                parts.append("\n\n")
            parts.append(sentence.metadata["text"])
            surface = [t for t in sentence if not (isinstance(t["id"], tuple) and t["id"][1] == ".")]
            ranges = [t for t in surface if isinstance(t["id"], tuple)]
            last = ranges[-1] if ranges and ranges[-1]["id"][2] == surface[-1]["id"] else surface[-1]
            parts.append("" if (last["misc"] or {}).get("SpaceAfter") == "No" else " ")
    return "".join(parts)


def gold_token_scores(path: Path, parser: Parser) -> dict[str, float]:
    gold = list(read_treebank(path))
    parses = parser([s.forms for s in gold])
    words = sum(len(s.forms) for s in gold)
    hits = dict.fromkeys(("UAS", "LAS", "XPOS", "UPOS", "lemmas"), 0)
    for s, p in zip(gold, parses, strict=True):
        for k in range(len(s.forms)):
            head = s.heads[k] == p.heads[k]
            hits["UAS"] += head
            hits["LAS"] += head and s.relations[k] == p.relations[k]
            hits["XPOS"] += s.xpos[k] == p.xpos[k]
            hits["UPOS"] += s.upos[k] == p.upos[k]
            hits["lemmas"] += apply_lemma_edit(s.forms[k], s.lemma_edits[k]) == p.lemmas[k]
    scores = {name: 100 * n / words for name, n in hits.items()}
    if any(s.entities for s in gold):
        scores |= entity_scores(gold, parses)
    return scores


def entity_scores(gold: list[Sentence], parses: list) -> dict[str, float]:
    counts = {"named": [0, 0, 0], "all": [0, 0, 0]}
    for s, p in zip(gold, parses, strict=True):
        want = {(a, b, kind, s.xpos[head].startswith("NNP")) for head, (a, b, kind) in (s.entities or {}).items()}
        got = {(m.first, m.last, m.kind, m.named) for m in p.mentions}
        for name, tally in counts.items():
            w = {e[:3] for e in want if name == "all" or e[3]}
            g = {e[:3] for e in got if name == "all" or e[3]}
            for i, n in enumerate((len(w & g), len(g), len(w))):
                tally[i] += n
    return {f"{name} entities F1": 200 * hit / max(1, got + want) for name, (hit, got, want) in counts.items()}


def raw_scores(path: Path, nlp) -> dict[str, float]:
    text = raw_text(path)
    system = "".join(to_conllu(doc) for doc in nlp.pipe(text.split("\n\n")))
    gold, guess = (
        udeval.load_conllu(io.StringIO(_plain(t)), name, {})
        for t, name in ((path.read_text(encoding="utf-8"), str(path)), (system, "system"))
    )
    table = udeval.evaluate(gold, guess)
    return {f"raw {name}": 100 * table[name].f1 for name in ("Tokens", "Words", "Sentences", "UPOS", "XPOS", "Lemmas", "UAS", "LAS")}


def _plain(text: str) -> str:
    """CoNLL-U without empty nodes and enhanced dependencies, which are not scored."""
    lines = []
    for line in text.splitlines():
        columns = line.split("\t")
        if len(columns) == 10:
            if "." in columns[0]:
                continue
            columns[8] = "_"
        lines.append("\t".join(columns))
    return "\n".join(lines).strip("\n") + "\n\n"


def speed(path: Path, nlp, runs: int = 5) -> float:
    texts = raw_text(path).split("\n\n")
    for _ in nlp.pipe(texts[:20]):
        pass
    rates = []
    for _ in range(runs):
        started = time.perf_counter()
        words = sum(sum(not t.is_space for t in doc) for doc in nlp.pipe(texts))
        rates.append(words / (time.perf_counter() - started))
    return statistics.median(rates)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--corpora", type=Path, required=True)
    options.add_argument("--model", type=Path, help="a model folder other than the bundled one (gold-token scores only)")
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    folder = ModelFolder(given.model) if given.model else ModelFolder()
    result: dict[str, dict[str, float]] = {}
    nlp = load_engine()
    for name, test in TESTS.items():
        path = given.corpora / test
        result[name] = gold_token_scores(path, Parser(folder))
        if not given.model:
            result[name] |= raw_scores(path, nlp)
    if not given.model:
        result["EWT"]["words a second"] = speed(given.corpora / TESTS["EWT"], nlp)
    if given.json:
        print(json.dumps(result, indent=1))
        return
    for name, scores in result.items():
        print(name, *(f"{key} {value:.2f}" for key, value in scores.items()), sep="  ")


if __name__ == "__main__":
    main()
