"""Whom a pronoun means."""

from __future__ import annotations

from counterclaim.grounding.actors.context import Context, Phrase
from counterclaim.grounding.actors.names import load_parties
from counterclaim.grounding.actors.opponents import adversary
from counterclaim.records.models import MEDIA, NARRATOR, Actor

WE = frozenset({"we", "our", "us", "ours", "i", "my", "me"})
HE = frozenset({"he", "she", "him", "her", "his"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "their", "them", "themselves"})
NO_SIDE = frozenset({MEDIA, NARRATOR, "WITNESSES"})
"""Speakers who do not speak of themselves as "it" or "they"."""


def pronoun(context: Context, phrase: Phrase) -> Actor | None:
    """Whom a pronoun means: the speaker, the last person, the last claimant or subject; None for any other word."""
    word = phrase.head.lower_
    if is_all_capitals(phrase):
        return None
    if word in WE:
        last = context.discourse.last_claimant() if phrase.vouches else None
        return phrase.takes(phrase.speaker or context.surroundings.issuer or last)
    if word in HE:
        return phrase.takes(context.discourse.last_person(phrase.head) or context.discourse.last_claimant())
    if phrase.speaker is not None and word in THEY and phrase.head.i in context.quoted:
        return adversary(context, phrase, phrase.speaking)  # a speaker says "we" of his own
    if word in IT | THEY:
        if phrase.speaker is not None and phrase.speaking not in NO_SIDE:
            return phrase.takes(phrase.speaker)  # of a speaker who is nobody known, too: better nobody than somebody else
        turned = context.discourse.turned_to(phrase.head) if phrase.vouches and word in IT else None
        if turned is not None:
            return phrase.takes(turned)
        claimant, subject = _last_claimant(context, phrase), context.discourse.last_subject(phrase.head)
        return phrase.takes(claimant or subject if phrase.vouches else subject or claimant)
    return None


def all_who_spoke(context: Context, phrase: Phrase) -> list[Actor]:
    """ "They" after several claimants of one claim: all of them; nobody for any other phrase."""
    last = context.discourse.last_group()
    if phrase.head.lower_ not in THEY or phrase.speaker is not None or len(last) < 2:
        return []
    return [a.model_copy(update={"span": phrase.span}) for a in last]


def is_all_capitals(phrase: Phrase) -> bool:
    """Whether a word is another than the pronoun that it looks like: the US is not us."""
    return phrase.head.text.isupper() and len(phrase.head.text) > 1


def _last_claimant(context: Context, phrase: Phrase) -> Actor | None:
    """The last claimant that "it" or "they" may be: no person is "it"."""
    they = phrase.head.lower_ in THEY
    if not they and (body := _body_of(context.discourse.last_claimant())) is not None:
        return body
    last = next((a for a in context.discourse.last_claimants() if they or not a.person), None)
    if phrase.vouches and not they and last is not None and last.party == MEDIA:  # "dismissed media reports. It also charged …"
        return next((a for a in context.discourse.last_claimants() if not a.person and a.party != MEDIA), last)
    return last


def _body_of(last: Actor | None) -> Actor | None:
    """ "UNICEF's director, Jane Example, said …. It added …": the organisation that a person has spoken for."""
    known = load_parties().get(last.party or "") if last is not None and last.person else None
    return Actor.of(last.party, name=known.name) if last is not None and known is not None and not known.convention else None
