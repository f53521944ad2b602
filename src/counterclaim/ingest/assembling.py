"""What was found in a source, with the overrides of the user, to the report that the other stages read."""

from __future__ import annotations

import datetime as dt
import logging

from counterclaim.errors import RecordError
from counterclaim.ingest.found import Found
from counterclaim.ingest.languages import require_english
from counterclaim.ingest.options import IngestOptions
from counterclaim.records.days import is_placeholder
from counterclaim.records.models import Report

log = logging.getLogger(__name__)


def assemble(found: Found, options: IngestOptions) -> Report:
    """One report. Raises RecordError when there is no text in it or it is not in English; a language given in `options` is believed."""
    if not found.text.strip():
        raise RecordError("empty: no text in it")
    return Report(
        id=Report.identify(found.text),
        text=found.text,
        url=found.url,
        outlet=options.outlet or found.outlet,
        title=options.title or found.title,
        published=options.published or _told(found.published),
        language=options.language or require_english(found.text, found.language),
        fetched_at=found.fetched_at,
        copy_of=found.copy_of,
    )


def _told(published: dt.date | dt.datetime | None) -> dt.date | dt.datetime | None:
    """The date of publication, None for one that only fills the field."""
    if published is None or not is_placeholder(published):
        return published
    log.info("published %s stands for an unknown date and is taken as none", published.isoformat())
    return None
