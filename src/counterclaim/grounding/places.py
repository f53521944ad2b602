"""Places of a parsed report: found, told apart, and set on the map as far as the text allows.

`find_places` joins the parts: countries named (`place_borders.mark_countries`), borders, place names (`place_recognition`),
and the choice among the places of one name (`place_scoring`), made twice: once name by name, once knowing where the report's
other places are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from counterclaim.grounding.country_words import load_country_words
from counterclaim.grounding.credits import credit_tokens
from counterclaim.grounding.gazetteer import Candidate, Gazetteer
from counterclaim.grounding.place_acting import acts_here
from counterclaim.grounding.place_borders import BorderSighting, CountryTokens, border_name, border_sightings, mark_countries
from counterclaim.grounding.place_cluster import support
from counterclaim.grounding.place_containers import containers
from counterclaim.grounding.place_explaining import candidate_lines
from counterclaim.grounding.place_peoples import PeopleSighting, people_sightings
from counterclaim.grounding.place_reading import Reading
from counterclaim.grounding.place_recognition import Sighting, sightings
from counterclaim.grounding.place_scoring import Evidence, Scored, calibrated, confidence, is_stray, rank
from counterclaim.grounding.vessels import vessel_tokens
from counterclaim.records.models import Place, Span
from counterclaim.records.words import PlacePrecision

UNSURE = 0.3
"""Below this share of the softmax no candidate is taken: the place keeps its name, its coordinates stay null."""
UNKNOWN = 0.1
"""Confidence of a place that the index does not know: only that it is a place."""
UNVOUCHED = 0.8
"""Factor for a name that only a preposition marks as a place."""
PARTIAL = 0.8
"""Factor for a part of a place ("southern Gaza") put at the place itself."""
OF_STORY = 0.6
"""Confidence that "the border" is the one between the two countries of the story."""
OF_TEXT = 0.9
"""Confidence of a border whose two countries the text names."""
OWN_COUNT = 0.7
"""Weight of how often the report names a country, beside the parties that the caller tells."""
ROUNDS = 2
"""How often the choice is made again knowing where the other names' candidates lie."""
OF_PEOPLE = 0.9
"""Confidence of the land of a people that the text names."""


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place in the text.

    `tokens` is `[start, end)` in the document, `head` the token that carries the phrase; `acts` is set where the name stands
    for those who act or are acted on ("Yerevan said", "talks with Iran"), so that it is an actor and not a place; `trace`
    holds all candidates from likeliest to least, with the detail of their scores; `people` is set where a people or its adjective
    ("Russian") is put on its land, which always acts.
    """

    tokens: tuple[int, int]
    head: Token
    place: Place
    acts: bool
    trace: tuple[Scored, ...] = ()
    people: bool = False


def find_places(doc: Doc, gazetteer: Gazetteer, context: Mapping[str, float]) -> list[PlaceMention]:
    """All places of a document, in the order of the text.

    Args:
        doc: parsed with Universal Dependencies labels; entities labelled "place" in `doc.ents` or `doc.spans["mentions"]`.
        gazetteer: the place index.
        context: how much the story is about each country: alpha-3 code to any positive weight. May be empty.

    Returns:
        one mention for every place named, also those that `acts` marks as actors.

    Raises:
        ResourceError: the index or a knowledge file cannot be read.
    """
    reading = Reading(doc)
    countries = mark_countries(reading, gazetteer)
    story = _story(context, countries, "")
    borders = border_sightings(reading, countries, story)
    taken = {k for b in borders for k in range(b.start, b.end)} | credit_tokens(doc) | vessel_tokens(doc)
    seen = sightings(reading, gazetteer, taken)
    mentions = [_border_mention(b, reading, gazetteer) for b in borders]
    mentions.extend(_name_mentions(seen, reading, gazetteer, _Story(context, countries)))
    named = {k for m in mentions for k in range(*m.tokens)}
    mentions.extend(_people_mention(p, reading) for p in people_sightings(reading, gazetteer, named | taken))
    return sorted(mentions, key=lambda m: m.tokens)


def explain(mention: PlaceMention, most: int = 5) -> str:
    """The likeliest candidates of a mention with the share of every comparator in their scores, one a line."""
    place = mention.place
    lines = [f"{place.name}: {place.precision.value}, confidence {place.confidence:.2f}" + (", acts" if mention.acts else "")]
    lines.extend("  " + line for line in candidate_lines(mention.trace[:most]))
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class _Story:
    context: Mapping[str, float]
    countries: CountryTokens

    def without(self, key: str) -> dict[str, float]:
        return _story(self.context, self.countries, key)


def _story(context: Mapping[str, float], countries: CountryTokens, without: str) -> dict[str, float]:
    """Weights of countries from 0 to 1: the caller's, or how often the report names them if that is more. A name does not
    count as evidence for itself: "Georgia" says nothing of which Georgia, nor "Paris" that the story is about France."""
    unproved = _country_called(without, countries)
    told = {code: weight for code, weight in context.items() if code != unproved}
    most = max(told.values(), default=0.0)
    weights = {code: OWN_COUNT * share for code, share in countries.shares(without).items()}
    for code, weight in told.items():
        weights[code] = max(weights.get(code, 0.0), weight / most)
    return weights


def _country_called(name: str, countries: CountryTokens) -> str | None:
    """The country that a folded name stands for as itself or as its capital, where the report calls it by no other name."""
    capital_of = load_country_words().capitals.get(name)
    code = capital_of or next((code for code, names in countries.counts.items() if name in names), None)
    return code if code and not set(countries.counts.get(code, ())) - {name} else None


def _border_mention(sighting: BorderSighting, reading: Reading, gazetteer: Gazetteer) -> PlaceMention:
    line = gazetteer.border(sighting.countries)
    sure = (OF_TEXT if sighting.told else OF_STORY) if line else UNKNOWN
    place = Place(
        name=border_name(sighting, line, reading, gazetteer),
        lat=line.lat if line else None,
        lon=line.lon if line else None,
        precision=PlacePrecision.BORDER,
        confidence=sure,
        span=_span(reading, sighting.start, sighting.end),
        source=line.source if line else None,
    )
    return PlaceMention((sighting.start, sighting.end), reading.doc[sighting.head], place, acts=False)


def _people_mention(sighting: PeopleSighting, reading: Reading) -> PlaceMention:
    land, (start, end) = sighting.land, (sighting.start, sighting.end)
    place = Place(
        name=reading.phrase(start, end),
        lat=land.lat,
        lon=land.lon,
        country=land.country if len(land.countries) == 1 else None,
        precision=land.precision,
        confidence=OF_PEOPLE,
        span=_span(reading, start, end),
        source=f"{land.source}, the land of that people",
    )
    return PlaceMention((start, end), reading.doc[reading.head_of(start, end)], place, acts=True, people=True)


def _name_mentions(seen: list[Sighting], reading: Reading, gazetteer: Gazetteer, story: _Story) -> list[PlaceMention]:
    told = containers(seen, reading, story.countries, gazetteer)
    stories = {key: story.without(key) for key in {s.key for s in seen}}
    asked: dict[_Question, Evidence] = {}
    for s in seen:
        asked.setdefault(_question(s), Evidence(s.key, s.told, told.get(s.key, ()), stories[s.key]))
    held = {_question(s): s.candidates for s in seen}
    answers = {q: rank(held[q], e) for q, e in asked.items()}
    for _ in range(ROUNDS):
        fits = _fits(answers)
        asked = {q: replace(e, fits=fits.get(q[0], {})) for q, e in asked.items()}
        answers = {q: rank(held[q], e) for q, e in asked.items()}
    spots = {q[0]: ranked[0].candidate for q, ranked in answers.items() if ranked}
    mentions: list[PlaceMention] = []
    for s in seen:
        q = _question(s)
        others = [c for key, c in spots.items() if key != s.key and c.precision is not PlacePrecision.COUNTRY]
        evidence = replace(asked[q], others=tuple((c.lat, c.lon) for c in others if c.lat is not None and c.lon is not None))
        ranked = () if is_stray(answers[q], evidence) else answers[q]
        if ranked or s.sure:
            mentions.append(_mention(s, ranked, evidence, reading))
    return mentions


_Question = tuple[str, PlacePrecision | None, int]


def _question(s: Sighting) -> _Question:
    """What makes two sightings the same question: the name, the sort told and how many places it may be."""
    return s.key, s.told, len(s.candidates)


def _fits(answers: Mapping[_Question, tuple[Scored, ...]]) -> dict[str, dict[str, float]]:
    """By name and place, how well the candidates of all names fit together."""
    likely: dict[str, list[tuple[Candidate, float]]] = {}
    for (key, _, _), ranked in answers.items():
        likely.setdefault(key, [(r.candidate, r.probability) for r in ranked])
    found: dict[str, dict[str, float]] = {}
    for (key, place_id), fit in support(likely).items():
        found.setdefault(key, {})[place_id] = fit
    return found


def _mention(sighting: Sighting, ranked: tuple[Scored, ...], evidence: Evidence, reading: Reading) -> PlaceMention:
    acts = acts_here(reading, sighting, ranked[0].candidate if ranked else None)
    return PlaceMention(
        (sighting.start, sighting.end), reading.doc[sighting.head], _place(sighting, ranked, evidence, reading), acts, ranked
    )


def _place(sighting: Sighting, ranked: tuple[Scored, ...], evidence: Evidence, reading: Reading) -> Place:
    name, span = reading.phrase(sighting.start, sighting.end), _span(reading, sighting.start, sighting.end)
    sure = confidence(ranked)
    if not ranked or sure < UNSURE:
        told = sighting.told or (ranked[0].candidate.precision if ranked else PlacePrecision.SETTLEMENT)
        country = _shared_country(evidence.containers) or _shared_country([s.candidate for s in ranked])
        return Place(name=name, country=country, precision=told, confidence=UNKNOWN if not ranked else round(sure * UNSURE, 2), span=span)
    best = ranked[0].candidate
    vouched = sighting.sure or best.precision is PlacePrecision.COUNTRY
    sure = calibrated(sure) * (1.0 if vouched else UNVOUCHED) * (PARTIAL if sighting.part else 1.0)
    precision, source = _precision(sighting, best)
    of_country = sighting.part and best.precision is PlacePrecision.COUNTRY
    located = best.located and not of_country
    return Place(
        name=name,
        lat=best.lat if located else None,
        lon=best.lon if located else None,
        country=best.country if len(best.countries) == 1 else None,
        admin1=best.admin1 or _admin1(best, evidence.containers),
        geonames_id=best.geonames_id if precision is best.precision else None,
        precision=precision,
        confidence=round(sure if located or of_country else min(sure, UNSURE), 2),
        span=span,
        source=source,
    )


def _precision(sighting: Sighting, best: Candidate) -> tuple[PlacePrecision, str]:
    """The sort of place that the text speaks of, and where its coordinates come from."""
    if sighting.part and best.precision is PlacePrecision.COUNTRY:
        return PlacePrecision.REGION, best.source
    told = sighting.told
    if told in {None, best.precision, PlacePrecision.COUNTRY} or best.precision is not PlacePrecision.SETTLEMENT:
        return best.precision, best.source
    return told or best.precision, f"{best.source}, at the settlement of that name"


def _admin1(best: Candidate, containers: Sequence[Candidate]) -> str | None:
    """The region that the text puts a settlement or district in."""
    if best.precision not in {PlacePrecision.SETTLEMENT, PlacePrecision.DISTRICT}:
        return None
    named = [c for c in containers if c.precision is PlacePrecision.REGION and set(c.countries) & set(best.countries)]
    return named[0].name if named else None


def _shared_country(candidates: Sequence[Candidate]) -> str | None:
    """The one country of all candidates, None when they differ."""
    codes = {c.country for c in candidates if c.located or c.precision is PlacePrecision.COUNTRY}
    return codes.pop() if len(codes) == 1 and "|" not in next(iter(codes)) else None


def _span(reading: Reading, start: int, end: int) -> Span:
    return Span(start=reading.idx[start], end=reading.idx[end - 1] + len(reading.words[end - 1]))
