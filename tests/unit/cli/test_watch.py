from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterclaim.cli import OK, SOME_FAILED, WRONG_USE, main
from loopback_web import Answer, Server, serve

FEED = """<rss version="2.0"><channel><title>Wire</title>
<item><title>One</title><link>/none</link><pubDate>Fri, 12 May 2023 10:00:00 GMT</pubDate></item></channel></rss>"""


@pytest.fixture
def web() -> Iterator[Server]:
    with serve() as server:
        server.answers["/feed"] = Answer(FEED.encode(), headers={"Content-Type": "application/rss+xml"})
        yield server


@pytest.fixture
def feeds(web: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A feeds file whose one feed has one item, which is not there: nothing has to be read."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("COUNTERCLAIM_DB", str(tmp_path / "desk.sqlite"))
    path = tmp_path / "feeds.toml"
    settings = '[watch]\ndelay_s = 0\nallow_hosts = ["127.0.0.1"]\n[[feed]]\nname = "wire"\n'
    path.write_text(f'{settings}url = "{web.url("/feed")}"\n', encoding="utf-8")
    return path


def test_one_round_and_how_the_feed_does(feeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["watch", str(feeds), "--once"]) == OK
    assert capsys.readouterr().err == "counterclaim: 1 look at feeds, 1 item: 1 skipped\n"
    assert main(["status"]) == OK
    shown = capsys.readouterr().out
    assert "feeds:\n  wire: newest item " in shown
    assert "asked 0 minutes ago; 1 skipped" in shown


def test_the_log_as_json(feeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["watch", str(feeds), "--once", "--log-json"]) == OK
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines() if line.startswith("{")]
    item = next(line for line in lines if "state" in line)
    assert (item["feed"], item["state"], item["reason"]) == ("wire", "skipped", "the server answered status 404 Not Found")
    assert item["level"] == "info"


def test_a_dead_feed_ends_the_round_with_1_and_is_seen_in_the_status(feeds: Path, web: Server, capsys: pytest.CaptureFixture[str]) -> None:
    web.answers["/feed"] = Answer(status=500)
    feeds.write_text(feeds.read_text().replace("delay_s = 0", "delay_s = 0\ndead_after = 1"), encoding="utf-8")
    assert main(["watch", str(feeds), "--once"]) == SOME_FAILED
    told = capsys.readouterr().err
    assert "the feed wire is dead: 1 tries in a row failed" in told
    assert "counterclaim: feed wire: dead since " in told
    assert main(["status"]) == OK
    assert "the server answered status 500 Internal Server Error (1 try)" in capsys.readouterr().out


def test_a_feed_that_robots_may_not_read_ends_the_round_with_1_until_it_is_taken_out(
    feeds: Path, web: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    web.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /feed\n", headers={"Content-Type": "text/plain"})
    for _ in range(2):  # in the second round it is in its back-off and not asked: it is not read all the same
        assert main(["watch", str(feeds), "--once"]) == SOME_FAILED
        assert "counterclaim: feed wire: not read: robots.txt of 127.0.0.1 does not allow it (1 try)" in capsys.readouterr().err
    web.answers["/other"] = Answer(FEED.encode(), headers={"Content-Type": "application/rss+xml"})
    feeds.write_text(feeds.read_text().replace('"wire"', '"other"').replace("/feed", "/other"), encoding="utf-8")
    assert main(["watch", str(feeds), "--once"]) == OK


def test_a_file_that_makes_no_sense(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text("[watch]\n", encoding="utf-8")
    assert main(["watch", str(path)]) == WRONG_USE
    assert "feed: Field required" in capsys.readouterr().err


@pytest.mark.slow
def test_a_watch_ends_cleanly_when_it_is_told_to(feeds: Path) -> None:
    code = "import sys; from counterclaim.cli import main; sys.exit(main())"
    arguments = [sys.executable, "-c", code, "watch", str(feeds), "--log-json"]
    with subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True, env=os.environ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if '"state": "skipped"' in line:
                break
        process.send_signal(signal.SIGTERM)
        rest = process.stderr.read()
        assert process.wait(timeout=30) == OK
    assert "counterclaim: 1 look at feeds, 1 item: 1 skipped" in rest
