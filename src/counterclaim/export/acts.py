"""Claims as coded acts: somebody does something to somebody, as PLOVER and CAMEO see the world.

A claim gives up to two acts. The *deed* is what it says happened, done by the initiators; there is none for what is denied or demanded.
The *word* is what the claimant does in telling it, where the schemes have a word for that: it accuses, denies, demands, threatens. History
is left out. Which code holds is told by `records/ontologies.csv`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations, product
from urllib.parse import quote

from counterclaim.export.joined import Joined, actor_code
from counterclaim.records.models import Actor, Claim, Event
from counterclaim.records.ontologies import Codes, Source, codes_of
from counterclaim.records.words import Kind, Stance, Status

MUTUAL = frozenset({Kind.ARMED_CLASH, Kind.TALKS, Kind.AGREEMENT, Kind.CEASEFIRE, Kind.PRISONER_EXCHANGE})
"""What two parties do to one another: without a target, each initiator is that of the other."""
TELLING = frozenset({Stance.ASSERTS, Stance.ACCUSES, Stance.COMMITS_TO})
"""Stances that tell a deed; the others speak of what is denied, demanded or threatened."""
NO_CODE = "the scheme has no code for it"
HISTORY = "history"


@dataclass(frozen=True)
class Act:
    """One coded act. `name` is `REPORT/c3/e3/deed` or `…/word`: the claim, the event, and which of the two it is."""

    name: str
    claim: Claim
    event: Event
    codes: Codes
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]

    @property
    def evidence(self) -> str:
        """Who claims it, how and where, as the query part of an address: `by=ARM:MIL&stance=accuses&char=12,40;60,75`."""
        spans = ";".join(f"{span.start},{span.end}" for span in self.claim.content)
        return f"by={quote(actor_code(self.claim.claimant), safe=':')}&stance={self.claim.stance.value}&char={spans}"

    def pairs(self) -> Iterator[tuple[Actor | None, Actor | None]]:
        """Each source with each target; None for whom nobody names."""
        if not self.targets and self.event.kind in MUTUAL and len(self.sources) > 1:
            yield from permutations(self.sources, 2)
        else:
            yield from product(self.sources or (None,), self.targets or (None,))


def acts_of(joined: Joined) -> Iterator[Act]:
    """The acts of every claim in the order of the comparison."""
    for claim in joined.comparison.claims:
        for event in map(joined.events.__getitem__, claim.events):
            if event.background:
                continue
            stem = f"{claim.id}/{event.id.rpartition('/')[2]}"
            if claim.stance in TELLING and event.status is not Status.DENIED:
                yield Act(f"{stem}/deed", claim, event, codes_of(event), event.initiators, event.targets)
            said = codes_of(event, claim.stance)
            if said.source is Source.CLAIMANT:
                yield Act(f"{stem}/word", claim, event, said, (claim.claimant,), _addressed(claim, event))


def _addressed(claim: Claim, event: Event) -> tuple[Actor, ...]:
    """Whom the claimant speaks against or to: who acts in the event, else who suffers in it, of other parties than its own."""
    others = [
        tuple(a for a in actors if a.party != claim.claimant.party or a.party is None) for actors in (event.initiators, event.targets)
    ]
    return others[0] or others[1]
