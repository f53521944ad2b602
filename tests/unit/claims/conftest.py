"""What the tests of claims share: parsed text and the happenings told in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from counterclaim.claims.happenings import find_happenings
from counterclaim.claims.lexicon import load_lexicon
from counterclaim.language.engine import load_engine
from counterclaim.records.drafts import DraftEvent

Events = Callable[[str], list[DraftEvent]]


@pytest.fixture(scope="session")
def events() -> Events:
    """Text → draft events, with the bundled language model."""
    engine, lexicon = load_engine(), load_lexicon()
    return lambda text: find_happenings(engine(text), lexicon)
