from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from counterclaim.errors import ResourceError
from counterclaim.evaluation.corpora.timeml import Timex, read_timeml

REPORT = """<?xml version="1.0" ?>
<TimeML>
<DCT><TIMEX3 tid="t0" type="TIME" value="2023-05-12T09:30" functionInDocument="CREATION_TIME">2023-05-12</TIMEX3></DCT>
<TITLE>Guns fall silent &amp; talks begin</TITLE>
<TEXT>Shells <EVENT eid="e1">fell</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2023-05-11">Thursday</TIMEX3> &amp; \
<TIMEX3 tid="t2" type="DURATION" value="P2D">two days <EVENT eid="e2">running</EVENT></TIMEX3>.</TEXT>
<TLINK lid="l1"/>
</TimeML>
"""


def folder_with(tmp_path: Path, **files: str) -> Path:
    for name, content in files.items():
        (tmp_path / f"{name}.tml").write_text(content, encoding="utf-8")
    return tmp_path


def test_body_without_its_marks(tmp_path: Path) -> None:
    (text,) = read_timeml(folder_with(tmp_path, one=REPORT))
    assert text.text == "Shells fell on Thursday & two days running."


def test_times_lie_in_the_body(tmp_path: Path) -> None:
    (text,) = read_timeml(folder_with(tmp_path, one=REPORT))
    assert text.times == (Timex(15, 23, "DATE", "2023-05-11"), Timex(26, 42, "DURATION", "P2D"))
    assert [text.text[t.start : t.end] for t in text.times] == ["Thursday", "two days running"]


def test_published_on_the_day_of_creation(tmp_path: Path) -> None:
    (text,) = read_timeml(folder_with(tmp_path, one=REPORT))
    assert text.published == dt.date(2023, 5, 12)


def test_texts_come_by_name(tmp_path: Path) -> None:
    later = REPORT.replace("2023-05-12", "2024-01-01")
    assert [t.published.year for t in read_timeml(folder_with(tmp_path, b=later, a=REPORT))] == [2023, 2024]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (REPORT.replace("</TEXT>", ""), "cannot be read"),
        (REPORT.replace("TEXT>", "BODY>"), "no TEXT"),
        (REPORT.replace("CREATION_TIME", "NONE"), "no creation day"),
        (REPORT.replace("2023-05-12T", "2023-15-12T"), "no creation day"),
    ],
)
def test_broken_file_is_named(tmp_path: Path, content: str, complaint: str) -> None:
    with pytest.raises(ResourceError, match=rf"one\.tml.*{complaint}"):
        list(read_timeml(folder_with(tmp_path, one=content)))


def test_folder_without_texts(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="no .tml file"):
        list(read_timeml(tmp_path))


def test_entities_from_outside_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    head = f'<?xml version="1.0" ?>\n<!DOCTYPE TimeML [<!ENTITY e SYSTEM "{secret.as_uri()}">]>\n<TimeML>'
    content = REPORT.replace('<?xml version="1.0" ?>\n<TimeML>', head).replace("Shells", "Shells &e;")
    (text,) = read_timeml(folder_with(tmp_path, one=content))
    assert "secret" not in text.text
