"""Independent origins of reports: wire copy, rewrites and quoted outlets fold into one, and the fold says why.

Which reports are compared is found by keys that they share (`sketches`), why two have one origin by comparing them (`origin_links`).
A link depends on its two reports and the known outlets alone. Groups join by their strongest links first; a weak link does not join
groups that tell different stories, or a digest of many wires would make one of them all.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from heapq import nsmallest
from itertools import product

import numpy as np

from counterclaim.incidents.agency_tags import Credit, Outlets, credits_in, read_patterns
from counterclaim.incidents.named import named_in
from counterclaim.incidents.origin_links import CREDITS, STRONG, OriginLink, Read, links_between, other_story
from counterclaim.incidents.publication import published_at
from counterclaim.incidents.shingles import fingerprint, hashed
from counterclaim.incidents.sketches import Pairs, bands, best_pairs, likeness, pairs_in_parts, selected, signature
from counterclaim.records.models import Frozen, Report

WORTH_COMPARING = 0.3
"""Pairs whose estimated Jaccard index is lower, and that share fewer than `SELECTED` selected shingles, are not compared."""
SELECTED = 3
STORY_ROWS = 16
"""Hash functions over the names of a story; two reports that share a quarter of all their names share one of these with p = 0.99."""
CHECKED = 6
"""When two groups join, so many reports of each are held against each other."""

Links = Mapping[tuple[int, int], tuple[OriginLink, ...]]


class Origin(Frozen):
    """Reports that count as one source. `of` founded it: the one that others credit, else the earliest, else the longest."""

    id: str
    of: str
    reports: tuple[str, ...]
    links: tuple[OriginLink, ...] = ()


def fold(reports: Iterable[Report], agencies: Iterable[str] = ()) -> list[Origin]:
    """Groups reports by independent origin; a report that is like no other is an origin by itself.

    Args:
        reports: in any order. Of several with the same id, that is the same text, the earliest stands for all.
        agencies: names of outlets beyond those of the reports and the best known agencies.

    Returns:
        Origins in the order of their founders; in each the founder first, then the others by time of publication. The order of the
        reports given does not matter, nor does giving one twice.

    Raises:
        ResourceError: a table of agencies or credits is broken.
    """
    ordered = {r.id: r for r in sorted(reports, key=precedence, reverse=True)}
    read = _read(sorted(ordered.values(), key=precedence), agencies)
    return fold_linked(read, {(i, j): found for i, j in _candidates(read) if (found := tuple(links_between(read[j], read[i])))})


def founders_among(read: Sequence[Read], found: Links) -> dict[str, str]:
    """The founder of the origin of each report, by ids; the arguments are those of `fold_linked`."""
    founders = dict[str, str]()
    for group in _groups(read, _explained(found)):
        members = [read[i] for i in group] if len(group) > 1 else []
        founder = _founder(members).report.id if members else None
        founders |= {m.report.id: founder for m in members} if founder else {}
    return founders


def fold_linked(read: Sequence[Read], found: Links) -> list[Origin]:
    """Groups reports that were compared already.

    Args:
        read: in order of `precedence`.
        found: what links two of them, by their places, the lower first.
    """
    links = _explained(found)
    groups = _groups(read, links)
    first = {member: group[0] for group in groups for member in group}
    within: dict[int, list[OriginLink]] = {group[0]: [] for group in groups}
    for i, j in sorted(links):
        if first[i] == first[j]:
            within[first[i]] += links[i, j]
    return [_origin([read[i] for i in group], within[group[0]]) for group in groups]


def precedence(report: Report) -> tuple[str, str, int, str, str]:
    """Sort key: the earlier first (days and times in UTC), of one day those with a time of day first, then the longer, then by id."""
    return *published_at(report), -len(report.text), report.id, report.outlet or ""


def _read(reports: Sequence[Report], agencies: Iterable[str]) -> list[Read]:
    outlets, patterns = Outlets(reports, agencies), read_patterns()
    return [read_one(report, outlets, credits_in(report, outlets, patterns)) for report in reports]


def read_one(report: Report, outlets: Outlets, credits: Sequence[Credit]) -> Read:
    """A report with what it is compared by; `credits` are those that `credits_in` finds in it."""
    story = report.text
    for start, end in (credit.span for credit in credits):
        story = story[:start] + " " * (end - start) + story[end:]
    outlet = outlets.key(report.outlet) if report.outlet else None
    return Read(report, fingerprint(report.text), named_in(story), outlet, {c.outlet: c for c in credits})


def _candidates(read: Sequence[Read]) -> Iterator[tuple[int, int]]:
    """Pairs that may be linked, as indices, the lower first."""
    gathered = Gathered({outlet for r in read for outlet in r.credits})
    for each in read:
        gathered.add(each)
    for i, j in gathered.candidates():
        yield int(i), int(j)


class Gathered:
    """What candidates are found by, of reports that come one after the other in order of `precedence`: numbers alone are kept of them."""

    def __init__(self, credited: Set[str]) -> None:
        """`credited` are the outlets that any of the reports credits."""
        self._credited = credited
        self._signatures = array("I")
        self._count = 0
        self._full = array("q")
        self._chosen, self._lengths = array("I"), array("q")
        self._stories, self._tellers = array("Q"), array("q")

    def add(self, read: Read) -> None:
        """Takes the next report."""
        number = self._count
        self._count += 1
        self._signatures.frombytes(signature(read.print.own).tobytes())
        if len(read.print.shingles):
            self._full.append(number)
        chosen = selected(read.print).astype(np.uint32)
        self._chosen.frombytes(chosen.tobytes())
        self._lengths.append(len(chosen))
        for key in story_keys(read, self._credited):
            self._stories.append(key)
            self._tellers.append(number)

    def candidates(self) -> Pairs:
        """Pairs that may be linked, the lower first, in order."""
        if self._count < 2:
            return np.empty((0, 2), np.int64)
        signatures = np.frombuffer(self._signatures, dtype=np.uint32).reshape(self._count, -1)
        keys, full = bands(signatures), np.array(self._full, dtype=np.int64)
        alike, _ = pairs_in_parts(keys[full].ravel(), np.repeat(full, keys.shape[1]))
        alikeness = likeness(signatures, alike)
        worth = alikeness >= WORTH_COMPARING
        chosen, lengths = (
            np.frombuffer(self._chosen, dtype=np.uint32) if self._chosen else np.empty(0, np.uint32),
            np.array(self._lengths, dtype=np.int64),
        )
        taken, shared = pairs_in_parts(chosen, np.repeat(np.arange(len(lengths), dtype=np.int32), lengths))
        enough = shared >= SELECTED
        told, names = pairs_in_parts(np.array(self._stories, dtype=np.uint64), np.array(self._tellers, dtype=np.int64))
        some = (best_pairs(alike[worth], alikeness[worth]), best_pairs(taken[enough], shared[enough]), best_pairs(told, names))
        return np.asarray(np.unique(np.concatenate(some), axis=0), dtype=np.int64)


def story_keys(read: Read, credited: Set[str]) -> Iterator[int]:
    """Keys that reports share if they have an agency in common, were published within two days, and share many names."""
    sources = {*read.credits, *({read.outlet} & credited if read.outlet else ())}
    days = ["?"] if read.day is None else [f"a{read.day // 4}", f"b{(read.day + 2) // 4}"]
    if read.named.names and sources:
        hashes = np.array([hashed(n) for n in read.named.names], dtype=np.uint32)
        least = signature(hashes)[:STORY_ROWS]
        yield from (hashed(f"{s} {d} {row} {value}") for s in sorted(sources) for d in days for row, value in enumerate(least))


def _explained(links: Links) -> Links:
    """Links without those by credit alone where the same credit goes with a better link: an agency has other stories of the day."""
    best: dict[tuple[str, int], tuple[bool, float]] = {}
    for found in links.values():
        for link in found:
            if link.how in CREDITS:
                best[_place(link)] = max(best.get(_place(link), (False, 0.0)), (_textual(found), link.score))
    return {pair: found for pair, found in links.items() if _textual(found) or any(best[_place(k)] == (False, k.score) for k in found)}


def _place(credit: OriginLink) -> tuple[str, int]:
    return credit.evidence_in, credit.span.start


def _textual(found: Iterable[OriginLink]) -> bool:
    return any(link.how not in CREDITS for link in found)


def _groups(read: Sequence[Read], links: Links) -> list[list[int]]:
    """Indices of reports by origin, each group and the list of groups in order of precedence."""
    group_of = [[i] for i in range(len(read))]
    for i, j in sorted(links, key=lambda pair: (not _strong(links[pair]), -max(link.score for link in links[pair]), pair)):
        fewer, more = sorted((group_of[i], group_of[j]), key=len)
        if fewer is not more and (_strong(links[i, j]) or _agree(read, links, fewer, more)):
            more.extend(fewer)
            for member in fewer:
                group_of[member] = more
    return sorted({min(group): sorted(group) for group in group_of}.values())


def _strong(links: Iterable[OriginLink]) -> bool:
    return any(link.how in STRONG for link in links)


def _agree(read: Sequence[Read], links: Links, one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether no report of one group tells another story than one of the other group, as far as the first of each show."""
    return all(
        (min(i, j), max(i, j)) in links or not other_story(read[i], read[j])
        for i, j in product(nsmallest(CHECKED, one), nsmallest(CHECKED, other))
    )


def _founder(members: Sequence[Read]) -> Read:
    credited = {outlet for member in members for outlet in member.credits}
    return min(members, key=lambda m: (m.outlet not in credited, any(c.manner == "credited" for c in m.credits.values())))


def _origin(members: Sequence[Read], links: Iterable[OriginLink]) -> Origin:
    founder = _founder(members)
    others = [m.report.id for m in members if m is not founder]
    return Origin(id=f"o:{founder.report.id}", of=founder.report.id, reports=(founder.report.id, *others), links=tuple(links))
