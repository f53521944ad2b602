"""Did it happen, as the words have it? Status from modality, negation, aspect and the verbs above."""

from __future__ import annotations

from spacy.tokens import Token

from counterclaim.claims.answering import answer_to
from counterclaim.claims.lexicon import Lexicon
from counterclaim.claims.roles import is_averted_by
from counterclaim.claims.syntax import children, finite_ancestor, is_gerund, is_negated, is_verbal, obliques, relation
from counterclaim.claims.wordforms import lemma_of
from counterclaim.records.words import Status

HYPOTHETICAL_MODALS = frozenset({"could", "may", "might", "would", "should", "must", "can"})
FUTURE_MODALS = frozenset({"will", "shall", "'ll", "’ll"})
PLANNED = frozenset(
    {"planned", "upcoming", "scheduled", "proposed", "coming", "forthcoming", "plan", "schedule", "set", "due", "expected", "next"}
)
SETTLING = frozenset({"accept", "agree", "sign", "conclude", "reach", "approve", "adopt"})
"""Verbs after which what was proposed is no longer only proposed."""
FAILED = frozenset({"failed", "foiled", "attempted", "thwarted", "averted", "aborted", "abortive", "cancelled", "canceled", "postponed"})
KEEPING = frozenset({"abide", "adhere", "observe", "respect", "honour", "honor", "uphold", "stand", "stick", "commitment", "adherence"})
"""Words by which what was agreed before goes on being kept."""
LOOKING_BACK = frozenset("answer avenge punish repay investigate examine probe condemn blame attribute mourn explain study".split())
"""Verbs of what is done about an act that has happened ("the attack would be answered")."""
POSSIBLE = frozenset({"possible", "potential", "future", "eventual", "hypothetical"})
"""Words beside a noun that tell its status."""
DOUBTFUL = frozenset({"doubt", "jeopardy", "question", "limbo", "danger", "peril", "balance", "risk"})
"""What is "in doubt" or "at risk" may come about or not."""


def status_of(trigger: Token, lexicon: Lexicon) -> tuple[Status, bool]:
    """Status of a happening by its trigger, and whether the words negate it. Stance is not looked at here."""
    if is_verbal(trigger):
        return _verb_status(trigger, lexicon)
    if answer_to(trigger, lexicon) is not None:
        return Status.OCCURRED, is_negated(trigger)
    return _noun_status(trigger, lexicon)


def _verb_status(verb: Token, lexicon: Lexicon) -> tuple[Status, bool]:
    negated = is_negated(verb)
    auxiliaries = {c.lower_ for c in children(verb, "aux")}
    head = verb.head
    if (bound := _bound(verb)) is not None:
        return (Status.PLANNED if bound.tag_ in ("VBZ", "VBP") else Status.HYPOTHETICAL), False
    if verb.dep_ == "xcomp" and head.pos_ in ("VERB", "ADJ", "NOUN"):
        governed, head_negated = _governed_status(head, lexicon)
        return governed, negated or head_negated
    if auxiliaries & FUTURE_MODALS or "would" in auxiliaries and _is_reported(verb) and "have" not in auxiliaries:
        return Status.PLANNED, negated
    if is_awaited(verb) or auxiliaries & HYPOTHETICAL_MODALS or any(c.lower_ in ("if", "unless") for c in children(verb, "mark")):
        return Status.HYPOTHETICAL, negated
    if any(c.lower_ in ("scheduled", "planned", "set", "due") for c in children(verb, "aux", "xcomp")):
        return Status.PLANNED, negated
    if _is_progressive(verb) or _lasts(verb):
        return Status.ONGOING, negated
    if any(c.lower_ == "still" for c in children(verb, "advmod")) or lemma_of(verb) in KEEPING | {"continue", "rage", "persist"}:
        return Status.ONGOING, negated
    if verb.dep_ == "conj" and head.pos_ == "VERB" and not auxiliaries and verb.tag_ in ("VB", "VBG"):
        upper, upper_negated = _verb_status(head, lexicon)
        return upper, negated or (upper_negated and verb.tag_ == "VB")
    if relation(verb) in ("acl", "advcl") and verb.tag_ == "VB":
        return Status.PLANNED, negated
    return Status.OCCURRED, negated


def _is_progressive(verb: Token) -> bool:
    """ "Are shelling", "are being withdrawn", "has been shelling"; in the past it is told as history ("were shelling"), but for what
    somebody said, where the tense is that of the saying ("said that troops were shelling")."""
    auxiliaries = children(verb, "aux", "aux:pass")
    present = any(c.tag_ in ("VBZ", "VBP") for c in auxiliaries) or _is_reported(verb) and not _has_been(auxiliaries)
    return present and (verb.tag_ == "VBG" or any(c.lower_ == "being" for c in auxiliaries))


def _is_reported(verb: Token) -> bool:
    """Whether a verb heads what is said ("said that …", "…, the army said"), or stands beside one that does."""
    while verb.dep_ == "conj" and verb.head != verb:
        verb = verb.head
    return verb.dep_ == "ccomp" and verb.head.tag_ in ("VBD", "VBN")


def _has_been(auxiliaries: list[Token]) -> bool:
    return any(c.lower_ == "had" for c in auxiliaries)


def _lasts(verb: Token) -> bool:
    """ "Have clashed since Saturday": what began then goes on."""
    return _is_perfect(verb) and any(c.i > verb.i for c in obliques(verb, "since"))


def _is_perfect(verb: Token) -> bool:
    return any(c.lower_ in ("has", "have", "'s", "'ve") for c in children(verb, "aux"))


