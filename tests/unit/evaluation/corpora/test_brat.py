from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim.errors import ResourceError
from counterclaim.evaluation.corpora.brat import Attribution, read_attributions, read_polnear

TEXT = "The mayor said the bridge, an old one, was safe."
NOTES = """T1\tSource 0 9\tThe mayor
T2\tCue 10 14\tsaid
T3\tContent 15 25;39 47\tthe bridge was safe
T4\tAttribution 10 14\tsaid
E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1
#1\tAnnotatorNotes E1\tdoubtful
"""


def read(notes: str) -> list[Attribution]:
    return list(read_attributions(notes, Path("a.ann"), len(TEXT)))


def test_interrupted_content() -> None:
    (found,) = read(NOTES)
    assert found == Attribution(source=((0, 9),), cue=((10, 14),), content=((15, 25), (39, 47)))
    assert [TEXT[a:b] for a, b in found.content] == ["the bridge", "was safe"]


def test_attribution_without_a_source() -> None:
    (found,) = read(NOTES.replace("E1\tAttribution:T4", "E1\tAttribution-no-source:T4").replace(" Source:T1", ""))
    assert found.source == ()
    assert found.cue == ((10, 14),)


def test_second_content_belongs_to_the_first() -> None:
    (found,) = read(
        NOTES.replace("T3\tContent 15 25;39 47", "T5\tContent 39 47\twas safe\nT3\tContent 15 25").replace("Cue:T2", "Cue:T2 Content2:T5")
    )
    assert found.content == ((15, 25), (39, 47))


def test_attribution_of_nothing_is_left_out() -> None:
    assert read("T4\tAttribution-no-source 10 14\tsaid\nE1\tAttribution-no-source:T4\n") == []


@pytest.mark.parametrize(
    "notes",
    [
        NOTES.replace("Source:T1", "Source:T9"),
        NOTES.replace("0 9", "0 nine"),
        NOTES.replace("39 47", "39 470"),
        NOTES.replace("0 9", "9 9"),
        "T1\n",
        "T1\tSource\tx\n",
        NOTES.replace("Cue:T2", "Cue"),
    ],
)
def test_broken_annotation_is_named(notes: str) -> None:
    with pytest.raises(ResourceError, match=r"a\.ann"):
        read(notes)


def corpus(folder: Path, text: bytes, **notes: str) -> Path:
    (folder / "text").mkdir()
    (folder / "attributions").mkdir()
    (folder / "text" / "paper_day_title.txt").write_bytes(text)
    for annotator, content in notes.items():
        (folder / "attributions" / f"paper_day_title_{annotator}.ann").write_text(content, encoding="utf-8")
    return folder


def test_text_with_two_annotators(tmp_path: Path) -> None:
    (found,) = read_polnear(corpus(tmp_path, TEXT.encode(), ab12=NOTES, cd34=""))
    assert found.text == TEXT
    assert [len(a) for a in found.annotations] == [1, 0]


def test_line_ends_keep_their_offsets(tmp_path: Path) -> None:
    (found,) = read_polnear(corpus(tmp_path, b"One.\r\nTwo.", ab12=""))
    assert found.text == "One.\r\nTwo."


def test_text_without_annotation(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="no annotation"):
        list(read_polnear(corpus(tmp_path, TEXT.encode())))


def test_text_in_another_encoding(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match=r"paper_day_title\.txt cannot be read"):
        list(read_polnear(corpus(tmp_path, "Café".encode("latin-1"), ab12="")))


def test_folder_without_texts(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="holds no text"):
        list(read_polnear(tmp_path))
