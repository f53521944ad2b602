"""Folding what is new into the origins that were found before.

What links two reports depends on these two and the known outlets alone; so links are kept, and only those of what is new or changed are
looked for. Groups hang together by links; so only the groups that a new link touches are made again. Which reports are compared is found
by the keys that `origins.fold` uses. There the candidates of a report are bounded by their order in time, here by the order in which they
came; so the two may differ where more than `NEAREST` reports share a key.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from typing import Protocol

import numpy as np

from counterclaim.incidents.agency_tags import Outlets, credits_in, read_patterns
from counterclaim.incidents.origin_links import OriginLink, Read, links_between
from counterclaim.incidents.origins import SELECTED, WORTH_COMPARING, Origin, fold_linked, precedence, read_one, story_keys
from counterclaim.incidents.sketches import PER_REPORT, bands, selected, signature
from counterclaim.records.models import Report

NEAREST = 12
"""Reports that are looked at for one key, those that came last."""


class Sort(IntEnum):
    """What a key is made from: the text as a whole, a passage, the names of the story."""

    WHOLE = 0
    PASSAGE = 1
    STORY = 2


Key = tuple[Sort, int]


class OriginMemory(Protocol):
    """What is kept of folding."""

    def reports(self, names: Collection[str]) -> list[Report]:
        """The reports of these ids."""
        ...

    def sharing(self, keys: Collection[Key], most: int) -> Iterable[tuple[Key, str]]:
        """Each key that several reports have with each of these, so many at most for a key, those that came last."""
        ...

    def keep_keys(self, keys: Mapping[str, Collection[Key]]) -> None:
        """Keeps the keys of reports in place of those that they had."""
        ...

    def links_of(self, names: Collection[str]) -> list[OriginLink]:
        """The kept links of these reports, each once."""
        ...

    def keep_links(self, names: Collection[str], links: Iterable[OriginLink]) -> None:
        """Keeps the links of these reports, with any other, in place of those that they had."""
        ...


def refold(memory: OriginMemory, came: Collection[str], outlets: Outlets) -> list[Origin]:
    """The origins of what came and of all that hangs together with it.

    Args:
        memory: keeps the reports that came already; what it keeps of their links and keys may be from before they changed.
        came: ids of what is new, or is to be compared anew.
        outlets: all outlets that are known, those of what came among them.
    """
    reader = _Reader(memory, outlets)
    reader.load(came)
    before = {name for link in memory.links_of(came) for name in (link.one, link.other)}
    keys = {name: _keys(reader.read(name)) for name in sorted(came)}
    memory.keep_keys(keys)
    sharing: dict[Key, list[str]] = defaultdict(list)
    for key, name in memory.sharing({key for own in keys.values() for key in own}, NEAREST):
        sharing[key].append(name)
    found: dict[tuple[str, str], list[OriginLink]] = {}
    for name, own in keys.items():
        here = reader.read(name)
        for other in _candidates(
            reader, here, [(sort, other) for sort, key in own for other in sharing.get((sort, key), ()) if other != name]
        ):
            later, earlier = sorted((here, reader.read(other)), key=lambda r: precedence(r.report), reverse=True)
            if (later.report.id, earlier.report.id) not in found:
                found[later.report.id, earlier.report.id] = list(links_between(later, earlier))
    memory.keep_links(came, [link for links in found.values() for link in links])
    return list(_folded(memory, reader, before | set(came)))


class _Reader:
    """Reports with what they are compared by, each read once."""

    def __init__(self, memory: OriginMemory, outlets: Outlets) -> None:
        self._memory, self._outlets, self._patterns = memory, outlets, read_patterns()
        self._read: dict[str, Read] = {}

    def load(self, names: Collection[str]) -> None:
        for report in self._memory.reports([name for name in names if name not in self._read]):
            self._read[report.id] = read_one(report, self._outlets, credits_in(report, self._outlets, self._patterns))

    def read(self, name: str) -> Read:
        self.load([name])
        return self._read[name]


def _keys(read: Read) -> set[Key]:
    keys: set[Key] = {(Sort.PASSAGE, key) for key in selected(read.print).tolist()}
    if len(read.print.shingles):
        keys |= {(Sort.WHOLE, key) for key in bands(signature(read.print.own)[None, :])[0].tolist()}
    return keys | {(Sort.STORY, key) for key in story_keys(read, {read.outlet} if read.outlet else set())}


def _candidates(reader: _Reader, here: Read, sharing: Iterable[tuple[Sort, str]]) -> set[str]:
    """The reports that are worth comparing with one, of those that share keys with it the most promising of each sort of key."""
    shared: dict[Sort, Counter[str]] = defaultdict(Counter)
    for sort, name in sharing:
        shared[sort][name] += 1
    reader.load(list(shared[Sort.WHOLE]))
    mine = signature(here.print.own)
    alike = {name: float(np.mean(signature(reader.read(name).print.own) == mine)) for name in shared[Sort.WHOLE]}
    chosen = {
        **{Sort.WHOLE: {name: share for name, share in alike.items() if share >= WORTH_COMPARING}},
        Sort.PASSAGE: {name: float(count) for name, count in shared[Sort.PASSAGE].items() if count >= SELECTED},
        Sort.STORY: {name: float(count) for name, count in shared[Sort.STORY].items()},
    }
    return {name for worth in chosen.values() for name in _best(worth)}


def _best(worth: Mapping[str, float]) -> list[str]:
    return sorted(worth, key=lambda name: (-worth[name], name))[:PER_REPORT]


def _folded(memory: OriginMemory, reader: _Reader, names: Collection[str]) -> Iterator[Origin]:
    """The origins of the groups of reports that hang together by links and hold one of these."""
    ties: dict[str, set[str]] = defaultdict(set)
    links: dict[tuple[str, str], tuple[OriginLink, ...]] = {}
    known, edge = set[str](), set(names)
    while edge:
        known |= edge
        for link in memory.links_of(edge):
            pair = links.get((link.one, link.other), ())
            if link not in pair:
                links[link.one, link.other] = (*pair, link)
            ties[link.one].add(link.other)
            ties[link.other].add(link.one)
        edge = ties.keys() - known
    reader.load(known)
    while known:
        group, rest = set[str](), [min(known)]
        while rest:
            if (name := rest.pop()) not in group:
                group.add(name)
                rest += ties[name]
        known -= group
        read = sorted((reader.read(name) for name in group), key=lambda r: precedence(r.report))
        place = {r.report.id: n for n, r in enumerate(read)}
        inside = {(place[other], place[one]): found for (one, other), found in links.items() if one in group}
        yield from fold_linked(read, inside)


def changed_names(before: Outlets, after: Outlets) -> Sequence[str]:
    """The names that mean something else now: reports that hold one may credit others than before."""
    return sorted({name for name, _ in before.names.items() ^ after.names.items()})
