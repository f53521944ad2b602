"""The account table of an incident: each question, the answer of each claimant, and the verdict by written rule.

Rules, first that holds:
  no_party            only the report's own voice, media or nobody known answers: `unattributed`
  contradiction       two parties answer differently, or one denies what another says: `disputed`
  same_answer         two parties answer the same: `agreed`
  own_loss            a party alone, by its government or forces, tells its own losses: `admitted`
  own_act             a party alone says that it acted first: `admitted`
  one_source          else: `single_source`
What a claimant said of the happening and its weapons adds up; of numbers, days and who began, the latest stands, and there a charge
before an own act ("we answered").
The report's own voice repeating a party lifts nothing to `agreed`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.incidents.told import Told, harm_in, number_of
from counterclaim.records.incidents import Account, Answer, Value
from counterclaim.records.models import Actor
from counterclaim.records.replies import AWAY, SPOKEN_FOR
from counterclaim.records.words import Family, Kind, Stance, Status, Verdict, family_of

Origins = Mapping[str, str]
"""Origin of each report by the report's id."""
NOT = "not "


@dataclass(frozen=True)
class Said:
    """One answer to one question, before the answers of a claimant are put in order."""

    question: str
    claimant: Actor
    value: Value
    told: Told


def accounts_of(told: Sequence[Told], origins: Origins) -> Iterator[Account]:
    """The rows of the table, by question.

    Args:
        told: the claims of the incident.
        origins: which reports share an origin; a report that is not in it is its own.
    """
    by_question: dict[str, list[Said]] = defaultdict(list)
    for item in told:
        for said in _answers(item):
            by_question[said.question].append(said)
    for question in sorted(by_question):
        answers = _in_order(by_question[question])
        verdict, rule = _verdict(question, answers, by_question[question], origins)
        count = len({origins.get(s.told.report.id, s.told.report.id) for s in by_question[question]})
        yield Account(question=question, answers=tuple(answers), verdict=verdict, rule=rule, origins=count)


def _answers(told: Told) -> Iterator[Said]:
    claim, event = told.claim, told.event
    if claim.stance in (Stance.CALLS_FOR, Stance.WARNS) or event.status is Status.HYPOTHETICAL:
        return
    denied = claim.stance is Stance.DENIES or event.status is Status.DENIED
    initiators = sorted({a.party for a in event.initiators if a.party})
    hostile = family_of(event.kind) is Family.VIOLENCE and event.kind is not Kind.CASUALTY
    if hostile and len(initiators) == 1:
        yield Said("who_initiated", claim.claimant, f"{NOT}{initiators[0]}" if denied else initiators[0], told)
    if event.kind is not Kind.CASUALTY:
        yield Said("what", claim.claimant, f"{NOT}{event.kind}" if denied else event.kind.value, told)
    if denied:
        return
    if event.place is not None:
        yield Said("where", claim.claimant, event.place.name, told)
    if told.days is not None:
        first, last = told.days
        yield Said("when", claim.claimant, first.isoformat() if first == last else f"{first}/{last}", told)
    if event.weapons:
        yield Said("weapons", claim.claimant, tuple(sorted({w.kind.value for w in event.weapons})), told)
    for harm in harm_in(event):
        number = number_of(harm)
        if number is not None:
            side = harm.side.party if harm.side is not None else None
            yield Said(f"{harm.effect}[{side or '?'}]", claim.claimant, number, told)


def _in_order(said: Iterable[Said]) -> list[Answer]:
    """The answers of each claimant, the earliest first; the last one stands."""
    by_claimant: dict[str, dict[Value, list[Said]]] = defaultdict(lambda: defaultdict(list))
    for s in sorted(said, key=lambda s: (str(s.told.report.published_on), s.told.key)):
        by_claimant[s.claimant.id or s.claimant.name or "?"][s.value].append(s)
    answers = []
    for _, values in sorted(by_claimant.items()):
        latest = max((group[-1] for group in values.values()), key=_weight)
        for value, group in values.items():
            first = group[0]
            content = first.told.claim.content
            text = " … ".join(span.of(first.told.report.text) for span in sorted(content, key=lambda s: s.start))
            keys = tuple(dict.fromkeys(s.told.claim_id for s in group))
            answers.append(
                Answer(
                    claimant=first.claimant,
                    value=value,
                    text=text,
                    claims=keys,
                    current=value == latest.value or latest.question in ADDED_UP,
                )
            )
    return answers


ADDED_UP = frozenset({"what", "weapons"})


def _weight(said: Said) -> tuple[bool, str, str]:
    """What makes one of a claimant's answers the one that stands: a charge before an own act, then the latest."""
    own = said.question == "who_initiated" and (said.claimant.party or "?") in str(said.value)
    return (not own, str(said.told.report.published_on), said.told.key)


def _verdict(question: str, answers: Sequence[Answer], said: Sequence[Said], origins: Origins) -> tuple[Verdict, str]:
    voices = [a for a in answers if a.current and a.claimant.party not in (None, *AWAY)]
    if not voices:
        witnesses = [a for a in answers if a.claimant.party in ("WITNESSES", "ANALYSTS", "DIPLOMATS")]
        return (Verdict.SINGLE_SOURCE, "one_source") if witnesses else (Verdict.UNATTRIBUTED, "no_party")
    sort = question.partition("[")[0]
    differ = CONTRADICTIONS.get(sort, _numbers_differ)
    parties = {a.claimant.party for a in voices}
    if any(differ(a.value, b.value) for a in voices for b in voices if a.claimant.party != b.claimant.party):
        return Verdict.DISPUTED, "contradiction"
    if len(parties) > 1:
        return Verdict.AGREED, "same_answer"
    if any(_own_loss(question, a) for a in voices):
        return Verdict.ADMITTED, "own_loss"
    if sort == "who_initiated" and any(a.value == a.claimant.party for a in voices):
        return Verdict.ADMITTED, "own_act"
    return Verdict.SINGLE_SOURCE, "one_source"


def _own_loss(question: str, answer: Answer) -> bool:
    return question.endswith(f"[{answer.claimant.party}]") and answer.claimant.sector in SPOKEN_FOR and bool(answer.value)


def _numbers_differ(one: Value, other: Value) -> bool:
    return one != other


def _denied(one: Value, other: Value) -> bool:
    """Whether one says "not X" and the other "X"; two kinds of violence are no contradiction."""
    return one == f"{NOT}{other}" or other == f"{NOT}{one}"


def _another(one: Value, other: Value) -> bool:
    """Whether two name different parties, or one denies the party that the other names."""
    a, b = str(one), str(other)
    if a.startswith(NOT) and b.startswith(NOT):
        return False
    return _denied(one, other) if NOT in f"{a[:4]}{b[:4]}" else a != b


def _unlike(one: Value, other: Value) -> bool:
    """Whether each names a weapon that the other does not."""
    return isinstance(one, tuple) and isinstance(other, tuple) and not (set(one) <= set(other) or set(other) <= set(one))


def _apart(one: Value, other: Value) -> bool:
    """Whether two stretches of days do not overlap."""
    (a, b), (c, d) = (_ends(str(v)) for v in (one, other))
    return b < c or d < a


def _ends(days: str) -> tuple[str, str]:
    first, _, last = days.partition("/")
    return first, last or first


def _never(_one: Value, _other: Value) -> bool:
    return False


CONTRADICTIONS: Mapping[str, Callable[[Value, Value], bool]] = {
    "who_initiated": _another,
    "what": _denied,
    "weapons": _unlike,
    "when": _apart,
    "where": _never,
}
"""When two answers contradict each other, by the sort of question; numbers do when they differ."""
