"""What somebody must do: "is required to guarantee safe passage", "must withdraw under the deal"."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Token

from counterclaim.claims.lexicon import TABLES
from counterclaim.claims.syntax import children, clause_tokens, is_passive, objects, subject
from counterclaim.records.drafts import DraftDuty
from counterclaim.records.words import Duty
from counterclaim.tables import read_table

BINDING = frozenset({"require", "oblige", "bind", "obligate", "commit", "mandate"})
MODALS = frozenset({"must", "shall"})
PASSAGE = frozenset({"passage", "movement", "transit", "access", "corridor"})


@cache
def _duties() -> dict[str, Duty]:
    return {row["lemma"]: Duty(row["duty"]) for row in read_table(TABLES, "duties.csv")}


def find_duties(doc: Doc) -> list[DraftDuty]:
    """Duties of a document in text order: somebody is required or bound to do something, or must do it under a deal."""
    found = []
    for token in doc:
        act = _bound_act(token)
        if act is None:
            continue
        obligor = subject(token)
        if obligor is not None:
            found.append(DraftDuty(obligor=obligor, act=act, duty=_duty_word(act), scope=clause_tokens(act)))
    return found


def _bound_act(token: Token) -> Token | None:
    """The verb that tells what is owed, or None where nothing binds."""
    if token.pos_ not in ("VERB", "ADJ"):
        return None
    if token.lemma_.lower() in BINDING and (is_passive(token) or token.pos_ == "ADJ"):
        return next((c for c in children(token, "xcomp", "advcl", "ccomp") if c.pos_ == "VERB"), None)
    if any(c.lower_ in MODALS for c in children(token, "aux")) and _under_a_deal(token):
        return token
    return None


def _under_a_deal(verb: Token) -> bool:
    deals = {"agreement", "deal", "accord", "truce", "ceasefire", "treaty", "term", "memorandum", "protocol"}
    return any(
        c.dep_ == "obl" and c.lemma_.lower() in deals and any(k.lower_ in ("under", "per", "by") for k in children(c, "case"))
        for c in verb.children
    )


def _duty_word(act: Token) -> Duty:
    duty = _duties().get(act.lemma_.lower(), Duty.OTHER)
    if duty is Duty.GUARANTEE_PASSAGE and not any(t.lemma_.lower() in PASSAGE for o in objects(act) for t in o.subtree):
        return Duty.OTHER
    return duty
