"""Decisions of analysts, however they come: what is typed → an entry of the journal."""

from __future__ import annotations

import json
from dataclasses import dataclass

from counterclaim.errors import ConfigError, UnknownError
from counterclaim.records.models import Claim, Span
from counterclaim.review.decisions import Decision, Entry, Sort
from counterclaim.review.slots import parse_slot
from counterclaim.store.store import Store


@dataclass(frozen=True)
class Typed:
    """A decision as it is typed: `value` in the short forms of `review.slots`, the words of a note, or the id of what it is joined to."""

    kind: Sort
    object: str
    slot: str | None = None
    value: str | None = None
    why: str | None = None
    claims: tuple[str, ...] = ()
    undoes: int | None = None


def decide(store: Store, who: str, typed: Typed) -> Entry:
    """Writes a decision into the journal and applies it. Raises ConfigError when it makes no sense."""
    after = _after(store, typed)
    made = Decision(
        kind=typed.kind,
        object=typed.object,
        who=who,
        why=typed.why or None,
        slot="claimant" if typed.kind is Sort.CLAIMANT else typed.slot if typed.kind is Sort.EDIT else None,
        after=after,
        claims=typed.claims,
        undoes=typed.undoes,
    )
    with store.writing() as desk:
        return desk.decide(made)


def _after(store: Store, typed: Typed) -> str | None:
    if typed.kind in (Sort.EDIT, Sort.CLAIMANT):
        slot = "claimant" if typed.kind is Sort.CLAIMANT else typed.slot or ""
        with store.reading() as desk:
            try:
                claim = desk.claim(typed.object)
            except UnknownError as error:
                raise ConfigError(f"there is no claim {typed.object}") from error
        return json.dumps(parse_slot(slot, typed.value or "", _evidence(claim)))
    if typed.kind in (Sort.MERGE, Sort.AGREEMENT, Sort.NOTE):
        if not (typed.value or "").strip():
            raise ConfigError("say what it is joined to, or what is to be noted")
        return json.dumps((typed.value or "").strip())
    return None


def _evidence(claim: Claim) -> Span:
    if claim.content:
        return claim.content[0]
    if claim.cue is None:
        raise ConfigError(f"{claim.id} has no words of its own to stand on")
    return claim.cue
