"""A web of many small sites on the loopback address, with all kinds of trouble, for the tests of watching.

Site n is the host `siteN.test`; a resolver maps every such name to the loopback address.
"""

from __future__ import annotations

import gzip
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from counterclaim.monitor.config import Feed, FeedsFile, Manners


class Trouble(StrEnum):
    """What is wrong with an item, if anything."""

    NONE = "none"
    HTML = "html"
    LATIN = "latin"
    MOVED = "moved"
    SAME_TEXT = "same text"
    TRACKED = "tracked"
    HANGS = "hangs"
    DRIPS = "drips"
    HALF = "half"
    BUSY = "busy"
    BROKEN = "broken"
    GONE = "gone"
    LOOP = "loop"
    BOMB = "bomb"
    PDF = "pdf"
    PAYWALL = "paywall"
    CONSENT = "consent"
    EMPTY = "empty"
    FORBIDDEN = "forbidden"


TROUBLES = tuple(Trouble)[1:]
STATUSES = {Trouble.BUSY: 503, Trouble.BROKEN: 500, Trouble.GONE: 404}
REDIRECTS = {Trouble.LOOP: "/loop", Trouble.MOVED: "/moved/{item}", Trouble.CONSENT: "/gdpr-consent/consent"}
PASSING = frozenset({Trouble.HANGS, Trouble.DRIPS, Trouble.HALF, Trouble.BUSY, Trouble.BROKEN})
"""Trouble that a second try may find gone."""
COPIES = frozenset({Trouble.SAME_TEXT})
SKIPPED = frozenset(set(TROUBLES) - PASSING - COPIES - {Trouble.HTML, Trouble.LATIN, Trouble.MOVED, Trouble.TRACKED})
BODY = "Soldiers of both sides exchanged fire near the village of Köy on Friday, the ministry said in a statement."
WORDS = """border village ministry soldier mortar convoy bridge river harvest market teacher doctor station railway tunnel window
mountain valley forest orchard shepherd letter minister council meeting answer question winter summer morning evening night hospital
school church mosque tower garden kitchen engine driver driven carried opened closed started finished quickly slowly northern southern
eastern western quiet heavy light broken empty crowded distant narrow wide after before during against under above
between without""".split()
"""Reports are told apart by words and numbers of chance: of the same words they would be copies of one another."""


@dataclass
class Site:
    """One site: its items by number, and what is wrong with each."""

    number: int
    items: dict[int, Trouble] = field(default_factory=dict)
    edition: int = 1
    newest_first: bool = True
    form: str = "rss"
    healed: bool = False

    @property
    def host(self) -> str:
        return f"site{self.number}.test"

    def text(self, item: int) -> str:
        """What the article says; that of an item with the text of another is that one's."""
        told = item - 1 if self.items[item] in COPIES else item
        edition = self.edition_of(told)
        chance = random.Random(f"{self.number} {told} {edition}")
        words = [" ".join(chance.choices(WORDS, k=2)) + f" {chance.randrange(10**9)}" for _ in range(6)]
        return f"Köy {self.number} {told} {edition}\n\n{' '.join(words)}."

    def edition_of(self, item: int) -> int:
        return self.edition if item % 10 == 0 else 1

    def path(self, item: int) -> str:
        kind = self.items[item]
        folder = "private" if kind is Trouble.FORBIDDEN else "a"
        return f"/{folder}/{item}" + ("?utm_source=feed&utm_medium=rss" if kind is Trouble.TRACKED else "")


@dataclass
class TroubleWeb:
    """All sites; what was asked of each is counted."""

    sites: dict[str, Site]
    port: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def file(self, manners: dict[str, object]) -> FeedsFile:
        """The feeds file for all sites."""
        allowed = tuple(self.sites)
        feeds = tuple(
            Feed.model_validate({"name": f"site{site.number}", "url": f"http://{site.host}:{self.port}/feed", "kind": kind_of(site)})
            for site in self.sites.values()
        )
        return FeedsFile(watch=Manners.model_validate({"allow_hosts": allowed, "delay_s": 0, **manners}), feed=feeds)


def kind_of(site: Site) -> str:
    return {"sitemap": "sitemap", "page": "page"}.get(site.form, "auto")


def content_of(kind: Trouble, text: str) -> tuple[bytes, str]:
    """What the server gives of an item, and as which media type; a character set that is declared wrong for `LATIN`."""
    title, _, body = text.partition("\n\n")
    found = {
        Trouble.PDF: (b"%PDF-1.4", "application/pdf"),
        Trouble.EMPTY: (b"  ", "text/plain"),
        Trouble.LATIN: (text.encode("latin-1"), "text/plain; charset=utf-8"),
        Trouble.PAYWALL: (f"<html><body><p>{BODY} Subscribe to continue reading.</p></body></html>".encode(), "text/html; charset=utf-8"),
        Trouble.HTML: (f"<html><title>{title}</title><body><p>{body}</p></body></html>".encode(), "text/html; charset=utf-8"),
    }
    return found.get(kind, (text.encode(), "text/plain; charset=utf-8"))


