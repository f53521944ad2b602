"""What the network makes of agreements: the words that name one, tell a duty, a breach or a round of talks, and who owes what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterclaim.records.words import Duty, TalksStatus

Floats = NDArray[np.float32]

DUTIES = (
    Duty.CEASE_FIRE,
    Duty.WITHDRAW,
    Duty.GRANT_ACCESS,
    Duty.GUARANTEE_PASSAGE,
    Duty.RELEASE_PRISONERS,
    Duty.NOT_DEPLOY,
    Duty.NOTIFY,
    Duty.DISARM,
    Duty.NEGOTIATE,
    Duty.MONITOR,
    Duty.OTHER,
)
"""The duties that are told apart, those of the annotation guide."""
OUTCOMES = tuple(TalksStatus)
LABELS = len(DUTIES) + 2 + len(OUTCOMES)
"""Log-odds of a word: of each duty, of a breach, of the mention of an agreement, of talks of each status."""
BREACH, MENTION, TALKS = len(DUTIES), len(DUTIES) + 1, len(DUTIES) + 2
"""Where they begin."""
SEEN_ROLES = ("claimant", "initiator", "target")
"""Roles of the reading model whose log-odds are weighed when it is asked who owes."""
OWED, BROKEN, NAMED, MET = 0.4, 0.6, 0.5, 0.6
"""Least probability of a word that tells a duty, calls something a breach, names an agreement, tells of talks (of any status). Found on
`evals/accords/kept.txt`, and on the dev half by a network that had not learned from it."""
HINTED = 0.3
"""Least probability of a word that may name an agreement, for something in its sentence to be called a breach of one."""
OWER = 0.25
"""Least share of an obligor."""


def probability(odds: Floats) -> Floats:
    """Log-odds → probability."""
    return (1 / (1 + np.exp(-odds))).astype(np.float32)


@dataclass(frozen=True)
class AccordScores:
    """What the network says of the words of a page.

    Attributes:
        duties: (words, duties) probability that a word tells a duty, in the order of `DUTIES`.
        breaches: (words,) probability that a word calls something a breach.
        mentions: (words,) probability that a word names an agreement that was made.
        talks: (words, outcomes) probability that a word tells of talks, in the order of `OUTCOMES`.
        owers: for each word that tells a duty, here or by the rules, (1 + words,) shares of who owes it; the first is that of nobody in
            particular, the parties.
    """

    duties: Floats
    breaches: Floats
    mentions: Floats
    talks: Floats
    owers: Mapping[int, Floats]

    @classmethod
    def of(cls, odds: Floats, sentences: NDArray[np.int64], spoken_of: NDArray[np.bool_]) -> AccordScores:
        """From (words, `LABELS`) log-odds; who owes is not known yet.

        Args:
            odds: what the network says.
            sentences: (words,) the number of each word's sentence.
            spoken_of: (words,) whether a word is one for an agreement or a breach. Where a sentence has none of them, and neither a mention
                nor a duty, nothing in it is called a breach: an act under a truce is only a possible one.
        """
        shares = probability(odds)
        told = spoken_of | (shares[:, MENTION] >= HINTED) | (shares[:, :BREACH] >= OWED).any(axis=1)
        shares[~np.isin(sentences, sentences[told]), BREACH] = 0
        return cls(shares[:, :BREACH], shares[:, BREACH], shares[:, MENTION], shares[:, TALKS:], {})

    @property
    def owed(self) -> list[int]:
        """Positions of the words that tell a duty."""
        return [int(k) for k in np.flatnonzero((self.duties >= OWED).any(axis=1))]

    @property
    def broken(self) -> list[int]:
        """Positions of the words that call something a breach."""
        return [int(k) for k in np.flatnonzero(self.breaches >= BROKEN)]

    @property
    def named(self) -> list[int]:
        """Positions of the words that name an agreement."""
        return [int(k) for k in np.flatnonzero(self.mentions >= NAMED)]

    @property
    def met(self) -> list[int]:
        """Positions of the words that tell of talks."""
        return [int(k) for k in np.flatnonzero(self.talks.sum(axis=1) >= MET)]
