"""What somebody must do: "is required to guarantee safe passage", "pledged to withdraw", "under the deal must", "its obligation to".

`data/binding.csv` says which words bind and how, `data/duties.csv` which duty an act is, done or barred, and with which objects. Drafts,
offers and what is denied bind nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from counterclaim.claims.acts_owed import ACTING, COMPLEMENTS, OF_FORCES, doer_of, duty, is_named, of_act, own_doer, spread, with_acts
from counterclaim.claims.duty_nouns import told_by_noun
from counterclaim.claims.duty_words import BAR, DO, binding_of, duty_of, is_act, is_truce
from counterclaim.claims.owing import (
    accord_in_sentence,
    accord_near,
    antecedent,
    is_barred,
    is_conditional,
    is_due,
    is_expected,
    is_strongly_due,
    is_to_be,
    is_to_infinitive,
    is_void,
    tells_accord,
    under_an_accord,
)
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
    relation,
    subject,
)
from counterclaim.claims.wordforms import lemma_of
from counterclaim.records.drafts import DraftDuty
from counterclaim.records.words import Duty

MEETINGS = frozenset("meet talk convene sit attend reconvene".split())
"""Acts that are a meeting, and no duty."""
TALKING = frozenset("continue work try discuss consider study seek hold resume return look explore speak".split())
"""What is agreed in such words is more talk, unless their objects make it a duty."""
THREATENING = frozenset({"vow", "swear"})
"""Verbs of promise that are as often threats: only a known duty is one."""
MEANS_OF_PROMISE = frozenset({"word", "guarantee", "assurance", "pledge", "promise", "undertaking", "commitment"})
SPANS = frozenset({"hour", "day", "week", "month", "minute", "year", "time", "deadline"})
LETTING = frozenset({"allow", "permit", "let", "admit"})
INTO = ("in", "into", "within", "inside", "on", "near", "beyond", "across", "at")
JOINTLY = frozenset({"agree", "reaffirm"})
REFLEXIVE = frozenset({"itself", "themselves", "himself", "herself", "ourselves", "myself"})
FAILING = frozenset({"fail", "refuse", "decline", "neglect"})


def find_duties(doc: Doc) -> list[DraftDuty]:
    """Duties of a document in text order, one for each act and obligor phrase; an obligor that nobody names is None."""
    found: dict[tuple[int, int | None], DraftDuty] = {}
    for token in doc:
        for told in (d for d in _duties_at(token) if lemma_of(d.act) not in MEETINGS):
            found.setdefault((told.act.i, told.obligor.i if told.obligor is not None else None), told)
    return sorted(found.values(), key=lambda d: d.act.i)


def _duties_at(token: Token) -> Iterator[DraftDuty]:
    if token.pos_ in ("VERB", "ADJ"):
        yield from _told_by_verb(token)
    elif token.pos_ in ("NOUN", "PROPN"):
        yield from told_by_noun(token)


def _told_by_verb(verb: Token) -> Iterator[DraftDuty]:
    how = binding_of(verb)
    if how and not is_void(verb):
        if "bound" in how:
            yield from _bound(verb)
        if "self" in how and not _is_owed(verb):
            yield from _bound(verb) if tells_accord(subject(verb)) else _agreed(verb) if is_passive(verb) else _undertaken(verb)
        if "word" in how:
            yield from _given(verb)
        if "upon" in how and any(t.lower_ in REFLEXIVE for t in obliques(verb, "upon", "on")):
            yield from _undertaken(verb)
        if "barred" in how:
            yield from _barred(verb)
        if "content" in how:
            yield from _contained(verb)
        if "keep" in how:
            yield from _kept(verb)
    yield from _due_here(verb)


def _due_here(verb: Token) -> Iterator[DraftDuty]:
    """What a clause tells that must be: "under the accord all mercenaries were to leave", "neither side may attack", "has yet to V"."""
    late = [t for t in (verb.head, verb.head.head) if relation(verb) == "acl" and is_passive(verb) and is_to_be(verb) and is_act(t)]
    if late and late[0].pos_ == "NOUN":
        yield duty(None, late[0])  # "removal of heavy weapons, which was to have been completed by"
    elif is_due(verb) and not _is_supposed(verb):
        strong = is_act(verb, BAR if is_barred(verb) else DO) and is_strongly_due(verb)
        if under_an_accord(verb) or strong and (accord_near(verb) if _is_told_flatly(verb) else accord_in_sentence(verb)):
            yield from _due(verb)
    if is_act(verb) and verb.dep_ == "xcomp" and _is_undone(verb.head) and accord_near(verb):
        yield duty(subject(verb), verb)
    if _keeps_out(verb) and accord_near(verb):
        yield DraftDuty(subject(verb), verb, Duty.NOT_DEPLOY, clause_tokens(verb))


def _is_told_flatly(verb: Token) -> bool:
    """Whether what must be is told as a rule: "is to V", "may not V", and in the report's own voice also "must V", "was supposed to V"."""
    clause = verb.head if is_expected(verb) else verb
    demanded = clause.dep_ in ("ccomp", "conj") and finite_ancestor(clause.head) != clause
    return is_to_be(verb) or is_barred(verb) or not demanded or lemma_of(clause) == "suppose"


