"""Which of the places of one name is meant: a table of named comparators with weights, and the detail of every choice.

A comparator is a pure function of a candidate and its evidence to a number, mostly 0 to 1. The score is their weighted sum;
confidence is the share of the best in a softmax over the candidates, counting those that are practically the same spot with
it (a district and its seat).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from counterclaim.grounding.country_words import load_country_words
from counterclaim.grounding.gazetteer import Candidate
from counterclaim.grounding.placenames import fold
from counterclaim.records.distance import km_between
from counterclaim.records.words import PlacePrecision

SAME_SPOT_KM = 30.0
"""Candidates closer than this do not compete: most districts lie this close to their seat."""
FAR_KM = 1000.0
"""Farther than this from all other places of a report, a small place is hardly the one meant."""
WELL_KNOWN = 100_000
"""People. Larger towns are named in reports from the other end of the world."""
LARGEST = 7.5
"""log10 of the population of the largest cities: prominence 1."""
PROMINENCE = {
    PlacePrecision.COUNTRY: 1.6,
    PlacePrecision.REGION: 0.7,
    PlacePrecision.CORRIDOR: 0.6,
    PlacePrecision.BORDER: 0.6,
    PlacePrecision.DISTRICT: 0.5,
}
"""Least prominence by sort of place. A country's name means the country, unless the story and the text say otherwise."""
VAST_KM = 700.0
VAST = 1.6
"""Least prominence of what is as large as a continent or an ocean: "the Middle East" is hardly the quarter of Baltimore."""
CAPITAL = 0.25
"""Added to the prominence of a capital."""
OWN_CAPITAL = 0.35
"""Added besides to that of a capital of the country that the story is about."""
SHARPNESS = 7.0
"""Slope of the softmax: a lead of 0.5 in score over one rival is read as 97 %."""
CALIBRATION = ((0.0, 0.0), (0.3, 0.35), (0.7, 0.55), (0.85, 0.65), (0.95, 0.83), (1.0, 0.95))
"""Share of the softmax to the share of names that lie within 161 km of where they should, read off the totals of LGL for
settlements (3,000 names) and checked on GeoWebNews; straight between the points."""
RIVALS = 10
"""Candidates that share in the softmax, so that forty hamlets do not outvote one city."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What bears on the choice for one name: the folded name, the sort of place told, the places said to contain it,
    the weight of countries in the story, the spots (lat, lon) of the report's other places, how well candidates fit among them
    by `place_id` (`place_cluster.support`), and the candidate that is a capital."""

    key: str
    told: PlacePrecision | None = None
    containers: tuple[Candidate, ...] = ()
    story: Mapping[str, float] = field(default_factory=dict)
    others: tuple[tuple[float, float], ...] = ()
    fits: Mapping[str, float] = field(default_factory=dict)
    capital: str | None = None


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its score, the share of every comparator in it, and its share of the softmax."""

    candidate: Candidate
    score: float
    detail: Mapping[str, float]
    probability: float


def apart_km(a: Candidate, b: Candidate) -> float | None:
    """Distance between two candidates, None when either's coordinates are unknown."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return km_between(a.lat, a.lon, b.lat, b.lon)


def story_country(c: Candidate, e: Evidence) -> float:
    """Weight of its country in the story."""
    return max((e.story.get(code, 0.0) for code in c.countries), default=0.0)


def told_container(c: Candidate, e: Evidence) -> float:
    """1 inside a place that the text puts it in, −1 outside all of them; 0 for countries and when none is told."""
    if not e.containers or c.precision is PlacePrecision.COUNTRY:
        return 0.0
    return 1.0 if any(lies_in(c, outer) for outer in e.containers) else -1.0


def lies_in(c: Candidate, outer: Candidate) -> bool:
    """Whether a candidate lies in another: same country, and the same first-level name or within reach of its centre."""
    if c.place_id == outer.place_id or not set(c.countries) & set(outer.countries):
        return False
    if outer.precision is PlacePrecision.COUNTRY:
        return c.precision is not PlacePrecision.COUNTRY
    if c.admin1 and fold(c.admin1) == fold(outer.name):
        return True
    if outer.admin1 and not outer.located:
        return c.admin1 == outer.admin1
    apart = apart_km(c, outer)
    return apart is not None and apart <= (outer.radius_km or SAME_SPOT_KM) * 1.3


def near_others(c: Candidate, e: Evidence) -> float:
    """How well it fits among the report's other places, 0 to 1."""
    return e.fits.get(c.place_id, 0.0)


