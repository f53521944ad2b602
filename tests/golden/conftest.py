"""One pipeline for all golden tests, and the flag that rewrites their files."""

from __future__ import annotations

import pytest

from counterclaim.pipeline import Pipeline


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    return Pipeline()


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update"))