def _keeps_out(verb: Token) -> bool:
    """ "Neither is allowed within two kilometres of it"."""
    let = lemma_of(verb) in LETTING and is_passive(verb) and is_barred(verb)
    return let and bool(obliques(verb, *INTO)) and not children(verb, "xcomp", "ccomp")


def _is_supposed(verb: Token) -> bool:
    """Whether a clause tells only what may be, or stands in a draft."""
    return (
        is_conditional(verb)
        or is_void(verb.head)
        and verb.dep_ in ("acl:relcl", "acl")
        or any(lemma_of(a) in ("propose", "suggest", "offer") for a in verb.ancestors if a.i < verb.i)
    )


def _is_undone(verb: Token) -> bool:
    """ "has yet to V", "failed to V"."""
    return lemma_of(verb) in FAILING or (lemma_of(verb) == "have" and any(c.lower_ == "yet" for c in children(verb, "advmod")))


def _bound(verb: Token) -> Iterator[DraftDuty]:
    """ "is required to V"; "the agreement obliges the parties to V"."""
    acts = [c for c in children(verb, *COMPLEMENTS) if c.pos_ == "VERB" and c.i > verb.i]
    if is_passive(verb) or verb.pos_ == "ADJ":
        obligor = subject(verb)
    else:
        told = [o for o in (*objects(verb), *children(verb, "iobj")) if o.pos_ in ("NOUN", "PROPN", "PRON", "DET")]
        obligor = told[0] if told and _speaks_for_accord(verb) else None
        acts = [*acts, *(c for c in children(told[0], "acl") if c.tag_ == "VB")] if obligor is not None and told else []
        told_acts = [t for t in obliques(verb, "to") if is_act(t)] if obligor is not None else []
        acts = acts or told_acts
        if obligor is None and told and not acts and _speaks_for_accord(verb):
            acts = [t for t in told if is_act(t)]
    by = [t for t in agent(verb) if tells_accord(t)]
    acts = acts or [c for t in by for c in (*children(t, "acl"), *obliques(t, "to")) if c.tag_ == "VB" or is_act(c)]
    for act in spread(acts):
        bound = own_doer(act, _own_subject_beside(act) or obligor)
        if bound is not None:
            yield duty(bound, act)


def _own_subject_beside(act: Token) -> Token | None:
    """The subject of an act that only stands beside what is owed: "while the army was to keep away"."""
    beside = act.dep_ in ("advcl", "conj") and is_due(act)
    own = next((c for c in children(act, "nsubj", "nsubj:pass") if not children(c, "case")), None)
    return next(iter(agent(act)), own) if beside and own is not None else None


def _speaks_for_accord(verb: Token) -> bool:
    """Whether the subject is an agreement, or a pronoun that takes one up."""
    who = subject(verb)
    return tells_accord(who) or (who is not None and who.lower_ in ("it", "this", "which") and accord_near(verb))


def _agreed(verb: Token) -> Iterator[DraftDuty]:
    """ "it was agreed that both would V"."""
    for act in children(verb, "ccomp", "csubj"):
        if is_due(act):
            yield from _due(act)