def prominence(c: Candidate, e: Evidence) -> float:
    """How well known it is: the logarithm of its population, for settlements its number of other names and its rank as a
    capital too."""
    people = math.log10(max(c.population or 1, 1)) / LARGEST
    if c.precision is not PlacePrecision.SETTLEMENT:
        vast = VAST if (c.radius_km or 0.0) >= VAST_KM and not c.country else 0.0
        return max(min(1.0, people), PROMINENCE[c.precision], vast)
    known = 0.7 * people + 0.3 * min(1.0, math.log10(1 + c.alternates) / 2)
    return known + (CAPITAL + OWN_CAPITAL * story_country(c, e) if c.place_id == e.capital else 0.0)


def exact_name(c: Candidate, e: Evidence) -> float:
    """1 when it is called that first of all (curated spellings count), 0 when it is one of many other names."""
    curated = c.listed or c.precision is PlacePrecision.COUNTRY
    return 1.0 if curated or fold(c.name) == e.key else 0.0


def told_precision(c: Candidate, e: Evidence) -> float:
    """1 when the words beside the name tell its sort, −1 when they tell another, 0 when they tell none."""
    if e.told is None:
        return 0.0
    return 1.0 if c.precision is e.told or {c.precision, e.told} == {PlacePrecision.DISTRICT, PlacePrecision.REGION} else -1.0


def located(c: Candidate, e: Evidence) -> float:
    """1 when its coordinates are known, or at least its subdivision."""
    return 1.0 if c.located or c.admin1 else 0.0


Comparator = Callable[[Candidate, Evidence], float]
COMPARATORS: tuple[tuple[str, Comparator, float], ...] = (
    ("story_country", story_country, 0.8),
    ("told_container", told_container, 1.2),
    ("near_others", near_others, 1.2),
    ("prominence", prominence, 1.0),
    ("exact_name", exact_name, 0.6),
    ("told_precision", told_precision, 0.6),
    ("located", located, 0.3),
)
"""Name, comparator, weight. Weights were set by reason (what the text tells outweighs fame, fame outweighs the rest) and
checked on totals of LGL and GeoWebNews; they are not fitted."""


def rank(candidates: tuple[Candidate, ...], evidence: Evidence) -> tuple[Scored, ...]:
    """The candidates from likeliest to least, with the detail of each score. Containers that hold none of them are ignored."""
    evidence = replace(evidence, capital=_capital(candidates, evidence.key))
    if not any(lies_in(c, outer) for c in candidates for outer in evidence.containers):
        evidence = replace(evidence, containers=())
    scored: list[tuple[Candidate, float, dict[str, float]]] = []
    for candidate in candidates:
        detail = {name: weight * compare(candidate, evidence) for name, compare, weight in COMPARATORS}
        scored.append((candidate, sum(detail.values()), detail))
    if not scored:
        return ()
    scored.sort(key=lambda s: (-s[1], s[0].place_id))
    top = scored[0][1]
    weights = [math.exp(SHARPNESS * (score - top)) if k < RIVALS else 0.0 for k, (_, score, _) in enumerate(scored)]
    total = sum(weights)
    return tuple(Scored(c, s, d, w / total) for (c, s, d), w in zip(scored, weights, strict=True))


def is_stray(ranked: tuple[Scored, ...], evidence: Evidence) -> bool:
    """Whether the best candidate is but a namesake: a small place, far from all else that the report names, in a country that the
    report does not speak of, with nothing in the text that puts it there. The place meant is one that the index lacks."""
    if not ranked or not evidence.others:
        return False
    best = ranked[0].candidate
    if best.precision is not PlacePrecision.SETTLEMENT or (best.population or 0) >= WELL_KNOWN or best.lat is None or best.lon is None:
        return False
    if story_country(best, evidence) or any(lies_in(best, outer) for outer in evidence.containers):
        return False
    return all(km_between(best.lat, best.lon, lat, lon) > FAR_KM for lat, lon in evidence.others)


def _capital(candidates: tuple[Candidate, ...], key: str) -> str | None:
    """The id of the candidate that is the capital of that name: the most populous one in its country."""
    country = load_country_words().capitals.get(key)
    seats = [c for c in candidates if c.country == country and c.precision is PlacePrecision.SETTLEMENT]
    return max(seats, key=lambda c: c.population or 0).place_id if seats else None


def calibrated(share: float) -> float:
    """How often a choice with such a share of the softmax is right, both 0 to 1."""
    for (left, low), (right, high) in pairwise(CALIBRATION):
        if share <= right:
            return low + (high - low) * (share - left) / (right - left)
    return CALIBRATION[-1][1]


def confidence(ranked: tuple[Scored, ...]) -> float:
    """Share of the best candidate and of those at the same spot; 0 when there is none."""
    if not ranked:
        return 0.0
    best = ranked[0].candidate
    share = 0.0
    for scored in ranked:
        apart = apart_km(best, scored.candidate)
        if scored.candidate is best or (apart is not None and apart <= SAME_SPOT_KM and best.country == scored.candidate.country):
            share += scored.probability
    return min(1.0, share)
