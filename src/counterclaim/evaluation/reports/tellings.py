"""Claims of any origin (gold, the wire's compact gold, a record) in one comparable form: a claim with one event."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counterclaim.errors import ResourceError
from counterclaim.records.models import Actor, Harm, Record, Report
from counterclaim.records.words import Family, Kind, family_of

MISSHAPEN = (LookupError, ValueError, TypeError, AttributeError)
"""What reading an annotation of another shape than the guide's raises."""

Span = tuple[int, int]
HarmTuple = tuple[str, str | None, int | None]
"""Effect, party of the side, number: the best where there is one, else the low bound, else the high."""


@dataclass(frozen=True)
class Spot:
    """A place as far as it is compared. Coordinates in degrees (WGS 84), both or none."""

    name: str
    lat: float | None
    lon: float | None
    country: str | None


@dataclass(frozen=True)
class Telling:
    """Who vouches how for one happening, with the slots that are compared.

    Attributes:
        claimant: party with its sector (`ARM:MIL`), empty for somebody unknown.
        date: first and last day, ISO, inclusive.
        content: `[start, end)` in the report's text; empty where the gold has no spans.
    """

    claimant: str
    stance: str
    kind: Kind
    status: str
    background: bool
    initiators: frozenset[str]
    targets: frozenset[str]
    mediators: frozenset[str]
    place: Spot | None
    date: tuple[str, str] | None
    weapons: frozenset[str]
    harm: frozenset[HarmTuple]
    content: tuple[Span, ...] = ()

    @property
    def party(self) -> str:
        """The claimant without its sector."""
        return party_of(self.claimant)

    @property
    def sector(self) -> str | None:
        """The claimant's sector, as far as told."""
        return self.claimant.partition(":")[2] or None

    @property
    def family(self) -> Family:
        """The family of its kind."""
        return family_of(self.kind)


@dataclass(frozen=True)
class GoldReport:
    """An annotated report."""

    slug: str
    report: Report
    tellings: tuple[Telling, ...]
    half: str = "dev"
    claims: tuple[str, ...] = ()
    """The ids of the annotated claims, in the order of `tellings`."""


def party_of(code: str) -> str:
    """`ARM` of `ARM:MIL`."""
    return code.partition(":")[0]


def tellings_of(record: Record) -> list[Telling]:
    """The claims of a record, one telling an event."""
    return [
        Telling(
            claimant=claim.claimant.id or "",
            stance=claim.stance.value,
            kind=event.kind,
            status=event.status.value,
            background=event.background,
            initiators=_parties(event.initiators),
            targets=_parties(event.targets),
            mediators=_parties(event.mediators),
            place=Spot(event.place.name, event.place.lat, event.place.lon, event.place.country) if event.place else None,
            date=(str(event.time.start), str(event.time.end or event.time.start)) if event.time and event.time.start else None,
            weapons=frozenset(w.kind.value for w in event.weapons),
            harm=frozenset(_harm_of(h) for h in event.harm),
            content=tuple((s.start, s.end) for s in claim.content),
        )
        for claim in record.claims
        for event in (record.event(name) for name in claim.events)
    ]


def _parties(actors: Iterable[Actor]) -> frozenset[str]:
    return frozenset(a.party for a in actors if a.party)


def _harm_of(harm: Harm) -> HarmTuple:
    return harm.effect.value, harm.side.party if harm.side else None, _number(harm.model_dump())


def _number(harm: Mapping[str, Any]) -> int | None:
    return next((harm[k] for k in ("best", "low", "high") if harm.get(k) is not None), None)


def read_gold(folder: Path) -> Iterator[GoldReport]:
    """The reports of a gold corpus in the format of its guide: `GROUP/group.json`, `GROUP/SLUG.json`, `GROUP/SLUG.txt`.

    Raises ResourceError when there is none, or a file is missing or broken.
    """
    for group in _files(folder, "*/group.json"):
        half = _half(group)
        for path in sorted(p for p in group.parent.glob("*.json") if p != group):
            yield _gold_report(path, path.with_suffix(".txt"), half)


def _half(path: Path) -> str:
    group = read_json(path)
    try:
        return str(group["half"])
    except MISSHAPEN as error:
        raise ResourceError(f"{path}: not in the format of the guide: {error!r}") from error


