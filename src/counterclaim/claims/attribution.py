"""Who is said to say it: attribution frames of a document.

A frame joins a cue ("said", "according to", "accused … of"), a source phrase and the words it covers. Frames nest: what the
ministry said that the rebels claimed has two. The scheme of source, cue and content is that of PARC and PolNeAR (Pareti 2016;
Newell, Margolin and Ruths 2018).
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from counterclaim.claims.continuation import carried_frames, reporters_asides
from counterclaim.claims.frames import Frame
from counterclaim.claims.labels import label_frames
from counterclaim.claims.lexicon import Cue, Lexicon
from counterclaim.claims.quotation import find_quotations
from counterclaim.claims.syntax import (
    agent,
    children,
    clause_tokens,
    finite_ancestor,
    is_negated,
    is_passive,
    obliques,
    own_subject,
    prepositions,
    relation,
    subject,
)
from counterclaim.records.words import Stance

EACH_OTHER = frozenset({"other", "another"})
NEGATIONS = frozenset({"not", "n't", "never"})


def find_frames(doc: Doc, lexicon: Lexicon) -> list[Frame]:
    """All attribution frames of a document, outer ones before those inside them."""
    frames: list[Frame] = []
    for token in doc:
        frames.extend(_frames_of(token, lexicon))
    frames = [_cited(f, doc) for f in frames]
    frames.extend(label_frames(doc, lexicon))
    frames.extend(_continued_quotations(doc, frames))
    frames.extend(carried_frames(doc, frames))
    return sorted(frames, key=lambda f: -len(f.content))


def _frames_of(token: Token, lexicon: Lexicon) -> list[Frame]:
    lemma = token.lemma_.lower()
    if token.pos_ in ("VERB", "AUX") and (cue := _cue_of(token, lexicon)) is not None:
        found = _verb_frame(token, cue, lexicon)
    elif token.dep_ == "case" and (token.lower_ == "per" or token.lower_ == "according" and any(c.lower_ == "to" for c in token.children)):
        found = _according_to(token)
    elif token.pos_ == "NOUN" and lemma in lexicon.cue_nouns:
        found = _noun_frame(token, lexicon.cue_nouns[lemma])
    else:
        found = None
    if found is None and lemma in lexicon.words["falsehood"]:
        found = _called_false(token, lexicon)
    return [found] if found is not None else []


def _cue_of(verb: Token, lexicon: Lexicon) -> Cue | None:
    """The cue that a verb is, with its particle ("went on", "points out") or alone."""
    lemma = verb.lemma_.lower()
    particles = (c.lower_ for c in children(verb, "compound:prt", "advmod"))
    return next((lexicon.cues[key] for p in particles if (key := f"{lemma} {p}") in lexicon.cues), lexicon.cues.get(lemma))


def _called_false(predicate: Token, lexicon: Lexicon) -> Frame | None:
    """ "Claims of an attack are baseless", "talk of losses is a lie": what the subject says is denied, by whoever speaks here."""
    about = own_subject(predicate)
    if about is None or not children(predicate, "cop") or is_negated(predicate):
        return None
    if about.lemma_.lower() not in lexicon.words["charge"] | lexicon.cue_nouns.keys() | {"talk", "what", "that", "this"}:
        return None
    return Frame(cue=(predicate,), source=None, stance=Stance.DENIES, content=_indices([about]))


def _indices(heads: list[Token], without: list[Token] | None = None) -> frozenset[int]:
    return frozenset(t.i for h in heads for t in clause_tokens(h, without or ()))


def _verb_frame(verb: Token, cue: Cue, lexicon: Lexicon) -> Frame | None:
    passive = is_passive(verb)
    by = agent(verb)
    source = (
        (by[0] if by else None)
        if passive
        else (_inverted_source(verb) or _near_source(verb) or _shared_source(verb, lexicon) or subject(verb))
    )
    quoted = _quoted_source(verb) if source is None or verb.tag_ == "VBG" else None
    relays: tuple[Token, ...] = ()
    if quoted is not None:
        source, relays = quoted
    accused: Token | None = None
    if "accused" in cue.takes:
        patients = children(verb, "obj")
        accused = own_subject(verb) or (verb.head if relation(verb) == "acl" else None) if passive else (patients[0] if patients else None)
    heads = _content_heads(verb, cue, passive, lexicon)
    hearsay = source is None and passive
    if source is None and not hearsay:
        return None
    content: frozenset[int]
    echo = False
    if heads:
        content = _indices(heads, reporters_asides(c for h in heads for c in h.children))
        if passive and not accused and own_subject(verb) is not None and own_subject(verb) not in heads:
            content |= _indices([s for s in (own_subject(verb),) if s is not None and s.pos_ != "PRON"])
    elif "accused" not in cue.takes and relation(verb) in ("parataxis", "advcl", "conj") and _reports_its_clause(verb):
        content, heads = _indices([verb.head], [verb]), [verb.head]
    elif source is not None and _closes_sentence(verb, source):
        content = frozenset(t.i for t in verb.sent if t.i < _phrase_start(source))
        heads = [verb.sent.root]
    elif accused is not None or cue.stance is Stance.DENIES:
        content, echo = _indices([t for t in children(verb, "obj")]), True
    else:
        return None
    mutual = accused is not None and _is_reciprocal(accused)
    return Frame(
        cue=_verb_group(verb),
        source=source,
        stance=_stance_of(verb, cue, heads, lexicon),
        content=content - {verb.i},
        accused=accused,
        relays=relays,
        hearsay=hearsay,
        mutual=mutual,
        echo=echo,
        negated=is_negated(verb),
    )


def _verb_group(verb: Token) -> tuple[Token, ...]:
    """A verb with its auxiliaries, negation and particle, the verb first: "has not ruled out"."""
    return (verb, *(c for c in children(verb, "aux", "aux:pass", "compound:prt", "advmod") if c.dep_ != "advmod" or c.lower_ in NEGATIONS))


def _stance_of(verb: Token, cue: Cue, heads: list[Token], lexicon: Lexicon) -> Stance:
    """The cue's stance; a label asserts, but "called the report a lie" denies."""
    if "label" not in cue.takes or _is_demand(verb, heads):
        return cue.stance
    labels = [h for h in heads if h.dep_ != "obj"]
    return Stance.DENIES if any(h.lemma_.lower() in lexicon.words["falsehood"] for h in labels) else Stance.ASSERTS


