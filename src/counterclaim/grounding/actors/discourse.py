"""What a report has said so far: who spoke, who was named, what a later phrase may take up."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from os.path import commonprefix

from spacy.tokens import Doc, Token

from counterclaim.grounding.actors.codes import bearer
from counterclaim.grounding.actors.names import NameMatch, load_parties, outsiders
from counterclaim.grounding.actors.phrases import generic_phrases, is_definite, name_tokens, organ_of
from counterclaim.grounding.actors.sides import Sides, is_group
from counterclaim.records.models import MEDIA, NARRATOR, Actor
from counterclaim.records.words import Sector

REACH = 900
"""Tokens that a description reaches back for its antecedent; reports are shorter."""
SUBJECT_REACH = 60
"""Tokens that a pronoun reaches back for a subject: about two sentences."""
SHORTEST_PEOPLE = 5
"""Letters that the name of a people or a region must share with that of a group."""
OF_A_PEOPLE = frozenset({"REB", "PARA", "LOC"})
"""Sectors of parties that a people or a region is named for."""
OF_STATES = frozenset({"army"})
"""Words of which many groups have one in their name, and by which they are not called: "the army" is the one that they fight."""
RELATIVES = frozenset({"which", "who", "whom", "that", "whose"})
NO_WHOLE = frozenset({"adjective", "person", "outlet"})
"""How names are lines that "it" does not stand for."""
OF_CLAUSES = frozenset({"ROOT", "ccomp", "parataxis", "conj"})
"""Relations of the verbs of what a sentence tells, and what is told by somebody in it."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A resolved phrase that later phrases may take up."""

    at: int
    lemma: str
    role: str | None
    actor: Actor


