"""Who is said to say it: frames read by the bundled language model."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from counterclaim.claims.attribution import find_frames
from counterclaim.claims.extract import extract
from counterclaim.claims.frames import Frame
from counterclaim.claims.lexicon import load_lexicon
from counterclaim.language.engine import load_engine

Frames = Callable[[str], list[Frame]]


@pytest.fixture(scope="session")
def frames() -> Frames:
    """Text → frames of telling, without those that only carry words on."""
    engine, lexicon = load_engine(), load_lexicon()
    return lambda text: [f for f in find_frames(engine(text), lexicon) if not f.carried and not f.attitude]


def summary(frame: Frame) -> tuple[str, str, str]:
    """Source, stance and first word of the cue."""
    return (frame.source.text if frame.source is not None else "", frame.stance.value, frame.cue[0].text.lower())


def said(frame: Frame) -> str:
    doc = frame.cue[0].doc
    return " ".join(doc[i].text for i in sorted(frame.content))


@pytest.mark.parametrize(
    ("text", "source", "stance", "cue"),
    [
        ("The group claimed responsibility for the attack.", "group", "asserts", "claimed"),
        ("The army claimed to have killed 12 rebels.", "army", "asserts", "claimed"),
        ("The rebels threatened an attack on the capital.", "rebels", "warns", "threatened"),
        ("The army told residents to leave the village.", "army", "calls_for", "told"),
        ("The army expressed concern that rebels would attack the base.", "army", "warns", "expressed"),
        ("The ministry made it clear that its forces had returned fire.", "ministry", "asserts", "made"),
        ("The minister was convinced that Baku had attacked the village.", "minister", "asserts", "convinced"),
        ("As the ministry put it, Baku attacked first.", "ministry", "asserts", "put"),
        ("In the ministry's view, Baku violated the ceasefire.", "ministry", "asserts", "view"),
        ("By the army's count, 12 soldiers were killed.", "army", "asserts", "count"),
        ("According to the statement by the army, rebels shelled the village.", "army", "asserts", "according"),
        ("The ministry issued a statement denying that its forces had shelled the village.", "ministry", "denies", "denying"),
        ("The foreign ministry called the reports a provocation.", "ministry", "denies", "called"),
        ("The foreign ministry called the attack a provocation.", "ministry", "asserts", "called"),
        ("The ministry condemned the killing of civilians.", "ministry", "asserts", "condemned"),
        ("The rebels reportedly attacked the village.", "", "asserts", "reportedly"),
    ],
)
def test_source_and_stance(frames: Frames, text: str, source: str, stance: str, cue: str) -> None:
    assert (source, stance, cue) in [summary(f) for f in frames(text)]


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("The ministry blamed the attack on rebels.", "rebels"),
        ("Officials attributed the attack to the rebels.", "rebels"),
        ("The ministry held Azerbaijan responsible for the attack.", "Azerbaijan"),
        ("The ministry pointed the finger at rebels for the attack.", "rebels"),
        ("The ministry lashed out at Baku for shelling the village.", "Baku"),
        ("Baku has been accused by Yerevan of shelling the village.", "Baku"),
    ],
)
def test_whom_a_charge_is_laid_on(frames: Frames, text: str, accused: str) -> None:
    (frame,) = frames(text)
    assert (frame.stance.value, frame.accused and frame.accused.text) == ("accuses", accused)
    assert accused not in said(frame)


@pytest.mark.parametrize("text", ["The two ministries accused each other of opening fire.", "The sides traded accusations over the raid."])
def test_charges_laid_on_each_other(frames: Frames, text: str) -> None:
    assert [f.mutual for f in frames(text)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "The army refused to comment.",
        "A senior official asked not to be named.",
        "The official asked for anonymity.",
        "The attack was approved last week.",
        "The talks were called off.",
    ],
)
def test_nothing_is_said(frames: Frames, text: str) -> None:
    assert frames(text) == []


@pytest.mark.parametrize("text", ["Washington stopped short of accusing Iran of the attack.", "The president did not rule out an attack."])
def test_what_is_withheld_is_negated(frames: Frames, text: str) -> None:
    assert [f.negated for f in frames(text)] == [True]


@pytest.mark.parametrize(
    ("text", "source", "relay"),
    [
        ("Police, citing witnesses, said rebels attacked the base.", "witnesses", "Police"),
        ("State media, citing the defence ministry, said troops shelled the village.", "ministry", "media"),
        ("Three people were killed, Reuters reported, citing officials.", "officials", "Reuters"),
    ],
)
def test_the_cited_one_vouches(frames: Frames, text: str, source: str, relay: str) -> None:
    (frame,) = frames(text)
    assert frame.source is not None
    assert (frame.source.text, [r.text for r in frame.relays]) == (source, [relay])


def test_an_opening_phrase_is_not_attributed(frames: Frames) -> None:
    (frame,) = frames("After the attack, the council approved a statement.")
    assert said(frame) == "a statement"


def test_a_cue_put_in_covers_the_whole_clause(frames: Frames) -> None:
    (frame,) = frames("The army, the ministry said, shelled the village and killed two people.")
    assert said(frame).replace(" ,", "") == "The army shelled the village and killed two people ."


def test_a_coordinated_cue_keeps_its_speaker(frames: Frames) -> None:
    found = [summary(f) for f in frames("The ministry rejected the accusation as a lie and said its troops returned fire.")]
    assert ("ministry", "asserts", "said") in found


def test_claim_and_its_denial(frames: Frames) -> None:
    found = [summary(f) for f in frames("The army's claim that rebels attacked the base was dismissed by the FARC as a lie.")]
    assert found == [("FARC", "denies", "dismissed"), ("army", "asserts", "claim")]


@pytest.mark.parametrize(
    ("text", "holder"),
    [("The residents hope that the truce will hold.", "residents"), ("The president plans to visit the camp.", "president")],
)
def test_attitudes_are_no_telling(text: str, holder: str) -> None:
    (frame,) = find_frames(load_engine()(text), load_lexicon())
    assert frame.attitude
    assert frame.source is not None
    assert frame.source.text == holder


def test_own_mind_of_a_speaker_is_part_of_his_speech() -> None:
    found = find_frames(load_engine()('"We hope that the truce will hold," the minister said.'), load_lexicon())
    assert [summary(f) for f in found if not f.carried] == [("minister", "asserts", "said")]


def test_a_quotation_that_begins_the_next_sentence_has_the_same_speaker(frames: Frames) -> None:
    found = frames('"Rebels shelled the village," the minister said. "Our troops returned fire."')
    assert {f.source.text for f in found if f.source is not None} == {"minister"}
    assert "Our troops returned fire ." in [said(f) for f in found]


def test_a_quotation_with_a_cue_of_its_own_does_not_go_on(frames: Frames) -> None:
    found = frames('"Rebels shelled the village," the minister said. "Nobody was hurt," a doctor said.')
    assert [(f.source.text, said(f)) for f in found if f.source is not None and "hurt" in said(f)] == [("doctor", '" Nobody was hurt , "')]


def test_one_who_claims_responsibility_is_the_initiator() -> None:
    (claim,) = extract(load_engine()("The group claimed responsibility for the attack."), load_lexicon()).claims
    assert claim.event is not None
    assert [t.text for t in claim.event.initiators] == ["group"]


def test_who_denies_a_claim_does_not_relay_it() -> None:
    text = "The army's claim that rebels attacked the base was dismissed by the FARC as a lie."
    claims = extract(load_engine()(text), load_lexicon()).claims
    assert [(c.claimant and c.claimant.text, c.stance.value, c.relayed_by) for c in claims] == [
        ("army", "asserts", []),
        ("FARC", "denies", []),
    ]


@pytest.mark.parametrize("text", ["Washington stopped short of accusing Iran of the attack.", "The president did not rule out an attack."])
def test_what_is_withheld_makes_no_claim(text: str) -> None:
    assert extract(load_engine()(text), load_lexicon()).claims == []
