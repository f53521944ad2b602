"""The suite of the relevance filter: how much conflict news it lets through, and how much else.

`GROUP.recall` is the share of reports of our own corpora at or over the threshold; no weight was learned from the test half or the wire.
`ordinary.passed` is the share of ordinary news in `evals/relevance/ordinary.txt`, every other item of it, that is let through though it
should not be. These items were written for the purpose and are few: with `--corpora` this module also tells what share of other people's
texts passes, of which nobody has marked which are on conflict.

    python -m counterclaim.evaluation.reports.relevance --out src/counterclaim/archive/data/relevance.csv --corpora DIR

learns the weights: logistic regression over the words of windows. Positive are windows of `evals/train` and of the dev half of the gold
corpus, negative those of the other ordinary items, each `ORDINARY` times, and of GUM and EWT (train parts, without news, newsgroups and
weblogs). Words of the trade (what `claims/data` holds on violence, weapons, troops and casualties) are expected at `TRADE`, others
at 0. Words that mostly stand in capitals are names, and are left out, as are words without a meaning of their own.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from spacy.lang.en.stop_words import STOP_WORDS

from counterclaim.archive.relevance import BASE, THRESHOLD, relevance, score, windows
from counterclaim.errors import ResourceError
from counterclaim.evaluation.corpora.muc_data import read_keys, read_messages
from counterclaim.evaluation.corpora.toponyms import read_gwn, read_lgl
from counterclaim.evaluation.logistic import fit_logistic
from counterclaim.evaluation.reports.tellings import read_gold
from counterclaim.evaluation.suite import Engines, Figure, Suite
from counterclaim.records.words import Effect, Kind
from counterclaim.tables import read_table

ORDINARY = 4
"""Times that an ordinary item counts: they are few, and nearer to the news that an archive holds than the other texts."""
RIDGE = 2.0
TRADE = 0.4
COMMON = 4
"""A word is learned when so many windows have it."""
LOWER = 0.7
"""A word whose share in lower case is less is a name."""
SMALL = 0.05
"""Weights under this are not kept."""
PEACEFUL = frozenset({Kind.OTHER, Kind.TALKS, Kind.AGREEMENT, Kind.SANCTION, Kind.PROTEST, Kind.MEDIATION, Kind.CASUALTY, Kind.THREAT})
HARMED = frozenset({Effect.KILLED, Effect.WOUNDED})
SPEAKING = frozenset({"said", "says", "told"})
GENRES = (
    "answers",
    "email",
    "reviews",
    "GUM_academic",
    "GUM_bio",
    "GUM_court",
    "GUM_interview",
    "GUM_speech",
    "GUM_textbook",
    "GUM_voyage",
)
"""Beginnings of the names of texts in EWT and GUM that are taken for no conflict news."""
TREEBANKS = ("ud-english-ewt/en_ewt-ud", "gum/en_gum")
Case = tuple[frozenset[str], bool]


def fit(positive: Sequence[str], negative: Sequence[str], ordinary: Sequence[str]) -> dict[str, float]:
    """Weights by word, from texts on conflict and texts on other things. Raises ConfigError without SciPy."""
    cases: list[Case] = [(words, True) for text in positive for words in windows(text.lower())]
    cases += [(words, False) for text in [*negative, *(list(ordinary) * ORDINARY)] for words in windows(text.lower())]
    trade = trade_words()
    learned = _learnable(cases, [*positive, *negative, *ordinary])
    names = sorted(learned | trade)
    known = frozenset(names)
    base, weights = fit_logistic([(words & known, good) for words, good in cases], names, RIDGE, dict.fromkeys(trade, TRADE))
    return {BASE: base, **{word: weight for word, weight in weights.items() if abs(weight) >= SMALL}}


def _learnable(cases: Iterable[Case], texts: Iterable[str]) -> set[str]:
    """Words that are common enough and no names."""
    found = Counter(word for words, _ in cases for word in words)
    as_written, lower = Counter[str](), Counter[str]()
    for text in texts:
        for words in windows(text):
            as_written.update(word.lower() for word in words)
            lower.update(word for word in words if word.islower())
    return {
        word
        for word, count in found.items()
        if count >= COMMON and len(word) > 2 and word not in STOP_WORDS | SPEAKING and lower[word] >= LOWER * as_written[word]
    }


def trade_words() -> set[str]:
    """What claims are made of in armed conflict, as the tables of the claims stage have it, with the commonest forms of each word."""
    table = partial(read_table, "counterclaim.claims.data")
    words = {line["lemma"] for line in table("happenings.csv") if Kind(line["kind"]) not in PEACEFUL}
    words |= {line["lemma"] for line in table("harm.csv") if line["effect"] in {effect.value for effect in HARMED}}
    words |= {line["word"] for line in table("weapons.csv")}
    words |= {line["word"] for line in table("victims.csv") if line["category"] == "military"}
    return {form for word in words if word.isalpha() for form in _forms(word.lower())}


def _forms(word: str) -> Iterator[str]:
    stem = word.removesuffix("e")
    yield from (word, word + "s", word + "es", stem + "ed", stem + "ing")


def _run(gold: Path, _engines: Engines) -> Sequence[Figure]:
    reports = list(read_gold(gold))
    told = {half: [r.report.text for r in reports if r.half == half] for half in ("dev", "test")}
    told["wire"] = [path.read_text(encoding="utf-8") for path in sorted(gold.parent.glob("wire/texts/*.txt"))]
    figures = [Figure(f"{group}.recall", passed(texts)) for group, texts in told.items() if texts]
    return [*figures, Figure("ordinary.passed", passed(_ordinary(gold.parent)[1::2]), falls=True)]


SUITE = Suite("relevance", "own corpus and ordinary news", lambda folders: folders.gold if folders.gold.is_dir() else None, _run)


def passed(texts: Sequence[str], rate: Callable[[str], float] = relevance) -> float:
    """The share of texts that the filter lets through."""
    return sum(rate(text) >= THRESHOLD for text in texts) / len(texts)


def _ordinary(evals: Path) -> list[str]:
    path = evals / "relevance" / "ordinary.txt"
    try:
        return [line for line in path.read_text(encoding="utf-8").splitlines() if line]
    except OSError as error:
        raise ResourceError(f"{path} cannot be read: {error.strerror}") from error


def _positive(evals: Path) -> dict[str, str]:
    """Texts to learn from by their path, in order."""
    paths = sorted([*evals.glob("train/*/*.txt"), *evals.glob("gold/dev-*/*.txt")])
    return {str(path.relative_to(evals)): path.read_text(encoding="utf-8") for path in paths}


def _treebank(corpora: Path, part: str) -> list[str]:
    """The texts of a part of the treebanks that are no conflict news."""
    texts: list[list[str]] = []
    for name in TREEBANKS:
        wanted = False
        for line in (corpora / f"{name}-{part}.conllu").read_text(encoding="utf-8").splitlines():
            if line.startswith("# newdoc id = "):
                wanted = line.removeprefix("# newdoc id = ").startswith(GENRES)
                texts += [[]] if wanted else []
            elif wanted and line.startswith("# text = "):
                texts[-1].append(line.removeprefix("# text = "))
    return [" ".join(sentences) for sentences in texts]


def _unmarked(corpora: Path) -> Iterator[tuple[str, list[str]]]:
    """Texts of others that nothing was learned from."""
    yield "GUM and EWT, other genres than news", _treebank(corpora, "dev") + _treebank(corpora, "test")
    yield "PolNeAR, campaign news", [p.read_text(encoding="utf-8") for p in sorted((corpora / "polnear-dev" / "text").glob("*.txt"))]
    yield "LGL, local news", [article.text for article in read_lgl(corpora / "geo" / "lgl.xml")]
    yield "GeoWebNews, news", [article.text for article in read_gwn(corpora / "geo" / "GWN.xml")]
    keys = {name: found for path in (corpora / "muc4" / "dev").glob("key-*") for name, found in read_keys(path).items()}
    messages = [m for path in sorted((corpora / "muc4" / "dev").glob("dev-*")) for m in read_messages(path)]
    yield "MUC-4 dev, with an incident", [m.text for m in messages if keys.get(m.id)]
    yield "MUC-4 dev, without one", [m.text for m in messages if m.id in keys and not keys[m.id]]


def _left_out(positive: Mapping[str, str], negative: Sequence[str], ordinary: Sequence[str]) -> float:
    """The share of texts to learn from that pass by weights learned without their folder."""
    let = 0
    folders = sorted({name.rpartition("/")[0] for name in positive})
    for part in (folders[start::5] for start in range(5)):
        weights = fit([text for name, text in positive.items() if name.rpartition("/")[0] not in part], negative, ordinary)
        held = [text for name, text in positive.items() if name.rpartition("/")[0] in part]
        let += sum(_rated(text, weights) >= THRESHOLD for text in held)
    return let / len(positive)


def _rated(text: str, weights: Mapping[str, float]) -> float:
    return max(score(words, weights) for words in windows(text.lower()))


def main() -> None:
    """Learns the weights, writes them, and tells what passes by them."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--evals", type=Path, default=Path("evals"))
    options.add_argument("--corpora", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    positive, negative, ordinary = _positive(given.evals), _treebank(given.corpora, "train"), _ordinary(given.evals)[::2]
    weights = fit(list(positive.values()), negative, ordinary)
    with given.out.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("word", "weight"))
        table.writerows((word, f"{weight:.2f}") for word, weight in sorted(weights.items()))
    print(f"{len(weights):,} weights; of the texts to learn from, each by weights learned without its folder,", end=" ")
    print(f"{_left_out(positive, negative, ordinary):.3f} pass")
    for name, texts in _unmarked(given.corpora):
        print(f"{name}: {len(texts):,} texts, {passed(texts, partial(_rated, weights=weights)):.3f} pass")


if __name__ == "__main__":
    main()
