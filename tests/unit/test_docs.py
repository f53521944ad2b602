"""Documentation is tested against the code: every command, option, field and word is told of."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

import counterclaim
from counterclaim.archive.columns import COLUMNS
from counterclaim.cli.app import app
from counterclaim.evaluation.suites import SUITES
from counterclaim.interactive.component import SpanClaim
from counterclaim.interactive.desk import Conditions
from counterclaim.interactive.reading import About
from counterclaim.records import blame, incidents, ledger, models
from counterclaim.views.comparison import CASUALTY_RULES, CONSERVATIVE, QUESTIONS, VERDICT_RULES
from counterclaim.views.schema import SCHEMAS

ROOT = Path(__file__).parents[2]
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
RECORD = (ROOT / "docs" / "record.md").read_text(encoding="utf-8")
PYTHON = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def leaves(command: click.Command, path: str) -> list[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        return [leaf for name, child in command.commands.items() for leaf in leaves(child, f"{path} {name}")]
    return [(path, command)]


ALL = leaves(app, "counterclaim")
OPTIONS = [
    (path, option)
    for path, command in ALL
    for parameter in command.params
    if isinstance(parameter, click.Option)
    for option in parameter.opts
]


@pytest.mark.parametrize("path", [path for path, _ in ALL])
def test_every_command_has_a_section_and_stands_in_the_readme(path: str) -> None:
    assert f"## {path}\n" in COMMANDS
    assert path in README


@pytest.mark.parametrize(("path", "option"), OPTIONS)
def test_every_option_is_documented(path: str, option: str) -> None:
    assert re.search(rf"`{option}[ `]", COMMANDS), f"{path} {option}"


@pytest.mark.parametrize(("path", "command"), ALL)
def test_every_command_has_an_example(path: str, command: click.Command) -> None:
    assert path in (command.epilog or "")


@pytest.mark.parametrize("suite", [suite.name for suite in SUITES])
def test_every_suite_is_documented(suite: str) -> None:
    section = COMMANDS.split("\n## counterclaim eval\n")[1].split("\n## ")[0]
    assert f"`{suite}`" in section


PARTS = [part for schema in (make() for make in SCHEMAS.values()) for part in schema["$defs"].values()]


@pytest.mark.parametrize("word", sorted({word for part in PARTS for word in part.get("enum", ())}))
def test_every_word_of_the_record_is_documented(word: str) -> None:
    assert f"`{word}`" in RECORD


@pytest.mark.parametrize(
    "model",
    [
        models.Report,
        models.Claim,
        models.Event,
        models.Harm,
        models.Actor,
        models.Place,
        models.Time,
        models.Agreement,
        models.Talks,
        incidents.Incident,
        incidents.Account,
        incidents.Casualties,
        incidents.Link,
        incidents.Campaign,
        blame.Cell,
        blame.Charge,
        ledger.Entry,
        ledger.LibraryLink,
        ledger.OwedDuty,
        ledger.Breach,
        ledger.Toll,
        ledger.Meeting,
        ledger.Standing,
    ],
)
def test_every_field_of_the_record_is_documented(model: type[models.Frozen]) -> None:
    section = RECORD.split(f"\n## {model.__name__}\n")[1].split("\n## ")[0]
    assert [field for field in model.model_fields if field != "id" and f"`{field}`" not in section] == []


@pytest.mark.parametrize("word", [*QUESTIONS, *VERDICT_RULES, *CASUALTY_RULES, CONSERVATIVE, *incidents.Answer.model_fields])
def test_every_question_and_rule_is_documented(word: str) -> None:
    assert f"`{word}`" in RECORD


def test_links_between_pages_lead_somewhere() -> None:
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


@pytest.mark.parametrize("name", [name for name in counterclaim.__all__ if name != "__version__"])
def test_every_public_name_is_documented(name: str) -> None:
    assert f"`{name}`" in PYTHON


@pytest.mark.parametrize("word", [*Conditions.__annotations__, *About.__annotations__, "published", *SpanClaim.__annotations__])
def test_every_condition_and_attribute_is_documented(word: str) -> None:
    assert re.search(rf"\b{word}\b", PYTHON)


@pytest.mark.parametrize("table", COLUMNS)
def test_every_column_of_an_archive_is_documented(table: str) -> None:
    archives = (ROOT / "docs" / "archives.md").read_text(encoding="utf-8")
    section = archives.split(f"\n**{table}**: ")[1].split("\n\n")[0]
    assert [column for column in COLUMNS[table] if f"`{column}`" not in section] == []
