"""The account table of an incident: each question, the answer of each claimant, and the verdict by written rule.

Rules, first that holds:
  no_party            only the report's own voice, media or nobody known answers: `unattributed`
  contradiction       two parties, or those who speak for a party and its own people, contradict each other: `disputed`
  own_loss            a party, by its government or forces, tells losses of its own forces, whoever else does: `admitted`
  same_answer         two parties answer the same, and are not on one side: `agreed`
  own_loss            a party, by its government or forces, tells other losses of its own: `admitted`
  own_act             a party, by its government or forces, says that it acted first: `admitted`
  one_source          else: `single_source`
What a claimant says of happening, weapons and places adds up; of numbers, days and who began the latest report's stands, and of several
reports of one moment the largest number, since tolls rise. Inside a report too the largest number stands, since order is no change over
time, unless words correct it; of days the last. A charge goes before an own act ("we answered").
On one side are those who charge the same party with an act of the incident, and neither the other.
What one party only says that another has said makes nothing agreed or admitted, nor does the report's own voice repeating a party.
How two answers stand to one another is told in `relations`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations

from counterclaim.incidents.answers import ADDED_UP, WHAT, WHO, Said, answers_in, by_claimant, standing_of
from counterclaim.incidents.relations import Relation, relation
from counterclaim.incidents.told import Told
from counterclaim.records.incidents import Account, Answer, Value
from counterclaim.records.replies import AWAY, SPOKEN_FOR
from counterclaim.records.words import Category, Stance, Verdict

Origins = Mapping[str, str]
"""Origin of each report by the report's id."""
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
        for answer in answers_in(item):
            by_question[answer.question].append(answer)
    allies = _allies(told)
    for question, said in sorted(by_question.items()):
        each = by_claimant(said)
        standing = [s for answers in each for s in standing_of(answers)]
        verdict, rule = _verdict(standing, allies)
        count = len({origins.get(s.told.report.id, s.told.report.id) for s in said})
        rows = tuple(answer for answers in each for answer in _in_order(answers))
        yield Account(question=question, answers=rows, verdict=verdict, rule=rule, origins=count)


def _in_order(answers: Sequence[Said]) -> Iterator[Answer]:
    """One answer for each thing that a claimant says, the earliest first."""
    standing = {s.value for s in standing_of(answers)}
    by_value: dict[Value, list[Said]] = defaultdict(list)
    for s in answers:
        by_value[s.value].append(s)
    for value, group in by_value.items():
        first = group[0].told
        text = " … ".join(span.of(first.report.text) for span in sorted(first.claim.content, key=lambda s: s.start))
        claims = tuple(dict.fromkeys(s.told.claim_id for s in group))
        yield Answer(claimant=first.claim.claimant, value=value, text=text, claims=claims, current=value in standing)


def _allies(told: Sequence[Told]) -> frozenset[frozenset[str]]:
    """Pairs of parties on one side of an incident: they charge the same party with an act, and neither the other."""
    charged: dict[str, set[str]] = defaultdict(set)
    for item in told:
        accuser = item.claim.claimant.party
        if item.claim.stance is Stance.ACCUSES and accuser is not None:
            charged[accuser] |= {a.party for a in item.event.initiators if a.party}
    return frozenset(
        frozenset(pair)
        for pair in combinations(sorted(charged), 2)
        if charged[pair[0]] & charged[pair[1]] and pair[1] not in charged[pair[0]] and pair[0] not in charged[pair[1]]
    )


def _verdict(standing: Sequence[Said], allies: Collection[frozenset[str]]) -> tuple[Verdict, str]:
    voices = [s for s in standing if s.claimant.party not in (None, *AWAY)]
    if not voices:
        bystander = any(s.claimant.party in BYSTANDERS for s in standing)
        return (Verdict.SINGLE_SOURCE, "one_source") if bystander else (Verdict.UNATTRIBUTED, "no_party")
    if _contradict([*voices, *(s for s in standing if s.claimant.party in BYSTANDERS and s.question in (WHO, WHAT))], allies):
        return Verdict.DISPUTED, "contradiction"
    direct = [s for s in voices if not s.is_hearsay]
    official = [s for s in direct if _is_official(s)]
    losses = [s for s in official if s.question.endswith(f"[{s.claimant.party}]") and s.value and s.denied is None]
    if any(s.harm is not None and s.harm.category is Category.MILITARY for s in losses):
        return Verdict.ADMITTED, "own_loss"
    pairs = [(a, b) for a, b in combinations(direct, 2) if a.claimant.party != b.claimant.party and _sides(a, b) not in allies]
    if any(relation(a, b) is Relation.SAME for a, b in pairs):
        return Verdict.AGREED, "same_answer"
    if losses:
        return Verdict.ADMITTED, "own_loss"
    if any(s.question == WHO and s.value == s.claimant.party for s in official):
        return Verdict.ADMITTED, "own_act"
    return Verdict.SINGLE_SOURCE, "one_source"


def _sides(one: Said, other: Said) -> frozenset[str]:
    return frozenset(s.claimant.party or "?" for s in (one, other))


def _is_official(said: Said) -> bool:
    return said.claimant.sector in SPOKEN_FOR


def _contradict(voices: Sequence[Said], allies: Collection[frozenset[str]]) -> bool:
    """Whether any two voices do; where one may say several things at once, only if they have none in common."""
    by_voice: dict[tuple[str, bool], list[Said]] = defaultdict(list)
    for s in voices:
        by_voice[s.claimant.party or "?", _is_official(s)].append(s)
    return any(_opposed(one, other, allies) for one, other in combinations(by_voice.values(), 2))


def _opposed(one: Sequence[Said], other: Sequence[Said], allies: Collection[frozenset[str]]) -> bool:
    """Whether two voices contradict each other; who names one of two allies names the side of the other too."""
    found = [(a, b, relation(a, b)) for a in one for b in other if not (a.question == WHO and {str(a.value), str(b.value)} in allies)]
    if any(r is Relation.CONTRARY and (a.denied or b.denied or a.question not in SEVERAL) for a, b, r in found):
        return True
    return any(r is Relation.CONTRARY for _, _, r in found) and not any(r is Relation.SAME for _, _, r in found)
