"""The comparison of a whole archive, written as it is made: what `compare` gives for the same records, without holding them.

Records lie in a spool on disk, in the order of the archive. They are gone through once for what linking and folding need of each, which is
numbers: the blocks of its claims, the keys of its text. Pairs of claims are then scored one stretch of time after the other, pairs of
reports one neighbourhood after the other, with a few records in memory at once; their scores lie on disk too. Clusters are made of numbers
alone, and the records of an incident are read again when it is written. So memory grows by a few hundred bytes a claim.

Every decision is made by the functions that `compare` uses, in the same order and with the same numbers, so that the result is the same
to the byte.
"""

from __future__ import annotations

import pickle
from array import array
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, TypeVar, overload

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel
from pydantic_core import to_json

from counterclaim.archive.scored import Scored, Small
from counterclaim.archive.spool import Spool
from counterclaim.incidents.agency_tags import Outlets, Sign, credits_in, read_patterns, signs_of
from counterclaim.incidents.blocking import ORDERS, SORT, Numbers, Sort, crowds_of, is_definite, keys_of, pairs_in, stretch_in
from counterclaim.incidents.campaigns import FACTS, Fight, campaigns_among, fight_of, sides_of
from counterclaim.incidents.clustering import LINKED, STRAYS, agglomerate, where_to
from counterclaim.incidents.comparators import score_of
from counterclaim.incidents.compare import followed, founders_of, incident_of, preferred
from counterclaim.incidents.compare import precedence as standing
from counterclaim.incidents.linking import cluster_at, is_placed
from counterclaim.incidents.origin_links import OriginLink, Read, links_between
from counterclaim.incidents.origins import Gathered, founders_among, precedence, read_one
from counterclaim.incidents.told import Told, told_in
from counterclaim.records.comparison import Comparison, headed
from counterclaim.records.incidents import Incident
from counterclaim.records.models import Event, Record, Report

HELD = 1_024
"""Records in memory at once; reports with what they are compared by likewise."""
DAYS = 4
"""Days whose pairs are scored together: a claim lies in three of them at least, and pairs of two such groups are looked for in both."""
REPORTS = 4_096
"""Reports whose own pairs are looked for together."""
PARTS = ("claims", "events", "agreements", "talks")
"""What of the records stands in a comparison as it is, in one list for each."""
T = TypeVar("T")
Progress = Callable[[str, int, int], None]


def _silent(_work: str, _done: int, _total: int) -> None:
    pass


class Counts(NamedTuple):
    """How much a comparison holds."""

    reports: int
    origins: int
    claims: int
    incidents: int
    campaigns: int


@dataclass(frozen=True)
class Joined:
    """A comparison that can be written. `text` gives its JSON, indented, in pieces; it can be asked for once."""

    counts: Counts
    text: Iterator[bytes]


def joined(records: Iterable[bytes], folder: Path, progress: Progress = _silent) -> Joined:
    """Joins the records of an archive.

    Args:
        records: as JSON, in the order of the archive; of several of one report one stays, as in `compare.one_each`.
        folder: an empty one for what is kept on disk meanwhile, about three times as much as the records.
        progress: hears how far it is.
    """
    kept = _Kept(folder)
    for text in records:
        kept.take(text)
    kept.look(progress)
    origins = _origins(kept, progress)
    linked = _Linking(kept, progress)
    told = _Telling(kept, linked, origins, progress)
    return told.joined()


