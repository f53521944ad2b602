"""What is asked of an analyst for each sort of decision."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from counterclaim.store.asking import Queued

Told = dict[str, Any]


def asked_for(key: str, queued: Queued, written: Sequence[int]) -> Told | None:
    """The decision that a key stands for, with what had to be asked; None for a key that stands for none.

    Args:
        written: the entries of this session, of which the last is undone unless another is named.

    Raises ConfigError when what was typed makes no sense.
    """
    if key == "u":
        return {"kind": "undo", "object": "", "undoes": _asked_number(written)}
    ask = _ASKING.get(key)
    return ask(queued) if ask is not None else None


def _edit(queued: Queued) -> Told:
    from counterclaim.review.slots import HELP, parse_slot

    slot = click.prompt(f"slot ({', '.join(HELP)})").strip()
    typed = click.prompt(HELP.get(slot, slot), default="-", show_default=False)
    return {"kind": "edit", "slot": slot, "after": json.dumps(parse_slot(slot, typed, queued.claim.content[0]))}


def _claimant(queued: Queued) -> Told:
    from counterclaim.review.slots import HELP, parse_slot

    typed = click.prompt(f"who says it ({HELP['claimant']})")
    return {"kind": "claimant", "slot": "claimant", "after": json.dumps(parse_slot("claimant", typed, queued.claim.content[0]))}


def _merge(queued: Queued) -> Told:
    return {"kind": "merge", "object": _incident(queued), "after": json.dumps(click.prompt("merge its incident with (id)").strip())}


def _split(queued: Queued) -> Told:
    typed = click.prompt("claims to split off", default=queued.claim.id).replace(",", " ")
    return {"kind": "split", "object": _incident(queued), "claims": typed.split()}


def _agreement(queued: Queued) -> Told:
    name = click.prompt("the agreement that it says was broken (a1)").strip()
    return {"kind": "agreement", "after": json.dumps(name if "/" in name else f"{queued.report}/{name}")}


def _incident(queued: Queued) -> str:
    from counterclaim.errors import ConfigError

    if queued.incident is None:
        raise ConfigError("this claim tells of history and is in no incident")
    return queued.incident


def _asked_number(written: Sequence[int]) -> int:
    last = written[-1] if written else None
    return int(click.prompt("which decision is undone (number)", default=last, type=int))


_ASKING: Mapping[str, Callable[[Queued], Told]] = {
    "c": lambda _queued: {"kind": "confirm"},
    "r": lambda _queued: {"kind": "reject"},
    "e": _edit,
    "w": _claimant,
    "m": _merge,
    "s": _split,
    "a": _agreement,
    "n": lambda _queued: {"kind": "note", "after": json.dumps(click.prompt("note").strip())},
}
