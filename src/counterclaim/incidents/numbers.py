"""Numbers of people harmed in an event, as accounts and casualties compare them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from counterclaim.incidents.told import Told, number_of
from counterclaim.records.models import Harm
from counterclaim.records.words import Category, Effect
from counterclaim.tables import read_table

DATA = "counterclaim.incidents.data"
RANKS = frozenset({"lieutenant", "officer", "secretary", "mate", "sergeant", "class"})
"""What an ordinal makes a rank of: "a second lieutenant was killed" counts nobody."""
SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z])|\n+")
_NTH = re.compile(r"(?:an? |the )?([a-z]+)\s+([a-z]+)", re.IGNORECASE)


def harm_in(told: Told) -> list[Harm]:
    """Harm done in the event itself: running tolls left out, soldiers and civilians of one side added up where nobody tells the sum.

    One death that is counted ("a third soldier has died") tells how many have died so far.
    """
    by_side: dict[tuple[str | None, Effect], dict[Category, Harm]] = defaultdict(dict)
    for harm in told.event.harm:
        if not harm.cumulative and number_of(harm) is not None:
            by_side[harm.side.party if harm.side else None, harm.effect][harm.category] = _counted(harm, told)
    return [by_category.get(Category.UNKNOWN) or _sum(list(by_category.values())) for by_category in by_side.values()]


def _counted(harm: Harm, told: Told) -> Harm:
    if harm.effect is not Effect.KILLED or number_of(harm) != 1:
        return harm
    nth = _NTH.match(harm.span.of(told.report.text))
    number = load_ordinals().get(nth[1].lower()) if nth and nth[2].lower() not in RANKS else None
    return harm.model_copy(update=dict.fromkeys(("low", "best", "high"), number)) if number else harm


def corrects(harm: Harm, told: Told) -> bool:
    """Whether the sentence of a number puts it in the place of another: "eight, not eleven", "revised the toll to two"."""
    text, at = told.report.text, harm.span
    start = max((m.end() for m in SENTENCE_END.finditer(text, 0, at.start)), default=0)
    end = SENTENCE_END.search(text, at.end)
    return bool(load_correcting().search(text[start : end.start() if end else len(text)]))


@cache
def load_correcting() -> re.Pattern[str]:
    """The words that correct a number. Raises ResourceError when the table cannot be read."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(row['pattern'] for row in read_table(DATA, 'correcting.csv'))})", re.IGNORECASE)


@cache
def load_ordinals() -> dict[str, int]:
    """The number of each ordinal. Raises ResourceError when the table cannot be read."""
    return {row["word"]: int(row["number"]) for row in read_table(DATA, "ordinals.csv")}


def _sum(harms: Sequence[Harm]) -> Harm:
    if len(harms) == 1:
        return harms[0]
    told = [[n for n in (h.low, h.best, h.high) if n is not None] for h in harms]
    numbers = {"low": sum(map(min, told)), "best": sum(number_of(h) or 0 for h in harms), "high": sum(map(max, told))}
    return harms[0].model_copy(update={**numbers, "category": Category.UNKNOWN})
