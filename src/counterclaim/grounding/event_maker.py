"""A draft event → the event of a record: its parties, place, time and harm."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import replace

from spacy.tokens import Token

from counterclaim.grounding.actors.resolver import ActorResolver
from counterclaim.grounding.background import is_background
from counterclaim.grounding.harm import harm_of, is_kin, summed, tells_of_more, with_harmed
from counterclaim.grounding.role_choice import NOBODY, RoleChooser, Telling
from counterclaim.grounding.roles import CHARGED, EACH_OTHER, Case, completed, without_brokers
from counterclaim.grounding.settings import Setting, SettingFinder
from counterclaim.grounding.spans import cover_of, span_of
from counterclaim.grounding.weighing import Weighed
from counterclaim.records.drafts import DraftClaim, DraftDuty, DraftEvent, DraftHarm
from counterclaim.records.models import Actor, Event, Harm, Weapon
from counterclaim.records.words import Kind, Stance

OBLIQUE = frozenset({"it", "them", "him", "her"})
UNNAMED = frozenset({"MEDIATORS", "DIPLOMATS", "MONITORS", "REBELS"})
"""Parties that nobody names: they add nothing beside those that are."""
Witness = Callable[[DraftClaim | DraftDuty, Actor | None, Mapping[str, Weighed]], None]
"""Who hears of each draft claim what was weighed: first for its `speaker`, with whom words and rules have for it; then for `place`, `time`
and `roles`, with the claimant that was taken; and of each draft duty, for its `obligor`."""


class EventMaker:
    """Makes the events of one report, in the order of the text; remembers them for those that follow."""

    def __init__(self, actors: ActorResolver, settings: SettingFinder, published: dt.date | None, witness: Witness | None = None) -> None:
        self._doc = actors.doc
        self._actors = actors
        self._sides = actors.sides
        self._settings = settings
        self._published = published
        self._chooser = RoleChooser(actors, settings.sentence)
        self._witness = witness

    def make(self, name: str, draft: DraftClaim, claimant: Actor, together: Set[str | None] = frozenset()) -> Event:
        """The event that a draft claim tells.

        Args:
            name: its id.
            draft: the claim; it has an event.
            claimant: one of those who claim it.
            together: the parties of all who do.
        """
        told = draft.event
        assert told is not None
        spoken = self._spoken(told, claimant)
        case, setting = self._ruled(draft, claimant, spoken)
        harm = summed(self._harms(told.harm, case))
        if told.kind in (Kind.CASUALTY, Kind.DISPLACEMENT):
            case = with_harmed(case, harm)
        telling = Telling(
            draft=draft,
            event=told,
            spoken=spoken,
            case=case,
            mediators=tuple({m.party: m for m in (*spoken["mediator"], *case.brokers) if m.party not in case.doers}.values()),
            harm=harm,
            land=setting.place.country if setting.place is not None else None,
            beside=together - {claimant.party},
        )
        weighed = self._chooser.weigh(telling)
        chosen = self._chooser.choose(weighed, told.kind)
        self._chooser.remember(telling)
        if self._witness is not None:
            self._witness(draft, claimant, {"place": setting.places, "time": setting.times, "roles": weighed})
        doers = _both_sides(told.kind, case.initiators, chosen["initiator"])
        acting = {d.party for d in doers}
        case = replace(case, initiators=doers, targets=tuple(t for t in chosen["target"] if t.party not in acting))
        event = Event(
            id=name,
            kind=told.kind,
            status=told.status,
            background=is_background(self._published, setting.time, told.status),
            initiators=case.initiators,
            targets=case.targets,
            mediators=tuple(m for m in chosen["mediator"] if m.party not in acting),
            place=setting.place,
            other_places=setting.other_places,
            time=setting.time,
            weapons=tuple(Weapon(kind=w.kind, span=span_of(self._doc, w.tokens)) for w in told.weapons),
            harm=summed(self._harms(told.harm, case)),
            spans=(cover_of(told),),
        )
        self._settings.remember(told, event)
        return event

    def _spoken(self, told: DraftEvent, claimant: Actor) -> dict[str, list[Actor]]:
        """The actors that the words name in each role."""
        where_hit = told.kind is not Kind.CEASEFIRE_BREACH  # "a violation of the Minsk protocol" hits nobody there
        return {
            "initiator": self._roles(told.initiators, claimant),
            "target": self._roles(told.targets, claimant, places=where_hit),
            "mediator": self._roles(told.mediators, claimant),
        }

    def _ruled(self, draft: DraftClaim, claimant: Actor, spoken: Mapping[str, Sequence[Actor]]) -> tuple[Case, Setting]:
        """The roles as the written rules have them, and where and when it was."""
        told = draft.event
        assert told is not None
        initiators = list(spoken["initiator"])
        targets = [t for t in spoken["target"] if t.party not in {i.party for i in initiators}]
        other = self._sides.adversary_of(claimant.party)
        if draft.stance is Stance.ACCUSES and {i.party for i in initiators} == {claimant.party} and _are_anothers(told.initiators):
            initiators, targets = [Actor.of(other, source=CHARGED)] if other else [], []
        if draft.mutual:
            initiators, targets = [Actor.of(other, source=EACH_OTHER)] if other else [], []
        acting, struck = ({a.span.start for a in actors if a.span} for actors in (initiators, targets))
        setting = self._settings.of(told, acting, struck, draft.claimant)
        land = setting.place.country if setting.place is not None else None
        case = Case(
            kind=told.kind,
            stance=draft.stance,
            claimant=claimant,
            sides=self._sides,
            land=land if land in {*self._sides.pair, *map(self._sides.camp_of, self._sides.pair)} else None,
            initiators=tuple(initiators),
            targets=tuple(targets),
            aimed=any(t.pos_ in ("NOUN", "PROPN") for t in told.targets),
            charged=draft.accused is not None and draft.accused.pos_ in ("NOUN", "PROPN"),
            unilateral=told.unilateral,
        )
        return without_brokers(completed(case), {m.party for m in spoken["mediator"]}), setting

    def _roles(self, phrases: Iterable[Token], speaker: Actor, places: bool = False) -> list[Actor]:
        """Actors of a role, each party once; a place under attack stands for the country it lies in."""
        found: dict[str, Actor] = {}
        for phrase in phrases:
            actors = self._actors.resolve(phrase, speaker)
            if not actors and places:
                actors = self._settings.owner_of(phrase)
            for actor in actors:
                if actor.party is not None and actor.party not in NOBODY:
                    found.setdefault(actor.party, actor)
        named = [a for a in found.values() if a.party not in UNNAMED]
        return named or list(found.values())

    def _harms(self, told: Iterable[DraftHarm], case: Case) -> list[tuple[DraftHarm, Harm]]:
        found: list[tuple[DraftHarm, Harm]] = []
        for harm in told:
            kin = bool(found) and is_kin(harm)
            named = self._actors.resolve(harm.victims, case.claimant) if harm.victims is not None and not kin else []
            if not named and found and tells_of_more(harm) and (side := found[-1][1].side) is not None:
                named = [side]
            found.append((harm, harm_of(harm, named, case, span_of(self._doc, harm.tokens))))
        return found


def _both_sides(kind: Kind, ruled: Sequence[Actor], chosen: Sequence[Actor]) -> tuple[Actor, ...]:
    """Who did it as chosen; a clash has the two sides that the rules give it, where only one of them was chosen."""
    one_of = len(chosen) == 1 and len(ruled) > 1 and chosen[0].party in {a.party for a in ruled}
    return tuple(ruled if kind is Kind.ARMED_CLASH and one_of else chosen)


def _are_anothers(phrases: Sequence[Token]) -> bool:
    """Whether phrases are a pronoun, or say whose they are by one ("accusing it of", "the charge that its troops …"): in a charge, not the
    accuser's."""
    if any(c.lower_ == "own" for p in phrases for c in p.children):  # "accused its own soldiers"
        return False
    return all(p.lower_ in OBLIQUE or any(c.dep_ == "nmod:poss" and c.pos_ == "PRON" for c in p.children) for p in phrases)
