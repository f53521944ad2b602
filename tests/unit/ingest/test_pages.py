from __future__ import annotations

import datetime as dt
import logging

import pytest

from counterclaim.errors import RecordError
from counterclaim.ingest.pages import read_page
from pages_by_hand import ARTICLE, PAGE


def test_an_article_with_its_metadata() -> None:
    found = read_page(PAGE, "http://example.org/a")
    assert found.text.startswith(f"Clashes on the border\n\n{ARTICLE}\n")
    assert found.text.count("Clashes on the border") == 1
    assert "Home" not in found.text
    assert found.title == "Clashes on the border"
    assert found.published == dt.date(2023, 5, 12)
    assert found.outlet == "The Wire"
    assert found.url == "http://example.org/a"


def test_a_date_in_the_text_or_footer_is_no_publication_date() -> None:
    page = f"<html><body><article><p>{ARTICLE}</p><p>It began on 11 May 2021.</p></article><footer>© 2024</footer></body></html>"
    found = read_page(page)
    assert found.published is None
    assert found.title is None
    assert found.text.startswith(ARTICLE)


@pytest.mark.parametrize(
    "page",
    [
        f"<html><body><p>{ARTICLE}<div <span <<< <b",
        f"<p>{ARTICLE}</p></div></div></html></body>",
        f"<?xml version='1.0' encoding='koi8-r'?><html><body><p>{ARTICLE}</p></body></html>",
        f"<html><body><p>&#xD800; &#0; &bogus; {ARTICLE}</p>",
        PAGE[: PAGE.index("Talks")],
    ],
)
def test_broken_pages_give_what_is_in_them(page: str) -> None:
    assert ARTICLE in read_page(page).text


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<html></html>",
        "<html><body><form><button>Log in</button></form></body></html>",
        "<html><body><noscript>Please enable JavaScript.</noscript><div id=root></div></body></html>",
        "<div>" * 50_000 + ARTICLE,
        "<" * 5_000,
    ],
)
def test_pages_without_an_article_say_so(page: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RecordError, match="^no article text in this page$"):
        read_page(page)
    assert capfd.readouterr().err == ""
    assert logging.getLogger("trafilatura").handlers
