"""Drafts → claims and events of the record: every phrase resolved to an actor, a place or a time."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from counterclaim.grounding.actors.names import NameIndex, outsiders
from counterclaim.grounding.actors.phrases import phrase_tokens
from counterclaim.grounding.actors.resolver import ActorResolver
from counterclaim.grounding.actors.surroundings import Surroundings
from counterclaim.grounding.confidence import with_confidence
from counterclaim.grounding.dates import find_times
from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.grounding.home import home_country
from counterclaim.grounding.interest import interest_of
from counterclaim.grounding.issuer import find_issuer
from counterclaim.grounding.merge import Told, merge_claims
from counterclaim.grounding.settings import Setting, SettingFinder
from counterclaim.records.drafts import DraftClaim, DraftDuty, DraftEvent, DraftHarm, Drafts, TokenRange
from counterclaim.records.models import MEDIA, NARRATOR, Actor, Claim, Event, Harm, Obligation, Report, Skipped, Span, Weapon
from counterclaim.records.words import Category, Family, Kind, Stance, Status, TimePrecision, family_of

ACCUSED_OF = "rule: the accuser is the target of the act that it lays on its adversary"
EACH_OTHER = "rule: each charges the other"
OTHER_SIDE = "rule: who tells of a clash with a named side is the other side"
TWO_SIDES = "rule: a clash or truce without named sides is between the two that the report is about"
OWN_ACT = "rule: who denies an act without naming a doer denies an act of its own"
MEANT = "rule: a party that alleges a breach means its adversary"
SOLE_SPEAKER = "rule: nobody else speaks in the report"
MENTIONS = "mentions"
"""Name of the span group in which the language engine keeps typed entities."""
HISTORY_AFTER = dt.timedelta(days=14)
"""What ended longer before publication is background (a convention of the record)."""
LONG_AGO = dt.timedelta(days=366)
"""A vague or long stretch of time that began earlier is history, even if it runs to the present ("in the last three decades")."""
HOSTILE = frozenset(k for k in Kind if family_of(k) is Family.VIOLENCE and k is not Kind.CASUALTY) | {Kind.BLOCKADE, Kind.MOBILIZATION}


@dataclass(frozen=True)
class Grounded:
    """Claims with their events, one event a claim at this point, and what was left out."""

    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    duties: tuple[Obligation, ...]
    skipped: tuple[Skipped, ...]


class Grounder:
    """Grounds the drafts of reports with knowledge that is handed in."""

    def __init__(self, names: NameIndex, gazetteer: Gazetteer) -> None:
        self._names = names
        self._gazetteer = gazetteer

    def __call__(self, report: Report, doc: Doc, drafts: Drafts) -> Grounded:
        """Ground the drafts of one report.

        Args:
            report: the report; dates are resolved against its `published`, and stay unresolved with a reason without one.
            doc: its parsed text.
            drafts: what the claims stage found in it, in the order of the text.
        """
        actors = ActorResolver(doc, report.published_on, self._names, fighting_tokens(drafts))
        settings = SettingFinder(doc, self._gazetteer, find_times(doc, report.published_on), actors.sides.weights)
        issuer = find_issuer(doc, report, self._names, drafts)
        home = home_country(doc, report.outlet, self._gazetteer, actors.sides.weights)
        actors.settle(Surroundings(home, settings.scene(), issuer, settings.owner_of))
        return _ReportGrounding(report, doc, actors, settings, issuer).run(drafts)


class _ReportGrounding:
    """The state of grounding one report: who spoke, what was told before."""

    def __init__(self, report: Report, doc: Doc, actors: ActorResolver, settings: SettingFinder, issuer: Actor | None) -> None:
        self._report = report
        self._doc = doc
        self._actors = actors
        self._settings = settings
        self._voice = issuer or Actor.of(NARRATOR, source="the report's own voice")
        self._made: list[Told] = []
        self._skipped: list[Skipped] = []

    def run(self, drafts: Drafts) -> Grounded:
        """Ground claims first: duties are told in their light."""
        speakers = list(drafts.speakers)
        for draft in drafts.claims:
            at = draft.anchor if draft.claimant is None else min(draft.anchor, draft.claimant.i)
            while speakers and speakers[0].i < at:
                self._actors.heard(self._actors.resolve(speakers.pop(0), vouches=True))
            self._claim(draft)
        duties = tuple(self._duty(d) for d in drafts.duties)
        self._give_the_rest_to_a_sole_speaker()
        claims, events, skipped = merge_claims(self._made, self._doc.text)
        claims = with_confidence(claims, events, self._doc.text)
        return Grounded(claims, events, duties, (*self._skipped, *skipped))

    def _duty(self, draft: DraftDuty) -> Obligation:
        obligor = next(iter(self._actors.resolve(draft.obligor)), None)
        tokens = [t.i for t in draft.scope]
        return Obligation(
            obligor=obligor,
            duty=draft.duty,
            place=self._settings.place_in(draft.scope),
            span=self._span(TokenRange(min(tokens), max(tokens) + 1)),
        )

    # --- claims ---------------------------------------------------------------------------------------------------

    def _claim(self, draft: DraftClaim) -> None:
        claimants = self._undertakers(draft) or self._claimants(draft)
        relays = [a for phrase in draft.relayed_by for a in self._actors.resolve(phrase)]
        if draft.stance is Stance.COMMITS_TO and relays and all(_is_third(r) for r in relays) and not all(_is_third(c) for c in claimants):
            draft.stance, claimants, relays = Stance.ASSERTS, relays[:1], relays[1:]  # a third party tells what the parties agreed
        if draft.event is not None and draft.event.means_only and self._adds_means(draft.event, claimants):
            return
        own = {c.id for c in claimants}
        for claimant in claimants:
            relayed = tuple(r for r in relays if r.id not in own)
            answered, event = (None, self._event(draft, claimant)) if draft.event is not None else self._answered(draft, claimant)
            if event is None:
                self._skipped.append(
                    Skipped(what="denial", reason="what it answers is not told in the report", span=self._span(draft.content[0]))
                )
                continue
            stance = _stance(draft.stance, claimant, event)
            if (
                stance is Stance.ASSERTS
                and draft.event is not None
                and draft.event.undertaken
                and claimant.party in {i.party for i in event.initiators}
            ):
                stance = Stance.COMMITS_TO
            interest, rule = interest_of(claimant, stance, event)
            claim = Claim(
                id=f"c{len(self._made) + 1}",
                claimant=claimant,
                relayed_by=relayed,
                stance=stance,
                interest=interest,
                interest_rule=rule,
                cue=self._span(draft.cue) if draft.cue is not None else None,
                content=tuple(self._span(r) for r in draft.content if self._span(r) is not None),
                events=(event.id,),
                answers=answered,
            )
            trigger = draft.event.trigger if draft.event is not None else None
            self._made.append(Told(claim, event, trigger.lemma_.lower() if trigger is not None and trigger.pos_ == "VERB" else None))
        self._actors.heard(claimants)

    def _give_the_rest_to_a_sole_speaker(self) -> None:
        """Where one party alone is quoted, and more than once, what the report goes on to tell is that party's account."""
        quoted = [t.claim.claimant for t in self._made if t.claim.claimant.party != NARRATOR]
        if len(quoted) < 2 or _is_third(quoted[0]) or {a.party for a in (*quoted, *self._actors.heard_so_far())} != {quoted[0].party}:
            return
        party, sector = Counter((a.party, a.sector) for a in quoted).most_common(1)[0][0]
        speaker = Actor.of(party, sector, source=SOLE_SPEAKER)
        begun = False
        for k, (claim, event, verb) in enumerate(self._made):
            begun = begun or claim.claimant.party == party
            if begun and claim.claimant.party == NARRATOR:
                stance = _stance(claim.stance, speaker, event)
                interest, rule = interest_of(speaker, stance, event)
                changed = {"claimant": speaker, "stance": stance, "interest": interest, "interest_rule": rule}
                self._made[k] = Told(claim.model_copy(update=changed), event, verb)

    def _adds_means(self, told: DraftEvent, claimants: list[Actor]) -> bool:
        """Add the weapons of "drones were also used" to the last act that the same claimant told; False when there is none."""
        for k in range(len(self._made) - 1, -1, -1):
            claim, event, trigger = self._made[k]
            if claim.claimant.id == claimants[0].id and family_of(event.kind) is Family.VIOLENCE:
                weapons = tuple(
                    Weapon(kind=w.kind, span=self._span(w.tokens)) for w in told.weapons if w.kind not in {x.kind for x in event.weapons}
                )
                widened = event.model_copy(update={"weapons": (*event.weapons, *weapons), "spans": (*event.spans, self._cover(told))})
                self._made[k] = Told(claim, widened, trigger)
                return True
        return False

    def _undertakers(self, draft: DraftClaim) -> list[Actor]:
        """The parties to a truce that the report tells in its own words: each vouches for its commitment (a convention of the record)."""
        if (
            draft.event is None
            or not draft.event.undertaken
            or draft.claimant is not None
            or draft.event.status not in (Status.OCCURRED, Status.ONGOING)
        ):
            return []
        found = [a for phrase in draft.event.initiators for a in self._actors.resolve(phrase)]
        return [a for a in {a.id: a for a in found}.values() if a.party is not None and a.party not in outsiders()]

    def _claimants(self, draft: DraftClaim) -> list[Actor]:
        """Who vouches; none if the subject of the cue is nobody who could ("the clashes threatened to …")."""
        if draft.claimant is None:
            return [Actor.of(MEDIA, source="hearsay: the report names no source") if draft.hearsay else self._voice]
        found = [a for phrase in _conjoined(draft.claimant) for a in self._actors.resolve(phrase, vouches=True)]
        unique = list({a.id: a for a in found}.values())
        if unique:
            return unique
        head = draft.claimant
        sort = self._entity_kind(head)
        if sort not in ("person", "organization") and head.pos_ != "PROPN":
            return [self._voice] if draft.stance is Stance.ASSERTS else []
        tokens = [t for t in head.subtree if not t.is_space]
        name = self._doc[tokens[0].i : tokens[-1].i + 1].text if len(tokens) <= 12 else head.text
        person = name if sort == "person" else None
        return [Actor(id=None, party=None, name=name, person=person, span=Span(start=head.idx, end=head.idx + len(head)))]

    def _entity_kind(self, head: Token) -> str | None:
        """The type of the entity that a token heads, as the language engine has it."""
        return next((m.label_ for m in self._doc.spans.get(MENTIONS, ()) if m.root.i == head.i), None)

    def _answered(self, draft: DraftClaim, claimant: Actor) -> tuple[str | None, Event | None]:
        """The last claim that a bare denial or counter-charge answers, by id, and what it makes of that claim's event."""
        for claim, event, _ in reversed(self._made):
            if (claim.claimant.party == claimant.party and not draft.mutual) or claim.stance not in (Stance.ACCUSES, Stance.ASSERTS):
                continue
            if family_of(event.kind) not in (Family.VIOLENCE, Family.COERCION):
                continue
            if draft.mutual and family_of(event.kind) is Family.VIOLENCE:
                other = self._actors.sides.adversary_of(claimant.party)
                charged = [Actor.of(other, source=EACH_OTHER)] if other else []
                return claim.id, event.model_copy(
                    update={"id": self._next_event(), "initiators": tuple(charged), "targets": (), "status": Status.OCCURRED}
                )
            if draft.stance is Stance.DENIES and claimant.party in {a.party for a in event.initiators}:
                return claim.id, event.model_copy(update={"id": self._next_event(), "status": Status.DENIED})
        return None, None

    def _next_event(self) -> str:
        return f"e{len(self._made) + 1}"

    # --- events ---------------------------------------------------------------------------------------------------

    def _event(self, draft: DraftClaim, claimant: Actor) -> Event:
        told = draft.event
        assert told is not None
        initiators = self._roles(told.initiators, claimant)
        targets = [t for t in self._roles(told.targets, claimant, places=True) if t.party not in {i.party for i in initiators}]
        mediators = self._roles(told.mediators, claimant)
        if draft.mutual:
            other = self._actors.sides.adversary_of(claimant.party)
            initiators = [Actor.of(other, source=EACH_OTHER)] if other else []
            targets = []
        setting = self._settings.of(told, exclude={a.span.start for a in (*initiators, *targets) if a.span})
        initiators, targets = self._inferred(told.kind, draft, claimant, initiators, targets)
        harm = tuple(self._harm(h, claimant, targets) for h in told.harm)
        event = Event(
            id=self._next_event(),
            kind=told.kind,
            status=told.status,
            background=self._is_background(setting, told),
            initiators=tuple(initiators),
            targets=tuple(targets),
            mediators=tuple(m for m in mediators if m.party not in {i.party for i in initiators}),
            place=setting.place,
            other_places=setting.other_places,
            time=setting.time,
            weapons=tuple(Weapon(kind=w.kind, span=self._span(w.tokens)) for w in told.weapons),
            harm=harm,
            spans=(self._cover(told),),
        )
        self._settings.remember(told, event)
        return event

    def _roles(self, phrases: Iterable[Token], speaker: Actor, places: bool = False) -> list[Actor]:
        """Actors of a role, each party once; a place under attack stands for the country it lies in."""
        found: dict[str, Actor] = {}
        for phrase in phrases:
            actors = self._actors.resolve(phrase, speaker)
            if not actors and places:
                actors = self._settings.owner_of(phrase)
            for actor in actors:
                if actor.party is not None and actor.party not in (MEDIA, NARRATOR, "WITNESSES", "ANALYSTS"):
                    found.setdefault(actor.party, actor)
        return list(found.values())

    def _inferred(
        self, kind: Kind, draft: DraftClaim, claimant: Actor, initiators: list[Actor], targets: list[Actor]
    ) -> tuple[list[Actor], list[Actor]]:
        """Fill the one role that a charge between the two sides leaves open; the actor says by which rule."""
        adversary = self._actors.sides.adversary_of(claimant.party)
        if kind is Kind.ARMED_CLASH:
            return self._both(claimant, initiators), []
        if kind is Kind.CEASEFIRE and not initiators and claimant.party == NARRATOR:
            return self._both(claimant, initiators), []
        if kind in HOSTILE and draft.stance is Stance.DENIES and not initiators and claimant.party not in outsiders():
            return [Actor.of(claimant.party, source=OWN_ACT)], [t for t in targets if t.party != claimant.party]
        if kind not in HOSTILE or adversary is None:
            if (
                kind in (Kind.CEASEFIRE, Kind.TALKS, Kind.WITHDRAWAL)
                and draft.stance is Stance.COMMITS_TO
                and not initiators
                and claimant.party not in outsiders()
            ):
                return [claimant], targets
            return initiators, targets
        if kind is Kind.CEASEFIRE_BREACH and not initiators and draft.stance is not Stance.DENIES:
            return [Actor.of(adversary, source=MEANT)], targets
        if (
            not targets
            and kind not in (Kind.CEASEFIRE_BREACH, Kind.MOBILIZATION, Kind.BLOCKADE)
            and {i.party for i in initiators} == {adversary}
        ):
            return initiators, [Actor.of(claimant.party, source=ACCUSED_OF)]
        return initiators, targets

    def _both(self, claimant: Actor, initiators: list[Actor]) -> list[Actor]:
        """A clash has two sides: the claimant beside the one that it names, or the report's two when none is named."""
        named = {i.party for i in initiators}
        if len(named) == 1 and self._actors.sides.adversary_of(claimant.party) in named:
            return [Actor.of(claimant.party, source=OTHER_SIDE), *initiators]
        if not named and len(self._actors.sides.pair) == 2:
            return [Actor.of(side, source=TWO_SIDES) for side in self._actors.sides.pair]
        return initiators

    def _harm(self, told: DraftHarm, speaker: Actor, targets: list[Actor]) -> Harm:
        side: Actor | None = None
        if told.victims is not None:
            side = next(iter(self._actors.resolve(told.victims, speaker)), None)
            if side is not None and (side.party in outsiders()):
                side = None
        if side is None and len(targets) == 1:
            side = Actor.of(targets[0].party, source="rule: the harm is the target's")
        sector_free = Actor.of(side.party, span=side.span, source=side.source) if side is not None else None
        category = told.category
        if category is Category.UNKNOWN and side is not None and side.sector == "MIL":
            category = Category.MILITARY
        return Harm(
            effect=told.effect,
            side=sector_free,
            category=category,
            low=told.low,
            best=told.best,
            high=told.high,
            cumulative=told.cumulative,
            span=self._span(told.tokens),
        )

    def _is_background(self, setting: Setting, told: DraftEvent) -> bool:
        published, time = self._report.published_on, setting.time
        if (
            published is None
            or time is None
            or time.end is None
            or time.start is None
            or told.status in (Status.PLANNED, Status.ONGOING, Status.HYPOTHETICAL)
        ):
            return False
        if time.precision in (TimePrecision.RANGE, TimePrecision.VAGUE) and time.start < published - LONG_AGO:
            return True
        when = time.end if time.precision is not TimePrecision.MONTH else time.start + (time.end - time.start) / 2
        return when < published - HISTORY_AFTER

    # --- spans ----------------------------------------------------------------------------------------------------

    def _span(self, tokens: TokenRange) -> Span:
        """Characters of a token range, without white space and commas at its ends."""
        first, last = tokens.start, tokens.end - 1
        while first < last and (self._doc[first].is_space or self._doc[first].text in ",;"):
            first += 1
        while last > first and (self._doc[last].is_space or self._doc[last].text in ",;"):
            last -= 1
        return Span(start=self._doc[first].idx, end=self._doc[last].idx + len(self._doc[last]))

    def _cover(self, told: DraftEvent) -> Span:
        tokens = [t for t in told.scope if not t.is_space and not t.is_punct] or [told.trigger]
        near = [t for t in tokens if t.sent == told.trigger.sent]
        return self._span(TokenRange(min(t.i for t in near or [told.trigger]), max(t.i for t in near or [told.trigger]) + 1))


