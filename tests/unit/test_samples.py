from __future__ import annotations

from importlib.resources import files

from counterclaim.samples import load_samples


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
