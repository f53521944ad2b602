from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim.errors import ResourceError
from counterclaim.evaluation.corpora.toponyms import Toponym, read_gwn, read_lgl

LGL = """<?xml version="1.0" encoding="utf-8"?>
<articles>
  <article docid="1">
    <title>Rain</title>
    <text><![CDATA[Rain fell on Sotk & Elm Street.]]></text>
    <toponyms count="2">
      <toponym><start>13</start><end>17</end><phrase>Sotk</phrase>
        <gaztag geonameid="616"><name>Sotk</name><lat>40.2</lat><lon>45.87</lon></gaztag></toponym>
      <toponym><start>20</start><end>30</end><phrase>Elm Street</phrase></toponym>
    </toponyms>
  </article>
</articles>
"""


def gwn(*toponyms: tuple[str, str, int, str]) -> str:
    """An article of GeoWebNews with toponyms as (words, type, start, coordinates)."""
    marked = "".join(
        f"<toponym><extractedName>{words}</extractedName><type>{sort}</type><start>{start}</start>"
        f"<end>{start + len(words)}</end>{spot}</toponym>"
        for words, sort, start, spot in toponyms
    )
    text = "The church in Sotk, a Russian said, is Sotk Church."
    return f"<articles><!-- a note --><article><text>{text}</text><toponyms>{marked}</toponyms></article></articles>"


SPOT = "<geonamesID>616</geonamesID><latitude>40.2</latitude><longitude>45.87</longitude>"


def written(tmp_path: Path, content: str) -> Path:
    path = tmp_path / "places.xml"
    path.write_text(content, encoding="utf-8")
    return path


def test_lgl(tmp_path: Path) -> None:
    (article,) = read_lgl(written(tmp_path, LGL))
    assert article.text == "Rain fell on Sotk & Elm Street."
    assert article.toponyms == (Toponym(13, 17, (40.2, 45.87), 616), Toponym(20, 30, None, None))
    assert article.misplaced == 0


def test_words_that_are_not_where_they_say_are_left_out(tmp_path: Path) -> None:
    (article,) = read_lgl(written(tmp_path, LGL.replace("<start>13", "<start>14").replace("<end>17", "<end>18")))
    assert article.toponyms == (Toponym(20, 30, None, None),)
    assert article.misplaced == 1


def test_gwn_with_and_without_a_geonames_number(tmp_path: Path) -> None:
    bare = SPOT.replace("616", "")
    (article,) = read_gwn(
        written(tmp_path, gwn(("Sotk", "Literal", 14, SPOT), ("Russian", "Demonym", 22, ""), ("Sotk", "Embedded_Non_Lit", 39, bare)))
    )
    assert article.toponyms == (
        Toponym(14, 18, (40.2, 45.87), 616),
        Toponym(22, 29, None, None),
        Toponym(39, 43, (40.2, 45.87), None),
    )


def test_expressions_are_no_toponyms(tmp_path: Path) -> None:
    (article,) = read_gwn(written(tmp_path, gwn(("church", "Literal_Expression", 4, ""), ("Sotk Church", "Non_Toponym", 39, ""))))
    assert article.toponyms == ()


def test_nested_toponyms_stay_and_doubled_ones_are_one(tmp_path: Path) -> None:
    (article,) = read_gwn(
        written(tmp_path, gwn(("Sotk Church", "Coercion", 39, ""), ("Sotk", "Embedded_Literal", 39, ""), ("Sotk", "Mixed", 39, "")))
    )
    assert [(t.start, t.end) for t in article.toponyms] == [(39, 43), (39, 50)]


@pytest.mark.parametrize("content", [gwn(("Sotk", "Invented", 14, SPOT)), gwn(("Sotk", "Literal", 14, SPOT.replace("40.2", "north")))])
def test_broken_toponym_is_named(tmp_path: Path, content: str) -> None:
    with pytest.raises(ResourceError, match=r"places\.xml has a broken toponym"):
        list(read_gwn(written(tmp_path, content)))


def test_broken_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match=r"places\.xml cannot be read"):
        list(read_lgl(written(tmp_path, LGL.replace("</articles>", ""))))


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match=r"lgl\.xml cannot be read"):
        list(read_lgl(tmp_path / "lgl.xml"))
