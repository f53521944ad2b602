"""PETRARCH's dictionaries of actors and agents, and a reader that codes a noun phrase with them.

The scheme is PETRARCH's (Schrodt, Beieler and Idris 2014), and TABARI's before it, simplified:

- Names are matched on whole words without regard to case, the longest first; `_` and a blank in a name both mean that the
  words stand side by side. Words are runs of letters and digits; a possessive 's is none. Names are not stemmed.
- A phrase takes the first actor in it from the left ("Gondor"), and with it the actors coordinated with that name; an entry
  with several codes ("FRO/BIL/SAM") is several actors. Of codes with dates, the first whose dates hold wins; then the one
  without dates.
- Every agent in the phrase outside the actor's name adds its code behind the actor's ("~GOV") or before it ("NGO~"), unless the
  code already holds it in blocks of three letters. A plural is as given, or with -s, -es or -ies where none is; `{}` means none.
- A phrase with agents alone is `---` and their codes; a phrase with nothing that is known has no code.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from spacy.tokens import Token

from counterclaim.errors import ResourceError
from counterclaim.evaluation.corpora.petrarch import NO_ACTOR

ACTORS = "PETR.Validate.actors.txt"
AGENTS = "PETR.Validate.agents.txt"

Words = tuple[str, ...]

WORD = re.compile(r"[^\W_]+")
COMMENT = re.compile(r"<!\s*--.*?-->", re.DOTALL)
CODE = re.compile(r"\[([^\]]*)\]")
DATES = re.compile(r"\s*(?P<code>\S+?)\s*(?:(?P<sign>[<>])\s*(?P<one>\d{6,8})|\s(?P<first>\d{6,8})\s*-\s*(?P<last>\d{6,8}))?\s*")
AGENT = re.compile(r"(?P<name>[^{\[=]+?)\s*(?:\{(?P<plural>[^}]*)\}\s*)?\[\s*(?P<code>[^\]]+?)\s*\]")
SYNONYMS = re.compile(r"!(?P<name>\w+)!\s*=\s*(?P<words>.+)")
PLACEHOLDER = re.compile(r"!(\w+)!")
BARRED = frozenset({"conj", "cc", "acl", "acl:relcl", "advcl", "advcl:relcl", "parataxis", "punct"})
"""Relations of what hangs on a phrase without being part of it."""


@dataclass(frozen=True)
class DatedCode:
    """The codes that a name stands for from one day through another; None is open."""

    codes: tuple[str, ...]
    first: dt.date | None = None
    last: dt.date | None = None

    def holds(self, date: dt.date) -> bool:
        """Whether the dates hold on a day."""
        return (self.first is None or date >= self.first) and (self.last is None or date <= self.last)


@dataclass(frozen=True)
class Dictionaries:
    """Actors and agents by the words of their names, in capitals; an agent's code holds `~` in the place of the actor's."""

    actors: Mapping[Words, Sequence[DatedCode]]
    agents: Mapping[Words, str]


@dataclass(frozen=True)
class Found:
    """A name in a phrase: words `[start, end)` of it."""

    start: int
    end: int
    name: Words


def read_dictionaries(folder: Path) -> Dictionaries:
    """The dictionaries of a folder. Raises ResourceError when one is missing or a line of it cannot be read."""
    return Dictionaries(dict(_actors(folder / ACTORS)), dict(_agents(folder / AGENTS)))


def code_phrase(head: Token, date: dt.date, known: Dictionaries) -> list[str]:
    """The codes of the actors that a noun phrase names, given its head; empty when nothing in it is known."""
    tokens, words = _words_of(head)
    names = list(_matches(words, known.actors))
    inside = {i for n in names for i in range(n.start, n.end)}
    agents = [known.agents[n.name] for n in _matches(words, known.agents) if not inside & set(range(n.start, n.end))]
    actors = [c for n in _coordinated(names, tokens) for c in _codes_on(date, known.actors[n.name])]
    if not names and agents:
        actors = ["---"]
    return list(dict.fromkeys(_joined(actor, agents) for actor in actors if actor not in NO_ACTOR or agents))


def _words_of(head: Token) -> tuple[list[Token], list[str]]:
    """The words of a phrase in order, without its conjuncts and clauses, each with its token."""
    tokens, words = list[Token](), list[str]()
    for token in sorted((head, *_below(head, BARRED | {"case"})), key=lambda t: t.i):
        if not token.text.startswith(("'", "’")):
            for word in WORD.findall(token.text.upper()):
                tokens.append(token)
                words.append(word)
    return tokens, words


def _below(head: Token, barred: frozenset[str]) -> Iterator[Token]:
    """What hangs on a phrase; further down, conjuncts belong to it too ("ambassadors of Arnor and Gondor")."""
    for child in head.children:
        if child.dep_ not in barred:
            yield child
            yield from _below(child, BARRED - {"conj"})


def _matches(words: Sequence[str], names: Mapping[Words, object]) -> Iterator[Found]:
    """Names in a row of words from the left, the longest at each place, none over another."""
    longest = max(map(len, names), default=0)
    at = 0
    while at < len(words):
        ends = range(min(at + longest, len(words)), at, -1)
        end = next((e for e in ends if tuple(words[at:e]) in names), None)
        if end is not None:
            yield Found(at, end, tuple(words[at:end]))
        at = end or at + 1


def _coordinated(names: Sequence[Found], tokens: Sequence[Token]) -> list[Found]:
    """The first name and those whose heads are coordinated with its own."""
    if not names:
        return []
    heads = [_head(tokens[n.start : n.end]) for n in names]
    partners = {t.i for t in heads[0].conjuncts}
    return [names[0], *(n for n, head in zip(names[1:], heads[1:], strict=True) if head.i in partners)]


def _head(tokens: Sequence[Token]) -> Token:
    inside = {t.i for t in tokens}
    return next(t for t in tokens if t.head.i not in inside or t.head.i == t.i)


def _codes_on(date: dt.date, entries: Sequence[DatedCode]) -> tuple[str, ...]:
    dated = [e for e in entries if e.first or e.last]
    open_ended = [e for e in entries if not (e.first or e.last)]
    return next((e.codes for e in (*dated, *open_ended) if e.holds(date)), ())


def _joined(actor: str, agents: Sequence[str]) -> str:
    code = "---" if actor in NO_ACTOR else actor
    for agent in agents:
        added = agent.replace("~", "")
        blocks = [code[i : i + len(added)] for i in range(0, len(code), 3)]
        if added not in blocks:
            code = added + code if agent.endswith("~") else code + added
    return code


# --- the files ----------------------------------------------------------------------------------------------------------


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Lines that say something, with their numbers, without comments."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ResourceError(f"{path} cannot be read: {error}") from error
    text = COMMENT.sub(lambda m: "\n" * m.group().count("\n"), text)
    for number, line in enumerate(text.splitlines(), start=1):
        told = line.split("#")[0]
        if told.strip():
            yield number, told.strip()


def _actors(path: Path) -> Iterator[tuple[Words, list[DatedCode]]]:
    """Names with their codes. A name opens an entry; `+NAME` is another name of it, `[CODE dates]` may stand on its own line."""
    names, codes = list[Words](), list[DatedCode]()
    for number, line in _lines(path):
        name = _words(CODE.sub("", line))
        if name and not line.startswith("+"):
            yield from ((n, codes) for n in names)
            names, codes = [], []
        if name:
            names.append(name)
        try:
            codes.extend(_dated(c) for c in CODE.findall(line))
        except ValueError as error:
            raise ResourceError(f"{path}: line {number} cannot be read: {error}") from error
    yield from ((n, codes) for n in names)


def _words(text: str) -> Words:
    return tuple(WORD.findall(text.upper()))


def _dated(cell: str) -> DatedCode:
    """`CODE`, `CODE <date`, `CODE >date` or `CODE date-date`; codes parted by a slash are several actors."""
    found = DATES.fullmatch(cell)
    if found is None:
        raise ValueError(f"[{cell}] is no code with dates")
    code = DatedCode(tuple(found["code"].upper().split("/")))
    if found["sign"] == "<":
        return replace(code, last=_day(found["one"]) - dt.timedelta(days=1))
    if found["sign"] == ">":
        return replace(code, first=_day(found["one"]) + dt.timedelta(days=1))
    return replace(code, first=_day(found["first"]), last=_day(found["last"])) if found["first"] else code


def _day(digits: str) -> dt.date:
    """`19950601`, or `950601` of the twentieth century."""
    return dt.datetime.strptime(digits if len(digits) == 8 else f"19{digits}", "%Y%m%d").date()


def _agents(path: Path) -> Iterator[tuple[Words, str]]:
    """Names with their codes, singular and plural; `!NAME! = A, B` names words that stand for `!NAME!` in what follows."""
    synonyms = dict[str, list[str]]()
    for number, line in _lines(path):
        if named := SYNONYMS.fullmatch(line):
            synonyms[named["name"]] = [w.strip() for w in named["words"].split(",")]
            continue
        agent = AGENT.fullmatch(line)
        if agent is None:
            raise ResourceError(f"{path}: line {number} is no agent")
        wanted = PLACEHOLDER.findall(agent["name"])
        if unknown := [w for w in wanted if w not in synonyms]:
            raise ResourceError(f"{path}: line {number} names {unknown[0]} before it is told")
        for choice in product(*(synonyms[w] for w in wanted)):
            words = iter(choice)
            singular = PLACEHOLDER.sub(lambda _, words=words: next(words), agent["name"])
            for name in (singular, *_plurals(singular, agent["plural"])):
                yield _words(name), agent["code"].strip().upper()


def _plurals(singular: str, given: str | None) -> list[str]:
    if given is not None:
        return [given] if given else []
    if singular.endswith("Y"):
        return [singular[:-1] + "IES"]
    return [singular + ("ES" if singular.endswith("S") else "S")]
