"""The claims of the gold corpus as claims and events of the record, with the incidents they belong to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counterclaim.errors import ResourceError
from counterclaim.evaluation.reports.tellings import GoldReport, read_gold, read_json, read_text
from counterclaim.incidents.told import Told
from counterclaim.records.models import Actor, Claim, Event, Harm, Place, Report, Span, Time, Weapon
from counterclaim.records.words import Interest, PlacePrecision, TimePrecision

FRESH = "fresh"


@dataclass(frozen=True)
class GoldClaim:
    """An annotated claim: what is told, and which incident of its group it belongs to (None for none)."""

    told: Told
    incident: str | None


@dataclass(frozen=True)
class GoldGroup:
    """The reports of one group: their claims, and the incidents with the verdicts of their accounts as annotated."""

    name: str
    half: str
    claims: tuple[GoldClaim, ...]
    incidents: tuple[Mapping[str, Any], ...]


def read_groups(folder: Path) -> Iterator[GoldGroup]:
    """The groups of a gold corpus. Raises ResourceError when a file is missing or broken."""
    for path in sorted(folder.glob("*/group.json")):
        group = read_json(path)
        claims = [c for p in sorted(path.parent.glob("*.json")) if p != path for c in _claims(p, path.parent.name)]
        yield GoldGroup(path.parent.name, group["half"], tuple(claims), tuple(group["incidents"]))


def read_parts(folder: Path) -> Iterator[tuple[str, list[GoldGroup], list[GoldReport]]]:
    """The halves of a gold corpus, `dev` and `test`, and `fresh`, groups written after the rules, from a folder of that name beside it if
    there is one: of each its name, groups and reports."""
    fresh = folder.parent / FRESH
    groups, gold = list(read_groups(folder)), list(read_gold(folder))
    if fresh.is_dir():
        groups += read_groups(fresh)
        gold += read_gold(fresh)
    for part in ("dev", "test", FRESH):
        inside = [g for g in groups if g.half == part]
        if inside:
            yield part, inside, [g for g in gold if g.half == part]


def _claims(path: Path, group: str) -> Iterator[GoldClaim]:
    gold, text = read_json(path), read_text(path.with_suffix(".txt"))
    try:
        report = Report(id=f"{group}/{path.stem}", text=text, outlet=gold["outlet"], published=dt.date.fromisoformat(gold["published"]))
        events = {e["id"]: e for e in gold["events"]}
        for claim in gold["claims"]:
            event = _event(events[claim["event"]], text)
            made = Claim(
                id=claim["id"],
                claimant=_actor(claim["claimant"]),
                relayed_by=tuple(_actor(code) for code in claim.get("relayed_by") or ()),
                stance=claim["stance"],
                interest=Interest.UNKNOWN,
                interest_rule="",
                cue=None,
                content=tuple(_span(q, text) for q in claim["content"]),
                events=(event.id,),
            )
            incident = f"{group}/{claim['incident']}" if claim["incident"] else None
            yield GoldClaim(Told(f"{report.id}/{claim['id']}", report, made, event), incident)
    except (KeyError, ValueError) as error:
        raise ResourceError(f"{path}: not in the format of the guide: {error!r}") from error


def _event(gold: Mapping[str, Any], text: str) -> Event:
    date, place = gold["date"], gold["place"]
    return Event(
        id=gold["id"],
        kind=gold["kind"],
        status=gold["status"],
        background=gold["background"],
        initiators=tuple(_actor(a) for a in gold["initiators"]),
        targets=tuple(_actor(a) for a in gold["targets"]),
        mediators=tuple(_actor(a) for a in gold["mediators"]),
        place=_place(place) if place else None,
        time=Time(start=date[0], end=date[1], precision=TimePrecision.RANGE) if date else None,
        weapons=tuple(Weapon(kind=w["kind"], span=_span(w.get("quote"), text)) for w in gold["weapons"]),
        harm=tuple(_harm(h, text) for h in gold["harm"]),
        spans=(Span(start=0, end=1),),
    )


def _place(gold: Mapping[str, Any]) -> Place:
    return Place(
        name=gold["name"],
        lat=gold["lat"],
        lon=gold["lon"],
        country=gold["country"],
        precision=PlacePrecision(gold["precision"]),
        confidence=1.0,
    )


def _harm(gold: Mapping[str, Any], text: str) -> Harm:
    numbers = {k: gold[k] for k in ("low", "best", "high")}
    side = _actor(gold["side"]) if gold["side"] else None
    return Harm(effect=gold["effect"], side=side, category=gold["category"], span=_span(gold.get("quote"), text), **numbers)


def _actor(code: str) -> Actor:
    party, _, sector = code.partition(":")
    return Actor.model_validate({"id": code, "party": party, "sector": sector or None})


def _span(quote: str | None, text: str) -> Span:
    start = text.index(quote) if quote else 0
    return Span(start=start, end=start + len(quote or "x"))
