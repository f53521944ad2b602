"""What happened: trigger words of a document and the draft event of each."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from counterclaim.claims.answering import answer_to, is_promised
from counterclaim.claims.consequences import HARMFUL, act_behind_harm, act_of, breaking_act, harm_clauses, harmed_above
from counterclaim.claims.harm import displaced, find_harm, harm_word
from counterclaim.claims.kinds import refined
from counterclaim.claims.lexicon import Happening, Lexicon
from counterclaim.claims.mentions import tells
from counterclaim.claims.roles import MUTUAL, roles_of
from counterclaim.claims.status import clause_of, status_of
from counterclaim.claims.syntax import children, is_passive, is_verbal, obliques, own_clause
from counterclaim.claims.triggers import happening_of
from counterclaim.claims.undertakings import is_undertaken, is_unilateral
from counterclaim.claims.weapons import find_weapons
from counterclaim.claims.wordforms import lemma_of
from counterclaim.records.drafts import DraftEvent
from counterclaim.records.words import Effect, Family, Kind, Status, family_of

MEANS = frozenset({"use", "employ"})
STRIKES = frozenset({Kind.ATTACK, Kind.SHELLING, Kind.AIR_STRIKE, Kind.DRONE_ATTACK, Kind.MISSILE_STRIKE, Kind.INCURSION})
RETALIATING = frozenset({"retaliate", "respond", "answer"})
BLOODY = frozenset({Effect.KILLED, Effect.WOUNDED})
RECIPROCAL = frozenset({"each", "other", "one", "another"})


def find_happenings(doc: Doc, lexicon: Lexicon) -> list[DraftEvent]:
    """Draft events of a document in text order, one for each trigger that tells a happening of its own."""
    found: list[DraftEvent] = []
    taken: set[int] = set()
    for token in doc:
        happening = happening_of(token, lexicon)
        if happening is None or token.i in taken or not tells(token, happening, lexicon):
            continue
        if happening.frame in HARMFUL and act_of(token, lexicon) is not None:
            continue
        if happening.kind is Kind.CEASEFIRE_BREACH and breaking_act(token, lexicon) is not None or _is_joined(token, found):
            continue
        found.append(_draft(token, happening, lexicon, taken))
    return list(_folded(found, lexicon))


def _is_joined(token: Token, told: list[DraftEvent]) -> bool:
    """ "Air raids and tank shelling killed 11": the second of two strikes in one breath."""
    first = next((e for e in reversed(told) if e.trigger == token.head), None)
    return token.dep_ == "conj" and token.pos_ == "NOUN" and first is not None and first.trigger.pos_ == "NOUN" and first.kind in STRIKES


def _folded(events: list[DraftEvent], lexicon: Lexicon) -> Iterator[DraftEvent]:
    """The events, the harm of a bare sentence ("Two civilians were wounded.") put with the act that the sentence before it tells."""
    held: DraftEvent | None = None
    for event in events:
        if held is not None and _is_toll_of(event, held, lexicon):
            held.harm = [*held.harm, *event.harm]
            held.scope = [*held.scope, *event.scope]
            continue
        if held is not None:
            yield held
        held = event
    if held is not None:
        yield held


def _is_toll_of(event: DraftEvent, act: DraftEvent, lexicon: Lexicon) -> bool:
    """Whether an event is nothing but the harm of an act that the sentence before it tells, in the same voice."""
    sentence = event.trigger.sent
    follows = act.trigger.sent.end == sentence.start and "\n\n" not in act.trigger.doc[sentence.start - 1].text
    told = {h.effect for h in act.harm}
    return (
        follows
        and event.kind is Kind.CASUALTY
        and act.kind is not Kind.CASUALTY
        and not act.negated
        and family_of(act.kind) is Family.VIOLENCE
        and bool(event.harm)
        and told.isdisjoint(h.effect for h in event.harm)
        and not any(t.pos_ == "VERB" and lemma_of(t) in lexicon.cues or t.lower_ == "according" for t in sentence)
    )


def _draft(token: Token, happening: Happening, lexicon: Lexicon, taken: set[int]) -> DraftEvent:
    predicate = clause_of(token)
    roles = roles_of(token, happening, lexicon)
    scope = _scope(token, predicate, lexicon, taken)
    if happening.kind is Kind.THREAT:
        scope = _without_deeds(token, scope, lexicon)
        roles.targets = [t for t in roles.targets if t in scope]
    harmed = harmed_above(predicate, lexicon) if happening.frame not in HARMFUL else None
    if harmed is not None and harmed.i not in taken:
        taken.add(harmed.i)
        scope = sorted({*scope, *_scope(harmed, harmed, lexicon, taken)}, key=lambda t: t.i)
    if happening.frame not in (*MUTUAL, *HARMFUL) and family_of(happening.kind) is Family.VIOLENCE:
        roles.add("targets", _victims(harmed or predicate, lexicon))
    kind = happening.kind
    if happening.frame in HARMFUL:
        kind, roles = act_behind_harm(token, happening, roles, lexicon, taken)
    weapons = find_weapons(scope, lexicon)
    kind = refined(kind, token, weapons, scope, roles, lexicon)
    if kind in STRIKES and any(_is_each_other(t) for t in roles.targets):
        kind, roles.targets = Kind.ARMED_CLASH, []
    harm = find_harm(scope, lexicon)
    if kind is Kind.DISPLACEMENT and not harm:
        harm = displaced(roles.targets, token, lexicon)
    if family_of(kind) is Family.VIOLENCE:
        taken.update(t.i for t in scope if (word := harm_word(t, lexicon)) is not None and word.effect in BLOODY)
    status, negated = status_of(token, lexicon)
    if "neg=" in happening.condition:  # "did not keep its word": what is told is that it was broken
        status, negated = Status.OCCURRED if status in (Status.AVERTED, Status.ONGOING) else status, False
    if kind is Kind.THREAT and status in (Status.OCCURRED, Status.ONGOING):
        if is_promised(token, lexicon):
            status = Status.PLANNED
        elif lemma_of(token) in RETALIATING and is_verbal(token):
            kind = Kind.ATTACK  # "said its forces were retaliating"
    taken.update(_merged_nouns(predicate, token, kind, lexicon))
    if kind is Kind.CEASEFIRE:  # "stopped shelling the town" tells of no shelling
        taken.update(c.i for c in children(token, "xcomp", "ccomp", "obj", "advcl") if c.tag_ == "VBG")
    return DraftEvent(
        token,
        kind,
        status,
        scope,
        roles.initiators,
        roles.targets,
        roles.mediators if family_of(kind) is Family.PEACE else [],
        weapons,
        harm,
        mutual=happening.frame in MUTUAL,
        negated=negated,
        means_only=_is_means_only(token, lexicon),
        undertaken=is_undertaken(kind, token, lexicon),
        unilateral=is_unilateral(kind, token, roles.initiators),
    )


def _scope(token: Token, predicate: Token, lexicon: Lexicon, taken: set[int]) -> list[Token]:
    """The clause that tells a happening, with the clauses that tell the harm it did; their words are taken."""
    verbal = (is_verbal(token) or predicate.pos_ in ("VERB", "AUX")) and answer_to(token, lexicon) is None
    scope = set(own_clause(predicate) if verbal else token.subtree)
    for clause in harm_clauses(token, predicate, lexicon):
        scope.update(clause.subtree)
        taken.add(clause.i)
        taken.update(t.i for t in clause.subtree if harm_word(t, lexicon) is not None)
    return sorted(scope, key=lambda t: t.i)


def _without_deeds(threat: Token, scope: list[Token], lexicon: Lexicon) -> list[Token]:
    """A threat's words without those of the deed that it answers, which has a place and victims of its own."""
    deeds = [t for t in scope if t.pos_ == "NOUN" and answer_to(t, lexicon) == threat and happening_of(t, lexicon) is not None]
    apart = {t.i for deed in deeds for t in deed.subtree}
    return [t for t in scope if t.i not in apart]


