"""Errors, one tree:

CounterclaimError
├── RecordError      this report cannot be read: skip it, count it, go on
├── ResourceError    a model, a knowledge file or an index is missing or broken: stop
├── StoreError       the database cannot be opened, read or written: stop, nothing is half written
└── ConfigError      the user asked for something that cannot be: stop, say what to change
"""

from __future__ import annotations


class CounterclaimError(Exception):
    """Base of every error that this package raises on purpose. `str(error)` is fit to show to a user."""


class RecordError(CounterclaimError):
    """One report cannot be read. The run goes on with the next."""


class ResourceError(CounterclaimError):
    """Something that every report needs is missing or broken. The run stops."""


class StoreError(CounterclaimError):
    """The database cannot be opened, read or written. What was begun is undone; the run stops."""


class ConfigError(CounterclaimError):
    """An option or a setting makes no sense. The run does not start."""
