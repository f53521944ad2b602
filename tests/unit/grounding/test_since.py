"""What has gone on since something else."""

from __future__ import annotations

import datetime as dt

import pytest

from counterclaim.grounding.dates.mention import TimeMention
from counterclaim.grounding.dates.since import since
from counterclaim.records.models import Time
from counterclaim.records.words import TimePrecision
from trees_by_hand import tree, word

PUBLISHED = dt.date(2021, 3, 20)
SPRING = Time(start=dt.date(2014, 3, 1), end=dt.date(2014, 5, 31), precision=TimePrecision.SEASON)
DIED = tree(
    """Many ADJ nsubj 2
died VERB root 0 die
since SCONJ mark 5
war NOUN nsubj 5
broke VERB advcl 2 break
in ADP case 7
spring NOUN obl 5"""
)


@pytest.mark.parametrize(
    ("trigger", "published", "end"),
    [("died", PUBLISHED, PUBLISHED), ("broke", PUBLISHED, SPRING.end), ("died", None, SPRING.end)],
    ids=["what lasts", "what began it", "no publication"],
)
def test_since_a_clause(trigger: str, published: dt.date | None, end: dt.date) -> None:
    mention = TimeMention(6, 7, SPRING, "point", published=published)
    assert since(DIED, word(DIED, trigger), mention).end == end


def test_no_since_no_change() -> None:
    doc = tree(DIED_WHEN)
    assert since(doc, word(doc, "died"), TimeMention(6, 7, SPRING, "point", published=PUBLISHED)) == SPRING


DIED_WHEN = """Many ADJ nsubj 2
died VERB root 0 die
when SCONJ mark 5
war NOUN nsubj 5
broke VERB advcl 2 break
in ADP case 7
spring NOUN obl 5"""
