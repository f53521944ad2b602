"""A record as a few lines of text, one claim a line: what the golden files hold."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.records.models import Actor, Claim, Event, Harm, Record


def record_lines(record: Record) -> Iterator[str]:
    """Claims, talks and agreements of a record in order, without ids and offsets, with the words that are the evidence."""
    for claim in record.claims:
        yield from _claim(claim, record.event(claim.events[0]), record.report.text)
    for meeting in record.talks:
        yield f"TALKS {meeting.status.value} {_actors(meeting.participants)} at {meeting.venue.name if meeting.venue else '-'}"
    for agreement in record.agreements:
        duties = ", ".join(f"{d.obligor.id if d.obligor else '-'}:{d.duty}" for d in agreement.obligations)
        parties = f"{_actors(agreement.parties)} by {_actors(agreement.brokers)}"
        yield f"AGREEMENT {agreement.name} {parties} duties [{duties}] breaches {len(agreement.breaches)}"
    for left in record.skipped:
        yield f"SKIPPED {left.what}: {left.reason}"


def _claim(claim: Claim, event: Event, text: str) -> Iterator[str]:
    claimant = claim.claimant.id or f"?{claim.claimant.name}"
    relays = f" via {_actors(claim.relayed_by)}" if claim.relayed_by else ""
    background = " background" if event.background else ""
    yield f"{claimant}{relays} {claim.stance.value} {event.kind.value} {event.status.value}{background} ({claim.interest.value})"
    when = f"{event.time.start}..{event.time.end}" if event.time else "-"
    where = event.place.name if event.place else "-"
    weapons = ",".join(w.kind.value for w in event.weapons)
    harm = "; ".join(map(_harm, event.harm))
    mediators = f" by {_actors(event.mediators)}" if event.mediators else ""
    yield f"    {_actors(event.initiators)} -> {_actors(event.targets)}{mediators} | {where} | {when} | {weapons} | {harm}"
    yield "    " + " / ".join(" ".join(span.of(text).split()) for span in event.spans)


def _actors(actors: tuple[Actor, ...]) -> str:
    return "[" + " ".join(a.id or f"?{a.name}" for a in actors) + "]"


def _harm(harm: Harm) -> str:
    numbers = "/".join("-" if n is None else str(n) for n in (harm.low, harm.best, harm.high))
    side = harm.side.id if harm.side else "-"
    return f"{harm.effect.value} {side} {harm.category.value} {numbers}{' cumulative' if harm.cumulative else ''}"
