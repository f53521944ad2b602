"""The suite `parser`: how good and how fast the language engine is, on the test parts of two treebanks.

Data are Universal Dependencies English EWT 2.16 (`ewt`) and GUM (`gum`), official test parts; the parser was trained on their train parts.

- From gold tokens: `uas`, `las`, `upos`, `xpos`, `lemmas`, shares of all words, punctuation included, relations with subtypes.
- From raw text: `raw_…`, F1 as in the CoNLL 2018 shared task (Zeman et al. 2018), by the evaluator of udtools, which leaves
  subtypes out. The text is put together from the sentences as `SpaceAfter` has it.
- `gum.named_entities_f1` and `gum.all_entities_f1`: F1 of span and type of entities, from gold tokens. One is named when its head
  is tagged NNP or NNPS; of entities with one head the widest counts, as a head carries one entity with us.
- `ewt.speed`: words a second of the whole engine from raw text, median of five runs over EWT's test part. It is the machine's
  figure as much as the engine's.
"""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.language import Language

from counterclaim.errors import ConfigError, ResourceError
from counterclaim.evaluation.counting import Counts
from counterclaim.evaluation.suite import Engines, Figure, Folders, Suite
from counterclaim.language.conllu import to_conllu
from counterclaim.language.parser import Parse, Parser
from counterclaim.language.sessions import ModelFolder
from counterclaim.language.wordform import apply_lemma_edit

if TYPE_CHECKING:
    from counterclaim.training.treebank import Sentence

TREEBANKS = (("ewt", "ud-english-ewt", "en_ewt-ud-test.conllu"), ("gum", "gum", "en_gum-test.conllu"))
"""Name, folder and file."""
TIMED = "ewt"
RUNS = 5
WARM_UP = 20
"""Texts read before the clock starts."""
RAW = ("Tokens", "Words", "Sentences", "UPOS", "XPOS", "Lemmas", "UAS", "LAS")
"""What is shown of the shared task's table."""
NAMED = "NNP"
"""How the tag of a name begins."""
PARAGRAPH = "\n\n"
Entity = tuple[int, int, str]
"""First and last word, and type."""


def score_model(model: ModelFolder, corpora: Path) -> list[Figure]:
    """The figures from gold tokens of any model folder, say one that training has just made.

    Args:
        model: the folder of the model.
        corpora: the folder that holds `ud-english-ewt/` and `gum/`.

    Raises:
        ResourceError: a treebank or a file of the model is missing or broken.
        ConfigError: the evaluation extra is not installed.
    """
    parser = Parser(model)
    figures = list[Figure]()
    for name, path in _treebanks(corpora):
        gold = _read(path)
        figures += _prefixed(name, gold_token_figures(gold, [parser(s.forms) for s in gold]))
    return figures


def gold_token_figures(gold: Sequence[Sentence], parses: Sequence[Parse]) -> list[Figure]:
    """Shares of right heads, relations, tags and lemmas, and F1 of entities where the treebank has any."""
    right = dict.fromkeys(("uas", "las", "upos", "xpos", "lemmas"), 0)
    for s, p in zip(gold, parses, strict=True):
        for k, form in enumerate(s.forms):
            head = s.heads[k] == p.heads[k]
            right["uas"] += head
            right["las"] += head and s.relations[k] == p.relations[k]
            right["upos"] += s.upos[k] == p.upos[k]
            right["xpos"] += s.xpos[k] == p.xpos[k]
            right["lemmas"] += apply_lemma_edit(form, s.lemma_edits[k]) == p.lemmas[k]
    words = sum(len(s.forms) for s in gold)
    figures = [Figure(name, hits / words) for name, hits in right.items()]
    if any(s.entities for s in gold):
        figures += [
            Figure("named_entities_f1", sum(map(_named, gold, parses), Counts()).f1),
            Figure("all_entities_f1", sum(map(_all, gold, parses), Counts()).f1),
        ]
    return figures


def _named(gold: Sentence, parse: Parse) -> Counts:
    wanted = {entity for head, entity in (gold.entities or {}).items() if gold.xpos[head].startswith(NAMED)}
    return _entities(wanted, {(m.first, m.last, m.kind) for m in parse.mentions if m.named})


def _all(gold: Sentence, parse: Parse) -> Counts:
    return _entities(set((gold.entities or {}).values()), {(m.first, m.last, m.kind) for m in parse.mentions})


def _entities(wanted: set[Entity], found: set[Entity]) -> Counts:
    return Counts(len(wanted & found), len(found), len(wanted))


