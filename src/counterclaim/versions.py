"""Which model, knowledge files and rules made a record: digests of the files that lie in this package."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

DIGITS = 12
"""Hexadecimal digits of a digest that are kept."""
RULES = ("claims", "grounding", "accords", "incidents", "language", "records")
MODEL = ".onnx", ".npz", ".bin", ".safetensors"
KNOWLEDGE = ".csv", ".toml"


@dataclass(frozen=True)
class Maker:
    """What made a row: the version of the package and of the record, and digests of the model, the knowledge files, and the rules."""

    package: str
    schema: str
    model: str
    knowledge: str
    rules: str


@cache
def this_maker(schema: str) -> Maker:
    """The versions of this installation. `schema` is the version of the record (`SCHEMA_VERSION`)."""
    kept = sorted((name, file) for part in RULES for name, file in _files_below(files(f"counterclaim.{part}"), part))

    def digest(*endings: str) -> str:
        made = hashlib.sha256()
        for name, file in kept:
            if name.endswith(endings):
                made.update(f"{name}\0".encode())
                made.update(file.read_bytes())
        return made.hexdigest()[:DIGITS]

    return Maker(version("counterclaim"), schema, digest(*MODEL), digest(*KNOWLEDGE), digest(".py"))


def _files_below(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        name = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _files_below(entry, name)
        elif entry.is_file():
            yield name, entry
