"""Who may use the desk: users, their sessions and tokens. Passwords come here as hashes, secrets as what their owner holds."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from counterclaim.errors import ConfigError
from counterclaim.store.people_tables import sessions, tokens, users


class Role(StrEnum):
    """What somebody may do: read, decide, or also say who may."""

    READER = "reader"
    ANALYST = "analyst"
    ADMIN = "admin"


class Scope(StrEnum):
    """What a token may be used for."""

    READ = "read"
    REVIEW = "review"
    SUBMIT = "submit"


@dataclass(frozen=True)
class User:
    """Somebody, with the hash of the password."""

    name: str
    role: Role
    password: str
    added_at: str


@dataclass(frozen=True)
class Session:
    """Somebody who is signed in until then, and the word that forms must carry."""

    user: User
    csrf: str
    until: str


@dataclass(frozen=True)
class Token:
    """A token without its secret."""

    id: int
    user: User
    label: str
    scopes: tuple[Scope, ...]
    added_at: str
    until: str | None


def key_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


class People:
    """Users over a connection that is in a transaction, at a moment."""

    def __init__(self, connection: Connection, now: str) -> None:
        """`now` is what ends sessions and is written to rows."""
        self._on, self._now = connection, now

    def count(self) -> int:
        """How many users there are."""
        return int(self._on.execute(select(func.count()).select_from(users)).scalar_one())

    def all(self) -> list[User]:
        """All users by name."""
        return [_user(row) for row in self._on.execute(select(users).order_by(users.c.name))]

    def user(self, name: str) -> User | None:
        """Somebody by name."""
        row = self._on.execute(select(users).where(users.c.name == name)).one_or_none()
        return _user(row) if row is not None else None

    def add(self, name: str, role: Role, password: str) -> None:
        """A new user. Raises ConfigError when there is one of the name."""
        if self.user(name) is not None:
            raise ConfigError(f"there is a user {name} already")
        self._on.execute(insert(users).values(name=name, role=role.value, password=password, added_at=self._now))

    def change(self, name: str, role: Role | None = None, password: str | None = None) -> None:
        """Another role or password; either ends what the user has open. Raises ConfigError when there is no such user."""
        self._known(name)
        told = {"role": role.value if role else None, "password": password}
        self._on.execute(update(users).where(users.c.name == name).values({k: v for k, v in told.items() if v is not None}))
        self._on.execute(delete(sessions).where(sessions.c.user == name))

    def remove(self, name: str) -> None:
        """Takes a user away, with sessions and tokens. What was decided stays in the journal. Raises ConfigError as above."""
        self._known(name)
        for table in (sessions, tokens):
            self._on.execute(delete(table).where(table.c.user == name))
        self._on.execute(delete(users).where(users.c.name == name))

    def open_session(self, secret: str, user: str, csrf: str, until: dt.datetime) -> None:
        """Somebody signs in; sessions that have ended go."""
        self._on.execute(delete(sessions).where(sessions.c.until <= self._now))
        self._on.execute(insert(sessions).values(key=key_of(secret), user=user, csrf=csrf, since=self._now, until=_moment(until)))

    def session(self, secret: str) -> Session | None:
        """The session of a secret, if it has not ended."""
        query = select(sessions.c.user, sessions.c.csrf, sessions.c.until)
        row = self._on.execute(query.where(sessions.c.key == key_of(secret), sessions.c.until > self._now)).one_or_none()
        user = self.user(row.user) if row is not None else None
        return Session(user, row.csrf, row.until) if row is not None and user is not None else None

    def close_session(self, secret: str) -> None:
        """Somebody signs out."""
        self._on.execute(delete(sessions).where(sessions.c.key == key_of(secret)))

    def add_token(self, secret: str, user: str, label: str, scopes: Iterable[Scope], until: dt.datetime | None) -> int:
        """A token for scripts; its number. Raises ConfigError when there is no such user."""
        self._known(user)
        told = {"label": label, "scopes": " ".join(sorted(scopes)), "until": _moment(until) if until else None}
        row = insert(tokens).values(key=key_of(secret), user=user, added_at=self._now, **told).returning(tokens.c.id)
        return int(self._on.execute(row).scalar_one())

    def token(self, secret: str) -> Token | None:
        """The token of a secret, if it has not ended."""
        row = self._on.execute(select(tokens).where(tokens.c.key == key_of(secret))).one_or_none()
        if row is None or (row.until is not None and row.until <= self._now):
            return None
        return self._token(row)

    def tokens(self) -> list[Token]:
        """All tokens, without their secrets."""
        found = [self._token(row) for row in self._on.execute(select(tokens).order_by(tokens.c.id))]
        return [token for token in found if token is not None]

    def remove_token(self, number: int) -> None:
        """Ends a token. Raises ConfigError when there is none of the number."""
        if not self._on.execute(delete(tokens).where(tokens.c.id == number)).rowcount:
            raise ConfigError(f"there is no token {number}")

    def _token(self, row: Row[Any]) -> Token | None:
        user = self.user(row.user)
        scopes = tuple(Scope(scope) for scope in row.scopes.split())
        return Token(row.id, user, row.label, scopes, row.added_at, row.until) if user is not None else None

    def _known(self, name: str) -> None:
        if self.user(name) is None:
            raise ConfigError(f"there is no user {name}")


def _user(row: Row[Any]) -> User:
    return User(row.name, Role(row.role), row.password, row.added_at)


def _moment(when: dt.datetime) -> str:
    return when.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
