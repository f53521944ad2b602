"""Whose people were harmed: the side that the words name, else the one that a written rule gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.grounding.actors.names import outsiders
from counterclaim.grounding.actors.phrases import generic_phrases
from counterclaim.grounding.actors.sides import is_group
from counterclaim.grounding.roles import Case, is_third
from counterclaim.records.drafts import DraftHarm
from counterclaim.records.models import Actor, Harm, Span
from counterclaim.records.words import Category, Effect, Family, Kind, Sector, family_of

OF_TARGET = "rule: the harm is the target's"
OF_LAND = "rule: the harm is that of the side on whose land it took place"
OF_SPEAKER = "rule: local officials and doctors, and whoever tells of deaths without an act, tell of their own people"
OF_REBELS = "rule: rebels, gunmen or terrorists are of the one armed group among the two sides"
OF_STATE = "rule: soldiers and policemen are of the state among the two sides, not of the group beside whose people they are told"
SIDE_RULES = (OF_TARGET, OF_LAND, OF_SPEAKER, OF_REBELS, OF_STATE)
"""What the source of a side says where the words for the victims name none."""
UNTOLD = frozenset(k for k in Kind if family_of(k) is Family.VIOLENCE and k is not Kind.ARMED_CLASH) | {Kind.DISPLACEMENT}
"""Kinds whose victims may be of a side that nothing names; those of a clash may be of either."""
WAR = 1_000
"""Dead or wounded from which on a toll is that of a war."""
MORE = frozenset({"another", "other", "others", "more"})
OWN_PEOPLE = frozenset({Sector.LOC, Sector.MED})


def harmed_side(named: Sequence[Actor], case: Case, soldiers: bool = False) -> Actor | None:
    """The side of some harm, without a sector; None where nothing tells.

    Args:
        named: the actors that the phrase for the victims means.
        case: the event's claimant, kind and roles.
        soldiers: whether they are soldiers: those of whom an armed group tells are not its own people.
    """
    told = next((a for a in named if a.party not in outsiders()), None)
    if told is not None and len({a.party for a in named}) > 1:
        return None  # "on both sides"
    if told is not None:
        return Actor.of(told.party, span=told.span, source=told.source)
    if len(case.targets) == 1:
        return Actor.of(case.targets[0].party, source=OF_TARGET)
    if case.targets or case.kind not in UNTOLD:
        return None
    own = case.claimant.sector in OWN_PEOPLE or case.kind is Kind.CASUALTY and not (soldiers and is_group(case.claimant.party))
    if own and not is_third(case.claimant) and case.claimant.party not in case.doers:
        return Actor.of(case.claimant.party, source=OF_SPEAKER)
    return Actor.of(case.land, source=OF_LAND) if case.land is not None and case.land not in case.doers else None


def harm_of(told: DraftHarm, named: Sequence[Actor], case: Case, span: Span) -> Harm:
    """Some harm as the record has it; people of an army are soldiers.

    Args:
        told: what the text says of it.
        named: the actors that the phrase for the victims means.
        case: see `harmed_side`.
        span: where it is told.
    """
    soldiers = told.category is Category.UNKNOWN and bool(named) and named[0].sector is Sector.MIL
    side = harmed_side(named, case, told.category is Category.MILITARY)
    if side is not None and side.source in SIDE_RULES and told.effect is not Effect.DISPLACED and max(told.low or 0, told.high or 0) >= WAR:
        side = None  # the dead of a whole war are not one side's
    elif _is_rebel(told) and (side is None or side.source in SIDE_RULES) and not is_group(side.party if side else None):
        side = _of_rebels(side, case)
    elif side is not None and side.source == OF_TARGET and is_group(side.party) and _is_regular(told):
        other = case.sides.adversary_of(side.party)  # "four soldiers and ten rebels were killed"
        side = Actor.of(other, source=OF_STATE) if other is not None and not is_group(other) else None
    return Harm(
        effect=told.effect,
        side=side,
        category=Category.MILITARY if soldiers else told.category,
        low=told.low,
        best=told.best,
        high=told.high,
        cumulative=told.cumulative,
        span=span,
    )


def _of_rebels(side: Actor | None, case: Case) -> Actor | None:
    """ "A guerrilla was killed": of the armed group among the two sides; where there is none, not of the state that tells it."""
    groups = [party for party in case.sides.pair if is_group(party)]
    if len(groups) == 1:
        return Actor.of(groups[0], source=OF_REBELS)
    return None if side is None or side.party == case.claimant.party else side


def tells_of_more(told: DraftHarm) -> bool:
    """ "Killed three of its men and wounded another", "four soldiers were killed and three wounded", "a woman and her son": people of
    the same side as those told before."""
    if told.victims is None:
        return False
    bare = told.victims.pos_ == "NUM" and not any(c.dep_ == "nmod" for c in told.victims.children)
    return bare or told.victims.lower_ in MORE or is_kin(told)


def is_kin(told: DraftHarm) -> bool:
    """ "Her three children": people told by one of those told before."""
    return told.victims is not None and any(c.dep_ == "nmod:poss" and c.lower_ in ("his", "her") for c in told.victims.children)


def summed(told: Sequence[tuple[DraftHarm, Harm]]) -> tuple[Harm, ...]:
    """The harm of an event, people of one row ("a teacher and a shopkeeper") counted together where they are of one side and sort."""
    found: list[tuple[DraftHarm, Harm]] = []
    for draft, harm in told:
        held = next((k for k, (d, h) in enumerate(found) if _is_one_row(d, draft) and _is_one_sort(h, harm)), None)
        if held is None:
            found.append((draft, harm))
        else:
            found[held] = (draft, _sum(found[held][1], harm))
    return tuple(harm for _, harm in found)


def _is_one_row(one: DraftHarm, other: DraftHarm) -> bool:
    same = (one.word, one.effect, one.part) == (other.word, other.effect, other.part)
    return same and one.tokens != other.tokens and _is_rebel(one) is _is_rebel(other)


def _is_rebel(told: DraftHarm) -> bool:
    return told.victims is not None and told.victims.lemma_.lower() in generic_phrases()["rebel"]


def _is_regular(told: DraftHarm) -> bool:
    return told.victims is not None and told.victims.lemma_.lower() in generic_phrases()["regular"]


def _is_one_sort(one: Harm, other: Harm) -> bool:
    return one.category is other.category and (one.side.party if one.side else None) == (other.side.party if other.side else None)


def _sum(one: Harm, other: Harm) -> Harm:
    """The sum, span by span; a bound or a number that either does not tell is not told of both."""

    def added(first: int | None, second: int | None) -> int | None:
        return None if first is None or second is None else first + second

    span = Span(start=min(one.span.start, other.span.start), end=max(one.span.end, other.span.end))
    changed = {"low": added(one.low, other.low), "best": added(one.best, other.best), "high": added(one.high, other.high), "span": span}
    return one.model_copy(update=changed)


def with_harmed(case: Case, harm: Sequence[Harm]) -> Case:
    """A toll's targets are those whose people it counts."""
    if case.targets:
        return case
    return replace(case, targets=tuple({h.side.party: h.side for h in harm if h.side is not None and h.high != 0}.values()))
