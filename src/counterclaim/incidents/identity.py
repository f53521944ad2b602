"""The id of an incident, so that it stays when reports are added.

An id is made from one claim alone: the first of the incident's core evidence. The core are the claims that were linked, not those
gathered in afterwards; the first is the one published first, and of one moment the one whose key (`REPORT/c3`) is the least. So what
is published later never changes the id. It changes when an earlier report of the incident arrives, or when the claim
itself does: another text, or another reading of it. Of two incidents that turn out to be one, the one told first lends its id; of an
incident that falls in two, the part that holds the first claim keeps it.
"""

from __future__ import annotations

from collections.abc import Iterable

from counterclaim.incidents.publication import published_at
from counterclaim.incidents.told import Told
from counterclaim.records.identity import name_of


def incident_id(core: Iterable[Told]) -> str:
    """The id of the incident of which these claims are the core, one at least, in any order."""
    return name_of("i", first_told(core).key)


def first_told(core: Iterable[Told]) -> Told:
    """The claim that was published first, those of no known day last."""
    return min(core, key=lambda told: (published_at(told.report), told.key))
