"""A real PostgreSQL for the tests: the server that is installed, else the one that the package pgserver carries."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg

USER = "nobody"
"""Who runs the server where the tests run as root, which PostgreSQL refuses."""
SETTINGS = ("fsync=off", "full_page_writes=off", "max_connections=60", "listen_addresses=127.0.0.1")
_numbers = count(1)


class Server:
    """A server of its own, without data; databases are made one by one."""

    def __init__(self, url: str) -> None:
        self._url = url

    def database(self) -> str:
        """The URL of a new, empty database."""
        name = f"t{next(_numbers)}"
        with psycopg.connect(f"{self._url}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return f"{self._url}/{name}"


@contextmanager
def running_server() -> Iterator[Server]:
    """Starts a server on a free port of loopback and stops it. Fails, and never skips, where there is none to start."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="counterclaim-pg-", dir="/tmp"))
    as_user = _as_user(folder)
    port = _free_port()
    data = str(folder / "data")
    try:
        _run([*as_user, str(programs / "initdb"), "-D", data, "-A", "trust", "-U", "desk", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"])
        options = " ".join(f"-c {setting}" for setting in SETTINGS) + f" -p {port} -k {folder}"
        _run([*as_user, str(programs / "pg_ctl"), "-D", data, "-l", str(folder / "log"), "-o", options, "-w", "start"])
        try:
            yield Server(f"postgresql://desk@127.0.0.1:{port}")
        finally:
            _run([*as_user, str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "-w", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    """The folder of initdb and pg_ctl."""
    found = shutil.which("pg_ctl")
    if found and shutil.which("initdb"):
        return Path(found).parent
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    if installed:
        return installed[-1].parent
    import pgserver

    return Path(pgserver.__file__).parent / "pginstall" / "bin"


def _as_user(folder: Path) -> Sequence[str]:
    """What makes a command run as somebody who is not root, to whom the folder then belongs."""
    if os.geteuid() != 0:
        return ()
    user = pwd.getpwnam(USER)
    os.chown(folder, user.pw_uid, user.pw_gid)
    return ("setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups")


def _run(command: Sequence[str]) -> None:
    """Output goes to a file: a pipe would stay open as long as the server runs."""
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run(command, stdout=said, stderr=subprocess.STDOUT, cwd="/", check=False, timeout=120)
        said.seek(0)
        assert done.returncode == 0, f"{command[-1]} of PostgreSQL failed:\n{said.read()}"


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
