"""Dictionary forms of the verbs that the lexicon knows; for every other word, the language engine's lemma.

The engine guesses the lemma of a rare form from its letters ("liquidated" → "liquida"), so that it may miss words that the lexicon
has: in running text about one verb form in fifty.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from counterclaim.claims.lexicon import TABLES, load_lexicon
from counterclaim.records.brokering import BROKERING
from counterclaim.tables import read_table

VOWELS = "aeiou"
VERBAL = ("light", "hold", "light_peace", "undergo", "occur", "avert", "avert_particle", "plan", "ongoing", "undertake", "stopping")
"""Word classes of verbs."""
LEDGER = ("binding.csv", "duties.csv", "meetings.csv")
"""Tables of words of agreements and talks."""
GERUNDS = ("ing", "ings")
"""Endings of nouns that the engine may take for verbs ("fighting" → "fight")."""
NEVER_DOUBLED = VOWELS + "wxy"


def lemma_of(token: Token) -> str:
    """The lemma of a word in lower case."""
    pos = token.pos_
    if pos == "VERB" and (known := _verb_forms().get(token.lower_)) is not None:
        return known
    if pos == "NOUN" and token.lower_.endswith(GERUNDS):
        return token.lower_.removesuffix("s")
    return token.lemma_.lower()


def verb_of(form: str) -> str | None:
    """The lemma of a verb form that the tables know, in lower case."""
    return _verb_forms().get(form)


@cache
def _verb_forms() -> dict[str, str]:
    """Form → lemma: irregular ones from their table, and the regular ones of the lexicon's verbs."""
    forms = {row["form"]: row["lemma"] for row in read_table(TABLES, "irregular.csv")}
    lexicon = load_lexicon()
    verbs = {lemma for table in (lexicon.happenings, lexicon.harm_lines) for lemma, pos in table if pos == "VERB"} | set(lexicon.cues)
    verbs = verbs.union(*(lexicon.words[name] for name in VERBAL), BROKERING)
    verbs |= {row["word"] for table in LEDGER for row in read_table(TABLES, table)}
    for lemma in sorted(verbs):
        for form in _regular_forms(lemma):
            forms.setdefault(form, lemma)
    return forms


def _regular_forms(lemma: str) -> Iterator[str]:
    """ "stop" → stops, stopped, stopping; "carry" → carries, carried; "raze" → razes, razed, razing."""
    yield lemma
    if lemma.endswith("e"):
        yield from (lemma + "s", lemma + "d", lemma[:-1] + "ing")
    elif lemma.endswith("y") and lemma[-2] not in VOWELS:
        yield from (lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
    else:
        ending = "es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else "s"
        yield from (lemma + ending, lemma + "ed", lemma + "ing")
        if len(lemma) > 2 and lemma[-1] not in NEVER_DOUBLED and lemma[-2] in VOWELS and lemma[-3] not in VOWELS:
            yield from (lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing")
