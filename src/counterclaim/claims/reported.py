"""What is said beside its cue: in the clause that the cue is put into, in the sentence before it or after its colon."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Span, Token

from counterclaim.claims.complements import words_under
from counterclaim.claims.lexicon import Cue, Lexicon
from counterclaim.claims.paragraphs import begins_line
from counterclaim.claims.syntax import children, own_subject, relation
from counterclaim.claims.wordforms import lemma_of

LONGEST_TAIL = 12
"""Tokens from a closing attribution's cue to the end of its sentence."""
OWN_CLAUSES = frozenset({"ccomp", "parataxis", "root", "ROOT"})
CLOSING = ("”", '"', "''")
COMMAS = frozenset({",", "–", "—", "--"})


def reported_clause(verb: Token, source: Token, cue: Cue, lexicon: Lexicon) -> tuple[frozenset[int], list[Token]]:
    """What is said by a cue that governs no clause, and its heads.

    It stands before a cue put in beside it ("…, the ministry said", "…, as the ministry said"), before the mark that ends a
    quotation, also in a sentence of its own, or after a colon.
    """
    if "accused" not in cue.takes and relation(verb) in ("parataxis", "advcl", "ccomp") and _reports_its_clause(verb):
        head = _interrupted_clause(verb, lexicon)
        return words_under([head], [verb]) | words_under(_taken_along(verb, lexicon)), [head]
    if cue.takes & {"clause", "quote"} and _closes_sentence(verb, source):
        return frozenset(t.i for t in verb.sent if t.i < _tail_start(verb, source)), [verb.sent.root]
    if cue.takes & {"clause", "quote"} and closing_source(verb) is not None:
        return frozenset(t.i for t in verb.sent if t.i < _tail_start(verb, source) - 1), [verb.sent.root]
    if cue.takes & {"clause", "quote"} and (beside := _beside(verb, source)) is not None:
        return frozenset(t.i for t in beside if not t.is_space), [beside.root]
    return frozenset(), []


def _interrupted_clause(verb: Token, lexicon: Lexicon) -> Token:
    """Head of the clause that a cue is put in beside, also where the parser hung it on a word inside ("Its police, it added, …")."""
    at = verb.head
    while at.head != at and at.dep_ not in OWN_CLAUSES and lemma_of(at.head) not in lexicon.cues:
        at = at.head
    return at


def _taken_along(verb: Token, lexicon: Lexicon) -> list[Token]:
    """Predicates of the interrupted clause that the parser coordinated with the cue ("…, it added, and returned fire")."""
    return [c for c in children(verb, "conj") if own_subject(c) is None and lemma_of(c) not in lexicon.cues and verb.dep_ == "parataxis"]


def _reports_its_clause(verb: Token) -> bool:
    if relation(verb) == "parataxis":
        return not _is_contact_clause(verb)
    if relation(verb) == "ccomp":
        return _closes_what_it_reports(verb)
    return relation(verb) == "advcl" and any(m.lower_ == "as" for m in children(verb, "mark", "advmod"))


def _is_contact_clause(verb: Token) -> bool:
    """ "The ceasefire the junta itself announced": a relative clause without a pronoun, which no comma sets off."""
    told = own_subject(verb)
    if told is None or not verb.head.i < told.i < verb.i:
        return False
    start = _phrase_start(told)
    return start > verb.sent.start and not verb.doc[start - 1].is_punct


def _closes_what_it_reports(verb: Token) -> bool:
    """ "The road was shut, an official told reporters": a closing attribution that the parser put under what it reports."""
    source = own_subject(verb)
    if source is None or not verb.head.i < source.i < verb.i or verb.sent.end - verb.i > LONGEST_TAIL or children(verb, "mark", "ccomp"):
        return False
    start = _phrase_start(source)
    return start > verb.sent.start and verb.doc[start - 1].text in COMMAS and source.pos_ != "PRON"


