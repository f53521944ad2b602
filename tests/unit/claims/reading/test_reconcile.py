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
from counterclaim.claims.reading.model import KINDS, ROLES
from counterclaim.claims.reading.reconcile import _is_told_with, _with_event, reconcile
from counterclaim.records.drafts import DraftClaim, DraftEvent
from counterclaim.records.words import Kind, Stance, Status
from scores_by_hand import Stances, nobody, scores_of
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
    roles = nobody(page, len(triggers))
    for form, claimant in claimants.items():
        roles[ROLES.index("claimant"), triggers.index(word(doc, form).i), word(doc, claimant).i] = 5
    kinds = np.tile(np.eye(len(KINDS), dtype=np.float32)[KINDS.index(Kind.CEASEFIRE)], (len(triggers), 1))
    probabilities = np.array([told[doc[i].text] for i in triggers])
    network = Stances(Stance.ACCUSES, Status.OCCURRED)
    scores = scores_of(page, triggers, network, told=probabilities, kinds=kinds, roles=roles)
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


def with_event(doc: Doc, event: DraftEvent, kind: float, status: Status, sure: float) -> DraftEvent:
    """The event of a claim, looked over by a model with log-odds for a truce and for a status."""
    page = Page.of(doc)
    kinds = np.zeros((1, len(KINDS)), dtype=np.float32)
    kinds[0, KINDS.index(Kind.CEASEFIRE)] = kind
    network = Stances(Stance.ASSERTS, status, sure)
    scores = scores_of(page, [event.trigger.i], network, kinds=kinds, roles=0 * nobody(page, 1))
    found = _with_event(DraftClaim(None, Stance.ASSERTS, event, [], anchor=event.trigger.i), scores).event
    assert found is not None
    return found


def shelled(doc: Doc, status: Status = Status.OCCURRED, kind: Kind = Kind.SHELLING) -> DraftEvent:
    return DraftEvent(word(doc, "shelled"), kind, status, scope=[])


def test_kind_and_status_are_the_models_where_it_is_sure(doc: Doc) -> None:
    sure = with_event(doc, shelled(doc), 9, Status.PLANNED, 9)
    assert (sure.kind, sure.status) == (Kind.CEASEFIRE, Status.PLANNED)
    unsure = with_event(doc, shelled(doc), 1, Status.PLANNED, 0.5)
    assert (unsure.kind, unsure.status) == (Kind.SHELLING, Status.OCCURRED)


def test_what_the_rules_have_words_for_stays(doc: Doc) -> None:
    for status in (Status.AVERTED, Status.DENIED):
        assert with_event(doc, shelled(doc, status), 9, Status.OCCURRED, 9).status is status
    assert with_event(doc, shelled(doc), 9, Status.DENIED, 9).status is Status.OCCURRED
    assert with_event(doc, shelled(doc, kind=Kind.CASUALTY), 9, Status.OCCURRED, 9).kind is Kind.CASUALTY
