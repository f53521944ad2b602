"""Names and organs, and whose an organ is by the words of the phrase: each may be said by way of the other.

"The spokesman for Armenia's Defence Ministry": the owner of an office is an organ, whose owner is a name.
"""

from __future__ import annotations

from spacy.tokens import Token

from counterclaim.grounding.actors.codes import actor, bearer
from counterclaim.grounding.actors.context import Context, Phrase
from counterclaim.grounding.actors.discourse import OF_STATES, Mentioned
from counterclaim.grounding.actors.lands import land_before, land_of_clause, owner_of_place
from counterclaim.grounding.actors.names import NameEntry, NameMatch, Organ, load_parties, outsiders
from counterclaim.grounding.actors.opponents import are_contending, enemy, last_group
from counterclaim.grounding.actors.phrases import generic_phrases, is_the, name_tokens, organ_of, owners
from counterclaim.grounding.actors.pronouns import IT, pronoun
from counterclaim.grounding.actors.sides import is_group
from counterclaim.grounding.actors.unattached import DIPLOMATS
from counterclaim.grounding.actors.whose_by_rule import OWN_ORGANS, SCENE_SECTORS, SENT_BY_OTHERS, owner_by_rule
from counterclaim.records.models import MEDIA, Actor

SOME_REBELS = "REBELS"
"""Party of rebels that nobody names; a group named before is meant if there is one."""
OF_LANDS = frozenset({"name", "short", "adjective"})
"""How words name the land whose army it is."""
LANDS = frozenset({"country", "nation", "state"})
WATCHING = ("MONITORS",)
"""Parties of observers of whom nobody says whose they are."""
COUNTERPART = "counterpart"
LONGEST_PERSON = 5
"""Tokens of a person's name."""


def named(context: Context, head: Token) -> Actor | None:
    """Whom the name in a phrase means; "diplomats" and "rebels" are their owner's where one is told."""
    match = _name_in(context, head)
    entry = context.sides.entry_of(match) if match is not None else None
    if match is None or entry is None:
        return None
    phrase = Phrase(head)
    owned = _diplomats(context, phrase, entry) or (_rebels(context, phrase) if entry.party == SOME_REBELS else None)
    if owned is not None:
        return owned
    kind = None if entry.how in ("person", "outlet") else organ_of(head)
    sector, role = entry.sector, entry.role or None
    if kind is not None and not (match.start <= head.i < match.end and entry.sector):
        sector, role = kind.sector or sector, kind.role
    name = context.doc[match.start : match.end].text
    return actor(entry.party, sector, span=phrase.span, name=name, role=role, person=entry.name if entry.how == "person" else None)


def owner(context: Context, phrase: Phrase) -> Actor | None:
    """Whose organ it is: a possessor, adjective or of-phrase, also further down ("spokesman for the Armenian ministry")."""
    by_rule: Actor | None = None
    for token in owners(phrase.head):
        if token.dep_ in ("amod", "compound", "det"):
            entry = context.entry_at(token)
            if entry is not None and entry.how != "person":
                return bearer(entry)
            continue
        found = _possessor(context, phrase, token)
        if found is not None and found.source is not None and found.source.startswith("rule"):
            by_rule = by_rule or found  # "an official with the foreign ministry in Khartoum"
        elif found is not None:
            return found
    return by_rule or next((a for t in owners(phrase.head) if (a := owner_of_place(context, t)) is not None), None)


def organ(context: Context, phrase: Phrase) -> Actor | None:
    """Whom an organ or office means: its owner's by the words, else the one told of before, else its owner's by rule."""
    kind = organ_of(phrase.head)
    if kind is None:
        return None
    if kind.role == COUNTERPART:
        return _counterpart(context, phrase)
    if are_contending(phrase.head) and not context.named_owners(phrase.head):
        return None  # of two sides that nobody names
    held = _owner_in_words(context, phrase, kind)
    if held is not None:
        return phrase.names(held.party, kind.sector or held.sector, role=kind.role, person=_unknown_person(context, phrase.head))
    known = context.discourse.taken_up(phrase.head, kind.role) or _bearer_of_name(context, phrase, kind)
    if known is not None:
        return phrase.takes(known)
    foe = enemy(context, phrase)
    if foe is not None:
        return foe
    if kind.sector in ("REB", "PARA") or any(c.lemma_.lower() in generic_phrases()["group"] for c in phrase.head.children):
        return last_group(context, phrase)
    found = owner_by_rule(context, phrase, kind)
    if found is None:
        return None
    return phrase.names(found.party, found.sector, role=kind.role, person=_unknown_person(context, phrase.head), source=found.source)


