"""Reports that the desk has looked at whole, written as a group of the gold corpus."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from counterclaim.store.store import Store


def write_gold(store: Store, folder: Path) -> int:
    """Writes the reports of which every claim was confirmed, corrected or rejected; `counterclaim eval --gold` reads the folder.

    Raises ConfigError when the folder cannot be written.
    """
    from counterclaim.cli.output import replace_file
    from counterclaim.errors import ConfigError
    from counterclaim.records.filenames import file_stem
    from counterclaim.review.gold import GROUP, gold_group, gold_report

    with store.reading() as desk:
        records = desk.records(desk.reviewed())
        homes = {f"{r.report.id}/{c.id}": desk.incidents_of(f"{r.report.id}/{c.id}") for r in records for c in r.claims}
        incidents = [desk.incident(name) for name in sorted({home for some in homes.values() for home in some})]
    target = folder / GROUP
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"{target} cannot be made: {error.strerror}") from error
    for record in records:
        head = record.report.id
        inside = {c.id: homes[f"{head}/{c.id}"][0] for c in record.claims if homes[f"{head}/{c.id}"]}
        name = file_stem(head)
        replace_file(target / f"{name}.txt", record.report.text)
        replace_file(target / f"{name}.json", json.dumps(gold_report(record, inside), ensure_ascii=False, indent=1) + "\n")
    replace_file(target / "group.json", json.dumps(gold_group(incidents), ensure_ascii=False, indent=1) + "\n")
    click.echo(f"wrote {len(records)} reports to {target}", err=True)
    return 0
