from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim.alerts.rules import Secret, load_rules
from counterclaim.errors import ConfigError

RULES = """
[deliver.feed]
path = "alerts.xml"

[deliver.webhook]
url = "https://hooks.desk.example/in"
secret = { env = "HOOK_SECRET" }

[[rule]]
id = "near-sotk"
near = { lat = 40.2, lon = 45.87, radius_km = 50 }
parties = ["ARM", "AZE"]
kinds = ["shelling", "armed_clash"]
casualties = { at_least = 3, effects = ["killed", "wounded"] }
disputed = true

[[rule]]
id = "surge"
about = "activity"
surge = { times = 3 }
"""


def load(tmp_path: Path, text: str) -> object:
    path = tmp_path / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return load_rules(path)


def refusal(tmp_path: Path, text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text)
    return str(caught.value).removeprefix(f"{tmp_path / 'rules.toml'}: ")


def test_a_file_of_rules(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(RULES, encoding="utf-8")
    file = load_rules(path)
    assert [rule.id for rule in file.rule] == ["near-sotk", "surge"]
    assert file.rule[1].surge is not None
    assert file.rule[1].surge.days == 28


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "rule: Field required"),
        ('[[rule]]\nid = "a"\nkind = "shelling"', "rule.1.kind: Extra inputs are not permitted"),
        ('[[rule]]\nid = "a"\nkinds = ["shooting"]', "rule.1.kinds.1: Input should be"),
        ('[[rule]]\nid = "a"\n[[rule]]\nid = "a"', "two rules are called a"),
        ('[[rule]]\nid = "a"\nabout = "activity"', "rule.1: a rule about activity has a surge, and no other has"),
        ('[[rule]]\nid = "a"\nabout = "talks"\ndisputed = true', "rule.1: a rule about talks asks for places and parties alone"),
        (
            '[[rule]]\nid = "a"\n[deliver.webhook]\nurl = "https://h.example"\nsecret = {}',
            "webhook.secret: name either env or file",
        ),
        (
            '[[rule]]\nid = "a"\n[deliver.mail]\nhost = "m.example"\nsender = "a@b.example"\nto = ["c@d.example"]\n'
            'security = "none"\nuser = "u"\npassword = { env = "P" }',
            "deliver.mail: a password is not sent over a connection without TLS",
        ),
        ("[[rule]", "is no TOML"),
    ],
)
def test_what_makes_no_sense_is_named(tmp_path: Path, text: str, reason: str) -> None:
    assert reason in refusal(tmp_path, text)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_rules(tmp_path / "none.toml")


def test_secrets_come_from_the_environment_or_a_file(tmp_path: Path) -> None:
    kept = tmp_path / "secret"
    kept.write_text("word\n", encoding="utf-8")
    assert Secret(file=kept).value({}) == "word"
    assert Secret(env="S").value({"S": "word"}) == "word"
    with pytest.raises(ConfigError, match="no secret in S"):
        Secret(env="S").value({})
    with pytest.raises(ConfigError, match="cannot be read"):
        Secret(file=tmp_path / "none").value({})
