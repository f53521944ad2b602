"""Trees put right where the parser regularly breaks an attribution, before anything is read from them.

Some of its errors give words to the wrong speaker, or a deed to nobody:

- a closing attribution taken for the end of a list: "killed 22, including 20 children, *a fighter and an aid group said*";
- the second source of a closing attribution hung on what is said: "shells hit the town, *officials and a doctor said*";
- a charge hung on a verb before its cue: "who were held … have been freed, while the army blamed the front *for ordering it*";
- a relative pronoun taken for an object though the verb has one: "the militia, *which* he said had overrun a garrison";
- the second of two counted harms taken for nouns in a row: "one was killed *and seven others wounded*";
- the subject of a second passive taken for a second noun: "two lost their lives and *25 civilians* were wounded";
- a second harm taken for a state, with those whom it befell: "left 25 wounded and *injured one journalist*";
- a count taken for a circumstance: "the raid *killed at least one member* of the force";
- a noun with two adjectives taken for a third in a row: "*US and British aircraft* hit the port";
- the place of a subject taken for another: "an official *in Pakistan-run Kashmir* told us";
- the subject of a clause hung on a word before its conjunction: "a day after *Armenia and Azerbaijan* agreed a truce";
- a perfect tense before a name taken for what somebody has: "said the army *had bombed* Sake";
- who speaks taken for who is spoken of, though the verb is in its past form: "*the UN* called on them";
- what is to stop taken for a sort of its object: "called on them to *stop shelling* villages";
- a participle behind its noun taken for the head of both: "agreed to *a truce brokered* by Egypt".
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from counterclaim.claims.complements import CHARGES
from counterclaim.claims.lexicon import Lexicon
from counterclaim.claims.sources import FINITE
from counterclaim.claims.syntax import children, is_passive
from counterclaim.claims.wordforms import lemma_of

NOUNS = frozenset({"NOUN", "PROPN"})
IN_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "CCONJ", "ADP", "PART"})
"""Parts of speech of a phrase that names sources."""
LONGEST_PHRASE = 14
"""Tokens of such a phrase."""
VOICED = frozenset({"clause", "quote"})


def mend_attributions(doc: Doc, lexicon: Lexicon) -> None:
    """Change heads and labels of a parsed document in place, where one of the errors above is certain from the words around the cue."""
    for verb in doc:
        _mend_perfect(verb)
        if verb.pos_ == "NOUN":
            _mend_shared(verb)
        if verb.pos_ == "ADJ":
            _mend_harmed(verb, lexicon)
            _mend_harming(verb, lexicon)
            _mend_second_passive(verb)
        if verb.pos_ != "VERB":
            continue
        _mend_relative(verb)
        _mend_place_of_subject(verb)
        _mend_subject(verb)
        _mend_second_passive(verb)
        _mend_count(verb)
        _mend_stopped(verb, lexicon)
        _mend_participle(verb)
        cue = lexicon.cues.get(lemma_of(verb))
        if cue is None or cue.stance is None:
            continue
        if verb.tag_ == "VBD" and not children(verb, "aux", "aux:pass"):
            for subject in children(verb, "nsubj:pass"):
                subject.dep_ = "nsubj"
        if cue.takes & VOICED and verb.tag_ in FINITE:
            _mend_source(verb)
        if "accused" in cue.takes:
            _mend_charge(verb)


def _mend_shared(noun: Token) -> None:
    """ "US and British aircraft": a noun right behind the adjective that it is coordinated with carries both."""
    first = noun.head
    if noun.dep_ != "conj" or noun.i < first.i or children(noun, "cc", "punct", "det", "case"):
        return
    beside = noun.nbor(-1)
    if beside.head == first and beside.dep_ == "conj" and beside.pos_ == "ADJ" and first.head != first:
        noun.dep_, noun.head = first.dep_, first.head
        first.dep_, first.head = "amod", noun


def _mend_harmed(word: Token, lexicon: Lexicon) -> None:
    """ "One was killed and seven others wounded": a participle without its auxiliary, behind those whom it befell."""
    first = word.head
    if word.dep_ != "conj" or word.i < first.i or not _is_deed(word, lexicon) or not is_passive(first):
        return
    befallen = word.nbor(-1)
    if befallen.head == first and befallen.dep_ == "conj" and befallen.pos_ in (*NOUNS, "NUM", "PRON"):
        for cc in children(word, "cc") + children(befallen, "cc"):
            cc.head = word
        befallen.dep_, befallen.head = "nsubj:pass", word
        word.pos_, word.tag_ = "VERB", "VBN"


def _mend_harming(word: Token, lexicon: Lexicon) -> None:
    """ "Left 25 wounded and injured one journalist": a harm before the noun that it befell, both hung on what stands before."""
    state = word.head
    if word.dep_ != "conj" or state.dep_ != "xcomp" or word.i < state.i or not _is_deed(word, lexicon):
        return
    at = word.i + 1
    while at < word.sent.end and word.doc[at].pos_ in ("DET", "NUM", "ADJ", "ADV"):
        at += 1
    befallen = word.doc[at] if at < word.sent.end else word
    if befallen.pos_ in NOUNS and befallen.dep_ == "conj" and befallen.head == state.head:
        word.dep_, word.head, word.pos_, word.tag_ = "conj", state.head, "VERB", "VBD"
        befallen.dep_, befallen.head = "obj", word


def _mend_second_passive(verb: Token) -> None:
    """ "Two lost their lives and 25 civilians were wounded": the noun right before the auxiliary is whom it befell."""
    first = verb.head
    auxiliaries = children(verb, "aux", "aux:pass")
    if verb.dep_ != "conj" or not children(verb, "aux:pass") or children(verb, "nsubj", "nsubj:pass", "csubj", "expl"):
        return
    start = min(a.i for a in auxiliaries)
    befallen = verb.doc[start - 1] if start > verb.sent.start else verb
    if befallen.pos_ in NOUNS and befallen.dep_ == "conj" and befallen.head == first and befallen.i > first.i:
        for cc in children(befallen, "cc"):
            cc.head = verb
        befallen.dep_, befallen.head = "nsubj:pass", verb
        verb.pos_ = "VERB"


def _mend_count(verb: Token) -> None:
    """ "Killed at least one member": what is counted so is the object of a verb without an auxiliary."""
    if verb.tag_ not in ("VBN", "VBD") or children(verb, "aux:pass", "obj") or not children(verb, "nsubj", "nsubj:pass"):
        return
    first = [t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 3]]
    if first not in (["at", "least"], ["at", "most"]):
        return
    for counted in children(verb, "obl"):
        if counted.left_edge.i == verb.i + 1 and children(counted, "nummod"):
            counted.dep_ = "obj"
            for subject in children(verb, "nsubj:pass"):
                subject.dep_ = "nsubj"
            return


def _is_deed(participle: Token, lexicon: Lexicon) -> bool:
    """Whether the lexicon knows the verb of a participle that is taken for an adjective."""
    verbs = (lemma_of(participle), *_verbs_of(participle))
    return any((verb, "VERB") in lexicon.happenings for verb in verbs)


def _verbs_of(participle: Token) -> list[str]:
    """The verbs that a regular participle may be of ("wounded" → "wound", "wounde")."""
    return [participle.lower_.removesuffix("ed"), participle.lower_.removesuffix("d")] if participle.lower_.endswith("ed") else []


def _mend_relative(verb: Token) -> None:
    """ "Which he said had overrun a garrison": a relative pronoun before the verb is its subject where it has an object behind it."""
    objects = children(verb, "obj")
    if len(objects) < 2 or children(verb, "nsubj", "nsubj:pass", "csubj"):
        return
    relative = objects[0]
    if relative.tag_ in ("WDT", "WP") and relative.i < verb.i < objects[1].i:
        relative.dep_ = "nsubj"


def _mend_place_of_subject(verb: Token) -> None:
    """A second subject that begins with a preposition, right behind the first, belongs to the first."""
    subjects = [s for s in children(verb, "nsubj", "nsubj:pass") if s.i < verb.i]
    if len(subjects) != 2:
        return
    first, second = subjects
    case = second.left_edge
    if case.pos_ == "ADP" and case != second and case.i == first.right_edge.i + 1 and not list(case.children):
        second.dep_, second.head = "nmod", first
        case.dep_, case.head = "case", second


def _mend_subject(verb: Token) -> None:
    """The phrase between a conjunction and its verb is the verb's subject, where it has none."""
    mark = next((m for m in children(verb, "mark") if m.i < verb.i), None)
    if mark is None or verb.tag_ not in FINITE or children(verb, "nsubj", "nsubj:pass", "csubj", "expl"):
        return
    between = list(verb.doc[mark.i + 1 : verb.i])
    if not between or len(between) > LONGEST_PHRASE or any(t.pos_ not in IN_PHRASE for t in between) or between[0].pos_ in ("ADP", "CCONJ"):
        return
    heads = [t for t in between if t.head.i < mark.i and t.pos_ in (*NOUNS, "PRON")]
    if len(heads) == 1 and not heads[0].is_ancestor(verb) and heads[0] != verb.sent.root:
        for case in children(heads[0], "case"):
            if case.i == mark.i:
                return
        heads[0].dep_, heads[0].head = "nsubj", verb


