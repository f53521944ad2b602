from __future__ import annotations

import re

import pytest

from counterclaim.ingest.feeds.canonical import address_key, canonical
from counterclaim.tables import read_table


@pytest.mark.parametrize(
    ("url", "one"),
    [
        ("HTTP://News.Example:80/a/../b/./%7euser?utm_source=x&b=2&a=1#part", "http://news.example/b/~user?a=1&b=2"),
        ("https://news.example", "https://news.example/"),
        ("https://news.example:443/a?", "https://news.example/a"),
        ("https://news.example:8443/a", "https://news.example:8443/a"),
        ("https://news.example./a", "https://news.example/a"),
        ("https://news.example/a?fbclid=1&UTM_Medium=2&mc_cid=3", "https://news.example/a"),
        ("https://news.example/a?cid=7&eid=&id=9", "https://news.example/a?cid=7&eid=&id=9"),
        ("https://www-news-example.cdn.ampproject.org/c/s/www.news.example/a", "https://www.news.example/a"),
        ("https://пример.example/а б", "https://xn--e1afmkfd.example/%D0%B0%20%D0%B1"),
        ("https://news.example/%e2%82%ac/%2f", "https://news.example/%E2%82%AC/%2F"),
        ("https://[2606:4700::1111]/a", "https://[2606:4700::1111]/a"),
        ("https://news.example/a/b/..", "https://news.example/a/"),
    ],
)
def test_one_spelling(url: str, one: str) -> None:
    assert canonical(url) == one
    assert canonical(one) == one


@pytest.mark.parametrize(
    "url",
    [
        "mailto:desk@news.example",
        "javascript:alert(1)",
        "/a",
        "",
        "https://",
        "https://[::1/",
        "https://user:word@news.example/",
        "https://news.example:99999999/",
        "https://news.example/" + "a" * 3_000,
    ],
)
def test_no_address_of_an_article(url: str) -> None:
    assert canonical(url) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://news.example/a", "https://news.example/a"),
        ("https://news.example/a/amp/", "https://news.example/a/"),
        ("https://amp.news.example/a", "https://www.news.example/a"),
        ("https://news.example/amp/a", "https://news.example/a"),
        ("https://news.example/a.amp.html", "https://news.example/a.html"),
    ],
)
def test_editions_of_one_article(one: str, other: str) -> None:
    assert address_key(one) == address_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://news.example/a", "https://news.example/b"),
        ("https://news.example/a?id=1", "https://news.example/a?id=2"),
        ("https://news.example/camp/a", "https://news.example/c/a"),
        ("http://news.example:8080/a", "https://news.example:8080/a"),
        ("https://news.example/amp", "https://news.example/ramp"),
    ],
)
def test_what_differs_stays_apart(one: str, other: str) -> None:
    assert address_key(one) != address_key(other)


def test_every_line_of_the_table_is_a_rule() -> None:
    for row in read_table("counterclaim.ingest.feeds.data", "addresses.csv"):
        assert row["part"] in ("parameter", "wrapper", "edition")
        assert re.compile(row["pattern"]).groups >= row["instead"].count("\\")
