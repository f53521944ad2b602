from __future__ import annotations

import json
from pathlib import Path

import pytest

from counterclaim.training.reading_corpus import find_quote, head_of, read_gold, read_reports, speaker_of
from trees_by_hand import tree

TEXT = "Fire fell on the post. Its men came under fire again."


@pytest.mark.parametrize(
    ("quote", "near", "meant"),
    [
        ("the post", None, (13, 21)),
        ("under [fire] again", None, (42, 46)),
        ("e", 40, (39, 40)),
        ("not there", None, None),
        ("[the] boat", None, None),
        (None, 0, None),
    ],
)
def test_a_quote_means_these_characters(quote: str | None, near: int | None, meant: tuple[int, int] | None) -> None:
    assert find_quote(TEXT, quote, near) == meant


def test_the_head_of_a_quote_is_no_function_word() -> None:
    doc = tree("under ADP case 2\nfire NOUN obl 3\ncame VERB root 0\n. PUNCT punct 3")
    assert doc[head_of(doc, (0, 10))].text == "fire"
    assert head_of(doc, (90, 95)) == -1


def test_the_speaker_in_a_quote_that_takes_in_the_cue_is_who_speaks() -> None:
    doc = tree(
        """
        Shells NOUN nsubj 2
        fell VERB ccomp 5
        , PUNCT punct 5
        she PRON nsubj 5
        said VERB root 0
        . PUNCT punct 5
        """
    )
    text = doc.text

    def said_by(quote: str) -> str:
        start = text.index(quote)
        return doc[speaker_of(doc, (start, start + len(quote)))].text

    assert said_by("she said") == "she"
    assert said_by("said") == "she"
    assert said_by("Shells") == "Shells"
    assert speaker_of(doc, None) == -1


def test_events_are_joined_with_their_claims_and_triggers(tmp_path: Path) -> None:
    claim = {"id": "c1", "claimant": "NARRATOR", "event": "e1", "content": ["Fire fell"]}
    event = {"id": "e1", "kind": "shelling"}
    for folder, extra in (("train/a", {"trigger": "Fire"}), ("gold/dev-a", {})):
        at = tmp_path / folder
        at.mkdir(parents=True)
        (at / "one.txt").write_text(TEXT, encoding="utf-8")
        (at / "one.json").write_text(json.dumps({"claims": [claim], "events": [event | extra]}), encoding="utf-8")
    beside = tmp_path / "gold" / "triggers" / "dev-a"
    beside.mkdir(parents=True)
    (beside / "one.json").write_text(json.dumps({"e1": {"trigger": "fell"}}), encoding="utf-8")
    (written,), (annotated,) = read_reports(tmp_path / "train"), read_gold(tmp_path / "gold")
    assert (written.name, annotated.name) == ("a/one", "dev-a/one")
    assert [r.claims[0]["event"]["trigger"] for r in (written, annotated)] == ["Fire", "fell"]
