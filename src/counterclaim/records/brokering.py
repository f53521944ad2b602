"""Words for bringing two sides together: who brokers, hosts or chairs is no side. Several stages ask for them."""

from __future__ import annotations

from collections.abc import Iterator

BROKERING = frozenset("broker mediate facilitate sponsor host chair convene arrange organise organize".split())
"""Verbs, as dictionary forms."""
BROKERS = frozenset({"mediator", "facilitator", "broker", "go-between", "intermediary"})
"""Nouns for who does it."""


def _forms(lemma: str) -> Iterator[str]:
    yield lemma
    stem = lemma.removesuffix("e")
    yield from (lemma + "s", stem + "ed", stem + "ing")


BROKERING_FORMS = frozenset(form for lemma in BROKERING for form in _forms(lemma))
"""All forms of these verbs: an engine may guess a rare one's dictionary form wrongly ("mediated" → "media")."""
