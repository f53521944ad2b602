"""Claims → agreements with their obligations and alleged breaches, and talks."""

from counterclaim.accords.agreements import find_agreements
from counterclaim.accords.talks import find_talks

__all__ = ["find_agreements", "find_talks"]
