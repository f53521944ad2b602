from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from counterclaim.records.models import Record, Span
from counterclaim.views.page import HUES, render_page, web_address
from records_by_hand import TEXT, border_record, empty_record

VOID = {"meta", "link", "br", "img", "input", "hr"}


class Reading(HTMLParser):
    """What a browser would make of the page: balance of tags, ids, references, and the report's text as shown."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.ids: list[str] = []
        self.claims: set[str] = set()
        self.attributes: list[tuple[str, str, str | None]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.attributes += [(tag, name, value) for name, value in attrs]
        self.ids += [given["id"] or ""] if "id" in given else []
        self.claims.update((given.get("data-claims") or "").split())
        if tag not in VOID:
            self.open.append((tag, given))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        classes = [str(given.get("class")) for _, given in self.open]
        if "text" in classes and not any(name.startswith("tag ") for name in classes):
            self.text += data


@pytest.fixture(scope="module")
def page() -> str:
    return render_page([border_record()])


def with_text(record: Record, text: str, **known: object) -> Record:
    return record.model_copy(update={"report": record.report.model_copy(update={"text": text, **known})})


def test_is_well_formed_and_every_mark_leads_to_a_card(page: str) -> None:
    reading = Reading(page)
    assert reading.open == []
    assert len(reading.ids) == len(set(reading.ids))
    assert reading.claims == {f"r1-c{n}" for n in range(1, 7)} <= set(reading.ids)


def test_shows_the_text_to_the_letter(page: str) -> None:
    assert Reading(page).text == TEXT


def test_shows_each_claim_with_its_details_and_in_the_table(page: str) -> None:
    assert page.count('<article class="card') == 6
    assert page.count('<tr class="h') == 6
    for words in (
        "Sotk, Gegharkunik, ARM (40.20 N 45.87 E, settlement)",
        "at least 5 wounded · military · Armenia (ARM)",
        "against own interest",
    ):
        assert words in page
    assert '<span class="mark">planned</span>' in page
    assert '<span class="mark">background</span>' in page


def test_names_every_claimant_once_in_the_legend(page: str) -> None:
    legend = page.split('class="legend"')[1].split("</ul>", maxsplit=1)[0]
    assert [re.sub("<.*?>", "", part).strip() for part in legend.split("<li>")[1:]] == [
        "Armenia, defence ministry (ARM:MIL) 2",
        "Azerbaijan (AZE) 1",
        "Other media 1",
        "The report itself 2",
    ]


def test_marks_can_be_reached_with_the_keyboard(page: str) -> None:
    reading = Reading(page)
    named = [value for tag, name, value in reading.attributes if tag == "button" and name == "aria-label"]
    assert len(named) == 6
    assert named[0] == "claim c1: Armenia, defence ministry (ARM:MIL) accuses"


def test_loads_nothing_and_allows_only_its_own_script(page: str) -> None:
    reading = Reading(page)
    assert not [a for a in reading.attributes if a[1] in {"src", "style"} or a[1].startswith("on") or a[0] in {"link", "iframe", "img"}]
    policy = next(value for tag, name, value in reading.attributes if tag == "meta" and name == "content" and "default-src" in str(value))
    script = page.split("<script>")[1].split("</script>", maxsplit=1)[0]
    style = page.split("<style>")[1].split("</style>", maxsplit=1)[0]
    for content in (script, style):
        assert f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'" in str(policy)
    assert "unsafe" not in str(policy)
    assert "url(" not in style and "@import" not in style
    assert "prefers-color-scheme: dark" in style


def test_everything_from_the_report_is_escaped() -> None:
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
    record = border_record()
    actor = record.claims[0].claimant.model_copy(update={"name": evil})
    claims = (record.claims[0].model_copy(update={"claimant": actor}), *record.claims[1:])
    agreements = (record.agreements[0].model_copy(update={"name": evil}),)
    skipped = (record.skipped[0].model_copy(update={"what": evil, "reason": evil}),)
    hostile = with_text(record, evil + TEXT[len(evil) :], title=evil, outlet=evil, url="javascript:alert(3)", language='en" onclick="x')
    hostile = hostile.model_copy(update={"claims": claims, "agreements": agreements, "skipped": skipped})
    page = render_page([hostile, record])
    reading = Reading(page)
    assert reading.open == []
    assert page.count("<script>") == 1
    assert "<img" not in page
    assert not [a for a in reading.attributes if a[1].startswith("on") or (a[1] == "href" and str(a[2]).startswith("javascript"))]


def test_overlapping_claims_share_their_passage() -> None:
    record = border_record()
    first = record.claims[0].content[0]
    inner = record.claims[1].model_copy(update={"content": (Span(start=first.start + 4, end=first.end + 20),)})
    page = render_page([record.model_copy(update={"claims": (record.claims[0], inner)})])
    assert 'data-claims="r1-c1 r1-c2"' in page
    assert Reading(page).text == TEXT


def test_control_characters_are_shown_and_astral_ones_kept() -> None:
    record = with_text(empty_record(), "\U0001f54a peace\x00\x1b[0m")
    assert Reading(render_page([record])).text == "\U0001f54a peace\ufffd\ufffd[0m"


def test_several_reports_are_sections_with_an_index() -> None:
    page = render_page([border_record(), empty_record(), border_record()])
    reading = Reading(page)
    assert {"r1", "r2", "r3", "r1-c1", "r3-c1"} <= set(reading.ids)
    assert len(reading.ids) == len(set(reading.ids))
    assert "<title>3 reports" in page
    assert page.count('<a href="#r') >= 3
    assert "No attributed claims found." in page


def test_more_claimants_than_colours_start_over() -> None:
    record = border_record()
    claims = tuple(
        record.claims[0].model_copy(
            update={"id": f"c{n}", "claimant": record.claims[0].claimant.model_copy(update={"id": f"P{n}", "party": f"P{n}"})}
        )
        for n in range(1, HUES + 2)
    )
    page = render_page([record.model_copy(update={"claims": claims})])
    assert page.count(f'key h{HUES - 1}"') == 1
    assert page.count('key h0"') == 2


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("http://[bad", None),
        (None, None),
    ],
)
def test_only_web_addresses_become_links(url: str | None, address: str | None) -> None:
    assert web_address(url) == address
