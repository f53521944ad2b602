"""Claims → agreements with their obligations and alleged breaches, and talks; over several reports, the ledger and the calendar."""

from counterclaim.accords.agreements import find_agreements
from counterclaim.accords.calendar import calendar_of
from counterclaim.accords.ledger import ledger_of
from counterclaim.accords.library import Library, read_library
from counterclaim.accords.linking import Shelf
from counterclaim.accords.parties import with_known_parties
from counterclaim.accords.talks import find_talks

__all__ = ["Library", "Shelf", "calendar_of", "find_agreements", "find_talks", "ledger_of", "read_library", "with_known_parties"]
