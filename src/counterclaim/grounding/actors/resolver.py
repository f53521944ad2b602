"""Who a phrase means: names, organs of a party, pronouns, "both sides", "the enemy"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence, Set
from dataclasses import replace

from spacy.tokens import Doc, Token

from counterclaim.grounding.actors.discourse import Discourse, Mentioned, antecedent_of, inside_speech
from counterclaim.grounding.actors.names import (
    NameEntry,
    NameIndex,
    NameMatch,
    Organ,
    body_in,
    load_armyless,
    load_parties,
    outsiders,
    parent_of,
)
from counterclaim.grounding.actors.phrases import (
    INNER,
    generic_phrases,
    is_definite,
    is_each_other,
    is_plural_pair,
    is_private_person,
    is_told_by_place,
    name_tokens,
    organ_of,
    owners,
    phrase_tokens,
)
from counterclaim.grounding.actors.sides import find_sides, is_group
from counterclaim.grounding.actors.surroundings import Surroundings, capital_home
from counterclaim.records.models import MEDIA, NARRATOR, Actor, Span
from counterclaim.records.words import Sector

SOME_REBELS = "REBELS"
"""Party of rebels that nobody names; a group named before is meant if there is one."""
HOME_SECTORS = frozenset({"MIL", "GOV", "FOR", "MED", "LOC"})
"""Sectors whose organs are the home side's where nothing says whose: readers know them."""
SCENE_SECTORS = frozenset({"MED", "LOC"})
"""Sectors whose organs belong to the country where the report is set, wherever it was written."""
LOCAL = frozenset({"local", "provincial", "regional"})
"""How an organ is said to be one of the country where the report is set."""
OWN_ORGANS = frozenset({"army", "military", "armed forces", "air force", "navy", "defence ministry", "general staff", "government"})
"""Roles that in a war between a state and a group are the state's where nobody says whose."""
SENT_BY_OTHERS = frozenset({"peacekeeper"})
"""Roles of soldiers who are no side's where nobody says whose: those of the mission that speaks, or nobody known."""
AT_WORK = frozenset({"mission", "coalition", "mechanism"})
"""Bodies of which a war has one or none, so that it goes without a name."""
HELD = frozenset({"run", "administered", "controlled", "held", "ruled", "governed"})
"""How a place is said to be somebody's ("Pakistan-run Kashmir")."""
LANDS = frozenset({"country", "nation", "state"})
WE = frozenset({"we", "our", "us", "ours", "i", "my", "me"})
HE = frozenset({"he", "she", "him", "her", "his"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "their", "them", "themselves"})
COUNTERPART = "counterpart"
UNNAMED = {"diplomat": "DIPLOMATS", "analyst": "ANALYSTS", "clergy": "CHURCH", "source": MEDIA}
"""Party of somebody who is told by his sort alone, by class of the noun."""


