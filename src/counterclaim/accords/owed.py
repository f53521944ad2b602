"""What an agreement obliges to: the clauses of the library, and the duties that reports tell, each once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from counterclaim.accords.linking import Mention
from counterclaim.records.ledger import OwedDuty
from counterclaim.records.library import LibraryAgreement
from counterclaim.records.models import Actor, Obligation

LIBRARY = "library"
"""Source of an actor that no report names."""


def owed_under(known: LibraryAgreement | None, mentions: Sequence[Mention]) -> list[OwedDuty]:
    """The duties under an agreement, those of the library first.

    A duty that a report tells counts as told of a clause of the same duty and obligor, at the same place where both name one.
    """
    clauses = list(_clauses(known)) if known is not None else []
    rest = list[OwedDuty]()
    for mention in mentions:
        for duty in mention.agreement.obligations:
            for pool in (clauses, rest):
                k = next((k for k, owed in enumerate(pool) if _same(owed, duty)), None)
                if k is not None:
                    pool[k] = pool[k].model_copy(update={"told": tuple(dict.fromkeys((*pool[k].told, mention.key)))})
                    break
            else:
                rest.append(_told_by(mention, duty))
    return _named(clauses, rest)


def _named(clauses: Sequence[OwedDuty], rest: Sequence[OwedDuty]) -> list[OwedDuty]:
    """The duties without those of nobody in particular that somebody is named for: who tells one of these tells the others."""
    unnamed = [d for d in rest if d.obligor is None]
    kept = list[OwedDuty]()
    for duty in (*clauses, *(d for d in rest if d.obligor is not None)):
        more = [name for d in unnamed if d.duty is duty.duty and _same_place(d.place, duty.place) for name in d.told]
        kept.append(duty.model_copy(update={"told": tuple(dict.fromkeys((*duty.told, *more)))}))
    return [*kept, *(d for d in unnamed if not any(d.duty is k.duty and _same_place(d.place, k.place) for k in kept))]


def _clauses(known: LibraryAgreement) -> Iterable[OwedDuty]:
    for clause in known.clauses:
        for party in clause.obligors:
            yield OwedDuty(
                obligor=Actor.of(party, source=LIBRARY),
                duty=clause.duty,
                place=clause.place,
                since=clause.since or known.begins,
                until=clause.until or known.ended,
                monitors=clause.monitor or known.monitors,
                clause=clause.id,
                text=clause.text,
            )


def _told_by(mention: Mention, duty: Obligation) -> OwedDuty:
    return OwedDuty(
        obligor=duty.obligor,
        duty=duty.duty,
        place=duty.place.name if duty.place else None,
        monitors=tuple(dict.fromkeys(m.party for m in mention.agreement.monitors if m.party)),
        text=duty.span.of(mention.report.text),
        told=(mention.key,),
    )


def _same(owed: OwedDuty, told: Obligation) -> bool:
    bound = owed.obligor.party if owed.obligor else None
    if owed.duty != told.duty or bound != (told.obligor.party if told.obligor else None):
        return False
    return _same_place(owed.place, told.place.name if told.place else None)


def _same_place(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one.casefold() == other.casefold()
