"""Ingest: bytes to reports. Text, HTML, JSON and JSON Lines, from files, folders, the web and standard input."""

from counterclaim.ingest.options import Failure, IngestOptions, parse_published
from counterclaim.ingest.sources import read_sources

__all__ = ["Failure", "IngestOptions", "parse_published", "read_sources"]
