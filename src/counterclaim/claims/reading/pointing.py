"""Where the reading model points: the shares of who may be the claimant of a trigger, and the log-odds of words in its roles."""

from __future__ import annotations

import numpy as np

from counterclaim.claims.reading.model import ROLES, Floats, Scores
from counterclaim.claims.syntax import doer
from counterclaim.records.drafts import Pointers

POINTED = ("initiator", "target", "place", "time")
"""Roles that grounding weighs by what the network makes of them, beside other evidence."""
BLANK = -9.0
"""Log-odds of white space."""
LEAST_SHARE = 0.03
"""Least share of a claimant that is handed on."""
OF_VERB = 0.05
"""Least share of a verb that is worth giving away."""


def speaker_shares(scores: Scores, row: int) -> Floats:
    """(1 + words,) shares of the claimants of a trigger, the first that of the report's own voice; those of a verb are of who does what
    it says."""
    odds = np.concatenate([scores.voice[row : row + 1], scores.role("claimant")[row]])
    shares: Floats = np.exp(odds - odds.max())
    shares /= shares.sum()
    doc, words, place = scores.page.doc, scores.page.words, scores.page.positions
    for k in (int(k) for k in np.flatnonzero(shares[1:] > OF_VERB)):
        verb = doc[words[k]]
        who = doer(verb) if verb.pos_ in ("VERB", "AUX") else None
        if who is not None and who.i in place:
            shares[place[who.i] + 1] += shares[k + 1]
            shares[k + 1] = 0.0
    return shares


def pointers_of(scores: Scores, token: int, told_by_report: bool) -> Pointers | None:
    """Where the network points for a token of the document; None for one that it does not take for a trigger.

    Who does a thing of which the report itself tells (`told_by_report`) does not tell of it: the doer's share is that of the report.
    """
    row = scores.rows.get(token)
    if row is None:
        return None
    odds = np.full((len(POINTED), len(scores.page.doc)), BLANK, dtype=np.float32)
    odds[:, scores.page.words] = scores.roles[[ROLES.index(name) for name in POINTED], row]
    shares = speaker_shares(scores, row)
    trigger = scores.page.doc[token]
    who = doer(trigger) if told_by_report and trigger.pos_ == "VERB" else None
    for at in (scores.page.positions.get(t.i) for t in (who.subtree if who is not None else ())):
        if at is not None:
            shares[0] += shares[at + 1]
            shares[at + 1] = 0.0
    likely = (int(k) for k in np.flatnonzero(shares >= LEAST_SHARE))
    speakers = {scores.page.words[k - 1] if k else None: float(shares[k]) for k in likely}
    return Pointers(dict(zip(POINTED, odds, strict=True)), speakers, float(scores.told[row]))
