"""Whether a verb tells what must be, under which agreement, and who it is that must: questions that all ways of telling a duty put."""

from __future__ import annotations

from spacy.tokens import Token

from counterclaim.claims.accords import accord_words
from counterclaim.claims.duty_words import binding_of
from counterclaim.claims.syntax import RELATIVES, children, finite_ancestor, is_negated, objects, obliques, prepositions, subject
from counterclaim.claims.wordforms import lemma_of

MODALS = frozenset({"must", "shall", "should", "would", "will", "may", "can"})
STRONG = frozenset({"must", "shall"})
UNDER = frozenset({"under", "per", "by", "as", "pursuant to", "according to", "in accordance with", "in line with", "as part of"})
DRAFTS = frozenset("draft proposal plan offer idea suggestion option blueprint roadmap scenario bid project".split())
UNMADE = frozenset("draft proposed possible potential eventual future planned prospective likely hypothetical elusive suggested".split())
"""Words before an agreement that is not made yet."""
DENYING = frozenset("deny reject dismiss refuse doubt decline refute".split())
BACK = 2
"""Sentences before one in which the agreement may stand under which something is to be done."""
PERSONS = frozenset(
    """leader spokesman spokeswoman spokesperson minister president premier commander general chief officer official negotiator envoy
    mediator diplomat governor mayor king colonel analyst""".split()
)
"""Nouns that no "it" stands for."""
CLIMB = 8
"""Steps up the tree in search of what a pronoun stands for."""


def is_conditional(verb: Token) -> bool:
    """Whether a verb only supposes: "if … agrees"."""
    return any(c.lower_ in ("if", "unless", "whether") for c in children(verb, "mark"))


def is_void(token: Token) -> bool:
    """Whether what a word tells binds nobody: a draft or an offer, what is denied, what is no longer so, what was never promised."""
    if is_negated(token) or any(c.lower_ in ("longer", "never") for c in children(token, "advmod")):
        return True
    if token.pos_ == "NOUN" and any(d.lower_ in ("any", "no") for d in children(token, "det")):
        return True
    above = [a for a in token.ancestors if a.i < token.i]
    drafted = any(lemma_of(a) in DRAFTS or (a.pos_ == "NOUN" and _is_unmade(a)) for a in above)
    denied = any(lemma_of(a) in DENYING and not is_negated(a) for a in above if a.pos_ == "VERB")
    return drafted or denied or is_conditional(token)


def tells_accord(noun: Token | None) -> bool:
    """Whether a noun is an agreement that was made, or a part of one ("the terms of the truce")."""
    if noun is None:
        return False
    parts = [noun, *children(noun, "compound", "appos"), *obliques(noun, "of")]
    named = [t for t in parts if lemma_of(t) in accord_words()]
    return bool(named) and not any(_is_unmade(t) for t in named)


def _is_unmade(noun: Token) -> bool:
    if any(d.lower_ in ("any", "no") for d in children(noun, "det")):
        return True
    return any(lemma_of(c) in UNMADE or c.lower_ in UNMADE for c in children(noun, "amod", "compound"))


def accord_near(token: Token) -> bool:
    """Whether an agreement is spoken of in the sentence of a word, or shortly before it."""
    doc, start, end = token.doc, token.sent.start, token.sent.end
    for _ in range(BACK):
        start = doc[start - 1].sent.start if start else start
    return any(lemma_of(t) in accord_words() and t.pos_ in ("NOUN", "PROPN") and not _is_unmade(t) for t in doc[start:end])


def accord_in_sentence(token: Token) -> bool:
    """Whether an agreement is spoken of in the sentence of a word."""
    return any(lemma_of(t) in accord_words() and t.pos_ in ("NOUN", "PROPN") and not _is_unmade(t) for t in token.sent)


def is_due(verb: Token) -> bool:
    """ "must V", "is to V", "would V", "may not V"."""
    return bool({c.lower_ for c in children(verb, "aux")} & MODALS) or is_expected(verb) or is_to_be(verb)


def is_strongly_due(verb: Token) -> bool:
    """ "must V", "has to V", "is to V", "has yet to V"."""
    modal = bool({c.lower_ for c in children(verb, "aux")} & STRONG)
    allowed = lemma_of(verb.head) in ("allow", "permit", "entitle") and is_barred(verb.head)
    return modal or is_to_be(verb) or (is_expected(verb) and (allowed or lemma_of(verb.head) in ("have", "suppose")))


def is_barred(verb: Token) -> bool:
    """Whether a clause tells what must not be: "may not V", "neither side may V", "is not allowed to V"."""
    own = next(iter(children(verb, "nsubj", "nsubj:pass")), None)
    nobody = own is not None and any(c.lower_ in ("neither", "no") for c in children(own, "det", "cc:preconj"))
    return is_negated(verb) or nobody or (is_expected(verb) and is_barred(verb.head))


