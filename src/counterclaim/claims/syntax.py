"""Questions put to a Universal Dependencies tree: whose verb, which objects, which clause, negated or not.

Tokens are compared with `==`: spaCy makes a new object at each access.

All functions take spaCy tokens of one parsed document and look only at labels of Universal Dependencies, so any UD
pipeline will do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

OBJECTS = frozenset({"obj", "iobj"})
OBLIQUES = frozenset({"obl", "obl:agent", "obl:tmod", "obl:unmarked", "obl:npmod", "nmod", "nmod:tmod", "nmod:unmarked", "nmod:npmod"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "advcl:relcl", "acl", "acl:relcl", "csubj", "csubj:pass", "parataxis", "root"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
NEGATIVE_DETERMINERS = frozenset({"no", "neither", "nor"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
PARTS_OF_PHRASES = frozenset({"appos", "flat", "compound", "nmod", "conj"})
NOT_PARTS = frozenset({"obj", "iobj", "obl", "nsubj"})
ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass", "obj"})
DASHES = frozenset({"-", "–", "—", "--"})
CONTROL_LIMIT = 6
"""Steps up a chain of verbs in search of a subject; parses of running text never need more."""


def children(token: Token, *relations: str) -> list[Token]:
    """Dependents with one of the given relations, in order; all of them when none is given."""
    return [c for c in token.children if c.dep_ in relations] if relations else list(token.children)


def relation(token: Token) -> str:
    """The universal part of a relation: `acl` of `acl:relcl`."""
    return token.dep_.split(":")[0]


def is_verbal(token: Token) -> bool:
    """Whether a word tells as a predicate does: a verb or a predicate adjective, but no gerund that stands as a noun."""
    return token.pos_ in ("VERB", "AUX", "ADJ") and not is_gerund(token)


def is_gerund(token: Token) -> bool:
    """ "Shelling by their forces killed two": a form in -ing that is subject or object and has neither of its own."""
    return (
        token.pos_ == "VERB"
        and token.tag_ == "VBG"
        and (token.dep_ in ARGUMENTS or _stands_for_subject(token))
        and not any(c.dep_ in ("obj", "nsubj", "nsubj:pass", "aux", "ccomp", "xcomp", "mark") for c in token.children)
    )


def _stands_for_subject(token: Token) -> bool:
    """Whether a clause before a verb that has no subject of its own is that subject, whatever the parser calls it."""
    bare = not any(c.dep_ in ("nsubj", "nsubj:pass", "csubj", "expl") for c in token.head.children)
    return token.dep_ == "advcl" and token.i < token.head.i and token.head.dep_ == "root" and bare


def with_conjuncts(token: Token) -> list[Token]:
    """A phrase head and the heads coordinated with it ("Armenia and Azerbaijan")."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj":
            found.extend(with_conjuncts(child))
    return found


def prepositions(token: Token) -> set[str]:
    """Case markers of a phrase in lower case; a fixed expression counts as one ("according to", "because of")."""
    found = set()
    for case in children(token, "case", "mark"):
        fixed = [case, *children(case, "fixed")]
        found.add(" ".join(t.lower_ for t in sorted(fixed, key=lambda t: t.i)))
        found.add(case.lower_)
    return found


def obliques(token: Token, *wanted: str) -> list[Token]:
    """Heads of the oblique or nominal modifiers that carry one of the prepositions, coordination spread out."""
    found = []
    for child in token.children:
        if child.dep_ in OBLIQUES and prepositions(child) & set(wanted):
            found.extend(with_conjuncts(child))
    return found


def is_passive(verb: Token) -> bool:
    """Whether a verb form is passive: by its subject or auxiliary, or a bare participle that modifies a noun."""
    if any(c.dep_ in ("nsubj:pass", "aux:pass", "obl:agent", "csubj:pass") for c in verb.children):
        return True
    if any(c.dep_ in ("nsubj", "obj") for c in verb.children):
        return False
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and verb.tag_ == "VBN" and verb.head.tag_ == "VBN":
        return is_passive(verb.head)
    return verb.tag_ == "VBN" and relation(verb) == "acl" and not children(verb, "aux")


def own_subject(verb: Token) -> Token | None:
    """The subject that hangs on the verb itself; a relative pronoun stands for the noun it takes up."""
    child = _behind_dateline(children(verb, "nsubj", "nsubj:pass")) or next(iter(children(verb, "csubj")), None)
    if child is not None and child.lower_ in RELATIVES and child.tag_ in ("WP", "WDT") and verb.dep_ in ("acl", "acl:relcl", "advcl:relcl"):
        return verb.head if relation(verb) == "acl" else _noun_before(child) or child
    return child


