"""Coding a sentence's drafts, and counting them against what is expected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from counterclaim.evaluation.corpora import events
from counterclaim.evaluation.corpora.events import SUITE, Coded, Tally, code_sentence, figures
from counterclaim.evaluation.corpora.petrarch import Expected
from counterclaim.evaluation.corpora.petrarch_names import DatedCode, Dictionaries
from counterclaim.evaluation.suite import Folders
from counterclaim.records.drafts import DraftClaim, DraftEvent, Drafts
from counterclaim.records.words import Kind, Stance, Status
from trees_by_hand import tree, word

KNOWN = Dictionaries({(name.upper(),): [DatedCode((name[:3].upper(),))] for name in ("Avaria", "Borduria", "Celtia")}, {})
DOC = tree("Avaria PROPN nsubj 4\nand CCONJ cc 3\nBorduria PROPN conj 1\nmet VERB root 0\nCeltia PROPN obj 4\nagain ADV advmod 4")
AVARIA, BORDURIA, CELTIA, AGAIN = (word(DOC, w) for w in ("Avaria", "Borduria", "Celtia", "again"))


def coded(
    monkeypatch: pytest.MonkeyPatch, kind: Kind, stance: Stance = Stance.ASSERTS, claim: Mapping[str, object] | None = None, **roles: object
) -> list[Coded]:
    """The events of a sentence in which one claim was drafted."""
    event = DraftEvent(word(DOC, "met"), kind, Status.OCCURRED, [], **roles)  # type: ignore[arg-type]
    drafted = DraftClaim(**{"claimant": None, "stance": stance, "event": event, "content": [], **(claim or {})})  # type: ignore[arg-type]
    monkeypatch.setattr(events, "extract", lambda *_: Drafts([drafted], [], [], [], [], []))
    return code_sentence(DOC, dt.date(2001, 2, 3), KNOWN)


def test_every_source_with_every_target(monkeypatch: pytest.MonkeyPatch) -> None:
    found = coded(monkeypatch, Kind.SHELLING, initiators=[AVARIA, BORDURIA], targets=[CELTIA])
    assert found == [Coded("AVA", "CEL", "194"), Coded("BOR", "CEL", "194")]


def test_equals_with_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    found = coded(monkeypatch, Kind.TALKS, initiators=[AVARIA, BORDURIA])
    assert found == [Coded("AVA", "BOR", "046"), Coded("BOR", "AVA", "046")]


def test_an_unknown_side_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    assert coded(monkeypatch, Kind.SHELLING, initiators=[AVARIA], targets=[AGAIN]) == [Coded("AVA", None, "194")]
    assert coded(monkeypatch, Kind.SHELLING, targets=[CELTIA]) == [Coded(None, "CEL", "194")]


def test_without_a_known_side_or_a_code_there_is_no_event(monkeypatch: pytest.MonkeyPatch) -> None:
    assert coded(monkeypatch, Kind.SHELLING, initiators=[AGAIN]) == []
    assert coded(monkeypatch, Kind.OTHER, initiators=[AVARIA], targets=[CELTIA]) == []
    assert coded(monkeypatch, Kind.SHELLING, claim={"event": None}) == []


def test_the_accuser_is_the_source_and_the_accused_the_target(monkeypatch: pytest.MonkeyPatch) -> None:
    claim = {"claimant": CELTIA, "accused": AVARIA}
    found = coded(monkeypatch, Kind.SHELLING, Stance.ACCUSES, claim, initiators=[AVARIA, BORDURIA], targets=[CELTIA])
    assert found == [Coded("CEL", "AVA", "1123"), Coded("CEL", "BOR", "1123")]


def test_a_demand_is_put_to_who_acts_or_else_to_the_target(monkeypatch: pytest.MonkeyPatch) -> None:
    claim = {"claimant": CELTIA}
    assert coded(monkeypatch, Kind.CEASEFIRE, Stance.CALLS_FOR, claim, initiators=[CELTIA, AVARIA]) == [Coded("CEL", "AVA", "0256")]
    assert coded(monkeypatch, Kind.APPEAL, Stance.CALLS_FOR, claim, initiators=[CELTIA], targets=[BORDURIA]) == [Coded("CEL", "BOR", "020")]


def test_the_same_event_twice_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert coded(monkeypatch, Kind.SHELLING, initiators=[AVARIA, AVARIA]) == [Coded("AVA", None, "194")]


def measured(*sentences: tuple[Sequence[Expected], Sequence[Coded]]) -> dict[str, float]:
    tally = Tally()
    for expected, found in sentences:
        tally.add(expected, found)
    return {f.name: f.value for f in figures(tally, len(sentences))}


BLAMED = Expected("AVA", "BOR", "121", "111")


def test_all_right() -> None:
    found = measured(([BLAMED], [Coded("AVA", "BOR", "111")]))
    assert [found[f"{name}_f1"] for name in ("source", "target", "root", "code", "event")] == [1] * 5
    assert found["root_accuracy"] == 1


def test_digits_as_written_are_of_another_scheme() -> None:
    found = measured(([BLAMED], [Coded("AVA", "BOR", "111")]))
    assert (found["as_written.root_f1"], found["as_written.code_f1"]) == (0, 0)
    alike = measured(([Expected("AVA", "BOR", "194", "194")], [Coded("AVA", "BOR", "194")]))
    assert (alike["as_written.root_f1"], alike["as_written.code_f1"]) == (1, 1)


def test_the_root_may_be_right_without_the_code() -> None:
    found = measured(([BLAMED], [Coded("AVA", "BOR", "1123")]))
    assert (found["root_f1"], found["code_f1"], found["event_f1"]) == (1, 0, 1)


def test_one_found_event_is_paired_with_one_expected() -> None:
    expected = [BLAMED, Expected("AVA", "CEL", "121", "111")]
    found = measured((expected, [Coded("AVA", "CEL", "111")]))
    assert (found["target_precision"], found["target_recall"]) == (1, 0.5)
    assert found["source_f1"] == pytest.approx(2 / 3)


def test_pairs_agree_as_much_as_they_can() -> None:
    expected = [Expected("AVA", "BOR", "121", "111"), Expected("BOR", "AVA", "223", "190")]
    found = measured((expected, [Coded("BOR", "AVA", "190"), Coded("AVA", "BOR", "111")]))
    assert found["event_f1"] == 1


def test_an_open_side_counts_nowhere() -> None:
    found = measured(([Expected(None, "BOR", "121", "111")], [Coded(None, "BOR", "111")]))
    assert (found["source_f1"], found["source_precision"], found["target_f1"]) == (0, 0, 1)


def test_an_expected_event_without_a_meaning_spoils_no_code() -> None:
    senseless = Expected("AVA", "BOR", "345", None)
    found = measured(([BLAMED], [Coded("AVA", "BOR", "111")]), ([senseless], [Coded("AVA", "BOR", "194")]))
    assert (found["root_f1"], found["code_f1"], found["root_accuracy"], found["source_f1"]) == (1, 1, 1, 1)


def test_an_expected_event_with_a_root_alone_spoils_no_full_code() -> None:
    found = measured(([BLAMED], [Coded("AVA", "BOR", "111")]), ([Expected("AVA", "BOR", "224", "19")], [Coded("AVA", "BOR", "180")]))
    assert (found["code_f1"], found["root_f1"], found["root_accuracy"]) == (1, 0.5, 0.5)


def test_where_nothing_is_expected_every_event_is_wrong() -> None:
    found = measured(([], [Coded("AVA", "BOR", "194")]), ([], []))
    assert (found["no_event_accuracy"], found["root_precision"], found["found"], found["expected"]) == (0.5, 0, 1, 0)


def test_without_the_corpus_the_suite_is_not_run(tmp_path: Path) -> None:
    folders = Folders(gold=tmp_path, wire=tmp_path, corpora=tmp_path)
    assert SUITE.name == "events"
    assert SUITE.find(folders) is None
    (tmp_path / "petrarch").mkdir()
    assert SUITE.find(folders) == tmp_path / "petrarch"
