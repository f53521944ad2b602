"""The gold corpus is sound, and its checker refuses what is not."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import check_gold
from counterclaim.evaluation.reports.tellings import read_gold, read_second
from counterclaim.records import words

ROOT = Path(__file__).parents[3]
CHECKER = ROOT / "evals" / "check_gold.py"
CORPUS = ROOT / "evals" / "gold"
BODY = "The defence ministry said on Friday that its forces came under mortar fire near the village of Sotk. One soldier was killed. "
TEXT = "Army reports fire at the border\n\n" + BODY * 5
EVENT: dict[str, Any] = {
    "id": "e1",
    "kind": "shelling",
    "status": "occurred",
    "background": False,
    "initiators": ["AZE"],
    "targets": ["ARM:MIL"],
    "mediators": [],
    "place": {"name": "Sotk", "lat": 40.2, "lon": 45.87, "country": "ARM", "precision": "settlement", "quote": "Sotk"},
    "other_places": [],
    "date": ["2023-05-12", "2023-05-12"],
    "date_quote": "Friday",
    "weapons": [{"kind": "mortar", "quote": "mortar fire"}],
    "harm": [{"effect": "killed", "side": "ARM", "category": "military", "low": 1, "best": 1, "high": 1, "quote": "One soldier"}],
}
CLAIM: dict[str, Any] = {
    "id": "c1",
    "claimant": "ARM:MIL",
    "claimant_quote": "The defence ministry",
    "relayed_by": [],
    "stance": "accuses",
    "cue": "said",
    "content": ["its forces came under mortar fire"],
    "event": "e1",
    "incident": None,
}
GOLD: dict[str, Any] = {
    "slug": "one",
    "outlet": "Highland Wire",
    "published": "2023-05-13",
    "style": "agency",
    "claims": [CLAIM],
    "events": [EVENT],
    "agreements": [{"id": "a1", "name": "a truce", "parties": ["ARM", "AZE"], "quote": "the border"}],
    "obligations": [{"obligor": "AZE", "duty": "cease_fire", "agreement": "a1", "quote": "the border"}],
    "breaches": [{"claim": "c1", "against": "AZE", "agreement": "a1"}],
    "talks": [{"participants": ["ARM"], "level": "leaders", "status": "held", "date": None, "quote": "on Friday"}],
}
GROUP = {
    "group": "toy",
    "half": "dev",
    "incidents": [{"id": "i1", "kind": "shelling", "date": None, "accounts": [{"question": "who", "verdict": "disputed"}]}],
}
Keys = tuple[str | int, ...]
"""Where a value stands in an annotation."""


def write(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")


def changed(path: Keys, value: object) -> dict[str, Any]:
    """The gold with one value changed."""
    gold = copy.deepcopy(GOLD)
    inner: Any = gold
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return gold


@pytest.fixture
def group(tmp_path: Path) -> Path:
    """A group of three sound reports, the first annotated twice."""
    write(tmp_path / "toy/group.json", GROUP)
    for slug in ("one", "two", "three"):
        write(tmp_path / f"toy/{slug}.txt", TEXT)
        write(tmp_path / f"toy/{slug}.json", {**GOLD, "slug": slug})
    write(tmp_path / "second/toy/one.json", GOLD)
    return tmp_path / "toy"


def first(group: Path) -> list[str]:
    faults, reports = check_gold.check_group(group)
    assert reports == 3
    return list(faults)


def second(group: Path) -> list[str]:
    faults, reports = check_gold.check_second(group.parent)
    assert reports == 1
    return list(faults)


Check = Callable[[Path], list[str]]
EITHER = pytest.mark.parametrize(("check", "file"), [(first, "toy/one.json"), (second, "second/toy/one.json")], ids=["first", "second"])


def run(*folders: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, CHECKER, *folders], capture_output=True, text=True, check=False)


def test_the_corpus_of_the_repository_passes() -> None:
    done = run()
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].endswith(", 0 faults")


def test_the_corpus_is_as_large_as_it_says() -> None:
    reports, again = list(read_gold(CORPUS)), list(read_second(CORPUS))
    groups = {half: {g.slug.partition("/")[0] for g in reports if g.half == half} for half in ("dev", "test")}
    assert len(reports) >= 150
    assert len(groups["dev"] | groups["test"]) >= 30
    assert not groups["dev"] & groups["test"]
    assert len(again) >= 40
    assert {g.slug for g in again} < {g.slug for g in reports}


def test_every_claim_of_the_corpus_stands_on_words() -> None:
    for report in (*read_gold(CORPUS), *read_second(CORPUS)):
        for telling in report.tellings:
            assert telling.content, report.slug
            assert all(report.report.text[start:end].strip() for start, end in telling.content), report.slug


@pytest.mark.parametrize(
    ("known", "record"),
    [
        (check_gold.KINDS, words.Kind),
        (check_gold.STANCES, words.Stance),
        (check_gold.STATUSES, words.Status),
        (check_gold.WEAPONS, words.WeaponKind),
        (check_gold.EFFECTS, words.Effect),
        (check_gold.CATEGORIES, words.Category),
        (check_gold.PRECISIONS, words.PlacePrecision),
        (check_gold.SECTORS, words.Sector),
        (check_gold.LEVELS, words.Level),
        (check_gold.TALKS_STATUSES, words.TalksStatus),
    ],
)
def test_the_words_of_the_checker_are_those_of_the_record(known: set[str], record: type[words.Kind]) -> None:
    assert known == {word.value for word in record}


def test_a_sound_group_passes(group: Path) -> None:
    assert first(group) == []
    assert second(group) == []


@EITHER
@pytest.mark.parametrize(
    "path",
    [
        ("claims", 0, "content", 0),
        ("claims", 0, "cue"),
        ("claims", 0, "claimant_quote"),
        ("events", 0, "place", "quote"),
        ("events", 0, "date_quote"),
        ("events", 0, "weapons", 0, "quote"),
        ("events", 0, "harm", 0, "quote"),
        ("agreements", 0, "quote"),
        ("obligations", 0, "quote"),
        ("talks", 0, "quote"),
    ],
    ids=lambda path: ".".join(map(str, path)),
)
def test_a_quote_that_is_not_in_the_text_is_refused(group: Path, check: Check, file: str, path: Keys) -> None:
    write(group.parent / file, changed(path, "Never said"))
    (fault,) = check(group)
    assert file in fault
    assert fault.endswith("quote not in text: 'Never said'")


@EITHER
@pytest.mark.parametrize("almost", ["", " ", "its Forces came", "its forces  came", "its forces came under mortar fire near Sotk"])
def test_a_quote_must_stand_letter_for_letter(group: Path, check: Check, file: str, almost: str) -> None:
    write(group.parent / file, changed(("claims", 0, "content"), [almost]))
    assert len(check(group)) == 1


@EITHER
@pytest.mark.parametrize(
    ("path", "word", "named"),
    [
        (("style",), "novel", "style 'novel'"),
        (("published",), "Friday", "published"),
        (("claims", 0, "stance"), "shouts", "stance 'shouts'"),
        (("claims", 0, "claimant"), "Armenia", "not an actor: 'Armenia'"),
        (("claims", 0, "claimant"), None, "not an actor: None"),
        (("claims", 0, "claimant"), "ARM:ARMY", "unknown sector in ARM:ARMY"),
        (("claims", 0, "relayed_by"), ["a tv station"], "not an actor"),
        (("events", 0, "kind"), "skirmish", "kind 'skirmish'"),
        (("events", 0, "status"), "done", "status 'done'"),
        (("events", 0, "background"), "no", "background must be true or false"),
        (("events", 0, "initiators"), ["aze"], "not an actor: 'aze'"),
        (("events", 0, "targets"), [None], "not an actor: None"),
        (("events", 0, "place", "precision"), "village", "place precision 'village'"),
        (("events", 0, "place", "lat"), None, "coordinates"),
        (("events", 0, "place", "lat"), 140.2, "coordinates"),
        (("events", 0, "date"), ["2023-05-13", "2023-05-12"], "dates"),
        (("events", 0, "date"), ["2023-05-12"], "dates"),
        (("events", 0, "weapons", 0, "kind"), "sword", "weapon"),
        (("events", 0, "harm", 0, "effect"), "hurt", "harm"),
        (("events", 0, "harm", 0, "category"), "soldier", "harm"),
        (("events", 0, "harm", 0, "best"), 3, "harm numbers out of order"),
        (("events", 0, "harm", 0, "best"), "one", "harm numbers"),
        (("obligations", 0, "duty"), "be nice", "obligation"),
        (("obligations", 0, "obligor"), "Azerbaijan", "not an actor: 'Azerbaijan'"),
        (("breaches", 0, "against"), "Azerbaijan", "not an actor: 'Azerbaijan'"),
        (("talks", 0, "participants"), ["Armenia"], "not an actor: 'Armenia'"),
        (("talks", 0, "level"), "presidents", "talks"),
        (("talks", 0, "status"), "over", "talks"),
    ],
)
def test_an_unknown_word_is_refused(group: Path, check: Check, file: str, path: Keys, word: object, named: str) -> None:
    write(group.parent / file, changed(path, word))
    faults = check(group)
    assert faults
    assert all(file in fault for fault in faults)
    assert any(named in fault for fault in faults)


@EITHER
@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (("claims", 0, "event"), "e9", "dangling event e9"),
        (("claims", 0, "incident"), "i9", "dangling incident i9"),
        (("events",), [EVENT, {**EVENT, "id": "e2"}], "event of no claim"),
        (("obligations", 0, "agreement"), "a9", "obligation"),
        (("breaches", 0, "claim"), "c9", "breach"),
        (("breaches", 0, "agreement"), "a9", "breach"),
        (("breaches", 0, "answered_by"), "c9", "breach"),
        (("copy_of",), "four", "dangling copy_of four"),
        (("slug",), "two", "slug 'two'"),
        (("claims",), [CLAIM, CLAIM], "claims share an id"),
        (("events",), [EVENT, EVENT], "events share an id"),
    ],
)
def test_a_dangling_or_doubled_id_is_refused(group: Path, check: Check, file: str, path: Keys, value: object, named: str) -> None:
    write(group.parent / file, changed(path, value))
    faults = check(group)
    assert all(file in fault for fault in faults)
    assert any(named in fault for fault in faults)


def test_a_copy_of_a_report_of_the_group_is_known(group: Path) -> None:
    write(group / "two.json", {**GOLD, "slug": "two", "copy_of": "one"})
    assert first(group) == []


def test_an_incident_of_the_group_is_known_in_the_first_annotation_only(group: Path) -> None:
    with_incident = changed(("claims", 0, "incident"), "i1")
    write(group / "one.json", with_incident)
    write(group.parent / "second/toy/one.json", with_incident)
    assert first(group) == []
    assert [fault.rpartition(": ")[2] for fault in second(group)] == ["dangling incident i1"]


@EITHER
@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (("claims", 0, "content"), [], "content is empty"),
        (("claims", 0, "cue"), None, "cue is null"),
    ],
)
def test_a_claim_needs_its_words(group: Path, check: Check, file: str, path: Keys, value: object, named: str) -> None:
    write(group.parent / file, changed(path, value))
    assert any(named in fault for fault in check(group))


@pytest.mark.parametrize(("claimant", "stance"), [("NARRATOR", "asserts"), ("ARM", "commits_to")])
def test_the_report_itself_and_commitments_need_no_cue(group: Path, claimant: str, stance: str) -> None:
    write(group / "one.json", {**GOLD, "claims": [{**CLAIM, "cue": None, "claimant": claimant, "stance": stance}]})
    assert first(group) == []


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"group": "toys"}, "names another group"),
        ({"half": "train"}, "half 'train'"),
        ({"incidents": [{**GROUP["incidents"][0], "kind": "skirmish"}]}, "kind"),  # type: ignore[dict-item]
        ({"incidents": [{**GROUP["incidents"][0], "accounts": [{"verdict": "true"}]}]}, "verdict"),  # type: ignore[dict-item]
    ],
)
def test_a_group_is_checked_too(group: Path, changes: dict[str, object], named: str) -> None:
    write(group / "group.json", {**GROUP, **changes})
    (fault,) = first(group)
    assert named in fault


def test_a_second_annotation_of_no_report_is_refused(group: Path) -> None:
    write(group.parent / "second/toy/four.json", GOLD)
    faults, _ = check_gold.check_second(group.parent)
    assert [fault.rpartition(": ")[2] for fault in faults] == ["no report of that name"]


def test_a_text_of_another_shape_is_refused(group: Path) -> None:
    write(group / "one.txt", BODY)
    faults = first(group)
    assert any("text must be title, empty line, text" in fault for fault in faults)
    assert any("words (90 to 360 wanted)" in fault for fault in faults)


def test_the_checker_prints_its_faults_and_exits_1(group: Path) -> None:
    assert run(group).returncode == 0
    write(group / "one.json", changed(("claims", 0, "stance"), "shouts"))
    done = run(group)
    assert done.returncode == 1
    fault, total = done.stdout.splitlines()
    assert fault == f"{group / 'one.json'} c1: stance 'shouts'"
    assert total == "1 groups, 3 reports, 0 annotated twice, 0 for training, 0 held out, 1 faults"
