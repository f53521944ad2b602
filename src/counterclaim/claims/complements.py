"""What a cue says: where in the tree the content of a cue stands, and whom it charges."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from counterclaim.claims.lexicon import Cue, Lexicon
from counterclaim.claims.syntax import children, clause_tokens, is_passive, own_subject, prepositions, relation
from counterclaim.claims.wordforms import lemma_of
from counterclaim.records.words import Stance

CHARGES = frozenset({"of", "for", "with", "over"})
PLACES = frozenset({"clause", "infinitive", "object", "noun", "accused", "label", "quote", "mutual"})
"""What `Cue.takes` may hold that is no preposition."""
PHRASES = ("obl", "nmod", "advcl", "xcomp", "ccomp", "acl")
PREDICATES = ("VERB", "NOUN", "AUX", "ADJ", "PROPN")
DEPTH = 2
"""Steps below the phrases of a verb ("the finger at rebels for the attack")."""
CARRIED = ("ccomp", "acl", "acl:relcl", "advcl", "xcomp")


def accused_by(verb: Token, cue: Cue, lexicon: Lexicon) -> Token | None:
    """Whom a charge is laid on: the object or passive subject of the cue, or the phrase after its preposition."""
    if cue.charged:
        deeds = "object" not in cue.takes or any(is_deed(p, lexicon) for p in children(verb, "obj", "nsubj:pass"))
        return next((p for p in _phrases_below(verb) if prepositions(p) & cue.charged), None) if deeds else None
    if "accused" not in cue.takes:
        return None
    if is_passive(verb):
        found = own_subject(verb) or (verb.head if relation(verb) == "acl" else None)
    else:
        found = next(iter(children(verb, "obj", "iobj")), None)
    return None if found is not None and is_deed(found, lexicon) else found


def is_deed(phrase: Token, lexicon: Lexicon) -> bool:
    """ "Condemned the killing": what is criticised is an act, not whoever did it."""
    return phrase.pos_ == "NOUN" and (lemma_of(phrase), "NOUN") in lexicon.happenings


def content_heads(verb: Token, cue: Cue, lexicon: Lexicon) -> list[Token]:
    """Heads of the phrases and clauses that a cue says, without those inside another."""
    found = _clauses(verb, cue, lexicon) + _charges(verb, cue, lexicon) + _labels(verb, cue)
    if "noun" in cue.takes:
        found += [c for noun in children(verb, "obj", "nsubj:pass") for c in carried_by(noun, cue.stance)] + children(verb, *CARRIED)
    if "object" in cue.takes | cue.own and not found:
        found += children(verb, "nsubj:pass") if is_passive(verb) else children(verb, "obj")
    found += _prepositional(verb, cue)
    conjoined = [c for h in found for c in children(h, "conj") if h.pos_ in ("NOUN", "VERB", "AUX", "ADJ")]
    seen: list[Token] = []
    for head in [*found, *conjoined]:
        if head not in seen and not any(s.is_ancestor(head) and head not in conjoined for s in seen):
            seen.append(head)
    return seen


def _clauses(verb: Token, cue: Cue, lexicon: Lexicon) -> list[Token]:
    found: list[Token] = []
    if cue.takes & {"clause", "quote"}:
        found += children(verb, "ccomp", "csubj:pass") or _misplaced(verb)
        if found and children(verb, "nsubj"):
            found += children(verb, "csubj")  # "fighting there has displaced thousands, the mission says": taken for what speaks
        if not found and relation(verb) != "parataxis":
            found += [c for c in children(verb, "parataxis") if c.pos_ in PREDICATES and lemma_of(c) not in lexicon.cues]
        if cue.stance is not Stance.ASSERTS or is_passive(verb):
            found += children(verb, "xcomp")
            found += [c for c in children(verb, "advcl") if any(m.lower_ in ("to", "against") for m in children(c, "mark"))]
    if cue.stance is Stance.DENIES and not found:
        found += [c for c in children(verb, "advcl") if _is_deed_told(c, verb)]
    if "infinitive" in cue.takes:
        found += [c for c in children(verb, "xcomp") if c.pos_ in ("VERB", "AUX") or children(c, "cop")]
    return found


def _is_deed_told(clause: Token, verb: Token) -> bool:
    """ "Denies targeting civilians": a gerund right after its verb, which the parser took for a circumstance."""
    return clause.tag_ == "VBG" and clause.left_edge.i == verb.i + 1 and not children(clause, "mark")


def _misplaced(verb: Token) -> list[Token]:
    """ "Said in a statement on Friday that …": the clause where the parser hung it on a phrase before it."""
    phrases = [p for p in children(verb, "obl", "obj", "iobj", "obl:unmarked") if p.i > verb.i]
    below = [*phrases, *(n for p in phrases for n in children(p, "nmod", "obl"))]
    return [
        c
        for p in below
        for c in children(p, "acl", "ccomp", "acl:relcl")
        if any(m.lower_ == "that" and m.tag_ == "IN" for m in children(c, "mark"))
    ]


def _charges(verb: Token, cue: Cue, lexicon: Lexicon) -> list[Token]:
    """What somebody is accused of."""
    if "accused" not in cue.takes:
        return []
    found = [c for c in children(verb, *PHRASES) if _charge_marks(c) & CHARGES]
    patients = children(verb, "obj", "iobj", "nsubj:pass")
    deeds = [p for p in patients if is_deed(p, lexicon)]
    for patient in patients if not deeds else []:
        found += [c for c in children(patient, "acl", "nmod", "advcl") if prepositions(c) & CHARGES and c.i > verb.i]
    for judged in children(verb, "xcomp") if cue.condition else []:
        found += [c for c in children(judged, "obl", "advcl") if prepositions(c) & CHARGES]
    return found + deeds


def _charge_marks(phrase: Token) -> set[str]:
    """Prepositions of a phrase, also those of a participle before it ("of attacking workers" hung on "workers")."""
    return prepositions(phrase).union(*(prepositions(c) for c in children(phrase, "acl") if c.i < phrase.i))


def _labels(verb: Token, cue: Cue) -> list[Token]:
    """What something is called: "called it a breach", "described it as a breach"."""
    if "label" not in cue.takes:
        return []
    named = [c for c in children(verb, "xcomp") if c.pos_ in ("NOUN", "PROPN", "ADJ")]
    named += [c for c in children(verb, "obl", "advcl", "xcomp") if "as" in prepositions(c)]
    patients = children(verb, "obj", "nsubj:pass", "ccomp")
    return [*patients, *named] if named else []


def _prepositional(verb: Token, cue: Cue) -> list[Token]:
    wanted = (cue.takes - PLACES) | cue.own
    if not wanted:
        return []
    below = _phrases_below(verb) if cue.condition else children(verb, "obl", "advcl", "xcomp")
    found = [c for c in below if prepositions(c) & wanted]
    if "for" in wanted and not cue.condition:
        found += [c for c in children(verb, "xcomp", "ccomp", "advcl") if any(m.lower_ == "to" for m in children(c, "mark"))]
    return found


def _phrases_below(verb: Token) -> list[Token]:
    """Phrases and clauses of a verb and of the nouns in it, as far as the parser may have hung them too deep."""
    found = level = children(verb, "obj", "iobj", "nsubj:pass", *PHRASES)
    for _ in range(DEPTH):
        level = [c for phrase in level for c in children(phrase, *PHRASES)]
        found = found + level
    return [p for p in found if p.i > verb.i]


def carried_by(noun: Token, stance: Stance | None) -> list[Token]:
    """What a noun of saying carries: "that …", "to …", "of …"."""
    found = [c for c in children(noun, *CARRIED) if _is_carried(c)]
    wanted = {"of"} | ({"for"} if stance is Stance.CALLS_FOR else set())
    return found + [c for c in children(noun, "nmod", "acl") if prepositions(c) & wanted and c not in found]


def _is_carried(clause: Token) -> bool:
    return any(m.lower_ in ("that", "to") for m in children(clause, "mark"))


def words_under(heads: Iterable[Token], without: Iterable[Token] = ()) -> frozenset[int]:
    """Indices of the tokens below some heads, leaving out the subtrees of some of them."""
    barred = list(without)
    return frozenset(t.i for h in heads for t in clause_tokens(h, barred) if t.i >= _opening(h))


def _opening(clause: Token) -> int:
    """Where a clause begins that "that" introduces: what the parser hung on it before that word is the cue's ("said on Friday that …")."""
    return next((m.i for m in children(clause, "mark") if m.lower_ == "that" and m.i < clause.i), 0)
