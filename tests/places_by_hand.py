"""A small world and parsed sentences made by hand, for the tests of places."""

from __future__ import annotations

from pathlib import Path

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from counterclaim.grounding.gazetteer import Candidate, Gazetteer, fingerprint
from counterclaim.grounding.gazetteer_build import write_index
from counterclaim.grounding.gazetteer_entry import Entry
from counterclaim.grounding.placenames import fold
from counterclaim.records.words import PlacePrecision

VOCAB = Vocab()
JOINED = {",", ".", "'s", "’s", "-"}
"""Tokens written without a blank before them; a hyphen takes none behind it either."""

# name | also | sort | country | lat | lon | population | radius | admin1
WORLD = """
Sotk | Zod | settlement | ARM | 40.20 | 45.87 | 930 | |
Yerevan | | settlement | ARM | 40.18 | 44.51 | 1092072 | |
Martuni | | settlement | ARM | 40.14 | 45.30 | 11756 | |
Gegharkunik | | settlement | ARM | 40.26 | 45.15 | 1790 | |
Kalbajar | | settlement | AZE | 40.11 | 46.04 | 8400 | |
Lachin | | settlement | AZE | 39.64 | 46.55 | 2300 | |
Brussels | | settlement | BEL | 50.85 | 4.35 | 1019022 | |
Brussels | | settlement | CAN | 43.74 | -81.25 | 1158 | |
Paris | | settlement | FRA | 48.85 | 2.35 | 2138551 | |
Paris | | settlement | USA | 33.66 | -95.56 | 24782 | | Texas
Springfield | | settlement | USA | 39.80 | -89.64 | 114394 | | Illinois
Springfield | | settlement | USA | 37.22 | -93.30 | 169176 | | Missouri
Springfield | | settlement | USA | 42.10 | -72.59 | 155929 | | Massachusetts
Springfield | | settlement | USA | 44.05 | -123.02 | 59403 | | Oregon
Poonch | | settlement | IND | 33.77 | 74.09 | 28197 | |
Poonch | | settlement | PAK | 31.10 | 72.00 | 40000 | |
Minister | | settlement | USA | 40.39 | -84.38 | 2000 | |
Friday | | settlement | USA | 31.00 | -95.00 | 900 | |
Hamas | | settlement | DEU | 51.68 | 7.82 | 180000 | |
Moscow | | settlement | RUS | 55.75 | 37.62 | 10381222 | |
Kupiansk | | settlement | UKR | 49.71 | 37.61 | 29320 | |
Armenia | | country | ARM | 40.25 | 44.56 | 2951776 | 97 |
Azerbaijan | | country | AZE | 40.37 | 48.83 | 9942334 | 166 |
Moldova | | country | MDA | 47.10 | 28.77 | 3545883 | 104 |
India | | country | IND | 21.00 | 78.41 | 1352617328 | 1023 |
Pakistan | | country | PAK | 30.27 | 71.40 | 212215030 | 506 |
Syria | | country | SYR | 34.90 | 37.30 | 16906283 | 243 |
Ukraine | | country | UKR | 48.94 | 32.42 | 44622516 | 438 |
Russia | | country | RUS | 56.81 | 51.57 | 144478050 | 2333 |
Georgia | | country | GEO | 41.93 | 43.74 | 3704500 | 149 |
Texas | | region | USA | 30.97 | -97.62 | 22266440 | 477 |
Georgia | | region | USA | 33.01 | -83.60 | 4835606 | 233 |
Kashmir | Indian-administered Kashmir | region* | IND|PAK | 34.00 | 75.00 | | 180 |
Gegharkunik | Gegharkunik province | region* | ARM | 40.30 | 45.30 | | 50 |
Kalbajar district | Kalbajar region | district* | AZE | 40.10 | 46.03 | | 38 |
Lachin district | Lachin region | district* | AZE | 39.65 | 46.45 | | 35 |
Lachin corridor | | corridor* | AZE|ARM | 39.68 | 46.55 | | 25 |
Line of Control | LoC | corridor* | IND|PAK | 34.00 | 74.10 | | 250 |
Nagorno-Karabakh | Karabakh | region* | AZE | 39.85 | 46.75 | | 70 |
Armenian-Azerbaijani border | | border* | ARM|AZE | 40.00 | 45.80 | | 300 |
"""
"""A star marks what comes from the curated table."""


def entries() -> list[Entry]:
    """The places of `WORLD`."""
    found: list[Entry] = []
    for number, line in enumerate(WORLD.strip().splitlines()):
        name, also, sort, country, lat, lon, population, radius, admin1 = (cell.strip() for cell in line.split(" |"))
        curated, precision = sort.endswith("*"), PlacePrecision(sort.rstrip("*"))
        place = Candidate(
            place_id=f"test:{number}",
            name=name,
            lat=float(lat),
            lon=float(lon),
            country=country,
            admin1=admin1 or None,
            geonames_id=None if curated else number + 1,
            precision=precision,
            population=int(population) if population else None,
            radius_km=float(radius) if radius else None,
            source="regions.csv" if curated else "GeoNames",
            alternates=10,
        )
        names = {fold(n) for n in (name, also) if n}
        found.append(Entry(place, names, frozenset(names if curated else ())))
    return found


def world(folder: Path) -> Gazetteer:
    """An index of `WORLD`."""
    path = folder / "world.sqlite"
    write_index(path, entries(), fingerprint())
    return Gazetteer(path)


def parsed(table: str, *entities: tuple[int, int, str]) -> Doc:
    """A document from lines "word UPOS relation head" (heads count from 1 within the sentence, 0 is the root; an empty line ends
    a sentence) and named entities as (first token, end, label)."""
    words, tags, heads, relations, starts = list[str](), list[str](), list[int](), list[str](), list[bool | int | None]()
    for sentence in table.strip().split("\n\n"):
        base = len(words)
        for k, line in enumerate(sentence.strip().splitlines()):
            word, tag, relation, head = line.split()
            words.append(word)
            tags.append(tag)
            relations.append(relation)
            heads.append(base + (int(head) - 1 if int(head) else k))
            starts.append(k == 0)
    spaces = [w != "-" and (k + 1 == len(words) or words[k + 1] not in JOINED) for k, w in enumerate(words)]
    doc = Doc(
        VOCAB, words=words, spaces=spaces, pos=tags, heads=heads, deps=relations, lemmas=[w.lower() for w in words], sent_starts=starts
    )
    doc.set_ents([Span(doc, start, end, label=label) for start, end, label in entities])
    return doc
