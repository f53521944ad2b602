"""The ledger and the calendar on the desk: over all reports, not report by report."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from counterclaim.records.models import Agreement, Record, Report, Span, Talks
from counterclaim.records.words import Stance, TalksStatus
from counterclaim.store.store import Store
from counterclaim.web.app import make_app
from counterclaim.web.desk import Desk
from incidents_by_hand import FRIDAY, SATURDAY, Saying, record
from ledger_by_hand import ARM, AZE, day

SPAN = Span(start=0, end=8)
TRUCE = Agreement(id="a1", name="July truce", parties=(ARM, AZE), date=day(7, 28, 2021), spans=(SPAN,))
MEETING = Talks(id="t1", participants=(ARM, AZE), status=TalksStatus.SCHEDULED, time=day(5, 14), event=None, spans=(SPAN,))
CHARGE = record("r1", Saying(claimant="ARM:MIL", initiators=("AZE",), stance=Stance.ACCUSES))
DENIAL = record("r2", Saying(claimant="AZE:MIL", initiators=("AZE",), stance=Stance.DENIES), published=FRIDAY)
LATER = Record(report=Report(id="r3", text="Nothing of it", published=SATURDAY.replace(month=6), title="Later"))


MET = {"talks": (MEETING,)}


@pytest.fixture
def joined(store: Store) -> TestClient:
    with store.writing() as desk:
        desk.add(
            [
                CHARGE.model_copy(
                    update={
                        "agreements": (TRUCE.model_copy(update={"breaches": ("c1",)}),),
                        "talks": (MEETING.model_copy(update={"endangered_by": ("c1",)}),),
                    }
                ),
                DENIAL.model_copy(update={"agreements": (TRUCE,), "talks": (MEETING,)}),
                LATER,
            ]
        )
    return TestClient(make_app(Desk(store)), base_url="http://localhost")


def test_an_agreement_stands_once_with_who_alleges_what_and_what_the_accused_says(joined: TestClient) -> None:
    page = joined.get("/accords").text
    assert page.count("<h2>") == 1
    assert "A breach by AZE, alleged by ARM:MIL" in page
    assert "the accused denies it" in page
    assert 'href="/incidents/i' in page
    assert "2 reports" in page
    assert "No report speaks of such an agreement" in joined.get("/accords?party=RUS").text


def test_a_meeting_stands_once_and_is_unknown_after_a_day_that_passed_silently(joined: TestClient) -> None:
    page = joined.get("/talks").text
    assert page.count('<tr id="m') == 1
    assert "<b>unknown</b>" in page
    assert "12 May 2023: scheduled for 14 May 2023" in page
    assert ">the incident</a>" in page
    assert "No report tells of such talks" in joined.get("/talks?status=held").text


def test_a_meeting_ahead_stands_once_on_the_situation(store: Store) -> None:
    client = TestClient(make_app(Desk(store)), base_url="http://localhost")
    with store.writing() as desk:
        desk.add([CHARGE.model_copy(update=MET), DENIAL.model_copy(update=MET)])
    page = client.get("/").text
    assert page.count("14 May 2023</a>") == 1
    assert page.count('<span class="mark">scheduled</span>') == 1
    held = Record(report=Report(id="r4", text="They met then", published=SATURDAY, title="Met"), talks=(_held(),))
    with store.writing() as desk:
        desk.add([held])
    assert "No report tells of talks" in client.get("/").text


def _held() -> Talks:
    return MEETING.model_copy(update={"status": TalksStatus.HELD})


def test_the_api_gives_the_same(joined: TestClient) -> None:
    (entry,) = joined.get("/api/v1/ledger?party=ARM").json()["entries"]
    assert [(b["against"], b["reply"]) for b in entry["breaches"]] == [("AZE", "denied")]
    (meeting,) = joined.get("/api/v1/calendar?as_of=2023-05-13").json()["meetings"]
    assert (meeting["status"], len(meeting["history"]), len(meeting["threats"])) == ("scheduled", 2, 1)
    assert joined.get("/api/v1/ledger?since=2023-05-30").json()["entries"] == []
    assert len(joined.get("/api/v1/agreements").json()["items"]) == 2
