"""What the actor files say about words: which adjective and which capital stands for which country, what is an organisation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from counterclaim.grounding.placenames import fold
from counterclaim.grounding.placewords import KNOWLEDGE, read_rows

OF_PEOPLE = frozenset({"adjective", "people", "demonym"})


@dataclass(frozen=True, slots=True)
class CountryWords:
    """Folded words by what they stand for.

    `demonyms` and `capitals` map to alpha-3 codes, `adjectives` from a code to its first adjective, `palaces` are seats that
    only ever stand for a government ("the Kremlin"), `organisations` are names of organisations, groups and outlets.
    """

    demonyms: dict[str, str]
    adjectives: dict[str, str]
    capitals: dict[str, str]
    palaces: frozenset[str]
    organisations: frozenset[str]


@lru_cache(maxsize=1)
def load_country_words() -> CountryWords:
    """Reads the files. Raises ResourceError when one is missing or broken."""
    demonyms, adjectives, capitals = dict[str, str](), dict[str, str](), dict[str, str]()
    palaces = set[str]()
    for row in read_rows(KNOWLEDGE / "countries.csv", ("name", "actor", "how")):
        word, code = fold(row["name"]), row["actor"].split(":")[0]
        if row["how"] in OF_PEOPLE:
            demonyms.setdefault(word, code)
            if row["how"] == "adjective":
                adjectives.setdefault(code, word)
        elif row["how"] == "capital":
            capitals.setdefault(word, code)
        elif row["how"] == "palace":
            palaces.add(word)
    return CountryWords(demonyms, adjectives, capitals, frozenset(palaces), _organisations())


def _organisations() -> frozenset[str]:
    files = ("groups.csv", "organisations.csv", "outlets.csv")
    return frozenset(fold(row["name"]) for file in files for row in read_rows(KNOWLEDGE / file, ("name",)))
