"""Counterclaim: reports on armed conflicts as records of attributed claims.

    import counterclaim as cc

    record = cc.read("The ministry said …", published="2023-05-12")

The names below are the public ones; each is imported when it is first asked for, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from counterclaim.errors import ConfigError, CounterclaimError, RecordError, ResourceError, StoreError
    from counterclaim.interactive.desk import Desk, open
    from counterclaim.interactive.frames import frame
    from counterclaim.interactive.reading import compare, read
    from counterclaim.language.engine import load_engine
    from counterclaim.pipeline import Pipeline, PipelineOptions
    from counterclaim.records.comparison import Comparison
    from counterclaim.records.incidents import Incident
    from counterclaim.records.models import Record, Report

    __version__: str

_HOME = {
    "Comparison": "counterclaim.records.comparison",
    "ConfigError": "counterclaim.errors",
    "CounterclaimError": "counterclaim.errors",
    "Desk": "counterclaim.interactive.desk",
    "Incident": "counterclaim.records.incidents",
    "Pipeline": "counterclaim.pipeline",
    "PipelineOptions": "counterclaim.pipeline",
    "Record": "counterclaim.records.models",
    "RecordError": "counterclaim.errors",
    "Report": "counterclaim.records.models",
    "ResourceError": "counterclaim.errors",
    "StoreError": "counterclaim.errors",
    "compare": "counterclaim.interactive.reading",
    "frame": "counterclaim.interactive.frames",
    "load_engine": "counterclaim.language.engine",
    "open": "counterclaim.interactive.desk",
    "read": "counterclaim.interactive.reading",
}

__all__ = [
    "Comparison",
    "ConfigError",
    "CounterclaimError",
    "Desk",
    "Incident",
    "Pipeline",
    "PipelineOptions",
    "Record",
    "RecordError",
    "Report",
    "ResourceError",
    "StoreError",
    "__version__",
    "compare",
    "frame",
    "load_engine",
    "open",
    "read",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("counterclaim")
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
