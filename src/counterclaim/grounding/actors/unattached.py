"""Who vouches and belongs to no side: people, analysts, diplomats, sources, missions."""

from __future__ import annotations

from spacy.tokens import Token

from counterclaim.grounding.actors.context import Context, Phrase
from counterclaim.grounding.actors.names import body_in, load_parties, outsiders
from counterclaim.grounding.actors.phrases import generic_phrases, is_private_person, is_the, is_told_by_place
from counterclaim.records.models import MEDIA, Actor

WITNESSES = "WITNESSES"
DIPLOMATS = "DIPLOMATS"
UNNAMED = {"diplomat": DIPLOMATS, "analyst": "ANALYSTS", "clergy": "CHURCH", "source": MEDIA}
"""Party of somebody who is told by his sort alone, by class of the noun."""
FURTHER = frozenset({"one", "another", "others", "some", "many", "several"})
"""Words for more of those who spoke last."""
FURTHER_TAGS = frozenset({"NUM", "DET", "PRON", "NOUN", "ADJ"})
"""Parts of speech that the parser takes them for."""
AT_WORK = frozenset({"mission", "coalition", "mechanism"})
"""Bodies of which a war has one or none, so that it goes without a name."""


def unattached(context: Context, phrase: Phrase) -> Actor | None:
    """Who vouches and belongs to nobody: people, insiders, "another" of those who spoke last, the mission that issued the report."""
    head, classes = phrase.head, generic_phrases()
    role = phrase.lemma if head.tag_ == "NN" else None
    if phrase.lemma in classes["witness"]:
        insider = any(c.lemma_.lower() in classes["insider"] for c in head.children)
        return phrase.names(MEDIA if insider else WITNESSES, role=role)
    for sort, party in UNNAMED.items():
        if phrase.lemma in classes[sort]:
            return phrase.names(party, role=role)
    if head.lower_ in FURTHER and head.pos_ in FURTHER_TAGS:
        last = context.discourse.last_claimant()
        return phrase.takes(last) if last is not None and last.party in outsiders() else None
    if phrase.lemma in classes["body"] and is_the(head):
        return _body(context, phrase)
    return phrase.names(WITNESSES, person=head.text) if is_private_person(head) else None


def is_told_by_sort(head: Token) -> bool:
    """Whether somebody is told by his sort and at most by where he is: an analyst "in" a place is not of that land."""
    classes, lemma = generic_phrases(), head.lemma_.lower()
    if lemma in classes["clergy"]:
        return True
    return lemma in classes["analyst"] | classes["diplomat"] | classes["witness"] and is_told_by_place(head)


def _body(context: Context, phrase: Phrase) -> Actor | None:
    """ "The mission": the one that issued the report, else the one that was at work where the report is set."""
    issuer = context.surroundings.issuer
    if issuer is not None and issuer.party in outsiders():
        return phrase.takes(issuer)
    bare = not any(
        c.dep_ in ("amod", "compound", "nmod", "nmod:poss") for c in phrase.head.children
    )  # "the opposition coalition" is another
    body = body_in(_lands(context), phrase.lemma, context.day) if bare and phrase.lemma in AT_WORK else None
    return phrase.names(body, source="rule: the one at work there") if body is not None else None


def _lands(context: Context) -> set[str]:
    """Where a report is set: the scene, the states among the sides and the lands of the groups among them."""
    parties, scene = load_parties(), context.surroundings.scene
    lands = {land for side in context.sides.pair for land in (parties[side].countries if side in parties else (side,))}
    return lands | ({scene} if scene is not None else set())
