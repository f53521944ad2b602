"""Scores of the reading model → draft claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from spacy.tokens import Token

from counterclaim.claims.harm import find_harm
from counterclaim.claims.lexicon import Lexicon
from counterclaim.claims.reading.evidence import Evidence
from counterclaim.claims.reading.model import POSSIBLE, Scores
from counterclaim.claims.reading.pointing import speaker_shares
from counterclaim.claims.status import clause_of, is_in_doubt
from counterclaim.claims.syntax import own_clause, with_conjuncts
from counterclaim.claims.weapons import find_weapons
from counterclaim.records.drafts import DraftClaim, DraftEvent, DraftHarm, DraftWeapon, TokenRange
from counterclaim.records.words import Stance, Status, family_of

SURE, LIKELIEST = 0.7, 0.4
"""Least probability of a telling, all its words together, and of its likeliest word. Found on `evals/held`, the dev half and the wire."""
ALSO = 0.3
"""Least share of a claimant beside the likeliest. Found on the dev half and on the wire, as are the other bounds here."""
ROLE = -0.5
HARM = -0.3
WEAPON = -0.5
"""Least log-odds of a word in a role; of a word that tells harm or a weapon, which the rules then read."""
GAP = 5
"""Words from one word of a content to the next that leave it one passage."""
NEAR = 2
"""Words beside a weapon's head that its name may take in."""


def draft(scores: Scores, evidence: Evidence, lexicon: Lexicon) -> list[DraftClaim]:
    """Draft claims of a document, in the order of the text: one for each trigger that is sure and each of its claimants."""
    doc = scores.page.doc
    claims: list[DraftClaim] = []
    rows = _told_once(scores)
    harms = find_harm([t for t in doc if not t.is_space], lexicon) if rows else []
    for row in rows:
        position = scores.triggers[row]
        trigger = doc[scores.page.words[position]]
        cue = scores.page.words[int(scores.role("cue")[row].argmax())]
        for rank, (claimant, _) in enumerate(claimants_of(scores, row)):
            head = doc[scores.page.words[claimant]] if claimant is not None else None
            if head is None and rank and any(f.source is not None and not f.carried for f in evidence.around(trigger.i)):
                continue  # what stands under a cue is not the report's own
            stance, status = scores.stance_of(position, claimant)
            event = _event(scores, row, trigger, harms, lexicon)
            _add_evidence(event, evidence)
            doubtful = status is Status.AVERTED and is_in_doubt(trigger, lexicon)
            event.status = Status.DENIED if stance is Stance.DENIES else Status.PLANNED if doubtful else status
            frame = next(iter(reversed(evidence.around(trigger.i))), None)
            same = frame is not None and frame.source == head
            claims.append(
                DraftClaim(
                    claimant=head,
                    stance=stance,
                    event=event,
                    content=[_content(scores, row)],
                    cue=TokenRange(cue, cue + 1) if head is not None else None,
                    relayed_by=_relays(trigger, head, evidence),
                    hearsay=frame is not None and same and frame.hearsay,
                    mutual=frame is not None and same and frame.mutual,
                    anchor=trigger.i,
                )
            )
    return claims


def _told_once(scores: Scores) -> list[int]:
    """Rows of the triggers that are sure, in the order of the text. Of several that tell the same, the likeliest stands for all ("attacked
    … in a strike"), and they are as sure as all together. A word that calls something a breach is sure enough."""
    groups, broken = list[list[int]](), np.isin(scores.triggers, scores.accords.broken)
    for row in sorted((int(r) for r in np.flatnonzero((scores.told >= POSSIBLE) | broken)), key=lambda r: -scores.told[r]):
        same = next((group for group in groups if _tells_the_same(scores, row, group[0])), None)
        if same is None:
            groups.append([row])
        else:
            same.append(row)
    sure = (g for g in groups if (scores.told[g[0]] >= LIKELIEST and scores.told[g].sum() >= SURE) or broken[g].any())
    return sorted(group[0] for group in sure)


