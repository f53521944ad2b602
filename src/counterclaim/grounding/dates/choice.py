"""Which of a report's times is that of a happening."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc, Token

from counterclaim.grounding.dates.mention import TimeMention
from counterclaim.grounding.setting_evidence import (
    AHEAD,
    Occasion,
    Page,
    Settled,
    carried,
    distance,
    governing_verb,
    in_common,
    nothing,
    pointing,
    weighed_of,
)
from counterclaim.grounding.weighing import Features, Weighed
from counterclaim.records.models import Place, Time
from counterclaim.records.words import Family, Status

CHARGING = frozenset(
    """accuse charge blame condemn denounce criticise criticize deny reject dismiss disclaim refute rebut claim admit acknowledge concede
    own""".split()
)
"""Verbs by which a charge is laid, rejected or owned up to, which may be long after the act."""
SINCE = "since"
NOMINAL = frozenset({"NOUN", "PROPN"})
IN_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "ADP", "PART"})
YARDSTICK = 10
"""Tokens before a stretch of time in which a superlative stands that is measured by it."""
MOST_OFF = 40
"""Tokens between a happening and a time beyond which it does not matter how many."""
LEADING = frozenset({"since", "from", "until", "till", "by", "before", "after", "in", "on", "between", "for", "during"})
"""Words before a time that say how it is meant."""
OLD = 14
"""Days before publication from which on a time is history."""
Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Moment:
    """A time where the text tells it, with what the choice asks of it, read once; `governor` is the word that it hangs on, `noun`
    whether that is a noun ("the truce of 27 December"), `of_charge` whether a charge was laid or answered then ("on Tuesday accused …"),
    `of_accord` whether it tells which agreement is meant ("in breach of the October truce")."""

    mention: TimeMention
    days: Days
    sentence: int
    paragraph: int
    governor: int
    verb: int
    noun: bool
    named: int
    words: frozenset[str]
    led_by: str = ""
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
                led_by=before if (before := page.doc[max(0, m.start - 1)].lower_) in LEADING else "",
                of_charge=_said_then(root).lemma_.lower() in CHARGING,
                of_accord=m.start in naming and not _is_since(page, m),
            )
        )
    return found


def _said_then(day: Token) -> Token:
    """The verb that a day goes with; the parser may hang it on the verb's subject: "the group on Tuesday denied …"."""
    governor = day.head
    between = governor.pos_ in NOMINAL and governor.dep_ == "nsubj" and governor.i < day.i < governor.head.i
    return governor.head if between else governor


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


def weigh_times(own: Occasion, moments: Sequence[Moment], settled: Sequence[Settled], place: Place | None) -> Weighed:
    """The moments that a happening may have been at, None first, for a report that does not tell.

    Args:
        own: the happening.
        moments: all times of the report.
        settled: the events told before.
        place: where its own words put it, if they do: what happened elsewhere happened at another time.
    """
    complement = next((m for m in moments if _is_complement(own, m)), None)
    if complement is not None:
        return Weighed([complement], [features(own, complement, settled, place)])
    moments = [m for m in moments if _may_date(own, m)]
    pointed = pointing(own, "time", [(m.days, range(m.mention.start, m.mention.end)) for m in moments])
    empty = nothing(own, any(days_of(s.time) for s in settled), pointed)
    return weighed_of(own, moments, pointed, nearest(own, moments), lambda m: features(own, m, settled, place), empty)


def nearest(own: Occasion, moments: Sequence[Moment]) -> list[Moment]:
    """The moments in the happening's sentence; unless its clause tells when, also every time told before, where it was told last;
    where there is none of these, the first that follows."""
    here = [m for m in moments if m.sentence == own.sentence]
    if any(_inside(own, m) for m in here):
        return here
    elsewhere = [m for m in moments if m.sentence != own.sentence and not m.of_charge and not m.mention.complement]
    before = {m.days: m for m in elsewhere if m.sentence < own.sentence}
    return [*here, *before.values()] or list({m.days: m for m in reversed(elsewhere)}.values())


def _is_since(page: Page, mention: TimeMention) -> bool:
    """ "Violated the truce since Monday": the parser may hang that on the truce."""
    return page.doc[max(0, mention.start - 1)].lower_ == SINCE


def _may_date(own: Occasion, moment: Moment) -> bool:
    """Not the day of a charge, nor one that only tells which agreement is meant."""
    return not _is_of_charge(own, moment) and (own.family is Family.PEACE or not moment.of_accord)


def _is_of_charge(own: Occasion, moment: Moment) -> bool:
    """ "On Tuesday accused the army of shelling the town", "on Tuesday denied a part in the attack": when the charge was laid or rejected,
    not when the act was done."""
    before = moment.mention.start < own.trigger.i and moment.verb < own.trigger.i
    return moment.of_charge and own.trigger.i != moment.verb and (before or not _inside(own, moment))


def _inside(own: Occasion, moment: Moment) -> bool:
    told = range(moment.mention.start, moment.mention.end)
    return not moment.mention.complement and any(i in own.scope for i in told)


def _is_complement(own: Occasion, moment: Moment) -> bool:
    """ "Tuesday is the day on which the talks open": its day stands before it as what it is said to be."""
    return moment.mention.complement and moment.sentence == own.sentence and moment.mention.end <= own.trigger.i


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
        "tokens_off": min(abs(moment.mention.start - own.trigger.i), MOST_OFF) / 10,
        "follows": float(moment.mention.start > own.trigger.i),
        f"{where}_same_verb": float(moment.verb == own.verb),
        f"{where}_of_noun": float(moment.noun and not direct),
    }


def _nature(own: Occasion, moment: Moment, where: str) -> Features:
    """How fine the time is, and how it lies to publication."""
    found = {
        f"led_by_{moment.led_by}": 1.0,
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
        found["age"] = math.log1p(max(0, (published - last).days)) / 4
        found["length"] = math.log1p((last - first).days) / 4
        found["future"] = float(first > published)
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
        "settled_otherwise": float(bool(then) and not kin),
    }
    places = {s.place.name for s in then if s.place is not None}
    if place is not None and places:
        found["other_place"] = float(place.name not in places)
    return found