def _is_demand(verb: Token, heads: list[Token]) -> bool:
    """Whether "call" demands ("called for a truce", "called on X to stop") and does not name ("called it a violation")."""
    return verb.lemma_.lower() == "call" and any(prepositions(h) & {"for", "to", "on"} for h in heads)


def _reports_its_clause(verb: Token) -> bool:
    """Whether "…, the ministry said" or "…, as the ministry said" reports the clause it hangs on."""
    if relation(verb) == "parataxis":
        return True
    return relation(verb) == "advcl" and any(m.lower_ == "as" for m in children(verb, "mark", "advmod"))


LONGEST_TAIL = 12
"""Tokens from a closing attribution's cue to the end of its sentence."""


def _closes_sentence(verb: Token, source: Token) -> bool:
    """Whether a sentence ends in its attribution: "…, the ministry said on Friday"."""
    if source.i > verb.i or verb.sent.end - verb.i > LONGEST_TAIL:
        return False
    start = _phrase_start(source)
    return start > verb.sent.start and verb.doc[start - 1].text in (",", "”", '"', "''")


def _phrase_start(head: Token) -> int:
    """Index of the first token of a noun phrase, up to the comma before it."""
    start = head.i
    while start > head.sent.start and not head.doc[start - 1].is_punct and head.doc[start - 1].pos_ not in ("VERB", "AUX"):
        start -= 1
    return start


def _is_reciprocal(phrase: Token) -> bool:
    return phrase.lower_ in EACH_OTHER and any(d.lower_ in ("each", "the", "one") for d in phrase.children)