def _undertaken(verb: Token) -> Iterator[DraftDuty]:
    """ "pledged to V", "agreed that both would V", "agreed on the return of", "guaranteed its passage", "as it promised"."""
    obligor = subject(verb)
    if obligor is None:
        return
    acts = [c for c in children(verb, *COMPLEMENTS) if c.pos_ in ACTING and c.i > verb.i]
    acts += [c for o in objects(verb) for c in children(o, "acl", "ccomp") if lemma_of(o) in MEANS_OF_PROMISE]
    acts = [a for a in acts if a.dep_ in ("xcomp", "obl") or is_due(a) or any(c.lower_ == "to" for c in children(a, "mark"))]
    if not acts and relation(verb) == "acl" and any(t.lower_ == "which" for t in obliques(verb, "to", "on")):
        acts = [verb.head]
    if not acts:
        nouns = (*obliques(verb, "on", "to"), *objects(verb))
        acts = [t for t in nouns if (is_act(t) or is_truce(t)) and t.pos_ == "NOUN" and lemma_of(t) not in MEANS_OF_PROMISE]
    if not acts and is_act(verb) and duty_of(verb, DO) is not Duty.OTHER and accord_near(verb):
        acts = [verb]  # "guarantees the security of movement"
    if not acts and verb.dep_ == "advcl" and any(c.lower_ == "as" for c in children(verb, "mark", "advmod")):
        acts, obligor = [verb.head], subject(verb.head)
    for act in spread(acts):
        doer, owed = doer_of(act, obligor), duty_of(act, DO)
        if lemma_of(verb) not in JOINTLY and not is_named(doer):
            doer = obligor  # "X gave its word that nobody would be harmed", "that men and armour would leave"
        if owed is Duty.NEGOTIATE or owed is Duty.OTHER and _is_idle(verb, act):
            continue  # what is agreed is a meeting
        yield replace(duty(doer, act), jointly=lemma_of(verb) in JOINTLY and doer == obligor)


def _is_idle(verb: Token, act: Token) -> bool:
    """Whether a promise is of more talk, or a threat."""
    return not is_negated(act) and (lemma_of(act) in TALKING or lemma_of(verb) in THREATENING)


def _given(verb: Token) -> Iterator[DraftDuty]:
    """ "gave assurances that it would V"; "gave the rebels 48 hours to V"."""
    if any(lemma_of(o) in MEANS_OF_PROMISE for o in objects(verb)):
        yield from _undertaken(verb)
        return
    holder = subject(verb) if is_passive(verb) or lemma_of(verb) == "have" else None
    told = [*children(verb, "obj", "iobj"), *([holder] if holder is not None else [])]
    timed = [t for t in (*told, *obliques(verb, "until", "till")) if _is_span(t)]
    bound = [t for t in told if t not in timed]
    acts = [c for at in (verb, *timed) for c in children(at, "advcl", "xcomp", "acl") if is_to_infinitive(c) and is_act(c)]
    yield from (duty(bound[0], act) for act in spread(acts) if timed and bound)


def _is_span(phrase: Token) -> bool:
    """Whether a phrase is a stretch of time or its end: "72 hours", "10 October"."""
    return lemma_of(phrase) in SPANS or any(t.ent_type_ in ("DATE", "TIME", "time") for t in (phrase, *children(phrase, "nmod:unmarked")))


def _barred(verb: Token) -> Iterator[DraftDuty]:
    """ "the agreement forbids it", "forbidden by the agreement", "measures forbid offensive actions", "posts, which it forbids"."""
    if is_passive(verb):
        if any(tells_accord(t) for t in (*agent(verb), *obliques(verb, "under"))):
            acts = [c for c in verb.subtree if c.tag_ == "VBG" and any(m.lower_ == "from" for m in children(c, "mark", "case"))]
            who = subject(verb) if acts else None
            yield from (DraftDuty(antecedent(who), a, duty_of(a, BAR), clause_tokens(a)) for a in acts[:1])
            if not acts:
                yield DraftDuty(obligor=None, act=verb, duty=Duty.NOT_DEPLOY, scope=clause_tokens(verb))
        return
    own = next(iter(children(verb, "nsubj")), None)
    if not (tells_accord(own) or _speaks_for_accord(verb)):
        return
    gerunds = [t for t in verb.subtree if t.tag_ == "VBG" and any(c.lower_ == "from" for c in children(t, "mark", "case"))]
    if gerunds and objects(verb):
        for act in dict.fromkeys((*with_acts(gerunds[0]), *(g for g in gerunds if g.dep_ == "conj"))):
            yield DraftDuty(_barred_one(objects(verb)[0]), act, duty_of(act, BAR), clause_tokens(act))
        return
    if objects(verb) and not gerunds and (obliques(verb, "from") or obliques(objects(verb)[0], "from")):
        # "bars X from a strip along the border"
        yield DraftDuty(objects(verb)[0], verb, Duty.NOT_DEPLOY, clause_tokens(verb))
        return
    for thing in objects(verb)[:1]:
        relative = thing.lower_ in ("which", "that") and relation(verb) == "acl"
        above = finite_ancestor(verb.head) if relative else verb.head
        doer = subject(above) if relative or (thing.pos_ == "PRON" and verb.dep_ == "advcl") else None
        what = above if relative and is_act(above, BAR) else verb.head if relative else thing
        yield DraftDuty(obligor=antecedent(doer), act=thing, duty=duty_of(what, BAR), scope=clause_tokens(thing))


