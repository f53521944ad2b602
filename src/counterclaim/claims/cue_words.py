"""Which words make up a cue: "went on to say", "has never ruled out", "was accused of", "issued a statement"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from counterclaim.claims.lexicon import Cue, Lexicon
from counterclaim.claims.syntax import children, obliques, relation
from counterclaim.claims.wordforms import lemma_of

GROUP = ("aux", "aux:pass", "cop", "compound:prt", "advmod")
INSIDE_GROUP = frozenset({"not", "n't", "never"})
CONJUNCTIONS = frozenset({"that", "if", "whether", "as", "because", "while", "although", "though", "since"})
DAYS = frozenset({"today", "yesterday", "tonight", "tomorrow"})
"""Adverbs that say when, beside a cue without being part of it."""
BOUND = frozenset({"by", "on", "as"})
OCCASIONS = frozenset({"interview", "briefing", "hearing", "tweet", "letter", "post", "telecast", "broadcast"})
"""Where something is said, which belongs to the cue ("said in an interview")."""
LONGEST_OBJECT = 4
"""Tokens between a cue and the noun that belongs to it ("issued a strongly worded statement")."""


def cue_words(verb: Token, cue: Cue, heads: list[Token], lexicon: Lexicon) -> tuple[Token, ...]:
    """The words of a cue, its own verb first.

    Args:
        verb: the verb or adjective that the lexicon knows.
        cue: its line.
        heads: the heads of what it says.
        lexicon: all lines.
    """
    governing = [t for g in governors(verb, lexicon) for t in verb_group(g)]
    marks = [m for m in children(verb, "mark") if m.lower_ == "to"] if governing else []
    found = [*verb_group(verb), *governing, *marks, *_object(verb, cue, heads)]
    led = [*found, *_leading(found, heads)]
    return (*led, *_occasion(led, verb))


def governors(verb: Token, lexicon: Lexicon) -> Iterator[Token]:
    """Verbs above an infinitive or gerund that say that it is done: "went on to say", "was forced to admit", "stopped short of calling"."""
    at = verb
    while relation(at) == "xcomp" and lemma_of(at.head) in lexicon.words["carried_out"]:
        at = at.head
        yield at


def is_only_meant(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a cue is an infinitive of which nobody says that it is done: "wants to know", "urged Kyiv to admit", "a duty to report"."""
    if verb.tag_ != "VB" or verb.dep_ not in ("xcomp", "ccomp", "acl") or children(verb, "aux"):
        return False
    return not is_withheld(verb, lexicon) and next(governors(verb, lexicon), None) is None


def is_withheld(verb: Token, lexicon: Lexicon) -> bool:
    """Whether what a cue says is not said: "stopped short of accusing", "without accusing", "refused to confirm", "declined to say"."""
    marks = {m.lower_ for m in children(verb, "mark", "case")}
    short = verb.head.lower_ == "short" or any(c.lower_ == "short" for c in verb.head.children)
    return "without" in marks or "of" in marks and short or relation(verb) == "xcomp" and lemma_of(verb.head) in lexicon.words["withhold"]


def verb_group(verb: Token) -> list[Token]:
    """A verb with its auxiliaries, particle, negation and the adverbs beside it, the verb first: "has not ruled out", "also said"."""
    return [
        verb,
        *(
            t
            for c in children(verb, *GROUP)
            if c.dep_ != "advmod" or c.lower_ in INSIDE_GROUP or _stands_beside(c, verb)
            for t in (c, *children(c, "advmod"))
        ),
    ]


def _stands_beside(adverb: Token, verb: Token) -> bool:
    return abs(adverb.i - verb.i) == 1 and adverb.lower_ not in DAYS


def _object(verb: Token, cue: Cue, heads: list[Token]) -> list[Token]:
    """The noun that makes a phrase a cue, up to what it carries: "issued a statement", "voiced concern"."""
    if "noun" not in cue.takes:
        return []
    nouns = [n for n in children(verb, "obj") if n not in heads and verb.i < n.i <= verb.i + LONGEST_OBJECT]
    return [t for n in nouns for t in verb.doc[verb.i + 1 : n.i + 1]]


def _leading(group: list[Token], heads: list[Token]) -> list[Token]:
    """The preposition right after a cue, which belongs to it: "called for", "warned of", "was accused of"; not "said on Friday"."""
    after = group[0].doc[max(t.i for t in group) + 1 :][:1]
    return [
        t
        for t in after
        if t.dep_ in ("case", "mark") and t.tag_ == "IN" and t.lower_ not in CONJUNCTIONS and (t.head in heads or _binds(t, group[0]))
    ]


def _binds(preposition: Token, verb: Token) -> bool:
    """Whether a preposition belongs to a cue though it leads who says it or who is told: "was reported by", "called on"."""
    return preposition.lower_ in BOUND and preposition.head.head == verb and preposition.head.tag_ not in ("CD", "NNP")


def _occasion(group: list[Token], verb: Token) -> list[Token]:
    """The interview, speech or letter right after a cue in which it was said: "said in a phone interview"."""
    after = max(t.i for t in group) + 1
    said_in = [o for o in obliques(verb, "in", "during", "at") if lemma_of(o) in OCCASIONS and o.left_edge.i == after]
    return [t for o in said_in for t in verb.doc[after : o.i + 1]]
