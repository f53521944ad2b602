"""The library of agreements: the starter files beside this module, and those of the user, which add to them or take their place."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from counterclaim.errors import ConfigError, CounterclaimError, ResourceError
from counterclaim.records.library import LibraryAgreement

PACKAGE = "counterclaim.accords"
STARTER = "library"
ENDING = ".toml"

Library = Mapping[str, LibraryAgreement]


def read_library(folder: Path | None = None) -> Library:
    """The agreements of the starter library and of a user's folder, by slug (the file name); the user's go before ours.

    Raises ResourceError when a starter file is broken, ConfigError when the folder or one of its files is.
    """
    found = {a.slug: a for a in _read_folder(files(PACKAGE) / STARTER, ResourceError)}
    if folder is not None:
        if not folder.is_dir():
            raise ConfigError(f"{folder} is no folder of agreements: name one that holds {ENDING} files")
        found |= {a.slug: a for a in _read_folder(folder, ConfigError)}
    return dict(sorted(found.items()))


def _read_folder(folder: Traversable, failure: type[CounterclaimError]) -> list[LibraryAgreement]:
    if not folder.is_dir():
        return []
    return [_read(file, failure) for file in sorted(folder.iterdir(), key=lambda f: f.name) if file.name.endswith(ENDING)]


def _read(file: Traversable, failure: type[CounterclaimError]) -> LibraryAgreement:
    try:
        told: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
        return LibraryAgreement.model_validate({**told, "slug": file.name.removesuffix(ENDING)})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise failure(f"{file.name} cannot be read as TOML: {error}") from error
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise failure(f"{file.name} is not in the form of an agreement: {faults}") from error
