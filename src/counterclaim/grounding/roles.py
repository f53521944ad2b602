"""Roles that a claim leaves open: who else takes part, who did it, whom it was done to, by written rules.

A rule looks at who speaks, what is told and between which two sides the report stands. Every actor that it gives says so in its
`source`; what the words themselves tell is never replaced.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from counterclaim.grounding.actors.names import load_parties, outsiders
from counterclaim.grounding.actors.sides import Sides, is_group
from counterclaim.records.models import Actor, Event
from counterclaim.records.ontologies import CIVIL
from counterclaim.records.words import Family, Kind, Stance, Status, family_of

HOSTILE = frozenset(k for k in Kind if family_of(k) is Family.VIOLENCE and k is not Kind.CASUALTY) | {Kind.BLOCKADE, Kind.MOBILIZATION}
"""Kinds that one side does to the other."""
STRIKES = frozenset({Kind.ATTACK, Kind.SHELLING, Kind.AIR_STRIKE, Kind.DRONE_ATTACK, Kind.MISSILE_STRIKE})
SHARED = frozenset({Kind.CEASEFIRE, Kind.TALKS, Kind.AGREEMENT})
"""Kinds that both sides do together, as they do a clash."""
OWN = frozenset({Kind.CEASEFIRE, Kind.TALKS, Kind.WITHDRAWAL})
"""Kinds that a party commits itself to."""

ADVERSARY = "rule: what one side does is done to the other"
ACCUSED_OF = "rule: the accuser is the target of the act that it lays on its adversary"
ADDRESSED = "rule: an appeal is made to the two sides, or by one to the other"
CHARGED = "rule: a charge that names nobody is laid on the adversary"
EACH_OTHER = "rule: each charges the other"
MEANT = "rule: a party that alleges a breach means its adversary"
OTHER_SIDE = "rule: who tells of a clash, talks or a truce with one named side is the other side, or has it for its adversary"
OWN_ACT = "rule: who commits itself, threatens, or denies an act without naming a doer tells of an act of its own"
OWN_LAND = "rule: the side on whose land it took place"
TWO_SIDES = "rule: a clash, talks or a truce without named sides is between the two that the report is about"


@dataclass(frozen=True)
class Case:
    """What the rules look at.

    Attributes:
        kind: the event's.
        stance: how the claimant vouches, before a charge is told from a statement.
        claimant: who vouches.
        sides: of the report.
        land: the country that the event's place lies in, where it is one of the sides.
        initiators: the roles as far as they are known.
        targets: the same.
        aimed: whether the words say what was hit, though not whose it is ("a market", "the town").
        charged: whether the words name who is charged, known or not.
        unilateral: whether it is a truce of one side alone.
        brokers: who the words name beside the two sides of talks or a truce.
    """

    kind: Kind
    stance: Stance
    claimant: Actor
    sides: Sides
    land: str | None
    initiators: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    aimed: bool = False
    charged: bool = False
    unilateral: bool = False
    brokers: tuple[Actor, ...] = ()

    @property
    def adversary(self) -> str | None:
        """The claimant's, where it is one of the two sides."""
        return self.sides.adversary_of(self.claimant.party)

    @property
    def doers(self) -> set[str | None]:
        """Parties of the initiators."""
        return {i.party for i in self.initiators}


def apart(actors: Sequence[Actor], sides: Sides) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """The two sides among those who make a truce or talk, and whoever does it with both of them ("the ministers of both and of
    Russia"); all of them where they are not just the two sides and one more."""
    ours = tuple(a for a in actors if a.party in sides.pair)
    rest = tuple(a for a in actors if a.party not in sides.pair)
    third = rest[0].party if len(ours) == 2 and len(rest) == 1 else None
    seldom = third is not None and 2 * sides.acting[third] <= min(sides.acting[a.party or ""] for a in ours)
    return (ours, rest) if seldom and not is_group(third) else (tuple(actors), ())


Rule = Callable[[Case], Sequence[Actor]]


def completed(case: Case) -> Case:
    """The same case with the roles that the rules add."""
    if case.kind is Kind.ARMED_CLASH:
        return replace(case, initiators=_both(case), targets=())
    if case.unilateral and (len(case.doers) == 1 or not is_third(case.claimant)):
        return replace(case, initiators=case.initiators or tuple(_actors(case.claimant.party, OWN_ACT)), targets=())
    if case.kind in SHARED and case.stance is not Stance.DENIES:
        sides, others = apart(_both(case), case.sides)
        return replace(case, initiators=sides, brokers=others)
    case = replace(case, initiators=case.initiators or _first(DOERS, case))
    if case.kind in HOSTILE | {Kind.INTERCEPTION}:
        case = replace(case, targets=tuple(t for t in case.targets if t.party not in case.doers))
    return replace(case, targets=case.targets or _first(SUFFERERS, case))


def acting_sides(sides: Sides) -> Sides:
    """The sides without parties that only say where or under what name ("talks in Muscat", "the Minsk protocol"): all their mentions weigh
    as little as scenery does. They stay where fewer than one party would be left."""
    acting = Counter({party: n for party, n in sides.acting.items() if n > sides.weights[party]})
    return Sides(sides.weights, acting) if acting else sides


def without_brokers(case: Case, brokers: Collection[str | None]) -> Case:
    """The case without sides that only a rule gives and that the words have as mediators."""
    return replace(case, initiators=tuple(i for i in case.initiators if i.party not in brokers or i.source not in (OTHER_SIDE, TWO_SIDES)))


def is_third(actor: Actor) -> bool:
    """Whether an actor stands outside the sides of a conflict."""
    return actor.party is None or actor.party in outsiders()


