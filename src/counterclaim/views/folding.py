"""Why reports are folded into one origin, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from textwrap import shorten
from typing import Protocol

from counterclaim.records.comparison import Comparison
from counterclaim.views.wording import one_line, plain

EVIDENCE = 80
"""Characters of the evidence that are told."""


class Fold(Protocol):
    """A link between two reports of one origin: how it was found, on which evidence, and how sure it is."""

    @property
    def one(self) -> str:
        """The id of a report."""

    @property
    def other(self) -> str:
        """That of the other."""

    @property
    def how(self) -> str:
        """How it was found, in a word."""

    @property
    def evidence(self) -> str:
        """Words that they have in common, or that name the source."""

    @property
    def score(self) -> float:
        """How sure it is, up to 1."""


def folds_within(comparison: Comparison, links: Iterable[Fold]) -> dict[str, str]:
    """The reason by the id of each report of a comparison that has the origin of an earlier one."""
    return folds_beside({report.id for report in comparison.reports if report.copy_of is None}, links)


def folds_beside(founders: Collection[str], links: Iterable[Fold]) -> dict[str, str]:
    """The reason by the id of each report that is no founder: its surest link to another of the origin."""
    words: dict[str, str] = {}
    for link in sorted(links, key=lambda link: (-link.score, link.one, link.other)):
        evidence = shorten(one_line(link.evidence), EVIDENCE, placeholder=" …")
        for name in {link.one, link.other} - set(founders):
            words.setdefault(name, f"{plain(link.how)}, “{evidence}”")
    return words
