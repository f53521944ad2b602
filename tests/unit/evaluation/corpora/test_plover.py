"""One PLOVER type a story."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from counterclaim.errors import ResourceError
from counterclaim.evaluation.corpora.plover import STORIES, SUITE, Story, figures, label_of, read_stories, sample_of
from counterclaim.evaluation.suite import Folders
from counterclaim.records.models import Actor, Claim, Event, Record, Report, Span
from counterclaim.records.words import Interest, Kind, Stance, Status

HERE = Span(start=0, end=4)


def record(*told: tuple[Kind, Stance, bool]) -> Record:
    """A record of claims, each given by its event's kind, its stance and whether the event is background."""
    events = [
        Event(id=f"e{k}", kind=kind, status=Status.OCCURRED, background=background, spans=(HERE,))
        for k, (kind, _, background) in enumerate(told)
    ]
    claims = [
        Claim(
            id=f"c{k}",
            claimant=Actor.of("ARM"),
            stance=stance,
            interest=Interest.UNKNOWN,
            interest_rule="",
            cue=None,
            content=(HERE,),
            events=(f"e{k}",),
        )
        for k, (_, stance, _) in enumerate(told)
    ]
    return Record(report=Report(id="r", text="Some words."), claims=tuple(claims), events=tuple(events))


def test_the_first_claim_gives_the_label() -> None:
    assert label_of(record((Kind.TALKS, Stance.ASSERTS, False), (Kind.SHELLING, Stance.ASSERTS, False))) == "CONSULT"


def test_background_is_passed_over() -> None:
    assert label_of(record((Kind.TALKS, Stance.ASSERTS, True), (Kind.SHELLING, Stance.ASSERTS, False))) == "ASSAULT"


def test_what_plover_has_no_type_for_is_passed_over() -> None:
    told = ((Kind.OTHER, Stance.ASSERTS, False), (Kind.SHELLING, Stance.DENIES, False), (Kind.PROTEST, Stance.ASSERTS, False))
    assert label_of(record(*told)) == "PROTEST"


def test_the_stance_counts() -> None:
    assert label_of(record((Kind.SHELLING, Stance.ACCUSES, False))) == "ACCUSE"


def test_no_claim_no_label() -> None:
    assert label_of(record()) is None


def measured(*told: tuple[str, str | None]) -> dict[str, float]:
    return {f.name: f.value for f in figures(told)}


def test_figures() -> None:
    found = measured(("AID", "AID"), ("AID", None), ("ASSAULT", "ASSAULT"), ("ASSAULT", "AID"))
    assert (found["accuracy"], found["labelled"], found["stories"]) == (0.5, 0.75, 4)
    assert [found["f1.aid"], found["f1.assault"]] == pytest.approx([0.5, 2 / 3])
    assert found["macro_f1"] == pytest.approx((0.5 + 2 / 3) / 2)


def test_a_type_that_no_story_has_does_not_count_as_one() -> None:
    assert measured(("AID", "AID"), ("AID", "ASSAULT"))["macro_f1"] == pytest.approx(2 / 3)


STORY_LINES = [
    Story(f"Story number {k}.", "AP", label) for k, label in enumerate(["AID"] * 50 + ["ASSAULT"] * 30 + ["AGREE"] * 15 + ["REJECT"] * 5)
]


def test_a_sample_keeps_the_proportions_and_the_order() -> None:
    sample = sample_of(STORY_LINES, 20)
    assert Counter(s.label for s in sample) == {"AID": 10, "ASSAULT": 6, "AGREE": 3, "REJECT": 1}
    assert sample == sorted(sample, key=STORY_LINES.index)


def test_largest_remainders_fill_the_sample() -> None:
    counts = Counter(s.label for s in sample_of(STORY_LINES, 7))
    assert counts == {"AID": 4, "ASSAULT": 2, "AGREE": 1}


def test_a_sample_does_not_hang_on_the_order_of_the_file() -> None:
    assert set(sample_of(STORY_LINES, 20)) == set(sample_of(STORY_LINES[::-1], 20))
    assert (
        sample_of(STORY_LINES, 20) != [s for label in ("AID", "ASSAULT", "AGREE", "REJECT") for s in STORY_LINES if s.label == label][:20]
    )


def test_few_stories_are_all_taken() -> None:
    assert sample_of(STORY_LINES, 100) == STORY_LINES


def test_stories_are_read_with_their_line_breaks(tmp_path: Path) -> None:
    (tmp_path / STORIES).write_text('text,source,label,mode\n"First.\n\nSecond, third.",AP,AID,\n', encoding="utf-8")
    assert read_stories(tmp_path) == [Story("First.\n\nSecond, third.", "AP", "AID")]


@pytest.mark.parametrize("broken", [None, b"text,source\nSome words.,AP\n", b"text,source,label\n\xff,AP,AID\n"])
def test_what_cannot_be_read_stops_the_run(broken: bytes | None, tmp_path: Path) -> None:
    if broken is not None:
        (tmp_path / STORIES).write_bytes(broken)
    with pytest.raises(ResourceError):
        read_stories(tmp_path)


def test_without_the_corpus_the_suite_is_not_run(tmp_path: Path) -> None:
    folders = Folders(gold=tmp_path, wire=tmp_path, corpora=tmp_path)
    assert SUITE.name == "plover"
    assert SUITE.find(folders) is None
    (tmp_path / "plover-synthetic").mkdir()
    assert SUITE.find(folders) == tmp_path / "plover-synthetic"