def named_organs(context: Context) -> list[Mentioned]:
    """Every organ that the report names with its owner ("Azerbaijan's Defence Ministry"), so that "the ministry" finds it."""
    found = []
    for token in context.doc:
        if token.pos_ in ("NOUN", "PROPN") and context.named_owners(token) and not _is_group_name(context, token):
            kind, phrase = organ_of(token), Phrase(token)
            held = owner(context, phrase) if kind is not None else None
            if kind is not None and held is not None:
                found.append(Mentioned(token.i, phrase.lemma, kind.role, phrase.names(held.party, kind.sector, role=kind.role)))
    return found


def co_owners(context: Context, head: Token, first: Actor) -> list[Actor]:
    """ "The leaders of France and Germany": the same organ of each owner but the first."""
    found = []
    for token in (o for o in owners(head) if o.i in context.by_token):
        for conjunct in (c for c in token.children if c.dep_ == "conj"):
            entry = context.entry_at(conjunct)
            if entry is not None and entry.how != "person" and entry.party != first.party:
                span = Phrase(conjunct).span
                found.append(actor(entry.party, first.sector, span=span, name=conjunct.text, role=first.role))
    return found


# --- names --------------------------------------------------------------------------------------------------------


def _name_in(context: Context, head: Token) -> NameMatch | None:
    """The name that a phrase is, or that stands in it as a person or an outlet."""
    match = context.by_token.get(head.i)
    if match is not None and match.entries[0].how == "adjective" and match.end <= head.i:
        match = None
    if match is None and (called := _called(context, head)) is not None:
        return called
    inner = (context.by_token.get(t.i) for t in name_tokens(head)) if match is None else ()
    return next((m for m in reversed([*inner]) if m is not None and m.entries[0].how in ("person", "outlet", "vessel")), match)


def _called(context: Context, head: Token) -> NameMatch | None:
    """ "The aid group Save the Children": the name right behind a word for a group, wherever the parser hangs it."""
    match = context.by_token.get(head.i + 1)
    group = head.tag_ == "NN" and head.lemma_.lower() in generic_phrases()["group"]
    proper = match is not None and match.start == head.i + 1 and match.entries[0].how in ("name", "acronym")
    return match if group and proper and match is not None and match.entries[0].party in load_parties() else None


def _diplomats(context: Context, phrase: Phrase, entry: NameEntry) -> Actor | None:
    """ "Azerbaijan's diplomats"; "its monitors" of a body that is no side."""
    its = any(c.dep_ == "nmod:poss" and c.lower_ in IT for c in phrase.head.children)
    if entry.party not in (DIPLOMATS, *WATCHING) or entry.how == "outlet" or not (its or context.named_owners(phrase.head)):
        return None
    held = owner(context, Phrase(phrase.head, vouches=True))
    if held is None or (entry.party in WATCHING) != (held.party in outsiders()):
        return None
    return phrase.takes(held) if entry.party in WATCHING else phrase.names(held.party, entry.sector or "FOR")


def _rebels(context: Context, phrase: Phrase) -> Actor | None:
    """ "The rebels of the CMA", else those told of before."""
    held = owner(context, phrase)
    if held is not None and held.party in load_parties():
        return held.model_copy(update={"span": phrase.span, "name": phrase.text})
    return last_group(context, phrase)


