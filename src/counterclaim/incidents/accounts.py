"""The account table of an incident: each question, the answer of each claimant, and the verdict by written rule.

Rules, first that holds:
  no_party            only the report's own voice, media or nobody known answers: `unattributed`
  contradiction       two parties, or those who speak for a party and its own people, contradict each other: `disputed`
  same_answer         two parties answer the same: `agreed`
  own_loss            a party, by its government or forces, tells its own losses: `admitted`
  own_act             a party, by its government or forces, says that it acted first: `admitted`
  one_source          else: `single_source`
What a claimant says of happening, weapons and places adds up; of numbers, days and who began the latest stands: the last that its last report
tells, and of several reports of one moment the largest number, since tolls rise. A charge goes before an own act ("we answered").
What one party only says that another has said makes nothing agreed or admitted, nor does the report's own voice repeating a party.
How two answers stand to one another is told in `relations`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from counterclaim.incidents.answers import SPOKEN_FOR, WEAPONS, WHAT, WHERE, WHO, Said, answers_in
from counterclaim.incidents.relations import Relation, relation
from counterclaim.incidents.told import AWAY, Told
from counterclaim.records.incidents import Account, Answer, Value
from counterclaim.records.words import Verdict

Origins = Mapping[str, str]
"""Origin of each report by the report's id."""
ADDED_UP = frozenset({WHAT, WHERE, WEAPONS})
SEVERAL = ADDED_UP | {WHO}
"""Questions that one voice may answer with several things at once."""
BYSTANDERS = frozenset({"WITNESSES", "ANALYSTS", "DIPLOMATS"})


def accounts_of(told: Sequence[Told], origins: Origins) -> Iterator[Account]:
    """The rows of the table, by question.

    Args:
        told: the claims of the incident.
        origins: which reports share an origin; a report that is not in it is its own.
    """
    by_question: dict[str, list[Said]] = defaultdict(list)
    for item in told:
        for said in answers_in(item):
            by_question[said.question].append(said)
    for question, said in sorted(by_question.items()):
        by_claimant = _by_claimant(said)
        standing = [s for answers in by_claimant for s in _standing(answers)]
        verdict, rule = _verdict(standing)
        count = len({origins.get(s.told.report.id, s.told.report.id) for s in said})
        rows = tuple(answer for answers in by_claimant for answer in _in_order(answers))
        yield Account(question=question, answers=rows, verdict=verdict, rule=rule, origins=count)


def _by_claimant(said: Iterable[Said]) -> list[list[Said]]:
    """The answers of each claimant, the earliest first."""
    by_claimant: dict[str, list[Said]] = defaultdict(list)
    for s in sorted(said, key=lambda s: (s.when, str(s.value))):
        by_claimant[s.claimant.id or s.claimant.name or "?"].append(s)
    return [answers for _, answers in sorted(by_claimant.items())]


def _standing(answers: Sequence[Said]) -> list[Said]:
    """Those answers of one claimant that stand: all that adds up, else the latest; and what it denies, unless it says so later."""
    named = [s for s in answers if s.denied is None]
    denied = [s for s in answers if s.denied is not None and not any(_takes_back(n, s) for n in named)]
    if named and answers[0].question not in ADDED_UP:
        last_of_each = {s.told.report.id: s for s in named if s.question != WHO}.values() or named
        latest = max(last_of_each, key=_weight).told
        values = {s.value for s in named if s.told is latest}
        named = [s for s in named if s.value in values]
    return [*named, *denied]


def _takes_back(named: Said, denial: Said) -> bool:
    """Whether one who denied something says it in a later report. An act may well be another's, and what one denies of it stays."""
    words = named.value if isinstance(named.value, tuple) else (str(named.value),)
    return denial.question != WHAT and denial.denied in words and named.when[0] > denial.when[0]


def _weight(said: Said) -> tuple[object, ...]:
    """What makes one of a claimant's answers the one that stands."""
    own = said.question == WHO and said.value == said.claimant.party
    moment, report, place = said.when
    return not own, moment, said.value if isinstance(said.value, int) else -1, report, place


def _in_order(answers: Sequence[Said]) -> Iterator[Answer]:
    """One answer for each thing that a claimant says, the earliest first."""
    standing = {s.value for s in _standing(answers)}
    by_value: dict[Value, list[Said]] = defaultdict(list)
    for s in answers:
        by_value[s.value].append(s)
    for value, group in by_value.items():
        first = group[0].told
        text = " … ".join(span.of(first.report.text) for span in sorted(first.claim.content, key=lambda s: s.start))
        claims = tuple(dict.fromkeys(s.told.claim_id for s in group))
        yield Answer(claimant=first.claim.claimant, value=value, text=text, claims=claims, current=value in standing)


def _verdict(standing: Sequence[Said]) -> tuple[Verdict, str]:
    voices = [s for s in standing if s.claimant.party not in (None, *AWAY)]
    if not voices:
        bystander = any(s.claimant.party in BYSTANDERS for s in standing)
        return (Verdict.SINGLE_SOURCE, "one_source") if bystander else (Verdict.UNATTRIBUTED, "no_party")
    if _contradict([*voices, *(s for s in standing if s.claimant.party in BYSTANDERS and s.question in (WHO, WHAT))]):
        return Verdict.DISPUTED, "contradiction"
    direct = [s for s in voices if not s.is_hearsay]
    pairs = [(a, b) for a, b in combinations(direct, 2) if a.claimant.party != b.claimant.party]
    if any(relation(a, b) is Relation.SAME for a, b in pairs):
        return Verdict.AGREED, "same_answer"
    official = [s for s in direct if _is_official(s)]
    if any(s.question.endswith(f"[{s.claimant.party}]") and s.value and s.denied is None for s in official):
        return Verdict.ADMITTED, "own_loss"
    if any(s.question == WHO and s.value == s.claimant.party for s in official):
        return Verdict.ADMITTED, "own_act"
    return Verdict.SINGLE_SOURCE, "one_source"


def _is_official(said: Said) -> bool:
    return said.claimant.sector in SPOKEN_FOR


def _contradict(voices: Sequence[Said]) -> bool:
    """Whether any two voices do; where one may say several things at once, only if they have none in common."""
    by_voice: dict[tuple[str, bool], list[Said]] = defaultdict(list)
    for s in voices:
        by_voice[s.claimant.party or "?", _is_official(s)].append(s)
    return any(_opposed(one, other) for one, other in combinations(by_voice.values(), 2))


def _opposed(one: Sequence[Said], other: Sequence[Said]) -> bool:
    found = [(a, b, relation(a, b)) for a in one for b in other]
    if any(r is Relation.CONTRARY and (a.denied or b.denied or a.question not in SEVERAL) for a, b, r in found):
        return True
    return any(r is Relation.CONTRARY for _, _, r in found) and not any(r is Relation.SAME for _, _, r in found)
