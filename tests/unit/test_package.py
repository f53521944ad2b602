"""The public surface, and what importing it costs."""

from __future__ import annotations

import subprocess
import sys

import pytest

import counterclaim

HEAVY = (
    "sqlalchemy",
    "pandas",
    "polars",
    "pyarrow",
    "pydantic",
    "spacy",
    "numpy",
    "onnxruntime",
    "trafilatura",
    "lxml",
    "httpx2",
    "rich",
    "jinja2",
    "torch",
)
LOADED = "import sys; print(*sorted(name for name in sys.modules if '.' not in name))"


def modules_after(statement: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", f"{statement}; {LOADED}"], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_public_names_are_these() -> None:
    assert sorted(counterclaim.__all__) == [
        "Comparison",
        "ConfigError",
        "CounterclaimError",
        "Desk",
        "Incident",
        "Pipeline",
        "PipelineOptions",
        "Record",
        "RecordError",
        "Report",
        "ResourceError",
        "StoreError",
        "__version__",
        "compare",
        "frame",
        "load_engine",
        "open",
        "read",
    ]


@pytest.mark.parametrize("name", counterclaim.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(counterclaim, name)


def test_another_name_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = counterclaim.Nothing


def test_importing_the_package_imports_nothing_heavy() -> None:
    assert not modules_after("import counterclaim").intersection(HEAVY)


def test_help_imports_nothing_heavy() -> None:
    loaded = modules_after("from counterclaim.cli import main; main(['read', '--help'])")
    assert "click" in loaded
    assert not loaded.intersection(HEAVY)


def test_the_schema_needs_no_engine() -> None:
    loaded = modules_after("from counterclaim.cli import main; main(['schema'])")
    assert not loaded.intersection(set(HEAVY) - {"pydantic"})