def _is_group_name(context: Context, token: Token) -> bool:
    """Whether a word is part of the name of an armed group, or of an army that is not called by its land: "the army" behind "Lord's
    Resistance Army" or "People's Liberation Army" is not that one."""
    match = context.by_token.get(token.i)
    if match is None or match.end - match.start < 2:
        return False
    lands = (e for t in context.doc[match.start : match.end] for e in context.names.bearers(t.text) if e.how in OF_LANDS)
    return any(is_group(e.party) for e in match.entries) or (token.lemma_.lower() in OF_STATES and next(lands, None) is None)


# --- owners -------------------------------------------------------------------------------------------------------


def _possessor(context: Context, phrase: Phrase, token: Token) -> Actor | None:
    """Whom a possessor or an of-phrase means: a pronoun, a land, a name, an organ of a party, a group."""
    part = phrase.part(token)
    if token.dep_ == "nmod:poss" and token.pos_ == "PRON":
        its = phrase.vouches and phrase.speaker is None and token.lower_ in IT
        if its:
            discourse = context.discourse
            told = discourse.subject_beside(phrase.head) or discourse.turned_to(phrase.head) or discourse.last_party(phrase.head)
            return told or pronoun(context, part)
        return pronoun(context, part)
    if part.lemma in LANDS and is_the(token) and (land := land_before(context, token)) is not None:
        return land
    found = named(context, token) or organ(context, part)
    if found is None and token.dep_ == "nmod" and token.pos_ == "NOUN" and context.named_owners(token):
        found = owner(context, part)  # "the commander of a district of the LNA"
    if found is None and token.dep_ == "nmod:poss" and part.lemma in generic_phrases()["group"]:
        found = last_group(context, part)  # "the movement's man in Dar es Salaam"
    known = found is not None and found.party is not None and found.party != MEDIA  # "Foreign Affairs" owns no ministry
    return found if known else None


def _owner_in_words(context: Context, phrase: Phrase, kind: Organ) -> Actor | None:
    """Whose an organ is by the words of its phrase or of the clause; "peacekeepers in Goma" are not Congo's."""
    anybodys = kind.role in SENT_BY_OTHERS and not any(o.dep_ in ("amod", "compound", "nmod:poss") for o in owners(phrase.head))
    held = owner(context, phrase) if not anybodys else None
    return held or (land_of_clause(context, phrase.head) if kind.sector in SCENE_SECTORS else None)


def _bearer_of_name(context: Context, phrase: Phrase, kind: Organ) -> Actor | None:
    """Who bears a name that ends in the word of a phrase; to readers of a side's press "the army" is its own, whoever else is named."""
    known, home = context.discourse.taken_up_name(phrase.head), context.surroundings.home
    foreign = known is not None and known.party != home and home in context.sides.pair and home not in load_parties()
    return None if foreign and kind.role in OWN_ORGANS else known


def _unknown_person(context: Context, head: Token) -> str | None:
    """A person's name beside an office that the knowledge files do not list ("spokesman Aram Example")."""
    names = [t for t in name_tokens(head) if t.pos_ == "PROPN" and t != head and t.i not in context.by_token]
    if len(names) < 2:
        return None
    return context.doc[names[0].i : names[-1].i + 1].text if names[-1].i - names[0].i < LONGEST_PERSON else None


def _counterpart(context: Context, phrase: Phrase) -> Actor | None:
    """ "His Thai counterpart", "her counterpart in Delhi", "his counterpart": the same office on the side named, or on the other."""
    whose = next((c for c in phrase.head.children if c.dep_ == "nmod:poss" and c.pos_ == "PRON"), None)
    first = pronoun(context, Phrase(whose, phrase.speaker, vouches=True)) if whose is not None else context.discourse.last_claimant()
    matches = (m for o in owners(phrase.head) if o is not whose and (m := context.match_in(o)) is not None)
    entry = next((e for m in matches if (e := context.sides.entry_of(m)) is not None), None)
    other = entry.party if entry is not None else context.sides.adversary_of(first.party if first is not None else None)
    if other is None:
        return None
    return phrase.names(other, first.sector, role=first.role) if first is not None else phrase.names(other)
