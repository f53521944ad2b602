"""Whom a phrase means that takes up somebody told of before: a surname, a people, a description, the several of a sentence."""

from __future__ import annotations

from counterclaim.grounding.actors.context import Context, Phrase
from counterclaim.grounding.actors.opponents import adversary, enemy, last_group, means_adversary
from counterclaim.grounding.actors.phrases import INNER, generic_phrases, is_each_other, is_the, name_tokens, organ_of
from counterclaim.grounding.actors.pronouns import THEY, is_all_capitals
from counterclaim.grounding.actors.whose import named, organ, owner
from counterclaim.records.models import Actor


def several_before(context: Context, phrase: Phrase) -> Actor | None:
    """ "Zhang said Indian soldiers crossed the line, where they attacked": the several that the same sentence tells of before."""
    head = phrase.head
    if phrase.speaker is None or head.lower_ not in THEY or head.i in context.quoted or is_all_capitals(phrase):
        return None
    if head.dep_ not in ("nsubj", "nsubj:pass"):
        return None
    said = next((v for v in head.ancestors if v.dep_ == "ccomp"), None)
    inside = {t.i for t in said.subtree} if said is not None else set()
    before = (t for t in reversed(context.doc[head.sent.start : head.i]) if t.i in inside or said is None)
    several = next((t for t in before if t.dep_ in ("nsubj", "nsubj:pass") and t.tag_ in ("NNS", "NNPS")), None)
    if several is None:
        return None
    found = named(context, several) or (owner(context, Phrase(several)) if context.named_owners(several) else None)
    return phrase.takes(found)


def introduced(context: Context, phrase: Phrase) -> Actor | None:
    """ "Petrov said" after "a spokesman, Colonel Ivan Petrov": somebody whom the report introduced, in no knowledge file."""
    head = phrase.head
    if head.pos_ != "PROPN" or head.i in context.by_token:
        return None
    surname = name_tokens(head)[-1]
    office = context.discourse.introduction_of(surname, context.by_token)
    found = organ(context, Phrase(office, phrase.speaker, vouches=True)) if office is not None else None
    if found is None and organ_of(head) is None and not context.named_owners(head):
        found = context.discourse.bearer_of(surname.text)
    return phrase.takes(found)


def described(context: Context, phrase: Phrase) -> Actor | None:
    """Whom a description means: the other side, a group, somebody of that name before, the owner of what it names."""
    foe = enemy(context, phrase)
    if foe is not None:
        return foe
    if is_each_other(phrase.head):
        return adversary(context, phrase, phrase.speaking)
    group = last_group(context, phrase) if phrase.lemma in generic_phrases()["group"] else None
    if group is not None:
        return group
    if means_adversary(phrase.head) and any(c.dep_ == "nmod:poss" and c.pos_ == "PRON" for c in phrase.head.children):
        return None  # "its arch-foe" is not its own
    taken = context.discourse.taken_up_name(phrase.head)
    taken = taken or (context.discourse.taken_up(phrase.head, None) if is_the(phrase.head) else None)
    if taken is not None:
        return phrase.takes(taken)
    held = owner(context, phrase.part(phrase.head))
    if held is None:
        return None
    return phrase.names(held.party, held.sector if phrase.lemma not in ("side", "position") else None)


def people_or_land(context: Context, phrase: Phrase) -> Actor | None:
    """ "The Kachin said": the armed group of a people; of a place that vouches ("Goma said") its country."""
    head = phrase.head
    if head.pos_ not in ("PROPN", "ADJ") or any(c.dep_ in INNER for c in head.children):
        return None
    people = context.discourse.named_after(head)
    land = context.land_of(head) if people is None and phrase.vouches and head.pos_ == "PROPN" else None
    return phrase.takes(people or land)
