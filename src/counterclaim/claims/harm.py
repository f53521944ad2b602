"""Harm to people: effect, whose, how many."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from counterclaim.claims.harm_frames import is_spared, victims_of
from counterclaim.claims.harm_owners import loses_limb, side_named
from counterclaim.claims.harm_parts import parts_of
from counterclaim.claims.harm_people import ANYONE, GROUPS, category_of, is_person, is_single, people_of
from counterclaim.claims.harm_tallies import TALLIES
from counterclaim.claims.lexicon import DOUBTFUL, HarmWord, Lexicon
from counterclaim.claims.quantities import Count, count_of
from counterclaim.claims.syntax import children, is_negated, prepositions
from counterclaim.claims.triggers import condition_holds
from counterclaim.claims.wordforms import lemma_of
from counterclaim.records.drafts import DraftHarm, TokenRange
from counterclaim.records.words import Effect

TOTALS = ("bring", "raise", "rise", "stand", "climb", "reach", "total")
OF_ALL_SORTS = frozenset({"casualty", "hurt", "harm", "hit", "come"})
"""Words for the dead and the wounded together, where there are none."""


def find_harm(scope: list[Token], lexicon: Lexicon) -> list[DraftHarm]:
    """The harm told by the tokens of one clause, in order; the same people are not counted twice."""
    found: list[DraftHarm] = []
    for token in scope:
        word = _told_by(token, lexicon)
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
    """What a word says of harm to people; None if nothing. Words of many meanings count only with people who were harmed."""
    word = _told_by(token, lexicon)
    return word if word is None or word.frame not in DOUBTFUL or victims_of(token, word, lexicon) else None


def _told_by(token: Token, lexicon: Lexicon) -> HarmWord | None:
    """The most exacting line whose condition holds. A participle may be tagged as any part of speech."""
    words = lexicon.harm_lines.get((lemma_of(token), token.pos_)) or lexicon.harm_lines.get((token.lower_, token.pos_)) or ()
    fitting = [w for w in words if not w.condition or condition_holds(token, w.condition, lexicon)]
    return max(fitting, key=lambda w: w.condition.count("="), default=None)


def _read(token: Token, word: HarmWord, lexicon: Lexicon) -> Iterator[DraftHarm]:
    victims = victims_of(token, word, lexicon)
    for harm in _harms(victims, token, word, lexicon):
        yield harm
        yield from parts_of(harm, token.doc, lexicon)


def _harms(victims: list[Token], token: Token, word: HarmWord, lexicon: Lexicon) -> Iterator[DraftHarm]:
    for victim in victims:
        count = _spared_count(victim, lexicon) if word.frame == "spared" else _count(victim, token, lexicon)
        if count is None and victim.dep_ == "conj" and victim.head in victims:
            continue  # "four officers and soldiers": counted together
        people = people_of(victim)
        category = category_of(people, lexicon)
        owner = side_named(token) or (people if people != token or word.frame == "count" else None)
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
    """ "No casualties", "nobody was hurt", "all are unharmed" mean neither dead nor wounded; who lost a leg is wounded."""
    if count is not None and count.high == 0 and (lemma_of(token) in OF_ALL_SORTS or word.frame == "spared"):
        return (Effect.KILLED, Effect.WOUNDED)
    return (Effect.WOUNDED,) if word.frame == "life" and loses_limb(token) else (word.effect,)


def displaced(people: list[Token], trigger: Token, lexicon: Lexicon) -> list[DraftHarm]:
    """The harm of a displacement whose verb is no word of harm by itself ("11,000 people have left the highlands")."""
    word = HarmWord(Effect.DISPLACED, "patient")
    return [h for p in people if is_person(p, lexicon) or count_of(p, lexicon) for h in _harms([p], trigger, word, lexicon)]


# --- how many ------------------------------------------------------------------------------------------------------


def _count(victim: Token, token: Token, lexicon: Lexicon) -> Count | None:
    """The count of a victim phrase: stated, none at all in a negated clause, one for a single person."""
    if victim == token and is_spared(victim):
        return Count(0, 0, 0, victim.i, victim.i + 1)
    count = count_of(victim, lexicon)
    if count is None and victim.lower_ in ANYONE and (is_negated(token) or "without" in prepositions(token)):
        return Count(0, 0, 0, victim.i, victim.i + 1)
    if count is None and victim != token and is_single(victim, lexicon) or victim.lower_ in ("his", "her"):
        count = Count(1, 1, 1, victim.i, victim.i + 1)
    if count is None:
        return None
    if lemma_of(victim) == "number" and count.best == 1:
        return None
    if lemma_of(people_of(victim)) in GROUPS:
        return Count(None, None, None, count.start, count.end)
    if count.low is not None and count.low == count.best and (is_negated(token) or _is_no_one(victim)):
        return Count(0, 0, 0, count.start, count.end)
    return count


def _is_no_one(victim: Token) -> bool:
    return victim.lower_ == "one" and victim.i > 0 and victim.nbor(-1).lower_ == "no"


def _spared_count(victim: Token, lexicon: Lexicon) -> Count:
    """None of those who are unhurt was hurt."""
    count = count_of(victim, lexicon)
    return Count(0, 0, 0, count.start if count else victim.i, count.end if count else victim.i + 1)


def _is_cumulative(token: Token) -> bool:
    """ "Bringing the toll to 33", "since the start of the war": a running total, not this happening's own."""
    up = [token, *list(token.ancestors)[:2]]
    told = token if lemma_of(token) in TALLIES else next((t for t in up[1:2] if lemma_of(t) in TALLIES), None)
    return (
        told is not None
        and lemma_of(told.head) in TOTALS
        or any(c.lower_ == "since" for t in up[:1] for m in t.children if m.dep_ in ("obl", "advcl") for c in children(m, "case", "mark"))
    )
