"""Time expressions of news, told against 12 May 2023, a Friday."""

from __future__ import annotations

from datetime import date

import pytest
import spacy
from spacy.tokens import Doc

from counterclaim.grounding.dates import TimeMention, find_times

FRIDAY = date(2023, 5, 12)
NLP = spacy.blank("en")


def read(text: str, published: date | None = FRIDAY) -> list[TimeMention]:
    return find_times(NLP(text), published)


def words(text: str, mention: TimeMention) -> str:
    span = mention.time.span
    assert span is not None
    return span.of(text)


def told(text: str, published: date | None = FRIDAY) -> list[str]:
    """Each mention as "words: first..last precision"."""
    return [f"{words(text, m)}: {days(m)} {m.time.precision}" for m in read(text, published)]


def days(mention: TimeMention) -> str:
    first, last = mention.time.start, mention.time.end
    if first == last:
        return str(first)
    return f"{first}..{last}"


CALENDAR = [
    ("It happened on 12 May 2023.", "12 May 2023: 2023-05-12 day"),
    ("It happened on May 12, 2023.", "May 12, 2023: 2023-05-12 day"),
    ("It happened on May 12.", "May 12: 2023-05-12 day"),
    ("It happened on the 12th of May.", "the 12th of May: 2023-05-12 day"),
    ("It happened on the fifth of May.", "the fifth of May: 2023-05-05 day"),
    ("It happened on Sept. 12, 2001.", "Sept. 12, 2001: 2001-09-12 day"),
    ("It happened on 2023-05-12.", "2023-05-12: 2023-05-12 day"),
    ("It happened on 12.05.2023 there.", "12.05.2023: 2023-05-12 day"),
    ("It happened on 13/05/23 there.", "13/05/23: 2023-05-13 day"),
    ("It happened on Friday (May 12).", "Friday (May 12): 2023-05-12 day"),
    ("It happened on Tuesday, 2 May, there.", "Tuesday, 2 May: 2023-05-02 day"),
    ("The 9-10 November 2020 clashes were bloody.", "The 9-10 November 2020: 2020-11-09..2020-11-10 range"),
    ("It lasted from 3 to 5 March.", "from 3 to 5 March: 2023-03-03..2023-03-05 range"),
    ("It fell between March 3 and March 5.", "between March 3 and March 5: 2023-03-03..2023-03-05 range"),
    ("They met on May 3, 4 and 5.", "May 3, 4 and 5: 2023-05-03..2023-05-05 range"),
    ("It ran from December 2022 to January.", "from December 2022 to January: 2022-12-01..2023-01-31 range"),
    ("It began in May 2023.", "May 2023: 2023-05-01..2023-05-31 month"),
    ("It began in early May.", "early May: 2023-05-01..2023-05-10 month"),
    ("It began in mid-April.", "mid-April: 2023-04-11..2023-04-20 month"),
    ("It began in late April.", "late April: 2023-04-21..2023-04-30 month"),
    ("It began in February last year.", "February last year: 2022-02-01..2022-02-28 month"),
    ("It began at the end of 2020.", "the end of 2020: 2020-12-01..2020-12-31 year"),
    ("It began in the first half of 2022.", "the first half of 2022: 2022-01-01..2022-06-30 year"),
    ("It began in 2020.", "2020: 2020-01-01..2020-12-31 year"),
    ("It broke the 2020 ceasefire agreement.", "the 2020: 2020-01-01..2020-12-31 year"),
    ("It began in the 1990s.", "the 1990s: 1990-01-01..1999-12-31 range"),
    ("The war of 2014-15 ended.", "2014-15: 2014-01-01..2015-12-31 range"),
    ("It began in summer 2022.", "summer 2022: 2022-06-01..2022-08-31 season"),
    ("Fighting began last winter.", "last winter: 2022-12-01..2023-02-28 season"),
    ("It happened on Christmas Day.", "Christmas Day: 2022-12-25 day"),
    ("It happened on New Year's Eve.", "New Year's Eve: 2022-12-31 day"),
    ("It happened on Easter Sunday.", "Easter Sunday: 2023-04-09 day"),
    ("Fighting broke out in September.", "September: 2022-09-01..2022-09-30 month"),
    ("Elections will be held in November.", "November: 2023-11-01..2023-11-30 month"),
    ("They agreed to meet at a summit in June.", "June: 2023-06-01..2023-06-30 month"),
]


