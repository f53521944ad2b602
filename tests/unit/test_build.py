"""The build hook fetches coast lines where it can, and says what kept it from that where it cannot: it never fails."""

from __future__ import annotations

import io
import json
import sys
import tarfile
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
INTERFACE = "hatchling.builders.hooks.plugin.interface"
LAND = {"transform": {"scale": [0.5, 0.25], "translate": [-180, -90]}, "arcs": [[[400, 480], [1, 0]]]}


class Hook:
    """Stands for the class of hatchling, which only the build has."""

    def __class_getitem__(cls, _config: object) -> type[Hook]:
        return cls


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch) -> Any:
    interface = ModuleType(INTERFACE)
    interface.BuildHookInterface = Hook  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, INTERFACE, interface)
    spec = spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def npm(folder: Path, script: str) -> str:
    """A folder for PATH with an npm that does what the script says."""
    program = folder / "npm"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    return f"{folder}:/usr/bin:/bin"


def packed(folder: Path) -> Path:
    body = json.dumps(LAND).encode()
    with tarfile.open(folder / "atlas.tgz", "w:gz") as archive:
        member = tarfile.TarInfo("package/land-50m.json")
        member.size = len(body)
        archive.addfile(member, io.BytesIO(body))
    return folder / "atlas.tgz"


@pytest.mark.parametrize(
    ("script", "reason"),
    [("exit 1", "npm failed"), ("exit 0", "fetched nothing"), ("cp {archive} $4", "is not world-atlas@2.0.2 as it is pinned")],
)
def test_what_goes_wrong_is_said(build: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, reason: str) -> None:
    monkeypatch.setenv("PATH", npm(tmp_path, script.format(archive=packed(tmp_path))))
    assert reason in build.fetch(tmp_path / "coast.json", ROOT)
    assert not (tmp_path / "coast.json").exists()


def test_no_npm_is_said(build: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert build.fetch(tmp_path / "coast.json", ROOT) == "npm is not installed"


def test_lines_are_kept_of_what_is_pinned(build: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = packed(tmp_path)
    monkeypatch.setattr(build, "SHA512", build.base64.b64encode(build.hashlib.sha512(archive.read_bytes()).digest()).decode())
    monkeypatch.setenv("PATH", npm(tmp_path, f"cp {archive} $4"))
    assert build.fetch(tmp_path / "coast.json", ROOT) is None
    assert json.loads((tmp_path / "coast.json").read_text(encoding="utf-8"))["lines"] == [[3000, 2000, 0, 50]]
