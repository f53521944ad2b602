"""Whom an incident harmed, in the words of MUC-4's slots 18, 19 and 21."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from counterclaim.claims.lexicon import load_lexicon
from counterclaim.evaluation.corpora.muc_matching import head, tells_harm, without_harm, words_of
from counterclaim.records.models import Actor, Event, Harm
from counterclaim.records.words import Effect, Sector

AND = re.compile(r"\s+AND\s+(?=(?P<first>[A-Z0-9]+)\b)", re.IGNORECASE)


def victims_of(events: Iterable[Event], text: str) -> Iterator[tuple[str, str]]:
    """People harmed, else people targeted, each with their number; several that one phrase counts apart stand apart."""
    for event in events:
        harms = [h for h in event.harm if h.effect is not Effect.DISPLACED and h.best != 0]
        for harm in harms:
            yield from _harmed(harm, text)
        for target in event.targets if not harms else ():
            phrase = (target.name or target.span.of(text)) if target.span is not None else ""
            if phrase and _is_somebody(target, phrase):
                yield phrase, plural(phrase)


def best_told(victims: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Victims without those of whom no more is told than that they were harmed ("TWO DEAD"), where others are told."""
    found = list(victims)
    return [v for v in found if not tells_harm(head(v[0]))] or found


def _harmed(harm: Harm, text: str) -> Iterator[tuple[str, str]]:
    phrase = without_harm(harm.span.of(text))
    groups = _groups(phrase)
    for group in groups:
        if group.upper() not in words_of("pronoun") and not group.replace(",", "").isdigit():
            yield group, number_of(harm, text) if len(groups) == 1 else _counted(group)


def _groups(phrase: str) -> list[str]:
    """ "TWO SOLDIERS AND A CIVILIAN": what is counted apart. "MEN AND WOMEN" is one."""
    cuts = [m for m in AND.finditer(phrase) if _number(m["first"]) is not None or m["first"].upper() in words_of("owner")]
    ends = [*(m.start() for m in cuts), len(phrase)]
    return [phrase[start:end].strip() for start, end in zip([0, *(m.end() for m in cuts)], ends, strict=True)]


def _counted(phrase: str) -> str:
    return next((str(n) for word in re.findall(r"[A-Za-z0-9]+", phrase) if (n := _number(word)) is not None), plural(phrase))


@cache
def _number(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    _, best, _ = load_lexicon().numbers.get(word.lower(), (None, None, None))
    return best


def number_of(harm: Harm, text: str) -> str:
    """Slot 21: `3`, `3-` for at least three, `-3` for at most, `3-5`; PLURAL or 1 where the report gives none."""
    if harm.best is not None:
        return str(harm.best)
    if harm.low is None and harm.high is None:
        return plural(without_harm(harm.span.of(text)))
    return f"{'' if harm.low is None else harm.low}-{'' if harm.high is None else harm.high}"


def plural(phrase: str) -> str:
    """PLURAL, or 1 for a phrase whose head is no plural."""
    word = head(phrase)
    return "PLURAL" if word.endswith(("S", "MEN", "PEOPLE", "CHILDREN")) and not word.endswith("SS") else "1"


def _is_somebody(target: Actor, phrase: str) -> bool:
    """Whether a target is people, not a building, a town or a state."""
    word = head(phrase).lower()
    people = load_lexicon().victims
    named = any(w in people for w in (word, word.removesuffix("s"), word.removesuffix("men") + "man"))
    return (
        named or target.person is not None or target.sector is Sector.CVL or (target.role is not None and head(target.role) == word.upper())
    )