def _mend_perfect(word: Token) -> None:
    """ "Had bombed Sake": a form of "have" before a participle and a name is an auxiliary."""
    if lemma_of(word) != "have" or word.dep_ == "aux" or word.i + 2 >= len(word.doc):
        return
    participle, name = word.nbor(1), word.nbor(2)
    if participle.tag_ != "VBN" or participle.dep_ != "amod" or not name.text[0].isupper() or participle.head.head != word:
        return
    theme = participle.head
    if theme.dep_ != "obj" or theme.i < name.i or children(theme, "det", "nmod:poss"):
        return
    participle.dep_, participle.pos_ = word.dep_, "VERB"
    participle.head = participle if word.head == word else word.head
    theme.head = participle
    for child in [c for c in word.children if c not in (participle, theme)]:
        child.head = participle
    word.dep_, word.head, word.pos_ = "aux", participle, "AUX"


def _mend_stopped(verb: Token, lexicon: Lexicon) -> None:
    """ "Stop shelling villages": the deed right behind the verb is what stops."""
    deed = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else verb
    if lemma_of(verb) not in lexicon.words["stopping"] or deed.tag_ != "VBG" or deed.dep_ not in ("amod", "compound"):
        return
    theme = deed.head
    if lemma_of(deed) in lexicon.words["striking"] and theme.dep_ == "obj" and theme.head == verb and theme.i > deed.i:
        deed.dep_, deed.head, deed.pos_ = "xcomp", verb, "VERB"
        theme.head = deed


