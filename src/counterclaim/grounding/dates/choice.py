"""Which of a report's times is that of a happening."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc

from counterclaim.grounding.dates.mention import TimeMention
from counterclaim.grounding.setting_evidence import (
    AHEAD,
    Features,
    Occasion,
    Page,
    Settled,
    best_of,
    carried,
    distance,
    governing_verb,
    in_common,
    nothing,
)
from counterclaim.records.models import Place, Time
from counterclaim.records.words import Family, Status

CHARGING = frozenset({"accuse", "charge", "blame", "condemn", "denounce", "criticise", "criticize"})
"""Verbs by which a charge is laid, which may be long after the act."""
SINCE = "since"
NOMINAL = frozenset({"NOUN", "PROPN"})
IN_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "ADP", "PART"})
YARDSTICK = 10
"""Tokens before a stretch of time in which a superlative stands that is measured by it."""
OLD = 14
"""Days before publication from which on a time is history."""
Days = tuple[date, date]
WEIGHTS: Mapping[str, float] = {
    "before": -1.8,
    "behind": -0.6,
    "beside_ahead_future": 0.4,
    "beside_ahead_today": -0.2,
    "beside_dateline": -0.6,
    "beside_day": 0.6,
    "beside_happened_future": -0.6,
    "beside_happened_today": -1.2,
    "beside_month": 0.2,
    "beside_named": -0.6,
    "beside_of_noun": 0.2,
    "beside_ongoing_today": -0.2,
    "beside_range": 1.0,
    "beside_season": 0.4,
    "beside_vague": -0.8,
    "beside_week": -0.4,
    "beside_year": -0.4,
    "carried_ahead": -0.4,
    "carried_breach": -0.8,
    "carried_coercion": -0.6,
    "carried_other": -0.6,
    "carried_peace": -0.6,
    "carried_violence": 0.2,
    "complement": 3.0,
    "direct": 1.0,
    "far_ahead_future": -0.4,
    "far_ahead_today": -0.6,
    "far_dateline": -0.8,
    "far_day": 0.6,
    "far_happened_future": -2.0,
    "far_happened_today": -0.6,
    "far_month": -1.0,
    "far_named": 0.2,
    "far_ongoing_today": 0.6,
    "far_vague": -0.2,
    "far_week": -0.6,
    "far_year": -1.2,
    "in_common": 1.2,
    "in_scope": 1.2,
    "in_scope_coercion": 0.4,
    "in_scope_peace": 0.6,
    "in_scope_violence": 0.4,
    "none_averted": 0.2,
    "none_breach": 1.0,
    "none_casualty": -0.2,
    "none_coercion": -0.4,
    "none_denied": -0.6,
    "none_first": -0.2,
    "none_hypothetical": 1.4,
    "none_occurred": -0.8,
    "none_ongoing": 0.6,
    "none_peace": -0.6,
    "none_planned": -0.2,
    "none_violence": -1.2,
    "old": -0.6,
    "other_place": -0.4,
    "own_ahead_future": -0.2,
    "own_ahead_today": -0.4,
    "own_dateline": -0.8,
    "own_day": 0.6,
    "own_happened_today": -1.2,
    "own_month": 0.2,
    "own_named": -0.2,
    "own_of_noun": -0.6,
    "own_ongoing_today": 0.2,
    "own_range": 0.8,
    "own_same_verb": 1.0,
    "own_vague": -0.4,
    "own_year": -0.2,
    "same_paragraph": 0.8,
    "same_sentence": 0.8,
    "sentences_back": -0.4,
    "settled": 0.6,
    "settled_kind": 0.2,
    "settled_last": 0.4,
    "tokens_off": -0.6,
}
"""Fitted as a conditional logit over the options and none on the reports to learn from (`evals/train`) and, at twice the weight, on the
development half of our corpus, rounded to fifths; 0.6 is then taken off every family's `none_`,
which has to beat many options one by one. `complement` was too rare to fit and set by hand."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A time where the text tells it, with what the choice asks of it, read once; `governor` is the word that it hangs on, `noun`
    whether that is a noun ("the truce of 27 December"), `of_charge` whether a charge was laid then ("on Tuesday accused …"), `of_accord`
    whether it tells which agreement is meant ("in breach of the October truce")."""

    mention: TimeMention
    days: Days
    sentence: int
    paragraph: int
    governor: int
    verb: int
    noun: bool
    named: int
    words: frozenset[str]
    of_charge: bool = False
    of_accord: bool = False


def moments_of(page: Page, mentions: Sequence[TimeMention], naming: Container[int] = ()) -> list[Moment]:
    """The resolved points of time of a report, in the order of the text; `naming` holds the tokens of phrases that name agreements."""
    points = [(m, days_of(m.time)) for m in mentions if m.kind == "point"]
    known = [(m, days) for m, days in points if days is not None and not (days[0] < days[1] and _is_yardstick(page.doc, m))]
    named = Counter(days for _, days in known)
    found = []
    for m, days in known:
        root = page.doc[m.start : m.end].root
        found.append(
            Moment(
                mention=m,
                days=days,
                sentence=page.sentence[m.start],
                paragraph=page.paragraph[m.start],
                governor=root.head.i,
                verb=governing_verb(root).i,
                noun=root.head.pos_ in NOMINAL and root.head != root,
                named=named[days],
                words=page.words[page.sentence[m.start]],
                of_charge=root.head.pos_ == "VERB" and root.head.lemma_.lower() in CHARGING,
                of_accord=m.start in naming and not _is_since(page, m),
            )
        )
    return found


def _is_yardstick(doc: Doc, mention: TimeMention) -> bool:
    """ "The deadliest raid this month", "the third such attack in two weeks": the stretch over which something is compared or counted."""
    for token in reversed(doc[max(doc[mention.start].sent.start, mention.start - YARDSTICK) : mention.start]):
        if token.pos_ not in IN_PHRASE:
            return False
        if token.lower_ == "such" or token.tag_ == "JJS" and token.lower_ not in ("least", "most"):
            return True
    return False


def days_of(time: Time | None) -> Days | None:
    """First and last day of a time, None if unknown."""
    if time is None or time.start is None or time.end is None:
        return None
    return time.start, time.end


def choose_time(own: Occasion, moments: Sequence[Moment], settled: Sequence[Settled], place: Place | None) -> Moment | None:
    """The moment of a happening, None where the report does not tell.

    Args:
        own: the happening.
        moments: all times of the report.
        settled: the events told before.
        place: where its own words put it, if they do: what happened elsewhere happened at another time.
    """
    empty = nothing(own, any(days_of(s.time) for s in settled))
    return best_of(nearest(own, moments), lambda m: features(own, m, settled, place), empty, WEIGHTS)


def nearest(own: Occasion, moments: Sequence[Moment]) -> list[Moment]:
    """The moments in the happening's sentence; unless its clause tells when, also every time told before, where it was told last;
    where there is none of these, the first that follows."""
    if own.family is not Family.PEACE:
        moments = [m for m in moments if not m.of_accord]
    here = [m for m in moments if m.sentence == own.sentence and not _is_of_charge(own, m)]
    if any(_inside(own, m) for m in here):
        return here
    elsewhere = [m for m in moments if m.sentence != own.sentence and not m.of_charge and not m.mention.complement]
    before = {m.days: m for m in elsewhere if m.sentence < own.sentence}
    return [*here, *before.values()] or list({m.days: m for m in reversed(elsewhere)}.values())


def _is_since(page: Page, mention: TimeMention) -> bool:
    """ "Violated the truce since Monday": the parser may hang that on the truce."""
    return page.doc[max(0, mention.start - 1)].lower_ == SINCE


def _is_of_charge(own: Occasion, moment: Moment) -> bool:
    """ "On Tuesday accused the army of shelling the town": when the charge was laid, not when the act was done."""
    return moment.of_charge and not _inside(own, moment) and own.trigger.i != moment.verb


def _inside(own: Occasion, moment: Moment) -> bool:
    told = range(moment.mention.start, moment.mention.end)
    return not moment.mention.complement and any(i in own.scope for i in told)


def features(own: Occasion, moment: Moment, settled: Sequence[Settled], place: Place | None) -> Features:
    """What speaks for and against a moment, by name."""
    if _inside(own, moment):
        found = {"in_scope": 1.0, f"in_scope_{own.family.value}": 1.0}
        return found | _naming(own, moment, "own") | _nature(own, moment, "own")
    found = distance(own, moment.sentence, moment.paragraph) | carried(own)
    if moment.sentence == own.sentence:
        return found | _naming(own, moment, "beside") | _nature(own, moment, "beside") | _memory(own, moment, settled, place)
    found["in_common"] = in_common(own.words, moment.words)
    return found | _nature(own, moment, "far") | _memory(own, moment, settled, place)


def _naming(own: Occasion, moment: Moment, where: str) -> Features:
    """How the happening's own sentence tells it."""
    direct = moment.governor == own.trigger.i
    return {
        "direct": float(direct),
        "tokens_off": abs(moment.mention.start - own.trigger.i) / 10,
        f"{where}_same_verb": float(moment.verb == own.verb),
        f"{where}_of_noun": float(moment.noun and not direct),
        "complement": float(moment.mention.complement and moment.mention.end <= own.trigger.i),
    }


