from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from counterclaim.cli import main
from counterclaim.errors import ResourceError
from counterclaim.evaluation.mistakes import Cause, Mistake
from counterclaim.evaluation.suite import Engines, Figure, Suite
from tellings_by_hand import BARE, SHELLING, gold_report

Capture = pytest.CaptureFixture[str]
REASON = "the corpus grew"


class Toys:
    """Two suites: of toys, which is there, and of trains, which needs the reference corpora."""

    def __init__(self) -> None:
        self.toys: list[Figure] = [Figure("f1", 0.6126), Figure("recall", 0.25), Figure("speed", 6800, "words/s")]
        self.broken: ResourceError | None = None
        self.runs: list[str] = []

    def suites(self) -> tuple[Suite, ...]:
        return (
            Suite("toys", "toys made by hand", lambda f: f.gold if f.gold.is_dir() else None, self._toys),
            Suite("trains", "a corpus of trains", lambda f: f.corpus("trains"), self._trains, absent="nobody has the trains"),
        )

    def _toys(self, place: Path, engines: Engines) -> Sequence[Figure]:
        self.runs.append("toys")
        if self.broken:
            raise self.broken
        return self.toys

    def _trains(self, place: Path, engines: Engines) -> Sequence[Figure]:
        self.runs.append("trains")
        return [Figure("f1", 1.0)]


@pytest.fixture
def toys(monkeypatch: pytest.MonkeyPatch) -> Toys:
    made = Toys()
    headlines = {"toys.f1": "toys that are right", "toys.speed": "toys a second", "trains.f1": "trains that are right"}
    monkeypatch.setattr("counterclaim.evaluation.suites.SUITES", made.suites())
    monkeypatch.setattr("counterclaim.evaluation.scores.load_metrics", lambda: headlines)
    return made


@pytest.fixture(autouse=True)
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with folders of data and a floor that holds; the command runs in it."""
    for folder in ("evals/gold", "evals/wire", "corpora/trains"):
        (tmp_path / folder).mkdir(parents=True)
    hold(tmp_path, {"toys.f1": 0.5})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    return tmp_path


@pytest.fixture
def mistakes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three mistakes found in the corpus that is asked for."""
    report = gold_report(SHELLING)
    start = report.report.text.index("its forces")
    content = ((start, start + len("its forces came under fire")),)
    told = replace(BARE, content=content)

    def find_mistakes(folder: Path, _engines: Engines) -> Iterator[Mistake]:
        assert folder == Path("evals/gold")
        yield Mistake(Cause.MISSED, report, told, None)
        yield Mistake(Cause.INVENTED, report, None, told)
        yield Mistake(Cause.INVENTED, report, None, SHELLING)

    monkeypatch.setattr("counterclaim.evaluation.mistakes.find_mistakes", find_mistakes)


def hold(checkout: Path, floors: dict[str, float]) -> None:
    (checkout / "evals/floors.json").write_text(json.dumps({"floors": floors}))


def held(checkout: Path) -> dict[str, float]:
    floors: dict[str, float] = json.loads((checkout / "evals/floors.json").read_text())["floors"]
    return floors


def test_prints_a_table_by_suite(toys: Toys, capsys: Capture) -> None:
    assert main(["eval"]) == 0
    out, err = capsys.readouterr()
    assert [re.split(r"\s{2,}", line.strip()) for line in out.splitlines()] == [
        ["toys", "toys made by hand", "(0 s)"],
        ["f1", "0.613", "floor 0.500"],
        ["recall", "0.250"],
        ["speed", "6800 words/s"],
        [""],
        ["trains", "not run: nobody has the trains"],
        [""],
    ]
    assert "\x1b" not in out
    assert err == ""


def test_corpora_let_more_suites_run(toys: Toys, capsys: Capture) -> None:
    assert main(["eval", "--corpora", "corpora"]) == 0
    assert toys.runs == ["toys", "trains"]
    assert "not run" not in capsys.readouterr().out


def test_one_suite_or_several(toys: Toys, capsys: Capture) -> None:
    assert main(["eval", "--suite", "trains", "--corpora", "corpora"]) == 0
    assert toys.runs == ["trains"]
    assert main(["eval", "--suite", "trains", "--suite", "toys", "--corpora", "corpora"]) == 0
    assert toys.runs == ["trains", "toys", "trains"]


