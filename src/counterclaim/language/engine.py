"""The engine as spaCy sees it: a tokenizer that splits raw text, and a component that parses the `Doc`.

The `Doc` keeps the text to the letter: `doc.text == text` and `token.idx` is the code point offset. White space other than
single blanks becomes space tokens, as in spaCy's own pipelines. Labels are those of Universal Dependencies: `token.pos_`
UPOS, `token.tag_` XPOS, `token.dep_` relation, `token.morph` features. `doc.spans["mentions"]` holds every typed entity,
nested ones too; `doc.ents` the outermost named ones; `doc._.word_vectors` the
vector of each word in its sentence (zeros for white space), `doc._.subwords` the encoder's numbers of its sub-words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import spacy
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, SENT_START, TAG
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup, Token
from spacy.util import filter_spans, registry
from spacy.vocab import Vocab

from counterclaim.errors import ConfigError
from counterclaim.language.parser import Parse, Parser
from counterclaim.language.segmenter import Segmenter, Word
from counterclaim.language.sessions import THREADS, ModelFolder

if TYPE_CHECKING:
    from numpy.typing import NDArray

OWN = "counterclaim"
"""Name of the engine that this package carries."""
TOKENIZER = "counterclaim.RawTextTokenizer.v1"
MENTIONS = "mentions"
BLANK = ("dep", "SPACE", "_SP")
"""Relation, part of speech and tag of white space."""
LABELLED = ("relations", "upos", "xpos", "entities")
"""Sorts of labels that tokens and spans are given."""
T = TypeVar("T")
SPLIT_TOGETHER = 64
"""Texts split into words in one go by `pipe`: enough to sort their lines into even batches, little enough to hold."""
BLANKS = re.compile(r"\s+")


class RawTextTokenizer:
    """spaCy tokenizer over the trained segmenter: also sets sentence starts."""

    def __init__(self, vocab: Vocab, model: ModelFolder) -> None:
        self.vocab = vocab
        self._segment = Segmenter(model)

    def __call__(self, text: str) -> Doc:
        """The document of one text: words, blanks and sentence starts."""
        return self._doc(text, self._segment([text])[0])

    def pipe(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Tokenize many texts, in order."""
        for together in _chunks(texts, SPLIT_TOGETHER):
            for text, sentences in zip(together, self._segment(together), strict=True):
                yield self._doc(text, sentences)

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Nothing: the segmenter comes with the package."""
        return b""

    def from_bytes(self, written: bytes, *, exclude: Iterable[str] = ()) -> RawTextTokenizer:
        """Itself."""
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Writes nothing, see `to_bytes`."""

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> RawTextTokenizer:
        """Itself."""
        return self

    def _doc(self, text: str, sentences: list[list[Word]]) -> Doc:
        words, spaces, joined = list[str](), list[bool](), list[bool]()
        starts = list[bool | int | None]()
        at = 0
        for sentence in sentences:
            for k, word in enumerate(sentence):
                gap = text[at : word.start]
                if gap.startswith(" ") and words:
                    spaces[-1] = True
                    gap = gap[1:]
                if gap:
                    words.append(gap)
                    spaces.append(False)
                    starts.append(-1)
                    joined.append(False)
                words.append(text[word.start : word.end])
                spaces.append(False)
                starts.append(1 if k == 0 else -1)
                joined.append(word.joined)
                at = word.end
        rest = text[at:]
        if rest.startswith(" ") and words:
            spaces[-1] = True
            rest = rest[1:]
        if rest:
            words.append(rest)
            spaces.append(False)
            starts.append(-1)
            joined.append(False)
        doc = Doc(self.vocab, words=words, spaces=spaces, sent_starts=starts) if words else Doc(self.vocab)
        for token, is_joined in zip(doc, joined, strict=True):
            if is_joined:
                token._.joined = True
        return doc


