"""What is owed, broken and met, from scores set by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from spacy.tokens import Doc

from counterclaim.claims.reading.accord_reading import breach_words, reconcile_accords, reconcile_duties, reconcile_meetings
from counterclaim.claims.reading.accord_scores import BREACH, DUTIES, LABELS, MENTION, OUTCOMES, TALKS, AccordScores, Floats
from counterclaim.claims.reading.features import Page
from counterclaim.claims.reading.model import ROLES, Scores
from counterclaim.records.drafts import DraftClaim, DraftDuty, DraftEvent, DraftMeeting
from counterclaim.records.words import Duty, Kind, Stance, Status, TalksStatus
from scores_by_hand import NEVER, Stances, accords_of, nobody, scores_of
from trees_by_hand import tree, word

SENTENCE = """
Alpha PROPN nsubj 4 _ NNP
and CCONJ cc 3 _ CC
Beta PROPN conj 1 _ NNP
leave VERB root 0 leave VB
the DET det 6 _ DT
town NOUN obj 4 _ NN
as SCONJ mark 9 _ IN
Gamma PROPN nsubj 9 _ NNP
hosts VERB advcl 4 host VBZ
. PUNCT punct 4 _ .
"""


@pytest.fixture
def doc() -> Doc:
    return tree(SENTENCE)


def read(doc: Doc, labels: dict[tuple[str, int], float], owers: dict[str, float] | None = None, meeting: str = "") -> Scores:
    """Scores with the log-odds of some words for some labels; `owers` are shares by word of who owes the first, "" for nobody."""
    page = Page.of(doc)
    odds = np.full((len(page.words), LABELS), NEVER, dtype=np.float32)
    for (form, label), value in labels.items():
        odds[word(doc, form).i, label] = value
    accords = accords_of(page, odds)
    shares: Floats = np.zeros(1 + len(page.words), dtype=np.float32)
    for form, share in (owers or {"": 1.0}).items():
        shares[word(doc, form).i + 1 if form else 0] = share
    triggers = sorted({word(doc, form).i for form, _ in labels})
    roles = nobody(page, len(triggers))
    if meeting:
        roles[ROLES.index("initiator"), :, word(doc, meeting).i] = 1
    accords = replace(accords, owers=dict.fromkeys(accords.owed, shares))
    return scores_of(page, triggers, Stances(Stance.ASSERTS, Status.OCCURRED), accords=accords, roles=roles)


WITHDRAW, OTHER = DUTIES.index(Duty.WITHDRAW), DUTIES.index(Duty.OTHER)


def owed(duties: list[DraftDuty]) -> list[tuple[str, str | None, Duty]]:
    return [(d.act.text, d.obligor.text if d.obligor is not None else None, d.duty) for d in duties]


def test_a_duty_that_the_rules_do_not_see_is_added_with_who_owes_it(doc: Doc) -> None:
    assert owed(reconcile_duties([], read(doc, {("leave", WITHDRAW): 2.0}))) == [("leave", None, Duty.WITHDRAW)]
    assert owed(reconcile_duties([], read(doc, {("leave", WITHDRAW): -2.0}))) == []
    shared = read(doc, {("leave", WITHDRAW): 2.0}, {"Gamma": 0.6, "Alpha": 0.3})
    (duty,) = reconcile_duties([], shared)
    assert owed([duty]) == [("leave", "Gamma", Duty.WITHDRAW)] and [t.text for t in duty.beside] == ["Alpha"]
    assert duty.owers is not None
    assert {doc[i].text: round(share, 3) for i, share in duty.owers.items() if i is not None} == {"Gamma": 0.6, "Alpha": 0.3}


def test_those_who_are_coordinated_owe_by_the_first_of_them(doc: Doc) -> None:
    both = read(doc, {("leave", WITHDRAW): 2.0}, {"Alpha": 0.5, "Beta": 0.5})
    assert owed(reconcile_duties([], both)) == [("leave", "Alpha", Duty.WITHDRAW)]


def test_what_the_rules_read_in_the_same_words_stays(doc: Doc) -> None:
    ruled = DraftDuty(word(doc, "Alpha"), word(doc, "leave"), Duty.WITHDRAW, [word(doc, "leave"), word(doc, "town")])
    told_by_its_noun = read(doc, {("town", WITHDRAW): 2.0})
    assert owed(reconcile_duties([ruled], told_by_its_noun)) == [("leave", "Alpha", Duty.WITHDRAW)]
    of_another_sort = read(doc, {("town", OTHER): 2.0})
    assert len(reconcile_duties([ruled], of_another_sort)) == 2


def test_words_that_call_something_a_breach(doc: Doc) -> None:
    assert [t.text for t in breach_words(read(doc, {("leave", BREACH): 3.0, ("hosts", BREACH): -3.0}))] == ["leave"]


def test_no_breach_is_seen_where_nothing_is_said_of_an_agreement(doc: Doc) -> None:
    page = Page.of(doc)
    odds = np.full((len(page.words), LABELS), NEVER, dtype=np.float32)
    odds[word(doc, "leave").i, BREACH] = 3
    silent = np.zeros(len(page.words), dtype=bool)
    assert AccordScores.of(odds, page.sentences, silent).broken == []
    odds[word(doc, "hosts").i, MENTION] = 0
    assert AccordScores.of(odds, page.sentences, silent).broken == [word(doc, "leave").i]


def test_a_mention_that_the_rules_do_not_see_is_added(doc: Doc) -> None:
    (added,) = reconcile_accords([], read(doc, {("town", MENTION): 3.0}))
    assert (added.noun.text, [t.text for t in added.phrase]) == ("town", ["the", "town"])
    assert reconcile_accords([added], read(doc, {("town", MENTION): 3.0})) == [added]


def test_a_meeting_is_added_with_what_became_of_it_unless_a_claim_or_a_meeting_tells_it(doc: Doc) -> None:
    met = {("hosts", TALKS + OUTCOMES.index(TalksStatus.CANCELLED)): 3.0}
    scores = read(doc, met, meeting="Gamma")
    (added,) = reconcile_meetings([], [], scores)
    assert (added.head.text, added.status, [t.text for t in added.participants]) == ("hosts", TalksStatus.CANCELLED, ["Gamma"])
    ruled = DraftMeeting(word(doc, "hosts"), [word(doc, "hosts")], [])
    assert reconcile_meetings([ruled], [], scores) == [ruled]
    event = DraftEvent(word(doc, "hosts"), Kind.TALKS, Status.OCCURRED, [word(doc, "hosts")])
    assert reconcile_meetings([], [DraftClaim(None, Stance.ASSERTS, event, [], anchor=event.trigger.i)], scores) == []
