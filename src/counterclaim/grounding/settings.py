"""Where and when a happening took place: as its own words tell, else as another sentence of the report on the same happening does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from counterclaim.grounding.dates import TimeMention
from counterclaim.grounding.dates.choice import moments_of, weigh_times
from counterclaim.grounding.dates.since import since
from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.grounding.place_choice import Site, sites_of, weigh_places
from counterclaim.grounding.places import PlaceMention, find_places
from counterclaim.grounding.setting_evidence import Occasion, Page, Settled
from counterclaim.grounding.weighing import Weighed, load_weigher
from counterclaim.records.drafts import DraftAccord, DraftEvent
from counterclaim.records.models import Actor, Event, Place, Time
from counterclaim.records.words import Family, PlacePrecision

MOST_PLACES = 4
"""Places that one event may have."""
OWNING = frozenset({"nmod:poss", "amod", "compound"})
"""Relations by which a country only says whose troops they are ("forces of Country")."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Place and time of an event; None where the report does not tell."""

    place: Place | None
    other_places: tuple[Place, ...]
    time: Time | None
    places: Weighed
    times: Weighed
    """What was weighed for both."""


class SettingFinder:
    """Finds settings in one report; remembers those of earlier events."""

    def __init__(
        self,
        doc: Doc,
        gazetteer: Gazetteer,
        times: Sequence[TimeMention],
        weights: Counter[str],
        accords: Sequence[DraftAccord] = (),
    ) -> None:
        """`weights` tells how much the report is about each party, `accords` which agreements it names: by a day, perhaps."""
        self._page = Page(doc)
        context = {code: weight for code, weight in weights.items() if len(code) == 3}
        self._places: list[PlaceMention] = [p for p in find_places(doc, gazetteer, context) if not p.people]
        self._by_head = {p.head.i: p for p in self._places}
        self._sites = sites_of(self._page, [p for p in self._places if not (p.acts or _owns(p))])
        named = [a for a in accords if a.noun.pos_ != "VERB"]
        self._moments = moments_of(self._page, times, frozenset(t.i for a in named for t in a.scope))
        self._signed_at = frozenset(t.i for a in named for t in (*a.signed, *(t for t in a.phrase if t.dep_ == "compound")))
        self._unresolved = [t for t in times if t.kind == "point" and t.time.start is None and t.time.reason]
        self._settled: list[Settled] = []

    @property
    def sentence(self) -> Sequence[int]:
        """The number of the sentence of each token."""
        return self._page.sentence

    def of(self, told: DraftEvent, acting: Set[int], struck: Set[int] = frozenset(), speaker: Token | None = None) -> Setting:
        """The setting of a draft event that a speaker tells of.

        `acting` and `struck` hold character offsets of phrases that are its initiators and its targets: these are no places, but for
        towns that are struck ("bombed Damascus").
        """
        own = Occasion.of(told, self._page, speaker)
        sites = [s for s in self._sites if s.place.span is None or s.place.span.start not in acting | struck or _is_struck(s, own, struck)]
        if own.family is not Family.PEACE:  # "in breach of the accord signed in Doha"
            sites = [s for s in sites if s.mention.head.i not in self._signed_at]
        here = [s.place for s in sites if s.mention.head.i in own.scope and s.place.precision is not PlacePrecision.COUNTRY]
        times = weigh_times(own, self._moments, self._settled, here[0] if here else None)
        moment = load_weigher("time").best(times)
        time = since(self._page.doc, told.trigger, moment.mention) if moment else self._unresolved_of(told)
        places = weigh_places(own, sites, self._settled, time)
        site = load_weigher("place").best(places)
        return Setting(site.place if site else None, _others(site, here), time, places, times)

    def remember(self, told: DraftEvent, event: Event) -> None:
        """Keep the setting of an event for those that follow."""
        self._settled.append(Settled(Occasion.of(told, self._page), event.place, event.time))

    def owner_of(self, phrase: Token) -> list[Actor]:
        """The country that a place under attack lies in, as an actor; the phrase or an of-, in- or at-phrase below it is a place."""
        for token in (phrase, *(t for t in phrase.subtree if t != phrase)):
            mention = self._by_head.get(token.i)
            if mention is not None and mention.place.country and "|" not in mention.place.country:
                return [Actor.of(mention.place.country, source=f"rule: the country that {mention.place.name} lies in")]
        return []

    def land_near(self, phrase: Token) -> str | None:
        """The one country that the towns and regions lie in that are named in the sentence of a phrase; None where there are several."""
        sentence = self.sentence[phrase.i]
        near = (p.place for p in self._places if self.sentence[p.head.i] == sentence and not p.acts)
        lands = {p.country for p in near if p.country and "|" not in p.country and p.precision is not PlacePrecision.COUNTRY}
        return lands.pop() if len(lands) == 1 else None

    def place_in(self, tokens: Sequence[Token]) -> Place | None:
        """The most exact place named among some tokens."""
        inside = {t.i for t in tokens}
        found = [p.place for p in self._places if p.head.i in inside and not p.acts]
        return next((p for p in found if p.precision is not PlacePrecision.COUNTRY), found[0] if found else None)

    def scene(self) -> str | None:
        """The country (alpha-3) that most of the report's places lie in, and more than one of them: a lone place may be the venue of talks.
        None when no country has the greater part of them."""
        countries = Counter(p.place.country for p in self._places if not p.acts and p.place.country and "|" not in p.place.country)
        country, count = next(iter(countries.most_common(1)), (None, 0))
        return country if count > 1 and 2 * count > countries.total() else None

    def _unresolved_of(self, told: DraftEvent) -> Time | None:
        """A time of its sentence that could not be resolved, with the reason."""
        sentence = told.trigger.sent
        return next((t.time for t in self._unresolved if sentence.start <= t.start < sentence.end), None)


def _is_struck(site: Site, own: Occasion, struck: Set[int]) -> bool:
    """Whether a place is a town that is a target of violence."""
    place = site.place
    hit = place.span is not None and place.span.start in struck and place.precision is PlacePrecision.SETTLEMENT
    return hit and own.family is Family.VIOLENCE


def _owns(mention: PlaceMention) -> bool:
    return mention.place.precision is PlacePrecision.COUNTRY and mention.head.dep_ in OWNING


def _others(site: Site | None, here: Sequence[Place]) -> tuple[Place, ...]:
    """The other places of the clause, where the clause tells the place itself."""
    if site is None or site.place not in here:
        return ()
    return tuple(p for p in here if p.name != site.place.name)[: MOST_PLACES - 1]
