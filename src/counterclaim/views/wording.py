"""The values of a record in plain words, the same in every view.

Codes stay visible beside the words (`Armenia (ARM:MIL)`), so that what is read here can be looked up in the JSON.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from functools import cache

from counterclaim.records.models import MEDIA, NARRATOR, Actor, Claim, Event, Harm, Obligation, Place, Span, Time, Weapon
from counterclaim.records.words import PlacePrecision, TimePrecision
from counterclaim.tables import read_table

OWN_VOICE = {NARRATOR: "The report itself", MEDIA: "Other media"}
UNSURE_BELOW = 0.5
"""A place that is more likely wrong than right is called uncertain."""
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e]")
"""Control characters, and those that turn the order of letters round, by which a text can be shown as another than it is."""
QUOTATION_MARKS = '“”"'
WORD = re.compile(r"\w")
BLANKS = re.compile(r"\s+")


def visible(text: str) -> str:
    """The text with each control character (but line feed and tab) replaced by U+FFFD: offsets stay, terminals are safe."""
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str) -> str:
    """The text on one line, white space run together, control characters made visible."""
    return visible(BLANKS.sub(" ", text).strip())


def plain(word: str) -> str:
    """An enumerated word as people are shown it: without its underscores, or as `data/words.csv` has it (`mine_ied` is "mine or IED").
    Raises ResourceError when the table cannot be read."""
    return _shown().get(word, word.replace("_", " "))


@cache
def _shown() -> dict[str, str]:
    return {row["word"]: row["shown"] for row in read_table("counterclaim.views.data", "words.csv")}


def headed(text: str) -> str:
    """The text with a capital letter first; the others stay as they are."""
    return text[:1].upper() + text[1:]


def actor_words(actor: Actor) -> str:
    """An actor with its code: "Armenia, defence ministry (ARM:MIL)"; who is known by no code is called by name."""
    if actor.party in OWN_VOICE:
        return OWN_VOICE[actor.party]
    parts = [part for part in (actor.person, actor.name, actor.role) if part]
    told_again = {n for n, part in enumerate(parts) if any(_tells(other, part) for other in parts[n + 1 :])}
    said = list[str]()
    for part in (part for n, part in enumerate(parts) if n not in told_again):
        if not any(part.casefold() in earlier.casefold() for earlier in said):
            said.append(part)
    words = one_line(", ".join(said)).strip(" ,;:")
    if not actor.id:
        return words or "an unnamed source"
    return f"{words} ({actor.id})" if words and words != actor.id else actor.id


def _tells(longer: str, part: str) -> bool:
    """Whether a part stands in a longer one, as whole words: "Petrosyan" in "Colonel Petrosyan"."""
    return len(part) < len(longer) and re.search(rf"(?<!\w){re.escape(part)}(?!\w)", longer, re.IGNORECASE) is not None


def actors_words(actors: Sequence[Actor]) -> str:
    """Several actors: "A, B and C"."""
    return listed([actor_words(actor) for actor in actors])


def listed(items: Sequence[str]) -> str:
    """Items as prose lists them: "a", "a and b", "a, b and c"."""
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def parties_words(event: Event) -> str:
    """Who did it to whom: "Azerbaijan (AZE) → Armenia (ARM)"; empty when nobody is named."""
    doers, sufferers = actors_words(event.initiators), actors_words(event.targets)
    if sufferers:
        doers = f"{doers or 'unnamed'} → {sufferers}"
    if event.mediators:
        doers = f"{doers}; through {actors_words(event.mediators)}".removeprefix("; ")
    return doers


def coordinates_words(place: Place) -> str:
    """Latitude and longitude in degrees: "40.20 N 45.87 E"."""
    if place.lat is None or place.lon is None:
        return "coordinates unknown"
    return f"{abs(place.lat):.2f} {'N' if place.lat >= 0 else 'S'} {abs(place.lon):.2f} {'E' if place.lon >= 0 else 'W'}"


def place_words(place: Place) -> str:
    """A place with what is known of it: "Sotk, Gegharkunik, ARM (40.20 N 45.87 E, settlement)"."""
    inside = [part for part in (place.admin1, place.country if place.precision is not PlacePrecision.COUNTRY else None) if part]
    inside = [part for part in inside if part.casefold() != place.name.casefold()]
    facts = [coordinates_words(place), plain(place.precision)]
    if place.confidence < UNSURE_BELOW:
        facts.append("uncertain")
    return one_line(f"{', '.join([place.name, *inside])} ({', '.join(facts)})")


def day_words(day: dt.date) -> str:
    """A calendar day: "12 May 2023"."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def time_words(time: Time, text: str = "") -> str:
    """A time with its precision and the report's own words for it: "12 May 2023 (day, “Friday”)"."""
    facts = [plain(time.precision)]
    if time.span and text:
        facts.append(quoted([time.span], text))
    if time.start is None or time.end is None:
        known = f"from {day_words(time.start)}" if time.start else f"until {day_words(time.end)}" if time.end else "unresolved"
        return f"{known}: {one_line(time.reason or 'the text does not tell')} ({', '.join(facts)})"
    return f"{_extent_words(time.start, time.end, time.precision)} ({', '.join(facts)})"


