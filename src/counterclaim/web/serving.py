"""Runs the desk: the application on a socket."""

from __future__ import annotations

import gc

import uvicorn

from counterclaim.web.app import make_app
from counterclaim.web.desk import Desk

COLLECTED = (50_000, 20, 50)
"""When Python looks for what hangs in circles. An answer makes many small objects and drops them at once: by default Python would look
through them again and again, which took longer than all else."""
KEEP_S = 30
"""Seconds that an idle connection is kept."""
MOST = 1000
"""Requests at once; more are told to come again."""


def serve(desk: Desk, host: str, port: int) -> None:
    """Serves until it is interrupted."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED)
    config = uvicorn.Config(make_app(desk), host=host, port=port, log_level="warning", proxy_headers=False)
    config.server_header, config.timeout_keep_alive, config.limit_concurrency = False, KEEP_S, MOST
    uvicorn.Server(config).run()
