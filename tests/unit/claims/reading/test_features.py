from __future__ import annotations

import numpy as np
import pytest
from spacy.tokens import Doc

from counterclaim.claims.attribution import find_frames
from counterclaim.claims.lexicon import load_lexicon
from counterclaim.claims.reading.evidence import PAIR_MARKS, Evidence
from counterclaim.claims.reading.features import (
    AHEAD,
    BACK,
    FAR,
    WORD_FEATURES,
    Page,
    Vocabulary,
    pairs_of,
    path_between,
    word_features,
)
from trees_by_hand import tree, word

SENTENCE = """
The DET det 2 _ DT
ministry NOUN nsubj 3 _ NN
said VERB root 0 say VBD
rebels NOUN nsubj 5 rebel NNS
shelled VERB ccomp 3 shell VBD
the DET det 7 _ DT
town NOUN obj 5 _ NN
. PUNCT punct 3 _ .

It PRON nsubj 2 _ PRP
answered VERB root 0 answer VBD
. PUNCT punct 2 _ .
"""


@pytest.fixture
def doc() -> Doc:
    return tree(SENTENCE)


@pytest.fixture
def evidence(doc: Doc) -> Evidence:
    lexicon = load_lexicon()
    return Evidence.of(doc, find_frames(doc, lexicon), lexicon)


def test_paths_lead_up_to_the_common_ancestor_and_down(doc: Doc) -> None:
    shelled = word(doc, "shelled")
    assert path_between(shelled, word(doc, "rebels")) == "vnsubj"
    assert path_between(shelled, word(doc, "ministry")) == "^ccompvnsubj"
    assert path_between(word(doc, "town"), word(doc, "The")) == "^obj^ccompvnsubjvdet"
    assert path_between(word(doc, "the"), word(doc, "The")) == FAR
    assert path_between(word(doc, "ministry"), word(doc, "said")) == "^nsubj"


def test_the_rules_mark_the_source_and_the_roles(evidence: Evidence, doc: Doc) -> None:
    marks = set(evidence.marks(word(doc, "shelled").i))
    assert ("src0", word(doc, "ministry").i) in marks
    assert ("cue0", word(doc, "said").i) in marks
    assert ("init", word(doc, "rebels").i) in marks
    assert ("targ", word(doc, "town").i) in marks
    assert not list(evidence.marks(word(doc, "said").i))


def test_each_word_has_every_feature(evidence: Evidence, doc: Doc) -> None:
    page = Page.of(doc)
    rows = word_features(page, evidence, load_lexicon())
    assert {len(row) for row in rows} == {len(WORD_FEATURES)}
    told = dict(zip(WORD_FEATURES, rows[word(doc, "shelled").i], strict=True))
    assert (told["kind"], told["event"], told["inside"]) == ("shelling", "shelling", "asserts")
    assert dict(zip(WORD_FEATURES, rows[word(doc, "ministry").i], strict=True))["source"] == "1"


def test_pairs_have_a_row_for_each_trigger(evidence: Evidence, doc: Doc) -> None:
    page = Page.of(doc)
    vocabulary = Vocabulary({}, {"none": 0, "far": 1, "rare": 2, "vnsubj": 3})
    pairs = pairs_of(page, [4], evidence, vocabulary)
    assert pairs.paths.shape == (1, len(page.words))
    assert pairs.paths[0, 3] == 3  # rebels
    assert pairs.paths[0, 1] == 2  # the ministry, by a path that has no number
    assert pairs.paths[0, 8] == 0  # another sentence
    assert pairs.marks[0, 3, PAIR_MARKS.index("init")] == 1
    assert (pairs.sentences[0, 0], pairs.sentences[0, 8]) == (BACK, BACK + 1)
    assert pairs.sentences.max() <= BACK + AHEAD
    assert (np.diff(pairs.distances[0]) >= 0).all()


def test_values_without_a_number_are_none() -> None:
    vocabulary = Vocabulary({name: {"": 0, "NOUN": 1} for name in WORD_FEATURES}, {"rare": 2})
    row = ("NOUN", *[""] * (len(WORD_FEATURES) - 2), "never seen")
    none, noun = [1.0, 0.0], [0.0, 1.0]
    assert vocabulary.words([row]).tolist() == [[*noun, *none * (len(WORD_FEATURES) - 1)]]
    assert vocabulary.path("^never^seen") == 2


def test_white_space_is_no_word() -> None:
    doc = tree("One NUM root 0\n\nTwo NUM root 0")
    assert Page.of(doc).words == [0, 1]
    assert Page.of(doc).sentences.tolist() == [0, 1]
