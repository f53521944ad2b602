"""Errors, one tree:

CounterclaimError
├── RecordError      this report cannot be read: skip it, count it, go on
│   └── FetchError   it could not be had from the network
├── ResourceError    a model, a knowledge file or an index is missing or broken: stop
├── UnknownError     nothing has the id that was asked for; a KeyError too
├── StoreError       the database cannot be opened, read or written: stop, nothing is half written
└── ConfigError      the user asked for something that cannot be: stop, say what to change
"""

from __future__ import annotations


class CounterclaimError(Exception):
    """Base of every error that this package raises on purpose. `str(error)` is fit to show to a user."""


class RecordError(CounterclaimError):
    """One report cannot be read. The run goes on with the next."""


class FetchError(RecordError):
    """Something could not be had from the network. `passing` tells that another try may help, `retry_after_s` when the server wants it."""

    def __init__(self, reason: str, *, passing: bool = False, retry_after_s: float | None = None) -> None:
        super().__init__(reason)
        self.passing = passing
        self.retry_after_s = retry_after_s


class ResourceError(CounterclaimError):
    """Something that every report needs is missing or broken. The run stops."""


class UnknownError(CounterclaimError, KeyError):
    """Nothing has the id that was asked for."""

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no {name} here")

    def __str__(self) -> str:
        return str(self.args[0])


class StoreError(CounterclaimError):
    """The database cannot be opened, read or written. What was begun is undone; the run stops."""


class ConfigError(CounterclaimError):
    """An option or a setting makes no sense. The run does not start."""
