"""What somebody must do: "is required to guarantee safe passage", "pledged to withdraw", "under the deal must", "its obligation to".

`data/binding.csv` says which words bind and how, `data/duties.csv` which duty an act is, done or barred, and with which objects.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Token

from counterclaim.claims.accords import accord_words
from counterclaim.claims.lexicon import TABLES
from counterclaim.claims.syntax import (
    agent,
    children,
    clause_tokens,
    finite_ancestor,
    is_negated,
    is_passive,
    objects,
    obliques,
    own_subject,
    prepositions,
    relation,
    subject,
    with_conjuncts,
)
from counterclaim.records.drafts import DraftDuty
from counterclaim.records.words import Duty
from counterclaim.tables import read_table

MEETINGS = frozenset({"meet", "talk"})
"""Acts that are a meeting, and no duty."""
OF_FORCES = frozenset({Duty.WITHDRAW, Duty.DEMOBILIZE, Duty.DISARM, Duty.OTHER})
"""Duties of those to whom it is done: "the brigades are to be disbanded"."""
DO, BAR = "do", "bar"
MODALS = frozenset({"must", "shall", "should", "would", "will", "may", "can"})
UNDER = frozenset({"under", "per", "by", "as", "pursuant to", "according to", "in accordance with", "in line with", "as part of"})
COMPLEMENTS = ("xcomp", "ccomp", "advcl", "acl", "csubj")
"""How infinitives and clauses hang on a verb that binds; parses of running text take one for the other."""
ACTING = frozenset({"VERB", "ADJ", "NOUN"})
MEANS_OF_PROMISE = frozenset({"word", "guarantee", "assurance", "pledge", "promise"})


@cache
def _duties() -> Mapping[str, tuple[tuple[str, str, Duty], ...]]:
    found: dict[str, list[tuple[str, str, Duty]]] = defaultdict(list)
    for row in read_table(TABLES, "duties.csv"):
        found[row["word"]].append((row["sign"], row["with"], Duty(row["duty"])))
    return {word: tuple(rows) for word, rows in found.items()}


@cache
def _objects() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in read_table(TABLES, "duty_objects.csv"):
        found[row["class"]].add(row["word"])
    return {name: frozenset(words) for name, words in found.items()}


@cache
def _binding() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in read_table(TABLES, "binding.csv"):
        found[row["word"]].add(row["how"])
    return {word: frozenset(how) for word, how in found.items()}


def find_duties(doc: Doc) -> list[DraftDuty]:
    """Duties of a document in text order, one for each act and obligor phrase; an obligor that nobody names is None."""
    found: dict[tuple[int, int | None], DraftDuty] = {}
    for token in doc:
        for duty in (d for d in _duties_at(token) if d.act.lemma_.lower() not in MEETINGS):
            obligors = [duty.obligor.i if duty.obligor is not None else None]
            found.setdefault((duty.act.i, obligors[0]), duty)
    return sorted(found.values(), key=lambda d: d.act.i)


def _duties_at(token: Token) -> Iterator[DraftDuty]:
    how = _binding().get(token.lemma_.lower(), frozenset())
    if token.pos_ in ("VERB", "ADJ"):
        if "bound" in how:
            yield from _bound(token)
        if "self" in how and not is_negated(token) and not is_conditional(token) and not _is_owed(token):
            yield from _bound(token) if _tells_accord(subject(token)) else _agreed(token) if is_passive(token) else _undertaken(token)
        if "word" in how and any(o.lemma_.lower() in MEANS_OF_PROMISE for o in objects(token)):
            yield from _undertaken(token)
        if "barred" in how:
            yield from _barred(token)
        if "content" in how:
            yield from _contained(token)
        if "keep" in how:
            yield from _kept(token)
        if _under_an_accord(token):
            yield from _due_under(token)
        elif relation(token) == "acl" and is_passive(token) and _is_to_be(token):
            late = [t for t in (token.head, token.head.head) if t.pos_ == "NOUN" and _is_act(t, DO)]
            yield from (_duty(None, t) for t in late[:1])  # "removal of heavy weapons, which was to have been completed by"
    elif token.pos_ == "NOUN" and "noun" in how:
        yield from _nominal(token)


def _bound(verb: Token) -> Iterator[DraftDuty]:
    """ "is required to V"; "the agreement obliges the parties to V"."""
    acts = [c for c in children(verb, *COMPLEMENTS) if c.pos_ == "VERB" and c.i > verb.i]
    if is_passive(verb) or verb.pos_ == "ADJ":
        obligor = subject(verb)
    else:
        told = [o for o in objects(verb) if o.pos_ in ("NOUN", "PROPN", "PRON")]
        obligor = told[0] if told and _tells_accord(subject(verb)) else None
        acts = [*acts, *(c for c in children(told[0], "acl") if c.tag_ == "VB")] if obligor is not None and told else []
        acts = acts or ([t for t in obliques(verb, "to") if _is_act(t, DO)] if obligor is not None else [])
    acts = acts or [c for t in agent(verb) if _tells_accord(t) for c in children(t, "acl") if c.tag_ == "VB"]
    yield from (_duty(obligor, act) for first in acts for act in _with_acts(first) if obligor is not None)


def _agreed(verb: Token) -> Iterator[DraftDuty]:
    """ "it was agreed that both would V"."""
    for act in children(verb, "ccomp", "csubj"):
        if _is_due(act):
            yield from _due(act)


def _undertaken(verb: Token) -> Iterator[DraftDuty]:
    """ "pledged to V", "agreed that both would V", "agreed on the return of", "guaranteed its passage", "as it promised"."""
    obligor = subject(verb)
    if obligor is None:
        return
    acts = [c for c in children(verb, *COMPLEMENTS) if c.pos_ in ACTING and c.i > verb.i]
    acts += [c for o in objects(verb) for c in children(o, "acl", "ccomp") if o.lemma_.lower() in MEANS_OF_PROMISE]
    acts = [a for a in acts if a.dep_ in ("xcomp", "obl") or _is_due(a) or any(c.lower_ == "to" for c in children(a, "mark"))]
    if not acts and relation(verb) == "acl" and any(t.lower_ == "which" for t in obliques(verb, "to", "on")):
        acts = [verb.head]
    if not acts:
        acts = [t for t in (*obliques(verb, "on", "to"), *(objects(verb) if verb.lemma_ == "guarantee" else ())) if _is_act(t, DO)]
    if not acts and verb.dep_ == "advcl" and any(c.lower_ == "as" for c in children(verb, "mark", "advmod")):
        acts, obligor = [verb.head], subject(verb.head)
    for first in acts:
        for act in _with_acts(first):
            doer = _doer(act, obligor)
            if duty_of(act, DO) is Duty.NEGOTIATE:
                continue  # what is agreed is a meeting
            yield replace(_duty(doer, act), jointly=verb.lemma_.lower() == "agree" and doer == obligor)


def _barred(verb: Token) -> Iterator[DraftDuty]:
    """ "the agreement forbids it", "forbidden by the agreement", "measures forbid offensive actions"."""
    if is_passive(verb):
        if any(_tells_accord(t) for t in (*agent(verb), *obliques(verb, "under"))):
            yield DraftDuty(obligor=None, act=verb, duty=Duty.NOT_DEPLOY, scope=clause_tokens(verb))
        return
    if _tells_accord(subject(verb)):
        gerunds = [t for t in verb.subtree if t.tag_ == "VBG" and any(c.lower_ == "from" for c in children(t, "mark", "case"))]
        if gerunds and objects(verb):
            act = gerunds[0]
            yield DraftDuty(obligor=objects(verb)[0], act=act, duty=duty_of(act, BAR), scope=clause_tokens(act))
            return
        for thing in objects(verb):
            doer = subject(verb.head) if thing.pos_ == "PRON" and verb.dep_ == "advcl" else None
            yield DraftDuty(obligor=doer, act=thing, duty=duty_of(thing, BAR), scope=clause_tokens(thing))
            break


def _contained(verb: Token) -> Iterator[DraftDuty]:
    """ "the agreement provides for a ceasefire and for the return of …"."""
    if _tells_accord(subject(verb)):
        yield from (_duty(None, t) for t in obliques(verb, "for") if _is_act(t, DO))
        yield from (_duty(None, t) for t in objects(verb) if _is_act(t, DO))
        for act in (c for c in children(verb, "ccomp") if _is_due(c)):
            yield from _due(act)


def _kept(verb: Token) -> Iterator[DraftDuty]:
    """ "intend to respect the truce", "urged both to stick to it", "our units fulfil the ceasefire", "reaffirmed by both"."""
    kept = [t for t in (*objects(verb), *obliques(verb, "to", "by")) if t.lemma_.lower() in _objects()["truce"]]
    if is_passive(verb):
        who = agent(verb)
        kept = [t for t in (subject(verb),) if t is not None and t.lemma_.lower() in _objects()["truce"]]
    else:
        found = subject(verb)
        who = [found] if found is not None else []
        if relation(verb) == "acl" and verb.head.lemma_.lower() in _objects()["truce"]:
            own = own_subject(verb)
            kept, who = [verb.head], [own] if own is not None and own != verb.head else []
    if kept and who and not is_negated(verb) and not is_conditional(verb):
        yield DraftDuty(obligor=who[0], act=verb, duty=Duty.CEASE_FIRE, scope=clause_tokens(verb))


def _due_under(verb: Token) -> Iterator[DraftDuty]:
    """ "under the accord all mercenaries were to leave", "under which both parties would V", "neither side may attack"."""
    yield from _due(verb) if _is_due(verb) else ()


def _due(verb: Token) -> Iterator[DraftDuty]:
    """The duties of a clause that tells what must be; of what is only to be done by nobody in particular the obligor is None."""
    for act in _with_acts(verb):
        own = next((c for c in children(act, "nsubj", "nsubj:pass") if not children(c, "case")), None)
        doer = own if own is not None else subject(act)
        if is_passive(act) and (agent(act) or duty_of(act, DO) not in OF_FORCES):
            doer = next(iter(agent(act)), None)
        yield _duty(doer, act)


def _nominal(noun: Token) -> Iterator[DraftDuty]:
    """ "its obligation to V", "a pledge the force gave"."""
    owner = next((c for c in children(noun, "nmod:poss")), None)
    owner = owner if owner is not None else next(iter(obliques(noun, "of", "by")), None)
    if owner is None or owner.pos_ == "PRON":
        verb = finite_ancestor(noun)
        owner = (subject(verb) if verb.pos_ == "VERB" else None) or owner
    for first in children(noun, "acl", "ccomp"):
        if first.pos_ == "VERB" and any(c.lower_ == "to" for c in children(first, "mark")):
            yield from (_duty(owner, act) for act in _with_acts(first) if owner is not None)
    yield from (_duty(owner, act) for act in obliques(noun, "to") if owner is not None and _is_act(act, DO))


def is_conditional(verb: Token) -> bool:
    """Whether a verb only supposes: "if … agrees"."""
    return any(c.lower_ in ("if", "unless", "whether") for c in children(verb, "mark"))


def _is_owed(verb: Token) -> bool:
    """Whether a verb of promising is itself what is owed: "is required to guarantee"."""
    return verb.dep_ in ("xcomp", "acl", "csubj") and "bound" in _binding().get(verb.head.lemma_.lower(), frozenset())


def duty_of(act: Token, sign: str) -> Duty:
    """The duty that an act is, done or barred: by what it is about, else by its word alone."""
    below = {t.lemma_.lower() for t in act.subtree}
    rows = [row for row in _duties().get(act.lemma_.lower(), ()) if row[0] == sign]
    about = [duty for _, objects_class, duty in rows if objects_class and below & _objects()[objects_class]]
    return next(iter([*about, *(duty for _, objects_class, duty in rows if not objects_class)]), Duty.OTHER)


def _duty(obligor: Token | None, act: Token) -> DraftDuty:
    told = _taken_up(act)
    if told != act:
        act, obligor = told, subject(told) if obligor is None or obligor.pos_ == "PRON" else obligor
    barred = is_negated(act) or (obligor is not None and any(c.lower_ in ("neither", "no") for c in children(obligor, "det", "cc:preconj")))
    barred = barred or (_is_expected(act) and is_negated(act.head))
    barred = barred or any(d.lower_ in ("no", "neither") for o in objects(act) for d in children(o, "det"))
    return DraftDuty(obligor=obligor, act=act, duty=duty_of(act, BAR if barred else DO), scope=clause_tokens(act))


def _taken_up(act: Token) -> Token:
    """ "Lifts the siege, as it is obliged to do": the act that a bare "do" takes up; else the act itself."""
    if act.lemma_.lower() != "do" or objects(act):
        return act
    above = act.head if act.dep_ in COMPLEMENTS and act.head != act else act
    mark = next((c for c in children(above, "mark", "advmod") if c.lower_ == "as"), None)
    before = [t for t in act.doc[act.sent.start : mark.i] if t.pos_ == "VERB"] if mark is not None else []
    return before[-1] if before else act


def _with_acts(act: Token) -> list[Token]:
    """An act and those coordinated with it that are owed as well: infinitives, clauses that tell what must be, nouns beside a noun."""
    rest = [t for t in with_conjuncts(act)[1:] if t.pos_ in ACTING]
    return [act, *(t for t in rest if t.tag_ == "VB" or _is_due(t) or (t.pos_ == act.pos_ == "NOUN"))]


def _doer(act: Token, bound: Token | None) -> Token | None:
    """Who must do an act: its own subject, all parties where it is passive ("that the road would be opened"), else who is bound."""
    own = own_subject(act) if act.dep_ in ("ccomp", "conj", "acl") else None
    if own is None or own == bound:
        return bound
    return next(iter(agent(act)), None) if is_passive(act) else own


def _is_act(token: Token, sign: str) -> bool:
    return any(row[0] == sign for row in _duties().get(token.lemma_.lower(), ()))


def _is_due(verb: Token) -> bool:
    """ "must V", "is to V", "would V", "may not V"."""
    auxiliaries = {c.lower_ for c in children(verb, "aux")}
    if auxiliaries & MODALS or _is_expected(verb):
        return True
    return _is_to_be(verb)


def _is_expected(verb: Token) -> bool:
    """ "has to V", "is supposed to V", "neither is allowed to V"."""
    return verb.dep_ == "xcomp" and "due" in _binding().get(verb.head.lemma_.lower(), frozenset())


def _is_to_be(verb: Token) -> bool:
    """ "is to V", "were to V", however the tree has it."""
    before = [t for t in verb.subtree if t.i < verb.i and t.head in (verb, verb.head)]
    before += [verb.head] if verb.head.i < verb.i and verb.head.lemma_ == "be" else []
    to = next((t for t in before if t.lower_ == "to"), None)
    return to is not None and any(t.lemma_ == "be" and t.i in (to.i - 1, to.i - 2) for t in before)


def _under_an_accord(verb: Token) -> bool:
    above = verb.dep_ in ("xcomp", "ccomp") and (verb.head.lemma_ == "be" or _is_expected(verb))
    clause = [verb, verb.head] if above else [verb]
    for head in clause:
        led = [c for c in children(head, "nsubj", "dislocated", "dep") if prepositions(c) & set(UNDER)]
        for phrase in (*obliques(head, *UNDER), *led):
            if _tells_accord(phrase) or (phrase.lower_ == "which" and _tells_accord(head.head)):
                return True
    return False


def _tells_accord(noun: Token | None) -> bool:
    return noun is not None and (noun.lemma_.lower() in accord_words() or any(t.lemma_.lower() in accord_words() for t in noun.children))
