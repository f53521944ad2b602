"""What may stand in an address after the question mark → the store's filters. Pages and the API take the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from counterclaim.records.blame import By
from counterclaim.records.models import PartyCode
from counterclaim.records.words import Kind, TalksStatus, Verdict
from counterclaim.store.asking import IncidentFilter, Order, Page, Search, TalksFilter

MOST = 200
"""Items of one page at most."""
USUAL = dt.timedelta(days=30)
FURTHEST = 1_000_000
Word = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00]+$")]
Id = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]+$")]
"""The id of a report, claim or incident."""
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Degrees = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
Day = Annotated[dt.date, Field(description="a day, as 2023-05-12")]


class Asked(BaseModel):
    """A question in an address. Blank fields of a form are as if they were not there."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, values: Any) -> Any:
        if not isinstance(values, Mapping):
            return values
        kept = {name: [v for v in value if v != ""] if isinstance(value, list) else value for name, value in values.items()}
        return {name: value for name, value in kept.items() if value not in ("", [])}


class Paged(Asked):
    """Which part of a list."""

    size: int = Field(default=50, ge=1, le=MOST)
    start: int = Field(default=0, ge=0, le=FURTHEST)

    def page(self) -> Page:
        """As the store takes it."""
        return Page(self.size, self.start)


class Stretch(Asked):
    """Which days, both included."""

    since: Day | None = None
    until: Day | None = None


class IncidentQuery(Stretch):
    """Which incidents; all that is named must hold, of several values in one field any, but all parties."""

    party: list[PartyCode] = Field(default=[], max_length=10)
    kind: list[Kind] = Field(default=[], max_length=30)
    country: list[Country] = Field(default=[], max_length=30)
    place: list[Word] = Field(default=[], max_length=30)
    verdict: list[Verdict] = Field(default=[], max_length=10)
    outlet: list[Word] = Field(default=[], max_length=30)
    campaign: Word | None = None
    killed: int | None = Field(default=None, ge=0, le=FURTHEST)
    q: Word | None = Field(default=None, description="words of some report of it")

    def incidents(self) -> IncidentFilter:
        """As the store takes it."""
        return IncidentFilter(
            since=self.since,
            until=self.until,
            parties=tuple(self.party),
            kinds=tuple(self.kind),
            countries=tuple(self.country),
            places=tuple(self.place),
            verdicts=tuple(self.verdict),
            outlets=tuple(self.outlet),
            campaign=self.campaign,
            killed=self.killed,
            words=self.q,
        )


class IncidentsQuery(IncidentQuery, Paged):
    """A page of incidents."""

    order: Order = Order.LATEST


class SearchQuery(Stretch, Paged):
    """A page of reports."""

    size: int = Field(default=20, ge=1, le=MOST)
    q: Word | None = Field(default=None, description="words that all occur; “…” for a phrase, -word, OR")
    party: list[PartyCode] = Field(default=[], max_length=10)
    kind: list[Kind] = Field(default=[], max_length=30)
    place: list[Word] = Field(default=[], max_length=30)
    verdict: list[Verdict] = Field(default=[], max_length=10)
    outlet: list[Word] = Field(default=[], max_length=30)

    def search(self) -> Search:
        """As the store takes it."""
        return Search(
            words=self.q,
            since=self.since,
            until=self.until,
            outlets=tuple(self.outlet),
            parties=tuple(self.party),
            kinds=tuple(self.kind),
            places=tuple(self.place),
            verdicts=tuple(self.verdict),
        )


class TalksQuery(Stretch):
    """Which talks."""

    party: list[PartyCode] = Field(default=[], max_length=10)
    status: list[TalksStatus] = Field(default=[], max_length=10)
    endangered: bool = False

    def talks(self) -> TalksFilter:
        """As the store takes it."""
        return TalksFilter(self.since, self.until, tuple(self.party), tuple(self.status), self.endangered)


class BlameQuery(IncidentQuery):
    """Which charges, and in periods of which length."""

    by: By = By.ALL

    def bounded(self, newest: dt.date | None) -> Self:
        """The same; where no days are asked for, those before the newest report: the matrix of a whole war takes long to work out."""
        if self.since is not None or self.until is not None or newest is None:
            return self
        return self.model_copy(update={"since": newest - USUAL})


class BlamePageQuery(BlameQuery):
    """Which charges, and the cell whose evidence is shown."""

    cell: Word | None = None


class TimelineQuery(IncidentQuery):
    """Which incidents, and how finely time is cut: by day, week or month; as fine as fits where it is not said."""

    by: Annotated[str, StringConstraints(pattern="^(day|week|month)$")] | None = None


class BoxQuery(Asked):
    """A stretch of the earth."""

    south: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
    west: Degrees
    north: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
    east: Degrees
