"""What a claim answers to the questions of the account table.

  who_initiated   the one party on which a charge or an act of violence is laid; a denial says "not" that party, or, where it names
                  nobody, "not" the claimant's own
  what            the kind; `other` names no happening, and `casualty` none but its numbers
  where, when, weapons
  killed[SIDE] …  the number; "nobody died" says so of every party of the event

A denial answers "not X" of everything that it tells, but for place and day; who denies having laid a mine does not deny that it was one.
Demands, warnings and what is hypothetical answer nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from counterclaim.incidents.numbers import corrects, harm_in
from counterclaim.incidents.publication import published_at
from counterclaim.incidents.told import Told, number_of
from counterclaim.records.incidents import Value
from counterclaim.records.models import Actor, Harm
from counterclaim.records.replies import AWAY
from counterclaim.records.words import Family, Kind, Stance, Status, WeaponKind, family_of

NOT = "not "
WHO, WHAT, WHERE, WHEN, WEAPONS = "who_initiated", "what", "where", "when", "weapons"
ADDED_UP = frozenset({WHAT, WHERE, WEAPONS})
"""Questions of which all that a claimant answers stands."""
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Said:
    """One answer to one question, before the answers of a claimant are put in order. `harm` is what a number comes from."""

    question: str
    value: Value
    told: Told
    harm: Harm | None = None

    @property
    def claimant(self) -> Actor:
        """Who answers."""
        return self.told.claim.claimant

    @property
    def denied(self) -> str | None:
        """What the answer denies; None if it denies nothing."""
        return self.value.removeprefix(NOT) if isinstance(self.value, str) and self.value.startswith(NOT) else None

    @property
    def is_hearsay(self) -> bool:
        """Whether another party of the event passes the answer on: what an opponent says that one has said."""
        own = self.claimant.party
        return any(by.party in self.told.parties and by.party != own for by in self.told.claim.relayed_by)

    @property
    def when(self) -> tuple[tuple[str, str], str, list[int]]:
        """What orders answers in time: publication, then the report, and in it the place of the claim."""
        return published_at(self.told.report), self.told.report.id, [int(n) for n in _NUMBER.findall(self.told.key.rpartition("/")[2])]


def answers_in(told: Told) -> Iterator[Said]:
    """The answers of one claim, each question as often as it is answered."""
    claim, event = told.claim, told.event
    if claim.stance in (Stance.CALLS_FOR, Stance.WARNS) or event.status is Status.HYPOTHETICAL:
        return
    denies = claim.stance is Stance.DENIES or event.status is Status.DENIED
    for who in _initiators(told, denies):
        yield Said(WHO, f"{NOT}{who}" if denies else who, told)
    if event.kind not in (Kind.CASUALTY, Kind.OTHER):
        yield Said(WHAT, f"{NOT}{event.kind}" if denies else event.kind.value, told)
    if event.place is not None and not denies:
        yield Said(WHERE, event.place.name, told)
    if told.days is not None and not denies:
        first, last = told.days
        yield Said(WHEN, first.isoformat() if first == last else f"{first}/{last}", told)
    kinds = sorted(told.weapons - ({WeaponKind.MINE_IED} if denies and event.kind is Kind.MINE_OR_IED else set()))
    if kinds:
        yield from [Said(WEAPONS, f"{NOT}{kind}", told) for kind in kinds] if denies else [Said(WEAPONS, tuple(kinds), told)]
    yield from _numbers(told, denies)


def _initiators(told: Told, denies: bool) -> list[str]:
    """Those on whom the act is laid; nobody in an exchange of fire, in which a claimant has its own party act with others."""
    event, party = told.event, told.claim.claimant.party
    violent = family_of(event.kind) is Family.VIOLENCE and event.kind is not Kind.CASUALTY
    if not violent and told.claim.stance is not Stance.ACCUSES:
        return []
    initiators = sorted({a.party for a in event.initiators if a.party})
    if denies and not initiators and party is not None and party not in told.parties | AWAY:
        return [party]
    several = event.kind is not Kind.ARMED_CLASH and party not in initiators
    return initiators if len(initiators) == 1 or several else []


def _numbers(told: Told, denies: bool) -> Iterator[Said]:
    for harm in harm_in(told):
        number = number_of(harm)
        value: Value | None = f"{NOT}{number}" if denies and number else number
        if value is None:
            continue
        side = harm.side.party if harm.side is not None else None
        for whose in sorted(told.parties) if number == 0 and side is None else [side or "?"]:
            yield Said(f"{harm.effect}[{whose}]", value, told, harm)


def by_claimant(said: Iterable[Said]) -> list[list[Said]]:
    """The answers of each claimant to one question, the earliest first."""
    voices: dict[str, list[Said]] = defaultdict(list)
    for s in sorted(said, key=lambda s: (s.when, str(s.value))):
        voices[s.claimant.id or s.claimant.name or "?"].append(s)
    return [answers for _, answers in sorted(voices.items())]


def standing_of(answers: Sequence[Said]) -> list[Said]:
    """Those answers of one claimant that stand: all that adds up, else the latest report's; and what it denies, unless it says so later."""
    named = [s for s in answers if s.denied is None]
    denied = [s for s in answers if s.denied is not None and not any(_takes_back(n, s) for n in named)]
    if named and answers[0].question not in ADDED_UP:
        latest = max(_one_of_each_report(named), key=_weight).told
        values = {s.value for s in named if s.told is latest}
        named = [s for s in named if s.value in values]
    return [*named, *denied]


def _one_of_each_report(named: Sequence[Said]) -> list[Said]:
    """What each report of a claimant has it say in the end.

    Order inside a report is no change over time: a smaller number told later is a part of the first or another number ("nine were hurt …
    seven were taken to hospital"), unless its words correct one. Of days the last stands, and who began is judged over all reports.
    """
    if named[0].question == WHO:
        return list(named)
    chosen: dict[str, Said] = {}
    for s in named:
        before = chosen.get(s.told.report.id)
        part = before is not None and isinstance(s.value, int) and isinstance(before.value, int) and s.value < before.value
        if not part or (s.harm is not None and corrects(s.harm, s.told)):
            chosen[s.told.report.id] = s
    return list(chosen.values())


def _takes_back(named: Said, denial: Said) -> bool:
    """Whether one who denied something says it in a later report. An act may well be another's, and what one denies of it stays.

    Who tells an act of his own and lays it on other people than the act that he denies has denied no hand in it ("we struck a
    depot and no village").
    """
    if denial.question == WHO and named.value == denial.denied == denial.claimant.party and _aims_elsewhere(named, denial):
        return True
    words = named.value if isinstance(named.value, tuple) else (str(named.value),)
    return denial.question != WHAT and denial.denied in words and named.when[0] > denial.when[0]


def _aims_elsewhere(one: Said, other: Said) -> bool:
    aims = [{a.party for a in s.told.event.targets if a.party} for s in (one, other)]
    return all(aims) and aims[0].isdisjoint(aims[1])


def _weight(said: Said) -> tuple[object, ...]:
    """What makes one of a claimant's answers the one that stands."""
    own = said.question == WHO and said.value == said.claimant.party
    moment, report, place = said.when
    return not own, moment, said.value if isinstance(said.value, int) else -1, report, place
