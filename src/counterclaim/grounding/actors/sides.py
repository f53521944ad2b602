"""Whom a report is about: the parties that fight, the two sides, and whose organs are meant when nobody says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from counterclaim.grounding.actors.names import NameEntry, NameMatch, load_parties, outsiders
from counterclaim.grounding.actors.phrases import generic_phrases, is_plural_pair, organ_of, phrase_tokens
from counterclaim.records.brokering import BROKERING_FORMS, BROKERS

TITLE_WEIGHT = 2
"""Weight of a name in the first line: headlines name the sides."""
LAND_WEIGHT = 2
"""Weight that being the country of most of a report's places adds."""
FIGHTING_WEIGHT = 3
"""Weight of a name that does or suffers violence, charges or is charged: who only mediates is named as often as a side."""
ACTING_WEIGHT = 3
"""How much more a mention weighs that does not only say where."""
FOREIGN_PART = 3
"""How much less a state weighs that an armed group of the report does not fight in."""
GROUPS_PART = 2
"""How often as much an armed group must weigh as the government of the country that it and another group fight in, to be its rival."""
ARMED = frozenset({"REB", "PARA", "LOC"})
"""Sectors of parties that fight in a country and are no state."""
CALLING = frozenset({"call", "urge", "appeal", "ask", "implore", "press", "plead", "exhort", "beg", "advise", "tell", "invite"})
"""Verbs whose subject wants something of both sides."""
PLACE_NAMES = frozenset({"name", "short", "official", "former", "capital"})
"""How names are lines of the knowledge files that may also be places."""
LOCATIVES = frozenset({"in", "at", "near", "inside", "outside", "across", "into", "through", "via", "around", "throughout"})
"""Prepositions of place."""


@dataclass(frozen=True)
class Sides:
    """The parties of one report.

    Attributes:
        weights: how much the report is about each possible side.
        acting: the same, where mentions that only say where ("talks in Muscat", "the Pretoria accord") count less.
        pair: the two weightiest that act, fewer where fewer are named.
    """

    weights: Counter[str]
    acting: Counter[str]

    @cached_property
    def pair(self) -> tuple[str, ...]:
        """The two sides, the weightier first: the weightiest party and the weightiest that is not in its camp."""
        foreign = self._foreign()
        ranked = sorted(self.acting, key=lambda party: -self.acting[party] / (FOREIGN_PART if party in foreign else 1))
        rivals = [p for p in ranked if self.camp_of(p) != self.camp_of(ranked[0]) and not (is_group(ranked[0]) and p in foreign)]
        rival = next(iter(rivals), None)
        if rival is not None and is_group(ranked[0]) and is_group(rival):  # two groups of one country: rather its government
            state = next((p for p in rivals if p in load_parties()[ranked[0]].countries), rival)
            rival = state if GROUPS_PART * self.acting[state] >= self.acting[rival] else rival
        return (self._fighting_for(ranked[0]), self._fighting_for(rival)) if rival is not None else tuple(ranked[:1])

    def _fighting_for(self, side: str) -> str:
        """The armed group that fights for a land, where it is named about as much: what is done to gunmen in Gaza is done to Hamas."""
        groups = [p for p in self.acting if is_armed(p) and p != side and self.camp_of(p) == side]
        chief = max(groups, key=lambda p: self.acting[p], default=side)
        return chief if GROUPS_PART * self.acting[chief] >= self.acting[side] else side

    def adversary_of(self, party: str | None) -> str | None:
        """The other of the two sides; None when the party belongs to neither of them."""
        if party is None or len(self.pair) < 2:
            return None
        one, other = self.pair
        return {self.camp_of(one): other, self.camp_of(other): one}.get(self.camp_of(party))

    def on_land_of(self, country: str | None) -> Sides:
        """The same for a report that is set in a country: a war is fought on the land of one of its sides."""
        if country is None:
            return self
        return Sides(self.weights + Counter({country: LAND_WEIGHT}), self.acting + Counter({country: LAND_WEIGHT * ACTING_WEIGHT}))

    def told_by(self, issuer: str | None) -> Sides:
        """The same for a report that a party issued: it is one of the sides, however seldom it names itself."""
        if issuer is None or issuer in outsiders():
            return self
        most = max(self.acting.values(), default=0)
        return Sides(self.weights + Counter({issuer: 1}), self.acting + Counter({issuer: most}))

    def _weight_of_lands(self, party: str) -> int:
        """How much the report is about a country that an armed group fights in."""
        known = load_parties().get(party)
        return max((self.weights.get(land, 0) for land in known.countries), default=0) if known is not None else 0

    def _foreign(self) -> set[str]:
        """States that an armed group of the report does not fight in: they send envoys and arms, its war is with somebody nearer."""
        groups = [p for p, known in load_parties().items() if p in self.acting and known.countries and known.sector in ARMED]
        if not groups:
            return set()
        home = load_parties()[max(groups, key=lambda party: self.acting[party])].countries
        return {p for p in self.acting if p not in load_parties() and p not in home}

    def camp_of(self, party: str) -> str:
        """The party that another fights for, where the report names it too, else the party itself."""
        known = load_parties().get(party)
        return known.allegiance if known is not None and known.allegiance in self.weights else party  # type: ignore[return-value]

    def entry_of(self, match: NameMatch) -> NameEntry | None:
        """The entry that a name means: of several parties that bear it the one that the report is most about, or whose country it is most
        about, or one that is no side."""
        if len({e.party for e in match.entries}) == 1:
            return match.entries[0]
        told = [e for e in match.entries if self.weights.get(e.party)]
        if told:
            return max(told, key=lambda e: self.weights[e.party])
        near = [e for e in match.entries if self._weight_of_lands(e.party)]
        if near:
            return max(near, key=lambda e: self._weight_of_lands(e.party))
        return next((e for e in match.entries if e.party in outsiders()), None)