def _victims(predicate: Token, lexicon: Lexicon) -> list[Token]:
    """Whom the predicate of an act's clause harms, where it tells harm ("the shelling killed two")."""
    happening = happening_of(predicate, lexicon)
    return roles_of(predicate, happening, lexicon).targets if happening is not None and happening.frame in HARMFUL else []


def _is_means_only(token: Token, lexicon: Lexicon) -> bool:
    """ "Drones were used", "drones were also deployed"."""
    adds = lemma_of(token) in MEANS or (lemma_of(token) == "deploy" and any(c.lower_ in ("also", "too") for c in token.children))
    named = [t for r in children(token, "nsubj:pass") for t in r.subtree]
    return adds and is_passive(token) and bool(find_weapons(named, lexicon))


def _is_each_other(phrase: Token) -> bool:
    """ "Fired at each other", whichever of the two words the parser makes the head."""
    near = {t.lower_ for t in (phrase, *phrase.children, *phrase.doc[phrase.i + 1 : phrase.i + 2])}
    return phrase.lower_ in RECIPROCAL and (near >= {"each", "other"} or near >= {"one", "another"})


def _merged_nouns(predicate: Token, trigger: Token, kind: Kind, lexicon: Lexicon) -> set[int]:
    """Nouns of the same clause that only name the same act again ("attacked … in a drone strike")."""
    if is_verbal(trigger) and kind is Kind.TALKS:
        return {t.i for t in own_clause(predicate) if t != trigger and (h := happening_of(t, lexicon)) is not None and h.kind is Kind.TALKS}
    if kind not in STRIKES or not is_verbal(trigger):
        return set()
    acts = ((noun, happening_of(noun, lexicon)) for noun in obliques(predicate, "in", "with", "by", "during"))
    return {noun.i for noun, act in acts if act is not None and act.kind in STRIKES}
