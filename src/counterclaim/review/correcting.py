"""Records with the decisions about their claims applied. What the machine read is never changed, only what is made of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from counterclaim.errors import ConfigError
from counterclaim.records.models import Claim, Event, Record
from counterclaim.review.decisions import Entry, Evidence, Sort, value_of

CLAIM_SLOTS = frozenset({"claimant", "stance", "relayed_by", "answers"})
EVENT_SLOTS = frozenset(
    {"kind", "status", "background", "initiators", "targets", "mediators", "place", "other_places", "time", "weapons", "harm"}
)
SLOTS = CLAIM_SLOTS | EVENT_SLOTS


@dataclass(frozen=True)
class Corrected:
    """A record with its corrections, and by local id the last word on each of its claims that has one: `confirmed`, `rejected`, `edited`,
    or `unfit` where this reading leaves no room for the correction."""

    record: Record
    marks: dict[str, str] = field(default_factory=dict)


def correct(record: Record, journal: Sequence[Entry]) -> Corrected:
    """Applies the decisions in force about the claims of a record, in order.

    A rejected claim is left out, with the events that nobody else tells. A claim that was confirmed or corrected and that this reading no
    longer has comes back as it was. A slot of an event is corrected for every claim that tells it.
    """
    marks: dict[str, str] = {}
    for entry in journal:
        name = entry.decision.object.removeprefix(f"{record.report.id}/")
        kind = entry.decision.kind
        if kind in (Sort.CONFIRM, Sort.EDIT, Sort.CLAIMANT, Sort.AGREEMENT):
            record = _kept(record, name, entry.evidence)
        if kind in (Sort.EDIT, Sort.CLAIMANT):
            try:
                record = with_slot(record, name, entry.decision.slot or "claimant", value_of(entry))
                marks[name] = "edited"
            except ConfigError:
                marks[name] = "unfit"  # it was checked when it was decided; only another reading can have taken its place away
        elif kind is Sort.AGREEMENT:
            record = _with_breach(record, name, str(value_of(entry)).removeprefix(f"{record.report.id}/"))
        elif kind in (Sort.CONFIRM, Sort.REJECT):
            marks[name] = "confirmed" if kind is Sort.CONFIRM else "rejected"
    rejected = {name for name, mark in marks.items() if mark == "rejected"}
    return Corrected(_without(record, rejected) if rejected else record, marks)


def with_slot(record: Record, claim: str, slot: str, value: Any) -> Record:
    """The record with a slot of a claim, or of its first event, set to a value, given as JSON has it.

    Raises ConfigError when there is no such claim or slot, or the value does not fit it.
    """
    told = next((c for c in record.claims if c.id == claim), None)
    if told is None:
        raise ConfigError(f"{record.report.id} has no claim {claim}")
    if slot in CLAIM_SLOTS:
        now = _set(told, slot, value)
        return record.model_copy(update={"claims": tuple(now if c.id == claim else c for c in record.claims)})
    if slot not in EVENT_SLOTS:
        raise ConfigError(f"{slot} is no slot: name one of {', '.join(sorted(SLOTS))}")
    if not told.events:
        raise ConfigError(f"{claim} tells no event whose {slot} could be set")
    event = record.event(told.events[0])
    return record.model_copy(update={"events": tuple(_set(e, slot, value) if e.id == event.id else e for e in record.events)})


def slot_of(record: Record, claim: str, slot: str) -> Any:
    """The value of a slot, as JSON has it. Raises ConfigError when there is no such claim or slot."""
    told = next((c for c in record.claims if c.id == claim), None)
    if told is None or slot not in SLOTS:
        raise ConfigError(f"{record.report.id} has no claim {claim}" if told is None else f"{slot} is no slot")
    holder: Claim | Event | None = told if slot in CLAIM_SLOTS else record.event(told.events[0]) if told.events else None
    return holder.model_dump(mode="json")[slot] if holder is not None else None


def evidence_of(record: Record, claim: str) -> Evidence | None:
    """A claim with its events, None where there is none of this id."""
    told = next((c for c in record.claims if c.id == claim), None)
    return Evidence(claim=told, events=tuple(record.event(name) for name in told.events)) if told is not None else None


def _set(model: Any, slot: str, value: Any) -> Any:
    """The model with a value put in, checked as if it had been read from JSON."""
    whole = {**model.model_dump(mode="json"), slot: value}
    try:
        return type(model).model_validate_json(json.dumps(whole))
    except ValidationError as error:
        first = error.errors()[0]
        raise ConfigError(f"{slot}: {'.'.join(str(part) for part in first['loc'][1:])} {first['msg']}".replace(":  ", ": ")) from error


def _kept(record: Record, claim: str, evidence: Evidence | None) -> Record:
    """The record with a claim that it no longer has; its events come under names of their own, since others may have taken theirs."""
    if evidence is None or any(c.id == claim for c in record.claims):
        return record
    names = {event.id: f"{event.id}.{claim}" for event in evidence.events}
    told = evidence.claim.model_copy(update={"events": tuple(names[name] for name in evidence.claim.events)})
    answered = told.answers if any(c.id == told.answers for c in record.claims) else None
    events = tuple(event.model_copy(update={"id": names[event.id]}) for event in evidence.events)
    return record.model_copy(
        update={"claims": (*record.claims, told.model_copy(update={"answers": answered})), "events": (*record.events, *events)}
    )


def _with_breach(record: Record, claim: str, agreement: str) -> Record:
    """The record with a claim among those that allege a breach of an agreement."""
    return record.model_copy(
        update={
            "agreements": tuple(
                a.model_copy(update={"breaches": (*a.breaches, claim)}) if a.id == agreement and claim not in a.breaches else a
                for a in record.agreements
            )
        }
    )


def _without(record: Record, rejected: set[str]) -> Record:
    claims = tuple(c for c in record.claims if c.id not in rejected)
    told = {name for claim in claims for name in claim.events}
    gone = {name for claim in record.claims if claim.id in rejected for name in claim.events} - told

    def rest(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(name for name in names if name not in rejected)

    return record.model_copy(
        update={
            "claims": tuple(c.model_copy(update={"answers": None}) if c.answers in rejected else c for c in claims),
            "events": tuple(e for e in record.events if e.id not in gone),
            "agreements": tuple(a.model_copy(update={"breaches": rest(a.breaches)}) for a in record.agreements),
            "talks": tuple(t.model_copy(update={"endangered_by": rest(t.endangered_by)}) for t in record.talks if t.event not in gone),
        }
    )
