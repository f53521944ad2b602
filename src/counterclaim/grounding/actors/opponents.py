"""Whom a phrase means by where he stands in the conflict: "both sides", "the enemy", "the rebels"."""

from __future__ import annotations

from spacy.tokens import Token

from counterclaim.grounding.actors.codes import actor
from counterclaim.grounding.actors.context import Context, Phrase
from counterclaim.grounding.actors.names import load_parties, outsiders
from counterclaim.grounding.actors.phrases import generic_phrases, is_definite, is_plural_pair, is_the, organ_of, phrase_tokens
from counterclaim.grounding.actors.sides import is_group
from counterclaim.records.models import Actor
from counterclaim.records.words import Sector

SIDE_WORDS = frozenset({"side", "party", "leader"})
"""Heads of "both sides" that name no organ."""
NEUTRAL = frozenset({"group", "movement", "organisation", "organization"})
"""Words by which a report calls a group, also where it tells what that group says of itself."""
CONTENDING = frozenset({"warring", "rival", "feuding", "opposing"})
"""How two are said to be each other's adversaries ("the warring generals")."""


def both_sides(context: Context, phrase: Phrase) -> list[Actor]:
    """The two sides or an organ of each ("both sides", "officials on both sides"); nobody for any other phrase."""
    if not _means_both(context, phrase.head):
        return []
    organ = organ_of(phrase.head) if phrase.lemma not in SIDE_WORDS else None
    return [_by_usual_name(context, phrase, party, organ.sector if organ is not None else None) for party in context.sides.pair]


def enemy(context: Context, phrase: Phrase) -> Actor | None:
    """ "The enemy", "its arch-foe", "the other side": the adversary of the speaker, or of who spoke last."""
    if not means_adversary(phrase.head):
        return None
    last = context.discourse.last_claimant() if phrase.speaker is None else phrase.speaker
    return adversary(context, phrase, last.party if last is not None else None)


def last_group(context: Context, phrase: Phrase) -> Actor | None:
    """ "The rebels", "the guerrillas": the last party named before that is not a state; nobody for "a smaller group", or a name.

    A speaker does not call his own side so: in his words it is another, or the adversary.
    """
    counted = any(c.dep_ == "nummod" for c in phrase.head.children)
    if is_group(phrase.speaking) and (counted or phrase.lemma in NEUTRAL):  # "four fighters were wounded", "the group had fired"
        own = phrase.speaking if not counted and is_the(phrase.head) and phrase.head.i not in context.quoted else None
        return _by_usual_name(context, phrase, own) if own is not None else None
    if not is_definite(phrase.head) or any(t.pos_ == "PROPN" or t.text.isupper() for t in phrase_tokens(phrase.head)):
        return None
    for match in reversed(context.matches):
        entry = context.sides.entry_of(match) if match.end <= phrase.head.i else None
        if entry is not None and entry.party != phrase.speaking and is_group(entry.party) and entry.party not in outsiders():
            return _by_usual_name(context, phrase, entry.party)
    return adversary(context, phrase, phrase.speaking) if is_group(phrase.speaking) else None


def adversary(context: Context, phrase: Phrase, party: str | None) -> Actor | None:
    """The other of the two sides, whom a phrase means that does not name it; None when the party belongs to neither."""
    other = context.sides.adversary_of(party)
    return _by_usual_name(context, phrase, other) if other is not None else None


def are_contending(head: Token) -> bool:
    """Whether a phrase means organs of both sides at once: "the warring generals", "rival governments"."""
    return head.tag_ == "NNS" and any(c.lower_ in CONTENDING for c in head.children)


def means_adversary(head: Token) -> bool:
    """Whether a phrase is one such as "the enemy", "its arch-foe", "the other side"."""
    words = {head.lemma_.lower(), *(c.lemma_.lower() for c in head.children if c.dep_ in ("compound", "amod"))}
    classes = generic_phrases()
    other_side = head.lemma_.lower() in classes["pair"] and any(c.lower_ == "other" for c in head.children) and is_the(head)
    return bool(words & classes["adversary"]) or other_side


def _means_both(context: Context, head: Token) -> bool:
    return len(context.sides.pair) > 1 and (are_contending(head) or _tells_of_a_pair(head)) and not context.named_owners(head)


def _tells_of_a_pair(head: Token) -> bool:
    """Whether a phrase, or one below it, is for a pair."""
    pair = generic_phrases()["pair"]
    below = [c for c in head.children if c.dep_ in ("nmod", "nmod:poss", "obl")]
    below += [c for b in below for c in b.children if c.dep_ == "nmod"]  # "members of the commission from both sides"
    return is_plural_pair(head, pair) or any(is_plural_pair(c, pair) for c in below)


def _by_usual_name(context: Context, phrase: Phrase, party: str, sector: Sector | str | None = None) -> Actor:
    """A party that a description means, under the name that it usually bears."""
    known = load_parties().get(party)
    return actor(party, sector, span=phrase.span, name=known.name if known is not None else context.names.name_of(party))
