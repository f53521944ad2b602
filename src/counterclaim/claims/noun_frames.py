"""Frames of nouns: "Armenia's claim that …", "in the ministry's view", "according to", "claims of losses are a lie"."""

from __future__ import annotations

from spacy.tokens import Token

from counterclaim.claims.complements import carried_by, words_under
from counterclaim.claims.frames import Frame
from counterclaim.claims.lexicon import Lexicon
from counterclaim.claims.sources import CITING
from counterclaim.claims.syntax import (
    agent,
    children,
    finite_ancestor,
    is_negated,
    obliques,
    own_subject,
    prepositions,
    relation,
)
from counterclaim.claims.wordforms import lemma_of
from counterclaim.records.words import Stance

BRINGING = frozenset({"come", "originate", "stem", "emanate"})
"""Verbs whose "from" names who made what their subject says."""
MAKING = frozenset({"make", "level", "issue", "voice", "repeat", "raise", "release", "publish"})
"""Verbs whose passive subject is said by their agent."""
ASKED = frozenset({"who", "whom", "whose", "what", "which", "whether", "if", "how", "why", "when", "where"})


def noun_frame(noun: Token, lexicon: Lexicon) -> Frame | None:
    """ "Armenia's claim that …", "its pledge to …", "an accusation by X of …": a noun that names a claim and carries its content."""
    stance = lexicon.cue_nouns.get(lemma_of(noun)) if noun.pos_ == "NOUN" else None
    if stance is None:
        return None
    heads = carried_by(noun, stance)
    sources = [s for s in children(noun, "nmod:poss") + obliques(noun, "by", "from") + _brought_by(noun) if s not in heads]
    if not heads or not sources:
        return None
    return Frame(cue=(noun,), source=sources[0], stance=stance, content=words_under(heads))


def _brought_by(noun: Token) -> list[Token]:
    """ "The accusation that … came from the ministry", "the claim was made by the army": who the predicate says brought it."""
    verb = noun.head
    if noun.dep_ == "nsubj" and lemma_of(verb) in BRINGING:
        return obliques(verb, "from")
    return agent(verb) if noun.dep_ == "nsubj:pass" and lemma_of(verb) in MAKING else []


def source_phrase_frame(token: Token, lexicon: Lexicon) -> Frame | None:
    """ "According to X", "as per X", "in X's view", "by X's count", and "citing X" beside what the report tells."""
    if token.dep_ == "case" and (token.lower_ == "per" or token.lower_ == "according" and any(c.lower_ == "to" for c in token.children)):
        return _according_to(token, lexicon)
    if token.tag_ == "VBG" and lemma_of(token) in CITING:
        return _citing(token, lexicon)
    return _hearsay(token, lexicon) if token.pos_ == "ADV" else _in_the_view_of(token, lexicon)


def _hearsay(adverb: Token, lexicon: Lexicon) -> Frame | None:
    """ "Reportedly", "allegedly": somebody says so, who is not told."""
    stance = lexicon.source_phrases.get((adverb.lower_, ""))
    if stance is None or adverb.head == adverb:
        return None
    told = adverb.head
    return Frame(cue=(adverb,), source=None, stance=stance, content=words_under([told], [adverb]), hearsay=True)


def _according_to(token: Token, lexicon: Lexicon) -> Frame | None:
    source = token.head
    if source.lower_ in ("which", "whom"):
        clause = source.head if source.head != source else None
        noun = clause.head if clause is not None and relation(clause) == "acl" else None
        if clause is None or noun is None:
            return None
        return Frame(cue=(token,), source=noun, stance=Stance.ASSERTS, content=words_under([clause], [source]))
    clause = finite_ancestor(source.head) if source.head != source else None
    if clause is None or clause == source:
        return None
    cue = tuple(sorted([token, *children(token, "fixed")], key=lambda t: t.i))
    owners = _owners(source) if lemma_of(source) in lexicon.cue_nouns or (lemma_of(source), "by") in lexicon.source_phrases else []
    return Frame(cue=cue, source=owners[0] if owners else source, stance=Stance.ASSERTS, content=words_under([clause], [source]))


def _citing(verb: Token, lexicon: Lexicon) -> Frame | None:
    """ "Twelve were killed, citing officials": a citation beside a clause that no cue of its own attributes."""
    cited, clause = children(verb, "obj"), verb.head
    if not cited or clause.pos_ not in ("VERB", "AUX") or lemma_of(clause) in lexicon.cues or relation(verb) not in ("advcl", "parataxis"):
        return None
    return Frame(cue=(verb,), source=cited[0], stance=Stance.ASSERTS, content=words_under([clause], [verb]))


def _in_the_view_of(noun: Token, lexicon: Lexicon) -> Frame | None:
    if noun.pos_ != "NOUN" or relation(noun) != "obl":
        return None
    stance = next((s for p in prepositions(noun) if (s := lexicon.source_phrases.get((lemma_of(noun), p))) is not None), None)
    sources = _owners(noun)
    clause = finite_ancestor(noun.head)
    if stance is None or not sources or lemma_of(clause) in lexicon.cues:
        return None
    return Frame(cue=(noun, *children(noun, "case")), source=sources[0], stance=stance, content=words_under([clause], [noun]))


def _owners(noun: Token) -> list[Token]:
    """Whose words, statement or count it is."""
    return children(noun, "nmod:poss") + obliques(noun, "of", "by", "from")


def unsaid_frame(predicate: Token, lexicon: Lexicon) -> Frame | None:
    """ "It was unclear who had fired", "it is not known whether …": what nobody says, as a frame that is negated."""
    lemma = lemma_of(predicate)
    if lemma not in lexicon.words["unclear"] and not (lemma in lexicon.words["clear"] and is_negated(predicate)):
        return None
    asked = [c for c in children(predicate, "csubj", "csubj:pass", "ccomp", "advcl", "xcomp") if c.i > predicate.i and _asks(c)]
    return Frame(cue=(predicate,), source=None, stance=Stance.ASSERTS, content=words_under(asked), negated=True) if asked else None


def _asks(clause: Token) -> bool:
    """Whether a clause opens with a word of asking."""
    return any(t.lower_ in ASKED for t in clause.doc[clause.left_edge.i : clause.i + 1])


def called_false(predicate: Token, lexicon: Lexicon) -> Frame | None:
    """ "Claims of an attack are baseless", "talk of losses is a lie": what the subject says is denied, by whoever speaks here."""
    if lemma_of(predicate) not in lexicon.words["falsehood"]:
        return None
    about = own_subject(predicate)
    if about is None or not children(predicate, "cop") or is_negated(predicate):
        return None
    if lemma_of(about) not in lexicon.words["charge"] | lexicon.cue_nouns.keys() | {"talk", "what", "that", "this"}:
        return None
    return Frame(cue=(predicate,), source=None, stance=Stance.DENIES, content=words_under([about]))