def resolver(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


def feed_of(site: Site, port: int) -> tuple[bytes, str]:
    """The site's feed in its format, with its media type."""
    numbers = sorted(site.items, reverse=site.newest_first)
    base = f"http://{site.host}:{port}"
    entries = [(f"{base}{site.path(n)}", f"Report {n} of site {site.number}, edition {site.edition_of(n)}") for n in numbers]
    if site.form == "json":
        items = [{"url": url, "title": title} for url, title in entries]
        return json.dumps(
            {"version": "https://jsonfeed.org/version/1.1", "title": site.host, "items": items}
        ).encode(), "application/feed+json"
    escaped = [(url.replace("&", "&amp;"), title) for url, title in entries]
    if site.form == "sitemap":
        pages = "".join(f"<url><loc>{url}</loc><lastmod>2023-05-{site.edition:02}</lastmod></url>" for url, _ in escaped)
        return gzip.compress(f"<urlset>{pages}</urlset>".encode()), "application/gzip"
    if site.form == "page":
        links = "".join(f'<p><a href="{url}">{title}</a></p>' for url, title in escaped)
        return f"<html><body>{links}</body></html>".encode(), "text/html"
    if site.form == "atom":
        found = "".join(f"<entry><title>{t}</title><link href='{u}'/><updated>2023-05-12T00:00:00Z</updated></entry>" for u, t in escaped)
        return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Köy</title>{found}</feed>".encode(), "application/atom+xml"
    found = "".join(f"<item><title>{t}</title><link>{u}</link><pubDate>Fri, 12 May 2023 10:00:00 GMT</pubDate></item>" for u, t in escaped)
    text = f"<?xml version='1.0' encoding='iso-8859-1'?><rss version='2.0'><channel><title>Köy</title>{found}</channel></rss>"
    return text.encode("latin-1"), "application/rss+xml"


@contextmanager
def serve_trouble(sites: list[Site], hang_s: float) -> Iterator[TroubleWeb]:
    web = TroubleWeb({site.host: site for site in sites})

    class Server(ThreadingHTTPServer):
        request_queue_size = 128
        daemon_threads = True
        block_on_close = False

        def handle_error(self, request: object, client_address: object) -> None:
            pass  # a client that was killed is no news

    with Server(("127.0.0.1", 0), _handler(lambda: web, hang_s)) as http:
        web.port = http.server_address[1]
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.005}, daemon=True)
        thread.start()
        yield web
        http.shutdown()
        thread.join()


def _handler(web: Callable[[], TroubleWeb], hang_s: float) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = web()
            host = self.headers["Host"].partition(":")[0]
            with known.lock:
                known.asked[f"{host}{self.path}"] += 1
            try:
                self._answer(known, known.sites[host])
            except OSError:
                self.close_connection = True

        def _answer(self, known: TroubleWeb, site: Site) -> None:
            path = self.path.partition("?")[0]
            if path == "/robots.txt":
                self._say(b"User-agent: *\nDisallow: /private/\n", "text/plain")
            elif path == "/feed":
                body, media_type = feed_of(site, known.port)
                self._say(body, media_type)
            elif path.endswith("/consent"):
                self._say(b"<html><title>x</title><body><p>Words that say nothing.</p></body></html>", "text/html")
            elif path.startswith("/moved/"):
                self._say(site.text(int(path.rpartition("/")[2])).encode(), "text/plain; charset=utf-8")
            elif path == "/loop":
                self._redirect("/loop")
            else:
                self._item(site, int(path.rpartition("/")[2]))

        def _item(self, site: Site, item: int) -> None:
            kind = Trouble.NONE if site.healed and site.items[item] in PASSING else site.items[item]
            text = site.text(item)
            if kind in (Trouble.HANGS, Trouble.DRIPS):
                self._wait(hang_s, drip=kind is Trouble.DRIPS)
            elif kind in STATUSES:
                self._status(STATUSES[kind], {"Retry-After": "0"})
            elif kind in REDIRECTS:
                self._redirect(REDIRECTS[kind].format(item=item))
            elif kind is Trouble.HALF:
                self._say(text.encode()[:50], "text/plain", length=len(text.encode()))
            elif kind is Trouble.BOMB:
                self._say(gzip.compress(b"x" * 3_000_000), "text/plain", encoding="gzip")
            else:
                self._say(*content_of(kind, text))

        def _say(self, body: bytes, media_type: str, length: int | None = None, encoding: str | None = None) -> None:
            self.send_response(200)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body) if length is None else length))
            if encoding:
                self.send_header("Content-Encoding", encoding)
            self.end_headers()
            self.wfile.write(body)

        def _status(self, status: int, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()

        def _redirect(self, location: str) -> None:
            self._status(302, {"Location": location})

        def _wait(self, seconds: float, *, drip: bool) -> None:
            if not drip:
                time.sleep(seconds)
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.end_headers()
            until = time.monotonic() + seconds
            while time.monotonic() < until:
                self.wfile.write(b"x")
                time.sleep(0.02)

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler
