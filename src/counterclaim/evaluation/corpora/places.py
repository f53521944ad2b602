"""The suite `places`: place names recognised and put on the map, on LGL (588 articles of local news) and GeoWebNews (200).

Three measures, each for `lgl` and `gwn`:

- `recognition`: F1 of places found in raw text, paired one to one with annotated ones by overlap (`exact_f1`: both ends agree).
- `resolution`: with annotated spans given to the program as its own named places. Of all toponyms with coordinates: the share
  put within 161 km, which is 100 miles (Cheng, Caverlee and Lee 2010), the median and the mean error; one that gets no
  coordinates counts as 20,039 km off, the farthest that can be (as Gritta et al. 2020). `acc161_or_same` also accepts the same
  GeoNames entry at another point of it, and `answered` says how many got coordinates.
- `both`: from raw text, found and within 161 km, against toponyms with coordinates. What we find without coordinates counts as
  not found, and what meets only a toponym without coordinates is left out.

Every place that `find_places` gives counts, also where it stands for those who act there ("Moscow said").

Adjectives and peoples ("Russian", "Syrians"; 7 % of LGL, 11 % of GeoWebNews) are actors with us; `find_places` gives them as such,
put on the land of that people, and they count as both corpora annotate them.

What cannot match. Countries lie in the middle of their land; GeoNames puts Canada and others more than 161 km off that, not always
at the same point in both corpora. Of nested places, which GeoWebNews has, we find one. Our span takes in a word of sort or
direction ("northern Gaza"). The index has no streets, buildings, schools or companies and few waters, of which GeoWebNews has
many, and no settlements under 500 people: they stay without coordinates. Some annotations put a name at a building, or a
river at the bend that is meant.

What differs from the published set-ups. Mordecai 3 (Halterman 2023) reports acc@161 km of .827 on LGL, and .941 on the part of
GeoWebNews that it held out; it learns from such corpora and chooses among all of GeoNames. We measure on everything and learn
from none, though totals of both corpora were looked at when the weights of `place_scoring` were set. The best F1 of recognition
on GeoWebNews that we know of is .797; ours is on its 2,720 literal and associative toponyms, less two that are not where they
say, and how a partial find counts may differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean, median

from spacy.tokens import Doc, SpanGroup
from spacy.util import filter_spans

from counterclaim.errors import ResourceError
from counterclaim.evaluation.corpora.toponyms import Article, Toponym, read_gwn, read_lgl
from counterclaim.evaluation.counting import Counts, best_pairs
from counterclaim.evaluation.suite import Engines, Figure, on_corpus
from counterclaim.grounding.actors.names import NameIndex
from counterclaim.grounding.actors.sides import find_sides
from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.grounding.places import find_places
from counterclaim.language.engine import MENTIONS
from counterclaim.records.distance import km_between
from counterclaim.records.models import Place

CORPORA: tuple[tuple[str, str, Callable[[Path], Iterator[Article]]], ...] = (
    ("lgl", "lgl.xml", read_lgl),
    ("gwn", "GWN.xml", read_gwn),
)
NEAR_KM = 161.0
"""100 miles."""
FARTHEST_KM = 20_039.0
"""Half the Earth's girth: the error of a toponym that is put nowhere."""
PLACE = "place"
"""The language engine's label of places."""


@dataclass
class Tally:
    """What was right so far. `errors` are km, of every toponym with coordinates; `right` marks those near or the same entry."""

    articles: int = 0
    recognised: Counts = Counts()
    exact: Counts = Counts()
    both: Counts = Counts()
    errors: list[float] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)

    def found(self, wanted: Sequence[Toponym], found: Sequence[Place]) -> None:
        """Add the places found in the raw text of an article."""
        pairs = align(wanted, found)
        exact = sum(_span(found[c]) == (wanted[r].start, wanted[r].end) for r, c in pairs)
        self.articles += 1
        self.recognised += Counts(len(pairs), len(found), len(wanted))
        self.exact += Counts(exact, len(found), len(wanted))
        self.both += _both(wanted, found)

    def resolved(self, wanted: Sequence[Toponym], answers: Sequence[Place | None]) -> None:
        """Add what the program made of annotated toponyms; those without coordinates are left out."""
        for toponym, place in zip(wanted, answers, strict=True):
            if toponym.spot is None:
                continue
            km = error_km(toponym, place)
            same = place is not None and toponym.geonames_id is not None and place.geonames_id == toponym.geonames_id
            self.errors.append(km)
            self.right.append(km <= NEAR_KM or same)

    def figures(self) -> Iterator[Figure]:
        """What the sheet shows. There must be at least one toponym with coordinates."""
        yield Figure("reports", self.articles, unit="reports")
        yield Figure("recognition.precision", self.recognised.precision)
        yield Figure("recognition.recall", self.recognised.recall)
        yield Figure("recognition.f1", self.recognised.f1)
        yield Figure("recognition.exact_f1", self.exact.f1)
        yield Figure("resolution.wanted", len(self.errors), unit="toponyms")
        yield Figure("resolution.answered", fmean(km < FARTHEST_KM for km in self.errors))
        yield Figure("resolution.acc161", fmean(km <= NEAR_KM for km in self.errors))
        yield Figure("resolution.acc161_or_same", fmean(self.right))
        yield Figure("resolution.median_km", median(self.errors), unit="km", falls=True)
        yield Figure("resolution.mean_km", fmean(self.errors), unit="km", falls=True)
        yield Figure("both.precision", self.both.precision)
        yield Figure("both.recall", self.both.recall)
        yield Figure("both.f1", self.both.f1)


def align(wanted: Sequence[Toponym], found: Sequence[Place]) -> list[tuple[int, int]]:
    """Pair toponyms with places one to one, so that they share the most text."""
    return list(best_pairs([[float(_shared(t, p)) for p in found] for t in wanted]))


def error_km(toponym: Toponym, place: Place | None) -> float:
    """How far a place lies from a toponym with coordinates; the farthest there is without any."""
    if toponym.spot is None or place is None or place.lat is None or place.lon is None:
        return FARTHEST_KM
    return km_between(*toponym.spot, place.lat, place.lon)


def _both(wanted: Sequence[Toponym], found: Sequence[Place]) -> Counts:
    located = [t for t in wanted if t.spot is not None]
    blank = [t for t in wanted if t.spot is None]
    answers = [p for p in found if p.lat is not None and (any(_shared(t, p) for t in located) or not any(_shared(t, p) for t in blank))]
    right = sum(error_km(located[r], answers[c]) <= NEAR_KM for r, c in align(located, answers))
    return Counts(right, len(answers), len(located))


def _span(place: Place) -> tuple[int, int]:
    return (place.span.start, place.span.end) if place.span is not None else (0, 0)


def _shared(toponym: Toponym, place: Place) -> int:
    """Characters that both hold."""
    start, end = _span(place)
    return max(0, min(toponym.end, end) - max(toponym.start, start))


def tell_places(doc: Doc, toponyms: Iterable[Toponym]) -> None:
    """Make toponyms the only named entities of a document, all of them places, cut to whole tokens."""
    spans = [doc.char_span(t.start, t.end, label=PLACE, alignment_mode="expand") for t in toponyms]
    named = [s for s in spans if s is not None]
    for span in named:
        span._.named, span._.head = True, span.root.i
    doc.spans[MENTIONS] = SpanGroup(doc, name=MENTIONS, spans=named)
    doc.ents = filter_spans(named)


def resolve(doc: Doc, toponyms: Sequence[Toponym], gazetteer: Gazetteer, context: dict[str, float]) -> list[Place | None]:
    """What the program makes of toponyms that it is told of: for each the place found there, None where it finds none.

    The document's entities are replaced.
    """
    tell_places(doc, toponyms)
    places = [m.place for m in find_places(doc, gazetteer, context)]
    nearest = [max(places, key=lambda p: _shared(t, p), default=None) for t in toponyms]
    return [p if p is not None and _shared(t, p) else None for t, p in zip(toponyms, nearest, strict=True)]


def context_of(doc: Doc, names: NameIndex) -> dict[str, float]:
    """How much a report is about each country, as grounding tells the finder of places; who fights is not looked at."""
    return {code: weight for code, weight in find_sides(doc, names.find(doc, None), ()).weights.items() if len(code) == 3}


def _run(folder: Path, engines: Engines) -> Sequence[Figure]:
    figures = list[Figure]()
    for name, file, read in CORPORA:
        tally = Tally()
        articles = list(read(folder / file))
        for article, doc in zip(articles, engines.language.pipe(a.text for a in articles), strict=True):
            context = context_of(doc, engines.names)
            tally.found(article.toponyms, [m.place for m in find_places(doc, engines.gazetteer, context)])
            tally.resolved(article.toponyms, resolve(doc, article.toponyms, engines.gazetteer, context))
        if not tally.errors:
            raise ResourceError(f"{folder / file} holds no toponym with coordinates")
        figures += [Figure(f"{name}.{f.name}", f.value, f.unit, f.falls) for f in tally.figures()]
    return figures


SUITE = on_corpus("places", "LGL and GeoWebNews", "geo", _run)
