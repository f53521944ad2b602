from __future__ import annotations

import json
from pathlib import Path

from check_gold import check_report
from counterclaim.incidents.compare import find_incidents
from counterclaim.records.models import Span
from counterclaim.review.gold import gold_group, gold_report, quote_at
from incidents_by_hand import Saying, record
from records_by_hand import border_record


def test_the_quote_of_a_span_occurs_there_first() -> None:
    text = "Two were hurt. The ministry said two were hurt."
    start = text.rindex("were hurt")
    assert quote_at(text, Span(start=start, end=start + 9)) == "two were hurt"


def test_a_corrected_record_is_gold_without_fault(tmp_path: Path) -> None:
    border = border_record()
    name = border.report.id
    (tmp_path / f"{name}.txt").write_text(border.report.text)
    (tmp_path / f"{name}.json").write_text(json.dumps(gold_report(border, {"c1": "i1"})))
    faults = check_report(tmp_path / f"{name}.json", tmp_path / f"{name}.txt", {"i1"})
    assert [fault for fault in faults if "words (" not in fault] == []  # how long a report of the corpus is to be binds no desk


def test_the_group_names_its_incidents_and_no_verdicts() -> None:
    (incident,) = find_incidents([record("r1", Saying())], {})
    (told,) = gold_group([incident])["incidents"]
    assert (told["id"], told["kind"], told["date"], told["accounts"]) == (incident.id, "shelling", ["2023-05-12", "2023-05-12"], [])