class ActorResolver:
    """Resolves the phrases of one document. Calls should follow the order of the text: later phrases take up earlier ones."""

    def __init__(
        self, doc: Doc, published: dt.date | None, names: NameIndex, fighting: Collection[int] = (), quoted: Set[int] = frozenset()
    ) -> None:
        """Finds the names of the document. `fighting`: see `find_sides`; `quoted`: tokens in quotation marks."""
        self._doc = doc
        self._quoted = quoted
        self._day = published
        self._names = names
        self._matches = names.find(doc, published)
        self._by_token: dict[int, NameMatch] = {i: m for m in self._matches for i in range(m.start, m.end)}
        self.sides = find_sides(doc, self._matches, fighting)
        self._surroundings = Surroundings(home=capital_home(doc, self._matches, self.sides))
        self._told = Discourse(doc, self._matches, self._entry)
        self._told.know_organs(self._named_organs())

    def settle(self, surroundings: Surroundings) -> None:
        """Tell what places and the outlet say of the report; a home that they do not tell is what the names or, if these
        do not tell either, the scene have it. A state that issued the report is at home."""
        issuer = surroundings.issuer.party if surroundings.issuer is not None else None
        home = surroundings.home if issuer is None else surroundings.scene if issuer in load_parties() else issuer
        self.sides = self.sides.on_land_of(surroundings.scene).told_by(issuer)
        home = home or capital_home(self._doc, self._matches, self.sides, surroundings.scene) or surroundings.scene
        self._surroundings = replace(surroundings, home=home)

    def _named_organs(self) -> list[Mentioned]:
        """Every organ that the report names with its owner ("Azerbaijan's Defence Ministry"), so that "the ministry" finds it."""
        found = []
        for token in self._doc:
            if token.pos_ in ("NOUN", "PROPN") and self._named_owners(token) and not self._is_group_name(token):
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

    def _is_group_name(self, token: Token) -> bool:
        """Whether a word is part of the name of an armed group: "the army" behind "Lord's Resistance Army" is not that one."""
        match = self._by_token.get(token.i)
        return match is not None and match.end - match.start > 1 and any(is_group(e.party) for e in match.entries)

    def heard(self, actors: Sequence[Actor]) -> None:
        """Tell who has just been resolved as the claimants of a claim, known or not: pronouns look back to them."""
        self._told.heard(actors)

    def heard_so_far(self) -> list[Actor]:
        """Everybody who was said to speak, known or not."""
        return self._told.heard_so_far()

    def resolve(self, head: Token, speaker: Actor | None = None, vouches: bool = False) -> list[Actor]:
        """The actors that a phrase means: none if it means no actor that can be told, several for "both sides".

        Args:
            head: the head token of the phrase.
            speaker: the claimant in whose words the phrase stands; "its forces" and "the enemy" are read from there.
            vouches: whether the phrase is itself a claimant: "it added" then goes on with the last one.
        """
        head = antecedent_of(head)
        span = self._span(head)
        if self._means_both(head):
            organ = organ_of(head)
            sector = organ.sector if organ and head.lemma_.lower() not in ("side", "party", "leader") else None
            return [_actor(p, sector, span=span, name=self._usual_name(p)) for p in self.sides.pair]
        if head.lower_ in THEY and speaker is None and len(self._told.last_group()) > 1:
            return [a.model_copy(update={"span": span}) for a in self._told.last_group()]
        actor = (
            self._pronoun(head, speaker, span, vouches)
            or self._named(head, span)
            or self._introduced(head, speaker, span)
            or (self._document(head, speaker, span) if vouches else None)
            or (self._outsider(head, span) if vouches and self._is_by_sort(head) else None)
            or self._organ(head, speaker, span, vouches)
            or self._described(head, speaker, span)
        )
        if actor is None and head.pos_ in ("PROPN", "ADJ") and not any(c.dep_ in INNER for c in head.children):
            actor = _moved(_named_by(self._told.named_after(head)), span)
            if actor is None and vouches and head.pos_ == "PROPN":
                actor = next((_moved(a, span) for a in self._surroundings.owner_of(head)), None)
        if actor is None and vouches:
            actor = self._outsider(head, span)
        if actor is None:
            return []
        self._told.remember(head, actor)
        return [actor, *self._co_owners(head, actor)]

    def _is_by_sort(self, head: Token) -> bool:
        """Whether somebody is told by his sort and at most by where he is: an analyst "in" a place is not of that land."""
        classes, lemma = generic_phrases(), head.lemma_.lower()
        if lemma in classes["clergy"]:
            return True
        return lemma in classes["analyst"] | classes["diplomat"] | classes["witness"] and is_told_by_place(head)

    def _outsider(self, head: Token, span: Span) -> Actor | None:
        """Who vouches and belongs to nobody: people, insiders, "another" of those who spoke last, the mission that issued the report."""
        classes, lemma = generic_phrases(), head.lemma_.lower()
        known = {"span": span, "name": self._text(head), "role": lemma if head.tag_ == "NN" else None}
        if lemma in classes["witness"]:
            insider = any(c.lemma_.lower() in classes["insider"] for c in head.children)
            return _actor(MEDIA if insider else "WITNESSES", None, **known)
        for sort, party in UNNAMED.items():
            if lemma in classes[sort]:
                return _actor(party, None, **known)
        if head.lower_ in ("one", "another", "others", "some", "many", "several") and head.pos_ in ("NUM", "DET", "PRON", "NOUN", "ADJ"):
            last = next(self._told.last_claimants(), None)
            return _moved(last, span) if last is not None and last.party in outsiders() else None
        issuer = self._surroundings.issuer
        if lemma in classes["body"] and is_the(head):
            if issuer is not None and issuer.party in outsiders():
                return _moved(issuer, span)
            body = body_in(self._lands(), lemma, self._day) if lemma in AT_WORK else None
            return _actor(body, None, span=span, name=self._text(head), source="rule: the one at work there") if body is not None else None
        if is_private_person(head):
            return _actor("WITNESSES", None, span=span, name=self._text(head), person=head.text)
        return None

    def _lands(self) -> set[str]:
        """Where a report is set: the scene, the states among the sides and the lands of the groups among them."""
        lands = {land for side in self.sides.pair for land in (load_parties()[side].countries if side in load_parties() else (side,))}
        return lands | ({self._surroundings.scene} if self._surroundings.scene is not None else set())

    def _means_both(self, head: Token) -> bool:
        """Whether a phrase means the two sides or an organ of each ("both sides", "officials on both sides")."""
        pair = generic_phrases()["pair"]
        if len(self.sides.pair) < 2 or self._named_owners(head):
            return False
        below = [c for c in head.children if c.dep_ in ("nmod", "nmod:poss", "obl")]
        below += [c for b in below for c in b.children if c.dep_ == "nmod"]  # "members of the commission from both sides"
        return is_plural_pair(head, pair) or any(is_plural_pair(c, pair) for c in below)

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

    def _usual_name(self, party: str) -> str | None:
        """The name of a party that a description means ("both sides", "the enemy", "the rebels")."""
        known = load_parties().get(party)
        return known.name if known is not None else self._names.name_of(party)

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
        if head.text.isupper() and len(head.text) > 1:
            return None  # the US is not us
        if word in WE:
            last = next(self._told.last_claimants(), None) if vouches else None
            return _moved(speaker or self._surroundings.issuer or last, span)
        if word in HE:
            return _moved(self._told.last_person(head) or next(self._told.last_claimants(), None), span)
        if word in IT | THEY:
            if speaker is not None and word in THEY and head.i in self._quoted:
                other = self.sides.adversary_of(speaker.party)  # a speaker says "we" of his own
                return _actor(other, None, span=span, name=self._usual_name(other)) if other is not None else None
            if speaker is not None and word in THEY and (others := self._several_before(head)) is not None:
                return _moved(others, span)
            if speaker is not None and speaker.party not in (MEDIA, NARRATOR, "WITNESSES"):
                return _moved(speaker, span)  # of a speaker who is nobody known, too: better nobody than somebody else
            antecedent = next((a for a in self._told.last_claimants() if word in THEY or not a.person), None)
            if (
                vouches and word in IT and antecedent is not None and antecedent.party == MEDIA
            ):  # "dismissed media reports. It also charged …"
                antecedent = next((a for a in self._told.last_claimants() if not a.person and a.party != MEDIA), antecedent)
            subject = self._told.last_subject(head)
            return _moved(antecedent or subject if vouches else subject or antecedent, span)
        return None

    def _several_before(self, pronoun: Token) -> Actor | None:
        """ "Zhang said Indian soldiers crossed the line, where they attacked": the several that the same sentence tells of before."""
        if pronoun.dep_ not in ("nsubj", "nsubj:pass"):
            return None
        said = next((v for v in pronoun.ancestors if v.dep_ == "ccomp"), None)
        inside = {t.i for t in said.subtree} if said is not None else set()
        before = (t for t in reversed(self._doc[pronoun.sent.start : pronoun.i]) if t.i in inside or said is None)
        several = next((t for t in before if t.dep_ in ("nsubj", "nsubj:pass") and t.tag_ in ("NNS", "NNPS")), None)
        if several is None:
            return None
        return self._named(several, self._span(several)) or (self._owner(several, None) if self._named_owners(several) else None)

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

    def _name_in(self, head: Token) -> NameMatch | None:
        """The name that a phrase is, or that stands in it as a person or an outlet."""
        match = self._by_token.get(head.i)
        if match is not None and match.entries[0].how == "adjective" and match.end <= head.i:
            match = None
        inner = (self._by_token.get(t.i) for t in name_tokens(head)) if match is None else ()
        return next((m for m in reversed([*inner]) if m is not None and m.entries[0].how in ("person", "outlet", "vessel")), match)

    def _named(self, head: Token, span: Span) -> Actor | None:
        match = self._name_in(head)
        if match is None:
            return None
        entry = self._entry(match)
        if entry is None:
            return None
        if entry.party == UNNAMED["diplomat"] and entry.how != "outlet" and (named := self._named_owners(head)):
            owner = self._owner(head, None)  # "Azerbaijan's diplomats"
            if named and owner is not None and owner.party not in outsiders():
                return _actor(owner.party, entry.sector or "FOR", span=span, name=self._text(head))
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

    def _owner(self, head: Token, speaker: Actor | None, vouches: bool = False) -> Actor | None:
        """Whose organ it is: a possessor, adjective or of-phrase, also further down ("spokesman for the Armenian ministry")."""
        by_rule: Actor | None = None
        for token in owners(head):
            if token.dep_ in ("amod", "compound", "det"):
                match = self._by_token.get(token.i)
                entry = self._entry(match) if match is not None else None
                if entry is not None and entry.how != "person":
                    return _actor(entry.party, entry.sector)
                continue
            found = self._possessor(head, token, speaker, vouches)
            if found is not None and found.source is not None and found.source.startswith("rule"):
                by_rule = by_rule or found  # "an official with the foreign ministry in Khartoum"
            elif found is not None:
                return found
        return by_rule or next((a for t in owners(head) if (a := self._owner_of_place(t)) is not None), None)

    def _possessor(self, head: Token, token: Token, speaker: Actor | None, vouches: bool) -> Actor | None:
        """Whom a possessor or an of-phrase means: a pronoun, a land, a name, an organ of a party, a group."""
        if token.dep_ == "nmod:poss" and token.pos_ == "PRON":
            pronoun = self._told.last_party(head) if vouches and speaker is None and token.lower_ in IT else None
            return pronoun or self._pronoun(token, speaker, self._span(token))
        if token.lemma_.lower() in LANDS and is_the(token) and (land := self._land_before(token)) is not None:
            return land
        found = self._named(token, self._span(token)) or (self._organ(token, speaker, self._span(token)) if token != head else None)
        if found is None and token.dep_ == "nmod" and token.pos_ == "NOUN" and self._named_owners(token):
            found = self._owner(token, speaker)  # "the commander of a district of the LNA"
        if found is None and token.dep_ == "nmod:poss" and token.lemma_.lower() in generic_phrases()["group"]:
            found = self._last_group(token, self._span(token), speaker)  # "the movement's man in Dar es Salaam"
        known = found is not None and found.party is not None and found.party != MEDIA  # "Foreign Affairs" owns no ministry
        return found if known else None

    def _owner_of_place(self, token: Token) -> Actor | None:
        """Who holds a place, whose name it ends, whose people or land it is."""
        if (holder := self._holder(token)) is not None:
            return holder
        taken = _named_by(self._told.taken_up_name(token) or self._told.named_after(token))
        return taken or next(iter(self._surroundings.owner_of(token)), None)

    def _land_before(self, country: Token) -> Actor | None:
        """ "A Tajik news portal, quoting the country's border guards": the country that the same sentence named last."""
        near = [m for m in self._matches if country.sent.start <= m.start and m.end <= country.i]
        entries = [e for m in reversed(near) if (e := self._entry(m)) is not None and e.party not in load_parties()]
        return _named_by(entries[0]) if entries else None

    def _holder(self, place: Token) -> Actor | None:
        """ "Pakistan-run Kashmir", "Indian-administered Kashmir": who holds a place."""
        held = next((c for c in place.children if c.dep_ in ("amod", "compound") and c.lower_ in HELD), None)
        match = self._by_token.get(held.i - 2) if held is not None and held.i >= 2 and self._doc[held.i - 1].text == "-" else None
        return _named_by(self._entry(match)) if match is not None else None

    def _organ(self, head: Token, speaker: Actor | None, span: Span, vouches: bool = False) -> Actor | None:
        organ = organ_of(head)
        if organ is None:
            return None
        if head.lemma_.lower() == COUNTERPART:
            return self._counterpart(head, speaker, span)
        anybodys = organ.role in SENT_BY_OTHERS and not any(o.dep_ in ("amod", "compound", "nmod:poss") for o in owners(head))
        owner = self._owner(head, speaker, vouches) if not anybodys else None  # "peacekeepers in Goma" are not Congo's
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
        local = self._local(head) if organ.sector in SCENE_SECTORS else None
        if local is not None:
            return _actor(local.party, organ.sector, span=span, name=self._text(head), role=organ.role, person=person)
        known = self._told.taken_up(head, organ.role) or _named_by(self._told.taken_up_name(head))
        if known is not None:
            return known.model_copy(update={"span": span})
        enemy = self._enemy(head, speaker, span)
        if enemy is not None:
            return enemy
        if organ.sector in ("REB", "PARA") or any(c.lemma_.lower() in generic_phrases()["group"] for c in head.children):
            return self._last_group(head, span, speaker)
        found = self._owner_by_rule(head, organ, speaker, vouches)
        if found is None:
            return None
        return _actor(found.party, found.sector, span=span, name=self._text(head), role=organ.role, person=person, source=found.source)

    def _owner_by_rule(self, head: Token, organ: Organ, speaker: Actor | None, vouches: bool) -> Actor | None:
        """The party whose organ is meant where no words say whose: the last that was named, the speaker's, or that of the place."""
        if vouches and organ.sector is None and (last := self._told.last_party(head)) is not None:
            return _actor(last.party, last.sector)
        if vouches and (beside := self._beside(head)) is not None and organ.sector in (None, "MIL") and _may_own(beside, organ.role):
            return _actor(beside, organ.sector, source="rule: of the party named beside")
        if vouches and (land := self._land_of_outlet(head)) is not None:
            return _actor(land, organ.sector, source="rule: of the land of the medium that cites it")
        if organ.role in SENT_BY_OTHERS:
            return _actor(speaker.party, organ.sector) if speaker is not None and speaker.party in outsiders() else None
        if organ.sector == "MIL" and not vouches and speaker is not None and self._is_own(head, speaker):
            return _actor(speaker.party, organ.sector, source="rule: the speaker's own")
        place_bound = organ.sector in SCENE_SECTORS or any(c.lower_ in LOCAL for c in head.children)
        home = self._surroundings.home
        if home in load_armyless() and organ.sector == "MIL":
            home = next((p for p in self.sides.pair if p not in load_parties() and p != home), None)
        if place_bound:  # "a local official" is nobody's where only who did it is named
            home = self._surroundings.scene or (home if is_definite(head) or len(self.sides.pair) > 1 else None)
        known_to_all = vouches or is_definite(head) and not (head.tag_ == "NNS" and head.lemma_.lower() in generic_phrases()["thing"])
        if home is None or organ.sector not in HOME_SECTORS or not known_to_all or _anothers(head) or _is_insider(head):
            return None
        return _actor(home, organ.sector, source="rule: an organ of the place" if place_bound else "rule: the home side's organ")

    def _is_own(self, head: Token, speaker: Actor) -> bool:
        """Whether bare "troops" or "air defences" that do something in somebody's words are his own: he is of one of the two sides."""
        bare = not any(c.dep_ == "det" for c in head.children) and head.lemma_.lower() not in generic_phrases()["thing"]
        if is_group(speaker.party) and head.lemma_.lower() in generic_phrases()["regular"]:
            return False  # of rebels "soldiers" are the other side's
        return head.dep_ == "nsubj" and speaker.party in self.sides.pair and bare and not _anothers(head)

    def _local(self, head: Token) -> Actor | None:
        """ "The Belgorod region, where the governor said …": the land of the place that the clause tells of."""
        verb = head.head
        if not verb.dep_.startswith("acl") or not any(c.lower_ == "where" for c in verb.children):
            return None
        return next(iter(self._surroundings.owner_of(verb.head)), None)

    def _beside(self, head: Token) -> str | None:
        """The last party that a sentence names before a phrase, where it names one only ("at the … post; local commanders")."""
        sentence = head.sent
        named = [
            e.party
            for m in self._matches
            if sentence.start <= m.start
            and m.end <= head.i
            and not inside_speech(self._doc[m.start], head)
            and (e := self._entry(m)) is not None
        ]
        parties = {p for p in named if p not in outsiders()}
        return parties.pop() if len(parties) == 1 else None

    def _land_of_outlet(self, head: Token) -> str | None:
        """ "Syrian state media, citing the ministry": the country that the name of a medium of the same sentence tells."""
        for match in reversed(self._matches):
            if head.sent.start <= match.start and match.end <= head.i and match.entries[0].party == MEDIA:
                lands = {e.party for e in self._names.bearers(self._doc[match.start].text) if e.how == "adjective"}
                return lands.pop() if len(lands) == 1 else None
        return None

    def _unknown_person(self, head: Token) -> str | None:
        """A person's name beside an office that the knowledge files do not list ("spokesman Aram Example")."""
        names = [t for t in name_tokens(head) if t.pos_ == "PROPN" and t != head and t.i not in self._by_token]
        if len(names) < 2:
            return None
        return self._doc[names[0].i : names[-1].i + 1].text if names[-1].i - names[0].i < 5 else None

    def _introduced(self, head: Token, speaker: Actor | None, span: Span) -> Actor | None:
        """ "Petrov said" after "a spokesman, Colonel Ivan Petrov": somebody whom the report introduced, in no knowledge file."""
        if head.pos_ != "PROPN" or head.i in self._by_token:
            return None
        surname = name_tokens(head)[-1]
        office = self._told.introduction_of(self._doc[surname.i], self._by_token)
        actor = self._organ(office, speaker, self._span(office), vouches=True) if office is not None else None
        if actor is None and organ_of(head) is None and not self._named_owners(head):
            actor = self._told.bearer_of(surname.text)
        return _moved(actor, span)

    def _document(self, head: Token, speaker: Actor | None, span: Span) -> Actor | None:
        """ "The statement said": whose statement it is, else the issuer's, else the last claimant's."""
        if head.lemma_.lower() not in generic_phrases()["document"]:
            return None
        owner = self._owner(head, speaker)
        if owner is None:  # "a statement by the ministry"
            makers = [c for c in head.children if c.dep_ in ("nmod", "obl") and any(k.lower_ == "by" for k in c.children)]
            owner = next((a for m in makers for a in self.resolve(m, speaker)), None)
        return _moved(owner or self._surroundings.issuer or next(self._told.last_claimants(), None), span)

    def _counterpart(self, head: Token, speaker: Actor | None, span: Span) -> Actor | None:
        """ "His Thai counterpart", "her counterpart in Delhi", "his counterpart": the same office on the side named, or on the other."""
        whose = next((c for c in head.children if c.dep_ == "nmod:poss" and c.pos_ == "PRON"), None)
        first = self._pronoun(whose, speaker, span, vouches=True) if whose is not None else next(self._told.last_claimants(), None)
        named = next(
            (e for o in owners(head) if o is not whose and (m := self._match_in([o, *name_tokens(o)])) and (e := self._entry(m))), None
        )
        other = named.party if named is not None else self.sides.adversary_of(first.party if first is not None else None)
        if other is None:
            return None
        known = {"role": first.role} if first is not None else {}
        return _actor(other, first.sector.value if first is not None and first.sector else None, span=span, name=self._text(head), **known)

    def _last_group(self, head: Token, span: Span, speaker: Actor | None = None) -> Actor | None:
        """ "The rebels", "the guerrillas": the last party named before that is not a state; nobody for "a smaller group", or a name.

        A speaker does not call his own side so: in his words it is another, or the adversary.
        """
        if not is_definite(head) or any(t.pos_ == "PROPN" or t.text.isupper() for t in phrase_tokens(head)):
            return None
        for match in reversed(self._matches):
            entry = self._entry(match) if match.end <= head.i else None
            known = load_parties().get(entry.party) if entry is not None else None
            if entry is not None and speaker is not None and entry.party == speaker.party:
                continue
            if entry is not None and known is not None and known.sector in ("REB", "PARA") and entry.party not in outsiders():
                return _actor(entry.party, None, span=span, name=self._usual_name(entry.party))
        other = self.sides.adversary_of(speaker.party) if speaker is not None and is_group(speaker.party) else None
        return _actor(other, None, span=span, name=self._usual_name(other)) if other is not None else None

    # --- descriptions ---------------------------------------------------------------------------------------------

    def _enemy(self, head: Token, speaker: Actor | None, span: Span) -> Actor | None:
        if not _means_adversary(head):
            return None
        base = speaker.party if speaker is not None else next((a.party for a in self._told.last_claimants()), None)
        other = self.sides.adversary_of(base)
        return _actor(other, None, span=span, name=self._usual_name(other)) if other is not None else None

    def _described(self, head: Token, speaker: Actor | None, span: Span) -> Actor | None:
        enemy = self._enemy(head, speaker, span)
        if enemy is not None:
            return enemy
        if is_each_other(head):
            other = self.sides.adversary_of(speaker.party if speaker is not None else None)
            return _actor(other, None, span=span, name=self._usual_name(other)) if other is not None else None
        if head.lemma_.lower() in generic_phrases()["group"]:
            group = self._last_group(head, span, speaker)
            if group is not None:
                return group
        if _means_adversary(head) and any(c.dep_ == "nmod:poss" and c.pos_ == "PRON" for c in head.children):
            return None  # "its arch-foe" is not its own
        taken = _named_by(self._told.taken_up_name(head)) or (self._told.taken_up(head, None) if is_the(head) else None)
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


