"""Feeds: what a feed, a sitemap or a listing page names, as items; and whether a page is what it was asked for. Pure functions."""

from counterclaim.ingest.feeds.items import FeedKind, Item, Listing
from counterclaim.ingest.feeds.listing import read_listing
from counterclaim.ingest.feeds.robots import Robots
from counterclaim.ingest.feeds.stubs import Stub, find_stub

__all__ = ["FeedKind", "Item", "Listing", "Robots", "Stub", "find_stub", "read_listing"]