def _tells_the_same(scores: Scores, row: int, other: int) -> bool:
    """Whether two triggers of one sentence are each part of what the other tells, of one family and by the same claimant."""
    content, at, there = scores.role("content"), scores.triggers[row], scores.triggers[other]
    return bool(
        content[row, there] > 0
        and content[other, at] > 0
        and scores.page.sentences[at] == scores.page.sentences[there]
        and family_of(scores.kind_of(row)[0]) is family_of(scores.kind_of(other)[0])
        and next(claimants_of(scores, row))[0] == next(claimants_of(scores, other))[0]
    )


def _content(scores: Scores, row: int) -> TokenRange:
    """A claim's content: the trigger and the words of its sentence that belong to it, gaps of a few words closed."""
    page = scores.page
    at = scores.triggers[row]
    own = page.sentences == page.sentences[at]
    inside = sorted({at, *(int(k) for k in np.flatnonzero((scores.role("content")[row] > 0) & own))})
    begin = end = inside.index(at)
    while begin > 0 and inside[begin] - inside[begin - 1] <= GAP:
        begin -= 1
    while end + 1 < len(inside) and inside[end + 1] - inside[end] <= GAP:
        end += 1
    return TokenRange(page.words[inside[begin]], page.words[inside[end]] + 1)


def claimants_of(scores: Scores, row: int) -> Iterator[tuple[int | None, float]]:
    """Positions of the claimants of a trigger and their shares, the likeliest first; None is the report's own voice. Coordinated ones are
    given once, by the first of them."""
    shares = speaker_shares(scores, row)
    order = [int(k) for k in np.argsort(-shares)[:4]]
    chosen = [k for n, k in enumerate(order) if n == 0 or shares[k] > ALSO]
    doc, words = scores.page.doc, scores.page.words
    joined = {c.i for k in chosen if k for c in with_conjuncts(doc[words[k - 1]])[1:]}
    yield from ((k - 1 if k else None, float(shares[k])) for k in chosen if not k or words[k - 1] not in joined)


def _event(scores: Scores, row: int, trigger: Token, harms: Iterable[DraftHarm], lexicon: Lexicon) -> DraftEvent:
    clause = clause_of(trigger)
    scope = own_clause(clause) if clause.pos_ in ("VERB", "AUX") else sorted(trigger.subtree, key=lambda t: t.i)
    harmed = {t.i for t in _words(scores, "harm", row, HARM)}
    return DraftEvent(
        trigger=trigger,
        kind=scores.kind_of(row)[0],
        status=Status.OCCURRED,
        scope=scope,
        initiators=_words(scores, "initiator", row, ROLE),
        targets=_words(scores, "target", row, ROLE),
        harm=[h for h in harms if not harmed.isdisjoint(range(h.tokens.start, h.tokens.end))],
        weapons=_weapons(scores, row, lexicon),
    )


def _add_evidence(event: DraftEvent, evidence: Evidence) -> None:
    """Where the rules read the same trigger: the clause, harm and weapons that they give it, and what the network was not taught,
    mediators and whether the words only add a weapon to an act told before. On the dev half that gave harm F1 0.35 for 0.31."""
    told = evidence.events.get(event.trigger.i)
    if told is not None:
        event.scope, event.mediators, event.means_only = told.scope, told.mediators, told.means_only
        event.harm, event.weapons = told.harm or event.harm, told.weapons or event.weapons


def _weapons(scores: Scores, row: int, lexicon: Lexicon) -> list[DraftWeapon]:
    doc = scores.page.doc
    named = {t.i for t in _words(scores, "weapon", row, WEAPON)}
    near = sorted({i for n in named for i in range(max(0, n - NEAR), min(len(doc), n + NEAR + 1))})
    return [w for w in find_weapons([doc[i] for i in near], lexicon) if not named.isdisjoint(range(w.tokens.start, w.tokens.end))]


def _relays(trigger: Token, head: Token | None, evidence: Evidence) -> list[Token]:
    """Who passes the claim on, as the frames around the trigger tell, where the innermost is that of the claimant."""
    around = evidence.around(trigger.i)
    if head is None or not around or around[-1].source != head:
        return []
    outer = (f.source for f in reversed(around[:-1]) if f.source is not None and f.source != head and f.stance is not Stance.DENIES)
    return [*around[-1].relays, *outer]


def _words(scores: Scores, role: str, row: int, least: float) -> list[Token]:
    doc, words = scores.page.doc, scores.page.words
    return [doc[words[int(k)]] for k in np.flatnonzero(scores.role(role)[row] > least)]