@pytest.mark.parametrize(("text", "expected"), CALENDAR)
def test_dates_of_the_calendar(text: str, expected: str) -> None:
    assert told(text) == [expected]


WEEKDAYS = [
    ("He died on Friday.", "Friday: 2023-05-12 day"),
    ("He died on Sunday.", "Sunday: 2023-05-07 day"),
    ("Friday's clashes killed two.", "Friday: 2023-05-12 day"),
    ("He died last Friday.", "last Friday: 2023-05-05 day"),
    ("Talks are due next Sunday.", "next Sunday: 2023-05-14 day"),
    ("They will meet this Sunday.", "this Sunday: 2023-05-14 day"),
    ("The leaders will meet in Brussels on Sunday.", "Sunday: 2023-05-14 day"),
    ("A meeting set to take place in Brussels, on Sunday, was near.", "Sunday: 2023-05-14 day"),
    ("Talks planned for Monday failed.", "Monday: 2023-05-15 day"),
    ("He died on Tuesday of last week.", "Tuesday of last week: 2023-05-02 day"),
    ("Shelling lasted from Monday to Wednesday.", "from Monday to Wednesday: 2023-05-08..2023-05-10 range"),
    ("Two people died over the weekend.", "the weekend: 2023-05-06..2023-05-07 range"),
    ("Talks are scheduled to take place over the weekend.", "the weekend: 2023-05-13..2023-05-14 range"),
]


@pytest.mark.parametrize(("text", "expected"), WEEKDAYS)
def test_weekdays_follow_the_tense(text: str, expected: str) -> None:
    assert told(text) == [expected]


def test_the_same_sentence_may_look_back_and_ahead() -> None:
    text = "The army said on Thursday that talks would be held on Monday."
    assert told(text) == ["Thursday: 2023-05-11 day", "Monday: 2023-05-15 day"]


RELATIVE = [
    ("He died yesterday.", "yesterday: 2023-05-11 day"),
    ("He died the day before yesterday.", "the day before yesterday: 2023-05-10 day"),
    ("He died a day earlier.", "a day earlier: 2023-05-11 day"),
    ("They clashed three weeks ago.", "three weeks ago: 2023-04-17..2023-04-23 week"),
    ("They clashed two years ago.", "two years ago: 2021-01-01..2021-12-31 year"),
    ("They clashed last week.", "last week: 2023-05-01..2023-05-07 week"),
    ("They clashed last month.", "last month: 2023-04-01..2023-04-30 month"),
    ("They clashed earlier this month.", "earlier this month: 2023-05-01..2023-05-12 month"),
    ("They clashed earlier this week.", "earlier this week: 2023-05-08..2023-05-12 week"),
    ("They will meet next month.", "next month: 2023-06-01..2023-06-30 month"),
    ("They clashed in the past two weeks.", "the past two weeks: 2023-04-28..2023-05-12 range"),
    ("They clashed in the last three decades or so.", "the last three decades or so: 1993-05-12..2023-05-12 vague"),
    ("They clashed in recent days.", "recent days: 2023-05-05..2023-05-12 vague"),
    ("They clashed in the last 24 hours.", "the last 24 hours: 2023-05-11..2023-05-12 range"),
    ("Two have died since Thursday.", "since Thursday: 2023-05-11..2023-05-12 range"),
    ("It has been shut since February last year.", "since February last year: 2022-02-01..2023-05-12 range"),
    ("The truce holds until 5 June.", "until 5 June: 2023-05-12..2023-06-05 range"),
    ("They must leave by the end of the month.", "by the end of the month: 2023-05-31 day"),
    ("They must leave within 48 hours.", "48 hours: 2023-05-12..2023-05-14 range"),
    ("They clashed for a second straight day.", "a second straight day: 2023-05-11..2023-05-12 range"),
    ("They clashed for the third day in a row.", "the third day in a row: 2023-05-10..2023-05-12 range"),
]


@pytest.mark.parametrize(("text", "expected"), RELATIVE)
def test_times_told_from_another(text: str, expected: str) -> None:
    assert told(text) == [expected]


def test_the_next_day_counts_from_the_day_told_before() -> None:
    text = "On May 3 they fought. A day earlier, two died. Two days later it ended."
    assert [days(m) for m in read(text)] == ["2023-05-03", "2023-05-02", "2023-05-04"]


