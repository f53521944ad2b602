"""Processes of our own: each ends with the one that started it, even a killed one, and leaves interrupts to it."""

from __future__ import annotations

import os
import signal
import threading
import time

LOOK = 1.0
"""Seconds between two looks at whether the parent is still there."""


def begin_child(parent: int) -> None:
    """To be called first in a process that answers to its parent, given by its id, alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent(parent)


def end_with_parent(parent: int | None) -> None:
    """End this process soon after the one that started it has ended, whatever it is at.

    `parent` is the id of that process, which may have ended before this one came to look; None where it is not known (on a cluster): then
    it is the one that is there now.
    """
    threading.Thread(target=_watch, args=(parent or os.getppid(),), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK)
    os._exit(1)
