"""What people do at the desk, in a real browser."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from browser.browsing import PASSWORD, pages_of
from counterclaim.web.desk import Desk


def sign_in(page: Page, back: str = "/review") -> None:
    page.goto(f"/sign-in?back={back}")
    page.get_by_label("Name").fill("vey")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def test_from_the_first_visit_to_the_evidence(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", name=re.compile("Situation"))).to_be_visible()
    page.get_by_role("link", name=re.compile("Shelling, Kulundu")).click()
    table = page.get_by_role("region", name="account of each side")
    expect(table.get_by_role("columnheader", name=re.compile("Kyrgyz"))).not_to_have_count(0)
    expect(table.get_by_role("columnheader", name=re.compile("Taji"))).not_to_have_count(0)
    expect(table.get_by_text("≠ disputed")).not_to_have_count(0)
    table.locator(".refs a").first.click()
    expect(page.locator(".text .claim.on").first).to_be_visible()
    expect(page.locator(".card.on")).to_be_visible()
    assert page.locator(".text .claim.on").first.inner_text().strip() in page.locator(".text").inner_text()
    page.get_by_role("link", name="Back to the incident").click()
    expect(page.get_by_role("heading", name=re.compile("Shelling, Kulundu"))).to_be_visible()


def test_the_map_shows_areas_and_the_slider_takes_days_away(page: Page) -> None:
    page.goto("/map")
    page.wait_for_selector("[data-ready]")
    expect(page.locator("path.map-reach")).not_to_have_count(0)
    expect(page.locator(".map-town:not(.degrees)")).not_to_have_count(0)
    before = page.locator("[data-days]").inner_text()
    rows = page.locator("tr[data-incident]:visible").count()
    slider = page.locator("[data-from]")
    slider.focus()
    for _ in range(4):
        slider.press("ArrowRight")
    assert page.locator("[data-days]").inner_text() != before
    assert page.locator("tr[data-incident]:visible").count() < rows


def test_a_point_of_the_map_leads_to_its_incident(page: Page) -> None:
    page.goto("/map")
    page.wait_for_selector("[data-ready]")
    marker = page.locator(".map-point, .map-cluster").first
    marker.focus()
    marker.press("Enter")
    page.locator(".leaflet-popup a[href^='/incidents/']").first.click()
    expect(page.get_by_role("region", name="claims in time")).to_be_visible()


def test_an_analyst_edits_a_claim_and_undoes_it(page: Page, desk: Desk) -> None:
    sign_in(page)
    first = page.locator("[data-claim]").first
    name = first.get_attribute("aria-label") or ""
    claim = name.removeprefix("claim ")
    first.get_by_text("Edit", exact=True).click()
    first.get_by_label("What").select_option("status")
    first.get_by_label("New value").fill("hypothetical")
    first.get_by_label("because").fill("it is not said to have happened")
    first.get_by_role("button", name="Save").click()
    entry = page.locator(".journal li").first
    expect(entry).to_contain_text("hypothetical")
    expect(entry).to_contain_text("vey")
    with desk.store.reading() as reading:
        assert {reading.event(event).status for event in reading.claim(claim).events} == {"hypothetical"}
    entry.get_by_role("button", name="Undo").click()
    expect(page.locator(".journal li").first).to_contain_text("undo of")
    with desk.store.reading() as reading:
        assert {reading.event(event).status for event in reading.claim(claim).events} != {"hypothetical"}


def test_signing_in_and_out(page: Page) -> None:
    sign_in(page, "/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    page.goto("/review")
    expect(page.locator("[data-act]")).to_have_count(0)


def test_the_queue_by_its_keys_alone(page: Page, desk: Desk) -> None:
    sign_in(page)
    with desk.store.reading() as reading:
        before = reading.queue().total
    page.keyboard.press("j")
    page.keyboard.press("j")
    focused = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert focused == page.locator("[data-claim]").nth(1).get_attribute("aria-label")
    with page.expect_navigation():
        page.keyboard.press("c")
    with desk.store.reading() as reading:
        assert reading.queue().total == before - 1
    with page.expect_navigation():
        page.keyboard.press("u")
    with desk.store.reading() as reading:
        assert reading.queue().total == before


def test_the_desk_by_the_keyboard_alone(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to what the page says")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    page.keyboard.press("/")
    page.keyboard.type("Kulundu")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("Search"))).to_be_visible()
    expect(page.locator("mark").first).to_have_text(re.compile("Kulundu", re.IGNORECASE))


def test_everything_is_read_without_scripts(browser: Browser, address: str, desk: Desk) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    for name, path in pages_of(desk).items():
        page.goto(path)
        expect(page.locator("h1")).to_be_visible()
        if name == "map":
            expect(page.locator(".sheet svg").first).to_be_visible()
            expect(page.locator("[data-map]")).to_be_hidden()
        if name == "report":
            expect(page.locator(".claim.on").first).to_be_visible()
            expect(page.locator(".card").first).to_be_visible()
    context.close()


def test_no_page_is_wider_than_a_phone(browser: Browser, address: str, desk: Desk) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 360, "height": 740})
    page = context.new_page()
    for name, path in pages_of(desk).items():
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, name
    context.close()
