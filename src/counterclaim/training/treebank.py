"""CoNLL-U treebanks → training examples: words, trees, tags, lemma edits, entities anchored at their heads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import conllu

from counterclaim.language.wordform import lemma_edit

ENTITY_MARK = re.compile(r"\((?P<opened>[^()]+)(?P<closed>\))?|(?P<ended>[^()]+)\)")


@dataclass(frozen=True)
class Sentence:
    """One gold sentence. Lists run over its syntactic words; heads are 1-based, 0 is the root.

    `entities` maps a head word's index (0-based) to (first word, last word, type); None where the treebank has no
    entity layer, so that its words are no evidence against entities.
    """

    forms: list[str]
    heads: list[int]
    relations: list[str]
    upos: list[str]
    xpos: list[str]
    feats: list[str]
    lemma_edits: list[str]
    entities: dict[int, tuple[int, int, str]] | None
    metadata: dict[str, str] = field(default_factory=dict)


def read_treebank(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file in order. Empty nodes and multi-word ranges are left out."""
    has_entities = "Entity=" in path.read_text(encoding="utf-8")
    with path.open(encoding="utf-8") as file:
        for tokens in conllu.parse_incr(file):
            words = [t for t in tokens if isinstance(t["id"], int)]
            heads = [int(w["head"]) for w in words]
            yield Sentence(
                forms=[w["form"] for w in words],
                heads=heads,
                relations=[w["deprel"] for w in words],
                upos=[w["upos"] for w in words],
                xpos=[w["xpos"] or "_" for w in words],
                feats=["|".join(f"{k}={v}" for k, v in (w["feats"] or {}).items()) or "_" for w in words],
                lemma_edits=[lemma_edit(w["form"], w["lemma"]) for w in words],
                entities=_entities([(w["misc"] or {}).get("Entity", "") for w in words], heads) if has_entities else None,
                metadata={k: v or "" for k, v in tokens.metadata.items()},
            )


def _entities(marks: list[str], heads: list[int]) -> dict[int, tuple[int, int, str]]:
    """Entities of one sentence from GUM's bracket notation, keyed by syntactic head; the widest wins a head."""
    open_spans: list[tuple[str, int, str]] = []
    spans: list[tuple[int, int, str]] = []
    for index, mark in enumerate(marks):
        for match in ENTITY_MARK.finditer(mark or ""):
            if match["opened"]:
                number, kind = match["opened"].split("-")[:2]
                if match["closed"]:
                    spans.append((index, index, kind))
                else:
                    open_spans.append((number, index, kind))
                continue
            for k in range(len(open_spans) - 1, -1, -1):
                if open_spans[k][0] == match["ended"]:
                    _, start, kind = open_spans.pop(k)
                    spans.append((start, index, kind))
                    break
    found: dict[int, tuple[int, int, str]] = {}
    for start, end, kind in sorted(spans, key=lambda s: s[0] - s[1]):
        anchor = next(i for i in range(start, end + 1) if not start <= heads[i] - 1 <= end)
        found.setdefault(anchor, (start, end, kind))
    return found
