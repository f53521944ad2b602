"""WCAG 2.2 AA by axe, on every page, light and dark."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from browser.browsing import pages_of, sign_in
from counterclaim.web.desk import Desk

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, address: str, desk: Desk, scheme: str) -> None:
    context = browser.new_context(base_url=address, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    sign_in(page)
    found = []
    paths = {**pages_of(desk), "moderation": "/moderation"}
    for name, path in paths.items():
        page.goto(path)
        if name == "map":
            page.wait_for_selector("[data-ready]")
        for violation in Axe().run(page, options=RULES).response["violations"]:
            found += [f"{name}: {violation['id']}: {node['html'][:160]}" for node in violation["nodes"][:3]]
    context.close()
    assert not found, "\n".join(found)
