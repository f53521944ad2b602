"""The suite `events`: who does what to whom, on PETRARCH's unit-test records.

Each sentence goes through the language engine and `claims.extract`; grounding is left out, for the records' countries are
invented. Events are made of the drafted claims:

- The code is that of the table `records/ontologies.csv`, by the draft's kind, status, weapons and the claim's stance. A draft
  whose code is empty makes no event.
- Source and target are the initiators and targets of the drafted event. Where the table says that the claimant acts (to
  accuse, deny, demand or warn), the source is the claimant and the target whom the charge is laid on, or else the event's
  other initiators, or else its targets. Phrases are coded with PETRARCH's own dictionaries (`petrarch_names`).
- Every source with every target is an event. Initiators of an act between equals (a clash, talks, an agreement …) that names
  no targets are coded each with each other, both ways. Where only one side is known to the dictionaries the event stays,
  with the other side open; where neither is, it goes. The same event twice is one.

Expected and found events of a sentence are paired one to one so that the sum of what agrees is greatest: source, target, root
and full code count one each, and pairs with nothing in common are none. A slot of a pair is right when both sides hold the
same; found are the slots that found events fill, wanted those that expected events fill. `event_f1` counts events whose
source, target and root are all right. `root_accuracy` is the share of right roots among the pairs.

Codes: most of the records' codes are WEIS (see `petrarch`), so `root_f1` and `code_f1` compare with their translation into
CAMEO. An expected event without a CAMEO root (in `code_f1`, without a full code) and the event paired with it count neither
as wanted nor as found there. `as_written.…` compares with the digits as they stand, which mixes up two schemes: high figures
are not to be had there.

What cannot match by construction: of 352 expected events, 112 tell that ties are restored or something is welcomed, and 40
that somebody comments or visits, which are no kinds of happening of the record; 52 have no CAMEO root. PETRARCH takes the
target from anywhere in the sentence and codes a denied act by its own patterns, we by the act. The records test one program's
features and are no sample of news; that program's own figure on them is 1 by definition.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import permutations, product
from pathlib import Path

from spacy.tokens import Doc, Token

from counterclaim.claims.extract import extract
from counterclaim.claims.lexicon import load_lexicon
from counterclaim.claims.syntax import with_conjuncts
from counterclaim.evaluation.corpora.petrarch import Expected, read_sentences
from counterclaim.evaluation.corpora.petrarch_names import Dictionaries, code_phrase, read_dictionaries
from counterclaim.evaluation.counting import Counts, best_pairs
from counterclaim.evaluation.suite import Engines, Figure, on_corpus
from counterclaim.records.drafts import DraftClaim, DraftEvent
from counterclaim.records.ontologies import Source, Told, codes_for, only_civilians
from counterclaim.records.words import Kind

MUTUAL = frozenset({Kind.ARMED_CLASH, Kind.TALKS, Kind.AGREEMENT, Kind.CEASEFIRE, Kind.PRISONER_EXCHANGE})
"""Kinds that equals do with each other."""
FULL = 3
"""Digits that a full code has at least."""


@dataclass(frozen=True)
class Coded:
    """A found event; None where no name of the dictionaries is in the phrase, or no phrase."""

    source: str | None
    target: str | None
    cameo: str


def code_sentence(doc: Doc, date: dt.date, known: Dictionaries) -> list[Coded]:
    """The events that are found in a parsed sentence, each once, in text order."""
    found = dict[Coded, None]()
    for claim in extract(doc, load_lexicon()).claims:
        if claim.event is not None:
            found.update(dict.fromkeys(_events(claim, claim.event, date, known)))
    return list(found)


def _events(claim: DraftClaim, event: DraftEvent, date: dt.date, known: Dictionaries) -> Iterator[Coded]:
    weapons = frozenset(w.kind for w in event.weapons)
    codes = codes_for(Told(event.kind, event.status, weapons, only_civilians([h.category for h in event.harm]), claim.stance))
    if codes.cameo is None:
        return
    by, to = _sides(claim, event, codes.source)
    sources, targets = ([c for phrase in side for c in code_phrase(phrase, date, known)] for side in (by, to))
    if event.kind in MUTUAL and not to and codes.source is Source.INITIATOR and len(sources) > 1:
        pairs: Iterator[tuple[str | None, ...]] = permutations(dict.fromkeys(sources), 2)
    else:
        pairs = product(sources or (None,), targets or (None,))
    for source, target in pairs:
        if source is not None or target is not None:
            yield Coded(source, target, codes.cameo)


def _sides(claim: DraftClaim, event: DraftEvent, acts: Source) -> tuple[list[Token], list[Token]]:
    """Heads of the phrases that name source and target."""
    if acts is Source.INITIATOR or claim.claimant is None:
        return event.initiators, event.targets
    claimants = with_conjuncts(claim.claimant)
    if claim.accused is not None:
        return claimants, with_conjuncts(claim.accused)
    others = [t for t in event.initiators if t not in claimants]
    return claimants, others or [t for t in event.targets if t not in claimants]


# --- counting -----------------------------------------------------------------------------------------------------------


@dataclass
class Tally:
    """What is counted over all sentences.

    Attributes:
        slots: counts by slot.
        roots: pairs whose expected event has a root: with the same root, all of them.
        quiet: sentences that expect no event: found without, all of them.
    """

    slots: dict[str, Counts] = field(default_factory=dict)
    roots: Counts = field(default_factory=Counts)
    quiet: Counts = field(default_factory=Counts)

    def add(self, expected: Sequence[Expected], found: Sequence[Coded]) -> None:
        """Count one sentence."""
        if not expected:
            self.quiet += Counts(not found, 1, 1)
        pairs = list(best_pairs([[_agreement(e, f) for f in found] for e in expected]))
        for name, wanted, got in _slots(expected, found, pairs):
            counts = _count(wanted, got, pairs)
            self.slots[name] = self.slots.get(name, Counts()) + counts
            if name == "root":
                rooted = sum(expected[e].cameo is not None for e, _ in pairs)
                self.roots += Counts(counts.right, rooted, rooted)


def _root(code: str | None) -> str | None:
    return code[:2] if code else None


def _full(code: str | None) -> str | None:
    return code if code and len(code) >= FULL else None


def _agreement(expected: Expected, found: Coded) -> int:
    """How many of source, target, root and full code agree."""
    sides = (
        (expected.source, found.source),
        (expected.target, found.target),
        (_root(expected.cameo), _root(found.cameo)),
        (_full(expected.cameo), found.cameo),
    )
    return sum(wanted is not None and wanted == got for wanted, got in sides)


def _slots(
    expected: Sequence[Expected], found: Sequence[Coded], pairs: Sequence[tuple[int, int]]
) -> Iterator[tuple[str, Sequence[object], Sequence[object]]]:
    """Name, expected values and found values of each slot; what does not count is None."""
    rootless = {f for e, f in pairs if expected[e].cameo is None}
    coarse = {f for e, f in pairs if _full(expected[e].cameo) is None}
    roots = [None if k in rootless else _root(f.cameo) for k, f in enumerate(found)]
    yield "source", [e.source for e in expected], [f.source for f in found]
    yield "target", [e.target for e in expected], [f.target for f in found]
    yield "root", [_root(e.cameo) for e in expected], roots
    yield "code", [_full(e.cameo) for e in expected], [None if k in coarse else f.cameo for k, f in enumerate(found)]
    yield (
        "event",
        [(e.source, e.target, _root(e.cameo)) if e.cameo else None for e in expected],
        [(f.source, f.target, root) if root else None for f, root in zip(found, roots, strict=True)],
    )
    yield "as_written.root", [_root(e.written) for e in expected], [_root(f.cameo) for f in found]
    yield "as_written.code", [e.written for e in expected], [f.cameo for f in found]


def _count(wanted: Sequence[object], got: Sequence[object], pairs: Sequence[tuple[int, int]]) -> Counts:
    right = sum(wanted[e] is not None and wanted[e] == got[f] for e, f in pairs)
    return Counts(right, sum(g is not None for g in got), sum(w is not None for w in wanted))


def figures(tally: Tally, sentences: int) -> Iterator[Figure]:
    """The tally as figures."""
    for name, counts in tally.slots.items():
        yield Figure(f"{name}_f1", counts.f1)
        if name in ("source", "target", "root"):
            yield Figure(f"{name}_precision", counts.precision)
            yield Figure(f"{name}_recall", counts.recall)
    yield Figure("root_accuracy", tally.roots.precision)
    yield Figure("no_event_accuracy", tally.quiet.precision)
    yield Figure("expected", tally.slots["as_written.code"].wanted, unit="events")
    yield Figure("found", tally.slots["as_written.code"].found, unit="events")
    yield Figure("sentences", sentences, unit="sentences")


# --- the suite ----------------------------------------------------------------------------------------------------------


def _run(folder: Path, engines: Engines) -> Sequence[Figure]:
    known, sentences, tally = read_dictionaries(folder), list(read_sentences(folder)), Tally()
    for sentence, doc in zip(sentences, engines.language.pipe(s.text for s in sentences), strict=True):
        tally.add(sentence.events, code_sentence(doc, sentence.date, known))
    return list(figures(tally, len(sentences)))


SUITE = on_corpus("events", "PETRARCH's unit-test records, codes read as CAMEO", "petrarch", _run)
