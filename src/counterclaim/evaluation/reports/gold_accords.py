"""What the gold corpus annotates of agreements, obligations, breaches and talks, in the form in which it is compared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from counterclaim.errors import ResourceError
from counterclaim.evaluation.reports.tellings import MISSHAPEN, Span, party_of, read_json, read_text
from counterclaim.records.models import Actor, Record, Report, Time
from counterclaim.records.words import Duty
from counterclaim.tables import read_table
from counterclaim.training.accord_notes import Noted, read_notes

Days = tuple[dt.date, dt.date]


@dataclass(frozen=True)
class Accord:
    """An agreement of one report. `spans` are the words that tell it."""

    id: str
    parties: frozenset[str]
    brokers: frozenset[str]
    monitors: frozenset[str]
    days: Days | None
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Round:
    """Talks of one report."""

    participants: frozenset[str]
    mediators: frozenset[str]
    venue: str | None
    days: Days | None
    level: str | None
    status: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Accords:
    """Everything of one report: obligations as obligor and class of duty, breaches as claim id and accused, each as often as it stands."""

    accords: tuple[Accord, ...]
    owed: tuple[tuple[str, str], ...]
    breaches: frozenset[tuple[str, str]]
    rounds: tuple[Round, ...]


def read_accords(folder: Path) -> dict[str, Accords]:
    """The annotations by slug of the report (`GROUP/SLUG`). Raises ResourceError when a file is missing or broken."""
    paths = [p for p in sorted(folder.glob("*/*.json")) if p.name != "group.json" and (p.parent / "group.json").exists()]
    return {f"{p.parent.name}/{p.stem}": _of_gold(p) for p in paths}


@dataclass(frozen=True)
class Kept:
    """A report annotated for its agreements alone. Its breaches have no claim: each stands on words."""

    report: Report
    accords: Accords
    breaches: tuple[tuple[Span, str], ...]


def read_kept(path: Path) -> list[Kept]:
    """The reports of a file of notes. Raises ResourceError where one is not in the format."""
    try:
        return [_of_notes(noted) for noted in read_notes(path)]
    except (ValueError, IndexError) as error:
        raise ResourceError(f"{path}: not in the format of accord notes: {error!r}") from error


def _of_notes(noted: Noted) -> Kept:
    def told(quote: str) -> Span:
        words = quote.replace("[", "").replace("]", "")
        start = noted.text.index(words)
        return start, start + len(words)

    def codes(field: str) -> frozenset[str]:
        return frozenset(party_of(code) for code in field.split())

    def days(field: str) -> Days | None:
        first, last = map(dt.date.fromisoformat, field.split()) if field else (None, None)
        return (first, last) if first is not None and last is not None else None

    accords = Accords(
        accords=tuple(
            Accord(f"a{k}", codes(a[1]), codes(a[3]), codes(a[4]), days(a[2]), (told(a[5]),)) for k, a in enumerate(noted.of("A"), 1)
        ),
        owed=tuple((party_of(o[0]), class_of(o[1])) for o in noted.of("O")),
        breaches=frozenset(),
        rounds=tuple(Round(codes(t[0]), codes(t[1]), t[2] or None, days(t[3]), None, t[4], (told(t[5]),)) for t in noted.of("T")),
    )
    report = Report(id=noted.slug, text=noted.text, title=noted.title, published=noted.published)
    return Kept(report, accords, tuple((told(b[1]), party_of(b[0])) for b in noted.of("B")))


def accords_of(record: Record) -> Accords:
    """What the program says of a report, in the same form; an agreement that breaches or duties only imply is no mention of one."""
    events = {event.id: event for event in record.events}
    claims = {claim.id: claim for claim in record.claims}
    return Accords(
        accords=tuple(
            Accord(a.id, _parties(a.parties), _parties(a.brokers), _parties(a.monitors), _days(a.date), _spans(a.spans))
            for a in record.agreements
            if a.parties or a.date
        ),
        owed=tuple(
            (o.obligor.party, class_of(o.duty))
            for a in record.agreements
            for o in a.obligations
            if o.obligor is not None and o.obligor.party
        ),
        breaches=frozenset(
            (name, party)
            for a in record.agreements
            for name in a.breaches
            for event in claims[name].events
            for party in _parties(events[event].initiators)
        ),
        rounds=tuple(
            Round(
                participants=_parties(t.participants),
                mediators=_parties((*t.mediators, *t.hosts)),
                venue=t.venue.name if t.venue else None,
                days=_days(t.time),
                level=t.level,
                status=t.status,
                spans=_spans(t.spans),
            )
            for t in record.talks
        ),
    )


@cache
def _classes() -> Mapping[str, str]:
    return {row["duty"]: row["class"] for row in read_table("counterclaim.evaluation.data", "duty_classes.csv")}


def class_of(duty: str) -> str:
    """The word of the annotation guide, which has fewer, for a duty."""
    return _classes().get(Duty(duty).value, duty)


def _of_gold(path: Path) -> Accords:
    gold, text = read_json(path), read_text(path.with_suffix(".txt"))
    try:
        return Accords(
            accords=tuple(
                Accord(a["id"], _codes(a, "parties"), _codes(a, "brokers"), _codes(a, "monitors"), _gold_days(a), _quoted(a, text))
                for a in gold["agreements"]
            ),
            owed=tuple((party_of(o["obligor"]), class_of(o["duty"])) for o in gold["obligations"]),
            breaches=frozenset((b["claim"], party_of(b["against"])) for b in gold["breaches"]),
            rounds=tuple(
                Round(
                    participants=_codes(t, "participants"),
                    mediators=_codes(t, "mediators"),
                    venue=t["venue"],
                    days=_gold_days(t),
                    level=t["level"],
                    status=t["status"],
                    spans=_quoted(t, text),
                )
                for t in gold["talks"]
            ),
        )
    except MISSHAPEN as error:
        raise ResourceError(f"{path}: not in the format of the guide: {error!r}") from error


def _codes(entry: Mapping[str, Any], field: str) -> frozenset[str]:
    return frozenset(party_of(code) for code in entry[field])


def _gold_days(entry: Mapping[str, Any]) -> Days | None:
    return (dt.date.fromisoformat(entry["date"][0]), dt.date.fromisoformat(entry["date"][1])) if entry["date"] else None


def _quoted(entry: Mapping[str, Any], text: str) -> tuple[Span, ...]:
    start = text.index(entry["quote"])
    return ((start, start + len(entry["quote"])),)


def _parties(actors: Iterable[Actor]) -> frozenset[str]:
    return frozenset(a.party for a in actors if a.party)


def _days(time: Time | None) -> Days | None:
    return (time.start, time.end or time.start) if time is not None and time.start is not None else None


def _spans(spans: Sequence[Any]) -> tuple[Span, ...]:
    return tuple((s.start, s.end) for s in spans)
