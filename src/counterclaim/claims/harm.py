"""Harm to people: effect, whose, how many."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from counterclaim.claims.lexicon import HarmWord, Lexicon
from counterclaim.claims.quantities import Count, count_of
from counterclaim.claims.syntax import children, is_negated, is_passive, objects, obliques, own_subject, subject, with_conjuncts
from counterclaim.records.drafts import DraftHarm, TokenRange
from counterclaim.records.words import Category, Effect

TOTALS = ("bring", "raise", "rise", "stand", "climb", "reach", "total")
PERSON_PRONOUNS = frozenset(
    {
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "he",
        "she",
        "they",
        "him",
        "her",
        "them",
        "others",
        "another",
        "someone",
        "nobody",
        "none",
    }
)


def find_harm(scope: list[Token], lexicon: Lexicon) -> list[DraftHarm]:
    """The harm told by the tokens of one clause, in order; the same people are not counted twice."""
    found: list[DraftHarm] = []
    for token in scope:
        word = lexicon.harm.get(
            (token.lemma_.lower(), "ADJ" if token.pos_ in ("ADJ", "NOUN") and token.lower_ in ("dead", "missing") else token.pos_)
        )
        if word is None and token.pos_ in ("ADJ", "NOUN") and token.tag_ in ("VBN", "JJ", "NNS", "NN"):
            word = (
                lexicon.harm.get((token.lower_.removesuffix("ed") if token.lower_ != "wounded" else "wound", "VERB"))
                if token.lower_ in ("killed", "wounded", "injured")
                else None
            )
            word = HarmWord(Effect.WOUNDED, "predicate") if token.lower_ == "injured" else word
            word = HarmWord(word.effect, "predicate") if word is not None else None
        if word is not None:
            found.extend(
                h
                for h in _read(token, word, lexicon)
                if not any(h.effect == k.effect and h.victims == k.victims and h.victims is not None for k in found)
            )
    return found


def _read(token: Token, word: HarmWord, lexicon: Lexicon) -> Iterator[DraftHarm]:
    for victim in _victims(token, word, lexicon):
        count = _count(victim, token, word, lexicon)
        low, best, high = (count.low, count.best, count.high) if count else (None, None, None)
        if count is None and victim != token and victim.tag_ in ("NN", "NNP") and _is_person(victim, lexicon) and not is_negated(token):
            low = best = high = 1
        people = _people(victim)
        category = _category(people, lexicon)
        start = min(count.start if count else victim.i, victim.i, token.i)
        end = max(count.end if count else victim.i + 1, victim.i + 1, token.i + 1)
        yield DraftHarm(
            word.effect,
            people if people != token or word.frame == "count" else None,
            category,
            low,
            best,
            high,
            _is_cumulative(token),
            TokenRange(start, end),
        )


def _victims(token: Token, word: HarmWord, lexicon: Lexicon) -> list[Token]:
    """Heads of the phrases that name who was harmed; the harm word itself where it is counted ("seven deaths")."""
    if word.frame == "count":
        return [token] if count_of(token, lexicon) is not None else []
    if word.frame == "toll":
        return [n for n in obliques(token, "to", "at", "of") if count_of(n, lexicon)] or [
            n for n in obliques(token.head, "to", "at") if count_of(n, lexicon)
        ]
    if word.frame == "life":
        return [o for o in objects(token) if o.lemma_.lower() in ("life", "man", "soldier", "fighter", "serviceman")]
    if word.frame == "subject":
        found = subject(token)
        return [v for v in (with_conjuncts(found) if found is not None else []) if _is_person(v, lexicon) or count_of(v, lexicon)]
    if word.frame == "predicate":
        return _predicate_victims(token, lexicon)
    counted = _counted_subjects(token, lexicon)
    if counted:
        return counted
    if is_passive(token):
        undergoer = subject(token)
        candidates = with_conjuncts(undergoer) if undergoer is not None else []
    else:
        candidates = objects(token)
    people = [c for c in candidates if _is_person(c, lexicon) or (word.frame == "patient" and count_of(c, lexicon) is not None)]
    return people or (
        [candidates[0]] if candidates and word.frame == "patient" and candidates[0].pos_ in ("NOUN", "PRON", "PROPN", "NUM") else []
    )


def _counted_subjects(verb: Token, lexicon: Lexicon) -> list[Token]:
    """ "The side has one killed": of two phrases before the participle the parser makes two subjects; the counted one was harmed."""
    subjects = [c for c in verb.children if c.dep_.startswith("nsubj") and c.i < verb.i]
    if not subjects or children(verb, "obj"):
        return []
    last = subjects[-1]
    return [last] if last.pos_ == "NUM" and (len(subjects) > 1 or verb.dep_ == "conj") and count_of(last, lexicon) is not None else []


def _predicate_victims(token: Token, lexicon: Lexicon) -> list[Token]:
    """ "Two soldiers dead", "leaving one dead and four wounded", "seven dead": the noun or numeral beside the adjective."""
    if count_of(token, lexicon) is not None:
        return [token]
    around = [token.head] if token.dep_ in ("amod", "acl", "xcomp", "conj", "appos") else []
    around += [s for s in (own_subject(token),) if s is not None]
    around += [o for o in children(token.head, "obj")] if token.dep_ in ("xcomp", "amod", "acl") else []
    return [a for a in around if _is_person(a, lexicon) or count_of(a, lexicon) is not None][:1]


def _is_person(token: Token, lexicon: Lexicon) -> bool:
    return token.lemma_.lower() in lexicon.victims or token.lower_ in lexicon.victims or token.lower_ in PERSON_PRONOUNS


def _people(victim: Token) -> Token:
    """The phrase that says whose people: "one of its soldiers" → soldiers."""
    inner = obliques(victim, "of")
    return (
        inner[0]
        if inner and (victim.pos_ in ("NUM", "PRON", "DET") or victim.lower_ in ("members", "dozens", "scores", "hundreds", "number"))
        else victim
    )


def _category(people: Token, lexicon: Lexicon) -> Category:
    for word in (people.lower_, people.lemma_.lower()):
        if word in lexicon.victims and lexicon.victims[word] is not Category.UNKNOWN:
            return lexicon.victims[word]
    for child in people.children:
        if child.dep_ in ("compound", "amod", "appos", "nmod") and child.lemma_.lower() in ("civilian", "military", "army"):
            return Category.CIVILIAN if child.lemma_.lower() == "civilian" else Category.MILITARY
    if any(t.lower_ == "action" for t in people.subtree):
        return Category.MILITARY
    return Category.UNKNOWN


def _count(victim: Token, token: Token, word: HarmWord, lexicon: Lexicon) -> Count | None:
    count = count_of(victim, lexicon)
    if count is None and word.frame == "life":
        return count_of(victim, lexicon)
    if count is not None and count.best == 1 and victim.lemma_.lower() == "number":
        return None
    if count is not None and count.low is not None and is_negated(token) and count.best == count.low:
        return Count(0, 0, 0, count.start, count.end)
    return count


def _is_cumulative(token: Token) -> bool:
    """ "Bringing the toll to 33", "since the start of the war": a running total, not this happening's own."""
    up = [token, *list(token.ancestors)[:2]]
    return (
        any(t.lemma_.lower() in TOTALS for t in up)
        and any(t.lemma_.lower() in ("toll", "total", "number") for top in up for t in top.children)
        or any(c.lower_ == "since" for t in up[:1] for m in t.children if m.dep_ in ("obl", "advcl") for c in children(m, "case", "mark"))
    )
