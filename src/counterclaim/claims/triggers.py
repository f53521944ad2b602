"""Which words of a document tell a happening: look-up in the lexicon, and the conditions that its lines put.

A condition is a list of tests joined by `&`, each `what=words`, or `what!=words` for the opposite. `words` are words or names of word
classes, joined by `|`; `*` stands for any, `someone` for a person, a personal pronoun or a bare number, `somewhere` for the name of a
place, as far as its form tells, `deed` for a noun of violence. What is tested:

* `obj`: the theme of a verb, whether object, passive subject or the noun that a participle hangs on
* `subj`: its subject
* `prt`: its particle or adverb
* `comp`: the predicate that completes it ("was left dead", "refrained from firing")
* `aux`: its auxiliary
* `clause`: any word of its own clause
* `mod`: what stands before a noun, or modifies it
* `det`: its determiner
* `under`: the verb above it, of which it is the infinitive or the object ("vowed to punish", "vowed revenge")
* `neg`: what denies it, its own word or its subject ("neither has kept"), or a verb above ("failed to keep")
* one or more prepositions joined by `|`: the phrase that they lead ("on=mine": stepped on a mine)
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from counterclaim.claims.lexicon import Happening, Lexicon
from counterclaim.claims.syntax import (
    ARGUMENTS,
    agent,
    children,
    is_negated,
    is_passive,
    objects,
    obliques,
    own_clause,
    relation,
    subject,
    with_conjuncts,
)
from counterclaim.claims.wordforms import lemma_of
from counterclaim.records.words import Family, family_of

ANY = "*"
SOMEONE = "someone"
SOMEWHERE = "somewhere"
DEED = "deed"
PERSONAL = frozenset({"he", "she", "him", "her", "them", "they", "who", "whom", "those", "everyone", "everybody", "anyone", "us", "we"})
BEFORE = 2
"""Words before a noun that count as its modifiers, whatever the tree says."""
PARTS = {"VERB": "VERB", "NOUN": "NOUN", "PROPN": "NOUN"}
FAILING = frozenset({"fail", "refuse", "decline"})
NOBODY = frozenset({"neither", "nobody", "none", "no"})
STAYING = frozenset({"remain", "stay", "keep", "stand"})
PARTICLES = frozenset({"over", "off", "down", "up", "out", "back"})
NOT_TOLD = frozenset({"amod", "compound", "case"})
"""Relations in which a participle only describes its noun."""


def happening_of(token: Token, lexicon: Lexicon) -> Happening | None:
    """The happening that a word tells, by the most exacting line of the lexicon whose condition holds."""
    pos = "ADJ" if token.pos_ == "ADJ" and _predicates(token) else PARTS.get(token.pos_, "")
    if not pos or pos == "VERB" and token.dep_ in NOT_TOLD:
        return None
    lines = lexicon.happenings.get((lemma_of(token), pos)) or lexicon.happenings.get((token.lower_, pos))
    if lines is None:
        return None
    fitting = [line for line in lines if not line.condition or condition_holds(token, line.condition, lexicon)]
    return max(fitting, key=lambda line: len(_tests(line.condition)), default=None)


def _predicates(adjective: Token) -> bool:
    """Whether an adjective tells something of its noun: with a copula, counted ("seven dead"), or after it ("two soldiers dead")."""
    after = adjective.dep_ in ("amod", "acl") and adjective.i > adjective.head.i
    return after or _stays(adjective) or bool(children(adjective, "cop", "aux:pass", "nummod"))


def _stays(participle: Token) -> bool:
    """ "The road remains closed"."""
    return participle.dep_ == "xcomp" and lemma_of(participle.head) in STAYING


def condition_holds(token: Token, condition: str, lexicon: Lexicon) -> bool:
    """Whether all tests of a condition hold for a word; an empty condition does."""
    return all(_passes(token, what, words, lexicon) is not opposite for what, words, opposite in _tests(condition))


@cache
def _tests(condition: str) -> tuple[tuple[str, str, bool], ...]:
    """What is tested, the words, and whether the opposite is asked."""
    parts = [test.split("=") for test in condition.split("&")] if condition else []
    return tuple((what.removesuffix("!"), words, what.endswith("!")) for what, words in parts)


def _passes(token: Token, what: str, words: str, lexicon: Lexicon) -> bool:
    near = _tested(token, what)
    if words == ANY:
        return bool(near)
    found = {form for t in near for form in (lemma_of(t), t.lower_)}
    wanted = words.split("|")
    named = any(word in found or not found.isdisjoint(lexicon.words.get(word, ())) for word in wanted)
    named = named or SOMEONE in wanted and any(_is_someone(t, lexicon) for t in near)
    named = named or SOMEWHERE in wanted and any(_is_somewhere(t) for t in near)
    named = named or DEED in wanted and any(_is_deed(t, lexicon) for t in near)
    return named or (what == "mod" and _is_gunfire(token))


def _is_deed(noun: Token, lexicon: Lexicon) -> bool:
    lines = lexicon.happenings.get((lemma_of(noun), PARTS.get(noun.pos_, "")), ()) if noun.pos_ != "VERB" else ()
    return any(family_of(line.kind) is Family.VIOLENCE for line in lines)


def _is_someone(token: Token, lexicon: Lexicon) -> bool:
    return lemma_of(token) in lexicon.victims or token.lower_ in PERSONAL or token.pos_ == "NUM"


def _is_somewhere(token: Token) -> bool:
    """A name of one word, or one that the language engine takes for a place: "captured Goma", "seized Deir Ezzor"."""
    if token.pos_ != "PROPN" or children(token, "det"):
        return False
    alone = not children(token, "flat", "flat:name", "compound", "nmod:desc", "appos", "amod") and not token.text.isupper()
    return alone or token.ent_type_ == "place"


def _tested(token: Token, what: str) -> list[Token]:
    match what:
        case "obj":
            return [
                t
                for theme in themes(token)
                for t in (*with_conjuncts(theme), *_meant(theme), *_terms(theme), *_brokered(theme), *_sort(theme))
            ]
        case "subj":
            return agent(token) if is_passive(token) else _spread(subject(token))
        case "prt":
            return [*children(token, "compound:prt", "advmod", "advcl", "obl", "xcomp"), *token.doc[token.i + 1 : token.i + 2]]
        case "comp":
            after = (c for c in children(token, "advcl") if c.tag_ == "VBG" and children(c, "mark"))
            return [*children(token, "xcomp", "ccomp", "obj"), *after]
        case "aux" | "det":
            return children(token, what)
        case "clause":
            return own_clause(token)
        case "under":
            first = token.head if token.dep_ == "conj" and token.head.pos_ == token.pos_ else token
            return [first.head] if first.dep_ in ("xcomp", "ccomp", "obj") else []
        case "neg":
            return _denying(token)
        case "mod":
            return _modifiers(token)
        case _:
            cases = what.split("|")
            return [t for o in obliques(token, *cases) for t in (o, *_parts(o))] + _after_particle(token, cases)


def _denying(token: Token) -> list[Token]:
    failed = [token.head] if token.dep_ == "xcomp" and token.head.lemma_.lower() in FAILING else []
    if failed and is_negated(token.head):
        return []  # "did not fail to keep it"
    who = subject(token)
    nobody = [t for t in (who, *children(who, "det")) if t.lower_ in NOBODY] if who is not None else []
    return [*failed, *nobody, *([token] if is_negated(token) else [])]


def _sort(theme: Token) -> list[Token]:
    """ "Unmanned aerial vehicles", "flying objects": what says of which sort something is, where the noun does not."""
    return children(theme, "amod") if lemma_of(theme) in ("vehicle", "object", "target", "device", "craft") else []


def _brokered(theme: Token) -> list[Token]:
    """ "Violating a ceasefire brokered by …": the noun, where the parser hangs it on its participle."""
    return children(theme, "compound") if theme.pos_ == "VERB" else []


def _meant(theme: Token) -> list[Token]:
    """ "A truce that both accused each other of breaching": "… of breaching it": what a pronoun may stand for in its sentence."""
    return [t for t in theme.doc[theme.sent.start : theme.i] if t.pos_ == "NOUN" and t.dep_ in ARGUMENTS] if theme.lower_ == "it" else []


def _terms(theme: Token) -> list[Token]:
    """ "Broke the terms of the truce"."""
    return obliques(theme, "of") if lemma_of(theme) in ("term", "provision", "condition", "clause") else []


def _parts(phrase: Token) -> list[Token]:
    """ "Into the hands of", "under a hail of bullets": nouns beside the head that say what it is."""
    return children(phrase, "compound", "amod", "nmod")


def _after_particle(verb: Token, cases: list[str]) -> list[Token]:
    """ "Drove over a mine": the object, where the parser took the preposition for a particle or an adverb."""
    particle = any(c.lower_ in cases for c in children(verb, "compound:prt", "advmod"))
    return objects(verb) + [o for o in children(verb, "obl") if not children(o, "case")] if particle else []


def _spread(token: Token | None) -> list[Token]:
    return with_conjuncts(token) if token is not None else []


def themes(verb: Token) -> list[Token]:
    """What a verb is done to: objects, the passive subject, the noun that a passive participle hangs on."""
    found = children(verb, "obj") + _mistaken_objects(verb) or _shared_objects(verb)
    if _stays(verb):
        return _spread(subject(verb.head))
    if is_passive(verb):
        found = found + children(verb, "nsubj:pass") + ([verb.head] if relation(verb) == "acl" else [])
    return found


def _shared_objects(verb: Token) -> list[Token]:
    """ "Intercepted and destroyed 64 drones": the object behind both verbs, where the parser gives it to the first."""
    shared = verb.dep_ == "conj" and verb.head.pos_ == verb.pos_ == "VERB" and not is_passive(verb)
    return [o for o in children(verb.head, "obj") if o.i > verb.i] if shared else []


def _mistaken_objects(verb: Token) -> list[Token]:
    """ "Handed over the bodies": an object whose verb's particle the parser took for its preposition."""
    cases = {c.i: o for o in children(verb, "obl") for c in children(o, "case") if c.lower_ in PARTICLES}
    return [cases[verb.i + 1]] if verb.i + 1 in cases else []


def _modifiers(noun: Token) -> list[Token]:
    beside = [t for c in children(noun, "compound", "amod", "nmod:poss", "nmod", "obl") for t in (c, *c.children)]
    return [*beside, *noun.doc[max(0, noun.i - BEFORE) : noun.i]]


def _is_gunfire(noun: Token) -> bool:
    """ "Came under fire", "exchange of fire": bare `fire` where the governor says that it is gunfire."""
    return noun.lemma_.lower() == "fire" and noun.head.lemma_.lower() in ("come", "exchange", "repel", "draw", "take", "return")