def _content_heads(verb: Token, cue: Cue, passive: bool, lexicon: Lexicon) -> list[Token]:
    found: list[Token] = []
    if "clause" in cue.takes or "quote" in cue.takes:
        found += children(verb, "ccomp", "csubj:pass")
        if not found and relation(verb) != "parataxis":
            found += [
                c
                for c in children(verb, "parataxis")
                if c.pos_ in ("VERB", "NOUN", "AUX", "ADJ", "PROPN") and c.lemma_.lower() not in lexicon.cues
            ]
        if cue.stance is not Stance.ASSERTS or passive:
            found += children(verb, "xcomp")
            found += [c for c in children(verb, "advcl") if any(m.lower_ in ("to", "against") for m in children(c, "mark"))]
    if "accused" in cue.takes:
        found += [
            c for c in children(verb, "advcl", "obl", "xcomp", "ccomp", "acl", "nmod") if _charge_marks(c) & {"of", "for", "with", "over"}
        ]
        for patient in children(verb, "obj", "nsubj:pass"):
            found += [c for c in children(patient, "acl", "nmod", "advcl") if prepositions(c) & {"of", "for", "over"} and c.i > verb.i]
    if "label" in cue.takes:
        found += [c for c in children(verb, "xcomp") if c.pos_ in ("NOUN", "PROPN")]
        found += [c for c in children(verb, "obl", "advcl", "xcomp") if "as" in prepositions(c)]
    if "object" in cue.takes and not found:
        found += children(verb, "nsubj:pass") if passive else children(verb, "obj")
    for preposition in ("for", "to", "of", "on"):
        if preposition in cue.takes:
            found += [c for c in verb.children if c.dep_ in ("obl", "advcl", "xcomp") and preposition in prepositions(c)]
    if "for" in cue.takes:
        found += [c for c in children(verb, "xcomp", "ccomp", "advcl") if any(m.lower_ == "to" for m in children(c, "mark"))]
    conjoined = [c for h in found for c in children(h, "conj") if h.pos_ in ("NOUN", "VERB", "AUX", "ADJ")]
    seen: list[Token] = []
    for head in [*found, *conjoined]:
        if head not in seen and not any(s.is_ancestor(head) and head not in conjoined for s in seen):
            seen.append(head)
    return seen


def _inverted_source(verb: Token) -> Token | None:
    """ "…, said the ministry's spokesman": the phrase right after a cue that has no subject of its own before it."""
    if any(c.dep_.startswith("nsubj") and c.i < verb.i for c in verb.children) or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    doc = verb.doc
    for at in range(verb.i + 1, min(len(doc), verb.i + 9)):
        token = doc[at]
        if token.is_punct or token.is_space or token.pos_ in ("VERB", "AUX", "SCONJ", "ADP", "ADV"):
            return None
        if token.pos_ in ("NOUN", "PROPN", "PRON") and not (
            verb.i < token.head.i <= at + 6 and token.dep_ in ("compound", "nmod:poss", "amod", "flat", "nmod:desc")
        ):
            return token if token.dep_ not in ("obj", "obl", "obl:unmarked") else None
    return None


def _shared_source(verb: Token, lexicon: Lexicon) -> Token | None:
    """ "…, said the ministry, adding that …": a participle without a subject goes on with the speaker of the cue before it."""
    if verb.tag_ != "VBG" or own_subject(verb) is not None or relation(verb) not in ("advcl", "acl", "conj", "parataxis"):
        return None
    for token in reversed(verb.doc[verb.sent.start : verb.i]):
        if token.pos_ == "VERB" and token.lemma_.lower() in lexicon.cues and token.tag_ in ("VBD", "VBZ", "VBP") and not is_passive(token):
            return _inverted_source(token) or own_subject(token)
    return None


def _near_source(verb: Token) -> Token | None:
    """The nearest of several subjects that the parser gave one verb ("Units … fired …, the ministry went on")."""
    subjects = [c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i]
    return subjects[-1] if len(subjects) > 1 else None