def _mend_participle(verb: Token) -> None:
    """ "A truce brokered by Egypt": a noun right before a participle that an agent follows heads the phrase, whose article the participle
    was given."""
    noun = verb.nbor(-1) if verb.i else verb
    articles = [c for c in children(verb, "det", "case") if c.i < noun.i]
    if (
        verb.head == verb
        or verb.tag_ != "VBN"
        or noun.head != verb
        or noun.dep_ != "compound"
        or not children(verb, "obl:agent")
        or not articles
    ):
        return
    noun.dep_, noun.head = ("obl" if verb.dep_ == "xcomp" else verb.dep_), verb.head
    verb.dep_, verb.head = "acl", noun
    for article in articles:
        article.head = noun


def _mend_source(verb: Token) -> None:
    """The phrase between the last comma and a cue is its source, where what is said ends before that comma."""
    phrase = _phrase_before(verb)
    said = next((c for c in children(verb, "ccomp") if phrase and c.i < phrase[0].i), None)
    if said is None:
        return
    heads = [t for t in phrase if t.pos_ in NOUNS and t.head not in phrase]
    subjects = children(verb, "nsubj")
    first = next((h for h in heads if h in subjects), None)
    if first is None and len(subjects) == 1 and subjects[0].i < said.i and heads and all(h.dep_ == "conj" for h in heads):
        first = heads[0]
        subjects[0].dep_, subjects[0].head = "nsubj", said
        first.dep_, first.head = "nsubj", verb
    if first is None:
        return
    for other in heads:
        if other.i > first.i and other.dep_ == "conj" and children(other, "cc") and not other.is_ancestor(first):
            other.head = first


def _phrase_before(verb: Token) -> list[Token]:
    """The noun phrases between a comma and the cue right after them; none where anything else stands there."""
    start = verb.i
    while start > verb.sent.start and verb.doc[start - 1].pos_ in IN_PHRASE and verb.i - start < LONGEST_PHRASE:
        start -= 1
    set_off = start > verb.sent.start and verb.doc[start - 1].text == ","
    return list(verb.doc[start : verb.i]) if set_off and verb.doc[start].pos_ not in ("CCONJ", "ADP") else []


def _mend_charge(verb: Token) -> None:
    """ "Blamed X for …": the charge right behind whom it is laid on belongs to the cue."""
    for accused in children(verb, "obj"):
        after = verb.doc[accused.right_edge.i + 1 : accused.right_edge.i + 2]
        for mark in after:
            charge = mark.head
            far = charge.head.i < verb.i < charge.i and not charge.is_ancestor(verb)
            if mark.lower_ in CHARGES and mark.dep_ in ("case", "mark") and far:
                charge.dep_, charge.head = "xcomp", verb  # done by whom it is laid on
