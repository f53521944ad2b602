"""Two readers of one document: what the rules drafted, looked over by the reading model.

The rules are exact where they have the words for it; the model, which learned from reports that the rules were not written on, knows
more ways to tell a thing, and better who tells it. So the claims of the rules stay, but for those in the report's own voice that the model
doubts; the claimant is the model's where it is sure of another; and what the rules do not see at all is added where the model is surer
still. (Dropping what somebody says where the model doubts it was tried: it lost as many true claims as false ones.)
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from counterclaim.claims.answering import answer_to
from counterclaim.claims.lexicon import Lexicon
from counterclaim.claims.mentions import tells
from counterclaim.claims.reading.drafting import claimants_of, draft
from counterclaim.claims.reading.evidence import Evidence
from counterclaim.claims.reading.model import Scores
from counterclaim.claims.syntax import children, with_conjuncts
from counterclaim.claims.triggers import happening_of
from counterclaim.claims.unsaid import is_unsaid
from counterclaim.claims.wordforms import lemma_of
from counterclaim.records.drafts import DraftClaim
from counterclaim.records.words import Kind, Stance, Status

MEDIATED = frozenset({Kind.TALKS, Kind.CEASEFIRE, Kind.AGREEMENT, Kind.PRISONER_EXCHANGE})
QUALIFYING = frozenset({Kind.MEDIATION, Kind.CEASEFIRE_BREACH})
OVERRULED = 0.75
"""Least share of another claimant that takes the place of the rules' one. Found on `evals/held`, the dev half and the wire."""

KNOWN = frozenset({Status.DENIED, Status.AVERTED})
"""Statuses that the rules do not give without a word for them."""
UNREAL = frozenset({Status.PLANNED, Status.HYPOTHETICAL})
OF_WHAT_MAY_BE = frozenset({Stance.COMMITS_TO, Stance.WARNS, Stance.CALLS_FOR})
"""Stances towards what has not happened: "threatened to bomb" never becomes a bombing."""
BY_WORDS = frozenset({Kind.CASUALTY, Kind.THREAT})
"""Kinds that the rules give for how a thing is told, whatever it is."""
SETTLED, OF_KIND = 0.6, 0.9
"""Least share of a status, of a kind, that takes the place of the rules' one. Found on the same."""
DOUBTED = 0.3
"""Least probability of a word by which the report itself tells something. Found on the same."""


def reconcile(drafted: Iterable[DraftClaim], scores: Scores, evidence: Evidence, lexicon: Lexicon) -> list[DraftClaim]:
    """The claims of the rules, with their claimants, and those that are added, in the order of the text."""
    rows = scores.rows
    believed = [claim for claim in drafted if claim.claimant is not None or not _is_doubted(rows.get(claim.anchor), scores)]
    kept = [
        _with_event(
            claim if claim.anchor in evidence.unsaid else _with_claimant(claim, rows.get(claim.anchor), scores, evidence, lexicon), scores
        )
        for claim in believed
    ]
    covered = {i for claim in kept for i in (claim.anchor, *(t.i for t in (claim.event.scope if claim.event is not None else ())))}
    doc = scores.page.doc
    added = [
        claim
        for claim in draft(scores, evidence, lexicon)
        if claim.anchor not in covered and not _is_no_claim(claim.anchor, doc, evidence, lexicon) and not _is_told_with(claim, kept, doc)
    ]
    return sorted([*kept, *added], key=lambda claim: claim.anchor)


def _is_doubted(row: int | None, scores: Scores) -> bool:
    return row is not None and bool(scores.told[row] < DOUBTED)


def _is_told_with(added: DraftClaim, kept: Iterable[DraftClaim], doc: Doc) -> bool:
    """ "A meeting in Brussels, which will be led by the EU": who mediates is told with what the sentence tells of the same voice."""
    if added.event is None or added.event.kind is not Kind.MEDIATION:
        return False
    sentence = doc[added.anchor].sent
    beside = (c for c in kept if c.event is not None and sentence.start <= c.anchor < sentence.end and c.claimant == added.claimant)
    return any(c.event is not None and c.event.kind in MEDIATED for c in beside)


def _only_qualifies(token: Token, lexicon: Lexicon) -> bool:
    """ "A truce that Egypt had brokered", "fired in breach of the truce": the mediation is told with the truce, the breach with the act."""
    happening = happening_of(token, lexicon)
    return happening is not None and happening.kind in QUALIFYING and not tells(token, happening, lexicon)


def _is_no_claim(anchor: int, doc: Doc, evidence: Evidence, lexicon: Lexicon) -> bool:
    """Whether the rules have read a word and found no claim in it: in what nobody said ("refused to confirm that …"), or a word for a
    claim itself ("denied the charge")."""
    around = evidence.around(anchor)
    if is_unsaid(doc[anchor], evidence.unsaid):
        return True
    if _only_qualifies(doc[anchor], lexicon) or answer_to(doc[anchor], lexicon) is not None:  # "any raid will be answered"
        return True
    if not around:
        return False
    token = doc[anchor]
    answered = (token.head, *children(token, "acl:relcl"))  # "denied the charge", "a charge that Kyiv rejects"
    return around[-1].negated or lemma_of(token) in lexicon.words["charge"] and any(lemma_of(t) in lexicon.cues for t in answered)


def _with_event(claim: DraftClaim, scores: Scores) -> DraftClaim:
    """The claim, with the kind and the status of its event that the model is sure of."""
    event = claim.event
    row = scores.rows.get(event.trigger.i) if event is not None else None
    if event is None or row is None:
        return claim
    kind, share = scores.kind_of(row)
    if share > OF_KIND and not claim.mutual and event.kind not in BY_WORDS:
        event.kind = kind
    speaker = scores.page.positions.get(claim.claimant.i) if claim.claimant is not None else None
    status, share = scores.status_of(scores.triggers[row], speaker)
    come_true = claim.stance in OF_WHAT_MAY_BE and event.status in UNREAL and status not in UNREAL
    if share > SETTLED and status is not Status.DENIED and event.status not in KNOWN and not come_true:
        event.status = status
    return claim


def _with_claimant(claim: DraftClaim, row: int | None, scores: Scores, evidence: Evidence, lexicon: Lexicon) -> DraftClaim:
    """The claim, by the claimant that the model is sure of, with the stance and status that go with it."""
    if row is None or claim.event is None or claim.mutual:
        return claim
    if claim.claimant is None and answer_to(claim.event.trigger, lexicon) is not None:
        return claim  # who vows to answer a deed does not tell of it
    around = evidence.around(claim.anchor)
    position, share = next(claimants_of(scores, row))
    head = scores.page.doc[scores.page.words[position]] if position is not None else None
    under_cue = any(not f.carried for f in around) or claim.cue is not None and claim.cue.start <= claim.anchor < claim.cue.end
    if head is None and claim.claimant is not None and (claim.anchor in evidence.quoted or under_cue):
        return claim  # what stands in quotation marks, under a cue or as one is not the report's own
    if share < OVERRULED or head == claim.claimant or (claim.claimant is not None and head in with_conjuncts(claim.claimant)):
        return claim
    if around and head in around[-1].relays:  # "state media, citing the ministry, said": who passes it on does not vouch
        return claim
    claim.claimant, claim.hearsay = head, False
    claim.stance, claim.event.status = scores.stance_of(scores.triggers[row], position)
    return claim
