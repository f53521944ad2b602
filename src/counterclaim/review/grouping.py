"""Incidents merged and split by decision: which claims are one incident, after what the machine found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from counterclaim.review.decisions import Entry, Sort


def regroup(groups: Mapping[str, str], journal: Sequence[Entry]) -> dict[str, str]:
    """Applies the mergers and splits in force, in order.

    Args:
        groups: by key of what is told (`REPORT/c3`, `REPORT/c3.2`) the name of its group, for all groups that a decision names.
        journal: the decisions in force; those that are no merger and no split are passed over.

    Returns:
        the name of the group of each key: the least key that is in it.
    """
    inside = dict(groups)
    for entry in journal:
        keys = [key for key in inside if claim_of(key) in entry.decision.claims]
        if entry.decision.kind is Sort.MERGE:
            joined = {inside[key] for key in keys}
            inside = {key: min(joined) if group in joined else group for key, group in inside.items()}
        elif entry.decision.kind is Sort.SPLIT:
            inside |= {key: f"{entry.id} split off {inside[key]}" for key in keys}
    least: dict[str, str] = {}
    for key in sorted(inside):
        least.setdefault(inside[key], key)
    return {key: least[group] for key, group in inside.items()}


def claim_of(key: str) -> str:
    """The id of the claim that is told under a key: claims of several events are told several times."""
    head, _, last = key.rpartition("/")
    return f"{head}/{last.partition('.')[0]}"
