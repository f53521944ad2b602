"""One watch at a time of one database: two would ask every host twice."""

from __future__ import annotations

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from platformdirs import user_state_path

from counterclaim.errors import ConfigError


@contextmanager
def only_watch(database: str, folder: Path | None = None) -> Iterator[None]:
    """Holds the watch of a database for as long as the block lasts; the system lets go of it when the process ends, however it ends.

    It keeps apart the processes of one machine and user. `folder` is where the lock lies. Raises ConfigError when another watch runs.
    """
    place = folder or user_state_path("counterclaim", ensure_exists=True)
    name = hashlib.sha256(database.encode()).hexdigest()[:16]
    with (place / f"watch-{name}.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ConfigError(f"another watch of {database} is running: let it end, or stop it") from error
        yield
