"""Suite `muc`: incidents, perpetrators, victims and the status of claims on MUC-3/MUC-4, by the measures of MUC-4.

Measure: N. Chinchor, "MUC-4 evaluation metrics", Proceedings of the Fourth Message Understanding Conference, 1992. Templates of the
system are paired one to one with those of the key, for the greatest sum of slot scores; a pair needs the incident type or a
weapon, perpetrator or victim in common. Fills of paired templates are paired in the same way. A fill earns 1 or 0.5:

- strings: 1 when head words agree or an alternative of the key stands in ours, 0.5 for another word in common (there, people decided);
- set fills: 0.5 for the parent of the key's value in the task's lists, and where what the fill is about is another;
- date: 0.5 when the stretches overlap; location: 0.5 when the country or one of the names agrees; number: 0.5 for `5-` against `5`.

`X.f1` is the F-measure (precision and recall weigh the same) of the row ALL TEMPLATES, the official one of MUC-4: fills of
templates that are missing or spurious count. `X.matched_missing.f1` leaves the fills of spurious templates out, as MUC-3 did; it is the
kinder to a reader like ours, which has no notion of terrorism and makes templates of military acts and old cases too. Optional
templates and fills of the key cost nothing when they are missed. `confidence.accuracy` is no measure of MUC: the share of right
statuses among the organisations that paired templates share, which tells the status of claims apart from the finding of names.

What differs from 1992, and what cannot match:

- `tst` is TST1 and TST2, the development tests; the published figures are on TST3 and TST4, near but not the same texts.
  `dev` is every fourth of the 1,300 development messages, by number. The way from records to templates follows the task's documents;
  some twenty messages of `dev` were looked at with their keys, to see that the measure counts right, and none of `tst`. Rules and words
  were mended on 163 of the messages between, which the suite does not read.
- The messages are in capitals; they are given case before they are read, as any report in capitals is (`language/recasing.py`).
- The record keeps no initiator that the knowledge files do not know: "gunmen" and small groups of 1990 are lost to slots 9 to 11.
- Names and descriptions of human targets (slots 18, 19) are one figure, `victim`, since the record does not part them. Objects under
  attack (slots 12 to 17), stage, category, nation and effect are not asked.
- Strings were judged by people where the program of 1992 could not; here by rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from counterclaim.errors import ResourceError
from counterclaim.evaluation.corpora.muc_data import Fill, Message, Template, read_keys, read_messages
from counterclaim.evaluation.corpora.muc_matching import date_credit, number_credit, phrase_credit, place_credit, set_credit
from counterclaim.evaluation.corpora.muc_templates import templates_of
from counterclaim.evaluation.counting import Counts, best_pairs
from counterclaim.evaluation.suite import Engines, Figure, on_corpus
from counterclaim.records.models import Report

DEV_STEP = 4
"""Every so many-th message of `dev` is read, so that the suite takes minutes."""
CONFIDENCE, NAME, DESCRIPTION = 11, 18, 19
Credit = Callable[[Fill, Fill], float]


@dataclass(frozen=True)
class Slot:
    """A scored slot: its name on the sheet, its number, and when a fill is right. `telling` slots may hold a pair of templates together."""

    name: str
    number: int
    credit: Credit
    telling: bool = False


SLOTS = (
    Slot("type", 4, set_credit, telling=True),
    Slot("date", 2, date_credit),
    Slot("location", 3, place_credit),
    Slot("weapon", 6, phrase_credit, telling=True),
    Slot("weapon_type", 7, set_credit),
    Slot("perpetrator", 9, phrase_credit, telling=True),
    Slot("organisation", 10, phrase_credit, telling=True),
    Slot("confidence", CONFIDENCE, set_credit),
    Slot("victim", DESCRIPTION, phrase_credit, telling=True),
    Slot("number", 21, number_credit),
)


@dataclass
class Tally:
    """Counts by slot for paired templates, for templates of the key that found no pair, and for ours that found none; and of templates."""

    paired: dict[str, Counts] = field(default_factory=dict)
    missing: dict[str, Counts] = field(default_factory=dict)
    spurious: dict[str, Counts] = field(default_factory=dict)
    templates: Counts = Counts()
    statuses: Counts = Counts()
    """Statuses of the perpetrator organisations that both have."""

    def all_templates(self, slot: str) -> Counts:
        """The row ALL TEMPLATES of a slot."""
        return self.matched_missing(slot) + self.spurious.get(slot, Counts())

    def matched_missing(self, slot: str) -> Counts:
        """The row MATCHED/MISSING of a slot."""
        return self.paired.get(slot, Counts()) + self.missing.get(slot, Counts())


def score(tally: Tally, ours: Sequence[Template], keys: Sequence[Template]) -> None:
    """Add the templates of one message to a tally."""
    keys = [_with_victims(k) for k in keys]
    pairs = list(best_pairs([[_likeness(o, k) for k in keys] for o in ours]))
    for o, k in pairs:
        _add(tally.paired, compare(ours[o], keys[k]))
        tally.statuses += _statuses(ours[o], keys[k])
    lost = [k for i, k in enumerate(keys) if i not in {k for _, k in pairs} and not k.optional]
    for key in lost:
        _add(tally.missing, {s.name: Counts(wanted=len(_required(key.slots.get(s.number, ())))) for s in SLOTS})
    for index, template in enumerate(ours):
        if index not in {o for o, _ in pairs}:
            _add(tally.spurious, {s.name: Counts(found=len(template.slots.get(s.number, ()))) for s in SLOTS})
    tally.templates += Counts(len(pairs), len(ours), len(pairs) + len(lost))


def compare(ours: Template, key: Template) -> dict[str, Counts]:
    """Counts of each slot of two paired templates. Slots that the key says do not apply are left out."""
    return {s.name: _fills(ours.slots.get(s.number, ()), key.slots[s.number], s.credit) for s in SLOTS if s.number in key.slots}


def _statuses(ours: Template, key: Template) -> Counts:
    """Slot 11 of the organisations that two paired templates share; `found` and `wanted` are their number."""
    both = [
        set_credit(o, k)
        for o in ours.slots.get(CONFIDENCE, ())
        for k in key.slots.get(CONFIDENCE, ())
        if o.about and k.about and phrase_credit(Fill(o.about), Fill(k.about)) == 1.0
    ]
    return Counts(sum(both), len(both), len(both))


def _fills(ours: Sequence[Fill], keys: Sequence[Fill], credit: Credit) -> Counts:
    """Fills paired one to one; an optional one is wanted only where it is found."""
    table = [[credit(o, k) for k in keys] for o in ours]
    pairs = list(best_pairs(table))
    wanted = len(_required(keys)) + sum(keys[k].optional for _, k in pairs)
    return Counts(sum(table[o][k] for o, k in pairs), len(ours), wanted)


def _likeness(ours: Template, key: Template) -> float:
    """The sum of slot scores of a pair of templates; 0 for a pair that nothing but place, day or numbers holds together."""
    compared = compare(ours, key)
    if not any(compared[s.name].right for s in SLOTS if s.telling and s.name in compared):
        return 0.0
    return sum(counts.f1 for counts in compared.values())


def _required(fills: Iterable[Fill]) -> list[Fill]:
    return [f for f in fills if not f.optional]


def _with_victims(key: Template) -> Template:
    """A template of the key whose descriptions and names are one slot: a name with its descriptions, and descriptions without one."""
    names, told = key.slots.get(NAME, ()), key.slots.get(DESCRIPTION, ())
    joined = tuple(
        Fill((*name.values, *(v for d in told if set(d.about) & set(name.values) for v in d.values)), (), name.optional) for name in names
    )
    alone = tuple(d for d in told if not any(set(d.about) & set(n.values) for n in names))
    return Template(key.message, key.optional, {**key.slots, DESCRIPTION: (*joined, *alone)})


def _add(rows: dict[str, Counts], more: Mapping[str, Counts]) -> None:
    for name, counts in more.items():
        rows[name] = rows.get(name, Counts()) + counts


def report_of(message: Message) -> Report:
    """A message as a report; its id is the message's."""
    return Report(id=message.id, text=message.text, published=message.published, outlet=message.outlet, language="en")


