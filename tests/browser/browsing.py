"""A desk that runs in a thread, and Debian's Chromium to look at it. Nothing leaves loopback."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, Page, Playwright, expect

from counterclaim.cli.serve import fill_demo, reading_of
from counterclaim.store.people import Role
from counterclaim.store.store import Store
from counterclaim.web import passwords
from counterclaim.web.app import make_app
from counterclaim.web.desk import Desk, DeskOptions

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
PASSWORD = "a long enough pass phrase"


def launch(playwright: Playwright) -> Browser:
    """Chromium of the machine. Without it the tests fail: what nobody looked at has not passed."""
    found = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
    assert found is not None, "Chromium is missing: install it (Debian: apt-get install -y chromium)"
    return playwright.chromium.launch(executable_path=found, args=FLAGS)


@contextmanager
def serving(desk: Desk) -> Iterator[str]:
    """The address of a desk that serves as long as the block runs."""
    server = uvicorn.Server(uvicorn.Config(make_app(desk), host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started:
        assert time.monotonic() < deadline, "the server did not start"
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)


@contextmanager
def demo_desk(folder: Path, options: DeskOptions) -> Iterator[Desk]:
    """A desk on the samples of the invented crisis, with the analyst `vey`."""
    reading = reading_of()
    with Store(str(folder / "demo.sqlite")) as store:
        fill_demo(store, reading)
        with store.people(writes=True) as people:
            people.add("vey", Role.ANALYST, passwords.hashed(PASSWORD))
        yield Desk(store, options, reading)


def sign_in(page: Page, back: str = "/review", address: str = "") -> None:
    """Signs the analyst of the demonstration in."""
    page.goto(f"{address}/sign-in?back={back}")
    page.get_by_label("Name").fill("vey")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.wait_for_load_state("load")  # keys are of no use before their script has run


def pages_of(desk: Desk) -> dict[str, str]:
    """A path for each sort of page that needs no sign-in, by name; the incident is the one with the most claims."""
    with desk.store.reading() as reading:
        incidents = reading.incidents().items
    fullest = max(incidents, key=lambda incident: len(incident.claims))
    report, _, claim = fullest.claims[0].rpartition("/")
    return {
        "situation": "/",
        "incidents": "/incidents",
        "incident": f"/incidents/{fullest.id}",
        "report": f"/reports/{report}?claim={claim}#r1-{claim}-text",
        "search": "/search?q=shelling",
        "map": "/map",
        "timeline": "/timeline",
        "accords": "/accords",
        "talks": "/talks",
        "blame": "/blame",
        "review": "/review",
        "journal": "/journal",
        "sign in": "/sign-in",
        "submit": "/submit",
        "missing": "/incidents/none",
    }
