"""A cheap look at a text: is it about armed conflict at all? Words with weights, learned from reports and from other texts.

The weights are lines of `data/relevance.csv`, made by `python -m counterclaim.evaluation.relevance`.
"""
from __future__ import annotations

THRESHOLD = 0.0


def relevance(text: str) -> float:
    """Score."""
    return 1.0
