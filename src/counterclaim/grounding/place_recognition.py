"""Where a text names a place: stretches of tokens with the places that the name may mean, before any of them is chosen.

Evidence that a name is a place, any of: the parser says so; a locative preposition or a word such as "village of", "province"
stands with it; it is a country or a capital; it is a curated name of several words. Names inside people and organisations,
days, months and adjectives of nations are not places.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from counterclaim.grounding.country_words import load_country_words
from counterclaim.grounding.gazetteer import Candidate, Gazetteer
from counterclaim.grounding.place_ground import is_ground
from counterclaim.grounding.place_peoples import people_at
from counterclaim.grounding.place_reading import JOINERS, Reading
from counterclaim.grounding.placenames import fold
from counterclaim.grounding.placewords import PlaceWords, load_placewords
from counterclaim.records.words import PlacePrecision

LONGEST = 6
"""Tokens in the longest names tried."""
SHORT_CODE = 3
"""Words in capitals up to this long are places only as short names of countries ("US", "UAE")."""
SHORT_FORM = 5
"""Letters in the longest short form of a state ("Calif", "Tenn")."""
COARSE = ("district", "province", "region", "governorate", "county")
"""Type words tried with a bare name when the text uses another one."""

BROAD = frozenset({PlacePrecision.COUNTRY, PlacePrecision.REGION})
"""What a town word behind a name does not make a town: "the Karabakh capital" is another place than Karabakh."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A place name in the text.

    `[start, end)` are tokens, with the type word behind the name if there is one; `head` is the token that the rest of the
    sentence hangs the phrase on; `told` is the sort of place that the words around the name tell; `part` is set for
    "eastern Ukraine": some part of what the candidates are. `sure` when the parser or a type word vouches for it.
    """

    start: int
    end: int
    head: int
    key: str
    candidates: tuple[Candidate, ...]
    told: PlacePrecision | None = None
    part: bool = False
    sure: bool = True


def sightings(reading: Reading, gazetteer: Gazetteer, taken: set[int]) -> list[Sighting]:
    """All place names of a document in order, save on the tokens in `taken`."""
    return _Finder(reading, gazetteer, taken).run()


def types_of_part(words: PlaceWords, word: str) -> bool:
    """Whether a type word may mean a part of a town: "district", "region"; "village" and "city" cannot."""
    return words.types[word] is not PlacePrecision.SETTLEMENT


def singular(word: str) -> str:
    """A type word without its plural: "counties" → "county"."""
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


HYPHENS = frozenset({"-", "–"})


def _cut(short: str, word: str) -> bool:
    """Whether a word is cut short: "miss" of "mississippi", and not "gaza" of "gaza"."""
    return word != short and word.startswith(short)


class _Finder:
    def __init__(self, reading: Reading, gazetteer: Gazetteer, taken: set[int]) -> None:
        self.r = reading
        self.gazetteer = gazetteer
        self.taken = taken
        self.words: PlaceWords = load_placewords()
        self.countries = load_country_words()
        self.last_end = -1
        self.exact = {self._trimmed(s, e) for s, e in reading.place_spans}

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """A place span without its article."""
        return (start + 1 if end - start > 1 and self.r.deps[start] == "det" else start), end

    def run(self) -> list[Sighting]:
        found: list[Sighting] = []
        i = 0
        while i < len(self.r):
            sighting = self._at(i) if i not in self.taken else None
            if sighting:
                found.append(sighting)
                self.last_end = sighting.end
                i = max(sighting.end, i + 1)
            else:
                i = max(i + 1, people_at(self.r, i) or 0)
        found.extend(self._unlisted({k for s in found for k in range(s.start, s.end)}))
        return self._shared_types(sorted(found, key=lambda s: s.start))

    def _shared_types(self, found: list[Sighting]) -> list[Sighting]:
        """Lets "the Kalbajar and Lachin districts" and "the towns of Shushi and Martuni" tell the sort of each."""
        told: dict[int, tuple[PlacePrecision, str]] = {}
        for s in found:
            word = self.r.folded[s.end - 1] if self.r.folded[s.end - 1] in self.words.types else self._word_before(s.start)
            if s.told and word.endswith("s"):
                told[self.r.outer(s.head)] = (s.told, word)
        return [self._share(s, *told[o]) if s.told is None and (o := self.r.outer(s.head)) in told else s for s in found]

    def _word_before(self, start: int) -> str:
        back = start - 2 if start > 1 and self.r.folded[start - 1] == "of" else start - 1
        return self.r.folded[back] if back >= 0 else ""

    def _share(self, s: Sighting, told: PlacePrecision, word: str) -> Sighting:
        more = self._of_sort(self.r.phrase(s.start, s.end), word, told, s.candidates)
        return replace(s, told=told, candidates=(*s.candidates, *more), sure=True)

    def _at(self, i: int) -> Sighting | None:
        compass = not self.r.capital[i] and self.r.folded[i] in self.words.compass
        if (not self.r.capital[i] and not compass) or (self.r.deps[i] == "det" and self.r.starts[i]):
            return None
        for end in range(min(len(self.r), i + LONGEST), i, -1):
            if not self._could_be_name(i, end):
                continue
            candidates = self.gazetteer.find(self.r.phrase(i, end))
            if candidates and (not compass or end > i + 1):
                found = self._accept(i, end, candidates)
                if found:
                    return found
        return None

    def _could_be_name(self, start: int, end: int) -> bool:
        r = self.r
        last = end - 1
        if not (r.capital[last] or (end - start > 1 and r.folded[last] in self.words.types)):
            return False
        for k in range(start + 1, end):
            word = r.words[k]
            if k in self.taken or r.starts[k] or not (word[0].isalnum() or word in JOINERS or word[0] in "'’"):
                return False
        return True

    def _accept(self, start: int, end: int, candidates: tuple[Candidate, ...]) -> Sighting | None:
        r = self.r
        key = fold(r.phrase(start, end))
        country = any(c.precision is PlacePrecision.COUNTRY for c in candidates)
        curated = end - start > 1 and any(c.source == "regions.csv" for c in candidates)
        if (not curated and self._never(start, end, key)) or (key in self.countries.demonyms and not country):
            return None
        within = [(s, e) for s, e in r.place_spans if s <= start and end <= e]
        ground = (start, end) in r.other_names and end - start == 1 and is_ground(r, start, candidates)
        if not (curated or ground) and self._inside_other(start, end, within, country):
            return None
        if r.words[start].isupper() and len(key) <= SHORT_CODE:
            candidates = self._abbreviated(start, end, candidates)
            if not candidates:
                return None
        candidates = self._written_short(start, end, key, candidates)
        told, stop, begin = self._typed(start, end, self._takes_type(candidates))
        if stop > end and told is PlacePrecision.SETTLEMENT and all(c.precision in BROAD for c in candidates):
            told, stop = None, end
        curated_name = any(c.source == "regions.csv" for c in candidates)
        if key in self.countries.organisations and not (country or curated_name or told or self._located(start, end, key, ())):
            return None
        if not (country or (start, end) in self.exact or self._whole(start, end)):
            return None
        sure = bool(within) or told is not None or curated or ground
        known = country or key in self.countries.capitals
        if not sure and not known and not self._located(start, end, key, candidates):
            return None
        part = begin < start
        if told:
            candidates = (*candidates, *self._typed_candidates(start, end, stop, told, candidates))
        return Sighting(begin, stop, r.head_of(start, stop), key, candidates, told, part, sure)

    def _abbreviated(self, start: int, end: int, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """What a short word in capitals may stand for: a country, or a state ("Springfield, IL", "N.C.") where full stops, the
        parser or a place before it vouch for it."""
        told = "." in self.r.phrase(start, end) or (start, end) in self.exact or self._follows_place(start)
        return tuple(c for c in candidates if c.precision is PlacePrecision.COUNTRY or (told and (c.source == "regions.csv" or c.listed)))

    def _written_short(self, start: int, end: int, key: str, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """Leaves out regions of which a word is but the short form ("Miss.", "Wash.") where neither a full stop nor a place
        before it says so."""
        after = self.r.idx[end - 1] + len(self.r.words[end - 1])
        stopped = "." in self.r.text[after - 1 : after + 1]
        if end - start > 1 or len(key) > SHORT_FORM or stopped or self._follows_place(start):
            return candidates
        return tuple(c for c in candidates if c.source != "regions.csv" or not _cut(key, fold(c.name).split()[0]))

    def _follows_place(self, start: int) -> bool:
        """Whether a place and a comma stand before."""
        return self.last_end == start - 1 and self.r.words[start - 1] == ","

    def _never(self, start: int, end: int, key: str) -> bool:
        r = self.r
        if key in self.words.calendar or key in self.countries.palaces:
            return True
        if end - start == 1:
            if key in self.words.types or key in self.words.compass:
                return True
            in_place = any(s <= start < e for s, e in r.place_spans)
            return not (r.proper[start] or in_place) or (r.adjective[start] and not in_place)
        return not any(r.proper[k] for k in range(start, end)) and not any(s <= start and end <= e for s, e in r.place_spans)

    def _inside_other(self, start: int, end: int, within: list[tuple[int, int]], country: bool) -> bool:
        """Whether the smallest named thing around the name is a person, an organisation or a time."""
        around = [(s, e) for s, e in self.r.other_spans if s <= start and end <= e]
        crossing = [(s, e) for s, e in self.r.other_spans if s < end and start < e and (s, e) not in around]
        if not around:
            return bool(crossing) and not within
        if (start, end) in self.r.other_names and self._strongly_located(start, end):
            return False
        size = min(e - s for s, e in around)
        if within and min(e - s for s, e in within) <= size:
            return False
        return not (country and size <= end - start + 1)

    def _typed(self, start: int, end: int, takes_type: bool = True) -> tuple[PlacePrecision | None, int, int]:
        """The sort of place that the words beside a name tell; where the name ends with its type word; where it begins with
        its compass word."""
        r, types = self.r, self.words.types
        begin = start
        if start and r.folded[start - 1] in self.words.compass and not r.starts[start]:
            begin = start - 1
        if not takes_type:
            return None, end, begin
        if end - start > 1 and r.folded[end - 1] in types:
            return types[r.folded[end - 1]], end, start
        if end < len(r) and r.folded[end] in types and not r.starts[end] and self._heads_name(end, start):
            return types[r.folded[end]], end + 1, begin
        told = self._type_before(begin)
        return told, end, begin

    def _takes_type(self, candidates: tuple[Candidate, ...]) -> bool:
        """Whether a type word beside the name can be its own: not for plain countries ("the US state of Texas")."""
        precisions = {c.precision for c in candidates}
        return PlacePrecision.COUNTRY not in precisions or PlacePrecision.REGION in precisions

    def _type_before(self, start: int) -> PlacePrecision | None:
        """The sort told by "the village of X" and "village X"; "a part of X" and "a residential district of X" tell none."""
        r, types = self.r, self.words.types
        back = start - 1
        joined = back > 0 and r.folded[back] == "of"
        if joined:
            back -= 1
        if back < 0 or r.starts[start] or r.capital[back] or r.folded[back] not in types or r.folded[back] in self.words.borderline:
            return None
        if joined and (r.folded[back] in self.words.partial or self._loosely(back)):
            return None
        return types[r.folded[back]]

    def _loosely(self, noun: int) -> bool:
        """Whether a type word has an adjective that makes it less than a title ("a residential district of X")."""
        r = self.r
        k = noun - 1
        plain = k >= 0 and r.adjective[k] and r.folded[k] not in self.words.compass and r.folded[k] not in self.countries.demonyms
        return plain and types_of_part(self.words, r.folded[noun])

    def _heads_name(self, type_word: int, start: int) -> bool:
        """Whether a type word belongs to the name before it ("Kalbajar district", not "Iran state television")."""
        r = self.r
        of_other = type_word + 2 < len(r) and r.folded[type_word + 1] == "of" and r.capital[type_word + 2]
        if of_other and self.words.types[r.folded[type_word]] is PlacePrecision.SETTLEMENT:
            return False
        return r.deps[type_word] not in {"compound", "amod"} and not r.verbal[type_word]

    def _typed_candidates(
        self, start: int, end: int, stop: int, told: PlacePrecision, known: tuple[Candidate, ...]
    ) -> tuple[Candidate, ...]:
        """Candidates of "Kalbajar district" for "the district of Kalbajar" and "Kalbajar region"."""
        own = self.r.folded[stop - 1] if stop > end else self._word_before(start)
        return self._of_sort(self.r.phrase(start, end), own, told, known)

    def _of_sort(self, name: str, own: str, told: PlacePrecision, known: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        if told in {PlacePrecision.SETTLEMENT, PlacePrecision.COUNTRY, PlacePrecision.BORDER}:
            return ()
        seen = {c.place_id for c in known}
        found: list[Candidate] = []
        for word in (own, singular(own), *COARSE):
            for candidate in self.gazetteer.find(f"{name} {word}"):
                if candidate.place_id not in seen:
                    seen.add(candidate.place_id)
                    found.append(candidate)
        return tuple(found)

    def _whole(self, start: int, end: int) -> bool:
        """Whether a name is no piece of a longer one: "Minister" in "Foreign Minister", "Wadi" in "Wadi al-Rabea", "Al" in "Al-Khafsa"."""
        r = self.r
        left, right = start - 1, end
        if left >= 0 and not r.starts[start] and r.proper[left]:
            word = r.folded[left]
            if not (word in self.words.compass or word in self.words.types or word in self.countries.demonyms):
                return False
        hyphened = right + 1 < len(r) and r.words[right] in HYPHENS and r.glued(right) and r.capital[right + 1]
        if hyphened and not self.gazetteer.find(r.words[right + 1]):
            return False
        goes_on = right < len(r) and not r.starts[right] and r.proper[right]
        return not goes_on or r.folded[right] in self.words.types

    def _located(self, start: int, end: int, key: str, candidates: tuple[Candidate, ...]) -> bool:
        """Whether a preposition of place stands before the name, or a place that it is listed with."""
        r = self.r
        exact = any(fold(c.name) == key or c.listed or c.source == "regions.csv" for c in candidates)
        if exact and self.last_end == start - 1 and (r.words[start - 1] == "," or r.folded[start - 1] in {"and", "or"}):
            return True
        case = r.cases.get(r.outer(r.head_of(start, end)))
        if case is None:
            back = start - 1
            while back > 0 and (r.deps[back] in {"det", "amod"} or r.folded[back] in self.words.compass):
                back -= 1
            case = r.folded[back] if back >= 0 else None
        if case not in self.words.locative:
            return False
        return case not in self.words.weak or exact

    def _strongly_located(self, start: int, end: int) -> bool:
        """Whether a preposition that hardly takes anything but places stands before the name."""
        case = self.r.cases.get(self.r.head_of(start, end))
        return case in self.words.locative and case not in self.words.weak

    def _unlisted(self, covered: set[int]) -> list[Sighting]:
        """Places that the parser names and the index does not know."""
        r = self.r
        found: list[Sighting] = []
        for start, end in r.place_spans:
            if any(k in covered or k in self.taken for k in range(start, end)):
                continue
            if any(s < end and start < e and e - s <= end - start for s, e in r.other_spans) or people_at(r, start) == end:
                continue
            for first, last in self._names_in(start, end):
                told, stop, begin = self._typed(first, last)
                found.append(Sighting(begin, stop, r.head_of(first, stop), fold(r.phrase(first, stop)), (), told))
                covered.update(range(begin, stop))
        return found

    def _names_in(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The names of a place span that the index lacks, each by itself: "Bisober, Zobel Mountain and Wetwet" holds three."""
        r = self.r
        first = start
        for k in range(start, end + 1):
            if k < end and r.words[k] != "," and r.folded[k] != "and":
                continue
            proper = [j for j in range(first, k) if r.proper[j]]
            first = k + 1
            if not proper or proper[-1] - proper[0] >= 2 * len(proper):
                continue
            key = fold(r.phrase(proper[0], proper[-1] + 1))
            if r.capital[proper[0]] and not self._never(proper[0], proper[-1] + 1, key) and not self._no_place(key):
                yield proper[0], proper[-1] + 1

    def _no_place(self, key: str) -> bool:
        """Whether an unlisted name is a kind of place, a nation or an organisation."""
        return key in self.words.types or key in self.countries.demonyms or key in self.countries.organisations
