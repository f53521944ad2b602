"""What people do at the desk, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.browsing import pages_of, serving, sign_in
from counterclaim.store.store import Store
from counterclaim.web import assets
from counterclaim.web.desk import Desk
from counterclaim.web.rendering import static


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


def test_the_first_visit_of_an_empty_desk(browser: Browser, tmp_path: Path) -> None:
    with Store(str(tmp_path / "empty.sqlite")) as store, serving(Desk(store)) as here:
        page = browser.new_page(base_url=here)
        page.goto("/")
        expect(page.get_by_role("heading", name="The desk is empty")).to_be_visible()
        expect(page.get_by_text("counterclaim add reports/")).to_be_visible()
        page.close()


def test_the_evidence_of_a_charge_is_one_click_away(page: Page) -> None:
    page.goto("/blame")
    page.get_by_role("link", name="Evidence: 3 charges").click()
    expect(page.locator("#evidence details[open] q").first).to_be_visible()
    assert "cell=" in page.url


def test_the_map_by_the_days_of_its_form(page: Page) -> None:
    page.goto("/map")
    page.wait_for_selector("[data-ready]")
    rows = page.locator("tr[data-incident]:visible").count()
    page.get_by_label("Since").fill("2031-04-24")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**since=2031-04-24**")
    page.wait_for_selector("[data-ready]")
    expect(page.locator("[data-days]")).to_contain_text("24 April 2031 to")
    assert 0 < page.locator("tr[data-incident]:visible").count() < rows


def test_coast_lines_are_drawn_where_there_are_some(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterclaim.web.pages.maps.has_coast", lambda: True)
    monkeypatch.setattr(assets, "has_coast", lambda: True)
    monkeypatch.setattr(assets, "static", lambda name: b'{"lines": [[3900, 6900, 200, 200]]}' if name == "coast.json" else static(name))
    page.goto("/map?q=Kulundu")  # an address of its own: the answer of another may be kept
    page.wait_for_selector("[data-coast=drawn]")
    expect(page.locator(".leaflet-ground-pane canvas")).to_be_visible()


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
    link = page.locator(".leaflet-popup a[href^='/incidents/']").first
    expect(link).to_be_visible()
    page.wait_for_function("() => !document.querySelector('.leaflet-pan-anim')")  # the map moves to show all of the popup
    link.press("Enter")
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


def test_a_claim_is_noted_where_it_is_read(page: Page) -> None:
    sign_in(page, "/")
    page.get_by_role("link", name=re.compile("Shelling, Kulundu")).click()
    page.get_by_role("region", name="account of each side").locator(".refs a").first.click()
    card = page.locator(".card.on")
    card.get_by_text("Note", exact=True).click()
    card.get_by_label("Note on").fill("compare with the footage")
    card.get_by_role("button", name="Keep the note").click()
    expect(page.get_by_role("region", name="journal")).to_contain_text("compare with the footage")
    page.get_by_role("link", name="Back to the incident").click()
    entry = page.get_by_role("region", name="journal").get_by_role("listitem").filter(has_text="compare with the footage")
    entry.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("region", name="journal")).to_contain_text("undo of")


def test_an_incident_is_split_merged_and_both_undone(page: Page, desk: Desk) -> None:
    with desk.store.reading() as reading:
        before = {frozenset(incident.claims) for incident in reading.incidents().items}
    sign_in(page, "/")
    page.get_by_role("link", name=re.compile("Shelling, Kulundu")).click()
    page.get_by_role("group", name="Split off these claims").get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Split").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    with desk.store.reading() as reading:
        split = {frozenset(incident.claims) for incident in reading.incidents().items}
    assert len(split) == len(before) + 1
    page.get_by_label("Merge with the incident").fill(page.locator("#near option").first.get_attribute("value") or "")
    page.get_by_role("button", name="Merge").click()
    page.goto("/review")
    for sort in ("merge", "split"):
        entry = page.locator(".journal li").filter(has_text=f" {sort} ").filter(has=page.get_by_role("button", name="Undo")).first
        entry.get_by_role("button", name="Undo").click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.goto("/review")
    with desk.store.reading() as reading:
        assert {frozenset(incident.claims) for incident in reading.incidents().items} == before


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


def test_an_incident_and_its_evidence_by_the_keyboard_alone(page: Page) -> None:
    page.goto("/")
    reach(
        page,
        lambda: bool(
            page.evaluate("document.activeElement.matches('a') && document.activeElement.textContent.startsWith('Shelling, Kulundu')")
        ),
    )
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("Shelling, Kulundu"))).to_be_visible()
    reach(page, lambda: bool(page.evaluate("document.activeElement.matches('.refs a')")))
    page.keyboard.press("Enter")
    expect(page.locator(".text .claim.on").first).to_be_visible()


def test_an_edit_by_the_keyboard_alone(page: Page) -> None:
    sign_in(page)
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.keyboard.type("kind")
    page.keyboard.press("Tab")
    page.keyboard.type("air_strike")
    page.keyboard.press("Enter")
    expect(page.locator(".journal li").first).to_contain_text("→ air_strike")
    with page.expect_navigation():
        page.keyboard.press("u")
    expect(page.locator(".journal li").first).to_contain_text("undo of")


def reach(page: Page, there: Callable[[], bool], most: int = 120) -> None:
    """Goes on by the Tab key until what has the focus is what is looked for."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if there():
            return
    raise AssertionError("the Tab key does not lead there")


def test_an_analyst_decides_and_undoes_without_scripts(browser: Browser, address: str, desk: Desk) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    sign_in(page)
    with desk.store.reading() as reading:
        before = reading.queue().total
    page.get_by_role("button", name="Confirm").first.click()
    expect(page.locator(".journal li").first).to_contain_text("confirm")
    with desk.store.reading() as reading:
        assert reading.queue().total == before - 1
    page.locator(".journal li").first.get_by_role("button", name="Undo").click()
    with desk.store.reading() as reading:
        assert reading.queue().total == before
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    context.close()


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
