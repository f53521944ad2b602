"""Frames of verbs and adjectives: "said that …", "accused X of …", "claimed responsibility for …", "was certain that …"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from counterclaim.claims.complements import CHARGES, accused_by, content_heads, is_deed, words_under
from counterclaim.claims.continuation import reporters_asides
from counterclaim.claims.cue_words import cue_words, governors, is_only_meant, is_withheld
from counterclaim.claims.frames import Frame
from counterclaim.claims.lexicon import Cue, Lexicon
from counterclaim.claims.reported import closing_source, fronted, further_tellings, reported_clause
from counterclaim.claims.sources import source_of
from counterclaim.claims.syntax import agent, children, is_negated, is_passive, own_subject, prepositions, subject
from counterclaim.claims.triggers import condition_holds
from counterclaim.claims.wordforms import lemma_of
from counterclaim.records.words import Stance

FIRST_PERSON = frozenset({"i", "we", "you"})
SEVERAL = frozenset({"each", "both", "they", "all"})
EACH_OTHER = frozenset({"other", "another"})
TOUCHED = frozenset({"object", "about", "with"})
"""Where the content of a cue stands that says nothing in a clause of its own ("spoke about the raid", "announced a raid")."""
TOLD = frozenset({Stance.ASSERTS, Stance.ACCUSES, Stance.DENIES, Stance.WARNS})
TELLING = frozenset({"clause", "accused", "infinitive", "mutual"})
"""What a cue takes whose passive without an agent is hearsay; what is only registered or condemned is not."""
ORDERS = frozenset({"tell", "warn", "remind", "notify"})
"""Verbs of telling that order where an infinitive follows."""


def predicate_frame(token: Token, lexicon: Lexicon) -> Frame | None:
    """The frame of a verb or adjective; None if it is no cue, is only meant to be said, has no source or says nothing."""
    if is_only_meant(token, lexicon):
        return None
    for cue in _cues_of(token, lexicon):
        if cue.stance is None or cue.stance is Stance.COMMITS_TO and _is_charge(token, lexicon):
            return None
        found = _frame(token, cue, lexicon)
        if found is not None:
            return found
    return None


def _is_charge(verb: Token, lexicon: Lexicon) -> bool:
    """ "Accused X of refusing to stop": what X is charged with is no undertaking of who accuses."""
    above = lexicon.cues.get(lemma_of(verb.head)) if verb.head != verb else None
    return above is not None and "accused" in above.takes and verb.tag_ == "VBG" and bool(prepositions(verb) & CHARGES)


def _cues_of(token: Token, lexicon: Lexicon) -> list[Cue]:
    """The cues that a word may be, phrases first: with an object or a particle ("goes on", "points out"), or alone."""
    if token.pos_ == "ADJ" and not children(token, "cop"):
        return []
    state = token.pos_ == "ADJ" or _is_state(token, lexicon)
    pos, lemma = ("ADJ", token.lower_) if state else ("VERB", lemma_of(token))
    found = [c for c in lexicon.cue_phrases.get((lemma, pos), ()) if condition_holds(token, c.condition, lexicon)]
    if pos == "VERB":
        keys = [f"{lemma} {c.lower_}" for c in children(token, "compound:prt", "advmod")] + [lemma]
        found += [lexicon.cues[key] for key in keys if key in lexicon.cues][:1]
    held = lexicon.attitudes.get((lemma, pos)) or _touching(found)
    return [*found, held] if held is not None else found


def _touching(cues: list[Cue]) -> Cue | None:
    """The loose reading of a cue: who speaks of what, without saying what of it."""
    if not cues or cues[-1].stance is None or cues[-1].takes == {"quote"}:
        return None
    return replace(cues[-1], takes=TOUCHED, charged=frozenset(), own=frozenset(), attitude=True)


def _is_state(verb: Token, lexicon: Lexicon) -> bool:
    """ "Was convinced that …": a participle that tells the mind of its subject."""
    key = (verb.lower_, "ADJ")
    return verb.tag_ == "VBN" and (key in lexicon.cue_phrases or key in lexicon.attitudes) and is_passive(verb) and not agent(verb)


def _frame(verb: Token, cue: Cue, lexicon: Lexicon) -> Frame | None:
    state = _is_state(verb, lexicon)
    passive = is_passive(verb) and not state
    source, relays = (subject(verb), ()) if state else source_of(verb, lexicon)
    source = closing_source(verb) or source
    if source is None and is_withheld(verb, lexicon):
        source = subject(verb.head if verb.head.pos_ == "VERB" else verb.head.head)
    if source is None and not (passive and cue.stance in TOLD and cue.takes & TELLING and not cue.attitude):
        return None
    accused = accused_by(verb, cue, lexicon)
    other = _the_other(verb, source) if accused is None and source is not None else None
    if cue.charged and accused is None:
        return None
    heads = content_heads(verb, cue, lexicon)
    content = _content(verb, heads, accused, cue, passive) - words_under(further_tellings(heads, lexicon))
    echo = False
    if not content and not cue.attitude and source is not None:
        content, heads = reported_clause(verb, source, cue, lexicon)
    elif source is not None and cue.takes & {"clause", "quote"}:
        content |= fronted(verb, source)
    if not content:
        if accused is None and cue.stance is not Stance.DENIES and "mutual" not in cue.takes or cue.attitude:
            return None
        content, echo = words_under(children(verb, "obj")), True
    assert cue.stance is not None
    words = cue_words(verb, cue, heads, lexicon)
    return Frame(
        cue=words,
        source=source,
        stance=_stance_of(verb, cue, heads, lexicon),
        content=content - {t.i for t in words},
        accused=accused or other,
        relays=relays,
        hearsay=source is None,
        mutual="mutual" in cue.takes or other is not None or accused is not None and _is_reciprocal(accused),
        echo=echo,
        negated=any(is_negated(v) or is_withheld(v, lexicon) for v in (verb, *governors(verb, lexicon))),
        attitude=cue.attitude,
        own=bool(cue.own),
    )


def _content(verb: Token, heads: list[Token], accused: Token | None, cue: Cue, passive: bool) -> frozenset[int]:
    """The words under the heads; a passive cue's subject belongs to them ("the army is said to have …")."""
    if not heads:
        return frozenset()
    content = words_under(heads, reporters_asides(c for h in heads for c in h.children))
    if cue.charged and accused is not None:
        content -= words_under([accused]) - words_under([h for h in heads if accused.is_ancestor(h)])
    about = own_subject(verb) if passive and accused is None else None
    if about is not None and about not in heads and about.pos_ != "PRON":
        content |= words_under([about])
    return content