class _Kept:
    """The records on disk, and what is known of each after one look at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._spool = Spool(folder / "records")
        self.reports = Spool(folder / "reports")
        self.parts = {name: Spool(folder / name) for name in PARTS}
        self.ids = list[str]()
        self._at = array("q")
        self._number: dict[str, int] = {}
        self.copies: dict[str, str] = {}
        self.signs = set[Sign]()
        self.order = list[int]()
        self.by_standing = list[str]()
        self.items = _Items()
        self.held: Callable[[int], tuple[Record, tuple[Told, ...]]] = lru_cache(HELD)(self._load)

    def __len__(self) -> int:
        return len(self.ids)

    def take(self, text: bytes) -> None:
        """Takes the next record: it stands for its report if none does, or less of a one."""
        name = _id_in(text)
        known = self._number.get(name)
        if known is None:
            self._number[name] = len(self.ids)
            self.ids.append(name)
            self._at.append(self._spool.put(text))
        elif standing(Record.model_validate_json(text)) < standing(self.record(known)):
            self._at[known] = self._spool.put(text)

    def record(self, number: int) -> Record:
        """The record of a report, by the number of the report."""
        return Record.model_validate_json(self._spool[self._at[number]])

    def _load(self, number: int) -> tuple[Record, tuple[Told, ...]]:
        record = self.record(number)
        return record, _told_once(record)

    def look(self, progress: Progress) -> None:
        """Goes through all records once."""
        self._number.clear()
        first, stands = [], []
        for number in range(len(self)):
            record = self.record(number)
            report = record.report
            self.signs.update(signs_of(report))
            if report.copy_of is not None:
                self.copies[report.id] = report.copy_of
            first.append((*precedence(report), number))
            stands.append((str(report.published or "none"), to_json(report.id), report.id))
            self.reports.put(report.model_dump_json().encode())
            whole = headed(record)
            for name in PARTS:
                for each in getattr(whole, name):
                    self.parts[name].put(_indented(each))
            self.items.add(number, _told_once(record))
            progress("looking at reports", number + 1, len(self))
        first.sort()
        self.order = [number for *_, number in first]
        first.clear()
        stands.sort()
        self.by_standing = [name for *_, name in stands]
        stands.clear()
        self.items.put_in_order()

    def report(self, number: int) -> Report:
        """A report by its number."""
        return Report.model_validate_json(self.reports[number])


def _id_in(text: bytes) -> str:
    """The id of the report of a record, which its JSON begins with."""
    head, quoted, rest = text.partition(b'{"report":{"id":"')
    name, ended, _ = rest.partition(b'"')
    if head or not quoted or not ended or b"\\" in name:
        return Record.model_validate_json(text).report.id
    return name.decode()


def _told_once(record: Record) -> tuple[Told, ...]:
    return tuple({told.key: told for told in told_in([record])}.values())


# Origins --------------------------------------------------------------------------------------------------------------------------------


class _Reads(Sequence[Read]):
    """Reports with what they are compared by, in order of precedence: on disk, but for those that were asked for last."""

    def __init__(self, path: Path) -> None:
        self._spool = Spool(path)
        self._held: Callable[[int], Read] = lru_cache(HELD)(self._load)

    def put(self, read: Read) -> None:
        """Takes the next one."""
        self._spool.put(pickle.dumps(read, pickle.HIGHEST_PROTOCOL))

    def _load(self, number: int) -> Read:
        found: Read = pickle.loads(self._spool[number])  # noqa: S301 - what this process has written
        return found

    def __len__(self) -> int:
        return len(self._spool)

    @overload
    def __getitem__(self, number: int) -> Read: ...
    @overload
    def __getitem__(self, number: slice) -> list[Read]: ...
    def __getitem__(self, number: int | slice) -> Read | list[Read]:
        if isinstance(number, slice):
            return [self._held(n) for n in range(*number.indices(len(self)))]
        return self._held(number)


def _origins(kept: _Kept, progress: Progress) -> dict[str, str]:
    """As `compare.origins_of` has them."""
    outlets, patterns, read, credited = Outlets((), signs=kept.signs), read_patterns(), _Reads(kept.folder / "reads"), set[str]()
    for number in kept.order:
        report = kept.report(number)
        each = read_one(report, outlets, credits_in(report, outlets, patterns))
        read.put(each)
        credited |= each.credits.keys()
    gathered = Gathered(credited)
    for number, each in enumerate(read, 1):
        gathered.add(each)
        progress("taking fingerprints", number, len(read))
    pairs = gathered.candidates()
    del gathered
    links = dict[tuple[int, int], tuple[OriginLink, ...]]()
    for done, (i, j) in enumerate(pairs.tolist(), 1):
        if found := tuple(link.model_copy(update={"evidence": ""}) for link in links_between(read[j], read[i])):
            links[i, j] = found
        progress("comparing texts", done, len(pairs))
    told = followed({name: kept.copies.get(name) for name in kept.ids}) if kept.copies else {}
    return preferred(told, founders_among(read, links))


# Incidents ------------------------------------------------------------------------------------------------------------------------------


class _Numbering(dict[str, int]):
    """A number for each name, given when it is first asked for."""

    def __missing__(self, name: str) -> int:
        self[name] = found = len(self)
        return found


class _Items:
    """What is told, by numbers: first in the order of the records, then, once all are known, in that of their keys (positions)."""

    def __init__(self) -> None:
        self._keys = list[str]()
        self._parties = _Numbering()
        self._buckets: dict[int, tuple[array[int], array[int]]] = defaultdict(lambda: (array("q"), array("I")))
        report, index = array("i"), array("i")
        self.report: array[int] | Small = report
        self.index: array[int] | Small = index
        self._definite, self._placed = bytearray(), bytearray()
        self._last = array("i")
        self.definite: NDArray[np.bool_] = np.empty(0, np.bool_)
        self.placed: NDArray[np.bool_] = np.empty(0, np.bool_)
        self._position: Numbers = np.empty(0, np.int64)

    def __len__(self) -> int:
        return len(self.definite)

    def add(self, report: int, tolds: Sequence[Told]) -> None:
        """Takes what a report tells."""
        for index, told in enumerate(tolds):
            number = len(self._keys)
            self._keys.append(told.key)
            self.report.append(report)  # type: ignore[union-attr]
            self.index.append(index)  # type: ignore[union-attr]
            self._definite.append(is_definite(told))
            self._placed.append(is_placed(told))
            self._put(-1 - report // REPORTS, Sort.REPORT << SORT | report, number)
            for key in keys_of(told, self._parties):
                self._put(stretch_in(key) // DAYS, key, number)

    def _put(self, bucket: int, key: int, number: int) -> None:
        keys, numbers = self._buckets[bucket]
        keys.append(key)
        numbers.append(number)

    def put_in_order(self) -> None:
        """All are known now."""
        order = np.array(sorted(range(len(self._keys)), key=self._keys.__getitem__), dtype=np.int64)
        self._keys.clear()
        self._parties.clear()
        self._position = np.empty(len(order), np.int64)
        self._position[order] = np.arange(len(order))
        self.report = np.array(self.report, dtype=np.int32)[order]
        self.index = np.array(self.index, dtype=np.int32)[order]
        self.definite = np.frombuffer(bytes(self._definite), np.bool_)[order]
        self.placed = np.frombuffer(bytes(self._placed), np.bool_)[order]

    def waiting(self) -> list[int]:
        """The buckets in their order: first those of reports, then by time."""
        return sorted(self._buckets, key=lambda bucket: (bucket >= 0, abs(bucket)))

    def buckets(self) -> Iterator[tuple[int, Numbers, Numbers]]:
        """The memberships of blocks, by bucket, each forgotten when it was given."""
        for bucket in self.waiting():
            keys, numbers = self._buckets.pop(bucket)
            yield bucket, np.array(keys, dtype=np.int64), self._position[np.array(numbers, dtype=np.int64)]

    def last_buckets(self) -> Numbers:
        """The last bucket by time that each lies in."""
        last = np.full(len(self), -1, np.int64)
        for bucket in sorted(b for b in self._buckets if b >= 0):
            last[self._position[np.array(self._buckets[bucket][1], dtype=np.int64)]] = bucket
        return last


class _Linking:
    """Clusters of what is told: `homes` has the cluster of each position, `cores` that which it was in before strays were gathered in."""

    def __init__(self, kept: _Kept, progress: Progress) -> None:
        self._kept = kept
        self._items = kept.items
        self.scored = Scored(kept.folder / "scores")
        self._root = np.arange(len(self._items), dtype=np.int32).tolist()
        self._crowded, self._crowds = array("i"), array("q")
        self._blocks = 0
        self._score_all(progress)
        self.cores = self._linked()
        self.homes = self._gathered(self.cores)

    def told(self, position: int) -> Told:
        """What is told at a position."""
        return self._kept.held(int(self._items.report[position]))[1][self._items.index[position]]

    def record(self, position: int) -> Record:
        """The record that tells what is told at a position."""
        return self._kept.held(int(self._items.report[position]))[0]

    def _score_all(self, progress: Progress) -> None:
        last, count = self._items.last_buckets(), len(self._items)
        own, carried = np.empty(0, np.int64), np.empty(0, np.int64)
        total = len(self._items.waiting())
        for done, (bucket, keys, members) in enumerate(self._items.buckets(), 1):
            found, crowded = pairs_in(keys, members, self._items.definite, self._in_orders)
            codes, first = np.unique(np.concatenate(found), return_index=True)
            if bucket < 0:
                own = np.sort(np.concatenate((own, codes)))
            else:
                fresh = ~(_among(codes, own) | _among(codes, carried))
                again = np.concatenate((carried, codes[fresh]))
                one, other = np.divmod(again, max(count, 1))
                carried = np.sort(again[(last[one] > bucket) & (last[other] > bucket)])
                codes, first = codes[fresh], first[fresh]
            self._score(codes[np.argsort(first)])
            self._note_crowds(crowded)
            progress("comparing claims", done, total)

    def _in_orders(self, inside: Numbers) -> Iterator[Numbers]:
        keys = [[by(told) for by in ORDERS] for told in map(self.told, inside.tolist())]
        for n in range(len(ORDERS)):
            yield inside[sorted(range(len(inside)), key=lambda i, n=n: keys[i][n])]  # type: ignore[misc]

    def _score(self, codes: Numbers) -> None:
        pairs = np.stack(np.divmod(codes, max(len(self._items), 1)), axis=1)
        scores = [score_of(self.told(a), self.told(b)) for a, b in pairs.tolist()]
        for (a, b), score in zip(pairs.tolist(), scores, strict=True):
            if score > LINKED:
                one, other = sorted((self._find(a), self._find(b)))
                self._root[other] = one
        self.scored.put(pairs, scores)

    def _find(self, n: int) -> int:
        root = self._root
        while root[n] != n:
            root[n] = root[root[n]]
            n = root[n]
        return int(n)

    def _note_crowds(self, crowded: Iterable[tuple[Numbers, bool]]) -> None:
        for inside, of_one_party in crowded:
            for position in inside.tolist():
                for crowd in crowds_of(self._blocks, of_one_party, bool(self._items.definite[position])):
                    self._crowded.append(position)
                    self._crowds.append(crowd)
            self._blocks += 1

    def _linked(self) -> Small:
        """Clusters by average linkage, numbered in the order of their first members."""
        parts = np.array([self._find(n) for n in range(len(self._items))], dtype=np.int32)
        self._root.clear()
        crowded = np.array(self._crowded, dtype=np.int32)
        order = np.argsort(crowded, kind="stable")
        crowded, crowds = crowded[order], np.array(self._crowds, dtype=np.int64)[order]
        first = np.arange(len(parts), dtype=np.int32)
        members = _members(parts)
        within = self.scored.within(parts)
        for part in within.homes():
            inside = members(part)
            near = {
                position: frozenset(crowds[begin:end].tolist())
                for position, begin, end in zip(
                    inside,
                    np.searchsorted(crowded, inside, "left").tolist(),
                    np.searchsorted(crowded, inside, "right").tolist(),
                    strict=True,
                )
                if end > begin
            }
            for cluster in agglomerate(inside, self._scores(within.of(part)), near):
                first[cluster] = cluster[0]
        return np.asarray(np.unique(first, return_inverse=True)[1].astype(np.int32))

    def _scores(self, rows: Small) -> dict[tuple[int, int], float]:
        values = self.scored.values
        return {(a, b): values[number] for a, b, number in rows.tolist()}

    def _gathered(self, cores: Small) -> Small:
        """The clusters after strays went where they belong, under the numbers of those that they went to."""
        sizes = np.bincount(cores, minlength=1)
        placed = np.ones(len(sizes), np.bool_)
        placed[cores[~self._items.placed]] = False
        stray, large = (sizes <= STRAYS) & ~placed, sizes > STRAYS
        found = [np.empty((0, 3), np.int32)]
        for rows in self.scored.groups():
            one, other = cores[rows[:, 0]], cores[rows[:, 1]]
            found += [
                np.column_stack((few[chosen], many[chosen], rows[chosen, 2]))
                for few, many in ((one, other), (other, one))
                if (chosen := stray[few] & large[many]).any()
            ]
        across = np.concatenate(found)
        across = across[np.argsort(across[:, 0], kind="stable")]
        towards = np.arange(len(sizes), dtype=np.int32)
        strays, starts = np.unique(across[:, 0], return_index=True)
        for number, (begin, end) in zip(strays.tolist(), pairwise([*starts.tolist(), len(across)]), strict=True):
            values: dict[int, list[float]] = defaultdict(list)
            for _, other, score in across[begin:end].tolist():
                values[other].append(self.scored.values[score])
            if (best := where_to(values)) is not None:
                towards[number] = best
        return np.asarray(towards[cores])

    def clusters(self) -> Iterator[tuple[list[int], dict[tuple[int, int], float]]]:
        """The positions of each cluster, roughly in the order of the archive, and the scores of the pairs in it by places in that list."""
        within, members = self.scored.within(self.homes), _members(self.homes)
        earliest = np.full(int(self.homes.max(initial=-1)) + 1, len(self._kept), np.int64)
        np.minimum.at(earliest, self.homes, self._items.report)
        for home in np.argsort(earliest, kind="stable").tolist():
            inside = members(home)
            if not inside:  # a stray that went elsewhere
                continue
            place = {position: n for n, position in enumerate(inside)}
            scores = self._scores(within.of(home))
            yield inside, {(place[a], place[b]): score for (a, b), score in scores.items()}


def _among(some: Numbers, known: Numbers) -> NDArray[np.bool_]:
    """Which of some numbers are among known ones, which are sorted."""
    if not len(known):
        return np.zeros(len(some), np.bool_)
    at = np.minimum(np.searchsorted(known, some), len(known) - 1)
    return np.asarray(known[at] == some)


def _members(home: Small) -> Callable[[int], list[int]]:
    """What gives the positions of a home, in order."""
    order = np.argsort(home, kind="stable").astype(np.int32)
    homes = home[order]

    def inside(number: int) -> list[int]:
        begin, end = np.searchsorted(homes, np.array([number, number + 1], dtype=np.int32))
        found: list[int] = order[begin:end].tolist()
        return found

    return inside


# The comparison -------------------------------------------------------------------------------------------------------------------------


class _Telling:
    """Incidents and campaigns, and the whole as JSON."""

    def __init__(self, kept: _Kept, linked: _Linking, origins: Mapping[str, str], progress: Progress) -> None:
        self._kept = kept
        self._incidents = Spool(kept.folder / "incidents")
        self._founders = founders_of(kept.by_standing, origins)
        known: dict[Hashable, Hashable] = {}
        order, fights, done = list[tuple[int, str, int]](), list[Fight](), 0
        for inside, scores in linked.clusters():
            told = [linked.told(position) for position in inside]
            incident = incident_of(cluster_at(told, linked.cores[inside].astype(np.int64), scores), origins)
            order.append((-len(incident.claims), incident.id, self._incidents.put(incident.model_dump_json().encode())))
            sides = sides_of(_facts(told, [linked.record(position) for position in inside]))
            if sides is not None and (fight := fight_of(incident, sides)) is not None:
                fights.append(_shared(fight, known))
            done += len(inside)
            progress("telling incidents", done, len(kept.items))
        self._order = [number for *_, number in sorted(order)]
        self._campaigns = campaigns_among(fights)
        self._home = {name: campaign.id for campaign in self._campaigns for name in campaign.incidents}

    def joined(self) -> Joined:
        """The comparison."""
        origins = {founder for founder in self._founders.values()}
        claims = len(self._kept.parts["claims"])
        return Joined(Counts(len(self._kept), len(origins), claims, len(self._order), len(self._campaigns)), self._text())

    def _text(self) -> Iterator[bytes]:
        yield b"{"
        for number, name in enumerate(Comparison.model_fields):
            yield b",\n" if number else b"\n"
            yield f'  "{name}": '.encode()
            yield from _listed(self._of(name))
        yield b"\n}"

    def _of(self, name: str) -> Iterable[bytes]:
        if name == "reports":
            return (_indented(self._folded(number)) for number in range(len(self._kept)))
        if name == "incidents":
            return (_indented(self._placed(number)) for number in self._order)
        if name == "campaigns":
            return map(_indented, self._campaigns)
        return self._kept.parts[name]

    def _folded(self, number: int) -> Report:
        report = self._kept.report(number)
        founder = self._founders[report.id]
        return report.model_copy(update={"copy_of": founder if founder != report.id else None})

    def _placed(self, number: int) -> Incident:
        incident = Incident.model_validate_json(self._incidents[number])
        return incident.model_copy(update={"campaign": self._home.get(incident.id)})


def _facts(told: Sequence[Told], records: Sequence[Record]) -> Iterator[Event]:
    """The events of the claims of an incident that tell facts, as `campaigns.find_campaigns` looks at them."""
    claims = {each.claim_id: (each.claim, record) for each, record in zip(told, records, strict=True)}
    return (record.event(name) for claim, record in claims.values() if claim.stance in FACTS for name in claim.events)


def _shared(fight: Fight, known: dict[Hashable, Hashable]) -> Fight:
    """The same with one object for all equal values: there is one of these for each incident."""

    def one(value: T) -> T:
        return known.setdefault(value, value)  # type: ignore[return-value]

    return Fight(fight.incident, one(fight.place), one(fight.first), one(fight.last), one(fight.parties), one(fight.sides))


def _listed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    empty = True
    for piece in pieces:
        yield b"[\n    " if empty else b",\n    "
        yield piece
        empty = False
    yield b"[]" if empty else b"\n  ]"


def _indented(model: BaseModel) -> bytes:
    """The JSON of what stands in a list of a comparison."""
    return model.model_dump_json(indent=2).replace("\n", "\n    ").encode()
