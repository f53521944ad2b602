from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from browser.browsing import demo_desk, launch, serving
from counterclaim.web.desk import Desk, DeskOptions


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder: Path = tmp_path_factory.mktemp("desk")
    with demo_desk(folder, DeskOptions(demo=True, writing=True, submit=True)) as made:
        yield made


@pytest.fixture(scope="session")
def address(desk: Desk) -> Iterator[str]:
    with serving(desk) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for one file of tests: Playwright keeps an event loop running, which other tests of the process must not find."""
    with sync_playwright() as playwright:
        found = launch(playwright)
        yield found
        found.close()


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    made = browser.new_context(base_url=address)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that must stay without an error of its own: scripts, policy, missing files."""
    made = context.new_page()
    wrong: list[str] = []
    made.on("pageerror", lambda error: wrong.append(str(error)))
    made.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    elsewhere: list[str] = []
    made.on("request", lambda request: elsewhere.append(request.url) if not request.url.startswith("http://127.0.0.1") else None)
    yield made
    assert wrong == []
    assert [url for url in elsewhere if not url.startswith("data:")] == []
