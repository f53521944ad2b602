"""The options that choose incidents."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from counterclaim.export.selection import Circle, Selection

Command = TypeVar("Command", bound=Callable[..., Any])
Word = TypeVar("Word", bound=StrEnum)


class Day(click.DateTime):
    """A day, and an error that says what is wanted."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The day of what was typed."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{value!r} is no day: write it like 2023-05-12", param, ctx)


DAY = Day(formats=["%Y-%m-%d"])
CIRCLE = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*,\s*(\d+(?:\.\d+)?)\s*")


@dataclass(frozen=True)
class Chosen:
    """What was typed to choose incidents."""

    since: dt.datetime | None
    until: dt.datetime | None
    party: tuple[str, ...]
    kind: tuple[str, ...]
    place: tuple[str, ...]
    near: str | None
    verdict: tuple[str, ...]
    told_by: tuple[str, ...]

    def selection(self) -> Selection:
        """What is asked for. Raises UsageError for days the wrong way round, or for what is no circle or no word."""
        from counterclaim.export.selection import Selection
        from counterclaim.records.words import Kind, Verdict

        if self.since and self.until and self.since > self.until:
            raise click.UsageError("--since comes after --until")
        return Selection(
            since=self.since.date() if self.since else None,
            until=self.until.date() if self.until else None,
            parties=tuple(code.upper() for code in self.party),
            kinds=_words(Kind, self.kind, "--kind"),
            places=self.place,
            near=_circle(self.near),
            verdicts=_words(Verdict, self.verdict, "--verdict"),
            outlets=self.told_by,
        )


def selecting_options(command: Command) -> Command:
    """Decorator: the options that choose incidents, as the fields of `Chosen`."""
    for parameter in reversed(
        (
            click.option("--since", metavar="DATE", type=DAY, help="Incidents of this day and later: 2023-05-12."),
            click.option("--until", metavar="DATE", type=DAY, help="Incidents of this day and earlier."),
            click.option("--party", metavar="CODE", multiple=True, help="Incidents of this party (ARM); named twice, of both."),
            click.option("--kind", metavar="KIND", multiple=True, help="Incidents of this kind (shelling); may be repeated."),
            click.option("--place", metavar="NAME", multiple=True, help="Incidents at this place, or in this province or country (ARM)."),
            click.option("--near", metavar="LAT,LON,KM", help="Incidents within so many kilometres of a point: 40.2,45.9,50."),
            click.option("--verdict", metavar="VERDICT", multiple=True, help="Incidents with an account of this verdict (disputed)."),
            click.option("--told-by", metavar="OUTLET", multiple=True, help="Incidents that this outlet tells; may be repeated."),
        )
    ):
        command = parameter(command)
    return command


def _words(enumeration: type[Word], typed: tuple[str, ...], option: str) -> tuple[Word, ...]:
    known = {word.value: word for word in enumeration}
    for word in typed:
        if word.lower() not in known:
            raise click.BadParameter(f"{word!r} is none of {', '.join(known)}", param_hint=option)
    return tuple(known[word.lower()] for word in typed)


def _circle(typed: str | None) -> Circle | None:
    from counterclaim.export.selection import Circle

    if typed is None:
        return None
    found = CIRCLE.fullmatch(typed)
    lat, lon, km = map(float, found.groups()) if found else (91.0, 181.0, 0.0)
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise click.BadParameter(f"{typed} is no latitude, longitude and kilometres, such as 40.2,45.9,50", param_hint="--near")
    return Circle(lat, lon, km)
