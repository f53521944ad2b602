"""How two answers to one question stand to one another: the same, contradictory, or on different matters.

who_initiated   contradictory if they name different parties, one denies the party that the other names, or each denies its own hand
what            contradictory if one denies what the other says; or if both name means of attack, and none in common; or if each lays an
                act of violence on the other side
where           contradictory if both are exact and do not touch, or both are whole countries and not the same
when            contradictory if the days do not overlap
weapons         contradictory if each names one that the other does not, one denies the other's, or each lays them on the other side; which
                of two allies used them is another question
numbers         contradictory if their bounds do not overlap ("at least five" and seven do), or one denies the number of the other; the same
                unless one is more than `TWICE` the other ("at least seven" is no word for a thousand);
                a number of soldiers and one of civilians are different matters; those who speak for a party and its own
                doctors, mayors and people contradict each other only if one says that nobody was harmed
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from enum import StrEnum

from counterclaim.incidents.answers import WEAPONS, WHAT, WHEN, WHERE, WHO, Said
from counterclaim.incidents.told import number_of
from counterclaim.records.distance import gap_km
from counterclaim.records.models import Harm
from counterclaim.records.words import Category, Family, Kind, PlacePrecision, family_of

MEANS = frozenset({Kind.SHELLING, Kind.AIR_STRIKE, Kind.DRONE_ATTACK, Kind.MISSILE_STRIKE, Kind.MINE_OR_IED})
TWICE = 2
"""How much larger than another a number may be whose bounds meet it, for both to say the same."""
EXACT = frozenset({PlacePrecision.SETTLEMENT, PlacePrecision.DISTRICT})


class Relation(StrEnum):
    """How two answers stand to one another."""

    SAME = "same"
    CONTRARY = "contrary"
    OTHER = "other"


def relation(one: Said, other: Said) -> Relation:
    """How two answers to one question by different claimants stand to one another. The order does not matter."""
    return RELATIONS.get(one.question, _numbers)(one, other)


def _judged(same: bool, contrary: bool) -> Relation:
    return Relation.CONTRARY if contrary else Relation.SAME if same else Relation.OTHER


def _who(one: Said, other: Said) -> Relation:
    if one.denied and other.denied:
        own = one.denied == one.claimant.party and other.denied == other.claimant.party
        return _judged(one.denied == other.denied, own and one.denied != other.denied)
    if one.denied or other.denied:
        return _judged(same=False, contrary=_denies(one, other))
    return _judged(one.value == other.value, one.value != other.value)


def _denies(one: Said, other: Said) -> bool:
    return one.denied == str(other.value) or other.denied == str(one.value)


def _what(one: Said, other: Said) -> Relation:
    if one.denied and other.denied:
        return _judged(one.denied == other.denied, contrary=False)
    if one.denied or other.denied:
        return _judged(same=False, contrary=_denies(one, other) or _denies_act(one, other))
    a, b = Kind(str(one.value)), Kind(str(other.value))
    violent = {family_of(a), family_of(b)} == {Family.VIOLENCE}
    return _judged(family_of(a) is family_of(b), a is not b and ({a, b} <= MEANS or (violent and _turned(one, other))))


def _turned(one: Said, other: Said) -> bool:
    """Whether the two lay the act on different parties, one of them on those who suffer it in the other, or on the other who speaks."""
    a, b = _actors(one), _actors(other)
    sufferers, others = (s.told.struck | ({s.claimant.party} - {None}) for s in (one, other))
    return bool(a and b) and not a & b and bool(a & others or b & sufferers)


def _actors(said: Said) -> set[str]:
    return {a.party for a in said.told.event.initiators if a.party}


def _denies_act(one: Said, other: Said) -> bool:
    """Whether one denies an act of violence, by whatever means, that the other lays on the same party."""
    kinds = {Kind(s.denied or str(s.value)) for s in (one, other)}
    return bool(_actors(one) & _actors(other)) and Kind.ATTACK in kinds and all(family_of(k) is Family.VIOLENCE for k in kinds)


def _where(one: Said, other: Said) -> Relation:
    a, b = one.told.event.place, other.told.event.place
    gap = gap_km(a, b) if a is not None and b is not None else None
    if a is None or b is None or gap is None:
        return _judged(one.value == other.value, contrary=False)
    abroad = None not in (a.country, b.country) and a.country != b.country
    precisions = {a.precision, b.precision}
    elsewhere = (gap > 0 and precisions <= EXACT) or (abroad and precisions == {PlacePrecision.COUNTRY})
    return _judged(gap <= 0 and (not abroad or precisions <= EXACT), elsewhere)


def _when(one: Said, other: Said) -> Relation:
    (a, b), (c, d) = _ends(str(one.value)), _ends(str(other.value))
    apart = b < c or d < a
    return _judged(not apart, apart)


def _ends(days: str) -> tuple[str, str]:
    first, _, last = days.partition("/")
    return first, last or first


def _weapons(one: Said, other: Said) -> Relation:
    turned = _turned(one, other)
    if one.denied or other.denied:
        denied, named = (one.denied, other) if one.denied else (other.denied, one)
        same = one.denied == other.denied
        return _judged(same, not same and not turned and isinstance(named.value, tuple) and denied in named.value)
    a, b = set(one.value if isinstance(one.value, tuple) else ()), set(other.value if isinstance(other.value, tuple) else ())
    return _judged(bool(a & b), turned or not (a <= b or b <= a))


def _numbers(one: Said, other: Said) -> Relation:
    if one.harm is None or other.harm is None or {one.harm.category, other.harm.category} == {Category.MILITARY, Category.CIVILIAN}:
        return Relation.OTHER
    if one.claimant.party == other.claimant.party:
        none = one.value == 0 or other.value == 0
        return _judged(one.value == other.value, (none and one.value != other.value) or _denies(one, other))
    if one.denied or other.denied:
        return _judged(one.denied == other.denied, _denies(one, other))
    (a, b), (c, d) = _bounds(one.harm), _bounds(other.harm)
    apart = b < c or d < a
    least, most = sorted((number_of(one.harm) or 0, number_of(other.harm) or 0))
    return _judged(not apart and min(a, c) > -1 and most <= TWICE * least, apart)


def _bounds(harm: Harm) -> tuple[float, float]:
    """Least and most that a number says; "up to 35" says nothing of the least, here -1."""
    number = number_of(harm)
    low = harm.low if harm.low is not None else harm.best
    high = harm.high if harm.high is not None else math.inf if harm.low is not None else number
    return (-1 if low is None else low), (math.inf if high is None else high)


RELATIONS: Mapping[str, Callable[[Said, Said], Relation]] = {
    WHO: _who,
    WHAT: _what,
    WHERE: _where,
    WHEN: _when,
    WEAPONS: _weapons,
}
"""By the question; numbers else."""
