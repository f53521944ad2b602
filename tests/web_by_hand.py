"""Addresses of the desk for the store that its unit tests fill."""

from __future__ import annotations

PATHS = (
    "/",
    "/incidents",
    "/search",
    "/search?q=village",
    "/map",
    "/timeline",
    "/accords",
    "/talks",
    "/blame",
    "/review",
    "/journal",
    "/reports/r1?claim=c1",
    "/nowhere",
)
PASSWORD = "a long enough pass phrase"
