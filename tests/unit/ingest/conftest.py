from __future__ import annotations

from collections.abc import Iterator

import pytest

from loopback_web import Server, serve


@pytest.fixture
def web() -> Iterator[Server]:
    with serve() as server:
        yield server
