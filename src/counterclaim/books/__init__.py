"""The books of a store: the ledger of agreements and the calendar of talks, joined over all its reports."""

from counterclaim.books.asked import Asked, Open
from counterclaim.books.keeping import Books

__all__ = ["Asked", "Books", "Open"]
