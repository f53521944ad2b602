from __future__ import annotations

import datetime as dt

import pytest

from counterclaim.errors import RecordError
from counterclaim.ingest.feeds.articles import read_article
from counterclaim.ingest.fetching import Page
from counterclaim.ingest.options import IngestOptions

NOW = dt.datetime(2023, 5, 12, 12, tzinfo=dt.UTC)
WORDS = "Four soldiers were killed when mortar rounds hit a post near the border on Friday, the ministry said in a statement."


def page(data: str, url: str = "https://news.example/a?utm_source=x", media_type: str = "text/html") -> Page:
    return Page(data.encode(), url, media_type, "utf-8", NOW)


def test_an_article() -> None:
    html = f"<html><head><title>Shelling at the border</title></head><body><article><p>{WORDS}</p></article></body></html>"
    report = read_article(page(html), IngestOptions(published=NOW, outlet="Wire"))
    assert report.text == f"Shelling at the border\n\n{WORDS}"
    assert (report.url, report.outlet, report.published, report.fetched_at) == ("https://news.example/a", "Wire", NOW, NOW)


def test_plain_text() -> None:
    assert read_article(page(WORDS, media_type="text/plain"), IngestOptions()).text == WORDS


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (f"<html><body><p>{WORDS}</p><p>Subscribe to continue reading.</p></body></html>", "paywall: its sign is 'Subscribe to continue'"),
        ("<html><head><title>Just a moment...</title></head><body></body></html>", "robot check: its sign is 'Just a moment...'"),
        ("<html><head><title>News</title></head><body></body></html>", "no article text in this page"),
        ("<html><body><p>Солдаты обеих сторон открыли огонь у деревни, сообщило министерство обороны.</p></body></html>", "not in English"),
    ],
)
def test_what_is_no_article_is_refused_with_the_reason(html: str, reason: str) -> None:
    with pytest.raises(RecordError, match=reason):
        read_article(page(html), IngestOptions())
