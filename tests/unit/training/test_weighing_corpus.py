"""What the slot networks learn from: the claims of a report that is annotated, paired with what was weighed for them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from counterclaim.claims.reading.model import ReadingModel
from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.language.engine import load_engine
from counterclaim.training.reading_corpus import Annotated
from counterclaim.training.weighing_corpus import UNPOINTED, make_samples, without_pointers

TEXT = "Border fire\n\nArmenia said on Friday that Azerbaijan had shelled Sotk. Nobody was hurt there.\n"


def annotated(**changed: Any) -> Annotated:
    """One claim, of the shelling of Sotk on a Friday."""
    event = {
        "id": "e1",
        "kind": "shelling",
        "trigger": "shelled",
        "initiators": ["AZE:MIL"],
        "targets": ["ARM"],
        "mediators": [],
        "place": {"name": "Sotk", "lat": 40.2, "lon": 45.87},
        "date": ["2023-05-12", "2023-05-12"],
    }
    claim = {"id": "c1", "claimant": "ARM:GOV", "content": ["Azerbaijan had shelled Sotk"], "event": event | changed}
    return Annotated("a/one", TEXT, [claim], None, dt.date(2023, 5, 12))


@pytest.fixture(scope="module")
def read() -> Any:
    """How to make samples of reports."""
    engine, model, gazetteer = load_engine(), ReadingModel(), Gazetteer.open()
    return lambda *reports, blind=False: make_samples(reports, engine, model, gazetteer, blind)


def test_the_right_options_are_those_of_the_annotation(read: Any) -> None:
    samples = read(annotated())
    (place,), (time,), (roles,) = samples["place"], samples["time"], samples["roles"]
    assert {place.writer, time.writer, roles.writer} == {"a"}
    for sample in (place, time):
        assert sample.features[0]["none"] == 1.0
        assert sample.right[0] == [0.0]
        assert [1.0] in sample.right[1:]
    assert sorted(map(tuple, roles.right)) == [(0.0, 1.0, 0.0), (1.0, 0.0, 0.0)]


def test_who_vouches_is_right_by_party_and_never_learned_from_what_the_model_has_seen(read: Any) -> None:
    (speaker,) = read(annotated())["speaker"]
    right = [f for f, (score,) in zip(speaker.features, speaker.right, strict=True) if score]
    assert len(right) == 1
    assert right[0]["ruled"] == 1.0
    assert speaker.features[0]["none"] == 1.0
    assert read(annotated(), blind=True)["speaker"] == []


def test_a_slot_that_the_annotation_leaves_open_is_best_left_open(read: Any) -> None:
    (place,) = read(annotated(place=None))["place"]
    assert place.right[0] == [1.0]
    assert not any(score for (score,) in place.right[1:])


def test_a_slot_without_a_right_option_teaches_nothing(read: Any) -> None:
    assert read(annotated(date=["2001-01-01", "2001-01-01"]))["time"] == []


def test_a_claim_that_was_not_found_teaches_nothing(read: Any) -> None:
    samples = read(annotated(kind="talks", trigger="Nobody"))
    assert not any(samples.values())


def test_where_the_model_points_is_left_out_of_what_it_learned_from(read: Any) -> None:
    (place,) = read(annotated(), blind=True)["place"]
    assert all([name for name in f if "pointed" in name] == [UNPOINTED] for f in place.features)
    assert without_pointers({"name_pointed_target": 0.5, "near": 1.0}) == {"near": 1.0, UNPOINTED: 1.0}