def _behind_dateline(subjects: list[Token]) -> Token | None:
    """ "Luanda - UNITA said": the first subject, but the second where a dash parts the two."""
    between = subjects[0].doc[subjects[0].i : subjects[1].i] if len(subjects) > 1 else ()
    if any(t.text in DASHES and t.whitespace_ and t.nbor(-1).whitespace_ for t in between):  # not "Pakistan-run Kashmir"
        return subjects[1]
    return next(iter(subjects), None)


def _noun_before(relative: Token) -> Token | None:
    """ "…, according to the army, which added": the noun before a relative pronoun whose clause the parser hung on a verb."""
    at = relative.nbor(-1) if relative.i > relative.sent.start else relative
    if at.is_punct and at.i > relative.sent.start:
        at = at.nbor(-1)
    upwards = ("flat", "compound", "appos", "nmod:desc", *(("nmod",) if relative.lower_ == "who" else ()))
    while at.dep_.split(":unmarked")[0] in upwards and at.head.pos_ in ("NOUN", "PROPN"):
        at = at.head
    return at if at.pos_ in ("NOUN", "PROPN") else None


def subject(verb: Token) -> Token | None:
    """Who does (or, in the passive, undergoes) the verb, read through coordination and control; None if nobody is named.

    "It said X and accused Y": `it` for both. "managed to cut short": the subject of "managed". "urged Y to stop": Y.
    A participle that modifies a noun takes the noun ("troops firing", "soldiers killed").
    """
    at = verb
    for _ in range(CONTROL_LIMIT):
        found = own_subject(at) or _mistaken_subject(at)
        if found is not None:
            return found
        head = at.head
        if head == at:
            return None
        if (taken := _taken_for_its_own(head, at)) is not None:
            return taken
        if relation(at) == "acl" and at.i < head.i:
            return None  # "of attacking workers": hung on its own object
        if relation(at) == "acl":
            return (
                head
                if head.pos_ in ("NOUN", "PROPN", "PRON") and head.lemma_.lower() not in ("attempt", "effort", "plan", "decision")
                else None
            )
        if at.dep_ == "xcomp":
            objects = children(head, "obj", "iobj")
            if objects and head.pos_ == "VERB" and not is_passive(head):
                return objects[0]
        elif (
            at.dep_ not in ("conj", "advcl", "parataxis", "ccomp", "dep", "obl", "aux")
            or at.dep_ in ("parataxis", "ccomp", "dep")
            and at.tag_ not in ("VBG", "VBN")
        ):
            return None
        if head.pos_ not in ("VERB", "AUX", "ADJ", "NOUN", "PROPN"):
            return None
        if head.pos_ in ("NOUN", "PROPN") and own_subject(head) is None:
            return head if at.dep_ == "advcl" else None
        at = head
    return None


def _mistaken_subject(verb: Token) -> Token | None:
    """ "…, as minister Ivanov had invited": the name right before the auxiliaries of a clause, where the parser gave it to another word.

    A finite complement or adverbial clause always has a subject of its own.
    """
    auxiliaries = children(verb, "aux", "aux:pass")
    if verb.dep_ not in ("ccomp", "advcl") or not auxiliaries or auxiliaries[0].tag_ not in FINITE or not auxiliaries[0].i:
        return None
    name = verb.doc[auxiliaries[0].i - 1]
    if name.pos_ != "PROPN":
        return None
    while name.dep_ in ("flat", "flat:name", "compound", "appos") and name.head.i < verb.i and name.head.pos_ in ("PROPN", "NOUN"):
        name = name.head
    return name


def _taken_for_its_own(head: Token, clause: Token) -> Token | None:
    """ "Troops shelled Sotk, the ministry said": the subject of a clause before its governor that the parser gave to the governor too."""
    if clause.dep_ != "ccomp" or clause.i > head.i:
        return None
    subjects = [c for c in head.children if c.dep_ == "nsubj" and c.i < head.i]
    two = len(subjects) > 1 and subjects[0].i < clause.i < subjects[-1].i
    return subjects[0] if two or subjects and displaced_subject(head) is not None else None


def displaced_subject(verb: Token) -> Token | None:
    """ "Troops shelled Sotk, its spokesman, A. Example, told reporters": who speaks, where the parser gave the verb the subject of what is
    said. It is the phrase right before the verb."""
    said = [c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i]
    subjects = [c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i]
    if not said or len(subjects) > 1 or subjects and subjects[0].i > said[0].i:
        return None
    at = verb.nbor(-1)
    while at.i > said[0].i and (at.is_punct or at.pos_ not in ("NOUN", "PROPN")):
        at = at.nbor(-1)
    while said[0].i < at.head.i < verb.i and at.dep_ in PARTS_OF_PHRASES and at.head.dep_ not in NOT_PARTS:
        at = at.head
    edge = at.left_edge
    return at if at.i > said[0].i and "," in (edge.text, edge.nbor(-1).text if edge.i else "") else None


