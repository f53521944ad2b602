"""What is agreed, owed, broken and met, by two readers: what the rules find, looked over and added to by the network.

What the rules find stays (dropping duties that the network doubts lost more than it gained); what they do not see is added where the
network is sure. Who owes a duty is a word that the network points at, or nobody in particular: then the sides of the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from spacy.tokens import Token

from counterclaim.claims.accords import accord_at
from counterclaim.claims.duties import MEETINGS
from counterclaim.claims.reading.accord_scores import DUTIES, OUTCOMES, OWED, OWER
from counterclaim.claims.reading.drafting import ROLE
from counterclaim.claims.reading.model import Scores
from counterclaim.claims.syntax import clause_tokens, with_conjuncts
from counterclaim.claims.wordforms import lemma_of
from counterclaim.records.drafts import DraftAccord, DraftClaim, DraftDuty, DraftMeeting
from counterclaim.records.words import Family, family_of

LEAST_SHARE = 0.02
"""Least share of an obligor that is handed on."""


def reconcile_duties(ruled: Sequence[DraftDuty], scores: Scores) -> list[DraftDuty]:
    """The duties of the rules, and those that are added, in the order of the text: of one sort on the same words, or of any on the same
    act, the rules' one stands for both. Of each it is handed on at whom the network points."""
    acts = {duty.act.i for duty in ruled}
    told = {(t.i, duty.duty) for duty in ruled for t in duty.scope}
    added = [d for d in _owed(scores) if d.act.i not in acts and (d.act.i, d.duty) not in told]
    pointed = [replace(d, owers=_shares(scores, place)) if (place := _place(scores, d)) in scores.accords.owers else d for d in ruled]
    return sorted([*pointed, *added], key=lambda duty: duty.act.i)


def reconcile_accords(ruled: Sequence[DraftAccord], scores: Scores) -> list[DraftAccord]:
    """The mentions of agreements of the rules, and those that are added, in the order of the text."""
    named = {t.i for accord in ruled for t in (accord.noun, *accord.phrase)}
    added = [accord_at(t) for t in (_token(scores, k) for k in scores.accords.named) if t.i not in named]
    return sorted([*ruled, *added], key=lambda accord: accord.noun.i)


def breach_words(scores: Scores) -> list[Token]:
    """The words that call something a breach, in the order of the text."""
    return [_token(scores, k) for k in scores.accords.broken]


def reconcile_meetings(ruled: Sequence[DraftMeeting], claims: Iterable[DraftClaim], scores: Scores) -> list[DraftMeeting]:
    """The meetings of the rules, and those that are added, the likeliest of a sentence first: not what a claim or a meeting tells that
    stands on the same words."""
    told = {t.i for meeting in ruled for t in meeting.scope}
    told |= {t.i for c in claims if c.event is not None and family_of(c.event.kind) is Family.PEACE for t in c.event.scope}
    added = list[DraftMeeting]()
    for k in sorted(scores.accords.met, key=lambda k: -scores.accords.talks[k].sum()):
        if scores.page.words[k] not in told:
            added.append(_meeting(scores, k))
            told |= {t.i for t in added[-1].scope}
    return sorted([*ruled, *added], key=lambda meeting: meeting.head.i)


def _place(scores: Scores, duty: DraftDuty) -> int:
    """The position of the word that tells a duty; -1 for none."""
    return scores.page.positions.get(duty.act.i, -1)


def _owed(scores: Scores) -> Iterator[DraftDuty]:
    for k in scores.accords.owed:
        act = _token(scores, k)
        if lemma_of(act) in MEETINGS:
            continue
        for number in np.flatnonzero(scores.accords.duties[k] >= OWED):
            who = _owers(scores, k)
            first, beside = who[0] if who else None, tuple(who[1:])
            yield DraftDuty(first, act, DUTIES[int(number)], clause_tokens(act), beside=beside, owers=_shares(scores, k))


def _shares(scores: Scores, position: int) -> Mapping[int | None, float]:
    """Who owes what a word tells, by token index (None: nobody in particular), with the shares."""
    shares = scores.accords.owers[position]
    likely = (int(k) for k in np.flatnonzero(shares >= LEAST_SHARE))
    return {scores.page.words[k - 1] if k else None: float(shares[k]) for k in likely}


def _owers(scores: Scores, position: int) -> list[Token]:
    """Who owes: the likeliest, and whoever else is likely and not coordinated with him; none for nobody in particular."""
    shares = scores.accords.owers[position]
    first = int(shares.argmax())
    if first == 0:
        return []
    found = [_token(scores, first - 1)]
    for k in (int(k) for k in np.flatnonzero(shares[1:] >= OWER)):
        token = _token(scores, k)
        if not any(token in with_conjuncts(other) or other in with_conjuncts(token) for other in found):
            found.append(token)
    return found


def _meeting(scores: Scores, position: int) -> DraftMeeting:
    head = _token(scores, position)
    row = scores.triggers.index(position)
    taking_part = [_token(scores, int(k)) for k in np.flatnonzero(scores.role("initiator")[row] > ROLE)]
    outcome = OUTCOMES[int(scores.accords.talks[position].argmax())]
    return DraftMeeting(head, [t for t in head.sent if not t.is_space], taking_part, outcome)


def _token(scores: Scores, position: int) -> Token:
    return scores.page.doc[scores.page.words[position]]
