"""A report read again: ids stay where the evidence is the same, and what changed is told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from counterclaim.records.models import Claim, Event, Record, Span

T = TypeVar("T")
Alike = Callable[[Any, Any], bool]
SHARED = 0.5
"""Two claims of one claimant have the same evidence if they share this part of the characters of both together."""


def keep_ids(before: Record, now: Record, taken: Collection[str] = ()) -> Record:
    """The new record with the ids of the old one where the evidence is the same.

    A claim keeps its id if its content is the same and its claimant, else if its content is the same, else if it has the same
    claimant and shares `SHARED` of its words. An event keeps its id with its claim, or where its words are the same; agreements and talks
    where theirs are. What is new gets an id that was never given.

    Args:
        taken: ids of claims that decisions name, though the old record no longer has them.
    """
    claims = _matched(before.claims, now.claims, (_same_claim, _same_content, _overlapping), "c", taken)
    events = _events(before, now, claims)
    agreements = _matched(before.agreements, now.agreements, (lambda a, b: a.spans == b.spans, lambda a, b: a.name == b.name), "a")
    talks = _matched(before.talks, now.talks, (lambda a, b: a.spans == b.spans,), "t")
    return now.model_copy(
        update={
            "claims": tuple(
                c.model_copy(
                    update={
                        "id": claims[c.id],
                        "events": tuple(events[name] for name in c.events),
                        "answers": claims[c.answers] if c.answers else None,
                    }
                )
                for c in now.claims
            ),
            "events": tuple(e.model_copy(update={"id": events[e.id]}) for e in now.events),
            "agreements": tuple(
                a.model_copy(update={"id": agreements[a.id], "breaches": tuple(claims[c] for c in a.breaches)}) for a in now.agreements
            ),
            "talks": tuple(
                t.model_copy(
                    update={"id": talks[t.id], "event": events[t.event], "endangered_by": tuple(claims[c] for c in t.endangered_by)}
                )
                for t in now.talks
            ),
        }
    )


def _events(before: Record, now: Record, claims: Mapping[str, str]) -> dict[str, str]:
    old = {c.id: c for c in before.claims}
    told: dict[str, str] = {}
    for claim in now.claims:
        known = old.get(claims[claim.id])
        for name, kept in zip(claim.events, known.events if known else (), strict=False):
            if kept not in told.values():
                told.setdefault(name, kept)
    left = [e for e in before.events if e.id not in told.values()]
    rest = [e for e in now.events if e.id not in told]
    fresh = _matched(left, rest, (lambda a, b: a.spans == b.spans and a.kind == b.kind,), "e", [e.id for e in before.events])
    return told | fresh


def _matched(
    before: Sequence[T], now: Sequence[T], likenesses: Iterable[Alike], letter: str, taken: Collection[str] = ()
) -> dict[str, str]:
    """By new id the id that each keeps or gets: the first likeness by which one of the old that is still free fits."""
    kept: dict[str, str] = {}
    for alike in likenesses:
        for new in now:
            old = next((old for old in before if _id(old) not in kept.values() and alike(old, new)), None)
            if old is not None and _id(new) not in kept:
                kept[_id(new)] = _id(old)
    numbers = _numbers({*map(_id, before), *taken, *kept.values()}, letter)
    return {_id(new): kept.get(_id(new)) or next(numbers) for new in now}


def _numbers(taken: Collection[str], letter: str) -> Iterator[str]:
    last = max((int(name[1:]) for name in taken if name[:1] == letter and name[1:].isdigit()), default=0)
    while True:
        last += 1
        yield f"{letter}{last}"


def _id(model: Any) -> str:
    return str(model.id)


def _same_content(one: Claim, other: Claim) -> bool:
    return one.content == other.content


def _same_claim(one: Claim, other: Claim) -> bool:
    return one.content == other.content and one.claimant.id == other.claimant.id


def _overlapping(one: Claim, other: Claim) -> bool:
    a, b = _characters(one.content), _characters(other.content)
    return one.claimant.id == other.claimant.id and len(a & b) >= SHARED * len(a | b)


def _characters(spans: Iterable[Span]) -> set[int]:
    return {n for span in spans for n in range(span.start, span.end)}


def differences(before: Record, now: Record) -> list[str]:
    """What changed in a report from one reading to the next, a line each; ids are those that `keep_ids` gives."""
    old, new = {c.id: c for c in before.claims}, {c.id: c for c in now.claims}
    lines = [f"{name}: gone ({_said(old[name], before)})" for name in old if name not in new]
    lines += [f"{name}: new ({_said(new[name], now)})" for name in new if name not in old]
    for name in old.keys() & new.keys():
        for slot, was, value in _slots(old[name], before, new[name], now):
            lines.append(f"{name}: {slot} {was} → {value}")
    return sorted(lines)


def _said(claim: Claim, record: Record) -> str:
    kinds = ", ".join(record.event(name).kind for name in claim.events)
    return f"{claim.claimant.id or claim.claimant.name or 'unknown'} {claim.stance} {kinds}"


def _slots(one: Claim, before: Record, other: Claim, now: Record) -> Iterator[tuple[str, str, str]]:
    pairs: list[tuple[Claim | Event, Claim | Event]] = [(one, other)]
    pairs += [(before.event(a), now.event(b)) for a, b in zip(one.events, other.events, strict=False)]
    for old, new in pairs:
        was, value = _told(old), _told(new)
        yield from ((slot, was[slot], value[slot]) for slot in was if was[slot] != value.get(slot))


def _told(model: Claim | Event) -> dict[str, str]:
    if isinstance(model, Claim):
        return {"claimant": str(model.claimant.id), "stance": model.stance.value}
    return {
        "kind": model.kind.value,
        "status": model.status.value,
        "initiators": " ".join(str(a.id) for a in model.initiators) or "nobody",
        "targets": " ".join(str(a.id) for a in model.targets) or "nobody",
        "place": model.place.name if model.place else "none",
        "time": f"{model.time.start}/{model.time.end}" if model.time and model.time.start else "none",
        "harm": "; ".join(f"{h.effect} {h.side.id if h.side else '?'} {h.best}" for h in model.harm) or "none",
        "weapons": " ".join(sorted({w.kind.value for w in model.weapons})) or "none",
    }
