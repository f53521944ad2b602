"""What is alleged to break an agreement: explicitly, or possibly, by rule.

*Explicit* is what a claim calls a breach. *Possible* is what the rule `armed_act_under_ceasefire` says of an armed act that lies inside the
area and period of a ceasefire and is laid by one of its parties on another: nobody has called it a breach, and we do not either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from counterclaim.accords.comparators import DATA
from counterclaim.accords.scope import Scope
from counterclaim.accords.told import Told
from counterclaim.records.incidents import Incident
from counterclaim.records.ledger import Breach, OwedDuty
from counterclaim.records.models import Actor
from counterclaim.records.replies import UNREAL, Accusation, Said, initiators_of, reply_to
from counterclaim.records.words import Duty, Footing, Kind, Reply
from counterclaim.tables import read_table

ARMED_ACT_UNDER_CEASEFIRE = "armed_act_under_ceasefire"
ARMED = frozenset(
    {
        Kind.ARMED_CLASH,
        Kind.SHELLING,
        Kind.AIR_STRIKE,
        Kind.DRONE_ATTACK,
        Kind.MISSILE_STRIKE,
        Kind.MINE_OR_IED,
        Kind.ATTACK,
        Kind.INCURSION,
    }
)


@cache
def duties_broken() -> Mapping[Kind, frozenset[Duty]]:
    """The duties that an act of a kind may break. Raises ResourceError when the table cannot be read."""
    found: dict[Kind, set[Duty]] = defaultdict(set)
    for row in read_table(DATA, "duty_acts.csv"):
        found[Kind(row["kind"])].add(Duty(row["duty"]))
    return {kind: frozenset(duties) for kind, duties in found.items()}


def explicit_breaches(claims: Iterable[str], told: Told, owed: Sequence[OwedDuty]) -> list[Breach]:
    """The breaches that some claims allege, those about one act of one party in one."""
    charges: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for name in claims:
        for said in told.said[name]:
            incident = told.incident_of.get(name)
            for accused in sorted(initiators_of(said.event)):
                charges[accused, incident.id if incident else name].append(said)
    return [_breach(accused, saying, told, owed, None) for (accused, _), saying in charges.items()]


def possible_breaches(incidents: Iterable[Incident], scope: Scope, told: Told, owed: Sequence[OwedDuty]) -> list[Breach]:
    """Armed acts inside the scope of a ceasefire that somebody else lays on one of its parties, against another."""
    found = list[Breach]()
    for incident in incidents:
        if incident.kind not in ARMED or not scope.holds_on(incident) or not scope.covers(incident.place):
            continue
        charges: dict[str, list[Said]] = defaultdict(list)
        for said in (s for name in incident.claims for s in told.said[name]):
            for accused in _acting(said, scope):
                charges[accused].append(said)
        found += [_breach(accused, charges[accused], told, owed, ARMED_ACT_UNDER_CEASEFIRE) for accused in sorted(charges)]
    return found


def _acting(said: Said, scope: Scope) -> Iterator[str]:
    """The parties to an agreement that a claim of another has act against a party to it."""
    event, claimant = said.event, said.claim.claimant.party
    if event.kind not in ARMED or event.status in UNREAL or event.background:
        return
    doers = initiators_of(event) & scope.parties
    against = {t.party for t in event.targets if t.party} | (doers if len(doers) > 1 else set()) | ({claimant} if claimant else set())
    yield from (doer for doer in sorted(doers) if doer != claimant and (against - {doer}) & scope.parties)


def _breach(accused: str, saying: Sequence[Said], told: Told, owed: Sequence[OwedDuty], rule: str | None) -> Breach:
    """A breach from the claims that charge a party with it, with what that party says to it; a bare charge is about the
    incident of the act that it means."""
    own = tuple(dict.fromkeys(s.claim.id for s in saying))
    acts = told.acts_meant(saying[0], accused)
    about = acts or saying
    incident = next((i for s in about if (i := told.incident_of.get(s.claim.id)) is not None), None)
    around = [s for x in about for s in told.beside(x.claim.id) if s.claim.id not in own]
    direct = [s for x in saying for s in told.answers_to(x.claim.id)]
    kinds = {s.event.kind for s in about} | ({incident.kind} if incident is not None else set())
    reply, replies = _reply(accused, saying, acts, [*around, *acts], direct)
    return Breach(
        footing=Footing.POSSIBLE if rule else Footing.EXPLICIT,
        rule=rule,
        alleged_by=tuple({s.claim.claimant.id or s.claim.claimant.name: s.claim.claimant for s in saying}.values()),
        against=accused,
        claims=own,
        acts=tuple(dict.fromkeys(s.claim.id for s in acts if s.claim.id not in own)),
        incident=incident.id if incident else None,
        clauses=_clauses(accused, kinds, owed),
        reply=reply,
        replies=replies,
    )


def _reply(
    accused: str, saying: Sequence[Said], acts: Sequence[Said], around: Sequence[Said], direct: Sequence[Said]
) -> tuple[Reply, tuple[str, ...]]:
    """The reply of the accused to the charge, or to the act that is meant by it."""
    accuser = next((s.claim.claimant.party for s in saying if s.claim.claimant.party not in (None, accused)), "") or ""
    for kind in dict.fromkeys(s.event.kind for s in (*saying, *acts)):
        reply, replies = reply_to(Accusation(accuser, accused, kind), around, direct)
        if reply is not Reply.SILENT:
            return reply, replies
    return Reply.SILENT, ()


def _clauses(accused: str, kinds: Iterable[Kind], owed: Sequence[OwedDuty]) -> tuple[str, ...]:
    """The clauses that bind the accused to what acts of such kinds may break."""
    broken = {duty for kind in kinds for duty in duties_broken().get(kind, ())}
    return tuple(dict.fromkeys(d.clause for d in owed if d.clause and d.duty in broken and _binds(d.obligor, accused)))


def _binds(obligor: Actor | None, party: str) -> bool:
    return obligor is not None and obligor.party == party