class Discourse:
    """The memory of one report, filled as its phrases are resolved in the order of the text."""

    def __init__(
        self, doc: Doc, matches: Sequence[NameMatch], sides: Sides, organs: Sequence[Mentioned] = (), fighting: Collection[int] = ()
    ) -> None:
        """`organs` are those that the report names with their owners, `fighting` tokens of phrases that do or suffer violence."""
        self._doc = doc
        self._matches = matches
        self._sides = sides
        self._organs = organs
        self._fighting = fighting
        self._claimants: list[tuple[Actor, ...]] = []
        self._history: list[Mentioned] = []

    def heard(self, actors: Sequence[Actor]) -> None:
        """Take in who has just been resolved as the claimants of a claim, known or not."""
        if actors and actors[0].party != NARRATOR:
            self._claimants.append(tuple(actors))

    def heard_so_far(self) -> list[Actor]:
        """Everybody who was said to speak, known or not."""
        return [actor for group in self._claimants for actor in group]

    def last_group(self) -> tuple[Actor, ...]:
        """The claimants of the last claim."""
        return self._claimants[-1] if self._claimants else ()

    def last_claimants(self) -> Iterator[Actor]:
        """Claimants so far, latest first."""
        for group in reversed(self._claimants):
            yield from reversed(group)

    def last_claimant(self) -> Actor | None:
        """The latest claimant."""
        return next(self.last_claimants(), None)

    def remember(self, head: Token, actor: Actor) -> None:
        """Take in a resolved phrase."""
        self._history.append(Mentioned(head.i, head.lemma_.lower(), actor.role, actor))

    def bearer_of(self, name: str) -> Actor | None:
        """Who was resolved before by a phrase that ends in a name ("Petrov" after "Ivan Petrov, of the separatists")."""
        for mention in reversed(self._history):
            head = self._doc[mention.at]
            if head.pos_ == "PROPN" and name_tokens(head)[-1].text == name:
                return mention.actor
        return None

    def last_person(self, before: Token) -> Actor | None:
        """The last person or office that spoke, else that was mentioned."""
        spoke = next((a for a in self.last_claimants() if is_one_person(a)), None)
        return spoke or next((m.actor for m in reversed(self._history) if m.at < before.i and is_one_person(m.actor)), None)

    def last_subject(self, before: Token) -> Actor | None:
        """The last actor that was a subject in the same or the preceding sentence: resolved, or only named."""
        resolved = next((m for m in reversed(self._history) if self._is_subject(m.at, before)), None)
        named = next((m for m in reversed(self._matches) if self._is_subject(self._head(m).i, before)), None)
        if named is not None and (resolved is None or named.end - 1 > resolved.at) and (entry := self._sides.entry_of(named)) is not None:
            return Actor.of(entry.party, Sector(entry.sector) if entry.sector else None)
        return resolved.actor if resolved is not None else None

    def subject_of(self, verb: Token, organs: bool = True) -> Actor | None:
        """The party, or organ of one, that is a verb's subject by name: "the RSF", "Chad's ministry"; not "troops", nor a minister."""
        subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubj:pass")]
        head = subjects[0] if len(subjects) == 1 else None
        if head is None or head.tag_ not in ("NN", "NNP") or any(c.dep_ == "conj" for c in head.children):
            return None
        named = next((m for m in self._matches if self._head(m) == head and m.entries[0].how not in NO_WHOLE), None)
        organ = next((m.actor for m in self._organs if organs and m.at == head.i), None)
        found = organ or bearer(self._sides.entry_of(named) if named is not None else None)
        return found if found is not None and not is_one_person(found) and found.party != MEDIA else None

    def turned_to(self, before: Token) -> Actor | None:
        """Whom the sentence before tells of since the last claimant spoke: "The army blamed the RSF. The RSF gave no figure. It …"."""
        start = before.sent.start
        while start > 0 and self._doc[start - 1].is_space:
            start -= 1
        last = self.last_claimant()
        told = self._doc[start - 1].sent if start > 0 else None
        if told is None or (last is not None and last.span is not None and told.start_char < last.span.end):
            return None
        return self.subject_of(told.root) if not any(c.i in self._fighting for c in told.root.children) else None

    def subject_beside(self, before: Token) -> Actor | None:
        """The party that its own sentence tells of before: "Chad will send observers, its envoy said", "Chad stood apart: its …"."""
        verbs = (t for t in reversed(before.doc[before.sent.start : before.i]) if t.pos_ == "VERB" and t.dep_ in OF_CLAUSES)
        return next((a for v in verbs if (a := self.subject_of(v, organs=False)) is not None), None)

    def _head(self, match: NameMatch) -> Token:
        """The word of a name on which the others hang: mostly the last, "Addis" of "Addis Ababa"."""
        return self._doc[match.start : match.end].root

    def _is_subject(self, at: int, before: Token) -> bool:
        return at < before.i and before.i - at < SUBJECT_REACH and self._doc[at].dep_.startswith("nsubj")

    def last_party(self, before: Token) -> Actor | None:
        """Whose spokesman a claimant without an owner is: of the last claimant, or of a party that is a subject after it.

        A subject inside what the claimant itself says ("A patrol of the militia …, its spokesman said") counts where there is no other.
        """
        claimant = next((a for a in self.last_claimants() if a.party is not None and a.party not in outsiders()), None)
        spoken_at = claimant.span.start if claimant is not None and claimant.span is not None else -1
        told_of: Actor | None = None
        for match in reversed(self._matches):
            token = self._head(match)
            if token.idx < spoken_at:
                break
            if match.end > before.i or not token.dep_.startswith("nsubj") or before.i - match.end > SUBJECT_REACH:
                continue
            actor = bearer(self._sides.entry_of(match))
            if actor is None or actor.party in outsiders():
                continue
            if not inside_speech(token, before):
                return actor
            told_of = told_of or actor
        return claimant or told_of

    def taken_up(self, head: Token, role: str | None) -> Actor | None:
        """An earlier mention of the same organ or office ("the ministry", "the spokesman").

        "Health officials" are not the security official who was named before, nor is "a local official" anybody who was.
        """
        bare = not any(c.dep_ in ("amod", "compound", "nmod") for c in head.children)
        if not is_definite(head):
            return None
        for mention in sorted((*self._history, *self._organs), key=lambda m: -m.at):
            if head.i - mention.at > REACH or mention.at >= head.i:
                continue
            if mention.lemma in OF_STATES and is_group(mention.actor.party) and self._doc[mention.at].pos_ == "PROPN":
                continue
            same_word = mention.lemma == head.lemma_.lower() and (bare or role is None or mention.role == role)
            if same_word or (role is not None and mention.role == role):
                return mention.actor
        return None

    def taken_up_name(self, head: Token) -> Actor | None:
        """Who bears an earlier name that ends in the word of a definite phrase ("the coalition", "the mission"), and has its adjectives:
        "the armed forces" are not the Rapid Support Forces, nor is "the army" the Lord's Resistance Army."""
        if not is_definite(head):
            return None
        lemma, kept = head.lemma_.lower(), {c.lower_ for c in head.children if c.dep_ == "amod"}
        for match in reversed(self._matches):
            if match.end > head.i or match.entries[0].how == "adjective" or self._doc[match.end - 1].lemma_.lower() != lemma:
                continue
            entry = self._sides.entry_of(match)
            if lemma in OF_STATES and entry is not None and is_group(entry.party):
                continue
            if kept <= {t.lower_ for t in self._doc[match.start : match.end]}:
                return bearer(entry)
        return None

    def named_after(self, people: Token) -> Actor | None:
        """The one armed group or authority of the report whose name has the word of a people or a region: "the Kachin", "Tigray's
        authorities" where the Kachin Independence Army, the Tigray People's Liberation Front are named."""
        word = people.text
        if len(word) < SHORTEST_PEOPLE or not word[0].isupper():
            return None
        found = {entry.party: entry for match in self._matches if (entry := self._sides.entry_of(match)) is not None}
        known = ((load_parties().get(party), entry) for party, entry in found.items())
        bearers = [
            entry
            for party, entry in known
            if party is not None and party.sector in OF_A_PEOPLE and _same_people(word, party.name.split()[0])
        ]
        return bearer(bearers[0]) if len(bearers) == 1 else None

    def introduction_of(self, surname: Token, known: Collection[int]) -> Token | None:
        """The office beside which a surname first stood in full ("a spokesperson, Captain Oksana …"): the head of that phrase.

        `known` are tokens of names that the knowledge files list.
        """
        for token in self._doc[: surname.i]:
            if token.text == surname.text and token.i not in known and (office := _office_before(token)) is not None:
                return office
        return None


