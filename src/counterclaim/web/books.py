"""The books of the desk's store, and how an address asks for agreements and meetings."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Depends, Request
from pydantic import Field

from counterclaim.books import Asked, Books
from counterclaim.records.models import PartyCode
from counterclaim.records.words import MeetingStatus
from counterclaim.store.asking import Days
from counterclaim.web.asking import Stretch


class AccordsQuery(Stretch):
    """Which agreements: of which parties, and spoken of on which days."""

    party: list[PartyCode] = Field(default=[], max_length=10)

    def books(self) -> Asked:
        """As the books take it."""
        return Asked(Days(self.since, self.until), frozenset(self.party))


class MeetingsQuery(AccordsQuery):
    """Which meetings."""

    status: list[MeetingStatus] = Field(default=[], max_length=10)
    endangered: bool = False

    def books(self) -> Asked:
        """As the books take it."""
        return Asked(Days(self.since, self.until), frozenset(self.party), frozenset(self.status), self.endangered)


def books_of(request: Request) -> Books:
    """The books of the store that a request asks."""
    return cast("Books", request.app.state.books)


AtBooks = Annotated[Books, Depends(books_of)]
