"""Which agreement a mention means, and why."""

from __future__ import annotations

import datetime as dt

import pytest

from counterclaim.accords.comparators import COMPARATORS, capital_words, load_weights, proper_words, tells_truce
from counterclaim.accords.linking import Mention, Shelf, group_mentions
from counterclaim.records.models import Agreement, Time
from counterclaim.records.words import TimePrecision
from ledger_by_hand import RUS, agreement, day, library_agreement, report

STONES = library_agreement()
LIBRARY = {STONES.slug: STONES}
IN_2020 = Time(start=dt.date(2020, 1, 1), end=dt.date(2020, 12, 31), precision=TimePrecision.YEAR)


def linked(told: Agreement, published: dt.date = dt.date(2023, 5, 12)) -> str | None:
    link = Shelf(LIBRARY).link(Mention(told, report(published=published)).described)
    return link.slug if link is not None else None


@pytest.mark.parametrize(
    "told",
    [
        agreement("2020 ceasefire", date=IN_2020),
        agreement("statement of November 10", date=day(11, 10, 2020)),
        agreement("Lachin statement"),
        agreement("ceasefire", brokers=(RUS,)),
    ],
)
def test_a_date_a_name_or_what_is_in_force_links(told: Agreement) -> None:
    assert linked(told) == "stones-2020"


def test_nothing_links_that_was_not_made_yet_or_at_another_time_or_by_others() -> None:
    assert linked(agreement("ceasefire"), published=dt.date(2019, 1, 1)) is None
    assert linked(agreement("truce", date=day(4, 1, 2016))) is None
    assert linked(agreement("2020 ceasefire", date=IN_2020, parties=(RUS,))) is None


def test_of_two_that_fit_alike_neither_is_meant() -> None:
    twin = library_agreement(slug="twin-2020")
    assert Shelf({**LIBRARY, "twin-2020": twin}).link(Mention(agreement("ceasefire"), report()).described) is None


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Lachin statement", "stones-2020"),
        ("the Lachin peace statement", "stones-2020"),
        ("declaration on how to carry out the Lachin statement", "carrying-out-2021"),
    ],
)
def test_a_name_in_full_goes_before_a_name_that_contains_it(name: str, slug: str | None) -> None:
    other = library_agreement(
        slug="carrying-out-2021", name="Declaration on how to carry out the Lachin statement", aliases=(), signed=dt.date(2021, 1, 1)
    )
    link = Shelf({**LIBRARY, other.slug: other}).link(Mention(agreement(name), report()).described)
    assert (link.slug if link is not None else None) == slug


def test_of_one_word_in_common_the_kind_of_paper_tells() -> None:
    shelf = Shelf({n: library_agreement(slug=n, name=f"Lachin {n}", aliases=()) for n in ("protocol", "memorandum")})
    found = [shelf.link(Mention(agreement(f"the Lachin {n}"), report()).described) for n in ("protocol", "memorandum", "agreements")]
    assert [link.slug if link is not None else None for link in found] == ["protocol", "memorandum", None]


def test_the_very_name_with_another_day_is_another_agreement() -> None:
    assert linked(agreement("Lachin statement", date=day(5, 2, 2023))) is None


def test_the_score_is_the_sum_of_what_was_compared() -> None:
    link = Shelf(LIBRARY).link(Mention(agreement("2020 ceasefire", date=IN_2020), report()).described)
    assert link is not None
    assert set(link.parts) == {"base", *COMPARATORS}
    assert link.parts["date"] == ("year", load_weights()["date", "year"])
    assert link.score == pytest.approx(sum(weight for _, weight in link.parts.values()))


def test_candidates_are_joined_over_reports() -> None:
    mentions = [
        Mention(agreement("July truce", "r1", date=day(7, 28, 2021)), report("r1")),
        Mention(agreement("truce", "r2", date=day(7, 28, 2021)), report("r2")),
        Mention(agreement("truce", "r3", date=day(2, 1, 2022)), report("r3")),
    ]
    assert [[m.key for m in g.mentions] for g in group_mentions(mentions, Shelf({}))] == [["r1/a1", "r2/a1"], ["r3/a1"]]


def test_words_of_names() -> None:
    assert proper_words("the Pretoria peace agreement of November 2022") == {"pretoria"}
    assert capital_words("harvest truce of Sotk") == {"sotk"}
    assert (tells_truce("2020 ceasefire"), tells_truce("Dayton accord")) == (True, None)
