"""Phrases of a text and whom they mean, read with the bundled model."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from counterclaim.grounding.actors.names import load_names
from counterclaim.grounding.actors.resolver import ActorResolver
from counterclaim.grounding.actors.surroundings import Surroundings
from counterclaim.language.engine import load_engine

Meant = Callable[..., list[str | None]]
DAY = dt.date(2023, 5, 12)


@pytest.fixture(scope="session")
def meant() -> Meant:
    """Text and words of it → the codes of whom the words mean, spoken in the order given."""
    engine = load_engine()

    def read(text: str, *phrases: str, **around: object) -> list[str | None]:
        doc = engine(text)
        resolver = ActorResolver(doc, DAY, load_names())
        resolver.settle(Surroundings(**around))  # type: ignore[arg-type]
        found: list[str | None] = []
        for phrase in phrases:
            start = text.rindex(phrase)
            span = doc.char_span(start, start + len(phrase))
            assert span is not None
            actors = resolver.resolve(span.root, vouches=True)
            resolver.heard(actors)
            found.append(actors[0].id if actors else None)
        return found

    return read
