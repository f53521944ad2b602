"""Drafts → claims and events of the record: every phrase resolved to an actor, a place or a time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from spacy.tokens import Doc

from counterclaim.grounding.accords import AccordGrounding
from counterclaim.grounding.actors.names import NameIndex, outsiders
from counterclaim.grounding.actors.resolver import ActorResolver
from counterclaim.grounding.actors.surroundings import Surroundings
from counterclaim.grounding.confidence import with_confidence
from counterclaim.grounding.dates import find_times
from counterclaim.grounding.event_maker import EventMaker, Witness
from counterclaim.grounding.fighting import fighting_tokens
from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.grounding.home import home_country
from counterclaim.grounding.interest import interest_of
from counterclaim.grounding.issuer import find_issuer
from counterclaim.grounding.merge import Told, merge_claims
from counterclaim.grounding.obligors import Obligors
from counterclaim.grounding.retellings import with_roles_carried
from counterclaim.grounding.roles import EACH_OTHER, is_third, stance_of
from counterclaim.grounding.settings import SettingFinder
from counterclaim.grounding.spans import cover_of, span_of
from counterclaim.grounding.speaker_choice import choose, is_no_sides, is_settled
from counterclaim.grounding.speaker_evidence import SpeakerEvidence
from counterclaim.grounding.tolls import with_tolls
from counterclaim.grounding.vouching import Vouching
from counterclaim.records.drafts import DraftClaim, DraftEvent, Drafts
from counterclaim.records.models import (
    NARRATOR,
    Actor,
    Agreement,
    Claim,
    Event,
    Obligation,
    Report,
    Skipped,
    Span,
    Talks,
    Weapon,
)
from counterclaim.records.words import Family, Stance, Status, family_of

ADMITTING = frozenset({"admit", "acknowledge", "concede", "confess"})
SOLE_SPEAKER = "rule: nobody else speaks in the report"


@dataclass(frozen=True)
class Grounded:
    """Claims with their events, one event a claim at this point, agreements as they are mentioned, and what was left out."""

    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    mentions: tuple[Agreement, ...]
    duties: tuple[Obligation, ...]
    meetings: tuple[Talks, ...]
    breaches: tuple[Span, ...]
    """Words that call something a breach, as the reading model reads them."""
    skipped: tuple[Skipped, ...]


class Grounder:
    """Grounds the drafts of reports with knowledge that is handed in."""

    def __init__(self, names: NameIndex, gazetteer: Gazetteer, witness: Witness | None = None) -> None:
        """`witness` hears what was weighed for each claim and its event."""
        self._names = names
        self._gazetteer = gazetteer
        self._witness = witness

    def __call__(self, report: Report, doc: Doc, drafts: Drafts) -> Grounded:
        """Ground the drafts of one report.

        Args:
            report: the report; dates are resolved against its `published`, and stay unresolved with a reason without one.
            doc: its parsed text.
            drafts: what the claims stage found in it, in the order of the text.
        """
        actors = ActorResolver(doc, report.published_on, self._names, fighting_tokens(drafts), drafts.quoted)
        times = find_times(doc, report.published_on)
        settings = SettingFinder(doc, self._gazetteer, times, actors.sides.weights, drafts.accords)
        issuer = find_issuer(doc, report, self._names, drafts)
        scene = settings.scene()
        home = home_country(doc, report.outlet, self._gazetteer, self._names, actors.sides.on_land_of(scene))
        actors.settle(Surroundings(home, scene, issuer, settings.owner_of, settings.land_near))
        sides = actors.sides
        accords = AccordGrounding(doc, actors, sides, settings, times, report.published_on)
        events = EventMaker(actors, settings, report.published_on, self._witness)
        voice = issuer or Actor.of(NARRATOR, source="the report's own voice")
        speakers = SpeakerEvidence(actors, voice, settings.sentence, drafts.quoted)
        return _ReportGrounding(doc, actors, events, voice, speakers, self._witness).run(drafts, accords, settings)


class _ReportGrounding:
    """The state of grounding one report: who spoke, what was told before."""

    def __init__(
        self,
        doc: Doc,
        actors: ActorResolver,
        events: EventMaker,
        voice: Actor,
        speakers: SpeakerEvidence,
        witness: Witness | None,
    ) -> None:
        self._doc = doc
        self._actors = actors
        self._sides = actors.sides
        self._events = events
        self._voice = voice
        self._vouching = Vouching(doc, actors, voice)
        self._speakers = speakers
        self._witness = witness
        self._made: list[Told] = []
        self._skipped: list[Skipped] = []

    def run(self, drafts: Drafts, accords: AccordGrounding, settings: SettingFinder) -> Grounded:
        """Ground claims first: agreements and duties are told in their light."""
        speakers = list(drafts.speakers)
        for draft in drafts.claims:
            at = draft.anchor if draft.claimant is None else min(draft.anchor, draft.claimant.i)
            while speakers and speakers[0].i < at:
                self._actors.heard(self._actors.resolve(speakers.pop(0), vouches=True))
            self._claim(draft)
        accords.hear(self._made, drafts.accords, drafts.duties)
        mentions = accords.watched([accords.mention(a, k) for k, a in enumerate(drafts.accords, 1)], drafts.watchers)
        meetings = tuple(m for k, d in enumerate(drafts.meetings, 1) if (m := accords.meeting(d, k)) is not None)
        obligors = Obligors(self._actors, settings, accords.pair, self._made, mentions, self._witness)
        duties = tuple(o for d in drafts.duties for o in obligors.obligations(d))
        self._give_the_rest_to_a_sole_speaker()
        claims, events, skipped = merge_claims(with_roles_carried(with_tolls(self._made)), self._doc.text)
        claims = with_confidence(claims, events, self._doc.text)
        broken = tuple(Span(start=t.idx, end=t.idx + len(t)) for t in drafts.breaches)
        return Grounded(claims, events, mentions, duties, meetings, broken, (*self._skipped, *skipped))

    # --- claims ---------------------------------------------------------------------------------------------------

    def _claim(self, draft: DraftClaim) -> None:
        claimants = self._claimants(draft)
        relays = [a for phrase in draft.relayed_by for a in self._actors.resolve(phrase)]
        if draft.stance is Stance.COMMITS_TO and relays and all(is_third(r) for r in relays) and not all(is_third(c) for c in claimants):
            draft.stance, claimants, relays = Stance.ASSERTS, relays[:1], relays[1:]  # a third party tells what the parties agreed
        if draft.event is not None and draft.event.means_only and self._adds_means(draft.event, claimants):
            return
        own = {c.id for c in claimants}
        for claimant in claimants:
            relayed = tuple(r for r in relays if r.id not in own)
            if draft.event is not None:
                event: Event | None = self._events.make(self._next_event(), draft, claimant, {c.party for c in claimants})
                answered = self._denied(draft, claimant, event)
            else:
                answered, event = self._answered(draft, claimant)
            if event is None:
                self._skipped.append(
                    Skipped(what="denial", reason="what it answers is not told in the report", span=span_of(self._doc, draft.content[0]))
                )
                continue
            stance = draft.stance if self._admits(draft) else stance_of(draft.stance, claimant, event)
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
                cue=span_of(self._doc, draft.cue) if draft.cue is not None else None,
                content=tuple(span_of(self._doc, r) for r in draft.content),
                events=(event.id,),
                answers=answered,
            )
            trigger = draft.event.trigger if draft.event is not None else None
            self._made.append(Told(claim, event, trigger.lemma_.lower() if trigger is not None and trigger.pos_ == "VERB" else None))
        self._actors.heard(claimants)

    def _claimants(self, draft: DraftClaim) -> list[Actor]:
        """Who vouches; the draft's cue and stance follow where it is somebody else than words and rules have."""
        found = self._vouching.of(draft)
        if is_settled(draft, found):
            return found
        (ruled,) = found
        weighed = self._speakers.weigh(draft, ruled)
        if self._witness is not None:
            self._witness(draft, ruled, {"speaker": weighed})
        chosen = choose(weighed, ruled, self._voice, spoken=draft.claimant is not None)
        if chosen.party == ruled.party or (is_no_sides(draft.claimant, ruled) and chosen.party not in outsiders()):
            return found
        if chosen == self._voice or draft.claimant is None:
            draft.cue = None
        undertaken = draft.event is not None and draft.event.undertaken
        if draft.stance is Stance.ACCUSES or draft.stance is Stance.COMMITS_TO and undertaken:
            draft.stance = Stance.ASSERTS  # `_claim` tells a charge, and a party to a truce, by who speaks
        return [chosen]

    def _give_the_rest_to_a_sole_speaker(self) -> None:
        """Where one party alone is quoted, and more than once, what the report goes on to tell of fighting and harm is its account."""
        quoted = [t.claim.claimant for t in self._made if t.claim.claimant.party != NARRATOR]
        if len(quoted) < 2 or is_third(quoted[0]) or {a.party for a in (*quoted, *self._actors.heard_so_far())} != {quoted[0].party}:
            return
        party, sector = Counter((a.party, a.sector) for a in quoted).most_common(1)[0][0]
        speaker = Actor.of(party, sector, source=SOLE_SPEAKER)
        begun = False
        for k, (claim, event, verb) in enumerate(self._made):
            begun = begun or claim.claimant.party == party
            partisan = family_of(event.kind) is Family.VIOLENCE or bool(event.harm)
            if begun and partisan and claim.claimant.party == NARRATOR and not event.background:
                stance = stance_of(claim.stance, speaker, event)
                interest, rule = interest_of(speaker, stance, event)
                changed = {"claimant": speaker, "stance": stance, "interest": interest, "interest_rule": rule}
                self._made[k] = Told(claim.model_copy(update=changed), event, verb)

    def _adds_means(self, told: DraftEvent, claimants: list[Actor]) -> bool:
        """Add the weapons of "drones were also used" to the last act that the same claimant told; False when there is none."""
        for k in range(len(self._made) - 1, -1, -1):
            claim, event, trigger = self._made[k]
            if claim.claimant.id == claimants[0].id and family_of(event.kind) is Family.VIOLENCE:
                weapons = tuple(
                    Weapon(kind=w.kind, span=span_of(self._doc, w.tokens))
                    for w in told.weapons
                    if w.kind not in {x.kind for x in event.weapons}
                )
                widened = event.model_copy(update={"weapons": (*event.weapons, *weapons), "spans": (*event.spans, cover_of(told))})
                self._made[k] = Told(claim, widened, trigger)
                return True
        return False

    def _admits(self, draft: DraftClaim) -> bool:
        """Whether the cue owns up to something: who acknowledges his losses from a strike lays no charge by it."""
        return draft.cue is not None and any(t.lemma_.lower() in ADMITTING for t in self._doc[draft.cue.start : draft.cue.end])

    def _denied(self, draft: DraftClaim, claimant: Actor, event: Event | None) -> str | None:
        """The last claim of somebody else that a denial which repeats it answers: the same kind of act by the same doer."""
        if draft.stance is not Stance.DENIES or event is None:
            return None
        doers = {i.party for i in event.initiators}
        return next(
            (
                t.claim.id
                for t in reversed(self._made)
                if t.claim.claimant.party != claimant.party
                and t.claim.stance in (Stance.ACCUSES, Stance.ASSERTS)
                and t.event.kind is event.kind
                and doers & {i.party for i in t.event.initiators}
            ),
            None,
        )

    def _answered(self, draft: DraftClaim, claimant: Actor) -> tuple[str | None, Event | None]:
        """The last claim that a bare denial or counter-charge answers, by id, and what it makes of that claim's event."""
        for claim, event, _ in reversed(self._made):
            if (claim.claimant.party == claimant.party and not draft.mutual) or claim.stance not in (Stance.ACCUSES, Stance.ASSERTS):
                continue
            if family_of(event.kind) not in (Family.VIOLENCE, Family.COERCION):
                continue
            if draft.mutual and family_of(event.kind) is Family.VIOLENCE:
                other = self._sides.adversary_of(claimant.party)
                charged = [Actor.of(other, source=EACH_OTHER)] if other else []
                return claim.id, event.model_copy(
                    update={"id": self._next_event(), "initiators": tuple(charged), "targets": (), "status": Status.OCCURRED}
                )
            if draft.stance is Stance.DENIES and claimant.party in {a.party for a in event.initiators}:
                return claim.id, event.model_copy(update={"id": self._next_event(), "status": Status.DENIED})
        return None, None

    def _next_event(self) -> str:
        return f"e{len(self._made) + 1}"