def test_a_day_after_tells_the_day_of_what_follows() -> None:
    text = "Armenia spoke on Friday (May 12). This comes a day after Azerbaijan said one soldier was killed."
    first, second = read(text)
    assert days(first) == "2023-05-12"
    assert (words(text, second), days(second), second.complement) == ("a day after", "2023-05-11", True)


def test_a_day_after_a_date_counts_from_it() -> None:
    text = "The truce broke a day after Sunday's talks."
    first, second = read(text)
    assert (days(first), first.complement) == ("2023-05-08", False)
    assert days(second) == "2023-05-07"


NIGHTS = [
    ("Drones struck overnight.", "overnight", "2023-05-11..2023-05-12"),
    ("Guns fired on Thursday night.", "Thursday night", "2023-05-11"),
    ("Guns fired on the night of 10 May.", "the night of 10 May", "2023-05-10"),
    ("Guns fired in the night from Saturday to Sunday.", "the night from Saturday to Sunday", "2023-05-06..2023-05-07"),
    ("Guns fired overnight into Thursday.", "overnight into Thursday", "2023-05-10..2023-05-11"),
    ("Guns fired in the early hours of Tuesday.", "the early hours of Tuesday", "2023-05-09"),
    ("Guns fired this morning.", "This morning".lower(), "2023-05-12"),
    ("Guns fired late on Saturday.", "late on Saturday", "2023-05-06"),
    ("They attacked at 5 a.m. on Tuesday.", "5 a.m. on Tuesday", "2023-05-09"),
    ("They attacked on Tuesday at 0300 GMT.", "Tuesday at 0300 GMT", "2023-05-09"),
    ("It took effect at noon on 10 April.", "noon on 10 April", "2023-04-10"),
]


@pytest.mark.parametrize(("text", "phrase", "expected"), NIGHTS)
def test_parts_of_the_day(text: str, phrase: str, expected: str) -> None:
    (mention,) = read(text)
    assert (words(text, mention), days(mention)) == (phrase, expected)
    assert mention.part_of_day or "night from" in phrase


def test_the_eve_of_a_date_is_the_day_before() -> None:
    assert told("He spoke on the eve of May 9.") == ["eve of May 9: 2023-05-08 day"]


NO_TIMES = [
    "At 5 a.m. they attacked.",
    "Resolution 1701 and UN resolution 2231 were broken.",
    "The F-16 hit a T-72, an S-300 and a BM-21.",
    "After 9/11 the 3rd Brigade may leave.",
    "Some 1,200 died and 2000 troops left.",
    "The score was 3-2, 50% up.",
    "They marched on, and he may go.",
    "Theresa May said so. April Jones agreed.",
    "The sun rose over the second village.",
    "May I ask? The March on Rome began.",
    "A 24-year-old man died 15 km away.",
    "Pilots flew 2,020 sorties.",
]


@pytest.mark.parametrize("text", NO_TIMES)
def test_numbers_and_words_that_are_no_times(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Fighting raged for three days.", "duration"),
        ("They agreed a 72-hour truce.", "duration"),
        ("Fighting raged for months.", "duration"),
        ("They shell the town every day.", "frequency"),
        ("They protest on Fridays.", "frequency"),
    ],
)
def test_lengths_and_habits_have_no_days(text: str, kind: str) -> None:
    (mention,) = read(text)
    assert (mention.kind, mention.time.start, mention.time.end) == (kind, None, None)
    assert mention.time.reason


def test_either_way_round_stays_open() -> None:
    (mention,) = read("It happened on 12/05/23 there.")
    assert mention.time.start is None
    assert mention.time.reason == "day and month could be either way round"


def test_movable_feasts_stay_open() -> None:
    (mention,) = read("A truce for Eid al-Fitr was agreed.")
    assert (mention.time.start, mention.time.reason) == (None, "a movable feast")


def test_a_weekday_that_does_not_fit_is_noted() -> None:
    (mention,) = read("It happened on Monday, May 12, 2023.")
    assert days(mention) == "2023-05-12"
    assert mention.time.reason == "the weekday told does not fall on this date"


def test_without_publication_nothing_is_guessed() -> None:
    text = "On Friday, in early May, last week, a day earlier, overnight, since 2014, three weeks ago."
    mentions = read(text, None)
    assert len(mentions) == 7
    assert {(m.time.start, m.time.end, m.time.reason) for m in mentions} == {(None, None, "no publication date")}


