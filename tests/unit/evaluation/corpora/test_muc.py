"""The measure of MUC-4: templates paired, fills counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from counterclaim.errors import ResourceError
from counterclaim.evaluation.corpora.muc import SUITE, Tally, compare, figures, measure, report_of, score
from counterclaim.evaluation.corpora.muc_data import Fill, Message, Template
from counterclaim.evaluation.counting import Counts
from counterclaim.evaluation.suite import Engines, Folders
from counterclaim.records.models import Record, Report

FRONT = Fill(("EXAMPLE FRONT", "EF"))


def template(*, optional: bool = False, kind: str = "ATTACK", more: Mapping[int, tuple[Fill, ...]] | None = None) -> Template:
    empty: dict[int, tuple[Fill, ...]] = dict.fromkeys((2, 3, 6, 7, 9, 10, 11, 18, 19, 21), ())
    return Template("DEV-MUC3-9001", optional, {**empty, 4: (Fill((kind,)),), **(more or {})})


def tallied(ours: list[Template], keys: list[Template]) -> Tally:
    tally = Tally()
    score(tally, ours, keys)
    return tally


def test_templates_are_paired_for_the_most_in_common() -> None:
    ours = [template(kind="BOMBING"), template(more={10: (FRONT,)})]
    keys = [template(more={10: (FRONT,)}), template(kind="BOMBING")]
    assert tallied(ours, keys).all_templates("type") == Counts(2, 2, 2)


def test_place_and_day_alone_make_no_pair() -> None:
    where = {2: (Fill(("03 JAN 90",)),), 3: (Fill(("PERU",)),)}
    tally = tallied([template(kind="ARSON", more=where)], [template(more=where)])
    assert tally.templates == Counts(0, 1, 1)


def test_a_spurious_template_costs_precision_in_all_templates_only() -> None:
    tally = tallied([template(), template()], [template()])
    assert tally.all_templates("type") == Counts(1, 2, 1)
    assert tally.matched_missing("type") == Counts(1, 1, 1)


def test_a_missing_template_costs_recall_in_both() -> None:
    tally = tallied([], [template(more={10: (FRONT,)})])
    assert tally.all_templates("organisation") == tally.matched_missing("organisation") == Counts(0, 0, 1)


def test_an_optional_template_that_is_missing_costs_nothing() -> None:
    tally = tallied([], [template(optional=True)])
    assert tally.all_templates("type") == Counts()
    assert tally.templates == Counts()


def test_an_optional_fill_is_wanted_only_where_it_is_found() -> None:
    key = template(more={10: (Fill(("EF",), optional=True),)})
    assert compare(template(), key)["organisation"] == Counts(0, 0, 0)
    assert compare(template(more={10: (FRONT,)}), key)["organisation"] == Counts(1, 1, 1)


def test_fills_are_paired_one_to_one() -> None:
    ours = template(more={10: (Fill(("EXAMPLE FRONT",)), Fill(("THE EXAMPLE FRONT",)))})
    assert compare(ours, template(more={10: (FRONT,)}))["organisation"] == Counts(1, 2, 1)


def test_a_slot_that_does_not_apply_is_not_scored() -> None:
    key = template(kind="KIDNAPPING")
    key = Template(key.message, False, {n: fills for n, fills in key.slots.items() if n != 6})
    assert "weapon" not in compare(template(more={6: (Fill(("GUN",)),)}), key)


def test_a_victim_is_known_by_name_or_description() -> None:
    key = template(more={18: (Fill(("JUAN EXAMPLE",)),), 19: (Fill(("MAYOR",), ("JUAN EXAMPLE",)), Fill(("GUARDS",)))})
    ours = template(more={19: (Fill(("THE MAYOR",)),)})
    assert tallied([ours], [key]).all_templates("victim") == Counts(1, 1, 2)


def test_statuses_are_compared_for_the_organisations_that_both_have() -> None:
    ours = template(more={10: (FRONT,), 11: (Fill(("POSSIBLE",), ("EF",)), Fill(("POSSIBLE",), ("ARMY",)))})
    key = template(more={10: (FRONT,), 11: (Fill(("REPORTED AS FACT",), ("EF",)),)})
    assert tallied([ours], [key]).statuses == Counts(0, 1, 1)


def test_figures_are_named_by_slot_row_and_measure() -> None:
    values = {f.name: f.value for f in figures(tallied([template(), template()], [template()]))}
    assert values["type.precision"] == 0.5
    assert values["type.recall"] == values["type.matched_missing.f1"] == 1.0
    assert values["template.f1"] == pytest.approx(2 / 3)


def test_a_message_is_read_as_a_report_of_its_outlet() -> None:
    report = report_of(Message("DEV-MUC3-9001", "TEXT", None, "EFE"))
    assert (report.id, report.text, report.outlet) == ("DEV-MUC3-9001", "TEXT", "EFE")


class Silent:
    """A pipeline that finds nothing."""

    def read(self, reports: Iterable[Report]) -> Iterator[Record]:
        return (Record(report=report) for report in reports)


ENGINES = cast(Engines, SimpleNamespace(pipeline=Silent(), gazetteer=SimpleNamespace(countries=dict)))


def laid_out(folder: Path) -> Path:
    for part, file, ids in (
        ("dev", "dev-muc3-9001", [f"DEV-MUC3-900{n}" for n in range(1, 6)]),
        ("tst1-2", "tst1-muc3", ["TST1-MUC3-9001"]),
    ):
        (folder / part).mkdir()
        (folder / part / file).write_text("\n".join(f"{i}\n\n   LIMA, 3 JAN 90 -- [TEXT] HELLO." for i in ids))
        key = "0.  MESSAGE: ID                     {}\n1.  MESSAGE: TEMPLATE               1\n4.  INCIDENT: TYPE                  ATTACK\n"
        (folder / part / f"key-{part}").write_text("\n".join(key.format(i) for i in ids))
    return folder


def test_dev_is_sampled_and_tst_is_read_whole(tmp_path: Path) -> None:
    values = {f.name: f.value for f in measure(laid_out(tmp_path), ENGINES)}
    assert (values["dev.messages"], values["tst.messages"]) == (2, 1)
    assert values["tst.type.recall"] == 0.0


def test_a_message_without_a_key_is_a_broken_corpus(tmp_path: Path) -> None:
    (laid_out(tmp_path) / "tst1-2" / "key-tst1-2").write_text("")
    with pytest.raises(ResourceError, match="no key"):
        measure(tmp_path, ENGINES)


def test_a_folder_without_messages_is_a_broken_corpus(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="no MUC file"):
        measure(tmp_path, ENGINES)


def test_the_suite_is_not_run_without_its_corpus(tmp_path: Path) -> None:
    assert SUITE.find(Folders(gold=tmp_path, wire=tmp_path, corpora=tmp_path)) is None
