"""The feeds file, in TOML: which feeds are watched, and how gently. `docs/feeds.md` tells its settings."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, StringConstraints, field_validator, model_validator

from counterclaim.ingest.feeds import FeedKind
from counterclaim.ingest.feeds.canonical import canonical
from counterclaim.ingest.options import MAX_BYTES, TIMEOUT_S
from counterclaim.settings import Settings, read_settings

Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]


class Manners(Settings):
    """How feeds are watched. Times are in the unit that their names end in."""

    interval_min: float = Field(default=15, gt=0, description="minutes between two looks at a feed")
    delay_s: float = Field(default=1, ge=0, description="seconds between two requests to one host; robots.txt may ask for more")
    connections: int = Field(default=8, ge=1, le=64, description="hosts that are asked at the same time, each over one connection")
    timeout_s: float = Field(default=TIMEOUT_S, gt=0, description="seconds for one page, first to last byte")
    max_bytes: int = Field(default=MAX_BYTES, ge=1_000, description="bytes of one page or feed")
    max_items: int = Field(default=500, ge=1, le=5_000, description="items of one feed that are taken at one look, in its order")
    max_tries: int = Field(default=6, ge=1, description="tries of one item before it is given up")
    dead_after: int = Field(default=8, ge=1, description="tries of a feed in a row after which it is reported dead")
    retry_min: float = Field(default=2, gt=0, description="minutes before the second try; doubled with each further one")
    retry_most_min: float = Field(default=1_440, gt=0, description="the longest wait between two tries, in minutes")
    allow_hosts: tuple[str, ...] = Field(default=(), description="hosts that may be at private or local addresses")


class Feed(Settings):
    """One feed. `include` and `exclude` are regular expressions that are searched for in an item's address."""

    name: Name
    url: str
    kind: FeedKind = FeedKind.AUTO
    outlet: str | None = Field(default=None, min_length=1, description="who publishes it; else what the pages say")
    language: str | None = Field(default=None, pattern="^[a-z]{2,3}$", description="its language, where guessing goes wrong")
    interval_min: float | None = Field(default=None, gt=0)
    max_items: int | None = Field(default=None, ge=1, le=5_000)
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    @field_validator("url")
    @classmethod
    def _is_web(cls, url: str) -> str:
        if canonical(url) is None:
            raise ValueError("is no http or https address")
        return url

    @field_validator("include", "exclude")
    @classmethod
    def _compile(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"{pattern!r} is no regular expression: {error}") from error
        return patterns

    def takes(self, url: str) -> bool:
        """Whether an item of this address is wanted."""
        wanted = not self.include or any(re.search(pattern, url) for pattern in self.include)
        return wanted and not any(re.search(pattern, url) for pattern in self.exclude)


class FeedsFile(Settings):
    """The whole file."""

    watch: Manners = Manners()
    feed: tuple[Feed, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _one_each(self) -> Self:
        names = [feed.name for feed in self.feed]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"two feeds are called {twice[0]}")
        return self


def load_feeds(path: Path) -> FeedsFile:
    """The feeds of a file. Raises ConfigError, which names the setting, when it cannot be read or makes no sense."""
    return read_settings(path, FeedsFile)
