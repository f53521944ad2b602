"""Whether a place name stands for those who act: "Yerevan said", "talks with Iran", "Moscow's peacekeepers"."""

from __future__ import annotations

from counterclaim.grounding.country_words import load_country_words
from counterclaim.grounding.gazetteer import Candidate
from counterclaim.grounding.place_reading import PLACE_LABELS, Reading
from counterclaim.grounding.place_recognition import Sighting
from counterclaim.grounding.placewords import load_placewords
from counterclaim.records.words import PlacePrecision

PARTY_CASES = frozenset({"by", "with", "against", "for", "between", "on", "like", "than", "about", "behind"})
"""Prepositions that make a country a party and not ground. "in", "from", "to", "into" and the like leave it ground."""
OBJECTS = frozenset({"obj", "iobj"})
BELONGING = frozenset({"of", "from", "between"})
GOVERNING_LABELS = frozenset({"person", "organization", "PERSON", "ORG"})
HYPHENS = frozenset({"-", "–", "‑"})
RELATIVES = frozenset({"which", "who", "that"})


def acts_here(reading: Reading, sighting: Sighting, best: Candidate | None) -> bool:
    """Whether a sighting is an actor where it stands.

    Countries act as subjects, objects and agents; capitals as subjects of verbs that are not undergone, and as objects of
    verbs that address somebody; any place as the subject of a verb with a clause for its object ("Gaza said that ...").
    Countries and capitals that own or modify people and organisations ("Moscow's peacekeepers") count as acting.
    """
    i = reading.first_conjunct(reading.outer(sighting.head))
    if sighting.start <= i < sighting.end and sighting.told not in {None, PlacePrecision.COUNTRY}:
        return False
    country = best is not None and best.precision is PlacePrecision.COUNTRY and not sighting.part
    capital = sighting.key in load_country_words().capitals
    dep, case = reading.deps[i].split(":")[0], reading.cases.get(i)
    if dep == "nsubj":
        return case not in load_placewords().locative - PARTY_CASES and _acts_as_subject(reading, i, country, capital)
    if not (country or capital):
        return False
    return _leads_participle(reading, sighting.end) or _has_acting_clause(reading, i) or _acts_otherwise(reading, i, case, country)


def _acts_otherwise(reading: Reading, i: int, case: str | None, country: bool) -> bool:
    """Whether a country or capital that is no subject acts, or is acted on."""
    dep = reading.deps[i].split(":")[0]
    if dep in OBJECTS:
        return country or _addressed(reading, i)
    if dep == "obl":
        if country and case == "to":
            return _lemma(reading, reading.heads[i]) not in load_placewords().motion
        return case == "by" or (country and _is_party_case(case))
    if dep in {"nmod", "compound", "amod"}:
        return _modifies_people(reading, i, case) or (country and case is not None and _is_party_case(case))
    return False


def _leads_participle(reading: Reading, end: int) -> bool:
    """Whether it is the doer in "Russia-brokered", "US-led", "Pakistan-run"."""
    if end + 1 >= len(reading) or reading.words[end] not in HYPHENS:
        return False
    word = reading.folded[end + 1]
    return word.endswith("ed") or word in {"led", "run", "held"} or word in load_placewords().control


def _is_party_case(case: str | None) -> bool:
    return case is None or case in PARTY_CASES or case not in load_placewords().locative | {"of", "s", ""}


def _has_acting_clause(reading: Reading, i: int) -> bool:
    """Whether a relative clause says what it does: "Yerevan, which called it a violation"."""
    for k in reading.clauses:
        if reading.heads[k] == i and _lemma(reading, k) not in load_placewords().undergo:
            return any(reading.heads[j] == k and reading.deps[j] == "nsubj" and reading.folded[j] in RELATIVES for j in range(i, k))
    return False


def _acts_as_subject(reading: Reading, i: int, country: bool, capital: bool) -> bool:
    verb = reading.heads[i]
    if reading.deps[i].endswith("pass"):
        return country or (capital and _addressed(reading, i))
    if country or capital:
        return _lemma(reading, verb) not in load_placewords().undergo
    return any(dep == "ccomp" and reading.heads[k] == verb for k, dep in enumerate(reading.deps))


def _addressed(reading: Reading, i: int) -> bool:
    return _lemma(reading, reading.heads[i]) in load_placewords().address


def _lemma(reading: Reading, i: int) -> str:
    token = reading.doc[i]
    return (token.lemma_ or token.text).lower()


def _modifies_people(reading: Reading, i: int, case: str | None) -> bool:
    """Whether the name belongs to a person or an organisation; what is owned ("Moscow's effort") counts unless it is a place."""
    if case is not None and case not in BELONGING and case not in {"s", ""}:
        return False
    governor = reading.heads[i]
    labels = {label for label, head in reading.headed if head == governor}
    if reading.deps[i] == "nmod:poss" or case in {"s", ""}:
        return not labels & PLACE_LABELS and reading.folded[governor] not in load_placewords().types
    return bool(labels & GOVERNING_LABELS) or reading.doc[governor].pos_ in {"VERB", "ADJ"}