def read_second(folder: Path) -> Iterator[GoldReport]:
    """The second annotation of some reports of a gold corpus: `second/GROUP/SLUG.json`, on the text of `GROUP/SLUG.txt`.

    Raises ResourceError when there is none, or a file is missing or broken.
    """
    for path in _files(folder / "second", "*/*.json"):
        yield _gold_report(path, folder / path.parent.name / f"{path.stem}.txt", "")


def read_held(folder: Path) -> Iterator[GoldReport]:
    """Reports of no group that no reader was made on: `FOLDER/SLUG.json`, `FOLDER/SLUG.txt`.

    Raises ResourceError when there is none, or a file is missing or broken.
    """
    for path in _files(folder, "*/*.json"):
        yield _gold_report(path, path.with_suffix(".txt"), "")


def _gold_report(path: Path, text_path: Path, half: str) -> GoldReport:
    gold, text, slug = read_json(path), read_text(text_path), f"{path.parent.name}/{path.stem}"
    try:
        events = {e["id"]: e for e in gold["events"]}
        tellings = tuple(_of_gold(c, events[c["event"]], _found(c["content"], text)) for c in gold["claims"])
        report = Report(
            id=slug, text=text, outlet=gold["outlet"], published=dt.date.fromisoformat(gold["published"]), copy_of=gold.get("copy_of")
        )
    except MISSHAPEN as error:
        raise ResourceError(f"{path}: not in the format of the guide: {error!r}") from error
    return GoldReport(slug, report, tellings, half, tuple(c.get("id", "") for c in gold["claims"]))


def _found(quotes: Iterable[str], text: str) -> tuple[Span, ...]:
    return tuple((text.index(q), text.index(q) + len(q)) for q in quotes)


def read_wire(folder: Path) -> Iterator[GoldReport]:
    """The wire reports: `gold/SLUG.json` (compact, without spans) and `texts/SLUG.txt`.

    Raises ResourceError when there is none, or a file is missing or broken.
    """
    for path in _files(folder, "gold/*.json"):
        gold, text = read_json(path), read_text(folder / "texts" / f"{path.stem}.txt")
        try:
            tellings = tuple(_of_gold(c, c["event"], ()) for c in gold["claims"])
            report = Report(id=path.stem, text=text, published=dt.date.fromisoformat(gold["published"]))
        except MISSHAPEN as error:
            raise ResourceError(f"{path}: not in the format of the wire: {error!r}") from error
        yield GoldReport(path.stem, report, tellings)


def _of_gold(claim: Mapping[str, Any], event: Mapping[str, Any], content: tuple[Span, ...]) -> Telling:
    place = event.get("place")
    return Telling(
        claimant=claim["claimant"] or "",
        stance=claim["stance"],
        kind=Kind(event["kind"]),
        status=event["status"],
        background=bool(event.get("background")),
        initiators=_codes(event, "initiators"),
        targets=_codes(event, "targets"),
        mediators=_codes(event, "mediators"),
        place=Spot(place["name"], place.get("lat"), place.get("lon"), place.get("country")) if place else None,
        date=(event["date"][0], event["date"][1]) if event.get("date") else None,
        weapons=frozenset(w if isinstance(w, str) else w["kind"] for w in event.get("weapons") or ()),
        harm=frozenset((h["effect"], party_of(h["side"]) if h.get("side") else None, _number(h)) for h in event.get("harm") or ()),
        content=content,
    )


def _codes(event: Mapping[str, Any], role: str) -> frozenset[str]:
    return frozenset(party_of(code) for code in event.get(role) or ())


def _files(folder: Path, pattern: str) -> list[Path]:
    found = sorted(folder.glob(pattern))
    if not found:
        raise ResourceError(f"{folder} holds no reports")
    return found


def read_json(path: Path) -> Any:
    """The content of a JSON file. Raises ResourceError when it cannot be read."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ResourceError(f"{path} cannot be read: {error}") from error


def read_text(path: Path) -> str:
    """The content of a text file. Raises ResourceError when it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise ResourceError(f"{path} cannot be read: {error}") from error
