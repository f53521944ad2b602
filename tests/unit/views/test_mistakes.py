from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.views.mistakes import AROUND, QUOTED, Case, Piece, Slot, excerpt, mistake_lines, render_mistakes

VOID = {"meta", "link", "br", "img", "input", "hr"}
LONG = " ".join(f"word{n}" for n in range(200))
KIND = (Slot("claimant", "ARM:MIL", "ARM:MIL"), Slot("kind", "shelling", "attack", at_stake=True))
TOLD = (Piece("The army said\n\nthat "), Piece("shells", gold=True), Piece(" fell", gold=True, found=True), Piece(" hard", found=True))
CASES = {
    "kind": [
        Case("dev-toy-a/one", "shelling → attack", "shells fell", KIND, TOLD),
        Case("dev-toy-a/two", "talks → appeal", "come to the table", KIND, (Piece("come to the table", gold=True),)),
    ],
    "claim missed": [Case("dev-toy-a/one", "ARM accuses shelling → nothing", "", (Slot("claimant", "ARM", None),), ())],
}


class Reading(HTMLParser):
    """What a browser would make of the page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.marked: list[tuple[str, str]] = []
        self.cells: list[str] = []
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
        if "mark" in self.open and "article" in self.open and "p" in self.open:
            self.marked.append((str(self.tags[-1][1]["class"]), data))
        if self.open[-1:] == ["td"]:
            self.cells.append(data)


def shown(pieces: tuple[Piece, ...]) -> str:
    """Pieces as one line, the words of gold in square brackets, those found in round ones."""
    texts = [f"[{p.text}]" if p.gold else p.text for p in pieces]
    return "".join(f"({text})" if p.found else text for text, p in zip(texts, pieces, strict=True))


def test_lists_every_case_under_its_cause() -> None:
    reading = Reading(render_mistakes(CASES, "Claims on the dev half."))
    assert reading.open == []
    assert "Claims on the dev half." in reading.text
    missed = reading.text.index("claim missed", reading.text.index("dev-toy-a/two"))
    assert reading.text.index("shells") < reading.text.index("come to the table") < missed
    assert [tag for tag, _ in reading.tags].count("article") == 3
    assert "3 mistakes by cause" in reading.text


def test_words_of_gold_and_words_found_are_marked_apart() -> None:
    reading = Reading(render_mistakes(CASES, ""))
    assert reading.marked == [("gold", "shells"), ("gold found", " fell"), ("found", " hard"), ("gold", "come to the table")]


def test_a_legend_tells_the_marks() -> None:
    legend = render_mistakes({}, "").split("<header>")[1].split("</header>", maxsplit=1)[0]
    assert re.findall(r'<mark class="([a-z ]+)">', legend) == ["gold", "found", "gold found"]


def test_line_breaks_are_kept() -> None:
    page = render_mistakes(CASES, "")
    assert '<p class="excerpt">The army said\n\nthat <mark' in page
    assert ".excerpt { white-space: pre-line;" in page


def test_the_whole_claim_stands_beside_the_slot_at_stake() -> None:
    page = render_mistakes({"kind": CASES["kind"][:1]}, "")
    assert Reading(page).cells == ["ARM:MIL", "shelling", "ARM:MIL", "attack"]
    assert re.findall(r'<td class="wrong">(\w+)</td>', page) == ["shelling", "attack"]


def test_a_claim_that_is_not_there_says_so() -> None:
    assert Reading(render_mistakes({"claim missed": CASES["claim missed"]}, "")).cells == ["ARM", "nothing"]


def test_headings_go_down_step_by_step() -> None:
    headings = [tag for tag, _ in Reading(render_mistakes(CASES, "")).tags if re.fullmatch(r"h\d", tag)]
    assert headings == ["h1", "h2", "h3", "h3", "h2", "h3"]


def test_the_index_leads_to_every_cause() -> None:
    reading = Reading(render_mistakes(CASES, ""))
    links = [given["href"] for tag, given in reading.tags if tag == "a"]
    assert links == ["#cause-1", "#cause-2"]
    assert [given["id"] for tag, given in reading.tags if tag == "section"] == ["cause-1", "cause-2"]


def test_a_line_tells_report_difference_and_words() -> None:
    long = Case("dev-toy-a/one", "a\nb → nothing", "one\n\ntwo \x1b " + LONG, (), ())
    short, cut = mistake_lines([CASES["kind"][0], long])
    assert short == "dev-toy-a/one: shelling → attack “shells fell”"
    assert cut.startswith("dev-toy-a/one: a b → nothing “one two \ufffd word0 word1 ")
    assert cut.endswith(" …”")
    assert len(cut.partition("“")[2]) <= QUOTED + 1


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
    page = render_mistakes({evil: [Case(evil, evil, evil, (Slot(evil, evil, evil),), (Piece(evil), Piece(evil, gold=True)))]}, evil)
    reading = Reading(page)
    assert reading.open == []
    assert not {"script", "img"} & {tag for tag, _ in reading.tags}
    assert reading.marked == [("gold", evil)]
    assert [given["aria-label"] for tag, given in reading.tags if tag == "section"] == [evil]


def test_control_characters_are_shown() -> None:
    slots, pieces = (Slot("kind", "a\x1b", "b\x00"),), (Piece("b\x00"), Piece("c\x07", found=True))
    page = render_mistakes({"kind": [Case("one", "", "", slots, pieces)]}, "")
    assert not re.search(r"[\x00-\x08\x0b-\x1f]", page)
    assert Reading(page).marked == [("found", "c\ufffd")]


def test_a_short_text_is_shown_whole() -> None:
    assert shown(excerpt("The army said that shells fell.", [(19, 30)], [(0, 8)])) == "(The army) said that [shells fell]."


def test_a_long_text_is_cut_at_blanks() -> None:
    start = LONG.index("word100")
    before, marked, after = re.split(r"[\[\]]", shown(excerpt(LONG, [(start, start + 7)], [])))
    assert marked == "word100"
    assert re.fullmatch(r"… word\d+( word\d+)* ", before)
    assert re.fullmatch(r"( word\d+)+ …", after)
    assert AROUND - 10 <= len(before) <= AROUND + 2
    assert AROUND - 10 <= len(after) <= AROUND + 2


def test_a_far_stretch_between_two_passages_is_left_out() -> None:
    first, second = LONG.index("word10 "), LONG.index("word150")
    pieces = shown(excerpt(LONG, [(first, first + 6)], [(second, second + 7)]))
    between = pieces.split("[word10]")[1].split("(word150)")[0]
    assert re.fullmatch(r"( word\d+)+ … (word\d+ )+", between)
    assert len(between) <= 2 * AROUND + 3


def test_a_near_stretch_is_shown_whole() -> None:
    assert shown(excerpt("one two three four", [(0, 3), (8, 13)], [])) == "[one] two [three] four"


@pytest.mark.parametrize(
    ("gold", "found", "whole"),
    [
        ([(0, 7), (4, 13)], [], "[one two three] four"),
        ([(4, 7), (0, 13)], [(0, 13)], "([one two three]) four"),
        ([(0, 7)], [(4, 13)], "[one ]([two])( three) four"),
        ([(0, 3), (0, 3)], [(4, 7)], "[one] (two) three four"),
        ([(14, 18)], [(14, 99)], "one two three ([four])"),
        ([], [], "one two three four"),
    ],
)
def test_overlapping_and_missing_spans(gold: list[tuple[int, int]], found: list[tuple[int, int]], whole: str) -> None:
    assert shown(excerpt("one two three four", gold, found)) == whole


def test_words_nowhere_in_a_long_text_show_its_beginning() -> None:
    (piece,) = excerpt(LONG, [], [])
    assert not piece.gold
    assert not piece.found
    assert LONG.startswith(piece.text.removesuffix(" …"))
    assert len(piece.text) <= AROUND + 2


spans = st.lists(st.tuples(st.integers(0, 400), st.integers(1, 30)).map(lambda s: (s[0], s[0] + s[1])), max_size=4)


@settings(max_examples=80, deadline=None)
@given(st.text("ab \n", min_size=430, max_size=900), spans, spans)
def test_all_words_at_stake_are_shown_to_the_letter_and_in_order(
    text: str, gold: list[tuple[int, int]], found: list[tuple[int, int]]
) -> None:
    pieces = excerpt(text, gold, found)
    for told, at in (("gold", gold), ("found", found)):
        wanted = sorted({n for start, end in at for n in range(start, end)})
        assert "".join(p.text for p in pieces if getattr(p, told)) == "".join(text[n] for n in wanted)
    assert all(part.strip() in text for p in pieces if not p.gold and not p.found for part in p.text.split("…"))
    assert all(p.text for p in pieces)
