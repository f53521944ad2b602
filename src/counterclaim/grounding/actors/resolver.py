"""Who a phrase means: names, organs of a party, pronouns, "both sides", "the enemy"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Token

from counterclaim.grounding.actors.names import KNOWLEDGE, NameEntry, NameIndex, NameMatch, load_parties, outsiders, parent_of
from counterclaim.grounding.actors.phrases import INNER, is_each_other, is_plural_pair, name_tokens, organ_of, owners, phrase_tokens
from counterclaim.grounding.actors.sides import find_sides
from counterclaim.grounding.actors.surroundings import Surroundings, capital_home
from counterclaim.records.models import MEDIA, NARRATOR, Actor, Span
from counterclaim.records.words import Sector
from counterclaim.tables import read_table

SOME_REBELS = "REBELS"
"""Party of rebels that nobody names; a group named before is meant if there is one."""
HOME_SECTORS = frozenset({"MIL", "GOV", "FOR", "MED", "LOC"})
"""Sectors whose organs are the home side's where nothing says whose: readers know them."""
SCENE_SECTORS = frozenset({"MED", "LOC"})
"""Sectors whose organs belong to the country where the report is set, wherever it was written."""
REACH = 900
"""Tokens that a description reaches back for its antecedent; reports are shorter."""
WE = frozenset({"we", "our", "us", "ours", "i", "my", "me"})
HE = frozenset({"he", "she", "him", "her", "his"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "their", "them", "themselves"})


