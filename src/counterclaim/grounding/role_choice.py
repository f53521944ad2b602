"""Who did it, to whom, and who brought the sides together: the parties of a report weighed for the roles of an event.

The written rules (`roles`) and the tree say who is meant where they can; what they find, where the reading model points, who is named
near by, whose report it is and who did such things before in it are weighed together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

import numpy as np

from counterclaim.grounding import roles
from counterclaim.grounding.actors.resolver import ActorResolver
from counterclaim.grounding.party_evidence import AROUND, POINTED, scaled, sort_of
from counterclaim.grounding.roles import Case
from counterclaim.grounding.setting_evidence import SCALE, UNLIKELY
from counterclaim.grounding.weighing import Features, Weighed, load_weigher
from counterclaim.records.drafts import DraftClaim, DraftEvent
from counterclaim.records.models import MEDIA, NARRATOR, Actor, Harm
from counterclaim.records.words import Family, Kind, family_of

ROLES = ("initiator", "target", "mediator")
WEIGHED = "weighed: what the report says of its parties, and where the reading model points"
LEAST = (0.4, 0.4, 0.5)
"""Least probability of a party in each of `ROLES`: one that is likelier not to be meant would be an invented charge."""
UNTOLD = (0.5, 0.45, 0.5)
"""The same for a party that neither words nor rules give the role: it is rather meant than not. (From 0.45 on more than half of them
were right on the dev half and on `evals/held`; but who did it is a charge.)"""
SHARED = roles.SHARED | {Kind.ARMED_CLASH}
"""Kinds that several do together: there a party beside the likeliest need not be likely by itself."""
BESIDE = 0.5
"""Least probability of a party beside the likeliest in a role of other kinds."""
NOBODY = frozenset({MEDIA, NARRATOR, "WITNESSES", "ANALYSTS"})
"""Who tells, and does nothing."""
MOST_ODDS = 30.0
"""Log-odds beyond which a probability is 0 or 1."""
MOST = 4
"""Most parties that are weighed into one role."""
HEADS = 3
"""Heads of phrases that the model points at most, which are asked whom they mean; their least log-odds."""
LEAST_ODDS = -3.0
NEAR = ("named_before", "named_behind", "claimant", "adversary", "land", "first_side", "second_side")
BY_RULE: Mapping[str, str] = {
    roles.ADVERSARY: "adversary",
    roles.ACCUSED_OF: "accused",
    roles.ADDRESSED: "addressed",
    roles.CHARGED: "charged",
    roles.EACH_OTHER: "each_other",
    roles.MEANT: "meant",
    roles.OTHER_SIDE: "other_side",
    roles.OWN_ACT: "own_act",
    roles.OWN_LAND: "own_land",
    roles.TWO_SIDES: "two_sides",
}


@dataclass(frozen=True)
class Past:
    """An event that was told before, with its claimant and the parties that the rules gave it."""

    trigger: int
    lemma: str
    kind: str
    family: Family
    claimant: str | None
    parties: Mapping[str, frozenset[str | None]]


@dataclass(frozen=True)
class Telling:
    """One telling of an event, of whose parties the words and the rules say what they can.

    Attributes:
        draft: the claim, with its event.
        event: the draft event.
        spoken: actors that the words name, by role.
        case: the claimant, and the roles as the rules have them.
        mediators: as words and rules have them.
        harm: who was harmed.
        land: the country that its place lies in.
        beside: parties that claim the same beside the claimant.
    """

    draft: DraftClaim
    event: DraftEvent
    spoken: Mapping[str, Sequence[Actor]]
    case: Case
    mediators: Sequence[Actor]
    harm: Sequence[Harm]
    land: str | None
    beside: Collection[str | None]

    @property
    def ruled(self) -> Mapping[str, Sequence[Actor]]:
        """Actors by role, as the rules have them."""
        return {"initiator": self.case.initiators, "target": self.case.targets, "mediator": self.mediators}


@dataclass
class _Part:
    """A party that may have a part: its features, and the actor that it would be, as far as words or rules give one."""

    features: Features = field(default_factory=lambda: defaultdict(float))
    actors: dict[str, Actor] = field(default_factory=dict)
    anywhere: Actor | None = None

    def is_told(self, role: str) -> bool:
        """Whether words or rules give it a role."""
        return bool(self.features.get(f"spoken_{role}") or self.features.get(f"ruled_{role}"))

    def is_near(self, role: str) -> bool:
        """Whether it is named with the event, is one of the sides, or tied to who tells it or where it was, or the model points at it."""
        return any(self.features.get(name) for name in (*NEAR, f"pointed_{role}"))


class RoleChooser:
    """Weighs the parties of one report; remembers the events that were told before."""

    def __init__(self, actors: ActorResolver, sentence: Sequence[int]) -> None:
        """`sentence` is the number of the sentence of each token."""
        self._actors = actors
        self._sides = actors.sides
        self._sentence = sentence
        self._past: list[Past] = []

    def weigh(self, told: Telling) -> Weighed:
        """The parties that may have a part in an event."""
        parts: dict[str, _Part] = defaultdict(_Part)
        self._spoken(told, parts)
        self._sided(told, parts)
        self._pointed(told, parts)
        self._named(told, parts)
        self._of_report(told, parts)
        self._before(told, parts)
        _among(parts)
        about = _circumstances(told, parts, len(self._sides.pair))
        options = [(party, part) for party, part in parts.items()]
        return Weighed(options, [part.features | about for _, part in options])

    def choose(self, weighed: Weighed, kind: Kind) -> dict[str, tuple[Actor, ...]]:
        """The actors in each of `ROLES` of an event of a kind; nobody is both who did it and whom it was done to."""
        if not weighed.options:
            return {role: () for role in ROLES}
        shares = 1 / (1 + np.exp(-load_weigher("roles")(weighed.features).clip(-MOST_ODDS, MOST_ODDS)))
        chosen: dict[str, tuple[Actor, ...]] = {}
        taken: set[str] = set()
        for k, role in enumerate(ROLES):
            free = [
                (float(shares[n, k]), n)
                for n, (party, part) in enumerate(weighed.options)
                if party not in taken
                and party not in NOBODY
                and (part.is_told(role) or shares[n, k] >= UNTOLD[k] and part.is_near(role))
                and shares[n, k] >= shares[n, : len(POINTED)].max() * (role in POINTED)
            ]
            picked = [weighed.options[n] for n in likeliest(free, LEAST[k], kind in SHARED)]
            taken |= {party for party, _ in picked}
            chosen[role] = tuple(part.actors.get(role) or _moved(party, part.anywhere) for party, part in picked)
        return chosen

    def remember(self, told: Telling) -> None:
        """Keep an event for those that follow."""
        event = told.event
        parties = {role: frozenset(a.party for a in actors) for role, actors in told.ruled.items()}
        family = family_of(event.kind)
        self._past.append(Past(event.trigger.i, event.trigger.lemma_.lower(), event.kind.value, family, told.case.claimant.party, parties))

    # --- evidence -------------------------------------------------------------------------------------------------

    def _spoken(self, told: Telling, parts: dict[str, _Part]) -> None:
        """What words and rules give."""
        for how, given in (("spoken", told.spoken), ("ruled", told.ruled)):
            for role, actors in given.items():
                for actor in actors:
                    if actor.party is None:
                        continue
                    part = parts[actor.party]
                    part.features[f"{how}_{role}"] = 1.0
                    if how == "ruled":
                        part.features[f"{role}_by_{BY_RULE.get(actor.source or '', 'words')}"] = 1.0
                    part.actors[role] = actor
                    part.anywhere = part.anywhere or actor

    def _sided(self, told: Telling, parts: dict[str, _Part]) -> None:
        """Who speaks, and against whom."""
        claimant = told.case.claimant.party
        sides = dict(zip(("first_side", "second_side"), self._sides.pair, strict=False))
        for name, party in {"claimant": claimant, "adversary": told.case.adversary, "land": told.land, **sides}.items():
            if party is not None:
                parts[party].features[name] = 1.0
        for harm in told.harm:
            if harm.side is not None and harm.side.party is not None:
                parts[harm.side.party].features["harmed"] = 1.0

    def _pointed(self, told: Telling, parts: dict[str, _Part]) -> None:
        """Whom the phrases mean that the reading model points at."""
        pointers = told.event.pointers
        if pointers is None:
            return
        doc = told.event.trigger.doc
        for role in POINTED:
            odds = pointers.odds[role]
            likely = [i for i, odd in enumerate(odds) if odd >= LEAST_ODDS]
            for i in sorted(likely, key=lambda i: -odds[i])[:HEADS]:
                for actor in self._actors.would_mean(doc[i], told.case.claimant):
                    if actor.party is not None:
                        part = parts[actor.party]
                        _raise(part.features, f"pointed_{role}", scaled(odds[i]))
                        part.anywhere = part.anywhere or actor

    def _named(self, told: Telling, parts: dict[str, _Part]) -> None:
        """Who is named near by, and how the model points at the name."""
        at, pointers = told.event.trigger.i, told.event.pointers
        for match in self._actors.matches:
            parties = {e.party for e in match.entries}
            back = self._sentence[at] - self._sentence[match.start]
            if len(parties) > 1 or abs(back) > AROUND and not parties <= parts.keys():
                continue
            features = parts[parties.pop()].features
            if back == 0:
                way = "named_before" if match.start < at else "named_behind"
                features[way] = 1.0
                _raise(features, f"{way}_near", 1 / (1 + abs(match.start - at) / 4))
            elif 0 < back <= AROUND:
                features[f"named_back_{back}"] = 1.0
            elif -AROUND < back < 0:
                features["named_ahead"] = 1.0
            if pointers is not None:
                for role in POINTED:
                    _raise(features, f"name_pointed_{role}", scaled(pointers.best(role, range(match.start, match.end))))

    def _of_report(self, told: Telling, parts: dict[str, _Part]) -> None:
        """What sort of party it is, and how much the report is about it."""
        beside = {*told.beside, *(p.claimant for p in self._past if p.trigger == told.event.trigger.i)} - {told.case.claimant.party}
        claimant = told.case.claimant.party
        camp = self._sides.camp_of
        for party, part in parts.items():
            part.features |= sort_of(party, self._sides) | {
                "claimants_camp": float(claimant is not None and camp(party) == camp(claimant)),
                "lands_camp": float(told.land is not None and camp(party) == told.land),
                "claims_beside": float(party in beside),
            }

    def _before(self, told: Telling, parts: dict[str, _Part]) -> None:
        """What parts it had in what was told before."""
        event, family = told.event, family_of(told.event.kind)
        before = [p for p in self._past if p.trigger != event.trigger.i]
        alike = {
            "kind": [p for p in before if p.kind == event.kind.value],
            "family": [p for p in before if p.family is family],
            "word": [p for p in before if p.lemma == event.trigger.lemma_.lower()],
            "trigger": [p for p in self._past if p.trigger == event.trigger.i],
        }
        violent = [p for p in before if p.family is Family.VIOLENCE]
        for party, part in parts.items():
            for name, past in alike.items():
                if past:
                    part.features[f"last_{name}"] = 1.0
                    part.features |= {f"last_{name}_{role}": float(party in past[-1].parties[role]) for role in ROLES}
            for name, past in (("family", alike["family"]), ("violence", violent)):
                part.features |= {f"share_{name}_{role}": _share(party, role, past) for role in POINTED}
            part.features["share_claimed"] = sum(p.claimant == party for p in before) / max(1, len(before))


def _share(party: str, role: str, past: Sequence[Past]) -> float:
    return sum(party in p.parties[role] for p in past) / max(1, len(past))


def _among(parts: Mapping[str, _Part]) -> None:
    """How the others stand to what is weighed."""
    given = {
        name: [p.features.get(name, 0.0) for p in parts.values()]
        for name in ("spoken_initiator", "spoken_target", "ruled_initiator", "ruled_target")
    }
    odds = {role: [p.features.get(f"pointed_{role}", UNLIKELY / SCALE) for p in parts.values()] for role in POINTED}
    for n, part in enumerate(parts.values()):
        for name, values in given.items():
            part.features[f"others_{name}"] = max((v for m, v in enumerate(values) if m != n), default=0.0)
        for role, values in odds.items():
            ahead = values[n] - max((v for m, v in enumerate(values) if m != n), default=UNLIKELY / SCALE)
            part.features[f"pointed_ahead_{role}"] = min(max(ahead, -2.0), 2.0)


def _circumstances(told: Telling, parts: Mapping[str, _Part], sides: int) -> Features:
    """What sort of telling it is, which bears on every party."""
    event, case = told.event, told.case
    claimant = case.claimant

    def some(name: str) -> float:
        return float(any(p.features.get(name) for p in parts.values()))

    about = {
        f"kind_{event.kind.value}": 1.0,
        f"family_{family_of(event.kind).value}": 1.0,
        f"status_{event.status.value}": 1.0,
        f"stance_{told.draft.stance.value}": 1.0,
        f"sector_{claimant.sector.value if claimant.sector is not None else ''}": 1.0,
        f"told_by_{event.trigger.pos_}": 1.0,
        "third": float(roles.is_third(claimant)),
        "mutual": float(told.draft.mutual),
        "aimed": float(case.aimed),
        "charged": float(case.charged),
        "unilateral": float(case.unilateral),
        "initiator_phrase": float(bool(event.initiators)),
        "target_phrase": float(bool(event.targets)),
        "sides": sides / 2,
        "some_initiator": some("spoken_initiator"),
        "some_target": some("spoken_target"),
        "ruled_initiators": len(case.initiators) / 2,
        "ruled_targets": len(case.targets) / 2,
    }
    if event.pointers is None:
        return about | {"unpointed": 1.0}
    for role in POINTED:
        odds = (p.features.get(f"pointed_{role}", UNLIKELY / SCALE) for p in parts.values())
        about[f"pointed_most_{role}"] = max(odds, default=UNLIKELY / SCALE)
    return about


def likeliest(shares: Iterable[tuple[float, int]], least: float, shared: bool) -> list[int]:
    """Those in a role, given as (share, number): the likeliest, if it has the least share, and beside it those that are likely by
    themselves; in what several do together those for which the expected F1 against the true set is largest."""
    ranked = sorted(shares, key=lambda s: (-s[0], s[1]))[:MOST]
    if not ranked or ranked[0][0] < least:
        return []
    if not shared:
        return [ranked[0][1], *(number for share, number in ranked[1:] if share >= BESIDE)]
    total = sum(share for share, _ in ranked)
    held = list(accumulate(share for share, _ in ranked))
    count = max(range(1, len(ranked) + 1), key=lambda n: 2 * held[n - 1] / (n + total))
    return [number for _, number in ranked[:count]]


def _moved(party: str, actor: Actor | None) -> Actor:
    """An actor in a role that neither words nor rules gave it."""
    return Actor.of(party, source=WEIGHED) if actor is None else actor.model_copy(update={"source": WEIGHED})


def _raise(features: Features, name: str, value: float) -> None:
    features[name] = max(value, features[name]) if name in features else value