def _nature(own: Occasion, moment: Moment, where: str) -> Features:
    """How fine the time is, and how it lies to publication."""
    found = {
        f"{where}_{moment.mention.time.precision.value}": 1.0,
        f"{where}_dateline": float(moment.mention.dateline),
        f"{where}_named": math.log(moment.named),
    }
    published = moment.mention.published
    if published is not None:
        view = "ahead" if own.status in AHEAD else "ongoing" if own.status is Status.ONGOING else "happened"
        first, last = moment.days
        found[f"{where}_{view}_future"] = float(first > published)
        found[f"{where}_{view}_today"] = float(first <= published <= last)
        found["old"] = float((published - last).days > OLD)
    return found


def _memory(own: Occasion, moment: Moment, settled: Sequence[Settled], place: Place | None) -> Features:
    """What was told to have happened then before."""
    then = [s for s in settled if days_of(s.time) == moment.days]
    dated = [s for s in settled if s.occasion.family is own.family and days_of(s.time) is not None]
    kin = [s for s in then if s.occasion.family is own.family]
    found = {
        "settled": len(kin) / len(dated) if dated else 0.0,
        "settled_kind": float(any(s.occasion.kind is own.kind for s in kin)),
        "settled_last": float(bool(kin) and kin[-1] is dated[-1]),
    }
    places = {s.place.name for s in then if s.place is not None}
    if place is not None and places:
        found["other_place"] = float(place.name not in places)
    return found
