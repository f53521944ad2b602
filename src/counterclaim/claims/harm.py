"""Harm to people: effect, whose, how many."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from spacy.tokens import Token

from counterclaim.claims.harm_parts import parts_of
from counterclaim.claims.lexicon import HarmWord, Lexicon
from counterclaim.claims.quantities import Count, count_of
from counterclaim.claims.roles import is_bare_participle, undergoes
from counterclaim.claims.syntax import children, is_negated, objects, obliques, own_subject, prepositions, relation, subject, with_conjuncts
from counterclaim.claims.wordforms import lemma_of
from counterclaim.records.drafts import DraftHarm, TokenRange
from counterclaim.records.words import Category, Effect

TALLIES = frozenset({"number", "count", "tally", "total", "figure", "toll"})
PUTTING = frozenset({"put", "set"})
"""Verbs of "put its own dead at three"."""
TOTALS = ("bring", "raise", "rise", "stand", "climb", "reach", "total")
SINGULAR_PERSONS = frozenset({"he", "she", "him", "her", "another", "someone", "somebody"})
ANYONE = frozenset({"anyone", "anybody"})
PERSON_WORDS = SINGULAR_PERSONS | ANYONE | {"one", "they", "them", "others", "other", "nobody", "none", "we", "us", "who"}
PARTITIVES = frozenset({"member", "dozen", "score", "hundred", "thousand", "number", "group", "part", "some", "many", "several"})
HEALTH = frozenset({"injury", "wound", "burn", "concussion", "fracture", "trauma"})
FATES = frozenset({"death", "martyrdom", "end", "demise"})
HOSPITALS = frozenset({"hospital", "clinic", "infirmary"})
TREATED = "VERB in hospital"
"""Part of speech of verbs that tell of the wounded where they lead to a hospital."""
ROUGHLY = ("between", "over", "about", "around", "up to", "at least")
"""What the parser takes for the preposition of a counted object ("displaced between 6,000 and 8,000 people")."""
BEARING = frozenset({"suffer", "sustain", "take", "incur", "have", "lose", "leave", "bury", "mourn", "bear"})
SUPPORTING = frozenset({"AUX", "ADV"})
FURTHEST = 10
"""Words before a participle among which those whom it is done to are looked for, where the tree does not tell."""
GROUPS = frozenset({"family", "household"})
"""Words that count more people than they say."""
OF_ALL_SORTS = frozenset({"casualty", "hurt", "harm"})
"""Words for the dead and the wounded together, where there are none."""
LIMBS = frozenset({"leg", "foot", "arm", "hand", "eye", "hearing", "limb", "sight", "finger", "ear", "eyesight"})
RANKS = frozenset({"side", "rank", "part"})
HELD = frozenset({"prisoner", "captive", "hostage"})


def find_harm(scope: list[Token], lexicon: Lexicon) -> list[DraftHarm]:
    """The harm told by the tokens of one clause, in order; the same people are not counted twice."""
    found: list[DraftHarm] = []
    for token in scope:
        word = harm_word(token, lexicon)
        if word is None:
            continue
        for harm in _read(token, word, lexicon):
            if not any(_is_again(harm, earlier) for earlier in found):
                found.append(harm)
    return found


def _is_again(harm: DraftHarm, told: DraftHarm) -> bool:
    """Whether the same people were counted before; a part counts some of them again and is kept."""
    same = harm.effect == told.effect and harm.part == told.part
    return same and (harm.tokens == told.tokens if harm.part else harm.victims is not None and harm.victims == told.victims)


def harm_word(token: Token, lexicon: Lexicon) -> HarmWord | None:
    """What a word says of harm to people; None if nothing. A participle may be tagged as any part of speech."""
    lemma, pos = lemma_of(token), token.pos_
    if pos == "VERB" and (word := lexicon.harm.get((lemma, TREATED))) is not None and _is_treated(token):
        return word
    return lexicon.harm.get((lemma, pos)) or lexicon.harm.get((token.lower_, pos))


def _is_treated(verb: Token) -> bool:
    """ "Taken to hospital", "treated for light injuries"."""
    return any(lemma_of(t) in HOSPITALS or lemma_of(t) in HEALTH for t in obliques(verb, "to", "in", "at", "for", "with"))


def _read(token: Token, word: HarmWord, lexicon: Lexicon) -> Iterator[DraftHarm]:
    victims = _victims(token, word, lexicon)
    for harm in _harms(victims, token, word, lexicon):
        yield harm
        yield from parts_of(harm, token.doc, lexicon)


def _harms(victims: list[Token], token: Token, word: HarmWord, lexicon: Lexicon) -> Iterator[DraftHarm]:
    for victim in victims:
        count = _count(victim, token, lexicon)
        if count is None and victim.dep_ == "conj" and victim.head in victims:
            continue  # "four officers and soldiers": counted together
        people = _people(victim)
        category = category_of(people, lexicon)
        owner = _side_named(token) or (people if people != token or word.frame == "count" else None)
        start = min(count.start if count else victim.i, victim.i, token.i)
        end = max(count.end if count else victim.i + 1, victim.i + 1, token.i + 1)
        for effect in _effects(token, word, count):
            yield DraftHarm(
                effect,
                owner,
                category,
                count.low if count else None,
                count.best if count else None,
                count.high if count else None,
                _is_cumulative(token),
                TokenRange(start, end),
                token.i,
            )


def _effects(token: Token, word: HarmWord, count: Count | None) -> tuple[Effect, ...]:
    """ "No casualties", "nobody was hurt" mean neither dead nor wounded; who lost a leg is wounded."""
    if count is not None and count.high == 0 and (lemma_of(token) in OF_ALL_SORTS):
        return (Effect.KILLED, Effect.WOUNDED)
    return (Effect.WOUNDED,) if word.frame == "life" and _loses_limb(token) else (word.effect,)


def displaced(people: list[Token], trigger: Token, lexicon: Lexicon) -> list[DraftHarm]:
    """The harm of a displacement whose verb is no word of harm by itself ("11,000 people have left the highlands")."""
    word = HarmWord(Effect.DISPLACED, "patient")
    return [h for p in people if _is_person(p, lexicon) or count_of(p, lexicon) for h in _harms([p], trigger, word, lexicon)]


# --- who was harmed ------------------------------------------------------------------------------------------------


def _victims(token: Token, word: HarmWord, lexicon: Lexicon) -> list[Token]:
    """Heads of the phrases that name who was harmed; the harm word itself where it is counted ("seven deaths", "12 killed")."""
    if children(token, "nummod") and word.frame not in ("life", "toll"):
        return [token]
    return FRAMES[word.frame](token, lexicon)


def _patients(token: Token, lexicon: Lexicon) -> list[Token]:
    """ "Killed two soldiers", "two soldiers were killed", "three others wounded"."""
    if token.dep_ == "orphan":
        return [token.head]
    beside = token.nbor(-1) if token.i > 0 else token
    if token.dep_ == beside.dep_ == "conj" and beside.head == token.head and beside.pos_ in ("NOUN", "NUM", "PRON"):
        return [beside]  # "… were killed and three others wounded"
    counted = _counted_subjects(token, lexicon)
    if counted:
        return counted
    candidates = _undergoers(token) or ([token.head] if token.tag_ == "VBN" and relation(token) == "acl" else [])
    people = [c for c in candidates if _is_person(c, lexicon) or _is_counted(c, lexicon)]
    return people or [c for c in candidates[:1] if c.pos_ in ("PRON", "PROPN", "NUM")] or _in_line(token, lexicon)


def _is_counted(noun: Token, lexicon: Lexicon) -> bool:
    """Whether a number stands with a noun, not only an article ("a figure of eleven killed")."""
    count = count_of(noun, lexicon)
    return count is not None and lemma_of(noun) not in TALLIES and noun.doc[count.start].lower_ not in ("a", "an")


def _in_line(participle: Token, lexicon: Lexicon) -> list[Token]:
    """The people told right before "were wounded", where the parser has hung them elsewhere."""
    doc, at = participle.doc, participle.i - 1
    while at > participle.sent.start and doc[at].pos_ in SUPPORTING:
        at -= 1
    if at == participle.i - 1 or not any(t.pos_ == "AUX" for t in doc[at + 1 : participle.i]):
        return []
    for i in range(at, max(participle.sent.start, at - FURTHEST) - 1, -1):
        token = doc[i]
        if token.is_punct and token.text != "-" or token.pos_ == "VERB":
            return []
        if _is_person(token, lexicon) or token.pos_ == "NUM":
            counted = next((t for t in token.ancestors if t.pos_ == "NUM" and t.i < i and token in obliques(t, "of")), None)
            return [counted if counted is not None else token]
    return []


def _persons(token: Token, lexicon: Lexicon) -> list[Token]:
    """The same for a verb that is also done to things ("captured a town")."""
    people = _counted_subjects(token, lexicon) or [c for c in _undergoers(token) if _is_person(c, lexicon) or c.pos_ == "NUM"]
    return people or _in_line(token, lexicon)


def _undergoers(verb: Token) -> list[Token]:
    if undergoes(verb) or is_bare_participle(verb):
        return _spread(subject(verb))
    return objects(verb) or [t for t in obliques(verb, *ROUGHLY) if t.pos_ == "NUM" or children(t, "nummod")][:1]


def _taken(verb: Token, lexicon: Lexicon) -> list[Token]:
    """ "Took six soldiers prisoner", "took 12 prisoners"."""
    held = any(lemma_of(t) in HELD for t in verb.subtree)
    return [c for c in _undergoers(verb) if held and (_is_person(c, lexicon) or lemma_of(c) in HELD)]


def _subjects(verb: Token, lexicon: Lexicon) -> list[Token]:
    return [v for v in _spread(subject(verb)) if _is_person(v, lexicon) or count_of(v, lexicon)]


def _fated(verb: Token, lexicon: Lexicon) -> list[Token]:
    """ "Met their death", "embraced martyrdom"."""
    return _subjects(verb, lexicon) if any(lemma_of(o) in FATES for o in objects(verb)) else []


def _fallen(verb: Token, lexicon: Lexicon) -> list[Token]:
    """ "Four soldiers fell": not on, to or from anything."""
    led = any(c.dep_ in ("obj", "compound:prt", "xcomp") for c in verb.children) or obliques(
        verb, "to", "into", "from", "on", "upon", "under"
    )
    return [] if led else [v for v in _spread(subject(verb)) if _is_person(v, lexicon) and count_of(v, lexicon) is not None]


def _hurt(verb: Token, lexicon: Lexicon) -> list[Token]:
    """ "Suffered injuries", "received wounds"."""
    return _subjects(verb, lexicon) if any(lemma_of(o) in HEALTH for o in objects(verb)) else []


def _bereft(verb: Token, lexicon: Lexicon) -> list[Token]:
    """ "Lost their lives", "claimed the lives of 12 civilians", "lost three men", "lost his foot"."""
    if _loses_limb(verb):
        return _subjects(verb, lexicon)
    found = []
    for lost in objects(verb):
        if lemma_of(lost) == "life":
            found += obliques(lost, "of") or ([lost] if count_of(lost, lexicon) else _subjects(verb, lexicon))
        elif _is_person(lost, lexicon):
            found.append(lost)
    return found


def _loses_limb(verb: Token) -> bool:
    return lemma_of(verb) == "lose" and any(lemma_of(o) in LIMBS for o in objects(verb))


def _tolls(token: Token, lexicon: Lexicon) -> list[Token]:
    """ "The toll rose to 13", "bringing the toll to 33", "the number of wounded went up to eleven"."""
    return [n for t in (token, token.head) for n in obliques(t, "to", "at", "of") if count_of(n, lexicon)][:1]


def _counted(token: Token, lexicon: Lexicon) -> list[Token]:
    """ "Seven deaths", "the deaths of eight people", "without casualties"."""
    if count_of(token, lexicon) is not None or _is_spared(token) or _bearer(token) is not None:
        return [token]
    return [p for p in obliques(token, "of", "among") if _count(p, token, lexicon) is not None]


def _is_spared(noun: Token) -> bool:
    """ "Without casualties", "without causing losses"."""
    return any("without" in prepositions(t) for t in (noun, *([noun.head] if noun.dep_ == "obj" else [])))


def _predicated(token: Token, lexicon: Lexicon) -> list[Token]:
    """ "Two soldiers dead", "leaving one dead and four wounded", "seven dead", "was shot dead", "put the number of wounded at two"."""
    if lemma_of(token.head) in TALLIES and relation(token) in ("nmod", "acl", "obl"):
        return _tolls(token.head, lexicon)
    if lemma_of(token.head) in PUTTING and token.dep_ == "obj":
        return _tolls(token.head, lexicon)
    if token.head.pos_ == "NUM" and token in obliques(token.head, "of") and token.head.dep_.startswith("nsubj"):
        return [token.head.head] if _is_person(token.head.head, lexicon) else [token.head]
    if count_of(token, lexicon) is not None:
        return [token]
    if token.i > 0 and token.nbor(-1).pos_ == "NUM":
        return [token.nbor(-1)]
    counted = [c for c in token.children if c.pos_ == "NUM" and c.i < token.i]
    if counted:
        return counted[-1:]
    around = [token.head] if token.dep_ in ("amod", "acl", "xcomp", "conj", "appos", "orphan") else []
    around += [s for s in (own_subject(token),) if s is not None]
    if token.dep_ in ("xcomp", "amod", "acl") and token.head.pos_ == "VERB":
        around += _undergoers(token.head)
    return [a for a in around if _is_person(a, lexicon) or count_of(a, lexicon) is not None][:1]


FRAMES: Mapping[str, Callable[[Token, Lexicon], list[Token]]] = {
    "patient": _patients,
    "persons": _persons,
    "taken": _taken,
    "subject": _subjects,
    "injury": _hurt,
    "fate": _fated,
    "fallen": _fallen,
    "treated": _persons,
    "life": _bereft,
    "toll": _tolls,
    "count": _counted,
    "predicate": _predicated,
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


def _is_person(token: Token, lexicon: Lexicon) -> bool:
    words = lexicon.victims
    return lemma_of(token) in words or token.lower_ in words or token.lower_ in PERSON_WORDS


def _people(victim: Token) -> Token:
    """The phrase that says whose people: "one of its soldiers" → soldiers."""
    inner = obliques(victim, "of")
    return inner[0] if inner and (victim.pos_ in ("NUM", "PRON", "DET") or lemma_of(victim) in PARTITIVES) else victim


def _side_named(token: Token) -> Token | None:
    """ "On our side five were killed", "no losses in our ranks": the phrase that says whose people."""
    near = [t for verb in (token, token.head) for t in obliques(verb, "on", "in", "among", "from")]
    named = (t for t in near if lemma_of(t) in RANKS and any(c.dep_ in ("amod", "nmod:poss", "nmod", "det") for c in t.children))
    return next(named, None) or _bearer(token) or _loser(token)


def _loser(verb: Token) -> Token | None:
    """ "The security forces lost 58 men": whose men."""
    return subject(verb) if lemma_of(verb) == "lose" and verb.pos_ == "VERB" and children(verb, "obj") and not _loses_life(verb) else None


def _loses_life(verb: Token) -> bool:
    return any(lemma_of(o) == "life" for o in objects(verb)) or _loses_limb(verb)


def _bearer(token: Token) -> Token | None:
    """ "Its troops suffered losses", "the attackers left five bodies behind": whose losses they are."""
    verb = token.head
    bears = token.pos_ == "NOUN" and token.dep_ == "obj" and lemma_of(verb) in BEARING
    return subject(verb) if bears else None


def category_of(people: Token, lexicon: Lexicon) -> Category:
    """Soldiers or civilians, by the head of a phrase for people and the words beside it."""
    for word in (people.lower_, lemma_of(people)):
        if word in lexicon.victims and lexicon.victims[word] is not Category.UNKNOWN:
            return lexicon.victims[word]
    for child in children(people, "compound", "amod", "appos", "nmod", "conj"):
        if child.dep_ == "appos" and children(child, "nsubj"):
            continue  # "eleven people, seven of them servicemen": some of them
        if child.lower_ in lexicon.victims and lexicon.victims[child.lower_] is not Category.UNKNOWN:
            return lexicon.victims[child.lower_]
    return Category.MILITARY if any(t.lower_ == "action" for t in people.subtree) else Category.UNKNOWN


# --- how many ------------------------------------------------------------------------------------------------------


def _count(victim: Token, token: Token, lexicon: Lexicon) -> Count | None:
    """The count of a victim phrase: stated, none at all in a negated clause, one for a single person."""
    if victim == token and _is_spared(victim):
        return Count(0, 0, 0, victim.i, victim.i + 1)
    count = count_of(victim, lexicon)
    if count is None and victim.lower_ in ANYONE and (is_negated(token) or "without" in prepositions(token)):
        return Count(0, 0, 0, victim.i, victim.i + 1)
    if count is None and victim != token and _is_single(victim, lexicon):
        count = Count(1, 1, 1, victim.i, victim.i + 1)
    if count is None:
        return None
    if lemma_of(victim) == "number" and count.best == 1:
        return None
    if lemma_of(victim) in GROUPS:
        return Count(None, None, None, count.start, count.end)
    if count.low is not None and count.low == count.best and is_negated(token):
        return Count(0, 0, 0, count.start, count.end)
    return count


def _is_single(victim: Token, lexicon: Lexicon) -> bool:
    named = victim.pos_ == "PROPN" and victim.tag_ == "NNP"
    return victim.lower_ in SINGULAR_PERSONS or named or (victim.tag_ == "NN" and _is_person(victim, lexicon))


def _is_cumulative(token: Token) -> bool:
    """ "Bringing the toll to 33", "since the start of the war": a running total, not this happening's own."""
    up = [token, *list(token.ancestors)[:2]]
    told = token if lemma_of(token) in TALLIES else next((t for t in up[1:2] if lemma_of(t) in TALLIES), None)
    return (
        told is not None
        and lemma_of(told.head) in TOTALS
        or any(c.lower_ == "since" for t in up[:1] for m in t.children if m.dep_ in ("obl", "advcl") for c in children(m, "case", "mark"))
    )
