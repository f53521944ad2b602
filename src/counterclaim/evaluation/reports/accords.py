"""The suite `accords`: agreements, obligations, alleged breaches and talks, report by report.

Each sort is paired one to one.
  agreements   right: a party in common (or one names none), dates that do not exclude each other, and words in common or both dated
  obligations  right: the obligor's party and the duty, in the words of the annotation guide; where and under what is not compared
  breaches     right: the claim (aligned by its words) and who is accused
  talks        right: a participant in common (or one names none), and dates that overlap, or where one has none the same venue or words
               in common
`read.` figures are end to end, from text. `gold.` figures take the annotated claims and events, so that what claims lose is not counted;
breaches are read in them by the rules alone. The shipped network learned from the dev half, whose figures flatter it.
`kept.` figures are end to end on reports that speak of agreements and are annotated for nothing else (`evals/accords/kept.txt`); there a
breach is right by words in common and by who is accused.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from counterclaim.accords import find_agreements, find_talks
from counterclaim.evaluation.counting import Counts, best_pairs
from counterclaim.evaluation.reports.alignment import align
from counterclaim.evaluation.reports.gold_accords import Accord, Accords, Days, Kept, Round, accords_of, read_accords, read_kept
from counterclaim.evaluation.reports.gold_claims import GoldClaim, read_groups
from counterclaim.evaluation.reports.tellings import GoldReport, Span, read_gold, tellings_of
from counterclaim.evaluation.suite import Engines, Figure, Folders, Suite
from counterclaim.records.models import Record

ONE_DAY = dt.timedelta(days=1)
T = TypeVar("T")


@dataclass
class Tally:
    """Sums over reports."""

    accords: Counts = Counts()
    owed: Counts = Counts()
    breaches: Counts = Counts()
    rounds: Counts = Counts()
    slots: dict[str, list[bool]] = field(default_factory=dict)

    def add(self, gold: Accords, found: Accords) -> None:
        """Counts one report. The breaches of `found` must name claims as gold does."""
        accords = paired(gold.accords, found.accords, same_accord)
        rounds = paired(gold.rounds, found.rounds, same_round)
        self.accords += Counts(len(accords), len(found.accords), len(gold.accords))
        self.rounds += Counts(len(rounds), len(found.rounds), len(gold.rounds))
        owed = Counter(gold.owed) & Counter(found.owed)
        self.owed += Counts(owed.total(), len(found.owed), len(gold.owed))
        self.breaches += Counts(len(gold.breaches & found.breaches), len(found.breaches), len(gold.breaches))
        for a, b in accords:
            self._slot("agreement.parties", a.parties == b.parties)
            self._slot("agreement.date", overlap(a.days, b.days) if a.days and b.days else a.days is b.days)
            if a.brokers or b.brokers:
                self._slot("agreement.brokers", a.brokers == b.brokers)
        for r, s in rounds:
            self._slot("talks.status", r.status == s.status)
            self._slot("talks.date", overlap(r.days, s.days) if r.days and s.days else r.days is s.days)
            self._slot("talks.participants", r.participants == s.participants)

    def _slot(self, name: str, right: bool) -> None:
        self.slots.setdefault(name, []).append(right)

    def figures(self, prefix: str) -> Iterator[Figure]:
        """F1, precision and recall of each sort, and the share of right slots over pairs."""
        for name, counts in (("agreements", self.accords), ("obligations", self.owed), ("breaches", self.breaches), ("talks", self.rounds)):
            yield Figure(f"{prefix}.{name}_f1", counts.f1)
            yield Figure(f"{prefix}.{name}_precision", counts.precision)
            yield Figure(f"{prefix}.{name}_recall", counts.recall)
        yield from (Figure(f"{prefix}.slot.{name}", sum(right) / len(right)) for name, right in sorted(self.slots.items()))


def paired(gold: Sequence[T], found: Sequence[T], fit: Callable[[T, T], float]) -> list[tuple[T, T]]:
    """Pairs one to one for the best total fit; what does not fit at all is not paired."""
    return [(gold[i], found[j]) for i, j in best_pairs([[fit(g, f) for f in found] for g in gold])]


def same_accord(gold: Accord, found: Accord) -> float:
    """How well two agreements of one report fit: 0 for not."""
    if gold.parties and found.parties and not gold.parties & found.parties:
        return 0.0
    if gold.days and found.days and not overlap(gold.days, found.days):
        return 0.0
    words, dated = common_words(gold.spans, found.spans), gold.days is not None and found.days is not None
    return words * 2.0 + dated * 2.0 + (gold.parties == found.parties) * 0.5 if words or dated else 0.0


def same_round(gold: Round, found: Round) -> float:
    """How well two talks of one report fit: 0 for not."""
    if gold.participants and found.participants and not gold.participants & found.participants:
        return 0.0
    words = common_words(gold.spans, found.spans)
    venue = gold.venue is not None and found.venue is not None and gold.venue.casefold() == found.venue.casefold()
    if gold.days and found.days:
        return 2.0 + words + venue if overlap(gold.days, found.days) else 0.0
    return 1.0 * words + venue


def overlap(one: Days, other: Days) -> bool:
    """Whether two stretches of days meet, a day of grace at each end."""
    return one[0] <= other[1] + ONE_DAY and other[0] <= one[1] + ONE_DAY


def common_words(one: Sequence[Span], other: Sequence[Span]) -> bool:
    """Whether any of the spans overlap."""
    return any(a[0] < b[1] and b[0] < a[1] for a in one for b in other)


def as_gold_names(gold: GoldReport, record: Record, found: Accords) -> Accords:
    """The breaches with the claims named as gold names those on the same words; one on other words keeps a name that gold has not."""
    tellings = tellings_of(record)
    keys = [claim.id for claim in record.claims for _ in claim.events]
    names = {id(t): key for t, key in zip(tellings, keys, strict=True)}
    gold_names = {id(t): name for t, name in zip(gold.tellings, gold.claims, strict=True)}
    aligned = {names[id(p.found)]: gold_names[id(p.gold)] for p in align(gold.tellings, tellings).pairs}
    return replace(found, breaches=frozenset((aligned.get(name, f"?{name}"), party) for name, party in found.breaches))


def as_kept_names(kept: Kept, record: Record, found: Accords) -> tuple[Accords, Accords]:
    """Annotated and found accords with the same name for an annotated breach and a claim that stands on its words, each taken once."""
    events, claims = {e.id: e for e in record.events}, {c.id: c for c in record.claims}
    left, named = dict(enumerate(kept.breaches)), set[tuple[str, str]]()
    for name, party in sorted(found.breaches):
        spans = [(s.start, s.end) for s in (*claims[name].content, *(s for e in claims[name].events for s in events[e].spans))]
        same = next((k for k, (words, accused) in left.items() if accused == party and common_words([words], spans)), None)
        named.add((name if same is None else f"b{same}", party))
        left.pop(-1 if same is None else same, None)
    gold = frozenset((f"b{k}", party) for k, (_, party) in enumerate(kept.breaches))
    return replace(kept.accords, breaches=gold), replace(found, breaches=frozenset(named))


def from_gold_claims(claims: Sequence[GoldClaim], record: Record) -> Record:
    """The record with the annotated claims and events in place of what was read, and breaches and talks from these."""
    mine = tuple(c.told.claim for c in claims)
    events = tuple(c.told.event.model_copy(update={"spans": c.told.claim.content}) for c in claims)
    mentions = tuple(a.model_copy(update={"breaches": ()}) for a in record.agreements)
    duties = tuple(o for a in record.agreements for o in a.obligations)
    agreements = find_agreements(mine, events, mentions, duties, record.report.text)
    talks = find_talks(mine, events, (), record.report)
    return record.model_copy(update={"claims": mine, "events": events, "agreements": agreements, "talks": talks})


def _run(folder: Path, engines: Engines) -> Sequence[Figure]:
    wanted = read_accords(folder)
    claims: dict[str, list[GoldClaim]] = {}
    for group in read_groups(folder):
        for claim in group.claims:
            claims.setdefault(claim.told.report.id, []).append(claim)
    reports = list(read_gold(folder))
    figures = list[Figure]()
    for half in ("dev", "test"):
        inside = [g for g in reports if g.half == half]
        read, gold = Tally(), Tally()
        for report, record in zip(inside, engines.read([g.report for g in inside]), strict=True):
            read.add(wanted[report.slug], as_gold_names(report, record, accords_of(record)))
            gold.add(wanted[report.slug], accords_of(from_gold_claims(claims[report.slug], record)))
        figures += [*read.figures(f"read.{half}"), *gold.figures(f"gold.{half}")]
    kept = list(read_kept(path)) if (path := folder.parent / "accords" / "kept.txt").is_file() else []
    tally = Tally()
    for each, record in zip(kept, engines.read([k.report for k in kept]), strict=True):
        tally.add(*as_kept_names(each, record, accords_of(record)))
    return [*figures, *(tally.figures("kept") if kept else ())]


def _there(folders: Folders) -> Path | None:
    return folders.gold if folders.gold.is_dir() else None


SUITE = Suite("accords", "own corpus of invented reports", _there, _run)
