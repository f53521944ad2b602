"""What stands where in a report: the stretches of its text that a claim is made of, for tools that show or annotate text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterclaim.export.joined import Joined
from counterclaim.records.models import Claim, Event, Span

CLAIMANT, CUE, CONTENT = "Claimant", "Cue", "Content"
ACT, INITIATOR, TARGET, MEDIATOR = "Act", "Initiator", "Target", "Mediator"
PLACE, TIME, WEAPON, HARM = "Place", "Time", "Weapon", "Harm"
ROLES = (CLAIMANT, CUE, CONTENT, ACT, INITIATOR, TARGET, MEDIATOR, PLACE, TIME, WEAPON, HARM)


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text and what it is to a claim. `owner` is the id of the claim."""

    role: str
    span: Span
    owner: str


def marks_of(joined: Joined, claim: Claim) -> Iterator[Mark]:
    """The marks of a claim, those of its events after its own; a value that did not come from the text has none."""
    own = [(CLAIMANT, claim.claimant.span), (CUE, claim.cue), *((CONTENT, span) for span in claim.content)]
    told = [pair for name in claim.events for pair in _told(joined.events[name])]
    for role, span in dict.fromkeys((*own, *told)):
        if span is not None:
            yield Mark(role, span, claim.id)


def _told(event: Event) -> Iterator[tuple[str, Span | None]]:
    yield from ((ACT, span) for span in event.spans)
    for role, actors in ((INITIATOR, event.initiators), (TARGET, event.targets), (MEDIATOR, event.mediators)):
        yield from ((role, actor.span) for actor in actors)
    yield from ((PLACE, place.span) for place in (event.place, *event.other_places) if place)
    yield (TIME, event.time.span if event.time else None)
    yield from ((WEAPON, weapon.span) for weapon in event.weapons)
    yield from ((HARM, harm.span) for harm in event.harm)
