"""Alerts are told once, whatever becomes of their way: kept in one transaction, sent, tried again, given up."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from counterclaim.alerts.feed_file import alert_uri
from counterclaim.alerts.mail import send_alert
from counterclaim.alerts.rules import Mail, RulesFile
from counterclaim.alerts.telling import MAIL, WEBHOOK, Teller, found_now, tell
from counterclaim.alerts.webhook import signature
from counterclaim.errors import FetchError
from counterclaim.store.alert_state import KeptAlert, delivery_counts, latest_alerts
from counterclaim.store.store import Store
from incidents_by_hand import FRIDAY, VAYK, Saying, harm, record
from loopback_mail import serve_mail

NOW = dt.datetime(2023, 5, 13, 12, tzinfo=dt.UTC)
SECRET = "a word that is kept"
ONE = record("r1", Saying(harm=(harm(4, "ARM"),)), published=FRIDAY)
SAME = record("r2", Saying(claimant="AZE:MIL", harm=(harm(5, "ARM"),)), published=FRIDAY - dt.timedelta(days=1))
BEFORE = FRIDAY - dt.timedelta(days=11)
OTHER = record("r3", Saying(where=VAYK, days=(BEFORE, BEFORE), harm=(harm(3, "ARM"),)), published=BEFORE)


@dataclass
class Hook:
    """A webhook on the loopback address: what it was sent, and what it answers."""

    url: str = ""
    status: int = 200
    asked: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def serve_hook() -> Iterator[Hook]:
    hook = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            hook.asked.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(hook.status)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        hook.url = f"http://127.0.0.1:{http.server_address[1]}/in"
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.005}, daemon=True)
        thread.start()
        yield hook
        http.shutdown()
        thread.join()


def rules(hook: Hook | None = None, **deliver: object) -> RulesFile:
    if hook is not None:
        deliver["webhook"] = {"url": hook.url, "secret": {"env": "S"}, "allow_host": True}
    return RulesFile.model_validate({"deliver": deliver, "rule": [{"id": "killed", "casualties": {"at_least": 3}, "within_days": 30}]})


@dataclass
class Hand:
    """The hand of a clock."""

    now: dt.datetime = NOW

    def __call__(self) -> dt.datetime:
        return self.now


@pytest.fixture
def hand() -> Hand:
    return Hand()


def teller(store: Store, file: RulesFile, hand: Hand) -> Teller:
    return Teller(store, file.deliver, {WEBHOOK: SECRET}, clock=hand, chance=lambda: 1.0)


def test_each_thing_is_told_once_also_when_its_incident_changes(store: Store, hand: Hand) -> None:
    with serve_hook() as hook:
        file = rules(hook)
        telling = teller(store, file, hand)
        with store.writing() as desk:
            desk.add([ONE])
        first = tell(telling, file)
        assert [alert.title for alert in first.new] == ["Shelling, Sotk, 12 May 2023"]
        assert first.sent.sent == 1
        with store.writing() as desk:
            desk.add([SAME])  # published earlier: the incident is called after it now
        with store.reading() as desk:
            assert [incident.id for incident in desk.incidents().items] != [first.new[0].subject]
        assert tell(telling, file).new == []
        with store.writing() as desk:
            desk.add([OTHER])
        assert [alert.title for alert in tell(telling, file).new] == ["Shelling, Vayk, 1 May 2023"]
        assert len(hook.asked) == 2


def test_where_nothing_has_changed_nothing_is_looked_for(store: Store, hand: Hand) -> None:
    file = rules()
    telling = teller(store, file, hand)
    with store.writing() as desk:
        desk.add([ONE])
    later = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=1)
    hand.now = later
    longer = RulesFile.model_validate({"rule": [{"id": "killed", "casualties": {"at_least": 3}, "within_days": 36_500}]})
    assert tell(telling, longer, last=later).new == []
    assert len(tell(telling, longer, last=later - dt.timedelta(days=1)).new) == 1


def test_what_is_sent_is_signed_and_says_where_it_comes_from(store: Store, hand: Hand) -> None:
    with serve_hook() as hook:
        file = rules(hook)
        report = ONE.report.model_copy(update={"url": "https://news.example/a"})
        with store.writing() as desk:
            desk.add([ONE.model_copy(update={"report": report})])
        kept = tell(teller(store, file, hand), file).new[0]
        headers, body = hook.asked[0]
        assert headers["webhook-id"] == alert_uri(kept)
        assert headers["webhook-timestamp"] == str(int(NOW.timestamp()))
        assert headers["webhook-signature"] == signature(SECRET, alert_uri(kept), headers["webhook-timestamp"], body)
        told = json.loads(body)
        assert (told["rule"], told["subject"], told["day"]) == ("killed", kept.subject, "2023-05-12")
        assert told["links"] == ["https://news.example/a"]


def test_what_is_not_taken_is_tried_again_and_given_up(store: Store, hand: Hand, caplog: pytest.LogCaptureFixture) -> None:
    with serve_hook() as hook:
        hook.status = 503
        file = rules(hook, max_tries=3)
        with store.writing() as desk:
            desk.add([ONE])
        assert tell(teller(store, file, hand), file).sent.failed == 1
        assert tell(teller(store, file, hand), file).sent.failed == 0  # not yet
        hand.now += dt.timedelta(minutes=1)
        assert tell(teller(store, file, hand), file).sent.failed == 1
        hand.now += dt.timedelta(minutes=3)
        assert tell(teller(store, file, hand), file).sent.given_up == 1
        hand.now += dt.timedelta(days=1)
        tell(teller(store, file, hand), file)
        assert len(hook.asked) == 3
    with store.reading() as desk:
        assert delivery_counts(desk.connection) == {(WEBHOOK, "given_up"): 1}
    assert SECRET not in caplog.text
    assert SECRET not in repr(teller(store, file, hand))


def test_a_private_address_is_not_posted_to_unless_it_is_allowed(store: Store, hand: Hand) -> None:
    with serve_hook() as hook:
        file = RulesFile.model_validate({**rules().model_dump(), "deliver": {"webhook": {"url": hook.url, "secret": {"env": "S"}}}})
        with store.writing() as desk:
            desk.add([ONE])
        assert tell(teller(store, file, hand), file).sent.failed == 1
        assert hook.asked == []


def test_an_end_between_sending_and_marking_sends_again_under_the_same_name(store: Store, hand: Hand) -> None:
    class Cut(Exception):
        pass

    with serve_hook() as hook:
        file = rules(hook)
        with store.writing() as desk:
            desk.add([ONE])
        telling = teller(store, file, hand)
        telling.keep(found_now(telling, file))
        with pytest.raises(Cut):
            with_cut(store, file, Cut()).send()
        assert len(hook.asked) == 1
        telling.send()
        assert len(hook.asked) == 2
        telling.send()
    assert len(hook.asked) == 2
    assert len({headers["webhook-id"] for headers, _ in hook.asked}) == 1


def with_cut(store: Store, file: RulesFile, cut: Exception) -> Teller:
    """One that is cut off when it has sent something and is about to mark it."""

    class CutStore:
        reading = store.reading

        def writing(self) -> object:
            raise cut

    return Teller(CutStore(), file.deliver, {WEBHOOK: SECRET}, clock=lambda: NOW)  # type: ignore[arg-type]


def test_the_feed_holds_what_was_told(store: Store, hand: Hand) -> None:
    file = rules(feed={"path": "alerts.xml", "items": 1})
    telling = teller(store, file, hand)
    with store.writing() as desk:
        desk.add([ONE, OTHER])
    assert len(tell(telling, file).new) == 2
    text = telling.feed()
    assert text is not None
    assert text.count("<entry>") == 1
    with store.reading() as desk:
        assert len(latest_alerts(desk.connection, 10)) == 2
    assert teller(store, rules(), hand).feed() is None


def test_a_dry_run_keeps_nothing(store: Store, hand: Hand) -> None:
    file = rules()
    with store.writing() as desk:
        desk.add([ONE])
    telling = teller(store, file, hand)
    assert len(found_now(telling, file)) == 1
    assert len(found_now(telling, file)) == 1
    with store.reading() as desk:
        assert latest_alerts(desk.connection, 10) == []


LINKS = ("https://news.example/a",)
ALERT = KeptAlert(1, "killed", "i1", "Shelling, Sotk", "Four killed.", "2023-05-12", LINKS, "2023-05-13T12:00:00.000Z")


def test_mail_goes_over_tls_with_a_password() -> None:
    with serve_mail("desk", SECRET) as box:
        server = {"host": "localhost", "port": box.port, "user": "desk", "password": {"env": "P"}}
        mail = Mail.model_validate({**server, "sender": "desk@desk.example", "to": ["a@desk.example"]})
        send_alert(ALERT, mail, SECRET, box.trust)
        assert box.secured == [True]
        assert box.messages[0]["Subject"] == "[killed] Shelling, Sotk"
        assert "https://news.example/a" in str(box.messages[0].get_payload())
        with pytest.raises(FetchError, match="did not take user and password") as caught:
            send_alert(ALERT, mail, "another word", box.trust)
        assert "another word" not in str(caught.value)
        box.answer = "451 later"
        with pytest.raises(FetchError, match="did not take it"):
            send_alert(ALERT, mail, SECRET, box.trust)
        with pytest.raises(FetchError):  # nobody vouches for this certificate
            send_alert(ALERT, mail, SECRET)
        assert len(box.messages) == 1


def test_mail_is_a_channel(store: Store, hand: Hand) -> None:
    mail = {"host": "localhost", "port": 1, "sender": "desk@desk.example", "to": ["a@desk.example"], "timeout_s": 1}
    file = rules(mail=mail)
    with store.writing() as desk:
        desk.add([ONE])
    assert tell(teller(store, file, hand), file).sent.failed == 1
    with store.reading() as desk:
        assert delivery_counts(desk.connection) == {(MAIL, "pending"): 1}