def is_group(party: str | None) -> bool:
    """Whether a party is an armed group."""
    known = load_parties().get(party or "")
    return known is not None and known.sector in ("REB", "PARA")


def is_armed(party: str) -> bool:
    """Whether a party is an armed group or a region with forces of its own."""
    known = load_parties().get(party)
    return known is not None and known.sector in ARMED


def title_end(doc: Doc) -> int:
    """The token that ends the first line; 0 where there is one line only."""
    return next((t.i for t in doc if t.is_space and "\n" in t.text), 0)


def find_sides(doc: Doc, matches: Collection[NameMatch], fighting: Collection[int]) -> Sides:
    """Weigh the parties of a report.

    Args:
        doc: the parsed report.
        matches: the names of actors in it.
        fighting: indices of the tokens of phrases that do or suffer violence, charge or are charged.
    """
    weights: Counter[str] = Counter()
    acting: Counter[str] = Counter()
    fighters: set[str] = set()
    title = title_end(doc)

    def weigh(match: NameMatch, party: str) -> None:
        if party in outsiders():
            return
        fights = any(i in fighting for i in range(match.start, match.end)) or _between(doc, match)
        weight = FIGHTING_WEIGHT if fights else TITLE_WEIGHT if match.start < title else 1
        fighters.update([party] if fights else [])
        weights[party] += weight
        acting[party] += 1 if not fights and is_scenery(doc, match) else ACTING_WEIGHT * weight

    shared: list[NameMatch] = []
    for match in matches:
        parties = {e.party for e in match.entries}
        if len(parties) > 1:
            shared.append(match)
            continue
        weigh(match, parties.pop())
    named = Sides(Counter(weights), acting)
    for match in shared:  # a group that the countries of the report tell from its namesakes
        entry = named.entry_of(match)
        if entry is not None and is_group(entry.party) and entry.party not in named.weights:
            weigh(match, entry.party)
    for party in set(_callers(doc, matches)) - fighters:
        del acting[party]
    return Sides(weights, acting)


def _callers(doc: Doc, matches: Collection[NameMatch]) -> Iterator[str]:
    """Parties that call on both sides to do something: third parties, as long as they do not fight."""
    pair = generic_phrases()["pair"]
    for verb in doc:
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in CALLING or not any(is_plural_pair(t, pair) for t in _addressed(verb)):
            continue
        spoken = {t.i for c in verb.children if c.dep_ == "nsubj" for t in phrase_tokens(c)}
        yield from (m.entries[0].party for m in matches if m.end - 1 in spoken)


def _addressed(verb: Token) -> Iterator[Token]:
    """Heads of the phrases of a verb behind it, and of those inside ("called for restraint from both sides")."""
    phrases = [c for c in verb.children if c.i > verb.i and c.dep_ in ("obj", "iobj", "obl")]
    yield from phrases
    yield from (c for phrase in phrases for c in phrase.children if c.dep_ == "nmod")


def is_scenery(doc: Doc, match: NameMatch) -> bool:
    """Whether a name only says where or who mediates: after a preposition of place, in a dateline, in the name of an accord."""
    how, head = match.entries[0].how, doc[match.end - 1]
    above = (head.head, head.head.head, *(c for c in head.head.children if c.dep_ == "xcomp"))  # "helped to broker"
    if any(t.lower_ in BROKERING_FORMS for t in above) or any(t.lemma_.lower() in BROKERS for t in (head, head.head)):
        return True
    if how not in PLACE_NAMES:
        return False
    if any(c.dep_ == "case" and c.lower_ in LOCATIVES for c in head.children):
        return True
    return how == "capital" and head.dep_ == "compound" and organ_of(head.head) is None


def _between(doc: Doc, match: NameMatch) -> bool:
    """Whether a name is one of two that something is between ("fighting between Tigrayan and Amhara forces")."""
    head = doc[match.end - 1]
    chain = [head, *head.ancestors][:4]
    return any(c.dep_ == "case" and c.lower_ == "between" for t in chain for c in t.children)
