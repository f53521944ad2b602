"""Where and when a happening took place: the place and time of its own clause, else of its sentence, else carried over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from counterclaim.grounding.dates import TimeMention
from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.grounding.places import PlaceMention, find_places
from counterclaim.records.drafts import DraftEvent
from counterclaim.records.models import Actor, Event, Place, Time
from counterclaim.records.words import Family, Kind, PlacePrecision, Status, TimePrecision, family_of

CARRIED = frozenset({Family.VIOLENCE, Family.COERCION})
"""Families whose place and time carry over from an earlier sentence of the report on the same family."""


PLACE_REACH = 2
"""Sentences that a place carries over. Thirty instead raised the place slot by 0.06 on our dev half and cost the rest as much."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Place and time of an event; None where the report does not tell."""

    place: Place | None
    other_places: tuple[Place, ...]
    time: Time | None


class SettingFinder:
    """Finds settings in one report; remembers those of earlier events."""

    def __init__(self, doc: Doc, gazetteer: Gazetteer, times: Sequence[TimeMention], weights: Counter[str]) -> None:
        self._doc = doc
        self._times = [t for t in times if t.kind == "point"]
        context = {code: weight for code, weight in weights.items() if len(code) == 3}
        self._places = [p for p in find_places(doc, gazetteer, context)]
        self._by_head = {p.head.i: p for p in self._places}
        self._earlier: list[tuple[DraftEvent, Event]] = []
        self._sentence_of = [number for number, sentence in enumerate(doc.sents) for _ in sentence]

    def of(self, told: DraftEvent, exclude: set[int]) -> Setting:
        """The setting of a draft event; `exclude` holds character offsets of phrases that are its actors."""
        places = self._places_of(told, exclude)
        return Setting(places[0] if places else self._carried_place(told), tuple(places[1:]), self._time_of(told))

    def remember(self, told: DraftEvent, event: Event) -> None:
        """Keep the setting of an event for those that follow."""
        self._earlier.append((told, event))

    def owner_of(self, phrase: Token) -> list[Actor]:
        """The country that a place under attack lies in, as an actor; the phrase or an of-, in- or at-phrase below it is a place."""
        for token in (phrase, *(t for t in phrase.subtree if t != phrase)):
            mention = self._by_head.get(token.i)
            if mention is not None and mention.place.country and "|" not in mention.place.country:
                return [Actor.of(mention.place.country, source=f"rule: the country that {mention.place.name} lies in")]
        return []

    def scene(self) -> str | None:
        """The country (alpha-3) that most of the report's places lie in; None when no country has the greater part of them."""
        countries = Counter(p.place.country for p in self._places if not p.acts and p.place.country and "|" not in p.place.country)
        country, count = next(iter(countries.most_common(1)), (None, 0))
        return country if 2 * count > countries.total() else None

    def place_in(self, tokens: Sequence[Token]) -> Place | None:
        """The most exact place named among some tokens."""
        inside = {t.i for t in tokens}
        found = [p.place for p in self._places if p.head.i in inside and not p.acts]
        return next((p for p in found if p.precision is not PlacePrecision.COUNTRY), found[0] if found else None)

    # --- places ---------------------------------------------------------------------------------------------------

    def _places_of(self, told: DraftEvent, exclude: set[int]) -> list[Place]:
        inside = {t.i for t in told.scope}
        found = [
            p for p in self._places if p.head.i in inside and not p.acts and (p.place.span is None or p.place.span.start not in exclude)
        ]
        found = [p for p in found if not self._in_actor(p, told)]
        precise = [p for p in found if p.place.precision is not PlacePrecision.COUNTRY]
        found = precise or found
        after = [p for p in found if p.head.i > told.trigger.i]
        ordered = after + [p for p in found if p not in after]
        return [p.place for p in ordered][:4]

    def _in_actor(self, mention: PlaceMention, told: DraftEvent) -> bool:
        """Whether a place only says whose troops ("forces of Country")."""
        return mention.place.precision is PlacePrecision.COUNTRY and mention.head.dep_ in ("nmod:poss", "amod", "compound")

    def _carried_place(self, told: DraftEvent) -> Place | None:
        family = family_of(told.kind)
        if family not in CARRIED or told.status in (Status.HYPOTHETICAL, Status.PLANNED):
            return None
        here = self._sentence_of[told.trigger.i]
        for earlier, event in reversed(self._earlier):
            if here - self._sentence_of[earlier.trigger.i] > PLACE_REACH:
                return None
            if family_of(earlier.kind) is family and event.place is not None:
                return event.place
        return None

    # --- times ----------------------------------------------------------------------------------------------------

    def _time_of(self, told: DraftEvent) -> Time | None:
        inside = {t.i for t in told.scope}
        own = [t for t in self._times if any(i in inside for i in range(t.start, t.end)) and not t.dateline and not t.complement]
        if told.kind is Kind.CEASEFIRE_BREACH:  # "the 2020 ceasefire": the year is the agreement's
            own = [t for t in own if t.time.precision is not TimePrecision.YEAR]
        if own:
            return min(own, key=lambda t: abs(t.start - told.trigger.i)).time
        sentence = told.trigger.sent
        beside = [t for t in self._times if sentence.start <= t.start < sentence.end and not t.dateline and t.time.start is not None]
        if told.kind is Kind.CEASEFIRE_BREACH:
            beside = [t for t in beside if t.time.precision is not TimePrecision.YEAR]
        if beside and told.status in (Status.OCCURRED, Status.ONGOING, Status.AVERTED, Status.DENIED):
            return min(beside, key=lambda t: abs(t.start - told.trigger.i)).time
        unresolved = [t for t in self._times if sentence.start <= t.start < sentence.end and t.time.start is None and t.time.reason]
        return self._carried_time(told) or (unresolved[0].time if unresolved else None)

    def _carried_time(self, told: DraftEvent) -> Time | None:
        family = family_of(told.kind)
        if told.status in (Status.HYPOTHETICAL, Status.PLANNED) or (family not in CARRIED and told.kind is not Kind.CEASEFIRE):
            return None
        for earlier, event in reversed(self._earlier):
            if family_of(earlier.kind) is family and event.time is not None and event.time.start is not None and not event.background:
                return event.time
        return None