def test_a_suite_without_data_is_said_not_to_run(toys: Toys, capsys: Capture) -> None:
    assert main(["eval"]) == 0
    assert toys.runs == ["toys"]
    assert "trains  not run: nobody has the trains" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["--suite", "trains"], ["--suite", "toys", "--suite", "trains", "--json"]])
def test_a_suite_that_is_asked_for_by_name_but_not_run_exits_3(toys: Toys, words: list[str], capsys: Capture) -> None:
    assert main(["eval", *words]) == 3
    out, err = capsys.readouterr()
    assert "nobody has the trains" in out
    assert err == "counterclaim: trains was not run: nobody has the trains\n"


def test_a_fall_is_worse_than_a_suite_that_was_not_run(toys: Toys, checkout: Path, capsys: Capture) -> None:
    hold(checkout, {"toys.f1": 0.7})
    assert main(["eval", "--suite", "toys", "--suite", "trains"]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 2


@pytest.mark.parametrize("words", [[], ["--json"], ["--update"]])
def test_nothing_at_all_to_measure_exits_2_and_says_what_to_do(
    toys: Toys, checkout: Path, words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    elsewhere = checkout / "elsewhere"
    (elsewhere / "evals").mkdir(parents=True)
    monkeypatch.chdir(elsewhere)
    assert main(["eval", *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "counterclaim: there is nothing to measure here: run it in a checkout, or give --gold DIR or --corpora DIR\n"
    assert list((elsewhere / "evals").iterdir()) == []


def test_a_suite_without_data_has_not_passed_in_json_either(toys: Toys, capsys: Capture) -> None:
    assert main(["eval", "--suite", "trains", "--json"]) == 3
    (suite,) = json.loads(capsys.readouterr().out)["suites"]
    assert suite["not_run"] == "nobody has the trains"
    assert suite["figures"] == {}


def test_json(toys: Toys, capsys: Capture) -> None:
    assert main(["eval", "--json"]) == 0
    out, err = capsys.readouterr()
    sheet = json.loads(out)
    assert (sheet["commit"], err) == (None, "")
    assert [s["suite"] for s in sheet["suites"]] == ["toys", "trains"]
    assert sheet["suites"][0]["figures"]["f1"] == {
        "value": 0.6126,
        "unit": None,
        "falls": False,
        "headline": True,
        "floor": 0.5,
    }


def test_a_fall_exits_1_and_is_named(toys: Toys, checkout: Path, capsys: Capture) -> None:
    hold(checkout, {"toys.f1": 0.7})
    assert main(["eval"]) == 1
    out, err = capsys.readouterr()
    assert "0.613  floor 0.700  UNDER ITS FLOOR" in out
    assert err == "counterclaim: toys.f1 fell to 0.613, under its floor of 0.700\n"


def test_a_fall_in_json_exits_1_and_leaves_the_json_whole(toys: Toys, checkout: Path, capsys: Capture) -> None:
    hold(checkout, {"toys.f1": 0.7})
    assert main(["eval", "--json"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["suites"][0]["figures"]["f1"]["floor"] == 0.7
    assert "fell to 0.613" in err


def test_a_figure_that_vanished_exits_1_and_is_named(toys: Toys, checkout: Path, capsys: Capture) -> None:
    hold(checkout, {"toys.lost": 0.1, "trains.f1": 0.1})
    assert main(["eval"]) == 1
    assert capsys.readouterr().err == "counterclaim: toys.lost has a floor but was not measured\n"


def test_other_floors_may_be_named(toys: Toys, checkout: Path) -> None:
    (checkout / "strict.json").write_text('{"floors": {"toys.f1": 0.9}}')
    assert main(["eval", "--floors", "strict.json"]) == 1


def test_update_raises_headline_shares(toys: Toys, checkout: Path, capsys: Capture) -> None:
    assert main(["eval", "--update"]) == 0
    assert held(checkout) == {"toys.f1": 0.602}
    assert capsys.readouterr().err == "wrote evals/floors.json\n"


def test_update_lowers_nothing_and_still_fails(toys: Toys, checkout: Path) -> None:
    hold(checkout, {"toys.f1": 0.7, "trains.f1": 0.9})
    assert main(["eval", "--update"]) == 1
    assert held(checkout) == {"toys.f1": 0.7, "trains.f1": 0.9}


def test_update_makes_the_file(toys: Toys, checkout: Path) -> None:
    assert main(["eval", "--update", "--floors", "new.json"]) == 0
    assert json.loads((checkout / "new.json").read_text()) == {"floors": {"toys.f1": 0.602}, "lowered": []}


def test_without_update_the_floors_stay_as_they_are(toys: Toys, checkout: Path) -> None:
    before = (checkout / "evals/floors.json").read_bytes()
    assert main(["eval", "--json"]) == 0
    assert (checkout / "evals/floors.json").read_bytes() == before


def test_lower_moves_one_floor_and_keeps_the_reason(toys: Toys, checkout: Path, capsys: Capture) -> None:
    hold(checkout, {"toys.f1": 0.7, "toys.recall": 0.2})
    assert main(["eval", "--lower", "toys.f1", "--reason", REASON]) == 0
    assert json.loads((checkout / "evals/floors.json").read_text()) == {
        "floors": {"toys.f1": 0.602, "toys.recall": 0.2},
        "lowered": [{"figure": "toys.f1", "from": 0.7, "to": 0.602, "reason": REASON}],
    }
    assert capsys.readouterr().err == "wrote evals/floors.json\n"


def test_lowering_one_floor_does_not_excuse_another(toys: Toys, checkout: Path, capsys: Capture) -> None:
    hold(checkout, {"toys.f1": 0.7, "toys.recall": 0.4})
    assert main(["eval", "--lower", "toys.f1", "--reason", REASON]) == 1
    assert "counterclaim: toys.recall fell to 0.250, under its floor of 0.400\n" in capsys.readouterr().err


def test_lower_and_update_together(toys: Toys, checkout: Path) -> None:
    hold(checkout, {"toys.f1": 0.7, "trains.f1": 0.5})
    assert main(["eval", "--lower", "toys.f1", "--reason", REASON, "--update", "--corpora", "corpora"]) == 0
    assert held(checkout) == {"toys.f1": 0.602, "trains.f1": 0.99}


@pytest.mark.parametrize("figure", ["toys.f1", "toys.recall", "trains.f1", "cars.f1"])
def test_lower_refuses_what_needs_no_lowering(toys: Toys, checkout: Path, figure: str, capsys: Capture) -> None:
    hold(checkout, {"toys.f1": 0.6, "trains.f1": 0.6})
    before = (checkout / "evals/floors.json").read_bytes()
    assert main(["eval", "--lower", figure, "--reason", REASON]) == 2
    assert figure in capsys.readouterr().err
    assert (checkout / "evals/floors.json").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--lower", "toys.f1"], "--reason"),
        (["--lower", "toys.f1", "--reason", " "], "--reason"),
        (["--reason", REASON], "--lower"),
        (["--suite", "cars"], "no suite is called cars; there are toys, trains"),
        (["--html", "page.html"], "--html goes with --errors"),
        (["--errors", "claims", "--json"], "--json"),
        (["--errors", "claims", "--update"], "--update"),
        (["--errors", "claims", "--scores", "scores.md"], "--scores"),
        (["--errors", "claims", "--lower", "toys.f1", "--reason", REASON], "leave out --lower, --reason"),
        (["--errors", "claims", "--suite", "claims"], "leave out --suite"),
        (["--errors", "claims", "--corpora", "corpora"], "leave out --corpora"),
        (["--errors", "claims", "--wire", "evals/wire", "--html", "page.html"], "leave out --wire"),
        (["--errors", "claims", "--floors", "evals/floors.json"], "leave out --floors"),
        (["--errors", "trains"], "--errors"),
        (["--errors", "claims", "--gold", "nowhere"], "there is no folder nowhere"),
        (["--gold", "nowhere"], "there is no folder nowhere"),
        (["--wire", "nowhere"], "there is no folder nowhere"),
        (["--corpora", "nowhere"], "'nowhere' does not exist"),
        (["--floors", "nowhere.json"], "there is no file nowhere.json: --update makes one"),
        (["--floors", "nowhere.json", "--lower", "toys.f1", "--reason", REASON], "there is no file nowhere.json"),
        (["--errors", "claims", "--html", "nowhere/page.html"], "does not exist"),
        (["--scores", "nowhere/scores.md"], "does not exist"),
        (["--scores", "evals"], "evals"),
        (["--update", "--floors", "nowhere/floors.json"], "does not exist"),
        (["--corpora", "evals/floors.json"], "evals/floors.json"),
    ],
)
def test_wrong_use_is_said_before_anything_is_measured(toys: Toys, words: list[str], message: str, capsys: Capture) -> None:
    assert main(["eval", *words]) == 2
    out, err = capsys.readouterr()
    assert message in err
    assert "Traceback" not in err
    assert (out, toys.runs) == ("", [])


@pytest.mark.parametrize("content", ["", "{}", '{"floors": {"toys.f1": "high"}}'])
def test_broken_floors_are_said_before_anything_is_measured(toys: Toys, checkout: Path, content: str, capsys: Capture) -> None:
    (checkout / "evals/floors.json").write_text(content)
    assert main(["eval", "--update"]) == 2
    assert "evals/floors.json is not a file of floors" in capsys.readouterr().err
    assert toys.runs == []
    assert (checkout / "evals/floors.json").read_text() == content


def test_broken_data_exits_3(toys: Toys, capsys: Capture) -> None:
    toys.broken = ResourceError("gold/one.txt cannot be read")
    assert main(["eval"]) == 3
    assert capsys.readouterr().err == "counterclaim: gold/one.txt cannot be read\n"


def test_broken_data_leaves_floors_and_scores_alone(toys: Toys, checkout: Path) -> None:
    toys.broken = ResourceError("gold/one.txt cannot be read")
    (checkout / "scores.md").write_text("old")
    assert main(["eval", "--update", "--scores", "scores.md"]) == 3
    assert (checkout / "scores.md").read_text() == "old"
    assert held(checkout) == {"toys.f1": 0.5}


def test_scores_are_written_also_beside_json_and_falls(
    toys: Toys, checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr("counterclaim.cli.evaluate._commit", lambda: "0123456789")
    hold(checkout, {"toys.f1": 0.7})
    assert main(["eval", "--scores", "scores.md", "--json"]) == 1
    page = (checkout / "scores.md").read_text(encoding="utf-8")
    assert page.startswith("# Scores\n")
    assert "commit 0123456789" in page
    assert "| `toys.f1` | toys made by hand | toys that are right | 0.613 | none known |  |" in page
    assert "| `trains` | a corpus of trains | not run: nobody has the trains |  |  |  |" in page
    out, err = capsys.readouterr()
    assert json.loads(out)["commit"] == "0123456789"
    assert err.startswith("wrote scores.md\n")


@pytest.mark.usefixtures("mistakes")
def test_mistakes_are_listed_and_counted_by_cause(capsys: Capture) -> None:
    assert main(["eval", "--errors", "claims"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "claim invented",
        "  dev-toy-a/one: nothing → ARM:MIL accuses shelling (nobody ⇒ nobody) “its forces came under fire”",
        "  dev-toy-a/one: nothing → ARM:MIL accuses shelling (AZE ⇒ ARM) “the day The ministry said tha”",
        "",
        "claim missed",
        "  dev-toy-a/one: ARM:MIL accuses shelling (nobody ⇒ nobody) → nothing “its forces came under fire”",
        "",
        "    2  claim invented",
        "    1  claim missed",
        "    3  in all",
    ]
    assert err == ""


@pytest.mark.usefixtures("mistakes")
def test_mistakes_are_written_as_a_page(checkout: Path, capsys: Capture) -> None:
    assert main(["eval", "--errors", "claims", "--html", "page.html"]) == 0
    page = (checkout / "page.html").read_text(encoding="utf-8")
    out, err = capsys.readouterr()
    assert out.split() == ["2", "claim", "invented", "1", "claim", "missed", "3", "in", "all"]
    assert err == "wrote page.html\n"
    assert page.count('<article class="block">') == 3
    assert page.index("claim invented") < page.index("claim missed")
    assert "claimant wrong" not in page
    assert "evals/gold" in page
    assert '<mark class="gold">its forces came under fire</mark>' in page
    assert '<mark class="found">its forces came under fire</mark>' in page


def test_a_corpus_that_is_not_there_is_said(checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.chdir(checkout / "corpora")
    assert main(["eval", "--errors", "claims"]) == 2
    assert "there is no corpus at evals/gold: run this in a checkout, or give --gold DIR" in capsys.readouterr().err


@pytest.mark.usefixtures("mistakes")
def test_listing_mistakes_measures_nothing(toys: Toys) -> None:
    assert main(["eval", "--errors", "claims"]) == 0
    assert toys.runs == []


def test_where_somebody_looks_on_it_is_shown_what_is_being_measured(toys: Toys, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    assert main(["eval"]) == 0
    out, err = capsys.readouterr()
    assert "measuring toys" in err
    assert "made by hand  (0 s)" in out