def raw_figures(gold: str, system: str) -> list[Figure]:
    """F1 of the CoNLL 2018 shared task for two parses of one text, both in CoNLL-U."""
    from udtools import udeval

    wanted, found = (udeval.load_conllu(io.StringIO(_plain(text)), name, {}) for name, text in (("gold", gold), ("system", system)))
    table = udeval.evaluate(wanted, found)
    return [Figure(f"raw_{name.lower()}", table[name].f1) for name in RAW]


def _plain(conllu: str) -> str:
    """CoNLL-U without empty nodes and enhanced dependencies, which are not scored."""
    lines = []
    for line in conllu.splitlines():
        columns = line.split("\t")
        if len(columns) == 10:
            if "." in columns[0]:
                continue
            columns[8] = "_"
        lines.append("\t".join(columns))
    return "\n".join(lines).strip("\n") + PARAGRAPH


def raw_text(treebank: str) -> str:
    """The raw text of a treebank in CoNLL-U: sentences joined as `SpaceAfter` has it, an empty line between paragraphs.

    Raises ResourceError when a sentence has no `# text`.
    """
    import conllu

    pieces = list[str]()
    for sentence in conllu.parse_incr(io.StringIO(treebank)):
        if pieces and any(k.startswith(("newpar", "newdoc")) for k in sentence.metadata):
            pieces.append(PARAGRAPH)
        pieces.append(_text(sentence))
        pieces.append("" if (_last_token(sentence)["misc"] or {}).get("SpaceAfter") == "No" else " ")
    return "".join(pieces)


def _text(sentence: Any) -> str:
    text = sentence.metadata.get("text")
    if not text:
        raise ResourceError(f"a sentence of a treebank has no text: {sentence.metadata}")
    return str(text)


def _last_token(sentence: Any) -> Any:
    """The token that ends a sentence: a multi-word token if its last word does; empty nodes are none."""
    surface = [t for t in sentence if not (isinstance(t["id"], tuple) and t["id"][1] == ".")]
    ranges = [t for t in surface if isinstance(t["id"], tuple)]
    return ranges[-1] if ranges and ranges[-1]["id"][2] == surface[-1]["id"] else surface[-1]


def words_a_second(nlp: Language, texts: Sequence[str], runs: int = RUNS) -> float:
    """The median speed of reading texts, white space not counted as words."""
    for _ in nlp.pipe(texts[:WARM_UP]):
        pass
    rates = []
    for _ in range(runs):
        started = time.perf_counter()
        words = sum(sum(not t.is_space for t in doc) for doc in nlp.pipe(texts))
        rates.append(words / (time.perf_counter() - started))
    return statistics.median(rates)


def _run(corpora: Path, engines: Engines) -> Sequence[Figure]:
    figures = score_model(ModelFolder(), corpora)
    for name, path in _treebanks(corpora):
        gold = path.read_text(encoding="utf-8")
        texts = raw_text(gold).split(PARAGRAPH)
        figures += _prefixed(name, raw_figures(gold, "".join(to_conllu(doc) for doc in engines.language.pipe(texts))))
        if name == TIMED:
            figures.append(Figure(f"{name}.speed", words_a_second(engines.language, texts), unit="words/s"))
    return figures


def _treebanks(corpora: Path) -> Iterator[tuple[str, Path]]:
    yield from ((name, corpora / folder / file) for name, folder, file in TREEBANKS)


def _read(path: Path) -> list[Sentence]:
    try:
        from conllu.exceptions import ParseException
        from udtools import udeval  # noqa: F401  asked for here, so that nothing is measured in vain

        from counterclaim.training.treebank import read_treebank
    except ImportError as error:
        raise ConfigError("evaluation needs its extra: pip install 'counterclaim[evaluation]'") from error
    try:
        sentences = list(read_treebank(path))
    except (OSError, ValueError, ParseException) as error:
        raise ResourceError(f"{path} cannot be read: {error}") from error
    if not sentences:
        raise ResourceError(f"{path} holds no sentence")
    return sentences


def _prefixed(name: str, figures: Sequence[Figure]) -> list[Figure]:
    return [Figure(f"{name}.{f.name}", f.value, f.unit, f.falls) for f in figures]


def _find(folders: Folders) -> Path | None:
    return folders.corpora if all(folders.corpus(folder) for _, folder, _ in TREEBANKS) else None


SUITE = Suite("parser", "UD English EWT and GUM, test parts", _find, _run, absent="give --corpora DIR with ud-english-ewt/ and gum/")
