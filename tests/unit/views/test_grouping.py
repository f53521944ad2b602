from __future__ import annotations

from counterclaim.records.models import Actor
from counterclaim.views.grouping import events_of, first_place, is_background, voices
from records_by_hand import border_record, empty_record


def test_voices_in_the_order_of_the_text_with_background_last() -> None:
    record = border_record()
    jumbled = record.model_copy(update={"claims": record.claims[::-1]})
    assert [(voice.claimant.id, [claim.id for claim in voice.claims]) for voice in voices(jumbled)] == [
        ("ARM:MIL", ["c1", "c2"]),
        ("AZE", ["c3"]),
        ("MEDIA", ["c4"]),
        ("NARRATOR", ["c5", "c6"]),
    ]


def test_background_claims_come_after_the_news_of_the_same_voice() -> None:
    record = border_record()
    first, *others = record.events
    recalled = record.model_copy(update={"events": (first.model_copy(update={"background": True}), *others)})
    assert [claim.id for claim in voices(recalled)[0].claims] == ["c2", "c1"]
    assert is_background(recalled.claims[0], recalled)


def test_unknown_claimants_are_told_apart_by_name() -> None:
    record = border_record()
    somebody, another = (Actor(id=None, party=None, name=name) for name in ("the Ridge Brotherhood", "the Lake Front"))
    claims = (
        record.claims[0].model_copy(update={"claimant": somebody}),
        record.claims[1].model_copy(update={"claimant": another}),
        record.claims[2].model_copy(update={"claimant": somebody}),
    )
    assert [len(voice.claims) for voice in voices(record.model_copy(update={"claims": claims}))] == [2, 1]


def test_an_office_with_two_speakers_is_headed_by_the_office() -> None:
    record = border_record()
    claims = tuple(
        claim.model_copy(update={"claimant": claim.claimant.model_copy(update={"person": person})})
        for claim, person in zip(record.claims[:2], ("A. Petrosyan", "B. Sargsyan"), strict=True)
    )
    assert voices(record.model_copy(update={"claims": claims}))[0].heading == "Armenia, defence ministry (ARM:MIL)"


def test_a_claim_begins_at_its_cue_or_its_content() -> None:
    first = border_record().claims[1]
    assert first.cue is not None
    assert first_place(first) == first.content[0].start < first.cue.start
    assert first_place(first.model_copy(update={"content": (), "cue": None})) == 0


def test_nothing_to_group() -> None:
    assert voices(empty_record()) == []
    assert events_of(border_record().claims[0], border_record())[0].id == "e1"


def test_a_voice_is_headed_by_its_most_proper_name() -> None:
    record = border_record()
    names = ["the Armenian side", "Both sides", "Armenia", "rival leaders", None]
    claims = tuple(
        record.claims[0].model_copy(update={"id": f"c{n}", "claimant": Actor.of("ARM", name=name)}) for n, name in enumerate(names, start=1)
    )
    assert voices(record.model_copy(update={"claims": claims}))[0].heading == "Armenia (ARM)"
