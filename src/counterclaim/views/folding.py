"""Why reports are folded into one origin, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from textwrap import shorten
from typing import Protocol

from counterclaim.records.comparison import Comparison
from counterclaim.views.wording import one_line

EVIDENCE = 80
"""Characters of the evidence that are told."""


class Fold(Protocol):
    """A link between two reports of one origin: how it was found, on which evidence, and how sure it is."""

    @property
    def one(self) -> str: ...
    @property
    def other(self) -> str: ...
    @property
    def how(self) -> str: ...
    @property
    def evidence(self) -> str: ...
    @property
    def score(self) -> float: ...


def folds_within(comparison: Comparison, links: Iterable[Fold]) -> dict[str, str]:
    """The reason by the id of each report of a comparison that has the origin of an earlier one."""
    return folds_beside({report.id for report in comparison.reports if report.copy_of is None}, links)


def folds_beside(founders: Collection[str], links: Iterable[Fold]) -> dict[str, str]:
    """The reason by the id of each report that is no founder: its surest link to another of the origin."""
    words: dict[str, str] = {}
    for link in sorted(links, key=lambda link: (-link.score, link.one, link.other)):
        evidence = shorten(one_line(link.evidence), EVIDENCE, placeholder=" …")
        for name in {link.one, link.other} - set(founders):
            words.setdefault(name, f"{link.how.replace('_', ' ')}, “{evidence}”")
    return words