def _the_other(verb: Token, source: Token) -> Token | None:
    """ "Both said the other fired first": the subject of what several say of one another."""
    if not (children(source, "conj") or source.tag_ in ("NNS", "NNPS") or source.lower_ in SEVERAL):
        return None
    told = [s for c in children(verb, "ccomp") if (s := own_subject(c)) is not None]
    return next((s for s in told if any(_is_reciprocal(t) for t in (s, *children(s, "amod", "det")))), None)


def _is_reciprocal(phrase: Token) -> bool:
    """ "Each other", "one another", whichever word the parser makes the head."""
    near = {t.lower_ for t in (phrase, *phrase.children)}
    return not near.isdisjoint(EACH_OTHER) and not near.isdisjoint({"each", "the", "one"})


def _stance_of(verb: Token, cue: Cue, heads: list[Token], lexicon: Lexicon) -> Stance:
    """The cue's stance; a label asserts, but "called the report a lie" denies, and "told X to …" demands."""
    assert cue.stance is not None
    if lemma_of(verb) in ORDERS and any(h.dep_ == "xcomp" for h in heads):
        return Stance.CALLS_FOR
    if "label" not in cue.takes or _is_demand(verb, heads):
        return cue.stance
    labels = [h for h in heads if h.dep_ not in ("obj", "nsubj:pass")]
    about_deed = any(is_deed(h, lexicon) for h in heads if h not in labels)
    return Stance.DENIES if not about_deed and any(lemma_of(h) in lexicon.words["falsehood"] for h in labels) else Stance.ASSERTS


def _is_demand(verb: Token, heads: list[Token]) -> bool:
    """Whether "call" demands ("called for a truce", "called on X to stop") and does not name ("called it a violation")."""
    return lemma_of(verb) == "call" and any(prepositions(h) & {"for", "to", "on"} for h in heads)
