from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.views.mistakes import AROUND, Case, Piece, excerpt, render_mistakes

VOID = {"meta", "link", "br", "img", "input", "hr"}
LONG = " ".join(f"word{n}" for n in range(200))
CASES = {
    "kind": [
        Case("shelling → attack", "dev-toy-a/one", (Piece("The army said that ", False), Piece("shells fell", True), Piece(".", False))),
        Case("talks → appeal", "dev-toy-a/two", (Piece("come to the table", True),)),
    ],
    "place": [Case("Sotk → nowhere", "dev-toy-a/one", ())],
}


class Reading(HTMLParser):
    """What a browser would make of the page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.marked: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data
        if "mark" in self.open:
            self.marked.append(data)


def shown(pieces: tuple[Piece, ...]) -> str:
    """Pieces as one line, the words at stake in brackets."""
    return "".join(f"[{p.text}]" if p.marked else p.text for p in pieces)


def test_lists_every_case_under_its_cause() -> None:
    reading = Reading(render_mistakes(CASES, "Claims on the dev half."))
    assert reading.open == []
    assert "Claims on the dev half." in reading.text
    assert reading.marked == ["shells fell", "come to the table"]
    place = reading.text.index("Sotk → nowhere")
    assert reading.text.index("shelling → attack") < reading.text.index("talks → appeal") < place
    assert [tag for tag, _ in reading.tags].count("article") == 3
    assert "3 mistakes by cause" in reading.text


def test_the_index_leads_to_every_cause() -> None:
    reading = Reading(render_mistakes(CASES, ""))
    links = [given["href"] for tag, given in reading.tags if tag == "a"]
    assert links == ["#cause-1", "#cause-2"]
    assert [given["id"] for tag, given in reading.tags if tag == "section"] == ["cause-1", "cause-2"]


def test_no_mistakes_are_a_page_too() -> None:
    reading = Reading(render_mistakes({}, "all is right"))
    assert reading.open == []
    assert "0 mistakes by cause" in reading.text


def test_loads_nothing_and_runs_nothing() -> None:
    page = render_mistakes(CASES, "")
    reading = Reading(page)
    policy = next(given["content"] for tag, given in reading.tags if tag == "meta" and "http-equiv" in given)
    style = page.split("<style>")[1].split("</style>", maxsplit=1)[0]
    allowed = f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"
    assert policy == f"default-src 'none'; style-src {allowed}; base-uri 'none'; form-action 'none'"
    assert not {"script", "link", "iframe", "img"} & {tag for tag, _ in reading.tags}
    assert not [name for _, given in reading.tags for name in given if name in {"src", "style"} or name.startswith("on")]


def test_everything_from_reports_is_escaped() -> None:
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
    page = render_mistakes({evil: [Case(evil, evil, (Piece(evil, False), Piece(evil, True)))]}, evil)
    reading = Reading(page)
    assert reading.open == []
    assert not {"script", "img"} & {tag for tag, _ in reading.tags}
    assert reading.marked == [evil]
    assert [given["aria-label"] for tag, given in reading.tags if tag == "section"] == [evil]


def test_control_characters_are_shown() -> None:
    page = render_mistakes({"kind": [Case("a\x1b", "one", (Piece("b\x00", False), Piece("c\x07", True)))]}, "")
    assert not re.search(r"[\x00-\x08\x0b-\x1f]", page)
    assert Reading(page).marked == ["c\ufffd"]


def test_a_short_text_is_shown_whole() -> None:
    assert shown(excerpt("The army said that shells fell.", [(19, 30)])) == "The army said that [shells fell]."


def test_a_long_text_is_cut_at_blanks() -> None:
    start = LONG.index("word100")
    pieces = shown(excerpt(LONG, [(start, start + 7)]))
    before, marked, after = re.split(r"[\[\]]", pieces)
    assert marked == "word100"
    assert re.fullmatch(r" … word\d+( word\d+)* ", before)
    assert re.fullmatch(r"( word\d+)+ …", after)
    assert AROUND - 10 <= len(before) <= AROUND + 3
    assert AROUND - 10 <= len(after) <= AROUND + 2


def test_a_far_stretch_between_two_passages_is_left_out() -> None:
    first, second = LONG.index("word10 "), LONG.index("word150")
    pieces = shown(excerpt(LONG, [(first, first + 6), (second, second + 7)]))
    between = pieces.split("[word10]")[1].split("[word150]")[0]
    assert re.fullmatch(r"( word\d+)+ … (word\d+ )+", between)
    assert len(between) <= 2 * AROUND + 3


def test_a_near_stretch_is_shown_whole() -> None:
    assert shown(excerpt("one two three four", [(0, 3), (8, 13)])) == "[one] two [three] four"


@pytest.mark.parametrize(
    ("spans", "whole"),
    [
        ([(0, 7), (4, 13)], "[one two][ three] four"),
        ([(0, 13), (4, 7)], "[one two three] four"),
        ([(0, 3), (0, 3)], "[one] two three four"),
        ([(14, 18)], "one two three [four]"),
        ([], "one two three four"),
    ],
)
def test_overlapping_and_missing_spans(spans: list[tuple[int, int]], whole: str) -> None:
    assert shown(excerpt("one two three four", spans)) == whole


def test_words_nowhere_in_a_long_text_show_its_beginning() -> None:
    (piece,) = excerpt(LONG, [])
    assert not piece.marked
    assert LONG.startswith(piece.text.removesuffix(" …"))
    assert len(piece.text) <= AROUND + 2


spans = st.lists(st.tuples(st.integers(0, 400), st.integers(1, 30)).map(lambda s: (s[0], s[0] + s[1])), max_size=4).map(sorted)


@settings(max_examples=80, deadline=None)
@given(st.text("ab \n", min_size=430, max_size=900), spans)
def test_all_words_at_stake_are_shown_to_the_letter_and_in_order(text: str, at: list[tuple[int, int]]) -> None:
    pieces = excerpt(text, at)
    wanted = sorted({n for start, end in at for n in range(start, end)})
    assert "".join(p.text for p in pieces if p.marked) == "".join(text[n] for n in wanted)
    assert all(part.strip() in text for p in pieces if not p.marked for part in p.text.split("…"))
    assert all(p.text for p in pieces)
