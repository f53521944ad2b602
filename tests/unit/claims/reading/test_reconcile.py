"""The rules' claims looked over by a model whose scores are set by hand."""

from __future__ import annotations

import numpy as np
import pytest
from spacy.tokens import Doc

from counterclaim.claims.attribution import find_frames
from counterclaim.claims.extract import extract_claims
from counterclaim.claims.lexicon import load_lexicon
from counterclaim.claims.reading.evidence import Evidence
from counterclaim.claims.reading.features import Page
from counterclaim.claims.reading.model import KINDS, ROLES, Scores
from counterclaim.claims.reading.reconcile import _is_told_with, reconcile
from counterclaim.records.drafts import DraftClaim, DraftEvent
from counterclaim.records.words import Kind, Stance, Status
from scores_by_hand import NEVER, Stances
from trees_by_hand import tree, word

SENTENCES = """
Alpha PROPN nsubj 2 _ NNP
said VERB root 0 say VBD
rebels NOUN nsubj 4 rebel NNS
shelled VERB ccomp 2 shell VBD
the DET det 6 _ DT
town NOUN obj 4 _ NN
. PUNCT punct 2 _ .

The DET det 2 _ DT
guns NOUN nsubj 4 gun NNS
then ADV advmod 4 _ RB
hushed VERB root 0 hush VBD
. PUNCT punct 4 _ .
"""
LED = """
They PRON nsubj 2 _ PRP
met VERB root 0 meet VBD
, PUNCT punct 5 _ ,
which PRON nsubj 5 _ WDT
led VERB acl:relcl 2 lead VBD
"""


@pytest.fixture
def doc() -> Doc:
    return tree(SENTENCES)


def read(doc: Doc, told: dict[str, float], claimants: dict[str, str]) -> list[DraftClaim]:
    """Claims with the model's probability of triggers, and the claimant that it is sure of for some."""
    page, lexicon = Page.of(doc), load_lexicon()
    triggers = sorted(word(doc, form).i for form in told)
    roles = np.full((len(ROLES), len(triggers), len(page.words)), NEVER, dtype=np.float32)
    voice = np.full(len(triggers), 0.0)
    for form, claimant in claimants.items():
        roles[ROLES.index("claimant"), triggers.index(word(doc, form).i), word(doc, claimant).i] = 5
    kinds = np.tile(np.eye(len(KINDS), dtype=np.float32)[KINDS.index(Kind.CEASEFIRE)], (len(triggers), 1))
    probabilities = np.array([told[doc[i].text] for i in triggers])
    network = Stances(Stance.ACCUSES, Status.OCCURRED)
    scores = Scores(page, triggers, probabilities, kinds, roles, voice, np.zeros((1, 1)), network)  # type: ignore[arg-type]
    frames = find_frames(doc, lexicon)
    evidence = Evidence.of(doc, frames, lexicon)
    return reconcile(extract_claims(evidence.happenings, frames, lexicon), scores, evidence, lexicon)


def who(claims: list[DraftClaim]) -> list[tuple[str | None, str]]:
    return [(c.claimant.text if c.claimant else None, c.event.trigger.text if c.event else "") for c in claims]


def test_the_claims_of_the_rules_stay(doc: Doc) -> None:
    assert who(read(doc, {}, {})) == [("Alpha", "shelled")]
    assert who(read(doc, {"shelled": 0.2}, {"shelled": "Alpha"})) == [("Alpha", "shelled")]


def test_another_claimant_that_the_model_is_sure_of(doc: Doc) -> None:
    (claim,) = read(doc, {"shelled": 0.9}, {"shelled": "town"})
    assert who([claim]) == [("town", "shelled")]
    assert claim.stance is Stance.ACCUSES


def test_what_the_rules_do_not_see_is_added_where_the_model_is_sure(doc: Doc) -> None:
    assert who(read(doc, {"hushed": 0.9}, {})) == [("Alpha", "shelled"), (None, "hushed")]
    assert who(read(doc, {"hushed": 0.6}, {})) == [("Alpha", "shelled")]


def test_nothing_is_added_inside_what_the_rules_read(doc: Doc) -> None:
    assert who(read(doc, {"town": 0.95}, {})) == [("Alpha", "shelled")]


def test_who_mediates_is_told_with_the_talks_of_its_sentence() -> None:
    doc = tree(LED)
    meeting, led = (next(t for t in doc if t.text == name) for name in ("met", "led"))
    kept = DraftClaim(None, Stance.ASSERTS, DraftEvent(meeting, Kind.TALKS, Status.PLANNED, []), [], anchor=meeting.i)
    added = DraftClaim(None, Stance.ASSERTS, DraftEvent(led, Kind.MEDIATION, Status.PLANNED, []), [], anchor=led.i)
    other = DraftClaim(None, Stance.ASSERTS, DraftEvent(led, Kind.ATTACK, Status.PLANNED, []), [], anchor=led.i)
    assert _is_told_with(added, [kept], doc)
    assert not _is_told_with(added, [], doc)
    assert not _is_told_with(other, [kept], doc)
