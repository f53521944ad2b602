"""What folding reports into origins keeps, in the store: the `OriginMemory` of `incidents.refolding`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, TextClause, bindparam, delete, insert, or_, select, text, update

from counterclaim.incidents.agency_tags import Outlets, Sign, signs_of
from counterclaim.incidents.origin_links import OriginLink
from counterclaim.incidents.origins import Origin
from counterclaim.incidents.refolding import Key, changed_names, refold
from counterclaim.records.models import Report
from counterclaim.store.batches import in_batches, write_rows
from counterclaim.store.rows import REPORT, report_of
from counterclaim.store.tables import origin_links, outlets, print_keys, reports
from counterclaim.store.words_query import reports_with

TOGETHER = 500
"""Keys that are looked up in one statement."""
PLACED = (reports.c.id, reports.c.copy_of, reports.c.folded, reports.c.origin)


class Originage:
    """The memory of folding, for one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Works on a connection that is in a transaction."""
        self._on = connection
        self._known: dict[str, Report] = {}
        self._numbers: dict[str, int] = {}

    def fold(self, came: Sequence[Report]) -> set[str]:
        """Folds reports that are stored, new or changed, into their origins.

        Returns:
            ids of those, of these and of others, whose origin is another now.
        """
        if not came:
            return set()
        names = {report.id for report in came}
        self._forget(names)
        known = self._signs()
        signs = {sign for report in came for sign in signs_of(report)} - known
        before, after = Outlets((), signs=known), Outlets((), signs=known | signs)
        if signs:
            self._on.execute(insert(outlets), [{"name": name, "tag": tag} for name, tag in sorted(signs)])
        origins = refold(self, names | self._holding(changed_names(before, after)), after)
        return self._settle(origins, names)

    def origins(self, names: Collection[str]) -> dict[str, str]:
        """The origin of each report."""
        found = (
            self._on.execute(select(reports.c.id, reports.c.origin).where(reports.c.id.in_(batch))) for batch in in_batches(sorted(names))
        )
        return {name: origin for rows in found for name, origin in rows}

    def reports(self, names: Collection[str]) -> list[Report]:
        """The reports of these ids."""
        for batch in in_batches(sorted(set(names) - self._known.keys())):
            for row in self._on.execute(select(reports.c.number, *REPORT).where(reports.c.id.in_(batch))):
                self._known[row.id] = report_of(row)
                self._numbers[row.id] = row.number
        return [self._known[name] for name in names]

    def sharing(self, keys: Collection[Key], most: int) -> Iterator[tuple[Key, str]]:
        """Each key with the reports that have it, those that came last."""
        found: list[tuple[Key, int]] = []
        wanted = {(int(sort), _signed(key)): (sort, key) for sort, key in keys}
        ordered = sorted(wanted)  # as the table is: what lies together is read together
        for start in range(0, len(ordered), TOGETHER):
            part = ordered[start : start + TOGETHER]
            values = {name: v for n, (sort, key) in enumerate(part) for name, v in ((f"s{n}", sort), (f"k{n}", key))}
            rows = self._on.execute(_lookup(len(part)), {**values, "before": most - 1})
            found += [(wanted[sort, key], number) for sort, key, number in rows.all()]
        names = self._named({number for _, number in found})
        yield from ((key, names[number]) for key, number in found)

    def keep_keys(self, keys: Mapping[str, Collection[Key]]) -> None:
        """Keeps the keys of reports in place of those that they had."""
        self.reports(keys.keys())
        for batch in in_batches(sorted(self._numbers[name] for name in keys)):
            self._on.execute(delete(print_keys).where(print_keys.c.report.in_(batch)))
        write_rows(
            self._on,
            print_keys,
            sorted({(int(sort), _signed(key), self._numbers[name]) for name, some in keys.items() for sort, key in some}),
        )

    def links_of(self, names: Collection[str]) -> list[OriginLink]:
        """The kept links of these reports."""
        rows = {
            (row.one, row.other, row.position): row.json
            for batch in in_batches(sorted(names))
            for row in self._on.execute(select(origin_links).where(or_(origin_links.c.one.in_(batch), origin_links.c.other.in_(batch))))
        }
        return [OriginLink.model_validate_json(json) for _, json in sorted(rows.items())]

    def keep_links(self, names: Collection[str], links: Iterable[OriginLink]) -> None:
        """Keeps the links of these reports in place of those that they had."""
        for batch in in_batches(sorted(names)):
            self._on.execute(delete(origin_links).where(or_(origin_links.c.one.in_(batch), origin_links.c.other.in_(batch))))
        counts: dict[tuple[str, str], int] = defaultdict(int)
        rows = []
        for link in links:
            rows.append({"position": counts[link.one, link.other], **link.model_dump(include={"one", "other", "how", "score"})})
            rows[-1]["json"] = link.model_dump_json()
            counts[link.one, link.other] += 1
        if rows:
            self._on.execute(insert(origin_links), rows)

    def _forget(self, names: Collection[str]) -> None:
        for name in names:
            self._known.pop(name, None)

    def _signs(self) -> set[Sign]:
        return {(name, tag) for name, tag in self._on.execute(select(outlets.c.name, outlets.c.tag))}

    def _holding(self, some: Sequence[str]) -> set[str]:
        """The reports whose text holds one of these names."""
        found: set[str] = set()
        for name in some:
            numbers = reports_with('"' + name.replace('"', " ") + '"', self._on.dialect.name)
            query = select(reports.c.id).where(reports.c.number.in_(numbers), reports.c.text.contains(name, autoescape=True))
            found |= set(self._on.execute(query).scalars())
        return found

    def _settle(self, origins: Sequence[Origin], came: Collection[str]) -> set[str]:
        """Writes the origins, those that reports tell themselves before those that were found; gives the ids of what changed."""
        folded = {name: origin.of for origin in origins for name in origin.reports}
        kept = self._placed(reports.c.id, folded)
        if other := [{"of": name, "into": founder} for name, founder in folded.items() if kept[name].folded != founder]:
            self._on.execute(update(reports).where(reports.c.id == bindparam("of")).values(folded=bindparam("into")), other)
        changed: set[str] = set()
        asked = folded.keys() | came
        while asked:
            rows = self._placed(reports.c.id, asked) | self._placed(reports.c.copy_of, asked)
            now = {name: self._origin(row) for name, row in rows.items()}
            moved = {name for name, row in rows.items() if row.origin != now[name]} - changed
            if moved:
                statement = update(reports).where(reports.c.id == bindparam("of")).values(origin=bindparam("into"))
                self._on.execute(statement, [{"of": name, "into": now[name]} for name in sorted(moved)])
            changed |= moved
            asked = moved - asked
        return changed

    def _placed(self, column: Any, names: Collection[str]) -> dict[str, Any]:
        """What is kept of the origins of the reports whose column has one of these names, by id."""
        found = (self._on.execute(select(*PLACED).where(column.in_(batch))) for batch in in_batches(sorted(names)))
        return {row.id: row for rows in found for row in rows}

    def _origin(self, placed: Any) -> str:
        """Where the chain of copies that reports tell leads, folded; as `incidents.compare.copies_told` has it."""
        row, here, seen = placed, placed.id, {placed.id}
        while row is not None and row.copy_of is not None and row.copy_of not in seen:
            seen.add(row.copy_of)
            here = row.copy_of
            row = self._placed(reports.c.id, [here]).get(here)
        if row is not None and row.copy_of is not None:
            here = min(seen)
            row = self._placed(reports.c.id, [here]).get(here)
        return row.folded if row is not None else str(here)

    def _named(self, numbers: Collection[int]) -> dict[int, str]:
        found = (
            self._on.execute(select(reports.c.number, reports.c.id).where(reports.c.number.in_(batch)))
            for batch in in_batches(sorted(numbers))
        )
        return {number: name for rows in found for number, name in rows}


def _signed(key: int) -> int:
    """Both databases know 64-bit numbers with a sign only."""
    return key - (1 << 64) if key >= 1 << 63 else key


@cache
def _lookup(count: int) -> TextClause:
    """The reports of so many keys, of each those that came last; keys that only one report has are left out.

    A key of thousands of reports is not read whole.
    """
    wanted = ", ".join(f"(:s{n}, :k{n})" for n in range(count))
    here = "SELECT q.report FROM print_keys q WHERE q.sort = w.sort AND q.key = w.key ORDER BY q.report DESC LIMIT 1 OFFSET"
    return text(
        f"WITH w(sort, key) AS (VALUES {wanted}) SELECT p.sort, p.key, p.report FROM w "  # noqa: S608 - names of parameters only
        f"JOIN print_keys p ON p.sort = w.sort AND p.key = w.key AND p.report >= COALESCE(({here} :before), 0) "
        f"WHERE ({here} 1) IS NOT NULL"
    )
