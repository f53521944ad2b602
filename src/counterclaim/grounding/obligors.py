"""Drafts of duties → obligations of parties: who is bound, by words and written rules, and by what else tells of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from counterclaim.grounding.accords import THE_SIDES, row
from counterclaim.grounding.actors.names import outsiders
from counterclaim.grounding.actors.phrases import generic_phrases
from counterclaim.grounding.actors.resolver import ActorResolver
from counterclaim.grounding.actors.sides import is_group
from counterclaim.grounding.event_maker import Witness
from counterclaim.grounding.merge import Told
from counterclaim.grounding.obligor_choice import choose
from counterclaim.grounding.obligor_evidence import ALL_PARTIES, EACH, ObligorEvidence
from counterclaim.grounding.settings import SettingFinder
from counterclaim.grounding.spans import span_around
from counterclaim.records.drafts import DraftDuty
from counterclaim.records.models import Actor, Agreement, Obligation
from counterclaim.records.words import Sector, Stance

IT = frozenset({"it", "its", "we", "our", "itself"})
ORGANS = frozenset({Sector.MIL, Sector.GOV, Sector.FOR})
SAID_BEFORE = 500
"""Characters behind what somebody says in which a pronoun may stand for who said it."""


class Obligors:
    """Grounds the duties of one report, after its claims and agreements, in the order of the text."""

    def __init__(
        self,
        actors: ActorResolver,
        settings: SettingFinder,
        pair: Sequence[str],
        told: Sequence[Told],
        mentions: Sequence[Agreement],
        witness: Witness | None = None,
    ) -> None:
        """`pair` are the sides of the report's agreements, `told` its claims, `mentions` its agreements."""
        self._actors = actors
        self._settings = settings
        self._pair = tuple(pair)
        self._claims = told
        self._evidence = ObligorEvidence(actors, settings.sentence, pair, told, mentions)
        self._witness = witness

    def obligations(self, draft: DraftDuty) -> list[Obligation]:
        """One obligation for each party that is bound; of nobody known, where a single somebody is."""
        place, span = self._settings.place_in(draft.scope), span_around(draft.scope)
        return [Obligation(obligor=actor, duty=draft.duty, place=place, span=span) for actor in self._bound(draft)]

    def _bound(self, draft: DraftDuty) -> list[Actor | None]:
        ruled = self._ruled(draft)
        if draft.owers is None:
            return ruled
        weighed = self._evidence.weigh(draft, ruled)
        if self._witness is not None:
            self._witness(draft, None, {"obligor": weighed})
        return choose(weighed, ruled)

    def _ruled(self, draft: DraftDuty) -> list[Actor | None]:
        """Who is bound by words and written rules; None for somebody of whom nobody knows whose he is."""
        found = [a for head in (draft.obligor, *draft.beside) for a in self._meant(draft, head)]
        known = {a.party: a for a in found if a is not None}
        return [*known.values()] or [None]

    def _meant(self, draft: DraftDuty, head: Token | None) -> Sequence[Actor | None]:
        pair = [Actor.of(party, source=ALL_PARTIES) for party in self._pair]
        if head is None or head.lower_ in EACH or not _is_several(head) and any(c.lower_ in EACH for c in head.children):
            return pair
        if head.lower_ in IT and (voice := self._voice_at(draft)) is not None:
            return [voice]
        named = [a for t in row(head) for a in self._actors.resolve(t) if a.party]
        once = {a.party: a for a in map(self._of_the_sides, named) if a.party not in outsiders()}
        words = {c.lower_ for c in head.children} | {head.lower_}
        if "other" in words and "than" in {t.lower_ for t in head.subtree}:
            return []  # "all forces other than the army"
        several = "Plur" in head.morph.get("Number", []) and len(pair) > 1
        if several and len(once) < 2 and (draft.jointly or "all" in words):
            return _of_sort(head, pair)
        return list(once.values()) or (_of_sort(head, pair) if several else [])

    def _of_the_sides(self, actor: Actor) -> Actor:
        """An actor, or the state among the sides where a rule took "the army" for that of a country that is no side."""
        states = [p for p in self._pair if not is_group(p)]
        supposed = (actor.source or "").startswith("rule:") and actor.party not in self._pair and actor.sector in ORGANS
        return Actor.of(states[0], source=THE_SIDES) if supposed and len(states) == 1 else actor

    def _voice_at(self, draft: DraftDuty) -> Actor | None:
        """Who a pronoun stands for: who commits, or is charged, in a claim on the same words, else who spoke last before them."""
        at, before = draft.act.idx, list[tuple[int, Actor]]()
        for told in self._claims:
            claimant, spans = told.claim.claimant, (*told.event.spans, *told.claim.content)
            if any(s.start <= at < s.end for s in spans):
                if told.claim.stance is Stance.COMMITS_TO and claimant.party not in (None, *outsiders()):
                    return claimant
                if told.claim.stance is Stance.ACCUSES and told.event.initiators:
                    return told.event.initiators[0]
            if claimant.party not in (None, *outsiders()) and 0 < at - spans[0].start <= SAID_BEFORE:
                before.append((spans[0].start, claimant))
        return max(before, key=lambda b: b[0])[1] if before else None


def _is_several(head: Token) -> bool:
    return any(c.dep_ == "conj" for c in head.children)


def _of_sort(head: Token, pair: Iterable[Actor]) -> list[Actor]:
    """The sides that a plural may mean: of "the guerrillas" those that are an armed group, where one is."""
    sides = list(pair)
    groups = [a for a in sides if is_group(a.party)]
    return groups if groups and head.lemma_.lower() in generic_phrases()["rebel"] else sides