def test_without_publication_full_dates_stand() -> None:
    text = "It began on 27 September 2020 and ended on 9 November."
    assert [days(m) for m in read(text, None)] == ["2020-09-27", "2020-11-09"]


def test_history_lends_its_year_but_not_to_the_news() -> None:
    assert [days(m) for m in read("War broke out on 27 September 2020. It ended on 9 November.")] == ["2020-09-27", "2020-11-09"]
    assert [days(m) for m in read("The truce was signed on 10 November 2020. On May 11, it broke.")] == ["2020-11-10", "2023-05-11"]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("GORIS, March 3 — Two soldiers died on Thursday.", date(2023, 3, 4)),
        ("KABUL, 12 May (Agency) - A blast hit on Thursday.", FRIDAY),
        ("DUSHANBE, September 16. Troops opened fire on Thursday.", date(2022, 9, 16)),
        ("Clashes at the border\n\nGORIS, May 12 (Agency) — Two soldiers died on Thursday.", FRIDAY),
    ],
)
def test_datelines(text: str, published: date) -> None:
    first, *rest = read(text, published)
    assert first.dateline
    assert not any(m.dateline for m in rest)
    assert first.time.start is not None and abs((published - first.time.start).days) <= 1


def test_tokens_cover_the_words_however_they_are_cut() -> None:
    cut = Doc(NLP.vocab, words=["On", "2023-05-12,", "from", "3", "–5", "March", "and", "mid-May", "."], spaces=[True] * 9)
    first, second, third = find_times(cut, FRIDAY)
    assert (first.start, first.end) == (1, 2)
    assert (second.start, second.end) == (3, 6) or (second.start, second.end) == (2, 6)
    assert days(second) == "2023-03-03..2023-03-05"
    assert (third.start, third.end, days(third)) == (7, 8, "2023-05-11..2023-05-20")


def test_tags_tell_tense() -> None:
    tokens = ["Rebels", "hit", "Goma", "Sunday", "."]
    starts: list[bool | int | None] = [True, False, False, False, False]
    past = Doc(NLP.vocab, words=tokens, tags=["NNS", "VBD", "NNP", "NNP", "."], sent_starts=starts)
    assert [days(m) for m in find_times(past, FRIDAY)] == ["2023-05-07"]
    tags = ["NNS", "MD", "VB", "NNP", "NNP", "."]
    modal = Doc(NLP.vocab, words=["Rebels", "shall", *tokens[1:]], tags=tags, sent_starts=[*starts, False])
    assert [days(m) for m in find_times(modal, FRIDAY)] == ["2023-05-14"]


def test_nothing_in_nothing() -> None:
    assert find_times(Doc(NLP.vocab), FRIDAY) == []
    assert read(" \n\n ") == []


BARE = [
    ("They agreed to meet on the 17th.", "the 17th: 2023-05-17 day"),
    ("It was shelled on the 7th, he said.", "the 7th: 2023-05-07 day"),
    ("They will not go on the 30th of this month.", "the 30th of this month: 2023-05-30 day"),
    ("In the past night drones fell.", "the past night: 2023-05-11..2023-05-12 range"),
    ("Drones fell during the night.", "the night: 2023-05-11..2023-05-12 range"),
    ("Rockets were fired overnight from the hills.", "overnight: 2023-05-11..2023-05-12 range"),
    ("In the current day shells fell.", "the current day: 2023-05-12 day"),
    ("The meeting set for Tuesday is still on.", "Tuesday: 2023-05-16 day"),
    ("Envoys are meant to meet in a fortnight.", "a fortnight: 2023-05-26 week"),
]


@pytest.mark.parametrize(("text", "expected"), BARE)
def test_days_told_without_their_month(text: str, expected: str) -> None:
    assert expected in told(text)


@pytest.mark.parametrize("text", ["He serves in the 7th brigade.", "It hit on the 5th floor.", "They met on the 38th parallel."])
def test_numbers_that_are_no_days(text: str) -> None:
    assert told(text) == []


def test_an_owned_weekday_is_the_one_told_before() -> None:
    assert told("Talks set for Tuesday are on. He wants to wreck Tuesday's talks.") == [
        "Tuesday: 2023-05-16 day",
        "Tuesday: 2023-05-16 day",
    ]


def test_a_mention_keeps_the_day_that_it_was_resolved_against() -> None:
    assert [m.published for m in read("It happened on 3 May.")] == [FRIDAY]
