"""Which agreements a document speaks of: "the Russia-brokered ceasefire of 9 November 2020", "the July truce", "a deal signed on March 10".

A phrase counts if something marks a certain agreement: an article or possessive that takes it up, a date, a proper name, or a verb that
concludes, keeps or breaks it. What is only demanded, proposed or negotiated ("called for a ceasefire") is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from spacy.tokens import Doc, Token

from counterclaim.claims.duty_words import binding_of
from counterclaim.claims.lexicon import TABLES
from counterclaim.claims.syntax import (
    agent,
    children,
    clause_tokens,
    is_negated,
    is_passive,
    objects,
    obliques,
    own_clause,
    own_subject,
    prepositions,
    relation,
    subject,
    with_conjuncts,
)
from counterclaim.claims.wordforms import lemma_of
from counterclaim.records.brokering import BROKERING, BROKERS
from counterclaim.records.drafts import DraftAccord
from counterclaim.tables import read_table

MARK, FIRE, UNDER, JOINT, NAME = "mark", "fire", "under", "joint", "name"
BELOW = frozenset({"silence", "conduct"})
"""What some nouns need below them: a regime of silence, a code of conduct."""
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
CONCLUDING = frozenset(
    """sign reach conclude strike broker mediate agree announce declare initial seal forge secure ink renew accept take come enter
    establish""".split()
)
"""Verbs whose time is that of the agreement which is their object or subject."""
SIGNING = frozenset({"sign", "initial"})
MAKING = frozenset("sign initial reach conclude strike agree accept make enter ratify commit".split())
"""Verbs whose subject is a party to the agreement that they tell of."""
KEEPING = frozenset(
    """extend honour honor violate break breach respect observe hold expire collapse lapse contravene betray uphold implement end""".split()
)
WANTING = frozenset(
    """call demand propose seek negotiate discuss reject urge want request offer hope await need suggest consider prepare draft refuse
    appeal push insist press""".split()
)
NO_ACCORD_OF = frozenset(
    """talk negotiation proposal plan line monitor committee commission mission effort draft appeal offer mechanism process prospect
    chance hope""".split()
)
NAMING = frozenset({"compound", "amod", "nmod", "nmod:poss", "nummod", "flat", "appos", "acl", "nmod:unmarked"})
CLAUSES_BELOW = frozenset({"acl:relcl", "parataxis", "appos", "conj", "cc", "punct", "ccomp", "case", "mark", "advcl"})
MEETING = frozenset({"meet", "talk", "negotiate", "talks", "meeting", "resume", "continue", "hold", "visit", "attend"})
"""What is agreed in such words is a meeting, not an agreement."""
AGREEING = frozenset({"agree"})
MEDIATION = frozenset({"mediation", "auspices", "brokerage", "facilitation"})
WATCHING = frozenset({"monitor", "patrol", "oversee", "supervise", "police"})


@cache
def accord_words() -> Mapping[str, str]:
    """Nouns for agreements, each with what it needs beside it to mean one. Raises ResourceError when the table cannot be read."""
    return {row["word"]: row["needs"] for row in read_table(TABLES, "accords.csv")}


def find_accords(doc: Doc) -> list[DraftAccord]:
    """The mentions of agreements in text order, those that only a verb tells ("the commanders agreed to …") among them."""
    return [accord_at(token) for token in doc if (_is_accord(token) and is_certain(token)) or _is_agreed(token)]


def accord_at(token: Token) -> DraftAccord:
    """The mention of an agreement by a noun, or by the verb that tells it."""
    return _agreed(token) if token.pos_ == "VERB" else _draft(token)


def _is_agreed(token: Token) -> bool:
    """Whether a verb tells that several agreed to do something."""
    if lemma_of(token) not in AGREEING or token.tag_ not in ("VBD", "VBN") or _is_ahead(token) or is_negated(token):
        return False
    who = subject(token)
    told = [c for c in children(token, "xcomp", "ccomp", "csubj", "acl") if c.i > token.i] + obliques(token, "on")
    if who is None or not told or all(lemma_of(t) in MEETING for t in told):
        return False
    several = "Plur" in who.morph.get("Number", []) or bool(children(who, "conj"))
    return several or lemma_of(who) in ("commission", "committee")


def _agreed(verb: Token) -> DraftAccord:
    return DraftAccord(noun=verb, phrase=own_clause(verb), scope=own_clause(verb), signed=[], parties=[], brokers=[], monitors=[])


def _is_accord(token: Token) -> bool:
    needs = accord_words().get(lemma_of(token))
    if needs is None or token.pos_ not in ("NOUN", "PROPN"):
        return False
    if relation(token) == "compound" and token.head.pos_ in ("NOUN", "PROPN"):
        return False
    below = {t.lower_ for t in token.subtree}
    if needs in BELOW:
        return needs in below
    if needs == FIRE:
        return bool(below & {"attacks", "fighting", "hostilities", "strikes", "fire", "shelling"})
    if needs == JOINT:
        return any(c.lower_ in ("trilateral", "joint", "quadrilateral", "bilateral") for c in children(token, "amod")) and not any(
            d.lower_ in ("a", "an") for d in children(token, "det")
        )
    if needs == NAME:
        named = any(c.pos_ == "PROPN" for c in children(token, "compound", "flat", "amod", "nmod:poss"))
        binds = token.head.pos_ == "VERB" and token in children(token.head, "nsubj") and bool({"bound", "barred"} & binding_of(token.head))
        return named or binds or _is_dated(token) or any(lemma_of(c) in SIGNING for c in children(token, "acl"))
    if needs == UNDER:
        return any(c.lower_ == "under" for c in children(token, "case"))
    return needs != MARK or _has_mark(token)


def _has_mark(token: Token) -> bool:
    """Whether a date, a number or a proper name below tells which one is meant."""
    near = [t for c in token.children if c.dep_ in NAMING for t in c.subtree]
    named = any(t.pos_ == "PROPN" and t.ent_type_ != "PERSON" or t.ent_type_ in ("DATE", "GPE", "LOC") for t in near)
    return named or _is_dated(token) or any(t.lower_ in ("trilateral", "joint", "additional") for t in near)


def _is_dated(token: Token) -> bool:
    """Whether a year stands in the phrase."""
    return any(t.like_num and len(t.text) == 4 for c in token.children if c.dep_ in NAMING for t in c.subtree)


def is_certain(token: Token) -> bool:
    """Whether the noun for an agreement means a certain one that was made."""
    verb = token.head if token.head.pos_ == "VERB" else None
    if any(d.lower_ in ("no", "any", "such", "another") for d in children(token, "det")) or is_negated(token):
        return False
    definite = any(d.lower_ in DEFINITE for d in children(token, "det")) or bool(children(token, "nmod:poss"))
    marked = _has_mark(token)
    if verb is not None and lemma_of(verb) in WANTING and not definite:
        return False
    if lemma_of(token.head) in NO_ACCORD_OF and token.dep_ == "nmod" and not definite and not marked:
        return False
    if definite or marked:
        return True
    told = verb is not None and lemma_of(verb) in CONCLUDING | KEEPING and not _is_ahead(verb)
    return told or any(lemma_of(c) in CONCLUDING | KEEPING for c in children(token, "acl", "acl:relcl"))


def _is_ahead(verb: Token) -> bool:
    return verb.tag_ == "VB" or any(c.lower_ in ("will", "would", "could", "may", "might", "should") for c in children(verb, "aux"))


def _draft(token: Token) -> DraftAccord:
    verb = token.head if token.head.pos_ == "VERB" and lemma_of(token.head) in CONCLUDING else None
    phrase = _phrase(token)
    brokered = [t for c in children(token, "acl", "amod") if lemma_of(c) in BROKERING for t in c.subtree]
    told = [t for c in children(token, "acl", "acl:relcl") if lemma_of(c) in CONCLUDING for t in own_clause(c)]
    around = own_clause(verb) if verb is not None else []
    return DraftAccord(
        noun=token,
        phrase=phrase,
        scope=[*phrase, *brokered, *told, *around],
        signed=[t for c in children(token, "acl") if lemma_of(c) in SIGNING for t in own_clause(c)],
        parties=_parties(token, verb),
        brokers=_brokers(token),
        monitors=_monitors(token),
    )


def _phrase(token: Token) -> list[Token]:
    """The noun with what names it: no clauses but participles, nothing in apposition or behind a comma."""
    barred = [c for c in token.children if c.dep_ in CLAUSES_BELOW]
    barred += [c for c in children(token, "nmod") if prepositions(c) & {"after", "before", "despite", "amid"}]
    barred += [c for c in children(token, "acl", "amod") if lemma_of(c) in BROKERING]
    barred += [c for c in children(token, "nmod") if prepositions(c) & {"in", "along", "around"} and c.ent_type_ in ("GPE", "LOC")]
    return clause_tokens(token, barred)


def _parties(token: Token, verb: Token | None) -> list[Token]:
    """Who made it: "between X and Y", "that X and Y signed", "signed by X and Y", "X and Y agreed to it", "the X-Y truce", "with X"."""
    clauses = children(token, "acl", "acl:relcl")
    between = [t for above in (token, *clauses) for t in obliques(above, "between")]
    if between:
        return between
    makers = [t for above in (*clauses, *([verb or token.head] if token.head.pos_ == "VERB" else [])) for t in _makers(above, token)]
    pair = [t for c in children(token, "compound", "amod") for t in (*children(c, "compound", "amod"), c) if t.pos_ in ("PROPN", "ADJ")]
    return makers or (pair if len(pair) > 1 else obliques(token, "with"))


def _makers(verb: Token, accord: Token) -> list[Token]:
    """Who signs, reaches or agrees to an agreement in a clause around it or below it."""
    if lemma_of(verb) not in MAKING or is_negated(verb):
        return []
    below = relation(verb) == "acl"
    if is_passive(verb):
        by = agent(verb)
        return by if below or accord in children(verb, "nsubj:pass") else []
    if not below and accord not in (*objects(verb), *obliques(verb, "to", "on", "upon", "into")):
        return []
    found = own_subject(verb) if below else subject(verb)
    return [*with_conjuncts(found), *obliques(verb, "with")] if found is not None and found != accord else []


def _brokers(token: Token) -> list[Token]:
    found = list[Token]()
    for modifier in children(token, "amod", "acl", "acl:relcl"):
        if lemma_of(modifier) in BROKERING:
            found += agent(modifier) or [
                c for c in modifier.children if c.dep_ in ("compound", "obl", "nsubj", "obl:npmod", "nmod", "obl:unmarked")
            ]
        found += [m for m in obliques(modifier, "by", "through", "under", "with") if lemma_of(m) in MEDIATION]
    if lemma_of(token.head) in BROKERING and token in objects(token.head):
        who = subject(token.head)
        found += with_conjuncts(who) if who is not None else []
    found += [m for m in obliques(token, "under", "through", "by") if lemma_of(m) in MEDIATION]
    return found or _named_brokers(token)


def _named_brokers(token: Token) -> list[Token]:
    """ "Signed with Libya as mediator", "with Malaysia as the facilitator": who is called one in the clause of an agreement."""
    around = own_clause(token.head) if token.head.pos_ == "VERB" else []
    near = {*around, *(t for c in children(token, "acl", "acl:relcl") for t in own_clause(c))}
    called = [t for t in near if lemma_of(t) in BROKERS and any(c.lower_ == "as" for c in children(t, "case", "mark"))]
    named = [p for p in near if p.pos_ == "PROPN" and prepositions(p) & {"with"} and any(p.i < t.i for t in called)]
    return sorted(named, key=lambda p: p.i)[-1:]


def _monitors(token: Token) -> list[Token]:
    """Who is said to watch over it: "the truce, which … monitors", "monitored by", "patrolled by … under the deal"."""
    found = list[Token]()
    for verb in children(token, "acl", "acl:relcl"):
        if lemma_of(verb) in WATCHING:
            found += agent(verb)
    if lemma_of(token.head) in WATCHING and token in objects(token.head):
        who = subject(token.head)
        found += with_conjuncts(who) if who is not None else []
    return found


def find_watchers(doc: Doc) -> list[Token]:
    """Who patrols or monitors something, whatever it is, in text order."""
    found = list[Token]()
    for token in doc:
        if token.pos_ == "VERB" and lemma_of(token) in WATCHING and not is_negated(token):
            found += agent(token)
    return found
