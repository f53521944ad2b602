"""Why a name is read as one place and not another: its candidates with their weights, outside of any report."""

from __future__ import annotations

from collections.abc import Iterable

from counterclaim.grounding.gazetteer import Candidate, Gazetteer
from counterclaim.grounding.place_cluster import support
from counterclaim.grounding.place_scoring import Evidence, Scored, confidence, rank
from counterclaim.grounding.placenames import fold
from counterclaim.records.words import PlacePrecision


def rank_name(name: str, gazetteer: Gazetteer, country: str | None = None, near: tuple[float, float] | None = None) -> tuple[Scored, ...]:
    """The candidates of a name from likeliest to least, as in a report about a country or with another place near by.

    Args:
        name: in any case, with or without accents.
        gazetteer: the index of places.
        country: alpha-3 code of the country that the story is about.
        near: latitude and longitude, in degrees, of another place of the story.
    """
    key, candidates = fold(name), gazetteer.find(name)
    first = rank(candidates, Evidence(key, story={country: 1.0} if country else {}))
    if near is None:
        return first
    spot = Candidate("told:near", "", *near, "", None, None, PlacePrecision.SETTLEMENT, None, None, "told")
    fits = support({key: [(s.candidate, s.probability) for s in first], "": [(spot, 1.0)]})
    told = {place_id: fit for (of, place_id), fit in fits.items() if of == key}
    return rank(candidates, Evidence(key, story={country: 1.0} if country else {}, fits=told))


def candidate_lines(ranked: Iterable[Scored]) -> list[str]:
    """One line a candidate: its share, what and where it is, and how its score came about."""
    lines: list[str] = []
    for scored in ranked:
        c = scored.candidate
        where = f"{c.lat:.2f} {c.lon:.2f}" if c.lat is not None and c.lon is not None else "no coordinates"
        detail = ", ".join(f"{name} {share:+.2f}" for name, share in scored.detail.items() if share)
        what = f"{c.name} ({c.precision.value}, {c.admin1 + ', ' if c.admin1 else ''}{c.country or '-'}, {where}; {c.source})"
        lines.append(f"{scored.probability:.2f}  {what}: {scored.score:.2f} = {detail}")
    return lines


def explain_name(name: str, ranked: tuple[Scored, ...], unsure: float, most: int = 10) -> list[str]:
    """What a name is read as, then its candidates; `unsure` is the confidence below which none is taken."""
    if not ranked:
        return [f"{name}: not in the index of places"]
    sure = confidence(ranked)
    verdict = (
        f"{ranked[0].candidate.name}, confidence {sure:.2f}" if sure >= unsure else f"unsure ({sure:.2f}), so no coordinates are given"
    )
    more = [f"and {len(ranked) - most} more"] if len(ranked) > most else []
    return [f"{name}: {verdict}", *("  " + line for line in candidate_lines(ranked[:most])), *more]