def stance_of(stance: Stance, claimant: Actor, event: Event) -> Stance:
    """A hostile act that a party lays on another is a charge; the same told by a third party or the report is a statement.

    What a party says that it will do in answer is a warning.
    """
    doers = {i.party for i in event.initiators}
    if event.kind is Kind.THREAT and stance is Stance.ASSERTS and claimant.party in doers:
        return Stance.WARNS
    hostile = event.kind in HOSTILE and event.kind is not Kind.ARMED_CLASH and event.status is not Status.DENIED
    laid = hostile and bool(doers) and claimant.party not in doers and not is_third(claimant)
    return Stance.ACCUSES if laid and stance is Stance.ASSERTS else stance


def _first(rules: Sequence[Rule], case: Case) -> tuple[Actor, ...]:
    return next((tuple(found) for rule in rules if (found := rule(case))), ())


def _actors(party: str | None, source: str) -> list[Actor]:
    return [Actor.of(party, source=source)] if party is not None else []


# --- both sides ----------------------------------------------------------------------------------------------------


def _both(case: Case) -> tuple[Actor, ...]:
    """A clash, talks or a truce has two sides: the one that is named and the other, or the report's two when none is named."""
    if len(case.doers) > 1:
        return case.initiators
    if not case.doers:
        pair = case.sides.pair
        return tuple(Actor.of(side, source=TWO_SIDES) for side in pair) if len(pair) == 2 else ()
    named = next(iter(case.doers))
    if case.adversary is not None and case.adversary == named:
        return (Actor.of(case.claimant.party, source=OTHER_SIDE), *case.initiators)
    return (*case.initiators, *_actors(case.sides.adversary_of(named), OTHER_SIDE))


# --- who did it ----------------------------------------------------------------------------------------------------


def _own_act(case: Case) -> Sequence[Actor]:
    """The claimant of a denied hostile act, of a commitment or a threat."""
    denied = case.kind in HOSTILE and case.stance is Stance.DENIES
    committed = case.kind in OWN and case.stance is Stance.COMMITS_TO
    if not (denied or committed or case.kind is Kind.THREAT) or is_third(case.claimant):
        return ()
    return _actors(case.claimant.party, OWN_ACT)


def _meant(case: Case) -> Sequence[Actor]:
    breach = case.kind is Kind.CEASEFIRE_BREACH and case.stance is not Stance.DENIES
    return _actors(case.adversary, MEANT) if breach else ()


def _charged(case: Case) -> Sequence[Actor]:
    """A charge that names nobody; one that names somebody whom nobody knows stays his."""
    laid = case.kind in HOSTILE and case.stance is Stance.ACCUSES and not case.charged
    return _actors(case.adversary, CHARGED) if laid else ()


def _struck(case: Case) -> Sequence[Actor]:
    """A side that tells of a strike on itself, or on its own land, means its adversary; doctors and residents who name nobody do not."""
    if case.claimant.sector in CIVIL:
        return ()
    suffered = case.targets or _actors(case.land, OWN_LAND)
    told = case.kind in STRIKES and case.stance is Stance.ASSERTS and [t.party for t in suffered] == [case.claimant.party]
    return _actors(case.adversary, CHARGED) if told else ()


def _brought_down(case: Case) -> Sequence[Actor]:
    own = case.kind is Kind.INTERCEPTION and not is_third(case.claimant)
    return _actors(case.claimant.party, OWN_ACT) if own else ()


def _asking(case: Case) -> Sequence[Actor]:
    """Who appeals is who speaks, if that is a party and not the report, the media or residents."""
    known = load_parties().get(case.claimant.party or "")
    somebody = known is None or not known.convention
    return _actors(case.claimant.party, OWN_ACT) if case.kind is Kind.APPEAL and somebody else ()


DOERS: Sequence[Rule] = (_asking, _own_act, _meant, _charged, _struck, _brought_down)


# --- whom it was done to -------------------------------------------------------------------------------------------


def _other_side(case: Case) -> Sequence[Actor]:
    """The adversary of the one side that does a hostile act, threatens or intercepts; the claimant, where it is the adversary."""
    if case.kind not in HOSTILE | {Kind.THREAT, Kind.INTERCEPTION} or len(case.doers) != 1:
        return ()
    struck = case.sides.adversary_of(next(iter(case.doers)))
    if case.kind in STRIKES and is_group(struck) and case.land is not None and case.land == case.sides.camp_of(struck or ""):
        return _actors(case.land, OWN_LAND)  # what hits Gaza hits its people
    if case.adversary is not None and case.doers == {case.adversary}:
        return _actors(case.claimant.party, ACCUSED_OF)
    if case.aimed and is_group(struck):
        return ()  # a market that an army bombs is not the rebels'
    return _actors(struck, ADVERSARY)


def _addressed(case: Case) -> Sequence[Actor]:
    if case.kind is not Kind.APPEAL:
        return ()
    asked = (case.adversary,) if case.adversary is not None else case.sides.pair if case.claimant.party not in case.sides.pair else ()
    return [Actor.of(side, source=ADDRESSED) for side in asked]


def _on_own_land(case: Case) -> Sequence[Actor]:
    """The side on whose land a party says that violence was done."""
    if case.kind is Kind.CASUALTY and case.claimant.party in case.sides.pair:
        return ()  # who counts dead counts its own
    untold = is_third(case.claimant) or case.stance is Stance.DENIES or case.land in case.doers
    return () if untold or family_of(case.kind) is not Family.VIOLENCE else _actors(case.land, OWN_LAND)


SUFFERERS: Sequence[Rule] = (_other_side, _addressed, _on_own_land)
