from __future__ import annotations

import pytest

from counterclaim.ingest.feeds.robots import Robots
from counterclaim.ingest.feeds.stubs import find_stub, signs

ARTICLE = "Four soldiers were killed when mortar rounds hit a post near the border on Friday, the ministry said. " * 3


def reason(url: str = "https://news.example/a", title: str = "", markup: str = "", text: str = "") -> str | None:
    stub = find_stub(url, title, markup, text)
    return None if stub is None else stub.reason


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The minister spoke on Friday. Subscribe to continue reading.", "paywall"),
        ("This article is available only to subscribers. Already a subscriber?", "paywall"),
        ("You’ve reached your limit of free articles", "paywall"),
        ("We and our 823 partners use cookies to store information.", "consent form"),
        ("Please verify you are human to go on.", "robot check"),
        ("Please enable JavaScript to view this page.", "scripts needed"),
        ("This content is not available in your region.", "not where readers are"),
    ],
)
def test_what_stands_in_for_an_article(text: str, told: str) -> None:
    assert reason(text=text) == told


def test_signs_outside_the_text() -> None:
    assert reason(url="https://consent.news.example/x?continue=a") == "consent form"
    assert reason(url="https://news.example/login?next=/a") == "log-in"
    assert reason(title="Just a moment...") == "robot check"
    assert reason(title="404 Not Found") == "page not found"
    assert reason(markup='{"isAccessibleForFree": "False"}', text="A short beginning.") == "paywall"


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE,
        ARTICLE + " Both sides refused to accept all conditions of the talks.",
        "404 killed, officials say. " + ARTICLE,
        "Aid workers were denied access to the camp. " + ARTICLE,
    ],
)
def test_reports_are_no_stubs(text: str) -> None:
    assert reason(title=text[:40], text=text) is None


def test_a_long_article_with_a_sign_is_an_article() -> None:
    assert reason(markup='"isAccessibleForFree": false', text=ARTICLE * 5 + "Subscribe to continue reading.") is None


@pytest.mark.parametrize(
    "title", ["404 killed in a year", "Access denied to monitors at the border", "Security check at crossing turns deadly"]
)
def test_titles_of_reports(title: str) -> None:
    assert reason(title=title, text=ARTICLE) is None


def test_every_sign_loads_and_names_a_part() -> None:
    for sign in signs():
        assert sign.part in ("url", "title", "markup", "text")
        assert 0 < sign.max_words <= 400
        assert sign.reason
        assert not sign.pattern.search("")


def test_robots() -> None:
    robots = Robots.parse(
        b"User-agent: *\nDisallow: /private\nCrawl-delay: 3\n\nUser-agent: counterclaim\nDisallow: /no-us\nCrawl-delay: 999999"
    )
    assert robots.allow("https://news.example/private/a")
    assert not robots.allow("https://news.example/no-us/a")
    assert robots.delay_s == 120
    free = Robots.parse(b"<html>not a robots file</html>\xff")
    assert free.allow("https://news.example/a")
    assert free.delay_s is None
