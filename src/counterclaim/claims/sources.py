"""Who is cited: the phrase that a cue takes its source from, and who passes it on."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from counterclaim.claims.frames import Frame
from counterclaim.claims.lexicon import Lexicon
from counterclaim.claims.syntax import (
    agent,
    children,
    clause_tokens,
    displaced_subject,
    is_passive,
    obliques,
    own_subject,
    relation,
    subject,
)
from counterclaim.claims.wordforms import lemma_of

CITING = frozenset({"cite", "quote"})
FINITE = ("VBD", "VBZ", "VBP")
INVERTED_WITHIN = 9
"""Tokens after a cue within which its subject stands."""
ADDRESSING = frozenset(
    {"tell", "inform", "warn", "remind", "assure", "notify", "advise", "brief", "ask", "urge", "call", "alert", "reassure"}
)
"""Verbs whose object is who is spoken to."""
NO_SPEAKER = frozenset({"obj", "obl", "obl:unmarked"})


def source_of(verb: Token, lexicon: Lexicon) -> tuple[Token | None, tuple[Token, ...]]:
    """The source of a cue verb and who relays it; None for a passive without an agent, or where nobody is named."""
    if is_passive(verb) or _is_bare_participle(verb):
        by = agent(verb)
        source = by[0] if by else None
    else:
        source = _inverted(verb) or _near(verb) or displaced_subject(verb) or _after_which(verb) or _shared(verb, lexicon) or subject(verb)
    quoted = _quoted(verb) if source is None or verb.tag_ == "VBG" else None
    if quoted is not None:
        return quoted
    return (_issuer(source, lexicon) if source is not None else None), ()


def _is_bare_participle(verb: Token) -> bool:
    """ "When told to stop", "asked about it, …": who is spoken to is the subject."""
    return verb.tag_ == "VBN" and relation(verb) == "advcl" and not children(verb, "aux", "aux:pass", "nsubj", "obj")


def _issuer(source: Token, lexicon: Lexicon) -> Token:
    """ "Issued a statement denying that …": a statement has its source in who makes it."""
    verb = source.head
    carries = source.dep_ == "obj" and lemma_of(source) in lexicon.cue_nouns and not children(source, "nmod:poss")
    return (subject(verb) or source) if carries and verb.pos_ == "VERB" and not is_passive(verb) else source


def _inverted(verb: Token) -> Token | None:
    """ "…, said the ministry's spokesman": the phrase right after a cue that has no subject of its own before it."""
    before = any(c.dep_.startswith("nsubj") and c.i < verb.i for c in verb.children)
    if before or verb.tag_ not in FINITE or lemma_of(verb) in ADDRESSING:
        return None
    doc = verb.doc
    for at in range(verb.i + 1, min(len(doc), verb.i + INVERTED_WITHIN)):
        token = doc[at]
        if token.is_punct or token.is_space or token.pos_ in ("VERB", "AUX", "SCONJ", "ADP", "ADV"):
            return None
        if token.pos_ in ("NOUN", "PROPN", "PRON") and not (
            verb.i < token.head.i <= at + 6 and token.dep_ in ("compound", "nmod:poss", "amod", "flat", "nmod:desc")
        ):
            speaks = token.dep_ not in NO_SPEAKER or token.dep_ == "obj" and _follows_content(verb)
            return token if speaks and not _begins_content(token, verb) else None
    return None


def _follows_content(verb: Token) -> bool:
    """ "Two were hurt, said one source": what is said stands before the cue, so what follows it says it."""
    said = any(c.i < verb.i for c in children(verb, "ccomp", "parataxis"))
    return said and verb.i > verb.sent.start and verb.nbor(-1).is_punct and own_subject(verb) is None


def _begins_content(noun: Token, verb: Token) -> bool:
    """ "Denied it and said its troops returned fire": the subject of what a coordinated cue says."""
    return verb.dep_ == "conj" and noun.dep_.startswith("nsubj") and noun.head.dep_ == "ccomp" and noun.head.head == verb


def _near(verb: Token) -> Token | None:
    """The nearest of several subjects that the parser gave one verb ("Units … fired …, the ministry went on")."""
    subjects = [c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i]
    return subjects[-1] if len(subjects) > 1 else None


def _after_which(verb: Token) -> Token | None:
    """ "…, hours after Chad's movement accused the kingdom of …": the parser takes the subject for what "after" stands before."""
    before = [c for c in obliques(verb, "after", "before") if c.i < verb.i and c.right_edge.i == verb.i - 1]
    return before[0] if before and verb.tag_ in FINITE and own_subject(verb) is None else None


def _shared(verb: Token, lexicon: Lexicon) -> Token | None:
    """ "…, said the ministry, adding that …": a participle without a subject goes on with the speaker of the cue before it."""
    if verb.tag_ != "VBG" or own_subject(verb) is not None or relation(verb) not in ("advcl", "acl", "conj", "parataxis"):
        return None
    for token in reversed(verb.doc[verb.sent.start : verb.i]):
        if token.pos_ == "VERB" and lemma_of(token) in lexicon.cues and token.tag_ in FINITE and not is_passive(token):
            return _inverted(token) or own_subject(token)
    return None


def _quoted(verb: Token) -> tuple[Token, tuple[Token, ...]] | None:
    """ "Quoted him as saying": the speaker of the inner verb, and who quotes."""
    if verb.tag_ != "VBG" or not any(m.lower_ == "as" for m in children(verb, "mark", "case")):
        return None
    outer = verb.head
    if lemma_of(outer) not in CITING:
        return None
    if is_passive(outer):
        speaker, relays = subject(outer), agent(outer) + obliques(outer, "in")
    else:
        patients, quoting = children(outer, "obj"), subject(outer)
        speaker, relays = (patients[0] if patients else None), ([quoting] if quoting is not None else [])
    return (speaker, tuple(relays)) if speaker is not None else None


def cited_instead(frame: Frame) -> Frame:
    """ "State media, citing the ministry, said": the cited party vouches, the sayer relays."""
    for citing in _citations(frame):
        cited = children(citing, "obj")[0]
        relays = (*frame.relays, *((frame.source,) if frame.source is not None else ()))
        rest = frame.content - {t.i for t in clause_tokens(citing)}
        return replace(frame, source=cited, relays=relays, hearsay=False, content=rest)
    return frame


def _citations(frame: Frame) -> list[Token]:
    """Participles "citing X" beside the cue or the source of a frame."""
    beside = [c for cue in frame.cue for c in (*cue.children, *(c for a in cue.ancestors for c in a.children))]
    named = list(frame.source.children) if frame.source is not None else []
    return [
        c
        for c in (*beside, *named)
        if c.tag_ == "VBG"
        and lemma_of(c) in CITING
        and children(c, "obj")
        and (c in named or subject(c) in (frame.source, None, *frame.cue))
    ]
