"""Whom phrases mean that stand for another: a relative pronoun, a statement. Read with the bundled model."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.engine
Meant = Callable[..., list[str | None]]


def test_a_relative_pronoun_is_its_noun(meant: Meant) -> None:
    text = "They blamed Azerbaijan, which denied it."
    assert meant(text, "which") == ["AZE"]


def test_the_statement_is_the_last_speakers(meant: Meant) -> None:
    text = "Armenia's Defence Ministry said that posts were shelled. The statement said that one soldier was wounded."
    assert meant(text, "Armenia's Defence Ministry", "The statement") == ["ARM:MIL", "ARM:MIL"]
