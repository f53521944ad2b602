"""Whose an organ is where no words say so: of who spoke or was named last, of the land, of the home side."""

from __future__ import annotations

from spacy.tokens import Token

from counterclaim.grounding.actors.codes import actor
from counterclaim.grounding.actors.context import Context, Phrase
from counterclaim.grounding.actors.discourse import inside_speech
from counterclaim.grounding.actors.lands import land_of_outlet
from counterclaim.grounding.actors.names import Organ, load_armyless, load_parties, outsiders
from counterclaim.grounding.actors.phrases import generic_phrases, is_definite
from counterclaim.grounding.actors.sides import is_group
from counterclaim.records.models import Actor

HOME_SECTORS = frozenset({"MIL", "GOV", "FOR", "MED", "LOC"})
"""Sectors whose organs are the home side's where nothing says whose: readers know them."""
SCENE_SECTORS = frozenset({"MED", "LOC"})
"""Sectors whose organs belong to the country where the report is set, wherever it was written."""
LOCAL = frozenset({"local", "provincial", "regional"})
"""How an organ is said to be one of the country where the report is set."""
OWN_ORGANS = frozenset({"army", "military", "armed forces", "air force", "navy", "defence ministry", "general staff", "government"})
"""Roles that in a war between a state and a group are the state's where nobody says whose."""
OF_STATES = frozenset({"army", "military", "government", "regime", "junta", "state"})
"""First words of roles that are a state's in the words of an armed group."""
SENT_BY_OTHERS = frozenset({"peacekeeper"})
"""Roles of soldiers who are no side's where nobody says whose: those of the mission that speaks, or nobody known."""


def owner_by_rule(context: Context, phrase: Phrase, organ: Organ) -> Actor | None:
    """The party whose organ is meant, with the sector, and the rule that says so as its source."""
    if phrase.vouches and (found := _owner_of_claimant(context, phrase.head, organ)) is not None:
        return found
    speaker = phrase.speaker
    if organ.role in SENT_BY_OTHERS:
        return actor(speaker.party, organ.sector) if speaker is not None and speaker.party in outsiders() else None
    if organ.sector == "MIL" and not phrase.vouches and speaker is not None and _is_own(context, phrase.head, organ, speaker):
        return actor(speaker.party, organ.sector, source="rule: the speaker's own")
    if organ.sector not in HOME_SECTORS or not _is_known_to_all(phrase) or _is_anothers(phrase.head) or _is_insider(phrase.head):
        return None
    home = _home_with_army(context) if organ.sector == "MIL" else context.surroundings.home
    if organ.sector not in SCENE_SECTORS and not any(c.lower_ in LOCAL for c in phrase.head.children):
        return actor(home, organ.sector, source="rule: the home side's organ") if home is not None else None
    if not is_definite(phrase.head) and len(context.sides.pair) < 2:
        home = None  # "a local official" is nobody's where only who did it is named
    land = context.surroundings.scene or context.surroundings.land_near(phrase.head) or home
    return actor(land, organ.sector, source="rule: an organ of the place") if land is not None else None


def _owner_of_claimant(context: Context, head: Token, organ: Organ) -> Actor | None:
    """Whose somebody is who vouches: of the last party, of the party named beside him, of the land of the medium that cites him."""
    last = context.discourse.last_party(head)
    if organ.sector is None and last is not None:
        return actor(last.party, last.sector)
    if last is not None and not is_definite(head) and _is_told_from_abroad(context):
        return actor(last.party, organ.sector, source="rule: of the party told of last")
    beside = _party_beside(context, head) if organ.sector in (None, "MIL") else None
    if beside is not None and _may_own(beside, organ.role):
        return actor(beside, organ.sector, source="rule: of the party named beside")
    land = land_of_outlet(context, head)
    return actor(land, organ.sector, source="rule: of the land of the medium that cites it") if land is not None else None


def _is_told_from_abroad(context: Context) -> bool:
    """Whether two states fight and the report comes from a third: "a government spokesman" is not that one's."""
    pair, home = context.sides.pair, context.surroundings.home
    return len(pair) > 1 and home not in (*pair, context.surroundings.scene) and not any(p in load_parties() for p in pair)


def _party_beside(context: Context, head: Token) -> str | None:
    """The last party that a sentence names before a phrase, where it names one only ("at the … post; local commanders")."""
    before = (m for m in context.matches if head.sent.start <= m.start and m.end <= head.i)
    entries = (context.sides.entry_of(m) for m in before if not inside_speech(context.doc[m.start], head))
    parties = {e.party for e in entries if e is not None} - outsiders()
    return parties.pop() if len(parties) == 1 else None


def _may_own(party: str, role: str) -> bool:
    """Whether an organ may be that of a party named beside it: an armed group has spokesmen and commanders, no "military"."""
    return role not in OWN_ORGANS or party not in load_parties()


def _is_own(context: Context, head: Token, organ: Organ, speaker: Actor) -> bool:
    """Whether bare "troops" or "air defences" that do something in somebody's words are his own: he is of one of the two sides."""
    bare = not any(c.dep_ == "det" for c in head.children) and head.lemma_.lower() not in generic_phrases()["thing"]
    if is_group(speaker.party) and (head.lemma_.lower() in generic_phrases()["regular"] or organ.role.partition(" ")[0] in OF_STATES):
        return False  # of rebels "soldiers" and "government forces" are the other side's
    return head.dep_ == "nsubj" and speaker.party in context.sides.pair and bare and not _is_anothers(head)


def _home_with_army(context: Context) -> str | None:
    """The home side, in a land without an army the other state."""
    home = context.surroundings.home
    if home not in load_armyless():
        return home
    return next((p for p in context.sides.pair if p not in load_parties() and p != home), None)


def _is_known_to_all(phrase: Phrase) -> bool:
    """Whether readers know which organ is meant: "the army", "Defence Ministry", any that vouches; not "drones"."""
    things = phrase.head.tag_ == "NNS" and phrase.lemma in generic_phrases()["thing"]
    return phrase.vouches or (is_definite(phrase.head) and not things)


def _is_anothers(head: Token) -> bool:
    """Whether a noun says whose it is, though not in a way that is understood ("the occupation's warplanes"; not "the city's mayor")."""
    here = generic_phrases()["here"]
    return any(c.dep_ == "nmod:poss" and c.pos_ in ("NOUN", "PROPN") and c.lemma_.lower() not in here for c in head.children)


def _is_insider(head: Token) -> bool:
    """ "An official briefed on the talks", "a source close to the mediation": of whom only what he knows is told."""
    known_by = (c for c in head.children if c.dep_.startswith(("acl", "amod")) and c.i > head.i)
    return any(c.lemma_.lower() in generic_phrases()["insider"] or c.lower_ in generic_phrases()["insider"] for c in known_by)
