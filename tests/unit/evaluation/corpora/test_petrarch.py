"""PETRARCH's records as sentences with expected events."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from counterclaim.errors import ResourceError
from counterclaim.evaluation.corpora.petrarch import RECORDS, Expected, load_meanings, read_sentences
from counterclaim.records.ontologies import CAMEO

ACCUSED = '<EventCoding sourcecode="AAA" targetcode="BBBGOV" eventcode="121"/>'


def record(inside: str, **attributes: str) -> str:
    told = {"date": "20010203", "id": "X-01", "category": "X", "sentence": "true"} | attributes
    cells = " ".join(f'{name}="{value}"' for name, value in told.items())
    return f"<Sentence {cells}>{inside}<Text>\nAvaria  blamed\nBorduria.\n</Text></Sentence>"


def written(folder: Path, *records: str) -> Path:
    (folder / RECORDS).write_text(f"<Validation><Sentences>{''.join(records)}</Sentences></Validation>", encoding="utf-8")
    return folder


def test_a_record(tmp_path: Path) -> None:
    (sentence,) = read_sentences(written(tmp_path, record(ACCUSED)))
    assert (sentence.id, sentence.date, sentence.text) == ("X-01", dt.date(2001, 2, 3), "Avaria blamed Borduria.")
    assert sentence.events == (Expected("AAA", "BBBGOV", "121", "111"),)


@pytest.mark.parametrize("inside", ['<EventCoding noevents="True"/>', ""])
def test_a_record_that_expects_nothing(inside: str, tmp_path: Path) -> None:
    (sentence,) = read_sentences(written(tmp_path, record(inside)))
    assert sentence.events == ()


def test_refusals_and_features_not_built_are_left_out(tmp_path: Path) -> None:
    refused = record('<EventCoding error="dateline"/>', id="X-02")
    unbuilt = record(ACCUSED, id="X-03", sentence="false")
    assert [s.id for s in read_sentences(written(tmp_path, refused, unbuilt, record(ACCUSED)))] == ["X-01"]


@pytest.mark.parametrize("code", ["---", "###", "&quot;SOME NEW ACTOR&quot;"])
def test_no_actor(code: str, tmp_path: Path) -> None:
    (sentence,) = read_sentences(written(tmp_path, record(f'<EventCoding sourcecode="{code}" targetcode="---GOV" eventcode="023"/>')))
    assert (sentence.events[0].source, sentence.events[0].target) == (None, "---GOV")


@pytest.mark.parametrize(
    "broken",
    [
        "<Sentence",
        record(ACCUSED, date="today"),
        record(ACCUSED.replace("121", "999")),
        record('<EventCoding sourcecode="AAA" eventcode="121"/>'),
    ],
)
def test_what_cannot_be_read_stops_the_run(broken: str, tmp_path: Path) -> None:
    with pytest.raises(ResourceError):
        list(read_sentences(written(tmp_path, broken)))


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ResourceError):
        list(read_sentences(tmp_path))


def test_meanings_are_cameo_codes_or_roots() -> None:
    found = [code for code in load_meanings().values() if code]
    assert found
    assert [code for code in found if not CAMEO.fullmatch(code) and not (len(code) == 2 and CAMEO.fullmatch(code + "0"))] == []
