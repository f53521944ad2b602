"""The journal: what analysts decided. Entries are only ever added; one is undone by a further one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from pydantic import Field

from counterclaim.records.models import Claim, Event, Frozen


class Sort(StrEnum):
    """What is decided. The object is a claim but for `merge` and `split` (an incident), `note` (anything), and `undo` (an entry)."""

    CONFIRM = "confirm"
    REJECT = "reject"
    EDIT = "edit"
    CLAIMANT = "claimant"
    AGREEMENT = "agreement"
    MERGE = "merge"
    SPLIT = "split"
    NOTE = "note"
    UNDO = "undo"


class Evidence(Frozen):
    """A claim with its events as it was when it was decided on, so that the decision outlives another reading of the report."""

    claim: Claim
    events: tuple[Event, ...]


class Decision(Frozen):
    """What is to be decided, before it is written down.

    `claims` are those that tell of one incident where incidents are merged, and those that do not where one is split: so it stays
    though incidents change their ids. `after` is JSON: the new value of a slot, the id of an agreement, the words of a note.
    """

    kind: Sort
    object: str
    who: str = Field(min_length=1)
    why: str | None = None
    slot: str | None = None
    after: str | None = None
    claims: tuple[str, ...] = ()
    undoes: int | None = None


class Entry(Frozen):
    """A decision as it stands in the journal. `before` is what `after` took the place of, as JSON."""

    id: int
    at: str
    decision: Decision
    before: str | None = None
    evidence: Evidence | None = None


def in_force(journal: Iterable[Entry]) -> list[Entry]:
    """The entries that hold, in order: those that no entry undoes that itself holds. What is undone and undone again holds."""
    entries = sorted(journal, key=lambda entry: entry.id)
    undone: set[int] = set()
    for entry in reversed(entries):
        if entry.decision.undoes is not None and entry.id not in undone:
            undone.add(entry.decision.undoes)
    return [entry for entry in entries if entry.id not in undone and entry.decision.kind is not Sort.UNDO]


def value_of(entry: Entry) -> Any:
    """The new value as Python has it."""
    return None if entry.decision.after is None else json.loads(entry.decision.after)
