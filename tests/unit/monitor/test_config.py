from __future__ import annotations

import re
from pathlib import Path

import pytest

from counterclaim.alerts.rules import load_rules
from counterclaim.errors import ConfigError
from counterclaim.monitor.config import Manners, load_feeds
from counterclaim.monitor.lock import only_watch

DOCS = Path(__file__).parents[3] / "docs"


def refusal(tmp_path: Path, text: str) -> str:
    path = tmp_path / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_feeds(path)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "feed: Field required"),
        ('[[feed]]\nname = "a"\nurl = "ftp://a.example/"', "feed.1.url: is no http or https address"),
        ('[[feed]]\nname = "a b"\nurl = "https://a.example/"', "feed.1.name"),
        ('[[feed]]\nname = "a"\nurl = "https://a.example/"\nkind = "blog"', "feed.1.kind"),
        ('[[feed]]\nname = "a"\nurl = "https://a.example/"\ninclude = ["("]', "is no regular expression"),
        ('[watch]\ndelay = 1\n[[feed]]\nname = "a"\nurl = "https://a.example/"', "watch.delay: Extra inputs"),
        ('[[feed]]\nname = "a"\nurl = "https://a.example/"\n' * 2, "two feeds are called a"),
    ],
)
def test_what_makes_no_sense_is_named(tmp_path: Path, text: str, reason: str) -> None:
    assert reason in refusal(tmp_path, text)


def test_filters(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text('[[feed]]\nname = "a"\nurl = "https://a.example/"\ninclude = ["/world/"]\nexclude = ["/live/"]', encoding="utf-8")
    feed = load_feeds(path).feed[0]
    assert feed.takes("https://a.example/world/1")
    assert not feed.takes("https://a.example/world/live/1")
    assert not feed.takes("https://a.example/sport/1")


@pytest.mark.parametrize(("page", "load"), [("feeds.md", load_feeds), ("alerts.md", load_rules)])
def test_the_examples_of_the_docs_load(tmp_path: Path, page: str, load: object) -> None:
    examples = re.findall(r"```toml\n(.*?)```", (DOCS / page).read_text(encoding="utf-8"), re.DOTALL)
    assert examples
    for example in examples:
        path = tmp_path / "example.toml"
        path.write_text(example, encoding="utf-8")
        load(path)  # type: ignore[operator]


def test_every_setting_is_documented() -> None:
    text = (DOCS / "feeds.md").read_text(encoding="utf-8")
    assert [name for name in Manners.model_fields if f"`{name}`" not in text] == []


def test_one_watch_at_a_time(tmp_path: Path) -> None:
    with only_watch("desk.sqlite", tmp_path):
        with only_watch("other.sqlite", tmp_path):
            pass
        with pytest.raises(ConfigError, match="another watch of desk.sqlite is running"), only_watch("desk.sqlite", tmp_path):
            pass
    with only_watch("desk.sqlite", tmp_path):
        pass