@cache
def generic_phrases() -> dict[str, frozenset[str]]:
    """Nouns of `generic_phrases.csv` by class: `pair`, `adversary`, `speaker`."""
    found: dict[str, set[str]] = {}
    for row in read_table(KNOWLEDGE, "generic_phrases.csv"):
        found.setdefault(row["class"], set()).add(row["word"])
    return {name: frozenset(words) for name, words in found.items()}


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A resolved phrase that later phrases may take up."""

    at: int
    lemma: str
    role: str | None
    actor: Actor


class ActorResolver:
    """Resolves the phrases of one document. Calls should follow the order of the text: later phrases take up earlier ones."""

    def __init__(self, doc: Doc, published: dt.date | None, names: NameIndex, fighting: Collection[int] = ()) -> None:
        """Finds the names of the document. `fighting`: see `find_sides`."""
        self._doc = doc
        self._day = published
        self._names = names
        self._matches = names.find(doc, published)
        self._by_token: dict[int, NameMatch] = {i: m for m in self._matches for i in range(m.start, m.end)}
        self._history: list[Mentioned] = []
        self._claimants: list[tuple[Actor, ...]] = []
        self.sides = find_sides(doc, self._matches, fighting)
        self._surroundings = Surroundings(home=capital_home(doc, self._matches, self.sides))
        self._organs: list[Mentioned] = []
        self._organs = self._named_organs()

    def settle(self, surroundings: Surroundings) -> None:
        """Tell what places and the outlet say of the report; a home that they do not tell stays as the names have it."""
        self._surroundings = replace(surroundings, home=surroundings.home or self._surroundings.home)

    def _named_organs(self) -> list[Mentioned]:
        """Every organ that the report names with its owner ("Azerbaijan's Defence Ministry"), so that "the ministry" finds it."""
        found = []
        for token in self._doc:
            if token.pos_ in ("NOUN", "PROPN") and self._named_owners(token):
                organ = organ_of(token)
                owner = self._owner(token, None) if organ is not None else None
                if organ is not None and owner is not None:
                    found.append(
                        Mentioned(
                            token.i,
                            token.lemma_.lower(),
                            organ.role,
                            _actor(owner.party, organ.sector, name=self._text(token), role=organ.role),
                        )
                    )
        return found

    def heard(self, actors: Sequence[Actor]) -> None:
        """Tell who has just been resolved as the claimants of a claim, known or not: pronouns look back to them."""
        if actors and actors[0].party != NARRATOR:
            self._claimants.append(tuple(actors))

    def heard_so_far(self) -> list[Actor]:
        """Everybody who was said to speak, known or not."""
        return [actor for group in self._claimants for actor in group]

    def _last_claimants(self) -> Iterator[Actor]:
        """Claimants so far, latest first."""
        for group in reversed(self._claimants):
            yield from reversed(group)

    def resolve(self, head: Token, speaker: Actor | None = None, vouches: bool = False) -> list[Actor]:
        """The actors that a phrase means: none if it means no actor that can be told, several for "both sides".

        Args:
            head: the head token of the phrase.
            speaker: the claimant in whose words the phrase stands; "its forces" and "the enemy" are read from there.
            vouches: whether the phrase is itself a claimant: "it added" then goes on with the last one.
        """
        span = self._span(head)
        if self._means_both(head):
            organ = organ_of(head)
            sector = organ.sector if organ and head.lemma_.lower() not in ("side", "party", "leader") else None
            return [_actor(p, sector, span=span, name=self._text(head)) for p in self.sides.pair]
        if head.lower_ in THEY and speaker is None and self._claimants and len(self._claimants[-1]) > 1:
            return [a.model_copy(update={"span": span}) for a in self._claimants[-1]]
        actor = (
            self._pronoun(head, speaker, span, vouches)
            or self._named(head, span)
            or self._organ(head, speaker, span, vouches)
            or self._described(head, speaker, span)
        )
        if actor is None and vouches and head.pos_ == "PROPN" and not any(c.dep_ in INNER for c in head.children):
            actor = next((_moved(a, span) for a in self._surroundings.owner_of(head)), None)
        if actor is None and vouches and head.lemma_.lower() in generic_phrases()["witness"]:
            actor = _actor("WITNESSES", None, span=span, name=self._text(head))
        if actor is None:
            return []
        self._history.append(Mentioned(head.i, head.lemma_.lower(), actor.role, actor))
        return [actor, *self._co_owners(head, actor)]

    def _means_both(self, head: Token) -> bool:
        """Whether a phrase means the two sides or an organ of each ("both sides", "officials on both sides")."""
        pair = generic_phrases()["pair"]
        if len(self.sides.pair) < 2 or self._named_owners(head):
            return False
        return is_plural_pair(head, pair) or any(c.dep_ in ("nmod", "obl") and is_plural_pair(c, pair) for c in head.children)

    def _co_owners(self, head: Token, actor: Actor) -> list[Actor]:
        """ "The leaders of France and Germany": the same organ of each further owner."""
        found = []
        for token in owners(head):
            for conjunct in (c for c in token.children if c.dep_ == "conj"):
                match = self._by_token.get(conjunct.i)
                entry = self._entry(match) if match is not None else None
                if entry is not None and entry.how != "person" and entry.party != actor.party and self._by_token.get(token.i) is not None:
                    found.append(
                        _actor(
                            entry.party,
                            actor.sector.value if actor.sector else None,
                            span=self._span(conjunct),
                            name=conjunct.text,
                            role=actor.role,
                        )
                    )
        return found

    def _text(self, head: Token) -> str:
        tokens = phrase_tokens(head)
        return self._doc[tokens[0].i : tokens[-1].i + 1].text if tokens[-1].i - tokens[0].i < 25 else head.text

    def _span(self, head: Token) -> Span:
        tokens = phrase_tokens(head)
        first, last = tokens[0], tokens[-1]
        if last.i - first.i >= 25:
            first = last = head
        return Span(start=first.idx, end=last.idx + len(last))

    # --- pronouns -------------------------------------------------------------------------------------------------

    def _pronoun(self, head: Token, speaker: Actor | None, span: Span, vouches: bool = False) -> Actor | None:
        word = head.lower_
        if word in WE:
            return _moved(speaker or self._surroundings.issuer, span)
        if word in HE:
            person = next((a for a in self._last_claimants() if a.person or _is_office(a)), None)
            person = person or next(
                (m.actor for m in reversed(self._history) if m.at < head.i and (m.actor.person or _is_office(m.actor))), None
            )
            return _moved(person or next(self._last_claimants(), None), span)
        if word in IT | THEY:
            if speaker is not None and speaker.party not in (None, MEDIA, NARRATOR, "WITNESSES"):
                return _moved(speaker, span)
            antecedent = next((a for a in self._last_claimants() if word in THEY or not a.person), None)
            subject = self._last_subject(head)
            return _moved(antecedent or subject if vouches else subject or antecedent, span)
        return None

    def _last_subject(self, head: Token) -> Actor | None:
        """The last actor that was a subject in the same or the preceding sentence."""
        for mention in reversed(self._history):
            if mention.at < head.i and head.i - mention.at < 60 and self._doc[mention.at].dep_.startswith("nsubj"):
                return mention.actor
        return None

    # --- names ----------------------------------------------------------------------------------------------------

    def _match_in(self, tokens: list[Token]) -> NameMatch | None:
        matches = {id(self._by_token[t.i]): self._by_token[t.i] for t in tokens if t.i in self._by_token}
        return max(matches.values(), key=lambda m: m.end - m.start, default=None)

    def _entry(self, match: NameMatch) -> NameEntry | None:
        """The entry meant: one that the report's sides make likely, when a name has several."""
        parties = {e.party for e in match.entries}
        if len(parties) == 1:
            return match.entries[0]
        told = [e for e in match.entries if self.sides.weights.get(e.party)]
        if told:
            return max(told, key=lambda e: self.sides.weights[e.party])
        return next((e for e in match.entries if e.party in outsiders()), None)

    def _named(self, head: Token, span: Span) -> Actor | None:
        match = self._by_token.get(head.i)
        if match is not None and match.entries[0].how == "adjective" and match.end <= head.i:
            match = None
        if match is None:
            for inner in name_tokens(head):
                found = self._by_token.get(inner.i)
                if found is not None and found.entries[0].how == "person":
                    match = found
        if match is None:
            return None
        entry = self._entry(match)
        if entry is None:
            return None
        if entry.party == SOME_REBELS:
            owner = self._owner(head, None)
            if owner is not None and owner.party in load_parties():  # "the rebels of the CMA"
                return owner.model_copy(update={"span": span, "name": self._text(head)})
            group = self._last_group(head, span)
            if group is not None:
                return group
        name = self._doc[match.start : match.end].text
        organ = None if entry.how in ("person", "outlet") else organ_of(head)
        sector, role = entry.sector, entry.role or None
        if entry.how in ("capital", "palace") and not sector:
            sector = None
        if organ is not None and not (match.start <= head.i < match.end and entry.sector):
            sector, role = organ.sector or sector, organ.role
        person = entry.name if entry.how == "person" else None
        return _actor(entry.party, sector, span=span, name=name, role=role, person=person)

    # --- organs ---------------------------------------------------------------------------------------------------

    def _named_owners(self, head: Token) -> list[Token]:
        return [o for o in owners(head) if self._match_in([o, *name_tokens(o)]) is not None]

    def _owner(self, head: Token, speaker: Actor | None) -> Actor | None:
        """Whose organ it is: a possessor, adjective or of-phrase, also further down ("spokesman for the Armenian ministry")."""
        for token in owners(head):
            if token.dep_ in ("amod", "compound", "det"):
                match = self._by_token.get(token.i)
                entry = self._entry(match) if match is not None else None
                if entry is not None and entry.how != "person":
                    return _actor(entry.party, entry.sector)
                continue
            if token.dep_ == "nmod:poss" and token.pos_ == "PRON":
                pronoun = self._pronoun(token, speaker, self._span(token))
                if pronoun is not None:
                    return pronoun
                continue
            found = self._named(token, self._span(token)) or (self._organ(token, speaker, self._span(token)) if token != head else None)
            if found is not None and found.party is not None:
                return found
        for token in owners(head):
            taken = self._taken_up_name(token) or next(iter(self._surroundings.owner_of(token)), None)
            if taken is not None:
                return taken
        return None

    def _organ(self, head: Token, speaker: Actor | None, span: Span, vouches: bool = False) -> Actor | None:
        organ = organ_of(head)
        if organ is None:
            return None
        owner = self._owner(head, speaker)
        person = self._unknown_person(head)
        if owner is not None:
            sector = organ.sector or (owner.sector.value if owner.sector else None)
            if (
                owner.party in load_parties()
                and owner.party not in ("EU", "UN")
                and owner.sector is not None
                and organ.sector in ("MIL", "REB", "PARA")
            ):
                sector = organ.sector
            return _actor(owner.party, sector, span=span, name=self._text(head), role=organ.role, person=person)
        known = self._taken_up(head, organ.role)
        if known is not None:
            return known.model_copy(update={"span": span})
        enemy = self._enemy(head, speaker, span)
        if enemy is not None:
            return enemy
        if organ.sector in ("REB", "PARA"):
            return self._last_group(head, span)
        if vouches and (beside := self._beside(head)) is not None and organ.sector in (None, "MIL"):
            return _actor(
                beside,
                organ.sector,
                span=span,
                name=self._text(head),
                role=organ.role,
                person=person,
                source="rule: of the party named beside",
            )
        place_bound = organ.sector in SCENE_SECTORS
        home = self._surroundings.scene or self._surroundings.home if place_bound else self._surroundings.home
        if home is not None and organ.sector in HOME_SECTORS and (vouches or _is_definite(head)):
            return _actor(
                home,
                organ.sector,
                span=span,
                name=self._text(head),
                role=organ.role,
                person=person,
                source="rule: an organ of the place" if place_bound else "rule: the home side's organ",
            )
        return None

    def _beside(self, head: Token) -> str | None:
        """The last party that a sentence names before a phrase, where it names one only ("at the … post; local commanders")."""
        sentence = head.sent
        named = [e.party for m in self._matches if sentence.start <= m.start and m.end <= head.i and (e := self._entry(m)) is not None]
        parties = {p for p in named if p not in outsiders()}
        return parties.pop() if len(parties) == 1 else None

    def _unknown_person(self, head: Token) -> str | None:
        """A person's name beside an office that the knowledge files do not list ("spokesman Aram Example")."""
        names = [t for t in name_tokens(head) if t.pos_ == "PROPN" and t != head and t.i not in self._by_token]
        if len(names) < 2:
            return None
        return self._doc[names[0].i : names[-1].i + 1].text if names[-1].i - names[0].i < 5 else None

    def _taken_up(self, head: Token, role: str | None) -> Actor | None:
        """An earlier mention of the same organ or office ("the ministry", "the spokesman")."""
        for mention in sorted((*self._history, *self._organs), key=lambda m: -m.at):
            if head.i - mention.at > REACH or mention.at >= head.i:
                continue
            if mention.lemma == head.lemma_.lower() or (role is not None and mention.role == role):
                return mention.actor
        return self._taken_up_name(head)

    def _taken_up_name(self, head: Token) -> Actor | None:
        """An earlier name that ends in the word of a definite phrase ("the coalition", "the mission")."""
        if not _is_definite(head):
            return None
        for match in reversed(self._matches):
            last = self._doc[match.end - 1]
            if match.end <= head.i and match.entries[0].how != "adjective" and last.lemma_.lower() == head.lemma_.lower():
                entry = self._entry(match)
                return _actor(entry.party, entry.sector) if entry is not None else None
        return None

    def _last_group(self, head: Token, span: Span) -> Actor | None:
        """ "The rebels", "the guerrillas": the last party named before that is not a state."""
        for match in reversed(self._matches):
            entry = self._entry(match) if match.end <= head.i else None
            known = load_parties().get(entry.party) if entry is not None else None
            if entry is not None and known is not None and known.sector in ("REB", "PARA") and entry.party not in outsiders():
                return _actor(entry.party, None, span=span, name=self._text(head))
        return None

    # --- descriptions ---------------------------------------------------------------------------------------------

    def _enemy(self, head: Token, speaker: Actor | None, span: Span) -> Actor | None:
        words = {head.lemma_.lower(), *(c.lemma_.lower() for c in head.children if c.dep_ in ("compound", "amod"))}
        if not words & generic_phrases()["adversary"]:
            return None
        base = speaker.party if speaker is not None else next((a.party for a in self._last_claimants()), None)
        other = self.sides.adversary_of(base)
        return _actor(other, None, span=span, name=self._text(head)) if other is not None else None

    def _described(self, head: Token, speaker: Actor | None, span: Span) -> Actor | None:
        enemy = self._enemy(head, speaker, span)
        if enemy is not None:
            return enemy
        if is_each_other(head):
            other = self.sides.adversary_of(speaker.party if speaker is not None else None)
            return _actor(other, None, span=span, name=head.text) if other is not None else None
        if head.lemma_.lower() in generic_phrases()["group"]:
            group = self._last_group(head, span)
            if group is not None:
                return group
        taken = self._taken_up_name(head)
        if taken is not None:
            return _moved(taken, span)
        owner = self._owner(head, speaker)
        if owner is not None:
            return _actor(
                owner.party,
                owner.sector.value if owner.sector and head.lemma_.lower() not in ("side", "position") else None,
                span=span,
                name=self._text(head),
            )
        return None


def _is_definite(head: Token) -> bool:
    """ "The army", "Defence Ministry", "police": known to the reader, unlike "an army"."""
    return not any(c.lower_ in ("a", "an", "some", "another", "other", "any") for c in head.children)


def _is_office(actor: Actor) -> bool:
    """Whether an actor is one person by office ("the spokesman", "the general")."""
    return actor.role is not None and any(
        w in actor.role
        for w in (
            "spokes",
            "minister",
            "president",
            "general",
            "commander",
            "chief",
            "leader",
            "ambassador",
            "envoy",
            "governor",
            "mayor",
            "secretary",
            "colonel",
        )
    )


def _actor(party: str | None, sector: str | None, **known: object) -> Actor:
    return Actor.of(parent_of(party) if party else None, Sector(sector) if sector else None, **known)


def _moved(actor: Actor | None, span: Span) -> Actor | None:
    return actor.model_copy(update={"span": span}) if actor is not None else None
