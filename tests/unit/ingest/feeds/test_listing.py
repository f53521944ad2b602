from __future__ import annotations

import datetime as dt
import gzip
import json

import pytest

from counterclaim.errors import RecordError
from counterclaim.ingest.feeds import FeedKind, read_listing

URL = "https://news.example/feeds/world"

RSS = """<?xml version="1.0" encoding="{charset}"?>
<rss version="2.0"><channel><title>Highland &amp; Wire</title><link>https://news.example/</link>
<item><title>Shelling at Köy &lt;b&gt;again&lt;/b&gt;</title><link>/a?utm_source=rss</link>
<pubDate>Fri, 12 May 2023 14:30:00 +0400</pubDate></item>
<item><title>Other</title><guid isPermaLink="true">https://news.example/b</guid></item>
<item><title>Twice</title><link>https://news.example/a#top</link></item>
<item><title>No link</title></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>
<entry><title type="html">Talks &amp;amp; more</title><link href="../c"/><published>2023-05-12T10:00:00Z</published>
<updated>{updated}</updated></entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Wire</title></channel>
<item rdf:about="https://news.example/d"><title>D</title><link>https://news.example/d</link><dc:date>2023-05-12</dc:date></item></rdf:RDF>"""

SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://news.example/e </loc><lastmod>2023-05-14</lastmod><news:news>
<news:publication_date>2023-05-12T08:00:00+00:00</news:publication_date>
<news:title>E and more</news:title></news:news></url><url><loc>https://news.example/f</loc><lastmod>2023-05-14</lastmod></url></urlset>"""

INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://news.example/s1.xml.gz</loc></sitemap></sitemapindex>"""

PAGE = """<html><head><title>World news</title><link rel="alternate" type="application/rss+xml" href="/rss"></head><body>
<nav><a href="/world">World</a></nav><a href="/g"><img></a><a href="/g">Four killed in border clash</a>
<a href="https://elsewhere.example/h">An advertisement that has many words</a>
<a href="javascript:x()">Click here for very much more</a></body></html>"""


def urls(text: str, kind: FeedKind = FeedKind.AUTO) -> list[str]:
    return [item.url for item in read_listing(text.encode(), URL, kind).items]


def refusal(data: bytes, kind: FeedKind = FeedKind.AUTO) -> str:
    with pytest.raises(RecordError) as caught:
        read_listing(data, URL, kind)
    return str(caught.value)


@pytest.mark.parametrize(
    ("charset", "declared"), [("utf-8", None), ("iso-8859-1", None), ("utf-8", "iso-8859-1"), ("windows-1252", "windows-1252")]
)
def test_rss_in_any_character_set(charset: str, declared: str | None) -> None:
    listing = read_listing(RSS.format(charset=charset).encode(charset), URL, FeedKind.AUTO, declared)
    assert [item.url for item in listing.items] == ["https://news.example/a", "https://news.example/b"]
    assert listing.title == "Highland & Wire"
    first = listing.items[0]
    assert first.title == "Shelling at Köy again"
    assert first.published == dt.datetime(2023, 5, 12, 10, 30, tzinfo=dt.UTC)
    assert listing.items[1].published is None


def test_a_declaration_that_is_wrong() -> None:
    data = RSS.format(charset="utf-16").encode()
    assert read_listing(data, URL, FeedKind.AUTO).items[0].title == "Shelling at Köy again"


def test_utf_16() -> None:
    assert read_listing(RSS.format(charset="utf-16").encode("utf-16"), URL, FeedKind.AUTO).items[0].title == "Shelling at Köy again"


def test_atom_and_its_versions() -> None:
    one, same, other = (
        read_listing(ATOM.format(updated=when).encode(), URL, FeedKind.AUTO).items[0] for when in ("2023-05-12", "2023-05-12", "2023-05-13")
    )
    assert one == same
    assert (one.url, one.title) == ("https://news.example/c", "Talks & more")
    assert one.version != other.version


def test_rdf() -> None:
    assert urls(RDF) == ["https://news.example/d"]


def test_json_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Wire",
        "items": [{"id": "1", "url": "/i", "date_published": "2023-05-12T08:00:00Z"}, "x", {"id": "https://news.example/j"}, {"id": "3"}],
    }
    listing = read_listing(json.dumps(feed).encode(), URL, FeedKind.AUTO)
    assert [item.url for item in listing.items] == ["https://news.example/i", "https://news.example/j", "https://news.example/feeds/3"]
    assert listing.items[0].published == dt.datetime(2023, 5, 12, 8, tzinfo=dt.UTC)
    assert refusal(b'{"items": 3}').startswith("not a feed")
    assert refusal(b'{"items": [').startswith("not a feed")


def test_sitemaps() -> None:
    listing = read_listing(gzip.compress(SITEMAP.encode()), URL, FeedKind.SITEMAP)
    assert [item.url for item in listing.items] == ["https://news.example/e", "https://news.example/f"]
    assert listing.items[0].published == dt.datetime(2023, 5, 12, 8, tzinfo=dt.UTC)
    assert listing.items[0].title == "E and more"
    assert listing.items[1].published is None
    assert read_listing(INDEX.encode(), URL, FeedKind.AUTO).further == ("https://news.example/s1.xml.gz",)
    assert urls("https://news.example/a\nhttps://news.example/b", FeedKind.SITEMAP) == ["https://news.example/a", "https://news.example/b"]


def test_a_gzip_bomb_is_cut_off() -> None:
    with pytest.raises(RecordError, match="too large"):
        read_listing(gzip.compress(b"x" * 2_000_000), URL, FeedKind.SITEMAP, max_bytes=1_000_000)


def test_a_listing_page() -> None:
    listing = read_listing(PAGE.encode(), URL, FeedKind.PAGE)
    assert [(item.url, item.title) for item in listing.items] == [("https://news.example/g", "Four killed in border clash")]


def test_a_page_where_a_feed_was_meant() -> None:
    assert refusal(PAGE.encode()) == "not a feed but a page; it names the feed https://news.example/rss"
    assert "kind = 'page'" in refusal(b"<!DOCTYPE html><p>words</p>")


@pytest.mark.parametrize("wide", [False, True])
def test_entities_are_refused(wide: bool) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss version="2.0"><channel/></rss>'
    outside = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss version="2.0"><channel><title>&x;</title></channel></rss>'
    for text in (bomb, outside):
        assert refusal(text.encode("utf-16" if wide else "utf-8")) == "refused: the document declares XML entities"


def test_an_outer_dtd_is_not_loaded() -> None:
    text = RSS.format(charset="utf-8").replace("<rss", '<!DOCTYPE rss PUBLIC "-//N//DTD" "https://127.0.0.1:1/rss.dtd"><rss', 1)
    assert len(urls(text)) == 2


@pytest.mark.parametrize(
    "data", [b"\x00\x01", b"", b"words and more words", b"<svg/>", b"%PDF-1.4", b"/etc/hostname", b"https://127.0.0.1:1/"]
)
def test_no_feed(data: bytes) -> None:
    assert refusal(data)


def test_broken_xml_gives_what_it_has() -> None:
    text = RSS.format(charset="utf-8").replace("&amp;", "&").replace("</channel></rss>", "")
    assert urls(text) == ["https://news.example/a", "https://news.example/b"]
