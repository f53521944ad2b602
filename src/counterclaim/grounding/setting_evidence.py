"""What bears on where and when a happening took place: its clause and sentence, and what the report told before.

Shared by the choice of its place (`place_choice`) and of its date (`dates.choice`). Each gives the places or times of the
report, and leaving the slot empty, named features by which they are weighed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TypeVar

from spacy.tokens import Doc, Token

from counterclaim.grounding.placewords import load_placewords
from counterclaim.grounding.weighing import Features, Weighed
from counterclaim.records.drafts import DraftEvent, Pointers
from counterclaim.records.models import Place, Time
from counterclaim.records.words import Family, Kind, Status, family_of

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "NUM", "ADJ"})
VERBAL = frozenset({"VERB", "AUX"})
AHEAD = frozenset({Status.PLANNED, Status.HYPOTHETICAL})
POINTING = frozenset({"the", "this", "that", "same"})
Option = TypeVar("Option")
DEEPEST = 12
"""Links followed from a word towards the root of its sentence."""
UNLIKELY, LIKELY = -8.0, 4.0
"""Log-odds of the reading model beyond which it does not matter how far."""
SCALE = 3.0
"""What log-odds are divided by, so that they are about as large as other features."""


class Page:
    """Where every token of a document stands, in which sentence and paragraph, both counted from 0."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.sentence = [number for number, sentence in enumerate(doc.sents) for _ in sentence]
        self.paragraph = list(accumulate(token.text.count("\n") for token in doc))
        self.words = [frozenset(_content(sentence)) for sentence in doc.sents]
        """The content words of each sentence."""


@dataclass(frozen=True)
class Occasion:
    """A happening whose setting is sought: where it is told, and what sort it is."""

    trigger: Token
    kind: Kind
    status: Status
    scope: frozenset[int]
    sentence: int
    paragraph: int
    words: frozenset[str]
    pointers: Pointers | None = None
    speaker: frozenset[int] = frozenset()
    """The tokens of the phrase for the claimant."""

    @classmethod
    def of(cls, told: DraftEvent, page: Page, speaker: Token | None = None) -> Occasion:
        """The occasion of a draft event that a speaker tells of."""
        at, scope = told.trigger.i, frozenset(t.i for t in told.scope)
        words = frozenset(_content(told.scope))
        said_by = frozenset(t.i for t in speaker.subtree) if speaker is not None else frozenset[int]()
        return cls(told.trigger, told.kind, told.status, scope, page.sentence[at], page.paragraph[at], words, told.pointers, said_by)

    @cached_property
    def family(self) -> Family:
        """The family of its kind."""
        return family_of(self.kind)

    @cached_property
    def points_back(self) -> bool:
        """Whether its sentence points to a place named before: "the town", "this village", "there"."""
        return any(_points_back(t) for t in self.trigger.sent)

    @cached_property
    def verb(self) -> int:
        """The verb that its trigger is or hangs on."""
        return self.trigger.i if self.trigger.pos_ in VERBAL else governing_verb(self.trigger).i


@dataclass(frozen=True, slots=True)
class Settled:
    """An event told before, with the place and time that it got."""

    occasion: Occasion
    place: Place | None
    time: Time | None


def _content(tokens: Iterable[Token]) -> Iterator[str]:
    return (t.lemma_.lower() for t in tokens if t.pos_ in CONTENT)


def _points_back(token: Token) -> bool:
    if token.text.lower() in ("there", "here"):
        return token.dep_ == "advmod"
    if token.pos_ != "NOUN" or token.text.lower() not in load_placewords().types:
        return False
    return any(c.text.lower() in POINTING for c in token.children) and all(c.pos_ != "PROPN" for c in token.subtree)


def governing_verb(token: Token) -> Token:
    """The verb that a word hangs on, through nouns; the root of its sentence if there is none."""
    for _ in range(DEEPEST):
        if token.head == token:
            break
        token = token.head
        if token.pos_ in VERBAL:
            break
    return token


def distance(own: Occasion, sentence: int, paragraph: int) -> Features:
    """How far off in the text something outside the happening's clause stands."""
    back = own.sentence - sentence
    if back == 0:
        return {"same_sentence": 1.0}
    way = {"before": 1.0, "sentences_back": math.log(back)} if back > 0 else {"behind": 1.0}
    return way | {"same_paragraph": float(own.paragraph == paragraph)}


def carried(own: Occasion) -> Features:
    """What sort of happening takes over a setting from another sentence."""
    return {
        f"carried_{own.family.value}": 1.0,
        "carried_ahead": float(own.status in AHEAD),
        "carried_breach": float(own.kind is Kind.CEASEFIRE_BREACH),
    }


def circumstances(own: Occasion) -> Features:
    """What sort of happening it is, which bears on every option."""
    return {
        f"kind_{own.kind.value}": 1.0,
        f"family_{own.family.value}": 1.0,
        f"status_{own.status.value}": 1.0,
        f"told_by_{own.trigger.pos_}": 1.0,
        "points_back": float(own.points_back),
    }


def nothing(own: Occasion, known: bool, pointed: Sequence[Features]) -> Features:
    """What speaks for leaving a slot empty.

    Args:
        own: the happening.
        known: whether an earlier event of the report has it filled.
        pointed: what `pointing` says of the options.
    """
    most = max((p["pointed"] for p in pointed if "pointed" in p), default=UNLIKELY / SCALE)
    told = {"none_pointed": most} if own.pointers is not None else {"unpointed": 1.0}
    return {"none": 1.0, "none_first": float(not known)} | told


def pointing(own: Occasion, role: str, options: Sequence[tuple[Hashable, Iterable[int]]]) -> list[Features]:
    """How the reading model points at each option, given by what it names and the tokens that name it."""
    if own.pointers is None:
        return [{"unpointed": 1.0} for _ in options]
    odds = [min(max(own.pointers.best(role, tokens), UNLIKELY), LIKELY) for _, tokens in options]
    named: dict[Hashable, float] = {}
    for (name, _), value in zip(options, odds, strict=True):
        named[name] = max(value, named.get(name, UNLIKELY))
    found = []
    for (name, _), value in zip(options, odds, strict=True):
        other = max((v for n, v in named.items() if n != name), default=UNLIKELY)
        ahead = min(max((named[name] - other) / SCALE, -SCALE), SCALE)
        found.append({"pointed": value / SCALE, "pointed_name": named[name] / SCALE, "pointed_ahead": ahead})
    return found


def weighed_of(
    own: Occasion,
    options: Sequence[Option],
    pointed: Sequence[Features],
    near: Sequence[Option],
    features: Callable[[Option], Features],
    empty: Features,
) -> Weighed:
    """Nothing, the options that are near, and the one that the reading model points at most, each with its features.

    Args:
        own: the happening.
        options: what the report names.
        pointed: what `pointing` says of them.
        near: those of them that its own words or the text around it suggest.
        features: what speaks for and against one.
        empty: what speaks for nothing.
    """
    about = circumstances(own)
    first = max((p.get("pointed", math.inf) for p in pointed), default=math.inf)
    found: list[tuple[Option | None, Features]] = [(None, empty | about)]
    for option, says in zip(options, pointed, strict=True):
        is_near = any(option is n for n in near)
        if is_near or says.get("pointed") == first:
            found.append((option, features(option) | says | {"near": float(is_near)} | about))
    return Weighed([option for option, _ in found], [f for _, f in found])


def in_common(own: frozenset[str], other: frozenset[str]) -> float:
    """How many content words two passages share, as a logarithm."""
    return math.log1p(len(own & other))
