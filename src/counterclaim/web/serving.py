"""Runs the desk: the application on a socket."""

from __future__ import annotations

import uvicorn

from counterclaim.web.app import make_app
from counterclaim.web.desk import Desk

KEEP_S = 30
"""Seconds that an idle connection is kept."""
MOST = 1000
"""Requests at once; more are told to come again."""


def serve(desk: Desk, host: str, port: int) -> None:
    """Serves until it is interrupted."""
    config = uvicorn.Config(make_app(desk), host=host, port=port, log_level="warning", proxy_headers=False)
    config.server_header, config.timeout_keep_alive, config.limit_concurrency = False, KEEP_S, MOST
    uvicorn.Server(config).run()