def _extent_words(start: dt.date, end: dt.date, precision: TimePrecision) -> str:
    if start == end:
        return day_words(start)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year) if start.year == end.year else f"{start.year} to {end.year}"
    month_ends = end.day == calendar.monthrange(end.year, end.month)[1]
    if start.day == 1 and month_ends and precision is not TimePrecision.DAY:
        last = f"{calendar.month_name[end.month]} {end.year}"
        return last if (start.year, start.month) == (end.year, end.month) else f"{calendar.month_name[start.month]} {start.year} to {last}"
    return f"{day_words(start)} to {day_words(end)}"


def number_words(harm: Harm) -> str:
    """A number with its bounds: "5", "at least 5", "12 to 15, best 13", "none", "an untold number"."""
    low, best, high = harm.low, harm.best, harm.high
    if low is None and high is None:
        return "an untold number" if best is None else f"about {best}"
    if low == high:
        return "none" if low == 0 else str(low)
    if high is None:
        return f"at least {low}" + ("" if best in (None, low) else f", best {best}")
    if low is None:
        return f"at most {high}" + ("" if best in (None, high) else f", best {best}")
    return f"{low} to {high}" + ("" if best is None else f", best {best}")


def harm_words(harm: Harm) -> str:
    """People harmed: "at least 5 wounded · civilian · Armenia (ARM)"."""
    facts = [f"{number_words(harm)} {plain(harm.effect)}"]
    if harm.category.value != "unknown":
        facts.append(plain(harm.category))
    facts.append(actor_words(harm.side) if harm.side else "side not told")
    if harm.cumulative:
        facts.append("in all so far")
    return " · ".join(facts)


def weapons_words(weapons: Sequence[Weapon], text: str) -> str:
    """Weapons with the report's words for them: "mortar “mortars”, drone “drones”", each class once."""
    first = {weapon.kind: weapon.span for weapon in reversed(weapons)}
    kinds = dict.fromkeys(weapon.kind for weapon in weapons)
    return ", ".join(f"{plain(kind)} {quoted([first[kind]], text)}" for kind in kinds)


def duty_words(duty: Obligation) -> str:
    """Who must do what, and where: "Azerbaijan (AZE): guarantee passage, Lachin corridor (…)"."""
    who = actor_words(duty.obligor) if duty.obligor else "unnamed"
    where = f", {place_words(duty.place)}" if duty.place else ""
    return f"{who}: {plain(one_line(duty.duty))}{where}"


def confidence_words(claim: Claim) -> str:
    """How sure the claim is: `0.62`; nothing when it was never worked out."""
    return "" if claim.confidence is None else f"{claim.confidence:.2f}"


def interest_words(claim: Claim) -> str:
    """How the claim sits with the claimant's interest, and the rule that says so."""
    rule, words = plain(one_line(claim.interest_rule)), plain(claim.interest)
    return f"{words} ({rule})" if rule else words


def quoted(spans: Sequence[Span], text: str) -> str:
    """The words of the report at the spans, in quotation marks, in the order of the text."""
    in_order = sorted(spans, key=lambda s: (s.start, s.end))
    pieces = [one_line(span.of(text)).strip(QUOTATION_MARKS) for span in in_order]
    return " … ".join(dict.fromkeys(f"“{piece}”" for piece in pieces if WORD.search(piece)))


def counted(number: int, thing: str) -> str:
    """A count with its noun: "1 claim", "2 claims"."""
    return f"{number} {thing}{'' if number == 1 else 's'}"
