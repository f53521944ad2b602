"""Runs the desk: the application on a socket."""

from __future__ import annotations

import uvicorn

from counterclaim.web.app import make_app
from counterclaim.web.desk import Desk


def serve(desk: Desk, host: str, port: int) -> None:
    """Serves until it is interrupted."""
    uvicorn.run(make_app(desk), host=host, port=port, log_level="warning", server_header=False, proxy_headers=False, timeout_keep_alive=30, limit_concurrency=1000)
