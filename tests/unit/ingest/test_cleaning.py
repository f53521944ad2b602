from __future__ import annotations

import textwrap

import pytest

from counterclaim.ingest.cleaning import clean, clean_prose, is_hard_wrapped

FIRST = (
    "The defence ministry said on Friday that its forces had come under mortar and small arms fire near the village, that one soldier "
    "was killed in action and that another was wounded, and that the intensity of the fighting had decreased by the evening."
)
SECOND = (
    "The other side denied that. A spokesman told reporters that his country’s army had only answered fire that came from across the "
    "border, and that it reserved the right to do so again whenever its positions were attacked."
)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("one\r\ntwo\rthree\u2028four\x0cfive", "one\ntwo\nthree\nfour\nfive"),
        ("Kara\u00adbakh", "Karabakh"),
        ("Kara\u00ad\n  bakh", "Karabakh"),
        ("zero\u200bwidth\ufeff \u202aright\u202c", "zerowidth right"),
        ("bell\x07 and\x1b nul\x00", "bell and nul"),
        ("non\u00a0breaking\u202fand\tthin\u2009spaces", "non breaking and thin spaces"),
        ("  two  blanks   here  \n  and there \t\n", "two blanks here\nand there"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("a\n \t \nb", "a\n\nb"),
        ("Ke\u0301lbe\u0301cer", "K\u00e9lb\u00e9cer"),
        ("half a pair \ud83d!", "half a pair \ufffd!"),
        ("🛩 stays", "🛩 stays"),
        (" \u200b\n\u00a0\n", ""),
    ],
)
def test_clean(raw: str, expected: str) -> None:
    assert clean(raw) == expected
    assert clean(expected) == expected


@pytest.mark.parametrize("width", [60, 72, 80, 99])
@pytest.mark.parametrize("between", ["\n\n", "\r\n\r\n", "\n    "])
def test_hard_wrapped_text_is_joined_and_paragraphs_stay(width: int, between: str) -> None:
    raw = between.join(textwrap.fill(paragraph, width, break_on_hyphens=False) for paragraph in (FIRST, SECOND))
    joined = clean_prose(raw)
    assert joined.split("\n") == [FIRST, *([""] if "\n\n" in between.replace("\r", "") else []), SECOND]
    assert clean_prose(joined) == joined


def test_a_short_line_ends_a_paragraph_without_a_blank_line() -> None:
    raw = textwrap.fill(FIRST, 70) + "\n" + textwrap.fill(SECOND, 70)
    assert clean_prose(raw).split("\n") == [FIRST, SECOND]


def test_a_wrapped_headline_a_dateline_and_a_list_keep_their_lines() -> None:
    raw = f"Two killed on the border\n\nBAKU, May 12\n\n{textwrap.fill(FIRST, 72)}\n\n- first point\n- second point"
    assert clean_prose(raw) == f"Two killed on the border\n\nBAKU, May 12\n\n{FIRST}\n\n- first point\n- second point"


def test_words_broken_at_their_hyphen_keep_it() -> None:
    raw = (
        "The two neighbours said in a joint statement that they had agreed on a cease-\n"
        "fire from Friday at noon on the whole of the border, and that observers would\n"
        "watch it from both sides of the river and report to the two capitals each day."
    )
    assert "a cease-fire from Friday" in clean_prose(raw)
    assert "would watch" in clean_prose(raw)


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRST}\n{SECOND}\n{FIRST}",
        "One soldier was killed on Friday, the ministry said in a note.\nThe other side denied it and said it had not fired.\nTalks go on.",
        "Roll of honour\nA. Petrosyan\nB. Aliyev\nC. Sargsyan\nD. Mammadov",
        "one line",
        "",
    ],
)
def test_text_that_is_not_hard_wrapped_keeps_its_lines(text: str) -> None:
    assert not is_hard_wrapped(text.split("\n"))
    assert clean_prose(text) == text
