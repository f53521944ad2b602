"""Whatever a report holds, it is shown and never run."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from counterclaim.records.models import Agreement, Record, Skipped, Span, Talks
from counterclaim.records.words import TalksStatus
from counterclaim.store.store import Store
from counterclaim.store.submissions import Sent
from counterclaim.web.app import make_app
from counterclaim.web.desk import Desk, DeskOptions
from incidents_by_hand import Saying, place, record

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg onload=alert(3)>[[<b>]]{{7*7}}"


def evil_record() -> Record:
    """A record with markup in every field that takes text."""
    told = record("evil", Saying(where=place(EVIL, 40.2, 45.9)))
    text = f"{EVIL} {told.report.text} {EVIL}"
    report = told.report.model_copy(update={"text": text, "title": EVIL, "outlet": EVIL, "url": "javascript:alert(4)", "language": "en"})
    whole = Span(start=0, end=len(text))
    actor = told.events[0].targets[0].model_copy(update={"name": EVIL, "person": EVIL, "role": EVIL, "span": whole})
    event = told.events[0].model_copy(update={"initiators": (actor,), "targets": (actor,), "mediators": (actor,), "spans": (whole,)})
    claim = told.claims[0].model_copy(
        update={"claimant": actor, "relayed_by": (actor,), "content": (whole,), "cue": whole, "interest_rule": EVIL}
    )
    return told.model_copy(
        update={
            "report": report,
            "claims": (claim,),
            "events": (event,),
            "agreements": (Agreement(id="a1", name=EVIL, parties=(actor,), brokers=(actor,), breaches=("c1",), spans=(whole,)),),
            "talks": (
                Talks(
                    id="t1",
                    participants=(actor,),
                    venue=event.place,
                    status=TalksStatus.SCHEDULED,
                    event="e1",
                    endangered_by=("c1",),
                    spans=(whole,),
                ),
            ),
            "skipped": (Skipped(what=EVIL, reason=EVIL),),
        }
    )


@pytest.fixture
def evil(tmp_path: Path) -> TestClient:
    store = Store(str(tmp_path / "evil.sqlite"))
    with store.writing() as desk:
        desk.add([evil_record()])
    with store.submissions(writes=True) as waiting:
        waiting.add(Sent(text=EVIL, url="https://example.org/" + EVIL, title=EVIL, outlet=EVIL))
    return TestClient(make_app(Desk(store, DeskOptions(submit=True))), base_url="http://localhost")


def test_markup_is_inert_on_every_page(evil: TestClient) -> None:
    incident = evil.get("/api/v1/incidents").json()["items"][0]["id"]
    shown = 0
    for path in ("/", "/incidents", f"/incidents/{incident}", "/reports/evil?claim=c1", "/search", "/search?q=village", "/map", "/timeline",
                 "/accords", "/talks", "/blame", "/review", "/journal"):  # fmt: skip
        page = evil.get(path)
        assert page.status_code == 200, path
        assert "<script>alert" not in page.text, path
        assert "<img src=x" not in page.text, path
        assert "<svg onload" not in page.text, path
        assert 'href="javascript:' not in page.text, path
        assert "]]49" not in page.text, path
        shown += "&lt;script&gt;alert" in page.text
    assert shown >= 8


@pytest.mark.parametrize(
    "path", ["/search?q={}", "/incidents?q={}", "/incidents/{}", "/reports/{}", "/journal?object={}", "/accords?party={}"]
)
def test_markup_in_an_address_is_inert(evil: TestClient, path: str) -> None:
    page = evil.get(path.format("<script>alert(1)</script>"))
    assert "<script>alert" not in page.text
    assert page.status_code in (200, 404, 422)
