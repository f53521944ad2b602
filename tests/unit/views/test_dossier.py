from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re

import pytest

from counterclaim.incidents.compare import compare
from counterclaim.records.models import Record
from counterclaim.records.words import Kind, Stance
from counterclaim.views.dossier import SHAPES, render_dossier
from incidents_by_hand import FRIDAY, Saying, harm, record
from page_reading import Reading

TALKS = Saying(claimant="RUS", kind=Kind.TALKS, initiators=(), targets=(), where=None, days=None)
RECORDS = [
    record("aaaa1", Saying(claimant="ARM:MIL", harm=(harm(1, "ARM"),)), published=FRIDAY),
    record("bbbb2", Saying(claimant="AZE:MIL", initiators=("ARM",), targets=("AZE",))),
    record("cccc3", Saying(claimant="ARM:MIL", harm=(harm(2, "ARM"),)), TALKS, published=None),
]


@pytest.fixture(scope="module")
def page() -> str:
    return render_dossier(compare(RECORDS, {"aaaa1": "o", "cccc3": "o"}))


def test_is_well_formed_and_every_link_leads_somewhere(page: str) -> None:
    reading = Reading(page)
    assert reading.open == []
    assert len(reading.ids) == len(set(reading.ids))
    assert {link.removeprefix("#") for link in reading.links} <= set(reading.ids)


def test_disputed_answers_are_marked_in_words_and_in_shape(page: str) -> None:
    assert '<tr class="disputed">' in page
    assert "<b>≠ disputed</b>" in page
    assert page.count('<span class="sign" aria-hidden="true">≠</span>') == 2
    assert len(re.findall(r'<td data-head="[^"]+" class="cell h\d against">', page)) == 2


def test_answers_that_were_replaced_stay_visible(page: str) -> None:
    assert '<s>1</s> <span class="mark">replaced since</span>' in page or '<s>2</s> <span class="mark">replaced since</span>' in page


def test_sources_are_folded_and_claims_stand_in_time(page: str) -> None:
    assert page.count('<span class="mark">same origin</span>') == 2
    assert "reported 12 May 2023" in page
    assert "date unknown" in page
    assert set(SHAPES) == set(Stance)
    assert len(set(SHAPES.values())) == len(Stance)


def test_loads_nothing_and_runs_nothing(page: str) -> None:
    reading = Reading(page)
    assert reading.loaded() == []
    policy = next(value for tag, name, value in reading.attributes if tag == "meta" and name == "content" and "default-src" in str(value))
    style = page.split("<style>")[1].split("</style>", maxsplit=1)[0]
    assert f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'" in str(policy)
    assert "unsafe" not in str(policy)
    assert "script-src" not in str(policy)
    assert "url(" not in style
    assert "prefers-color-scheme: dark" in style


def test_everything_from_the_reports_is_escaped() -> None:
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"

    def hostile(given: Record) -> Record:
        claims = tuple(c.model_copy(update={"claimant": c.claimant.model_copy(update={"name": evil})}) for c in given.claims)
        place = given.events[0].place
        assert place is not None
        events = (given.events[0].model_copy(update={"place": place.model_copy(update={"name": evil})}), *given.events[1:])
        known = {"title": evil, "outlet": evil, "url": "javascript:alert(3)", "text": evil + given.report.text[len(evil) :]}
        report = given.report.model_copy(update=known)
        return given.model_copy(update={"claims": claims, "events": events, "report": report})

    page = render_dossier(compare([hostile(r) for r in RECORDS], {}))
    assert Reading(page).open == []
    assert "<script" not in page
    assert "<img" not in page
    assert "javascript:" not in page


def test_the_fold_says_why() -> None:
    page = render_dossier(compare(RECORDS, {"aaaa1": "o", "cccc3": "o"}), {"cccc3": "taken over: <b>"})
    assert "<small>taken over: &lt;b&gt;</small>" in page


def test_no_incidents() -> None:
    page = render_dossier(compare([record("r1")], {}))
    assert Reading(page).open == []
    assert "No incidents found" in page


def test_campaigns_lead_to_their_incidents() -> None:
    later = FRIDAY + dt.timedelta(days=3)
    comparison = compare([record("a1", Saying(), Saying()), record("b1", Saying(days=(later, later)), published=later)], {})
    (campaign,) = comparison.campaigns
    reading = Reading(render_dossier(comparison))
    assert {campaign.id, "campaigns"} <= set(reading.ids)
    assert {link.removeprefix("#") for link in reading.links} <= set(reading.ids)
    assert reading.links.count(f"#{campaign.id}") == 1
