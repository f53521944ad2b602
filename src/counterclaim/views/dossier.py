"""A comparison of reports as one self-contained page: for each incident its account table, casualties, claims in time, and sources.

Nothing is loaded from elsewhere and no script runs; the page's own policy allows its own style alone, by its hash.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from counterclaim.records.blame import BlameMatrix
from counterclaim.records.comparison import Comparison
from counterclaim.records.incidents import Account, Answer, Incident
from counterclaim.records.ledger import Ledger, TalksCalendar
from counterclaim.records.models import Actor, Claim, Place, Report
from counterclaim.records.words import Stance
from counterclaim.views import accords, blame, sketch, wording
from counterclaim.views import comparison as words
from counterclaim.views.comparison import Figures, Names, Source
from counterclaim.views.grouping import voice_key
from counterclaim.views.links import Anchors
from counterclaim.views.page import HUES, asset, content_hash, environment
from counterclaim.views.text import title_of

SHAPES: Mapping[Stance, str] = {
    Stance.ASSERTS: "●",
    Stance.ACCUSES: "▲",
    Stance.DENIES: "✕",
    Stance.CALLS_FOR: "◇",
    Stance.COMMITS_TO: "■",
    Stance.WARNS: "△",
}
"""A mark for each stance on the time line."""


@dataclass(frozen=True)
class Row:
    """A row of the account table: a cell of answers for each claimant, in the order of the columns."""

    account: Account
    cells: tuple[tuple[Answer, ...], ...]

    def against(self, cell: tuple[Answer, ...]) -> bool:
        """Whether the cell holds one of the answers that contradict each other."""
        return any(words.is_against(self.account, answer) for answer in cell)


@dataclass(frozen=True)
class Column:
    """A claimant at the head of a column, with the number of its colour."""

    claimant: Actor
    hue: int


@dataclass(frozen=True)
class Told:
    """A claim as the page shows it."""

    claim: Claim
    report: Report
    hue: int
    gathered: bool


@dataclass(frozen=True)
class Section:
    """One incident on the page. `days` are the days of publication, None for unknown; `times` a cell of claims for each, by claimant."""

    incident: Incident
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    figures: tuple[Figures, ...]
    told: tuple[Told, ...]
    days: tuple[dt.date | None, ...]
    times: tuple[tuple[Actor, int, tuple[tuple[Told, ...], ...]], ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Beside:
    """What stands in a dossier beside the incidents, each left out where it is None or empty: who accuses whom, the ledger of agreements,
    the calendar of talks, and places to name on the map, the most important first."""

    matrix: BlameMatrix | None = None
    ledger: Ledger | None = None
    calendar: TalksCalendar | None = None
    landmarks: Sequence[Place] = ()


def render_dossier(comparison: Comparison, folds: Mapping[str, str] | None = None, beside: Beside | None = None) -> str:
    """An HTML page of several reports compared; everything from the reports is escaped.

    `folds` tells by the id of a report why it has the origin of an earlier one, in words; `beside` holds what else the page shows.
    """
    shown = beside or Beside()
    style = "".join(map(asset, ("page.css", "dossier.css", "blame.css", "sketch.css", "accords.css")))
    names = Names(comparison.reports)
    return (
        environment()
        .get_template("dossier.html")
        .render(
            comparison=comparison,
            sections=[section_of(incident, comparison) for incident in words.told_together(comparison)],
            once=[(incident, words.claims_of(incident, comparison)) for incident in words.told_once(comparison)],
            sources=words.sources(comparison.reports),
            folds=folds or {},
            matrix=shown.matrix,
            ledger=shown.ledger,
            calendar=shown.calendar,
            texts={report.id: report.text for report in comparison.reports},
            claims={claim.id: claim for claim in comparison.claims},
            sketches=sketch.sketches_of(comparison, shown.landmarks),
            names=names,
            links=Anchors(names),
            shapes=SHAPES,
            style=Markup(style),  # noqa: S704 - our own file
            policy=f"default-src 'none'; style-src {content_hash(style)}; base-uri 'none'; form-action 'none'",
            w=wording,
            c=words,
            b=blame,
            a=accords,
            k=sketch,
            title_of=title_of,
        )
    )


def section_of(incident: Incident, comparison: Comparison) -> Section:
    """An incident as it is shown: claimants in columns, questions in rows, claims by claimant and day."""
    claims = words.claims_of(incident, comparison)
    answering = {voice_key(answer.claimant) for row in incident.accounts for answer in row.answers}
    speaking = {voice_key(actor): actor for actor in words.claimants_of(incident, comparison)}
    first = {key: actor for key, actor in speaking.items() if key in answering}
    hues = {key: number % HUES for number, key in enumerate(speaking)}
    told = tuple(Told(c, r, hues[voice_key(c.claimant)], c.id in incident.gathered) for c, r in claims)
    days = tuple(sorted({t.report.published_on for t in told}, key=lambda day: (day is None, day or dt.date.min)))
    return Section(
        incident=incident,
        columns=tuple(Column(actor, hues[key]) for key, actor in first.items()),
        rows=tuple(_row(account, tuple(first)) for account in words.accounts_in_order(incident)),
        figures=tuple(words.figures_of(incident)),
        told=told,
        days=days,
        times=tuple((actor, hues[key], _times(key, told, days)) for key, actor in speaking.items()),
        sources=tuple(words.sources([r for r in comparison.reports if r.id in incident.reports])),
    )


def _row(account: Account, keys: tuple[str, ...]) -> Row:
    answers = words.answers_by_claimant(account)
    return Row(account, tuple(tuple(answers.get(key, ())) for key in keys))


def _times(key: str, told: tuple[Told, ...], days: tuple[dt.date | None, ...]) -> tuple[tuple[Told, ...], ...]:
    return tuple(tuple(t for t in told if voice_key(t.claim.claimant) == key and t.report.published_on == day) for day in days)
