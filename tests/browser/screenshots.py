"""`python -m tests.browser.screenshots FOLDER [PAGE…]`: a picture of every page, light and dark, on a phone and on a wide screen: as
anybody sees it, as an analyst does, without scripts, and on an empty desk; and the dossier as it prints.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import BrowserContext, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from browser.browsing import demo_desk, launch, pages_of, serving, sign_in  # noqa: E402
from counterclaim.store.store import Store  # noqa: E402
from counterclaim.store.submissions import Sent  # noqa: E402
from counterclaim.web.desk import Desk, DeskOptions  # noqa: E402

WIDTHS = {"phone": (390, 844), "wide": (1440, 900)}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PATIENCE_MS = 300_000
"""A busy machine takes its time."""
OPTIONS = DeskOptions(demo=True, writing=True, submit=True)
FOR_ANALYSTS = ("incident", "report", "review", "journal", "moderation")
WITHOUT_SCRIPTS = ("incident", "report", "map")


@dataclass(frozen=True)
class Camera:
    """Takes the pictures of one width and scheme."""

    folder: Path
    context: BrowserContext
    suffix: str
    only: set[str]

    def take(self, name: str, address: str) -> None:
        """One page, if it is asked for."""
        if self.only and name.partition(",")[0] not in self.only:
            return
        page = self.context.new_page()
        page.goto(address)
        if name == "map":
            page.wait_for_selector("[data-ready]")
        page.screenshot(path=self.folder / f"{name}-{self.suffix}.png", full_page=True)
        if name == "incident" and self.suffix == "wide-light":
            page.pdf(path=self.folder / f"{name}.pdf", format="A4")
            page.emulate_media(media="print")
            page.set_viewport_size({"width": 760, "height": 1000})
            page.screenshot(path=self.folder / f"{name}, printed.png", full_page=True)
        page.close()


def main(folder: Path, only: set[str]) -> None:
    """Takes the pictures; those named, or all."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, demo_desk(Path(place), OPTIONS) as desk, Store(f"{place}/empty.sqlite") as nothing:
        paths = pages_of(desk)
        with desk.store.submissions(writes=True) as sent:
            sent.add(Sent(text="A village was shelled, <b>officials</b> said.", outlet="A reader"))
        with serving(desk) as address, serving(Desk(nothing)) as empty, sync_playwright() as playwright:
            browser = launch(playwright)
            for scheme, (size, (width, height)), scripts in product(SCHEMES, WIDTHS.items(), (True, False)):
                context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": height}, java_script_enabled=scripts)
                context.set_default_timeout(PATIENCE_MS)
                camera = Camera(folder, context, f"{size}-{scheme}", only)
                if scripts:
                    for name, path in paths.items():
                        camera.take(name, address + path)
                    camera.take("empty", empty)
                    sign_in(context.new_page(), address=address)
                    for name in FOR_ANALYSTS:
                        camera.take(f"{name}, analyst", address + {**paths, "moderation": "/moderation"}[name])
                else:
                    for name in WITHOUT_SCRIPTS:
                        camera.take(f"{name}, no scripts", address + paths[name])
                context.close()
            browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/screenshots"), set(sys.argv[2:]))
