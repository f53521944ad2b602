"""Which of a report's places a happening took place at."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.grounding.country_words import load_country_words
from counterclaim.grounding.placenames import fold
from counterclaim.grounding.places import PlaceMention
from counterclaim.grounding.setting_evidence import (
    Occasion,
    Page,
    Settled,
    carried,
    distance,
    in_common,
    nothing,
    pointing,
    weighed_of,
)
from counterclaim.grounding.weighing import Features, Weighed
from counterclaim.records.models import Place, Time
from counterclaim.records.words import PlacePrecision

PEOPLE = frozenset({"person", "organization"})
MENTIONS = "mentions"
DASHES = frozenset({"-", "–", "—", "--"})
DIRECTIONS = frozenset({"direction", "side"})
DATELINE = 10
"""Most tokens between the place of a dateline and its dash."""
MOST_OFF = 40
"""Tokens between a happening and a place beyond which it does not matter how many."""
AT = frozenset({"in", "at", "near", "around", "into", "outside", "inside", "over", "across", "on", "towards", "toward"})
SORTS = {
    PlacePrecision.SETTLEMENT: "settlement",
    PlacePrecision.DISTRICT: "district",
    PlacePrecision.REGION: "region",
    PlacePrecision.COUNTRY: "country",
    PlacePrecision.BORDER: "line",
    PlacePrecision.CORRIDOR: "line",
}


@dataclass(frozen=True, slots=True)
class Site:
    """A place where the text names it, with what the choice asks of it, read once."""

    mention: PlaceMention
    key: str
    sentence: int
    paragraph: int
    case: str
    of_people: bool
    dateline: bool
    capital: bool
    named: int
    words: frozenset[str]

    @property
    def place(self) -> Place:
        """The place."""
        return self.mention.place


def sites_of(page: Page, mentions: Sequence[PlaceMention]) -> list[Site]:
    """The sites of a report, in the order of the text."""
    people = {span.root.i for span in page.doc.spans.get(MENTIONS, ()) if span.label_ in PEOPLE}
    keys = [fold(m.place.name) for m in mentions]
    named, capitals = Counter(keys), load_country_words().capitals
    return [
        Site(
            mention=m,
            key=key,
            sentence=page.sentence[m.head.i],
            paragraph=page.paragraph[m.head.i],
            case=_case_of(m),
            of_people=m.head.head.i in people and m.head.head != m.head,
            dateline=_in_dateline(m),
            capital=key in capitals,
            named=named[key],
            words=page.words[page.sentence[m.head.i]],
        )
        for key, m in zip(keys, mentions, strict=True)
    ]


def _case_of(m: PlaceMention) -> str:
    """The preposition of a place; "from" also for "from the direction of Er Rahad"."""
    head = m.head.head
    led = head.text.lower() in DIRECTIONS and any(c.dep_ == "case" and c.text.lower() == "from" for c in head.children)
    return "from" if led else next((c.text.lower() for c in m.head.children if c.dep_ == "case"), "")


def _in_dateline(m: PlaceMention) -> bool:
    """Whether a place opens a line that goes on behind a dash: "YEREVAN, October 12 -"."""
    doc, (start, end) = m.head.doc, m.tokens
    opens = start == 0 or "\n" in doc[start - 1].text
    return opens and any(t.text in DASHES and t.whitespace_ and doc[t.i - 1].whitespace_ for t in doc[end : end + DATELINE])


def weigh_places(own: Occasion, sites: Sequence[Site], settled: Sequence[Settled], time: Time | None) -> Weighed:
    """The sites that a happening may have taken place at, None first, for a report that does not tell.

    Args:
        own: the happening.
        sites: all places of the report that may be meant.
        settled: the events told before.
        time: when it happened, as far as known: what happened on another day happened elsewhere.
    """
    pointed = pointing(own, "place", [(s.key, range(*s.mention.tokens)) for s in sites])
    empty = nothing(own, any(s.place for s in settled), pointed)
    near = nearest(own, sites)
    if any(_tells_where(own, s) for s in near):  # then nothing else is asked for
        kept = [k for k, s in enumerate(sites) if any(s is n for n in near)]
        sites, pointed = [sites[k] for k in kept], [pointed[k] for k in kept]
    return weighed_of(own, sites, pointed, near, lambda site: features(own, site, settled, time), empty)


def nearest(own: Occasion, sites: Sequence[Site]) -> list[Site]:
    """The sites in the happening's sentence; unless its clause tells where, also every place named elsewhere in the report, at the
    site that is nearest, before rather than behind."""
    here = [s for s in sites if s.sentence == own.sentence]
    if any(_tells_where(own, s) for s in here):
        return here
    far: dict[str, Site] = {}
    for site in sites:
        if site.sentence < own.sentence or (site.sentence > own.sentence and site.key not in far):
            far[site.key] = site
    return [*here, *far.values()]


def _tells_where(own: Occasion, site: Site) -> bool:
    """Whether a site is one that the happening's own words put it at: no origin, nobody's seat, a country only where it says "in"."""
    exact = site.place.precision is not PlacePrecision.COUNTRY or site.case in AT
    return exact and _inside(own, site) and not site.of_people and site.case != "from"


def _inside(own: Occasion, site: Site) -> bool:
    return site.mention.head.i in own.scope


def features(own: Occasion, site: Site, settled: Sequence[Settled], time: Time | None) -> Features:
    """What speaks for and against a site, by name."""
    if _inside(own, site):
        found = {"in_scope": 1.0, f"in_scope_{own.family.value}": 1.0, "direct": float(site.mention.head.head == own.trigger)}
        return found | _naming(own, site) | _nature(own, site, "own")
    found = distance(own, site.sentence, site.paragraph) | carried(own) | _nature(own, site, "far")
    if site.sentence == own.sentence:
        return found | _naming(own, site)
    found["in_common"] = in_common(own.words, site.words)
    found["points_back"] = float(own.points_back)
    return found | _memory(own, site, settled, time)


def _naming(own: Occasion, site: Site) -> Features:
    """How the happening's own sentence names it."""
    case = "at" if site.case in AT else "from" if site.case == "from" else "none" if not site.case else "other"
    off = site.mention.head.i - own.trigger.i
    return {f"case_{case}": 1.0, "tokens_off": min(abs(off), MOST_OFF) / 10, "follows": float(off > 0)}