def _bound(verb: Token) -> Token | None:
    """The form of "be" that makes an infinitive an arrangement or a duty ("are to meet again", "was not to advance further")."""
    if not any(m.lower_ == "to" for m in children(verb, "mark")):
        return None
    forms = [c for c in (*children(verb, "aux", "cop"), *([verb.head] if verb.dep_ == "xcomp" else [])) if lemma_of(c) == "be"]
    return forms[0] if forms else None


def is_forbidden(verb: Token) -> bool:
    """ "Was not to carry out air strikes": what a rule says, which nobody says that anybody did."""
    return _bound(verb) is not None and is_negated(verb)


def is_awaited(verb: Token) -> bool:
    """ "… until those responsible are captured": in the present, what has not come about."""
    present = any(t.tag_ in ("VBZ", "VBP") for t in (verb, *children(verb, "aux", "aux:pass", "cop")))
    return verb.dep_ == "advcl" and present and any(m.lower_ in ("until", "till") for m in children(verb, "mark", "case"))


def _governed_status(head: Token, lexicon: Lexicon) -> tuple[Status, bool]:
    """Status that a governing word gives its infinitive ("failed to", "continued to", "is set to", "threatened to")."""
    words, lemma, negated = lexicon.words, lemma_of(head), is_negated(head)
    if lemma in ("fail", "threaten"):
        return (Status.AVERTED if lemma == "fail" else Status.HYPOTHETICAL), False
    if lemma in ("refuse", "decline", "stop", "cease", "try", "attempt", "seek"):
        return Status.OCCURRED, negated
    if lemma in words["ongoing"]:
        return Status.ONGOING, negated
    if lemma in words["plan"] or lemma in ("go", "hope", "offer", "want", "ready"):
        return Status.PLANNED, negated
    return _verb_status(head, lexicon) if head.pos_ == "VERB" else (Status.OCCURRED, False)


def _is_known(noun: Token) -> bool:
    """Whether an article says that a happening was told of before."""
    return any(d.lower_ in ("the", "this", "that", "these", "those") for d in children(noun, "det"))


def _noun_status(noun: Token, lexicon: Lexicon) -> tuple[Status, bool]:
    words = lexicon.words
    negated = is_negated(noun)
    modifiers = {lemma_of(c) for c in children(noun, "amod", "acl", "acl:relcl", "compound")} | {
        c.lower_ for c in children(noun, "amod", "acl")
    }
    if modifiers & FAILED:
        return Status.AVERTED, negated
    if modifiers & POSSIBLE:
        return Status.HYPOTHETICAL, negated
    base = _carried_by(noun, lexicon)
    verb = base.head
    if verb != base and verb.pos_ in ("VERB", "AUX"):
        if base.dep_ in ("obj", "nsubj:pass") and lemma_of(verb) in LOOKING_BACK and _is_known(noun):
            return Status.OCCURRED, negated
        called_off = base.dep_ in ("obj", "nsubj:pass") and is_averted_by(verb, lexicon)
        if called_off or base.dep_ in ("nsubj", "nsubj:pass") and lemma_of(verb) in ("collapse", "fail", "unravel"):
            return Status.AVERTED, negated
    if modifiers & PLANNED and lemma_of(verb) not in SETTLING:
        return Status.PLANNED, negated
    if verb != base and verb.pos_ in ("VERB", "AUX"):
        governor, verb_negated = _verb_status(verb, lexicon)
        if base.dep_ == "obl" and (lemma_of(verb), "VERB") in lexicon.attitudes:  # "did not comment on the strike": there was one
            governor, verb_negated = Status.OCCURRED, False
        if lemma_of(verb) == "be" and _is_perfect(verb) and obliques(verb, "since"):  # "since noon there has been a truce"
            return Status.ONGOING, negated or verb_negated
        kept = lemma_of(noun) in KEEPING or lemma_of(verb) == "commit" and base.dep_ == "obl"  # "remained committed to the truce"
        if kept and governor is Status.OCCURRED:
            return Status.ONGOING, negated or verb_negated
        if base.dep_ in ("obj", "nsubj", "nsubj:pass", "obl"):
            planned = lemma_of(verb) in words["plan"] and base.dep_ in ("obj", "nsubj:pass")
            if "ongoing" in modifiers or lemma_of(verb) in words["ongoing"] | words["ebb"] and base.dep_ == "nsubj":
                return Status.ONGOING, negated or verb_negated
            return (Status.PLANNED if planned else governor), negated or verb_negated
    return (Status.ONGOING if "ongoing" in modifiers or lemma_of(noun) in KEEPING else Status.OCCURRED), negated


def _carried_by(noun: Token, lexicon: Lexicon) -> Token:
    """The noun that stands in the clause for another: "the next round of talks"."""
    base = noun
    while base.dep_ == "conj" or (lemma_of(base.head) in lexicon.words["carrier"] and base.head != base):
        base = base.head
    return base


def is_in_doubt(noun: Token, lexicon: Lexicon) -> bool:
    """ "The talks are in doubt", "the meeting remains at risk"."""
    base = _carried_by(noun, lexicon)
    predicate = base.head
    phrases = [predicate, *obliques(predicate, "in", "at", "into")] if base.dep_ in ("nsubj", "nsubj:pass") else []
    return any(lemma_of(p) in DOUBTFUL and not is_negated(p) for p in phrases)


def clause_of(trigger: Token) -> Token:
    """The predicate whose clause tells the happening: the verb itself, or the verb that governs a noun."""
    return trigger if trigger.pos_ in ("VERB", "AUX") and not is_gerund(trigger) else finite_ancestor(trigger)
