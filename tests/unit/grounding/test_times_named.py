"""The single times that bounds and intervals name."""

from __future__ import annotations

from datetime import date

import pytest
import spacy

from counterclaim.evaluation.corpora.dates import as_timeml, timex_value
from counterclaim.grounding.dates import TimeMention, find_times

PUBLISHED = date(2023, 5, 12)
ENGLISH = spacy.blank("en")


def found(text: str) -> list[TimeMention]:
    return find_times(ENGLISH(text), PUBLISHED)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("He has been held since 2019.", ["2019 2019"]),
        ("They have until June 3 to answer.", ["June 3 2023-06-03"]),
        ("It happened between 2014 and 2017.", ["2014 2014", "2017 2017"]),
        ("Talks are held on May 3 and 4.", ["May 3 2023-05-03", "4 2023-05-04"]),
        ("Shells fell on May 3.", ["May 3 2023-05-03"]),
        ("They have until 9 a.m. EST June 3.", ["9 a.m. EST June 3 2023-06-03"]),
        ("It grew over the last three years.", []),
    ],
)
def test_what_a_stretch_names_stands_for_it_in_timeml(text: str, named: list[str]) -> None:
    times = as_timeml(found(text))
    assert [f"{text[t.span.start : t.span.end]} {timex_value(t)}" for t in times if t.span] == named


def test_the_stretch_itself_stays_one_time() -> None:
    (mention,) = found("It happened between 2014 and 2017.")
    assert (mention.time.start, mention.time.end) == (date(2014, 1, 1), date(2017, 12, 31))


def test_a_length_of_time_up_to_publication_is_a_window() -> None:
    (mention,) = found("It grew over the last three years.")
    assert mention.window
    assert not mention.named
