from __future__ import annotations

import csv
import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib.resources import files

import pytest

from counterclaim.evaluation import scores
from counterclaim.evaluation.corpora import attribution, dates, events, muc, places, plover
from counterclaim.evaluation.floors import Floors
from counterclaim.evaluation.scores import DATA, Edition, Peer, as_json, as_markdown, figure_words, load_metrics, load_peers
from counterclaim.evaluation.suite import Figure
from counterclaim.evaluation.suites import SUITES
from tellings_by_hand import entry

EDITION = Edition(dt.date(2026, 1, 31), "0.2.0", "0123456789+")
FULL_NAME = re.compile(r"[a-z]+(\.[a-z0-9_]+)+")
TOYS = entry("toys", Figure("f1", 0.4126), Figure("recall", 0.25), Figure("error", 32, "km", falls=True))
ABSENT = entry("trains", not_run="nobody built it")


def lines(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((files(DATA) / name).read_text(encoding="utf-8").splitlines()))


METRICS, PEERS = lines("metrics.csv"), lines("peers.csv")


@pytest.fixture
def _toy_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two headlines, of which one has two peers; one figure has a peer and is no headline."""
    peer = Peer("Toymaker", "0.39", "Toys 2012", "their toys are newer")
    monkeypatch.setattr(scores, "load_peers", lambda: {"toys.f1": [peer, replace(peer, name="Dollmaker")], "toys.recall": [peer]})
    monkeypatch.setattr(scores, "load_metrics", lambda: {"toys.f1": "toys that are right", "toys.error": "toys that went far"})


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (0.41256, "", "0.413"),
        (1.0, "", "1.000"),
        (6800.4, "words/s", "6800 words/s"),
        (32.14, "km", "32.1 km"),
        (99.96, "km", "100.0 km"),
        (100.4, "km", "100 km"),
        (5.0, "claims", "5 claims"),
        (0, "claims", "0 claims"),
    ],
)
def test_figures_in_words(value: float, unit: str, words: str) -> None:
    assert figure_words(Figure("figure", value, unit)) == words


@pytest.mark.usefixtures("_toy_tables")
def test_json_holds_everything() -> None:
    sheet = as_json([TOYS, ABSENT], Floors({"toys.f1": 0.4, "trains.f1": 0.9}), EDITION)
    assert json.loads(json.dumps(sheet)) == sheet
    assert {name: sheet[name] for name in ("date", "version", "commit")} == {
        "date": "2026-01-31",
        "version": "0.2.0",
        "commit": "0123456789+",
    }
    toys, trains = sheet["suites"]
    assert toys == {
        "suite": "toys",
        "data": "toys made by hand",
        "not_run": None,
        "seconds": 1.3,
        "figures": {
            "f1": {"value": 0.4126, "unit": None, "falls": False, "headline": True, "floor": 0.4},
            "recall": {"value": 0.25, "unit": None, "falls": False, "headline": False, "floor": None},
            "error": {"value": 32, "unit": "km", "falls": True, "headline": True, "floor": None},
        },
    }
    assert (trains["not_run"], trains["figures"]) == ("nobody built it", {})


def test_json_outside_a_checkout_knows_no_commit() -> None:
    assert as_json([], Floors(), replace(EDITION, commit=None))["commit"] is None


@pytest.mark.usefixtures("_toy_tables")
def test_the_page_says_what_was_measured_when() -> None:
    page = as_markdown([TOYS, ABSENT], EDITION)
    assert page.startswith("# Scores\n")
    assert "on 2026-01-31, version 0.2.0,\ncommit 0123456789+." in page
    assert page.endswith("\n")
    assert "commit unknown" in as_markdown([TOYS], replace(EDITION, commit=None))


@pytest.mark.usefixtures("_toy_tables")
def test_the_table_holds_headlines_with_their_peers() -> None:
    above = as_markdown([TOYS, ABSENT], EDITION).split("## Every figure\n")[0]
    rows = [line for line in above.splitlines() if line.startswith("|")]
    assert rows[2:] == [
        "| `toys.f1` | toys made by hand | toys that are right | 0.413 | Toymaker 0.39 (Toys 2012) | their toys are newer |",
        "|  |  |  |  | Dollmaker 0.39 (Toys 2012) | their toys are newer |",
        "| `toys.error` | toys made by hand | toys that went far | 32 km, lower is better | none known |  |",
        "| `trains` | trains made by hand | not run: nobody built it |  |  |  |",
    ]
    assert {row.count("|") for row in rows} == {7}


@pytest.mark.usefixtures("_toy_tables")
def test_every_figure_stands_below_in_a_table_by_suite() -> None:
    below = as_markdown([TOYS, ABSENT], EDITION).split("## Every figure\n")[1]
    assert below.splitlines() == [
        "",
        "### toys: toys made by hand",
        "",
        "| Figure | Value |",
        "| --- | --- |",
        "| `f1` | 0.413 |",
        "| `recall` | 0.250 |",
        "| `error` | 32 km, lower is better |",
    ]


@pytest.mark.parametrize("row", [*METRICS, *PEERS], ids=lambda row: row["figure"])
def test_every_line_is_of_a_figure_of_a_suite_and_fits_into_a_table(row: dict[str, str]) -> None:
    assert FULL_NAME.fullmatch(row["figure"])
    assert row["figure"].partition(".")[0] in {s.name for s in SUITES}
    for name, cell in row.items():
        assert cell, f"{name} is empty"
        assert cell == cell.strip()
        assert "|" not in cell
        assert "\n" not in cell


@pytest.mark.parametrize(("table", "once"), [(METRICS, ["figure"]), (PEERS, ["figure", "peer"])])
def test_every_line_is_whole_and_none_stands_twice(table: list[dict[str, str]], once: list[str]) -> None:
    assert len({tuple(row) for row in table}) == 1
    assert len({tuple(row[name] for name in once) for row in table}) == len(table) > 0


def test_the_tables_are_read_as_they_are_written() -> None:
    assert load_metrics() == {row["figure"]: row["metric"] for row in METRICS}
    told = [(figure, peer) for figure, peers in load_peers().items() for peer in peers]
    assert told == [(row["figure"], Peer(row["peer"], row["value"], row["source"], row["comparable"])) for row in PEERS]


def of_corpora() -> Iterator[tuple[str, Iterable[Figure]]]:
    """What the suites on reference corpora give, without their data; the parser's figures need a parse."""
    sentences = events.Tally()
    sentences.add([], [])
    yield "attribution.", attribution.measure((), ()).figures()
    yield "dates.", dates.Measured().figures()
    yield "events.", events.figures(sentences, 0)
    yield "muc.tst.", muc.figures(muc.Tally())
    yield "plover.", plover.figures([("AID", "AID")])
    for corpus in ("lgl", "gwn"):
        yield f"places.{corpus}.", places.Tally(errors=[1.0], right=[True]).figures()


