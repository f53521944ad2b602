"""Where the reading model points, from scores set by hand."""

from __future__ import annotations

import numpy as np
import pytest

from counterclaim.claims.reading.features import Page
from counterclaim.claims.reading.model import ROLES
from counterclaim.claims.reading.pointing import pointers_of
from counterclaim.records.drafts import Pointers
from counterclaim.records.words import Stance, Status
from scores_by_hand import Stances, nobody, scores_of
from trees_by_hand import tree, word

SENTENCE = """
Alpha PROPN nsubj 2 _ NNP
said VERB root 0 say VBD
rebels NOUN nsubj 4 rebel NNS
shelled VERB ccomp 2 shell VBD
the DET det 6 _ DT
town NOUN obj 4 _ NN
. PUNCT punct 2 _ .
"""


def pointed(told_by_report: bool, **claimants: float) -> Pointers | None:
    """Where a model points for "shelled" that gives each of some words the same share as the report's own voice, or less."""
    doc = tree(SENTENCE)
    page = Page.of(doc)
    roles = nobody(page, 1)
    for form, odds in claimants.items():
        roles[ROLES.index("claimant"), 0, word(doc, form).i] = odds
    trigger = word(doc, "shelled").i
    scores = scores_of(page, [trigger], Stances(Stance.ASSERTS, Status.OCCURRED), told=np.array([0.8]), roles=roles)
    assert pointers_of(scores, word(doc, "town").i, told_by_report) is None
    return pointers_of(scores, trigger, told_by_report)


def test_the_share_of_a_verb_is_that_of_who_says_it() -> None:
    pointers = pointed(False, said=0.0)
    assert pointers is not None
    assert pointers.told == pytest.approx(0.8)
    assert pointers.speakers == {None: pytest.approx(0.5, abs=0.01), 0: pytest.approx(0.5, abs=0.01)}


def test_who_does_what_the_report_tells_does_not_tell_of_it() -> None:
    told_by_somebody, told_by_report = pointed(False, rebels=0.0), pointed(True, rebels=0.0)
    assert told_by_somebody is not None
    assert told_by_report is not None
    assert set(told_by_somebody.speakers) == {None, 2}
    assert told_by_report.speakers == {None: pytest.approx(1.0, abs=0.01)}