def _barred_one(phrase: Token) -> Token | None:
    """Whom an agreement bars: "them" are all who made it."""
    return None if phrase.lower_ == "them" else phrase


def _contained(verb: Token) -> Iterator[DraftDuty]:
    """ "the agreement provides for a ceasefire and for the return of …", "stipulates that the guard be dissolved"."""
    if not _speaks_for_accord(verb):
        return
    said = lemma_of(verb) in ("say", "state", "call", "include", "contain")
    if said and not tells_accord(subject(verb)):
        return
    yield from (of_act(t) for t in (*obliques(verb, "for"), *objects(verb)) if is_act(t))
    for act in children(verb, "csubj", "xcomp", "advcl", "acl"):  # "provides for the rebels to hand in their arms"
        doer = next((t for t in (*children(act, "nsubj"), *children(verb, "iobj", "obj")) if t.i < act.i), None)
        if is_to_infinitive(act) and is_act(act) and doer is not None and any(c.lower_ == "for" for c in children(act, "mark")):
            yield from (duty(doer, a) for a in spread([act]))
    for act in children(verb, "ccomp"):
        be = any(c.lower_ == "be" for c in children(act, "aux:pass", "aux", "cop"))
        if is_due(act) or be or act.tag_ == "VB":
            yield from _due(act)


def _kept(verb: Token) -> Iterator[DraftDuty]:
    """ "intend to respect the truce", "urged both to stick to it", "our units fulfil the ceasefire", "reaffirmed by both"."""
    led = obliques(verb, "to", "by") if lemma_of(verb) != "keep" else []
    kept = [t for t in (*objects(verb), *led) if is_truce(t)]
    if is_passive(verb):
        who = agent(verb)
        kept = [t for t in (subject(verb),) if t is not None and is_truce(t)]
    else:
        found = subject(verb)
        who = [found] if found is not None else []
        if relation(verb) == "acl" and is_truce(verb.head):
            own = own_subject(verb)
            kept, who = [verb.head], [own] if own is not None and own != verb.head else []
    if kept and who:
        yield DraftDuty(obligor=antecedent(who[0]), act=verb, duty=Duty.CEASE_FIRE, scope=clause_tokens(verb))


def _due(verb: Token) -> Iterator[DraftDuty]:
    """The duties of a clause that tells what must be; of what is only to be done by nobody in particular the obligor is None."""
    for act in spread([verb]):
        own = next((c for c in children(act, "nsubj", "nsubj:pass", "nsubj:outer") if not children(c, "case")), None)
        doer = own if own is not None else own_doer(act, _before_auxiliary(act) or subject(act))
        if is_passive(act) and (agent(act) or duty_of(act, DO) not in OF_FORCES):
            doer = next(iter(agent(act)), None)
        yield duty(doer, act)


def _before_auxiliary(verb: Token) -> Token | None:
    """ "Under the accord X must V", "… and X has to V": the name right before the auxiliary, put by the parser beside another noun."""
    clause = verb.head if is_expected(verb) else verb
    auxiliary = clause if clause != verb else next(iter(children(verb, "aux", "aux:pass", "cop")), None)
    if auxiliary is None or auxiliary.i == verb.sent.start or children(clause, "nsubj", "nsubj:pass"):
        return None
    before = verb.doc[auxiliary.i - 1]
    while before.dep_ == "flat" and before.head.i < before.i:
        before = before.head
    joined = before.dep_ == "conj" and relation(before.head) not in ("nsubj", "conj")
    return before if before.pos_ == "PROPN" and (joined or before.dep_ in ("appos", "nmod:unmarked", "flat")) else None


def _is_owed(verb: Token) -> bool:
    """Whether a verb of promising is itself what is owed: "is required to guarantee"."""
    return verb.dep_ in ("xcomp", "acl", "csubj") and "bound" in binding_of(verb.head)
