"""A run over an archive with a reader that stands in, in a process of its own: Daft takes one runner in the life of a process.

usage: archive_driver.py INPUT FOLDER NOTES SECONDS [RAY]
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from archives_by_hand import load_stand_in
from counterclaim.archive.options import ArchiveOptions
from counterclaim.archive.run import run_archive
from counterclaim.archive.running import Workers


def tell(work: str, done: int, total: int) -> None:
    print(f"{work}: {done} of {total}", flush=True)


def main() -> None:
    source, folder, notes, seconds, *ray = sys.argv[1:]
    load = partial(load_stand_in, notes=Path(notes), seconds=float(seconds))
    workers = Workers(2, ray[0] if ray else None)
    print(run_archive([source], Path(folder), ArchiveOptions(shard=4), workers, tell, load).model_dump_json())


if __name__ == "__main__":
    main()