def _nature(own: Occasion, site: Site, where: str) -> Features:
    """What sort of place it is, and how the report treats it."""
    return {
        f"{where}_{SORTS[site.place.precision]}": 1.0,
        f"{where}_unknown": float(site.place.lat is None),
        f"{where}_people": float(site.of_people),
        f"{where}_speakers": float(site.mention.head.i in own.speaker),
        f"{where}_dateline": float(site.dateline),
        f"{where}_capital": float(site.capital),
        f"{where}_heading": float(site.paragraph == 0),
        f"{where}_named": math.log(site.named),
    }


def _memory(own: Occasion, site: Site, settled: Sequence[Settled], time: Time | None) -> Features:
    """What was told to have happened there before."""
    there = [s for s in settled if s.place is not None and fold(s.place.name) == site.key]
    found = {
        "settled": float(any(s.occasion.family is own.family for s in there)),
        "settled_last": float(bool(settled and there) and settled[-1] is there[-1]),
        "settled_otherwise": float(bool(there) and all(s.occasion.family is not own.family for s in there)),
    }
    spans = [s.time for s in there if s.time is not None]
    if time is not None and any(_known(t) for t in spans) and _known(time):
        found["same_time"] = float(any(_overlap(t, time) for t in spans))
        found["other_time"] = 1 - found["same_time"]
    return found


def _known(time: Time) -> bool:
    return time.start is not None and time.end is not None


def _overlap(one: Time, other: Time) -> bool:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return one.start <= other.end and other.start <= one.end
