"""The rules file, in TOML: what is to be told, and to whom. `docs/alerts.md` tells its settings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from counterclaim.errors import ConfigError
from counterclaim.records.models import PartyCode
from counterclaim.records.words import Effect, Kind
from counterclaim.settings import Settings, read_settings

RuleId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Circle(Settings):
    """Within so many kilometres of a point, in degrees."""

    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    radius_km: float = Field(gt=0, le=20_100)


class Casualties(Settings):
    """At least so many people harmed, by the best figures of all sides together."""

    at_least: int = Field(ge=1)
    effects: tuple[Effect, ...] = (Effect.KILLED,)


class Surge(Settings):
    """More incidents on a day than `times` the median of the days before it."""

    times: float = Field(gt=0)
    days: int = Field(default=28, ge=3, le=366, description="days before it of which the median is taken")
    at_least: int = Field(default=3, ge=1, description="fewer incidents than this on a day are no surge")


class Rule(Settings):
    """One rule. All that it asks for must hold; what it does not ask for is free."""

    id: RuleId
    title: Text | None = None
    about: Literal["incidents", "talks", "activity"] = "incidents"
    near: Circle | None = None
    places: tuple[Text, ...] = ()
    countries: tuple[Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")], ...] = ()
    parties: tuple[PartyCode, ...] = Field(default=(), description="all of them must take part")
    kinds: tuple[Kind, ...] = ()
    casualties: Casualties | None = None
    disputed: bool = False
    breach: bool = False
    surge: Surge | None = None
    within_days: int = Field(default=7, ge=1, description="only what is no older than this")

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if (self.about == "activity") != (self.surge is not None):
            raise ValueError("a rule about activity has a surge, and no other has")
        if self.about == "talks" and (self.casualties or self.disputed or self.breach or self.kinds):
            raise ValueError("a rule about talks asks for places and parties alone")
        return self


class Secret(Settings):
    """Where a secret is found: a variable of the environment, or a file that holds nothing else."""

    env: Text | None = None
    file: Path | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.env is None) == (self.file is None):
            raise ValueError("name either env or file")
        return self

    def value(self, environment: Mapping[str, str]) -> str:
        """The secret. Raises ConfigError, which does not tell it, when it is not there."""
        if self.file is None:
            found = environment.get(self.env or "", "")
        else:
            try:
                found = self.file.read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as error:
                raise ConfigError(f"the secret in {self.file} cannot be read") from error
        if not found:
            raise ConfigError(f"no secret in {self.file or self.env}")
        return found


class FeedFile(Settings):
    """An Atom feed in a file, for a web server or a reader to find."""

    path: Path
    title: Text = "Counterclaim alerts"
    items: int = Field(default=100, ge=1, le=1_000)


class Webhook(Settings):
    """An address that is sent each alert as JSON. `allow_host` lets its host be at a private or local address."""

    url: Text
    secret: Secret
    timeout_s: float = Field(default=20, gt=0)
    allow_host: bool = False


class Mail(Settings):
    """An SMTP server and who is written to."""

    host: Text
    port: int = Field(default=587, ge=1, le=65_535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    sender: Text
    to: tuple[Text, ...] = Field(min_length=1)
    user: Text | None = None
    password: Secret | None = None
    timeout_s: float = Field(default=20, gt=0)

    @model_validator(mode="after")
    def _safe(self) -> Self:
        if (self.user is None) != (self.password is None):
            raise ValueError("user and password go together")
        if self.user is not None and self.security == "none":
            raise ValueError("a password is not sent over a connection without TLS")
        return self


class Delivery(Settings):
    """Where alerts go. Waits between tries double from `retry_min`."""

    feed: FeedFile | None = None
    webhook: Webhook | None = None
    mail: Mail | None = None
    max_tries: int = Field(default=12, ge=1)
    retry_min: float = Field(default=1, gt=0)
    retry_most_min: float = Field(default=360, gt=0)


class RulesFile(Settings):
    """The whole file."""

    deliver: Delivery = Delivery()
    rule: tuple[Rule, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _one_each(self) -> Self:
        ids = [rule.id for rule in self.rule]
        twice = sorted({name for name in ids if ids.count(name) > 1})
        if twice:
            raise ValueError(f"two rules are called {twice[0]}")
        return self


def load_rules(path: Path) -> RulesFile:
    """The rules of a file. Raises ConfigError, which names the setting, when it cannot be read or makes no sense."""
    return read_settings(path, RulesFile)