def fighting_tokens(drafts: Drafts) -> set[int]:
    """Indices of the tokens of phrases that do or suffer violence in a draft, or lay a charge or are charged."""
    heads = [
        head
        for draft in drafts.claims
        if draft.event is not None and family_of(draft.event.kind) is Family.VIOLENCE
        for head in (*draft.event.initiators, *draft.event.targets, *([draft.accused] if draft.accused is not None else []))
    ]
    return {t.i for head in heads for t in phrase_tokens(head)}


def _is_third(actor: Actor) -> bool:
    """Whether an actor stands outside the sides of a conflict."""
    return actor.party is None or actor.party in outsiders()


def _conjoined(head: Token) -> list[Token]:
    found = [head]
    for child in head.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON"):
            found.extend(_conjoined(child))
    return found


def _stance(stance: Stance, claimant: Actor, event: Event) -> Stance:
    """A hostile act that a party lays on another is a charge; the same told by a third party or the report is a statement."""
    party = claimant.party
    third = party is None or party in outsiders()
    if stance is Stance.ASSERTS and not third and event.kind in HOSTILE and event.kind is not Kind.ARMED_CLASH:
        parties = {i.party for i in event.initiators}
        if parties and party not in parties and event.status is not Status.DENIED:
            return Stance.ACCUSES
    return stance
