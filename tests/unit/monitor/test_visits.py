"""A visit keeps to the robots.txt of every site that it comes to, be it by a redirect."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from counterclaim.errors import RecordError
from counterclaim.monitor.config import Feed, Manners
from counterclaim.monitor.jobs import ItemJob
from counterclaim.monitor.visits import Visitor
from counterclaim.records.models import Report
from loopback_web import Answer, Server, serve

PAGE = Answer(b"Two soldiers were wounded near the border, the ministry said.\n" * 20)


@pytest.fixture
def sites() -> Iterator[tuple[Server, Server]]:
    """A site whose page /old leads to /new of another."""
    with serve() as one, serve() as other:
        one.answers["/old"] = Answer(status=302, headers={"Location": other.url("/new")})
        other.answers["/new"] = PAGE
        yield one, other


def visit(server: Server, path: str) -> Report | RecordError:
    manners = Manners(delay_s=0, allow_hosts=("127.0.0.1",))
    job = ItemJob(Feed(name="wire", url=server.url("/feed")), 1, server.url(path), None)
    result = Visitor(manners).do(job).result
    assert isinstance(result, Report | RecordError)
    return result


def paths(server: Server) -> list[str]:
    return [asked["path"] for asked in server.asked]


def test_a_redirect_to_another_site_is_followed_where_that_allows_it(sites: tuple[Server, Server]) -> None:
    one, other = sites
    assert isinstance(visit(one, "/old"), Report)
    assert (paths(one), paths(other)) == (["/robots.txt", "/old"], ["/robots.txt", "/new"])


def test_a_redirect_is_not_followed_where_the_other_site_does_not_allow_it(sites: tuple[Server, Server]) -> None:
    one, other = sites
    other.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /new\n")
    assert str(visit(one, "/old")) == "robots.txt of 127.0.0.1 does not allow it"
    assert paths(other) == ["/robots.txt"]


def test_nor_where_the_robots_txt_of_the_other_site_cannot_be_had(sites: tuple[Server, Server]) -> None:
    one, other = sites
    other.answers["/robots.txt"] = Answer(status=503)
    assert "robots.txt: the server answered status 503" in str(visit(one, "/old"))
    assert paths(other) == ["/robots.txt"]


def test_nor_to_a_page_of_its_own_site_that_is_not_allowed(sites: tuple[Server, Server]) -> None:
    one, _ = sites
    one.answers |= {"/from": Answer(status=301, headers={"Location": "/private"}), "/private": PAGE}
    one.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /private\n")
    assert "does not allow it" in str(visit(one, "/from"))
    assert paths(one) == ["/robots.txt", "/from"]