def test_figures_on_reference_corpora_that_are_explained_are_given() -> None:
    given = {prefix + figure.name for prefix, figures in of_corpora() for figure in figures}
    explained = {row["figure"] for row in METRICS if row["figure"].startswith(tuple(prefix for prefix, _ in of_corpora()))}
    assert explained - given == set()
    assert len(explained) > 30


DEMANDED = [
    *(f"attribution.{role}.{measure}_f1" for role in ("source", "cue", "content", "all") for measure in ("overlap", "exact")),
    *(f"places.{corpus}.{figure}" for corpus in ("lgl", "gwn") for figure in ("recognition.f1", "resolution.acc161", "both.f1")),
    *("dates.strict_f1", "dates.relaxed_f1", "dates.value_f1", "parser.ewt.las", "parser.gum.las", "parser.ewt.raw_las"),
    *(f"events.{slot}_f1" for slot in ("source", "target", "root", "code")),
    *("plover.accuracy", "wire.soft_f1", "wire.strict_f1", "claims.dev.f1", "claims.test.f1", "claims.dev.all_right_f1"),
    *(f"muc.tst.{slot}.f1" for slot in "type date location weapon perpetrator organisation victim number confidence".split()),
]


@pytest.mark.parametrize("figure", DEMANDED)
def test_every_stage_has_its_headlines(figure: str) -> None:
    assert figure in load_metrics()


@pytest.mark.parametrize("row", PEERS, ids=lambda row: row["figure"])
def test_every_peer_stands_beside_a_figure_that_is_explained(row: dict[str, str]) -> None:
    assert row["figure"] in load_metrics()


@pytest.mark.parametrize("row", PEERS, ids=lambda row: row["figure"])
def test_published_figures_are_on_our_scale(row: dict[str, str]) -> None:
    numbers = [float(number) for number in re.findall(r"\d+\.\d+", row["value"])]
    assert numbers
    assert all(0 < number < 1 for number in numbers)


@pytest.mark.parametrize("row", PEERS, ids=lambda row: row["figure"])
def test_every_source_has_its_year_or_says_that_it_is_not_traced(row: dict[str, str]) -> None:
    assert re.search(r"\b(19|20)\d\d\b|not traced", row["source"])
