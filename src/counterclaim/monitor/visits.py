"""Visits to the web: one job, within what the site's robots.txt and our manners allow."""

from __future__ import annotations

import datetime as dt
import logging
import time
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from counterclaim.errors import FetchError, RecordError
from counterclaim.ingest.addresses import resolve
from counterclaim.ingest.feeds import FeedKind, Listing, Robots, read_listing
from counterclaim.ingest.feeds.articles import ARTICLE_TYPES, read_article
from counterclaim.ingest.feeds.items import Item
from counterclaim.ingest.fetching import Page
from counterclaim.ingest.network import Resolver
from counterclaim.ingest.options import IngestOptions
from counterclaim.ingest.web import WebAnswer, WebOptions, WebRequest, ask
from counterclaim.monitor.config import Manners
from counterclaim.monitor.jobs import Condition, FeedJob, ItemJob, Job, Look, Outcome
from counterclaim.records.models import Report

LOG = logging.getLogger(__name__)

ROBOTS_S = 86_400.0
"""Seconds for which a robots.txt is believed (RFC 9309, 2.4)."""
MAX_SITEMAPS = 10
"""Sitemaps of one index that are read at one look, those changed last first."""
FEED_ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"


@dataclass
class _Known:
    robots: Robots
    until: float


class Visitor:
    """Does jobs. Its methods may run in several threads, for different hosts at a time."""

    def __init__(self, manners: Manners, resolver: Resolver = resolve) -> None:
        self._manners = manners
        self._web = WebOptions(manners.max_bytes, manners.timeout_s, frozenset(manners.allow_hosts), resolver)
        self._polite = replace(self._web, before_redirect=self._require_welcome)
        self._robots: dict[str, _Known] = {}

    def do(self, job: Job) -> Outcome:
        """What comes of a job. Whatever goes wrong with one page is an outcome too: the watch goes on."""
        pause_s = self._manners.delay_s
        try:
            robots = self._robots_of(job.url)
            pause_s = max(pause_s, robots.delay_s or 0.0)
            self._require_welcome(job.url)
            result: Look | Report = self._look(job, pause_s) if isinstance(job, FeedJob) else self._fetch(job)
        except RecordError as error:
            asked = error.retry_after_s if isinstance(error, FetchError) else None
            return Outcome(job, error, max(pause_s, asked or 0.0))
        except Exception as error:  # the boundary of one page: a fault of ours in reading it must not end a watch of months
            LOG.exception("a fault in reading %s", job.url)
            return Outcome(job, RecordError(f"a fault of this program: {type(error).__name__}"), pause_s)
        return Outcome(job, result, pause_s)

    def _require_welcome(self, url: str) -> None:
        """Raises RecordError when the robots.txt of an address's own site does not allow it to be fetched."""
        if not self._robots_of(url).allow(url):
            raise RecordError(f"robots.txt of {urlsplit(url).hostname} does not allow it")

    def _robots_of(self, url: str) -> Robots:
        """The wishes of a site, asked for once a day. Raises FetchError when they cannot be had now: then nothing may be fetched."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        known = self._robots.get(site)
        if known is None or known.until < time.monotonic():
            known = _Known(self._ask_robots(site), time.monotonic() + ROBOTS_S)
            self._robots[site] = known
        return known.robots

    def _ask_robots(self, site: str) -> Robots:
        try:
            return Robots.parse(ask(WebRequest(f"{site}/robots.txt"), self._web).data)
        except FetchError as error:
            if error.passing:
                raise FetchError(f"robots.txt: {error}", passing=True, retry_after_s=error.retry_after_s) from error
            if str(error).startswith("refused"):
                raise
        except RecordError:  # a file that large is none
            pass
        return Robots.parse(b"")

    def _look(self, job: FeedJob, pause_s: float) -> Look:
        headers = {"Accept": FEED_ACCEPT}
        if job.condition.etag:
            headers["If-None-Match"] = job.condition.etag
        if job.condition.last_modified:
            headers["If-Modified-Since"] = job.condition.last_modified
        answer = ask(WebRequest(job.url, headers), self._polite)
        if answer.status == 304:
            return Look(None, job.condition)
        listing = self._listing(answer, job.feed.kind)
        condition = Condition(answer.headers.get("etag"), answer.headers.get("last-modified"))
        return self._read_index(listing, pause_s) if listing.further else Look(listing, condition)

    def _read_index(self, index: Listing, pause_s: float) -> Look:
        """The items of the sitemaps that an index names. It is asked for anew each time: that it is unchanged says nothing of them."""
        items: dict[str, Item] = {}
        failed: RecordError | None = None
        read = 0
        for url in index.further[:MAX_SITEMAPS]:
            time.sleep(pause_s)
            try:
                self._require_welcome(url)
                for item in self._listing(ask(WebRequest(url, {"Accept": FEED_ACCEPT}), self._polite), FeedKind.SITEMAP).items:
                    items.setdefault(item.key, item)
                read += 1
            except RecordError as error:
                failed = error
        if failed is not None and not read:
            raise failed
        return Look(Listing(tuple(items.values())), Condition())

    def _listing(self, answer: WebAnswer, kind: FeedKind) -> Listing:
        return read_listing(answer.data, answer.url, kind, answer.charset, self._manners.max_bytes * 10)

    def _fetch(self, job: ItemJob) -> Report:
        answer = ask(WebRequest(job.url, media_types=ARTICLE_TYPES), self._polite)
        page = Page(answer.data, answer.url, answer.media_type, answer.charset, answer.fetched_at)
        feed = job.feed
        published = None if _is_ahead(job.published, answer.fetched_at) else job.published
        return read_article(page, IngestOptions(published=published, outlet=feed.outlet, language=feed.language))


def _is_ahead(when: dt.datetime | dt.date | None, now: dt.datetime) -> bool:
    """Whether a day of publication lies more than a day ahead, and so tells nothing."""
    if when is None:
        return False
    day = when.date() if isinstance(when, dt.datetime) else when
    return day > now.date() + dt.timedelta(days=1)
