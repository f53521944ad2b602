from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from counterclaim.claims.extract import extract
from counterclaim.claims.lexicon import load_lexicon
from counterclaim.claims.reading.model import ReadingModel
from counterclaim.errors import ResourceError
from counterclaim.language.engine import load_engine
from trees_by_hand import tree

TEXT = "Shells fell at dawn\n\nThe army said that rebels shelled the town of Sotk on Friday."
BY_ANOTHER = "rebels NOUN nsubj 2 rebel NNS\nshelled VERB root 0 shell VBD\ntowns NOUN obj 2 town NNS\n. PUNCT punct 2 _ ."


def test_the_documents_of_another_engine_are_read_by_the_rules_alone() -> None:
    doc = tree(BY_ANOTHER)
    doc.tensor = np.ones((len(doc), 96))  # as many pipelines leave one
    assert not ReadingModel.can_read(doc)
    assert [c.event.trigger.text for c in extract(doc, load_lexicon(), ReadingModel()).claims if c.event] == ["shelled"]


def test_documents_of_our_engine_can_be_read_but_for_blank_ones() -> None:
    engine = load_engine()
    assert ReadingModel.can_read(engine(TEXT))
    assert not ReadingModel.can_read(engine(" \n "))
    assert not ReadingModel.can_read(engine(""))


def test_a_folder_without_a_model(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="reading model"):
        extract(load_engine()(TEXT), load_lexicon(), ReadingModel(tmp_path))