def is_expected(verb: Token) -> bool:
    """ "has to V", "is supposed to V", "neither is allowed to V"."""
    return verb.dep_ == "xcomp" and "due" in binding_of(verb.head)


def is_to_be(verb: Token) -> bool:
    """ "is to V", "were to V", however the tree has it."""
    before = [t for t in verb.subtree if t.i < verb.i and t.head in (verb, verb.head)]
    before += [verb.head] if verb.head.i < verb.i and lemma_of(verb.head) == "be" else []
    to = next((t for t in before if t.lower_ == "to"), None)
    return to is not None and any(lemma_of(t) == "be" and t.i in (to.i - 1, to.i - 2) for t in before)


def is_to_infinitive(verb: Token) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return verb.tag_ == "VB" and any(c.lower_ == "to" for c in children(verb, "mark"))


def under_an_accord(verb: Token) -> bool:
    """Whether a clause stands under an agreement: "under the accord X is to V", "by which X would V"."""
    above = verb.dep_ in ("xcomp", "ccomp") and (lemma_of(verb.head) == "be" or is_expected(verb))
    for head in [verb, verb.head] if above else [verb]:
        led = [c for c in children(head, "nsubj", "dislocated", "dep") if prepositions(c) & set(UNDER)]
        for phrase in (*obliques(head, *UNDER), *led):
            which = phrase.lower_ == "which" and tells_accord(head.head)
            if which or tells_accord(phrase) or _is_city_of_accord(phrase):
                return True
    return False


def _is_city_of_accord(phrase: Token) -> bool:
    """ "Under Oslo": a place that stands for what was agreed there."""
    return phrase.pos_ == "PROPN" and phrase.ent_type_ in ("place", "GPE") and prepositions(phrase) == {"under"}


def antecedent(head: Token | None) -> Token | None:
    """The phrase that a pronoun, or the pronoun of "its troops", stands for in its own sentence; the phrase itself where none is found.

    "The ministry said that X gave assurances that it would not …": the subject of the nearest clause above that has a noun for one.
    """
    if head is None:
        return None
    owner = next((c for c in children(head, "nmod:poss") if c.pos_ == "PRON"), None)
    pronoun = head if head.pos_ == "PRON" else owner
    if pronoun is None or pronoun.lower_ not in ("it", "its", "they", "their", "he", "his", "she", "her", "itself", "themselves"):
        return head
    if pronoun.i > pronoun.sent.start and pronoun.nbor(-1).pos_ in ("NOUN", "PROPN") and pronoun == head:
        subjects = [t for t in pronoun.doc[pronoun.sent.start : pronoun.i] if t.dep_ in ("nsubj", "nsubj:pass")]
        if before := [t for t in subjects if _may_stand_for(t, pronoun)]:
            return before[-1]  # "the captives it is obliged to release", whatever the tree makes of it
    clause = finite_ancestor(pronoun)
    for _ in range(CLIMB):
        for found in _doers(clause):
            if found.i < pronoun.i and found != head and _may_stand_for(found, pronoun):
                return found
        if clause.head == clause:
            break
        clause = finite_ancestor(clause.head)
    if pronoun.lower_ not in ("it", "its"):
        return head
    rest = pronoun.doc[pronoun.sent.start : pronoun.i]
    subjects = [t for t in rest if t.dep_ in ("nsubj", "nsubj:pass") and t != head and _may_stand_for(t, pronoun)]
    return subjects[-1] if subjects else head  # "once the government fulfils its part: it has pledged to …"


def _doers(clause: Token) -> list[Token]:
    """Who does what a clause tells: of "accused the rebels of leaving" the rebels."""
    if clause.pos_ not in ("VERB", "AUX", "ADJ"):
        return []
    charged = clause.tag_ == "VBG" and any(c.lower_ in ("of", "for", "from") for c in children(clause, "mark", "case"))
    above = finite_ancestor(clause.head) if charged and clause.head != clause else clause
    found = subject(clause)
    return [*(o for o in objects(above) if charged and o.i < clause.i), *([found] if found is not None else [])]


def _may_stand_for(noun: Token, pronoun: Token) -> bool:
    if noun.pos_ not in ("NOUN", "PROPN") or noun.lower_ in RELATIVES or tells_accord(noun):
        return False
    many = "Plur" in noun.morph.get("Number", []) or bool(children(noun, "conj"))
    if pronoun.lower_ in ("it", "its", "itself") and (lemma_of(noun) in PERSONS or noun.ent_type_ in ("person", "PERSON")):
        return False
    if pronoun.lower_ in ("they", "their", "themselves"):
        return many or noun.pos_ == "PROPN"
    return not many


def by_whom(noun: Token) -> Token | None:
    """Whose a promise or an act is: "X's commitment", "a pledge by X", "the withdrawal of X"."""
    owner = next((c for c in children(noun, "nmod:poss")), None)
    return owner if owner is not None else next(iter(obliques(noun, "by", "of", "from")), None)
