"""Draft claims from scores set by hand."""

from __future__ import annotations

import numpy as np
import pytest
from spacy.tokens import Doc

from counterclaim.claims.attribution import find_frames
from counterclaim.claims.lexicon import load_lexicon
from counterclaim.claims.reading.accord_scores import BREACH, LABELS
from counterclaim.claims.reading.drafting import draft
from counterclaim.claims.reading.evidence import Evidence
from counterclaim.claims.reading.features import Page
from counterclaim.claims.reading.model import KINDS, ROLES
from counterclaim.records.drafts import DraftClaim
from counterclaim.records.words import Kind, Stance, Status
from scores_by_hand import NEVER, Stances, accords_of, nobody, scores_of
from trees_by_hand import tree, word

SENTENCE = """
Alpha PROPN nsubj 4 _ NNP
and CCONJ cc 3 _ CC
Beta PROPN conj 1 _ NNP
said VERB root 0 say VBD
rebels NOUN nsubj 6 rebel NNS
shelled VERB ccomp 4 shell VBD
the DET det 8 _ DT
town NOUN obj 6 _ NN
killing VERB advcl 6 kill VBG
two NUM nummod 11 _ CD
soldiers NOUN obj 9 soldier NNS
. PUNCT punct 4 _ .
"""


@pytest.fixture
def doc() -> Doc:
    return tree(SENTENCE)


def drafted(
    doc: Doc, told: float = 0.9, voice: float = NEVER, stance: Stance = Stance.ASSERTS, **roles: dict[str, float]
) -> list[DraftClaim]:
    """The claims of a document whose one trigger is "shelled": roles are log-odds by word."""
    page, lexicon = Page.of(doc), load_lexicon()
    scores = nobody(page, 1)
    for role, odds in roles.items():
        for form, value in odds.items():
            scores[ROLES.index(role), 0, word(doc, form).i] = value
    kinds = np.eye(len(KINDS), dtype=np.float32)[[KINDS.index(Kind.SHELLING)]]
    evidence = Evidence.of(doc, find_frames(doc, lexicon), lexicon)
    trigger = word(doc, "shelled").i
    network = Stances(stance, Status.OCCURRED)
    given = scores_of(page, [trigger], network, told=np.array([told]), kinds=kinds, roles=scores, voice=np.array([voice]))
    return draft(given, evidence, lexicon)


def test_a_claim_has_what_the_scores_give_it(doc: Doc) -> None:
    (claim,) = drafted(
        doc,
        claimant={"Alpha": 3},
        initiator={"rebels": 1},
        target={"town": 2},
        harm={"soldiers": 1},
        content={"rebels": 2, "town": 1},
        cue={"said": 4},
    )
    assert claim.claimant is not None
    assert claim.claimant.text == "Alpha"
    assert claim.event is not None
    assert claim.event.kind is Kind.SHELLING
    assert [t.text for t in (*claim.event.initiators, *claim.event.targets)] == ["rebels", "town"]
    assert [(h.effect.value, h.best) for h in claim.event.harm] == [("killed", 2)]
    assert [(r.start, r.end) for r in claim.content] == [(4, 8)]
    assert claim.cue is not None
    assert doc[claim.cue.start].text == "said"


def test_an_unlikely_trigger_makes_no_claim(doc: Doc) -> None:
    assert not drafted(doc, told=0.4, claimant={"Alpha": 3})


def told_together(doc: Doc, first: float, second: float, joined: bool) -> list[str]:
    """The triggers of claims of "shelled" and "killing", each part of what the other tells if they are joined."""
    page, lexicon = Page.of(doc), load_lexicon()
    triggers = [word(doc, "shelled").i, word(doc, "killing").i]
    roles = nobody(page, 2)
    if joined:
        roles[ROLES.index("content"), [0, 1], [triggers[1], triggers[0]]] = 1
    kinds = np.eye(len(KINDS), dtype=np.float32)[[KINDS.index(Kind.SHELLING)] * 2]
    network = Stances(Stance.ASSERTS, Status.OCCURRED)
    given = scores_of(page, triggers, network, told=np.array([first, second]), kinds=kinds, roles=roles, voice=np.full(2, 5.0))
    found = draft(given, Evidence.of(doc, find_frames(doc, lexicon), lexicon), lexicon)
    return [doc[claim.anchor].text for claim in found]


def test_words_that_tell_the_same_are_as_sure_as_all_together(doc: Doc) -> None:
    assert told_together(doc, 0.45, 0.4, joined=True) == ["shelled"]
    assert told_together(doc, 0.45, 0.4, joined=False) == []
    assert told_together(doc, 0.8, 0.9, joined=True) == ["killing"]
    assert told_together(doc, 0.8, 0.9, joined=False) == ["shelled", "killing"]
    assert told_together(doc, 0.35, 0.39, joined=True) == []


def test_a_word_that_calls_something_a_breach_is_sure_enough(doc: Doc) -> None:
    page, lexicon = Page.of(doc), load_lexicon()
    odds = np.full((len(page.words), LABELS), NEVER, dtype=np.float32)
    odds[word(doc, "shelled").i, BREACH] = 3
    evidence = Evidence.of(doc, find_frames(doc, lexicon), lexicon)
    network, told = Stances(Stance.ASSERTS, Status.OCCURRED), np.array([0.1])
    for accords, found in ((accords_of(page, odds), 1), (accords_of(page, 0 * odds + NEVER), 0)):
        given = scores_of(page, [word(doc, "shelled").i], network, told=told, voice=np.array([5.0]), accords=accords)
        assert len(draft(given, evidence, lexicon)) == found


def test_the_own_voice_of_the_report(doc: Doc) -> None:
    (claim,) = drafted(doc, voice=5.0)
    assert claim.claimant is None
    assert claim.cue is None


def test_two_likely_claimants_make_two_claims(doc: Doc) -> None:
    assert [c.claimant.text if c.claimant else None for c in drafted(doc, claimant={"Alpha": 3.1, "rebels": 3})] == ["Alpha", "rebels"]


def test_the_own_voice_is_no_second_claimant_of_what_stands_under_a_cue(doc: Doc) -> None:
    assert [c.claimant.text if c.claimant else None for c in drafted(doc, voice=3.0, claimant={"Alpha": 3.1})] == ["Alpha"]


def test_coordinated_claimants_are_given_by_the_first(doc: Doc) -> None:
    (claim,) = drafted(doc, claimant={"Alpha": 3, "Beta": 3})
    assert claim.claimant is not None
    assert claim.claimant.text == "Alpha"


def test_what_is_denied_has_that_status(doc: Doc) -> None:
    (claim,) = drafted(doc, voice=5.0, stance=Stance.DENIES)
    assert claim.event is not None
    assert claim.event.status is Status.DENIED


def test_a_content_is_one_passage_around_the_trigger(doc: Doc) -> None:
    (claim,) = drafted(doc, voice=5.0, content={"rebels": 2, "town": 1})
    assert [(r.start, r.end) for r in claim.content] == [(4, 8)]
