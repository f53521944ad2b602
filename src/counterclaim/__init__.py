"""Counterclaim: reports on armed conflicts as records of attributed claims.

    from counterclaim import Pipeline, PipelineOptions, Report

The names below are the public ones; each is imported when it is first asked for, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from counterclaim.errors import ConfigError, CounterclaimError, RecordError, ResourceError
    from counterclaim.pipeline import Pipeline, PipelineOptions
    from counterclaim.records.models import Record, Report

    __version__: str

_HOME = {
    "ConfigError": "counterclaim.errors",
    "CounterclaimError": "counterclaim.errors",
    "Pipeline": "counterclaim.pipeline",
    "PipelineOptions": "counterclaim.pipeline",
    "Record": "counterclaim.records.models",
    "RecordError": "counterclaim.errors",
    "Report": "counterclaim.records.models",
    "ResourceError": "counterclaim.errors",
}

__all__ = [
    "ConfigError",
    "CounterclaimError",
    "Pipeline",
    "PipelineOptions",
    "Record",
    "RecordError",
    "Report",
    "ResourceError",
    "__version__",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("counterclaim")
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
