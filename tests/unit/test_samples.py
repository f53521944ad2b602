from __future__ import annotations

from importlib.resources import files

from counterclaim.samples import CRISIS, load_samples


def test_every_sample_file_is_in_the_catalogue_and_none_is_empty() -> None:
    texts = sorted(
        path.read_text(encoding="utf-8").strip() for path in files("counterclaim.samples").iterdir() if path.name.endswith(".txt")
    )
    assert sorted(report.text for report in load_samples()) == texts


def test_samples_are_short_dated_reports_with_title_and_outlet() -> None:
    reports = load_samples()
    assert 3 <= len(reports) <= 5
    for report in reports:
        assert 120 <= len(report.text.split()) <= 200
        assert report.title == report.text.splitlines()[0]
        assert report.published and report.outlet and report.language == "en"


def test_the_crisis_is_told_by_both_sides_over_ten_days() -> None:
    reports = load_samples(CRISIS)
    days = sorted(report.published_on for report in reports if report.published_on)
    assert len(reports) == len(days) >= 12
    assert (days[-1] - days[0]).days == 10
    assert len({report.outlet for report in reports}) >= 4
    folder = files("counterclaim.samples").joinpath("crisis")
    assert len(reports) == sum(path.name.endswith(".txt") for path in folder.iterdir())
