"""The journal of decisions in the store. Rows are only ever added."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, insert, or_, select

from counterclaim.errors import ConfigError
from counterclaim.records.incidents import Incident
from counterclaim.records.models import Record
from counterclaim.review.correcting import evidence_of, slot_of, with_slot
from counterclaim.review.decisions import Decision, Entry, Evidence, Sort, in_force
from counterclaim.store.batches import in_batches
from counterclaim.store.rows import record_of
from counterclaim.store.tables import agreements, claims, decision_claims, decisions, incident_claims, incidents, reports, talks

OF_INCIDENTS = (Sort.MERGE, Sort.SPLIT)


class Journal:
    """Reads and writes decisions in one transaction."""

    def __init__(self, connection: Connection, now: str = "") -> None:
        """`now` is the moment that is written."""
        self._on = connection
        self._now = now

    def entry(self, number: int) -> Entry:
        """An entry by its number. Raises ConfigError when there is none."""
        row = self._on.execute(select(decisions).where(decisions.c.id == number)).one_or_none()
        if row is None:
            raise ConfigError(f"there is no decision {number}")
        return _entry(row)

    def of(self, name: str) -> list[Entry]:
        """All entries about an object, and those that undo them, in order; about a report or an incident also those on its claims."""
        told = select(incident_claims.c.claim).where(incident_claims.c.incident == name)
        grouped = select(decision_claims.c.decision).where(decision_claims.c.claim.in_(told))
        own = or_(decisions.c.object == name, decisions.c.report == name, decisions.c.object.like(f"{name}/%"))
        return self._with_undoing(select(decisions.c.id).where(or_(own, decisions.c.object.in_(told), decisions.c.id.in_(grouped))))

    def latest(self, count: int) -> list[Entry]:
        """The last entries, the latest first."""
        return [_entry(row) for row in self._on.execute(select(decisions).order_by(decisions.c.id.desc()).limit(count))]

    def about(self, report: str) -> list[Entry]:
        """The decisions in force about the claims of a report, in order."""
        entries = self._with_undoing(select(decisions.c.id).where(decisions.c.report == report))
        return [entry for entry in in_force(entries) if entry.decision.kind not in (*OF_INCIDENTS, Sort.NOTE)]

    def grouping(self, some: Collection[str]) -> list[Entry]:
        """The mergers and splits in force that name one of these claims, in order."""
        numbers: set[int] = set()
        for batch in in_batches(sorted(some)):
            numbers |= set(self._on.execute(select(decision_claims.c.decision).where(decision_claims.c.claim.in_(batch))).scalars())
        return in_force(self._with_undoing(sorted(numbers))) if numbers else []

    def named(self, report: str) -> set[str]:
        """The local ids of the claims of a report that some entry names."""
        names = self._on.execute(select(decisions.c.object).where(decisions.c.report == report)).scalars()
        return {name.removeprefix(f"{report}/") for name in names}

    def reports_of(self, entry: Entry) -> list[str]:
        """The reports whose records an entry bears on."""
        report = self._on.execute(select(decisions.c.report).where(decisions.c.id == entry.id)).scalar()
        return [report] if report is not None else []

    def write(self, decision: Decision) -> Entry:
        """Checks a decision and writes it. Raises ConfigError when it makes no sense."""
        decision, report, before, evidence = self._checked(decision)
        row = {
            "at": self._now,
            "who": decision.who,
            "why": decision.why,
            "kind": decision.kind,
            "object": decision.object,
            "report": report,
            "before": before,
            "after": decision.after,
            "undoes": decision.undoes,
            "json": decision.model_dump_json(),
            "evidence": evidence.model_dump_json() if evidence is not None else None,
        }
        number = self._on.execute(insert(decisions).values(row).returning(decisions.c.id)).scalar_one()
        if decision.claims:
            self._on.execute(insert(decision_claims), [{"decision": number, "claim": claim} for claim in sorted(set(decision.claims))])
        return Entry(id=number, at=self._now, decision=decision, before=before, evidence=evidence)

    def _checked(self, decision: Decision) -> tuple[Decision, str | None, str | None, Evidence | None]:
        """The decision with what follows from it filled in, its report, the value before, and the evidence."""
        if decision.kind is Sort.UNDO:
            return self._undoing(decision), None, None, None
        if decision.kind in OF_INCIDENTS:
            return self._grouping(decision), None, None, None
        if decision.kind is Sort.NOTE:
            if not decision.after or not self._is_there(decision.object):
                raise ConfigError("a note has words and an object that is there" if decision.after else "a note needs words")
            return decision, decision.object.partition("/")[0], None, None
        return self._of_claim(decision)

    def _of_claim(self, decision: Decision) -> tuple[Decision, str | None, str | None, Evidence | None]:
        report, name, record = self._record_of(decision.object)
        evidence = evidence_of(record, name)
        if decision.kind is Sort.AGREEMENT:
            wanted = json.loads(decision.after or "null")
            agreement = next((a for a in record.agreements if f"{report}/{a.id}" == wanted), None)
            if agreement is None:
                raise ConfigError(f"{wanted} is no agreement that {report} tells of")
            return decision, report, None, evidence
        if decision.kind in (Sort.EDIT, Sort.CLAIMANT):
            slot = "claimant" if decision.kind is Sort.CLAIMANT else decision.slot or ""
            before = json.dumps(slot_of(record, name, slot))
            with_slot(record, name, slot, json.loads(decision.after or "null"))
            return decision.model_copy(update={"slot": slot}), report, before, evidence
        return decision, report, None, evidence

    def _record_of(self, claim: str) -> tuple[str, str, Record]:
        report, _, name = claim.rpartition("/")
        row = self._on.execute(select(reports).where(reports.c.id == report)).one_or_none()
        if row is None:
            raise ConfigError(f"there is no claim {claim}")
        for told in (row.corrected or row.machine, row.machine):
            record = record_of(row, told)
            if any(c.id == name for c in record.claims):
                return report, name, record
        raise ConfigError(f"there is no claim {claim}")

    def _undoing(self, decision: Decision) -> Decision:
        if decision.undoes is None:
            raise ConfigError("say which decision is undone")
        if self._on.execute(select(decisions.c.id).where(decisions.c.undoes == decision.undoes)).first() is not None:
            raise ConfigError(f"decision {decision.undoes} is undone already: undo that to have it again")
        return decision.model_copy(update={"object": self.entry(decision.undoes).decision.object})

    def _grouping(self, decision: Decision) -> Decision:
        here = self._incident(decision.object)
        if decision.kind is Sort.SPLIT:
            if not decision.claims or not set(decision.claims) < set(here.claims):
                raise ConfigError("a split names some claims of the incident, and not all")
            return decision
        other = self._incident(json.loads(decision.after or "null"))
        if other.id == here.id:
            raise ConfigError("name two incidents to merge")
        return decision.model_copy(update={"claims": tuple(c for i in (here, other) for c in i.claims if c not in i.gathered)})

    def _incident(self, name: str) -> Incident:
        told = self._on.execute(select(incidents.c.json).where(incidents.c.id == name)).scalar()
        if told is None:
            raise ConfigError(f"there is no incident {name}")
        return Incident.model_validate_json(told)

    def _is_there(self, name: str) -> bool:
        tables = (claims, incidents, reports, agreements, talks)
        return any(self._on.execute(select(table.c.id).where(table.c.id == name)).first() is not None for table in tables)

    def _with_undoing(self, wanted: Any) -> list[Entry]:
        """The entries of some numbers, and all that undo them, each other's undoing included."""
        found = {row.id: row for row in self._on.execute(select(decisions).where(decisions.c.id.in_(wanted)))}
        edge: Iterable[int] = found.keys()
        while edge:
            more = [
                row
                for batch in in_batches(sorted(edge))
                for row in self._on.execute(select(decisions).where(decisions.c.undoes.in_(batch)))
            ]
            edge = {row.id for row in more} - found.keys()
            found |= {row.id: row for row in more}
        return [_entry(found[number]) for number in sorted(found)]


def _entry(row: Any) -> Entry:
    evidence = Evidence.model_validate_json(row.evidence) if row.evidence else None
    return Entry(id=row.id, at=row.at, decision=Decision.model_validate_json(row.json), before=row.before, evidence=evidence)
