"""`python -m tests.browser.screenshots FOLDER`: a picture of every page, light and dark, on a phone and on a wide screen, and the dossier
as it prints.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from browser.browsing import demo_desk, launch, pages_of, serving, sign_in  # noqa: E402
from counterclaim.web.desk import DeskOptions  # noqa: E402

WIDTHS = {"phone": (390, 844), "wide": (1440, 900)}


def main(folder: Path, only: set[str]) -> None:
    """Takes the pictures; those named, or all."""
    folder.mkdir(parents=True, exist_ok=True)
    options = DeskOptions(demo=True, writing=True, submit=True)
    with (
        tempfile.TemporaryDirectory() as place,
        demo_desk(Path(place), options) as desk,
        serving(desk) as address,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright)
        for scheme in ("light", "dark"):
            for size, (width, height) in WIDTHS.items():
                context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": height})
                page = context.new_page()
                for name, path in pages_of(desk).items():
                    if only and name not in only:
                        continue
                    page.goto(address + path)
                    if name == "map":
                        page.wait_for_selector("[data-ready]")
                    page.screenshot(path=folder / f"{name}-{size}-{scheme}.png", full_page=True)
                    if name == "incident":
                        page.pdf(path=folder / f"{name}-{scheme}.pdf", format="A4")
                sign_in(page, address=address)
                for name, path in {name: pages_of(desk)[name] for name in ("incident", "report", "review")}.items():
                    page.goto(address + path)
                    page.screenshot(path=folder / f"{name}-analyst-{size}-{scheme}.png", full_page=True)
                context.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/screenshots"), set(sys.argv[2:]))
