"""Fetches coast lines for the map of the desk while the package is built: Natural Earth (public domain), from the npm package
`world-atlas`.

They are no part of the repository. Without npm, without a network, or when what comes is not what is pinned here, the package is built
all the same, and the map says that it has none. A source distribution that was built with them holds them.
"""

from __future__ import annotations

import base64
import hashlib
import json
import runpy
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = "world-atlas@2.0.2"
SHA512 = "IXfV0qwlKXpckz1FhwXVwKRjiIhOnWttOskm5CtxMsjgE/MXAYRHWJqgXOpM8IkcPBoXnyTU5lFHcYa5ChG0LQ=="
"""Of the archive, as npm has it in lock files."""
MEMBER = "package/land-50m.json"
PATIENCE_S = 60
COAST = Path("src/counterclaim/web/static/coast.json")
SOURCE = f"Natural Earth 1:50m, public domain, as {PACKAGE} carries it"


class CoastHook(BuildHookInterface[Any]):
    """Adds the coast lines to what is built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetches them where they are not there yet; says so where it cannot."""
        target = Path(self.root) / COAST
        if not target.exists():
            missing = fetch(target, Path(self.root))
            if missing:
                self.app.display_warning(f"the map will have no coast lines: {missing}")
                return
        build_data["artifacts"].append(f"/{COAST.as_posix()}")


def fetch(target: Path, root: Path) -> str | None:
    """Writes the coast lines; what kept it from that, None if nothing did."""
    npm = shutil.which("npm")
    if npm is None:
        return "npm is not installed"
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", PACKAGE, "--pack-destination", folder, "--ignore-scripts", "--silent", "--fetch-retries", "1"]
        try:
            subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=PATIENCE_S)
        except (OSError, subprocess.SubprocessError) as error:
            return f"npm failed: {error}"
        archives = list(Path(folder).glob("*.tgz"))
        if len(archives) != 1:
            return "npm fetched nothing"
        held = archives[0].read_bytes()
        if base64.b64encode(hashlib.sha512(held).digest()).decode() != SHA512:
            return f"what came is not {PACKAGE} as it is pinned"
        with tarfile.open(archives[0]) as archive:
            member = archive.extractfile(MEMBER)
            topology = json.load(member) if member is not None else None
    if topology is None:
        return f"{PACKAGE} holds no {MEMBER}"
    lines = runpy.run_path(str(root / "src/counterclaim/web/coast.py"))["lines_of"](topology)
    target.write_text(json.dumps({"source": SOURCE, "lines": lines}, separators=(",", ":")), encoding="utf-8")
    return None
