"""How many were harmed on each side: low, best and high over what all claimants say now, with the rule and the claims behind each.

Rules for the best figure, first that holds:
  own_account     what the side's own government or forces say of its losses: nobody knows better or has less cause to exaggerate
  third_party     the middle of what outsiders (neither the side nor its adversaries) say
  no_adversary    the middle of what others say who are no adversaries: the side's doctors and mayors, witnesses, the report
  middle          the middle of all figures: adversaries alone tell any
  conservative    a line of its own, for comparison with ACLED's practice: the lowest figure above zero that anybody reports
Low and high are the lowest and highest figures that stand, zeros included. Running tolls ("bringing the toll to 33") are left out, and so
is what is denied. Each line has low, best and high in the manner of UCDP beside it, as we read it: what a warring party says of its
adversary's losses counts only where nobody else tells any (UCDP GED Codebook: the estimates are those of reliable sources).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median_low

from counterclaim.incidents.answers import Said, answers_in, by_claimant, standing_of
from counterclaim.incidents.told import Told, number_of
from counterclaim.records.incidents import Casualties, Range
from counterclaim.records.models import Harm
from counterclaim.records.replies import AWAY, SPOKEN_FOR
from counterclaim.records.words import Category, Effect

Standing = Sequence[tuple[Told, Harm]]


def casualties_of(told: Sequence[Told]) -> Iterator[Casualties]:
    """The casualties of an incident by side and effect, two lines each: what the rules make of them, and the conservative figure."""
    said: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for answer in (answer for item in told for answer in answers_in(item)):
        effect, _, side = answer.question.rstrip("]").partition("[")
        if answer.harm is not None and side != "?":
            said[side, effect].append(answer)
    for (side, effect), answers in sorted(said.items()):
        stands = [s for each in by_claimant(answers) for s in standing_of(each)]
        standing = [(s.told, s.harm) for s in sorted(stands, key=lambda s: s.when) if s.harm is not None and s.denied is None]
        if standing:
            yield from _lines(side, Effect(effect), standing)


def _lines(side: str, effect: Effect, standing: Standing) -> Iterator[Casualties]:
    claims = tuple(dict.fromkeys(t.claim_id for t, _ in standing))
    whole, reliable = _range(side, standing), _range(side, _reliable(side, standing) or standing)
    categories = {h.category for _, h in standing} - {Category.UNKNOWN}
    category = categories.pop() if len(categories) == 1 else Category.UNKNOWN
    line = Casualties(
        side=side,
        effect=effect,
        category=category,
        low=whole.low,
        best=whole.best,
        high=whole.high,
        rule=_best(side, standing)[1],
        claims=claims,
        ucdp=reliable,
    )
    yield line
    least = min((n for _, h in standing for n in _numbers(h) if n), default=None)
    if least is not None:
        yield line.model_copy(update={"low": least, "best": least, "high": least, "rule": "conservative", "ucdp": None})


def _range(side: str, standing: Standing) -> Range:
    numbers = [n for _, h in standing for n in _numbers(h)]
    return Range(low=min(numbers), best=_best(side, standing)[0], high=max(numbers))


def _best(side: str, standing: Standing) -> tuple[int | None, str]:
    own = [h for t, h in standing if t.claim.claimant.party == side and t.claim.claimant.sector in SPOKEN_FOR]
    if own and (best := number_of(own[-1])) is not None:
        return best, "own_account"
    parties = {p for t, _ in standing for p in t.parties}
    outside = _points([(t, h) for t, h in standing if t.claim.claimant.party not in parties | AWAY | {side}])
    if outside:
        return median_low(outside), "third_party"
    others = _points(_reliable(side, standing))
    if others:
        return median_low(others), "no_adversary"
    points = _points(standing)
    return (median_low(points) if points else None), "middle"


def _reliable(side: str, standing: Standing) -> list[tuple[Told, Harm]]:
    """What is told by nobody whose adversary the side is, that is by no other party of the event."""
    parties = {p for t, _ in standing for p in t.parties} - {side}
    return [(t, h) for t, h in standing if t.claim.claimant.party not in parties]


def _points(standing: Standing) -> list[int]:
    return [n for _, h in standing if (n := number_of(h)) is not None]


def _numbers(harm: Harm) -> list[int]:
    return [n for n in (harm.low, harm.best, harm.high) if n is not None]