def _means_adversary(head: Token) -> bool:
    """ "The enemy", "its arch-foe", "the other side"."""
    words = {head.lemma_.lower(), *(c.lemma_.lower() for c in head.children if c.dep_ in ("compound", "amod"))}
    classes = generic_phrases()
    other_side = head.lemma_.lower() in classes["pair"] and any(c.lower_ == "other" for c in head.children) and is_the(head)
    return bool(words & classes["adversary"]) or other_side


def is_the(head: Token) -> bool:
    """Whether a phrase begins with the definite article."""
    return any(c.lower_ == "the" and c.dep_ == "det" for c in head.children)


def _anothers(head: Token) -> bool:
    """Whether a noun says whose it is, though not in a way that is understood ("the occupation's warplanes"; not "the city's mayor")."""
    here = generic_phrases()["here"]
    return any(c.dep_ == "nmod:poss" and c.pos_ in ("NOUN", "PROPN") and c.lemma_.lower() not in here for c in head.children)


def _is_insider(head: Token) -> bool:
    """ "An official briefed on the talks", "a source close to the mediation": of whom only what he knows is told."""
    known_by = (c for c in head.children if c.dep_.startswith(("acl", "amod")) and c.i > head.i)
    return any(c.lemma_.lower() in generic_phrases()["insider"] or c.lower_ in generic_phrases()["insider"] for c in known_by)


def _may_own(party: str, role: str) -> bool:
    """Whether an organ may be that of a party named beside it: an armed group has spokesmen and commanders, no "military"."""
    return role not in OWN_ORGANS or party not in load_parties()


def _named_by(entry: NameEntry | None) -> Actor | None:
    return _actor(entry.party, entry.sector) if entry is not None else None


def _actor(party: str | None, sector: str | None, **known: object) -> Actor:
    return Actor.of(parent_of(party) if party else None, Sector(sector) if sector else None, **known)


def _moved(actor: Actor | None, span: Span) -> Actor | None:
    return actor.model_copy(update={"span": span}) if actor is not None else None
