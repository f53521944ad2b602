"""What linking keeps, in the store: the `Memory` of `incidents.relinking`."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from counterclaim.incidents.blocking import blocks_of
from counterclaim.incidents.relinking import Scored
from counterclaim.incidents.told import Told
from counterclaim.records.models import Claim, Event, Report
from counterclaim.store.batches import in_batches, write_rows
from counterclaim.store.rows import REPORT, report_of
from counterclaim.store.tables import blocks, claims, events, pairs, reports, told

EVERY = -1e9
"""Below every score that is kept."""
KNOWN = 50_000
"""What was told that is remembered from one transaction to the next, so much at most; then all is forgotten."""


class Linkage:
    """The memory of linking, for one transaction. What was told is read once."""

    def __init__(self, connection: Connection, known: dict[int, Told]) -> None:
        """Works on a connection that is in a transaction.

        `known` is what earlier transactions read, by number: what is told under a number never changes.
        """
        self._on = connection
        self._by_number = known
        if len(known) > KNOWN:
            known.clear()
        self._known: dict[str, Told] = {}
        self._numbers: dict[str, int] = {}
        self._reports: dict[str, Report] = {}

    def number(self, one: Told) -> int:
        """The number of something kept: it is given anew whenever what is told under a key changes, and never twice."""
        return self._numbers[one.key]

    def remember(self, came: Sequence[Told]) -> None:
        """Keeps something new, with its blocks."""
        if not came:
            return
        rows = [{"key": t.key, "report": t.report.id, "claim": t.claim_id, "event": f"{t.report.id}/{t.event.id}"} for t in came]
        self._on.execute(insert(told), rows)
        self._known |= {t.key: t for t in came}
        self._number([t.key for t in came])
        self._by_number |= {self._numbers[t.key]: t for t in came}
        write_rows(self._on, blocks, sorted((block, self._numbers[t.key]) for t in came for block in _block_numbers(t)))

    def forget(self, report: str) -> tuple[set[str], set[str], set[str]]:
        """Forgets what a report told.

        Returns:
            the keys that went, those of others that formed a pair with them, and the homes that they were in: what `relink` asks for.
        """
        columns = (told.c.key, told.c.id, told.c.home, told.c.regrouped)
        gone = {row.key: row for row in self._on.execute(select(*columns).where(told.c.report == report))}
        touched = {other for _, other, _ in self.pairs_of(gone, EVERY)} - gone.keys()
        self._on.execute(delete(told).where(told.c.report == report))
        for key in gone:
            self._known.pop(key, None)
            self._numbers.pop(key, None)
        self._reports.pop(report, None)
        return set(gone), touched, {home for row in gone.values() for home in (row.home, row.regrouped) if home is not None}

    def told(self, keys: Collection[str]) -> list[Told]:
        """What was told under these keys."""
        missing = [key for key in keys if key not in self._known]
        self._number(missing)
        self._known |= {key: t for key in missing if (t := self._by_number.get(self._numbers[key])) is not None}
        self._load([key for key in missing if key not in self._known])
        return [self._known[key] for key in keys]

    def meeting(self, some: Sequence[Told]) -> list[Told]:
        """Everything kept that shares a block with one of these."""
        numbers = sorted({number for t in some for number in _block_numbers(t)})
        found = {
            row.key
            for batch in in_batches(numbers)
            for row in self._on.execute(
                select(told.c.key).distinct().join_from(blocks, told, blocks.c.told == told.c.id).where(blocks.c.block.in_(batch))
            )
        }
        return self.told(sorted(found))

    def pairs_of(self, keys: Collection[str], above: float) -> list[Scored]:
        """The kept pairs of these keys that score above a bound."""
        self._number(keys)
        names = {self._numbers[key]: key for key in keys}
        found: list[tuple[int, int, float]] = []
        for batch in in_batches(sorted(names)):
            for here, there in ((pairs.c.one, pairs.c.other), (pairs.c.other, pairs.c.one)):
                query = select(here, there, pairs.c.score).where(here.in_(batch), pairs.c.score > above)
                found += [(a, b, score) for a, b, score in self._on.execute(query).all()]
        others = self._keys({b for _, b, _ in found} - names.keys()) | names
        return [(names[a], others[b], score) for a, b, score in found]

    def keep_pairs(self, some: Iterable[Scored]) -> None:
        """Keeps pairs."""
        kept = list(some)
        self._number({key for one, other, _ in kept for key in (one, other)})
        if kept:
            write_rows(self._on, pairs, [(self._numbers[one], self._numbers[other], score) for one, other, score in kept])

    def cores(self, keys: Collection[str]) -> dict[str, str]:
        """The core of each key that has one."""
        return self._column(told.c.core, keys)

    def homes(self, keys: Collection[str]) -> dict[str, str]:
        """The home of each key that has one."""
        return self._column(told.c.home, keys)

    def in_cores(self, cores: Collection[str]) -> dict[str, list[str]]:
        """The keys in each core."""
        return self._inside(told.c.core, cores)

    def in_homes(self, homes: Collection[str]) -> dict[str, list[str]]:
        """The keys in each home."""
        return self._inside(told.c.home, homes)

    def settle(self, cores: Mapping[str, str], homes: Mapping[str, str]) -> None:
        """Sets cores and homes."""
        for column, named in ((told.c.core, cores), (told.c.home, homes)):
            if named:
                statement = update(told).where(told.c.key == bindparam("of")).values({column: bindparam("into")})
                self._on.execute(statement, [{"of": key, "into": name} for key, name in named.items()])

    def homes_of(self, names: Collection[str]) -> set[str]:
        """The homes of what these reports told."""
        found = (
            self._on.execute(select(told.c.home).distinct().where(told.c.report.in_(batch), told.c.home.is_not(None)))
            for batch in in_batches(sorted(names))
        )
        return {home for rows in found for (home,) in rows}

    def homes_of_claims(self, names: Collection[str]) -> list[str]:
        """The homes of these claims."""
        found = (
            self._on.execute(select(told.c.home).distinct().where(told.c.claim.in_(batch), told.c.home.is_not(None)))
            for batch in in_batches(sorted(names))
        )
        return sorted({home for rows in found for (home,) in rows})

    def regrouped(self, keys: Collection[str]) -> dict[str, str]:
        """The name of the incident that a decision put each key into, for those that one did."""
        return self._column(told.c.regrouped, set(keys))

    def homes_in(self, groups: Collection[str]) -> set[str]:
        """The homes of the keys that a decision put into one of these incidents."""
        found = (
            self._on.execute(select(told.c.home).distinct().where(told.c.regrouped.in_(batch), told.c.home.is_not(None)))
            for batch in in_batches(sorted(groups))
        )
        return {home for rows in found for (home,) in rows}

    def regroup(self, groups: Mapping[str, str | None]) -> None:
        """Sets by key the incident that decisions put it into, None where they leave it at its home."""
        if groups:
            statement = update(told).where(told.c.key == bindparam("of")).values(regrouped=bindparam("into"))
            self._on.execute(statement, [{"of": key, "into": name} for key, name in groups.items()])

    def _column(self, column: Any, keys: Collection[str]) -> dict[str, str]:
        found = (self._on.execute(select(told.c.key, column).where(told.c.key.in_(batch))) for batch in in_batches(sorted(keys)))
        return {key: name for rows in found for key, name in rows if name is not None}

    def _inside(self, column: Any, names: Collection[str]) -> dict[str, list[str]]:
        inside: dict[str, list[str]] = defaultdict(list)
        for batch in in_batches(sorted(names)):
            for key, name in self._on.execute(select(told.c.key, column).where(column.in_(batch)).order_by(told.c.key)):
                inside[name].append(key)
        return dict(inside)

    def _number(self, keys: Collection[str]) -> None:
        for batch in in_batches([key for key in keys if key not in self._numbers]):
            self._numbers |= {key: n for key, n in self._on.execute(select(told.c.key, told.c.id).where(told.c.key.in_(batch)))}

    def _keys(self, numbers: Collection[int]) -> dict[int, str]:
        found = (self._on.execute(select(told.c.id, told.c.key).where(told.c.id.in_(batch))) for batch in in_batches(sorted(numbers)))
        named = {number: key for rows in found for number, key in rows}
        self._numbers |= {key: number for number, key in named.items()}
        return named

    def _load(self, keys: Sequence[str]) -> None:
        for batch in in_batches(keys):
            columns = (told.c.key, told.c.id, told.c.report, claims.c.json.label("claim"), events.c.json.label("event"))
            join = told.join(claims, told.c.claim == claims.c.id).join(events, told.c.event == events.c.id)
            rows = self._on.execute(select(*columns).select_from(join).where(told.c.key.in_(batch))).all()
            self._load_reports({row.report for row in rows})
            for row in rows:
                self._numbers[row.key] = row.id
                self._known[row.key] = self._by_number[row.id] = _told(row, self._reports[row.report])

    def _load_reports(self, names: Collection[str]) -> None:
        for batch in in_batches(sorted(set(names) - self._reports.keys())):
            self._reports |= {row.id: report_of(row) for row in self._on.execute(select(*REPORT).where(reports.c.id.in_(batch)))}


def _told(row: Any, report: Report) -> Told:
    """The claims of the store are headed by their report; what is told names them as the report does."""
    claim, event = Claim.model_validate_json(row.claim), Event.model_validate_json(row.event)
    head = f"{report.id}/"
    return Told(
        row.key,
        report,
        claim.model_copy(update={"id": claim.id.removeprefix(head), "events": tuple(e.removeprefix(head) for e in claim.events)}),
        event.model_copy(update={"id": event.id.removeprefix(head)}),
    )


def _block_numbers(one: Told) -> set[int]:
    """A 64-bit number for each block. Two blocks of one number only mean that a pair is looked at in vain."""
    digests = (hashlib.blake2b("\x1f".join(map(str, block)).encode(), digest_size=8).digest() for block in blocks_of(one))
    return {int.from_bytes(digest, "big", signed=True) for digest in digests}