def agent(verb: Token) -> list[Token]:
    """Heads of the by-phrase of a passive."""
    found = [c for c in verb.children if c.dep_ == "obl:agent"]
    found = found or [c for c in verb.children if c.dep_ == "obl" and "by" in prepositions(c) and is_passive(verb)]
    return [t for f in found for t in with_conjuncts(f)]


def doer(verb: Token) -> Token | None:
    """Who does what a verb says: the agent of a passive, else its subject."""
    return next(iter(agent(verb)), None) if is_passive(verb) else subject(verb)


def objects(verb: Token) -> list[Token]:
    """Heads of the direct objects, coordination spread out.

    A participle before the noun that it hangs on ("of attacking workers") takes the noun as its object.
    """
    found = [c for c in children(verb, "obj") if _nearest_verb(c, verb) == verb]
    if not found and verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        found = [c for c in children(verb.head, "obj") if _nearest_verb(c, verb.head) == verb]
    if not found and relation(verb) == "acl" and verb.i < verb.head.i:
        found = [verb.head]
    return [t for c in found or _mistaken_object(verb) for t in with_conjuncts(c)]


def _nearest_verb(phrase: Token, verb: Token) -> Token:
    """The verb that an object stands behind, of one and those coordinated with it: "killing two and injuring eight", where the parser
    gave both to the first."""
    if phrase.i < verb.i:
        return verb
    between = [c for c in children(verb, "conj") if c.pos_ == "VERB" and verb.i < c.i < phrase.i and not children(c, "obj", "nsubj")]
    return between[-1] if between and children(verb, "obj")[0].i < between[-1].i else verb


def _mistaken_object(verb: Token) -> list[Token]:
    """The noun behind a verb that the parser coordinated with one before it, where the verb stands between: "A had invited ministers"."""
    if verb.pos_ != "VERB" or is_passive(verb) or verb.i + 1 >= verb.sent.end:
        return []
    noun = verb.doc[verb.i + 1]
    while noun.head.i > verb.i and noun.head != noun:
        noun = noun.head
    across = noun.pos_ in ("NOUN", "PROPN") and noun.dep_ == "conj" and noun.head.i < verb.i and not noun.head.is_ancestor(verb)
    return [noun] if across else []


def is_negated(token: Token) -> bool:
    """Whether a predicate or noun is negated by its own dependents (not, never, no, without), or a verb through its subject."""
    for child in token.children:
        if child.dep_ in ("advmod", "det", "cc:preconj") and (
            child.lower_ in ("not", "n't", "never", "no") or "Neg" in child.morph.get("Polarity", [])
        ):
            return True
        if child.dep_ in ("nsubj", "nsubj:pass", "obj") and (
            child.lower_ in ("nobody", "none", "nothing") or any(d.lower_ in NEGATIVE_DETERMINERS for d in children(child, "det"))
        ):
            return True
        if child.dep_ == "case" and child.lower_ == "without":
            return True
    return token.dep_ == "conj" and any(c.lower_ == "nor" for c in children(token, "cc"))


def clause_tokens(head: Token, without: Iterable[Token] = ()) -> list[Token]:
    """The subtree of a head in order, leaving out the subtrees of some tokens below it."""
    barred = {t.i for t in without}

    def walk(token: Token) -> Iterator[Token]:
        yield token
        for child in token.children:
            if child.i not in barred:
                yield from walk(child)

    return sorted((t for t in walk(head) if not t.is_space), key=lambda t: t.i)


def own_clause(predicate: Token) -> list[Token]:
    """Tokens of a predicate's own clause: its subtree without other finite or complement clauses and coordinated predicates."""
    barred = [
        t
        for t in predicate.subtree
        if t != predicate
        and (
            t.dep_ in ("ccomp", "parataxis", "advcl", "advcl:relcl", "acl:relcl", "csubj")
            or t.dep_ == "conj"
            and t.pos_ in ("VERB", "AUX")
            and t.head == predicate
        )
    ]
    return clause_tokens(predicate, barred)


def finite_ancestor(token: Token) -> Token:
    """The nearest predicate at or above a token: a verb, or the head of a clause."""
    at = token
    while at.head != at and (is_gerund(at) or at.pos_ not in ("VERB", "AUX") and at.dep_ not in CLAUSES):
        at = at.head
    return at