def _same_people(one: str, other: str) -> bool:
    """ "Kurdish" and "Kurdistan", "Tigrayan" and "Tigray": words with one stem, endings of three letters at most."""
    stem = len(commonprefix([one, other]))
    return stem >= SHORTEST_PEOPLE and stem >= min(len(one), len(other)) - 2 and other[0].isupper()


def _office_before(name: Token) -> Token | None:
    """The first organ or office of the noun phrases that stand right before a name, one comma away at most."""
    office, commas = None, 0
    for token in reversed(name.doc[max(0, name.i - INTRODUCTION) : name.i]):
        commas += token.text == ","
        if commas > 1 or (token.pos_ not in BESIDE_NAMES and token.text not in (",", ".")):
            break
        titled = token.pos_ == "NOUN" and token.head.pos_ != "VERB" or _is_rank(token)
        if titled or token.dep_.startswith(("nsubj", "obl")):
            office = token if organ_of(token) is not None else office
    return office


def _is_rank(token: Token) -> bool:
    """ "Lieutenant Colonel" before a name, whatever the parser makes of it."""
    organ = organ_of(token) if token.is_title and token.pos_ in ("NOUN", "PROPN") else None
    return organ is not None and organ.role.rpartition(" ")[2] in RANKS


RANKS = frozenset(
    {"admiral", "brigadier", "captain", "colonel", "commander", "commodore", "corporal", "general", "lieutenant", "major", "sergeant"}
)
INTRODUCTION = 14
"""Tokens within which an office stands before the surname of its holder."""
BESIDE_NAMES = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "DET", "NUM", "PART"})
"""Parts of speech of what an office and a name consist of."""


def antecedent_of(relative: Token) -> Token:
    """The noun that a relative pronoun stands for; the token itself for any other."""
    if relative.pos_ == "PRON" and relative.lower_ in RELATIVES:
        for above in relative.ancestors:
            if above.dep_ == "acl:relcl":
                return above.head
    return relative


def inside_speech(token: Token, speaker: Token) -> bool:
    """Whether a subject stands in what a later speaker of the same sentence says."""
    if token.sent != speaker.sent:
        return False
    verb = speaker.head
    return verb.dep_ == "parataxis" or any(t.dep_ == "ccomp" and t.head == verb for t in token.ancestors)


@cache
def _sorts() -> frozenset[str]:
    """Words for people who are told by their sort alone."""
    return frozenset().union(*(generic_phrases()[sort] for sort in ("witness", "analyst", "diplomat")))


def is_one_person(actor: Actor) -> bool:
    """Whether an actor is one person, by name, by office ("the spokesman", "the general") or by sort ("a resident")."""
    if actor.person or actor.role is None:
        return bool(actor.person)
    return any(word in actor.role for word in OFFICES) or (actor.party in outsiders() and actor.role in _sorts())


OFFICES = (
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
"""Words in the name of an office that one person holds."""