def _closes_sentence(verb: Token, source: Token) -> bool:
    """Whether a sentence ends in its attribution after a quotation mark: `…" the ministry said on Friday`, `…" said the ministry`."""
    if verb.sent.end - max(verb.i, source.i) > LONGEST_TAIL:
        return False
    start = _tail_start(verb, source)
    before = verb.doc[max(verb.sent.start, start - 2) : start]
    return start > verb.sent.start and any(t.text in CLOSING for t in before)


def closing_source(verb: Token) -> Token | None:
    """The source of a closing attribution that the parser took for a relative clause: "…, the staff of the force said on Friday"."""
    bare = verb.dep_ == "acl:relcl" and not children(verb, "nsubj", "obj", "ccomp", "mark") and verb.sent.end - verb.i <= LONGEST_TAIL
    if not bare or verb.head.i != verb.i - 1 and verb.head.right_edge.i < verb.i:
        return None
    start = _phrase_start(verb.head)
    if start <= verb.sent.start + 2 or verb.nbor(start - 1 - verb.i).text != ",":
        return None
    at = verb.head
    while at.head.i >= start and at.head != at and at.head.i < verb.i:
        at = at.head
    return at


def _tail_start(verb: Token, source: Token) -> int:
    """Index of the first token of an attribution that ends its sentence."""
    return min(verb.i, _phrase_start(source))


def _phrase_start(head: Token) -> int:
    """Index of the first token of a noun phrase, up to the comma before it."""
    start = head.i
    while start > head.sent.start and not head.doc[start - 1].is_punct and head.doc[start - 1].pos_ not in ("VERB", "AUX"):
        start -= 1
    return start


def _beside(verb: Token, source: Token) -> Span | None:
    """The sentence that a bare "he said." or "The ministry said:" gives to whom it names."""
    sentence = verb.sent
    if verb.sent.root != verb:
        return None
    last = next((t for t in reversed(sentence) if not t.is_space), verb)
    if last.text == ":" and last.i > verb.i:
        return sentence.doc[sentence.end].sent if sentence.end < len(sentence.doc) else None
    if sentence.start == 0 or begins_line(sentence[0]) or _phrase_start(source) > sentence.start + 1 and verb.i > sentence.start:
        return None
    before = sentence.doc[sentence.start - 1]
    return before.sent if before.text in CLOSING else None


def fronted(verb: Token, source: Token) -> frozenset[int]:
    """What stands before a cue that is put between two commas: "On Monday, the ministry said, rebels attacked"."""
    start = _tail_start(verb, source)
    after = verb.doc[max(verb.i, source.i) + 1] if source.i < verb.i and verb.i + 1 < len(verb.doc) else verb
    if start <= verb.sent.start + 1 or verb.nbor(start - 1 - verb.i).text not in COMMAS or after.text not in COMMAS:
        return frozenset()
    words = verb.doc[verb.sent.start : start - 1]
    return frozenset(t.i for t in words if t.dep_ != "cc" and not t.is_space) if words and words[0].sent == verb.sent else frozenset()


def further_tellings(heads: Iterable[Token], lexicon: Lexicon) -> list[Token]:
    """Clauses below what is said that tell it further: "said there were losses, and he added that …", "…, though it admitted that …"."""
    return [
        c
        for head in heads
        for c in children(head, "conj", "advcl")
        if c.pos_ == "VERB"
        and lemma_of(c) in lexicon.cues
        and (told := own_subject(c)) is not None
        and told.pos_ == "PRON"
        and told.lower_ not in ("who", "which", "that")
        and (c.dep_ == "conj" or any(m.lower_ in ("though", "although", "while") for m in children(c, "mark")))
        and _is_set_off(c)
    ]


def _is_set_off(clause: Token) -> bool:
    """Whether a comma stands before a clause."""
    start = clause.left_edge.i
    return start > 0 and clause.doc[start].is_punct or clause.doc[max(0, start - 1)].text in COMMAS