def _charge_marks(phrase: Token) -> set[str]:
    """Prepositions of a phrase, also those of a participle before it ("of attacking workers" hung on "workers")."""
    return prepositions(phrase).union(*(prepositions(c) for c in children(phrase, "acl") if c.i < phrase.i))


def _quoted_source(verb: Token) -> tuple[Token, tuple[Token, ...]] | None:
    """ "quoted him as saying": the speaker of the inner verb, and who quotes."""
    if verb.tag_ != "VBG" or not any(m.lower_ == "as" for m in children(verb, "mark", "case")):
        return None
    outer = verb.head
    if outer.lemma_.lower() not in ("quote", "cite"):
        return None
    if is_passive(outer):
        speaker, relays = subject(outer), agent(outer) + obliques(outer, "in")
    else:
        patients, quoting = children(outer, "obj"), subject(outer)
        speaker, relays = (patients[0] if patients else None), ([quoting] if quoting is not None else [])
    return (speaker, tuple(relays)) if speaker is not None else None


def _according_to(token: Token) -> Frame | None:
    source = token.head
    if source.lower_ in ("which", "whom"):
        clause = source.head if source.head != source else None
        noun = clause.head if clause is not None and relation(clause) == "acl" else None
        if clause is None or noun is None:
            return None
        return Frame(cue=(token,), source=noun, stance=Stance.ASSERTS, content=_indices([clause], [source]))
    clause = finite_ancestor(source.head) if source.head != source else None
    if clause is None or clause == source:
        return None
    cue = tuple(sorted([token, *children(token, "fixed")], key=lambda t: t.i))
    return Frame(cue=cue, source=source, stance=Stance.ASSERTS, content=_indices([clause], [source]))


def _noun_frame(noun: Token, stance: Stance) -> Frame | None:
    """ "Armenia's claim that …", "an accusation by X of …": a noun that names a claim and carries its content."""
    heads = [c for c in children(noun, "acl", "ccomp", "acl:relcl", "advcl") if any(m.lower_ == "that" for m in children(c, "mark"))]
    if stance is Stance.CALLS_FOR:
        heads += obliques(noun, "for")
    if not heads:
        return None
    sources = children(noun, "nmod:poss") + obliques(noun, "by", "from")
    source = sources[0] if sources else None
    if source is None:
        return None
    return Frame(cue=(noun,), source=source, stance=stance, content=_indices(heads))


def _cited(frame: Frame, doc: Doc) -> Frame:
    """ "…, state media said, citing the ministry": the cited party vouches, the sayer relays."""
    for verb in frame.cue:
        for child in [*verb.children, *(c for a in verb.ancestors for c in a.children if a.dep_ == "ROOT" or a.head is a)]:
            if (
                child.lemma_.lower() in ("cite", "quote")
                and child.tag_ == "VBG"
                and children(child, "obj")
                and subject(child) in (frame.source, None, verb)
            ):
                cited = children(child, "obj")[0]
                relays = (*frame.relays, *((frame.source,) if frame.source is not None else ()))
                return replace(frame, source=cited, relays=relays, hearsay=False, content=frame.content - _indices([child]))
    return frame


def _continued_quotations(doc: Doc, frames: list[Frame]) -> list[Frame]:
    """A quotation that runs over several sentences keeps the speaker of the sentence that names one."""
    found = []
    for quotation in find_quotations(doc):
        inside = range(quotation.start, quotation.end)
        speakers = [f for f in frames if any(i in f.content for i in inside) and f.source is not None and f.stance is Stance.ASSERTS]
        if not speakers:
            continue
        speaker = speakers[0]
        covered = {i for f in speakers for i in f.content}
        for sentence in (s for s in doc.sents if s.start < quotation.end and s.end > quotation.start):
            tokens = frozenset(t.i for t in sentence if t.i in inside and not t.is_space)
            if tokens and not tokens & covered and not any(c.i in tokens for c in speaker.cue):
                found.append(replace(speaker, content=tokens, accused=None, echo=False))
    return found
