"""`counterclaim eval --errors`: the mistakes of the claims suite, in the terminal or as a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from counterclaim.evaluation.mistakes import Mistake
    from counterclaim.views.mistakes import Case, Slot

Causes = Mapping[str, Sequence["Case"]]


def by_cause(mistakes: Iterable[Mistake]) -> Causes:
    """Mistakes as cases to show, the most frequent cause first."""
    cases: dict[str, list[Case]] = defaultdict(list)
    for mistake in mistakes:
        cases[str(mistake.cause)].append(_case(mistake))
    return dict(sorted(cases.items(), key=lambda item: -len(item[1])))


def print_mistakes(causes: Causes) -> None:
    """One line a mistake, grouped by cause."""
    from counterclaim.views.mistakes import mistake_lines

    for cause, cases in causes.items():
        click.secho(cause, bold=True)
        for line in mistake_lines(cases):
            click.echo(f"  {line}")
        click.echo()


def print_counts(causes: Causes) -> None:
    """How many mistakes each cause has, and all together."""
    for cause, cases in causes.items():
        click.echo(f"{len(cases):5d}  {cause}")
    click.echo(f"{sum(map(len, causes.values())):5d}  in all")


def write_mistakes(path: Path, causes: Causes, corpus: Path) -> None:
    """Writes the page. Raises ConfigError when it cannot be written."""
    from counterclaim.cli.output import write_file
    from counterclaim.views.mistakes import render_mistakes

    about = (
        f"Claims on the dev half of {corpus}: what the annotation (gold) has, and what was found. A claim may stand under several causes."
    )
    write_file(path, render_mistakes(causes, about))


def _case(mistake: Mistake) -> Case:
    from counterclaim.evaluation.mistakes import WHOLE, spans_of
    from counterclaim.views.mistakes import Case, excerpt

    text = mistake.report.report.text
    return Case(
        report=mistake.report.slug,
        difference=mistake.difference,
        words=mistake.words,
        slots=tuple(_slot(mistake, name) for name in dict.fromkeys((*WHOLE, *mistake.at_stake))),
        pieces=excerpt(text, spans_of(mistake.gold), spans_of(mistake.found)),
    )


def _slot(mistake: Mistake, name: str) -> Slot:
    from counterclaim.evaluation.mistakes import SLOTS
    from counterclaim.views.mistakes import Slot

    gold, found = (SLOTS[name](told) if told else None for told in (mistake.gold, mistake.found))
    return Slot(name, gold, found, name in mistake.at_stake)