def measure(folder: Path, engines: Engines) -> list[Figure]:
    """The figures of both parts. Raises ResourceError when a file is missing or broken."""
    parts = (("dev", "dev", DEV_STEP), ("tst", "tst1-2", 1))
    return [figure for name, part, step in parts for figure in _part(name, folder / part, step, engines)]


def _part(name: str, folder: Path, step: int, engines: Engines) -> list[Figure]:
    keys = {m: templates for path in _files(folder, "key-*") for m, templates in read_keys(path).items()}
    messages = [m for path in _files(folder, f"{name}*-muc*") for m in read_messages(path)][::step]
    countries = {code: place.name for code, place in engines.gazetteer.countries().items()}
    tally = Tally()
    for record in engines.pipeline.read(map(report_of, messages)):
        if record.report.id not in keys:
            raise ResourceError(f"no key for the MUC message {record.report.id} in {folder}")
        score(tally, templates_of(record, countries), keys[record.report.id])
    return [*(Figure(f"{name}.{f.name}", f.value, f.unit) for f in figures(tally)), Figure(f"{name}.messages", len(messages), "reports")]


def _files(folder: Path, pattern: str) -> list[Path]:
    found = sorted(folder.glob(pattern))
    if not found:
        raise ResourceError(f"no MUC file {pattern} in {folder}")
    return found


def figures(tally: Tally) -> list[Figure]:
    """The figures of one part: every slot's by the row ALL TEMPLATES, its F by MATCHED/MISSING, and the pairing of templates."""
    rows = [("template", tally.templates), *((s.name, tally.all_templates(s.name)) for s in SLOTS)]
    found = [
        Figure(f"{name}.{measure}", value)
        for name, counts in rows
        for measure, value in (("f1", counts.f1), ("precision", counts.precision), ("recall", counts.recall))
    ]
    found += [Figure(f"{s.name}.matched_missing.f1", tally.matched_missing(s.name).f1) for s in SLOTS]
    return [
        *found,
        Figure("confidence.accuracy", tally.statuses.precision),
        Figure("confidence.organisations", tally.statuses.found, "organisations"),
    ]


SUITE = on_corpus("muc", "MUC-3/MUC-4, every fourth message of dev and all of TST1 and TST2", "muc4", measure)
