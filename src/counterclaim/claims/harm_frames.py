"""Who was harmed: for each word of harm a frame that finds the phrases for people around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from spacy.tokens import Token

from counterclaim.claims.harm_nearby import people_before, people_beside, verb_of
from counterclaim.claims.harm_owners import bearer, loses_limb
from counterclaim.claims.harm_parts import opens_part
from counterclaim.claims.harm_people import (
    ANYONE,
    PERSON_WORDS,
    is_anybody,
    is_counted,
    is_crowd,
    is_each_other,
    is_people,
    is_single,
    is_troops,
    number_of,
)
from counterclaim.claims.harm_tallies import TALLIES, tally_of
from counterclaim.claims.lexicon import HarmWord, Lexicon
from counterclaim.claims.quantities import count_of
from counterclaim.claims.roles import is_bare_participle, undergoes
from counterclaim.claims.syntax import (
    RELATIVES,
    children,
    is_passive,
    objects,
    obliques,
    own_subject,
    prepositions,
    relation,
    subject,
    with_conjuncts,
)
from counterclaim.claims.wordforms import lemma_of

HEALTH = frozenset({"injury", "wound", "burn", "concussion", "fracture", "trauma"})
FATES = frozenset({"death", "martyrdom", "end", "demise", "shahadat"})
ROUGHLY = ("between", "over", "about", "around", "up to", "at least")
"""What the parser takes for the preposition of a counted object ("displaced between 6,000 and 8,000 people")."""
HELD = frozenset({"prisoner", "captive", "hostage"})
BEASTS = frozenset(
    {"goat", "sheep", "cow", "cattle", "camel", "dog", "horse", "donkey", "livestock", "flock", "herd", "bird", "fish", "elephant"}
)
HOPES = frozenset({"hope", "chance", "deal", "plan", "talk", "process", "time", "initiative", "idea", "bill", "truce", "attempt"})
"""What may be killed and is nobody."""
AMOUNTING = frozenset({"amount", "total", "reach", "exceed", "come", "number"})
"""Verbs whose object is what their subject, losses, comes to."""
PUBLIC = frozenset(
    {"regional", "international", "governing", "legislative", "advisory", "elected", "independent", "official", "public", "supervisory"}
    | {"electoral", "judicial", "monitoring", "ruling", "ministerial", "world", "security", "intergovernmental"}
)
"""Adjectives of bodies that are no corpses."""
LYING = frozenset({"lie", "lay", "remain", "fall", "drop", "stay", "limp", "come", "turn", "return"})
"""Verbs whose subject the predicate describes ("121 people lay dead")."""
COUNTED = ("life", "toll", "spared", "state", "moved", "held", "vanished", "deed")
"""Frames of words that are not counted themselves."""


def victims_of(token: Token, word: HarmWord, lexicon: Lexicon) -> list[Token]:
    """Heads of the phrases that name who was harmed; the harm word itself where it is counted ("seven deaths", "12 killed").

    Args:
        token: a word that tells harm.
        word: what it tells.
        lexicon: the words for people.
    """
    tallied = tally_of(token, lexicon)
    if tallied is not None:
        return [tallied]
    share = _share(token, lexicon)
    if share is not None:
        return [] if (lemma_of(share.head), share.head.pos_) in lexicon.harm_lines else [share]
    if children(token, "nummod") and word.frame not in COUNTED and not _is_institution(token):
        return [token]
    return FRAMES[word.frame](token, lexicon)


def _share(token: Token, lexicon: Lexicon) -> Token | None:
    """ "Three of the dead", "four of those killed": the number of which those harmed are the whole."""
    noun = token.head if relation(token) == "acl" and token.head.lower_ in ("those", "them") else token
    whole = noun.pos_ in ("NOUN", "ADJ") and noun.lower_.endswith(("dead", "ed")) or noun != token
    number = noun.head
    return number if whole and number.pos_ == "NUM" and noun in obliques(number, "of") and is_counted(number, lexicon) else None


def _patients(token: Token, lexicon: Lexicon) -> list[Token]:
    """ "Killed two soldiers", "two soldiers were killed", "three others wounded"."""
    if token.dep_ == "orphan" or token.dep_ == "amod" and verb_of(token.head) == token:
        return [token.head]
    counted = _in_row(token) or _counted_subjects(token, lexicon)
    if counted:
        return counted
    candidates = _undergoers(token) or ([token.head] if token.tag_ == "VBN" and relation(token) == "acl" else [])
    candidates = [c for c in candidates if not obliques(c, "among") and not is_each_other(c)]
    people = [c for c in candidates if is_people(c, lexicon) or lemma_of(c) not in TALLIES and is_counted(c, lexicon)]
    return people or [c for c in candidates[:1] if c.pos_ in ("PRON", "PROPN", "NUM")] or people_beside(token, lexicon)


def _in_row(participle: Token) -> list[Token]:
    """ "… were killed and three others wounded"."""
    beside = participle.nbor(-1) if participle.i > 0 else participle
    row = participle.dep_ == beside.dep_ == "conj" and beside.head == participle.head and beside.pos_ in ("NOUN", "NUM", "PRON")
    doubled = beside.pos_ == "NUM" and beside.dep_ == "conj" and participle.dep_ == "conj" and participle.tag_ in ("VBN", "VBD", "JJ")
    return [beside] if row or doubled else []


def _killed(token: Token, lexicon: Lexicon) -> list[Token]:
    """The same for a verb whose object is nearly always somebody: "killed his predecessor"."""
    return _patients(token, lexicon) or [c for c in _undergoers(token)[:1] if _is_somebody(c)]


def _is_somebody(noun: Token) -> bool:
    return noun.pos_ == "NOUN" and noun.tag_ == "NN" and lemma_of(noun) not in BEASTS | HOPES | TALLIES


def _persons(token: Token, lexicon: Lexicon) -> list[Token]:
    """The same for a verb that is also done to things ("captured a town")."""
    told = _undergoers(token) + ([token.head] if token.dep_ == "amod" and is_counted(token.head, lexicon) else [])
    people = _in_row(token) or _counted_subjects(token, lexicon) or [c for c in told if is_anybody(c, lexicon)]
    return people or people_beside(token, lexicon)


def _undergoers(verb: Token) -> list[Token]:
    if undergoes(verb) or is_bare_participle(verb):
        return _spread(subject(verb))
    found = [verb.head if o.lower_ in RELATIVES and relation(verb) == "acl" else o for o in objects(verb) if not _is_anothers(o, verb)]
    return found or [t for t in obliques(verb, *ROUGHLY) if t.pos_ == "NUM" or children(t, "nummod")][:1]


def _is_anothers(phrase: Token, verb: Token) -> bool:
    """Whether what seems to be an object is that of another verb ("killed ten soldiers and seized 12 rifles", "killed 12 and injured
    scores"), or a part of what is told ("killed 22 people, among them six children")."""
    if phrase.dep_ == "conj" and phrase.head != verb and phrase.head.i > verb.i and _is_anothers(phrase.head, verb):
        return True
    before = phrase.doc[max(verb.i, phrase.left_edge.i - 2) : phrase.left_edge.i]
    between = (v for v in children(verb, "conj") if v.pos_ == "VERB" and phrase.head.i < v.i < phrase.i)
    if phrase.dep_ == "conj" and any(not children(v, "obj") for v in between):
        return True
    if verb_of(phrase) not in (None, verb) or len(before) == 2 and opens_part(before[0], before[1]):
        return True
    return len(before) == 2 and before[0].lower_ == "and" and before[1].dep_ == "conj" and before[1].tag_ in ("VBN", "VBD", "JJ")


def _taken(verb: Token, lexicon: Lexicon) -> list[Token]:
    """ "Took six soldiers prisoner", "took 12 prisoners"."""
    held = any(lemma_of(t) in HELD for t in verb.subtree)
    return [c for c in _undergoers(verb) if held and (is_anybody(c, lexicon) or lemma_of(c) in HELD)]


def _held(verb: Token, lexicon: Lexicon) -> list[Token]:
    """ "Still holds 605 Kuwaitis": people counted or one of them, not "held them to it"."""
    told = [c for c in _undergoers(verb) if c.lower_ not in PERSON_WORDS and is_people(c, lexicon)]
    own = [c for c in told if children(c, "nmod:poss")]  # "will hold its 30,000 troops in the Gulf"
    return [] if own else [c for c in told if count_of(c, lexicon) is not None]


def _struck(verb: Token, lexicon: Lexicon) -> list[Token]:
    """ "One Frenchman was hit", "nobody was hit"."""
    people = [c for c in _undergoers(verb) if is_anybody(c, lexicon)] if is_passive(verb) else []
    return _told_of(people, lexicon)


def _marked(verb: Token, lexicon: Lexicon) -> list[Token]:
    """ "Slashed two passengers", "a woman was grazed": people counted, or one."""
    return _told_of(_in_row(verb) or [c for c in _undergoers(verb) if is_anybody(c, lexicon)], lexicon)


def _told_of(people: list[Token], lexicon: Lexicon) -> list[Token]:
    return [c for c in people if count_of(c, lexicon) is not None or is_single(c, lexicon)]


def _limb(verb: Token, lexicon: Lexicon) -> list[Token]:
    """ "Burned his hand"."""
    own = any(children(o, "nmod:poss") for o in objects(verb))
    return _subjects(verb, lexicon) if own else []


def _subjects(verb: Token, lexicon: Lexicon) -> list[Token]:
    doubled = children(verb, "nsubj", "nsubj:pass")[1:]
    counted = [t for c in doubled for t in with_conjuncts(c) if is_people(t, lexicon) and is_counted(t, lexicon)]
    found = [v for v in _spread(subject(verb)) if is_people(v, lexicon) or count_of(v, lexicon)]
    if counted and not any(is_counted(v, lexicon) for v in found):
        return counted
    return found or people_beside(verb, lexicon, undergone=False)


def _fated(verb: Token, lexicon: Lexicon) -> list[Token]:
    """ "Met their death", "embraced martyrdom"."""
    return _subjects(verb, lexicon) if any(lemma_of(o) in FATES for o in objects(verb)) else []


def _fallen(verb: Token, lexicon: Lexicon) -> list[Token]:
    """ "Four soldiers fell": not on, to or from anything."""
    led = any(c.dep_ in ("obj", "compound:prt", "xcomp") for c in verb.children) or obliques(
        verb, "to", "into", "from", "on", "upon", "under"
    )
    if led:
        return []
    before = people_before(verb, lexicon) if verb.tag_ == "VBN" else []
    return before or [v for v in _spread(subject(verb)) if is_people(v, lexicon) and count_of(v, lexicon) is not None]


def _vanished(verb: Token, lexicon: Lexicon) -> list[Token]:
    """ "Nine fishermen disappeared": not into anything."""
    return [] if obliques(verb, "into") else [v for v in _spread(subject(verb)) if is_people(v, lexicon)]


def _fled(verb: Token, lexicon: Lexicon) -> list[Token]:
    """ "Some 700 residents fled": more than one, and no troops."""
    return [v for v in _subjects(verb, lexicon) if not is_troops(v, lexicon) and not is_single(v, lexicon) and number_of(v, lexicon) != 1]


def _moved(verb: Token, lexicon: Lexicon) -> list[Token]:
    """ "3,000 townspeople have left", "thousands arrived": a crowd, and no troops."""
    return [v for v in _subjects(verb, lexicon) if is_crowd(v, lexicon) and not is_troops(v, lexicon)]


def _hurt(verb: Token, lexicon: Lexicon) -> list[Token]:
    """ "Suffered injuries", "received wounds"."""
    return _subjects(verb, lexicon) if any(lemma_of(o) in HEALTH for o in objects(verb)) else []


def _bereft(verb: Token, lexicon: Lexicon) -> list[Token]:
    """ "Lost their lives", "claimed the lives of 12 civilians", "lost three men", "lost his foot", "cost three officers their lives"."""
    if loses_limb(verb):
        return _subjects(verb, lexicon)
    if is_passive(verb):
        return [v for v in _spread(subject(verb)) if is_people(v, lexicon) and count_of(v, lexicon) is not None]
    found = []
    own = lemma_of(verb) in ("lose", "give", "sacrifice")
    bereft = children(verb, "iobj")
    for lost in objects(verb) or [t for t in obliques(verb, *ROUGHLY) if is_counted(t, lexicon)][:1]:
        if lemma_of(lost) == "life":
            found += obliques(lost, "of") or bereft or ([lost] if is_counted(lost, lexicon) else _subjects(verb, lexicon) if own else [])
        elif is_people(lost, lexicon) and lost.lower_ not in ANYONE:
            found.append(lost)
    return found


def _tolls(token: Token, lexicon: Lexicon) -> list[Token]:
    """ "The toll rose to 13", "bringing the toll to 33", "the number of wounded went up to eleven"."""
    return [n for t in (token, token.head) for n in obliques(t, "to", "at", "of") if count_of(n, lexicon)][:1]


def _counted(token: Token, lexicon: Lexicon) -> list[Token]:
    """ "Seven deaths", "the deaths of eight people", "without casualties", "for a loss of sixteen men"."""
    if _is_institution(token) or token.tag_ == "NN" and lemma_of(token) == "victim":
        return []
    amount = _amount(token, lexicon)
    if amount:
        return amount
    people = [p for p in obliques(token, "of", "among") if (is_people(p, lexicon) or p.pos_ == "NUM") and p.lower_ != "life"]
    count = count_of(token, lexicon)
    if count is not None and not (people and token.doc[count.start].lower_ in ("a", "an")) or is_spared(token) or bearer(token) is not None:
        return [token] if not obliques(token, "of") or lemma_of(token) != "loss" or people else []
    return [p for p in people if count_of(p, lexicon) is not None or is_single(p, lexicon)]


def _amount(noun: Token, lexicon: Lexicon) -> list[Token]:
    """ "Losses amounted to 190 troops and two vehicles", "casualties exceeded 40 men"."""
    verb = noun.head
    told = (*objects(verb), *obliques(verb, "to", "at")) if noun.dep_ == "nsubj" and lemma_of(verb) in AMOUNTING else ()
    return [t for t in told if is_people(t, lexicon) and is_counted(t, lexicon)]


def _is_institution(noun: Token) -> bool:
    """ "Two regional bodies"."""
    return any(c.lower_ in PUBLIC for c in noun.children)


def _deaths(token: Token, lexicon: Lexicon) -> list[Token]:
    """ "Seven deaths", "the death of a guard", "his death"."""
    owner = [c for c in children(token, "nmod:poss") if c.lower_ in ("his", "her")] if token.tag_ == "NN" else []
    return _counted(token, lexicon) or owner


def _deeds(token: Token, lexicon: Lexicon) -> list[Token]:
    """ "The killing of a corporal", "the abduction of two engineers": people counted or named."""
    told = [p for p in obliques(token, "of") if is_people(p, lexicon) or p.pos_ == "PROPN" and p.ent_type_ == "person"]
    return [p for p in told if count_of(p, lexicon) is not None or is_single(p, lexicon)]


def is_spared(noun: Token) -> bool:
    """ "Without casualties", "without causing losses"."""
    return any("without" in prepositions(t) for t in (noun, *([noun.head] if noun.dep_ == "obj" else [])))


def _spared(token: Token, lexicon: Lexicon) -> list[Token]:
    """ "The 31 are unhurt"."""
    found = _spread(own_subject(token)) or ([token.head] if token.dep_ in ("amod", "acl", "xcomp") else [])
    if found and found[0].pos_ == "VERB":
        found = _spread(subject(found[0]))
    return [v for v in found if is_people(v, lexicon) or v.pos_ in ("PROPN", "NUM", "PRON") or count_of(v, lexicon) is not None][:1]


def _state(token: Token, lexicon: Lexicon) -> list[Token]:
    """ "One pilot was a prisoner"."""
    if not children(token, "cop"):
        return []
    told = _spread(own_subject(token))
    return [v for v in told if v.lower_ not in PERSON_WORDS and is_people(v, lexicon) and count_of(v, lexicon) is not None]


def _predicated(token: Token, lexicon: Lexicon) -> list[Token]:
    """ "Two soldiers dead", "leaving one dead and four wounded", "seven dead", "was shot dead"."""
    if lemma_of(token.head) in TALLIES and relation(token) in ("nmod", "acl", "obl"):
        return _tolls(token.head, lexicon)
    if count_of(token, lexicon) is not None:
        return [token]
    if token.i > 0 and token.nbor(-1).pos_ == "NUM":
        return [token.nbor(-1)]
    counted = [c for c in token.children if c.pos_ == "NUM" and c.i < token.i]
    if counted:
        return counted[-1:]
    around = [token.head] if token.dep_ in ("amod", "acl", "xcomp", "conj", "appos", "orphan") else []
    if token.dep_ == "amod" and token.lower_ in ("captive", "captured") and not is_counted(token.head, lexicon):
        return []  # "a captive airman"
    around += [s for s in (own_subject(token),) if s is not None]
    if token.dep_ in ("xcomp", "amod", "acl") and token.head.pos_ == "VERB" or "as" in prepositions(token):
        around += _spread(subject(token.head)) if lemma_of(token.head) in LYING else _undergoers(token.head)
    found = [a for a in around if is_people(a, lexicon) or count_of(a, lexicon) is not None][:1]
    return found or (people_beside(token, lexicon) if token.pos_ in ("ADJ", "VERB") else [])


FRAMES: Mapping[str, Callable[[Token, Lexicon], list[Token]]] = {
    "patient": _patients,
    "persons": _persons,
    "taken": _taken,
    "held": _held,
    "struck": _struck,
    "marked": _marked,
    "killed": _killed,
    "limb": _limb,
    "subject": _subjects,
    "injury": _hurt,
    "fate": _fated,
    "fallen": _fallen,
    "vanished": _vanished,
    "fled": _fled,
    "moved": _moved,
    "life": _bereft,
    "toll": _tolls,
    "count": _counted,
    "death": _deaths,
    "deed": _deeds,
    "predicate": _predicated,
    "spared": _spared,
    "state": _state,
}


def _spread(token: Token | None) -> list[Token]:
    return with_conjuncts(token) if token is not None else []


def _counted_subjects(verb: Token, lexicon: Lexicon) -> list[Token]:
    """ "The side has one killed": of two phrases before the participle the parser makes two subjects; the counted one was harmed."""
    subjects = [c for c in verb.children if c.dep_.startswith("nsubj") and c.i < verb.i]
    if not subjects or children(verb, "obj"):
        return []
    last = subjects[-1]
    return [last] if last.pos_ == "NUM" and (len(subjects) > 1 or verb.dep_ == "conj") and count_of(last, lexicon) is not None else []
