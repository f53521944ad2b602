"""Scores of a reading model set by hand, for the tests of what is made of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from counterclaim.claims.reading.accord_scores import LABELS, AccordScores, Floats
from counterclaim.claims.reading.features import Page
from counterclaim.claims.reading.model import KINDS, ROLES, STANCES, STATUSES, Scores
from counterclaim.records.words import Stance, Status

NEVER = -9.0
"""Log-odds of what is not so."""


class Stances:
    """A network that gives every claimant the same stance, with the same log-odds."""

    def __init__(self, stance: Stance, status: Status, sure: float = 1.0) -> None:
        self._answer = [sure * np.eye(len(of))[[of.index(chosen)]] for of, chosen in ((STANCES, stance), (STATUSES, status))]

    def run(self, _names: object, _feed: object) -> list[Any]:
        return self._answer


def scores_of(page: Page, triggers: Sequence[int], network: Stances, **given: Any) -> Scores:
    """Scores of some triggers, at positions in the page: what is not given (`told`, `kinds`, `roles`, `voice`, `accords`) is 1, 0, nobody,
    0 and nothing of agreements."""
    many = len(triggers)
    return Scores(
        page=page,
        triggers=list(triggers),
        told=given.get("told", np.ones(many)),
        kinds=given.get("kinds", np.zeros((many, len(KINDS)), dtype=np.float32)),
        roles=given.get("roles", nobody(page, many)),
        voice=given.get("voice", np.zeros(many)),
        accords=given.get("accords", accords_of(page, np.full((len(page.words), LABELS), NEVER, dtype=np.float32))),
        _words=np.zeros((1, 1), dtype=np.float32),
        _stances=network,
    )


def accords_of(page: Page, odds: Floats) -> AccordScores:
    """Scores of agreements, in a text each of whose words is one for an agreement."""
    return AccordScores.of(odds, page.sentences, np.ones(len(page.words), dtype=bool))


def nobody(page: Page, triggers: int) -> Floats:
    """(roles, triggers, words) log-odds of nobody in any role."""
    return np.full((len(ROLES), triggers, len(page.words)), NEVER, dtype=np.float32)