class JointParser:
    """spaCy component: sets heads, relations, tags, lemmas, features and entities of docs whose sentences are known."""

    def __init__(self, vocab: Vocab, model: ModelFolder) -> None:
        self._vocab = vocab
        self._model = model
        self._parse = Parser(model)
        self._key = vocab.strings.add

    def know_labels(self) -> None:
        """Take in all labels now, so that what is parsed in a memory zone does not take them along when it is forgotten."""
        for name in (*BLANK, *(label for kind in LABELLED for label in self._model.labels[kind])):
            self._key(name)
        assert self._morph

    @cached_property
    def _morph(self) -> dict[str, int]:
        """The number that the vocabulary has for each set of features."""
        labels = map(_features, self._model.labels["feats"])
        return {label: self._vocab.morphology.add(label) for label in labels}

    def __call__(self, doc: Doc) -> Doc:
        """Parse one document in place and return it."""
        if not len(doc):
            return doc
        sentences = [tokens for tokens in ([t.i for t in s if not t.is_space] for s in doc.sents) if tokens]
        return self._annotate(doc, [(tokens, self._parse([doc[i].text for i in tokens])) for tokens in sentences])

    def _annotate(self, doc: Doc, parsed: list[tuple[list[int], Parse]]) -> Doc:
        attrs = [HEAD, DEP, POS, TAG, LEMMA, MORPH, SENT_START]
        rows = self._blank_rows(doc)
        mentions: list[Span] = []
        vectors: NDArray[np.float32] = np.zeros((len(doc), parsed[0][1].vectors.shape[1] if parsed else 0), dtype=np.float32)
        subwords: list[list[int]] = [[] for _ in doc]
        for tokens, parse in parsed:
            vectors[tokens] = parse.vectors
            for k, i in enumerate(tokens):
                subwords[i] = parse.subwords[k]
                head = tokens[parse.heads[k] - 1] if parse.heads[k] else i
                rows[i] = (
                    (head - i) & 0xFFFFFFFFFFFFFFFF,
                    self._key(parse.relations[k]),
                    self._key(parse.upos[k]),
                    self._key(parse.xpos[k]),
                    self._key(parse.lemmas[k]),
                    self._morph[_features(parse.feats[k])],
                    1 if k == 0 else 0xFFFFFFFFFFFFFFFF,
                )
            for m in parse.mentions:
                span = Span(doc, tokens[m.first], tokens[m.last] + 1, label=m.kind)
                span._.named, span._.head = m.named, tokens[m.head]
                mentions.append(span)
        doc.from_array(attrs, np.array(rows, dtype=np.uint64))  # type: ignore[arg-type]  # the stub knows thinc's own array types only
        doc._.word_vectors, doc._.subwords = vectors, subwords
        doc.spans[MENTIONS] = SpanGroup(doc, name=MENTIONS, spans=mentions)
        doc.ents = filter_spans([m for m in mentions if m._.named])
        return doc

    def _blank_rows(self, doc: Doc) -> list[tuple[int, ...]]:
        """The rows of white-space tokens, which hang on the word before them (the first on the word after) as in spaCy's own pipelines;
        those of words are still to be filled."""
        rows: list[tuple[int, ...]] = [(0,) * (len(BLANK) + 4)] * len(doc)
        for token in doc:
            if token.is_space:
                back = -1 if token.i else min(1, len(doc) - 1)
                keys = (self._key(name) for name in (*BLANK, token.text))
                rows[token.i] = (back & 0xFFFFFFFFFFFFFFFF, *keys, 0, 0xFFFFFFFFFFFFFFFF)
        return rows


def _features(label: str) -> str:
    """Morphological features as spaCy writes them: an underscore stands for none in the treebanks."""
    return "" if label == "_" else label


def load_engine(name: str = OWN, threads: int = THREADS) -> Language:
    """An English pipeline by name.

    Args:
        name: `counterclaim` for the engine of this package, else any installed spaCy pipeline with Universal Dependencies
            labels in `dep_`, `pos_` and `tag_` (say, one made by spacy-stanza or spacy-udpipe and saved to disk).
        threads: cores that the engine of this package may use at once; what it finds does not depend on them.

    Returns:
        a spaCy `Language`; `nlp(text)` gives the parsed `Doc`.

    Raises:
        ConfigError: no pipeline of that name is installed.
        ResourceError: the bundled model is missing or broken.
    """
    if name != OWN:
        try:
            return spacy.load(name)
        except (OSError, AttributeError, TypeError) as error:  # the latter two for a package that is no pipeline
            raise ConfigError(f"no language pipeline named {name!r} is installed: {error}") from error
    ModelFolder(threads=threads).check()
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER, "threads": threads}}})
    nlp.add_pipe("counterclaim_parser", config={"threads": threads})
    return nlp


def make_tokenizer(threads: int = THREADS) -> Callable[[Language], RawTextTokenizer]:
    """spaCy maker of the tokenizer, also registered as an entry point: a pipeline that was written down names it."""
    return lambda nlp: RawTextTokenizer(nlp.vocab, ModelFolder(threads=threads))


registry.tokenizers(TOKENIZER)(make_tokenizer)


@Language.factory("counterclaim_parser", assigns=["token.dep", "token.pos", "token.tag", "token.lemma", "token.morph", "doc.ents"])
def make_parser(nlp: Language, name: str, threads: int = THREADS) -> JointParser:
    """spaCy factory of the component (also registered as an entry point)."""
    parser = JointParser(nlp.vocab, ModelFolder(threads=threads))
    parser.know_labels()
    return parser


def _chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


for _owner, _name in ((Token, "joined"), (Span, "named"), (Span, "head"), (Doc, "word_vectors"), (Doc, "subwords")):
    if not _owner.has_extension(_name):
        _owner.set_extension(_name, default=None)
