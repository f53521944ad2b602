from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.incidents.origin_links import OriginLink
from counterclaim.incidents.origins import Origin, fold
from counterclaim.records.models import Report

DAY = dt.date(2023, 5, 12)

FIRST = "An Armenian conscript was killed on Friday evening when troops of Azerbaijan opened fire on a post above the village of Khndzorut."
SECOND = "According to the ministry in Yerevan the shooting began with single sniper shots and went on for an hour with heavy machine guns."
THIRD = "Azerbaijan rejected this account and said that no weapon had been fired by its units in the Shahbuz district on that day."
FOURTH = "Residents of Vayk, who were reached by telephone, said that they had spent most of the night in the cellars of their houses."
FIFTH = "Moscow, which brokered the truce of autumn, urged both neighbours to show restraint and offered to send its border guards."
WIRE = (FIRST, SECOND, THIRD, FOURTH, FIFTH)
TOLD_ANEW = (
    "Khndzorut mourns: one soldier of Armenia fell there, says Yerevan, while Azerbaijan blames Vayk for it while Moscow calls for calm."
)
ELSEWHERE = (
    "Two trucks with flour from Chad were burnt on the road to Mellit before they reached the warehouses of the town, drivers said.",
    "The Rapid Support Forces in Darfur and the army of Sudan blame each other, as they have after each such attack since March.",
    "Families in El Fasher have eaten nothing but fodder for weeks, according to doctors of the last hospital that is still open.",
)


def report(name: str, *sentences: str, day: dt.date | None = DAY, outlet: str | None = None) -> Report:
    text = f"Headline of {name}\n\n" + " ".join(sentences)
    return Report(id=name, text=text, published=day, outlet=outlet or f"The {name.title()} Post")


def groups(*reports: Report) -> list[tuple[str, ...]]:
    return [origin.reports for origin in fold(reports)]


def hows(*reports: Report) -> list[str]:
    return [link.how for origin in fold(reports) for link in origin.links]


def wire(**known: dt.date) -> Report:
    return report("wire", *WIRE, outlet="Highland Wire", **known)


def test_no_reports_no_origins() -> None:
    assert fold([]) == []


def test_a_report_alone_is_its_own_origin() -> None:
    assert fold([wire()]) == [Origin(id="o:wire", of="wire", reports=("wire",))]


def test_reports_of_one_happening_in_their_own_words_are_independent() -> None:
    assert groups(wire(), report("other", TOLD_ANEW)) == [("wire",), ("other",)]


def test_a_copy_that_was_cut_and_changed_is_folded_and_the_fold_says_why() -> None:
    copy = report("copy", FIRST.replace("conscript", "soldier"), SECOND, THIRD, FOURTH)
    (origin,) = fold([copy, wire()])
    link = origin.links[0]
    assert (origin.of, origin.reports) == ("wire", ("wire", "copy"))
    assert (link.one, link.other, link.how, link.evidence_in) == ("copy", "wire", "near_duplicate", "copy")
    assert 0.5 < link.score < 1
    assert copy.text[link.span.start : link.span.end] == link.evidence
    assert link.evidence.startswith(SECOND)


def test_the_same_words_under_another_id_are_one_origin() -> None:
    one = report("one", *WIRE)
    assert hows(one, one.model_copy(update={"id": "two", "outlet": None})) == ["same_text"]


def test_a_rewrite_that_keeps_some_sentences_is_folded() -> None:
    rewrite = report("rewrite", TOLD_ANEW, SECOND, THIRD, "The foreign minister of Armenia has not said yet whether she will go to Moscow.")
    assert hows(wire(), rewrite) == ["shared_sentences"]


def test_one_sentence_in_common_is_no_copy() -> None:
    assert len(groups(wire(), report("other", TOLD_ANEW, FIFTH, *ELSEWHERE))) == 2


def test_a_statement_that_both_quote_is_no_copy() -> None:
    statement = f"“{' '.join(WIRE)}”"
    one = report("one", "The ministry in Yerevan has put out this statement on Friday night:", statement)
    other = report("other", "Late in the day came word from the capital of Armenia, where officials spoke:", statement)
    assert len(groups(one, other)) == 2


def test_a_statement_printed_twice_with_nothing_else_is_one_text() -> None:
    assert len(groups(report("one", f"“{' '.join(WIRE)}”"), report("other", f"“{' '.join(WIRE[:4])}”"))) == 1


def test_a_footer_in_common_is_no_copy() -> None:
    footer = (
        "Subscribe to the letter that our editors send each day to more than two hundred thousand readers in forty countries, and "
        "follow us on every channel you like, because good reporting costs money and your support alone lets us go on, day after day."
    )
    assert len(groups(report("one", *WIRE[:2], footer, outlet="Post"), report("other", *ELSEWHERE[:2], footer, outlet="Post"))) == 2


def test_issues_of_a_series_are_no_copies() -> None:
    form = "Over the past day units of the South group in Donetsk hit {} guns, {} tanks, {} cars and {} drones, said Moscow."
    rest = "Aircraft and artillery went on to support the troops that hold the line near Lyman, Kupiansk and Siversk, as on all days."
    issues = [report(f"day{n}", form.format(n, n + 11, n + 22, n + 33), rest, rest, day=DAY + dt.timedelta(days=n)) for n in (1, 2, 3)]
    assert len(groups(*issues)) == 3


def test_a_tag_folds_a_story_told_in_other_words() -> None:
    tagged = report("tagged", f"YEREVAN (Highland Wire) — {TOLD_ANEW}")
    (origin,) = fold([tagged, wire()])
    (link,) = origin.links
    assert (link.how, link.one, link.evidence) == ("agency_tag", "tagged", "YEREVAN (Highland Wire) —")


def test_two_clients_of_one_agency_are_one_origin() -> None:
    one, other = report("one", FIRST, SECOND, THIRD, "(AFP)"), report("other", f"YEREVAN (Agence France-Presse) — {TOLD_ANEW}", FIFTH)
    assert hows(one, other) == ["agency_tag"]
    assert groups(one, report("third", TOLD_ANEW, FIFTH, "(Reuters)")) == [("one",), ("third",)]


def test_all_clients_of_one_agency_are_one_origin() -> None:
    anew = "Sources in Vayk speak of a night of fire; Azerbaijan and Yerevan differ on Khndzorut."
    clients = [report("one", FIRST, SECOND, THIRD, "(AFP)"), report("two", f"(AFP) — {TOLD_ANEW}", FIFTH), report("three", anew, "(AFP)")]
    assert len(groups(*clients)) == 1


def test_an_agency_of_the_callers_is_known() -> None:
    one, other = report("one", FIRST, SECOND, THIRD, "(Nilotica)"), report("other", f"(Nilotica) — {TOLD_ANEW}", FIFTH)
    assert len(fold([one, other])) == 2
    assert len(fold([one, other], ["Nilotica"])) == 1


def test_another_story_of_the_agency_is_another_origin() -> None:
    assert len(groups(wire(), report("tagged", f"(Highland Wire) — {ELSEWHERE[0]}", *ELSEWHERE[1:]))) == 2


def test_a_story_of_another_week_is_another_origin() -> None:
    tagged = report("tagged", f"(Highland Wire) — {TOLD_ANEW}", day=DAY + dt.timedelta(days=7))
    assert len(groups(wire(), tagged)) == 2


def test_a_tag_with_its_text_says_nothing_of_other_stories_of_the_agency() -> None:
    second = report("second", TOLD_ANEW, outlet="Highland Wire")
    copy = report("copy", f"(Highland Wire) — {FIRST}", *WIRE[1:])
    assert groups(wire(), second, copy) == [("wire", "copy"), ("second",)]


def test_an_outlet_quoted_with_its_words_is_the_origin() -> None:
    quoting = report("quoting", TOLD_ANEW, SECOND, "Officials told Highland Wire that talks would go ahead.")
    assert hows(wire(), quoting) == ["quoted_outlet"]


def test_an_outlet_quoted_for_something_else_is_not() -> None:
    quoting = report("quoting", TOLD_ANEW, "Officials told Highland Wire that talks would go ahead.")
    assert len(groups(wire(), quoting)) == 2


def test_a_digest_of_wires_does_not_make_one_origin_of_them() -> None:
    briefs = report("one", *WIRE[:3]), report("two", *ELSEWHERE)
    digest = report("digest", *WIRE[:3], *ELSEWHERE)
    assert len(groups(*briefs, digest)) == 2


def test_the_earlier_founds_the_origin_else_the_longer() -> None:
    cut = report("a", *WIRE[:4])
    assert fold([cut, wire()])[0].of == "wire"
    assert fold([cut, wire(day=DAY + dt.timedelta(days=1))])[0].of == "a"
    assert fold([cut, wire().model_copy(update={"published": None})])[0].of == "a"


def test_times_of_day_are_compared_across_zones() -> None:
    baku = dt.datetime(2023, 5, 12, 10, tzinfo=dt.timezone(dt.timedelta(hours=4)))
    one = wire().model_copy(update={"published": baku})
    other = report("b", *WIRE[:4]).model_copy(update={"published": dt.datetime(2023, 5, 12, 7, tzinfo=dt.UTC)})
    assert fold([other, one])[0].of == "wire"
    assert fold([other, one.model_copy(update={"published": baku.replace(hour=12)})])[0].of == "b"


def test_who_is_credited_founds_the_origin_though_dated_later() -> None:
    tagged = report("a", f"(Highland Wire) — {FIRST}", *WIRE[1:])
    assert fold([tagged, wire(day=DAY + dt.timedelta(days=1))])[0].of == "wire"


@pytest.mark.parametrize("text", ["", "Two dead.", "!!! ??"])
def test_reports_of_hardly_any_words_are_kept(text: str) -> None:
    tiny = [Report(id=f"t{n}", text=text) for n in range(3)]
    assert sorted(r for origin in fold([*tiny, wire()]) for r in origin.reports) == ["t0", "t1", "t2", "wire"]


POOL = [*WIRE, *ELSEWHERE, TOLD_ANEW, "(Highland Wire)", "(AFP)", "YEREVAN (Highland Wire) —", "Officials told Highland Wire about it."]
OUTLETS = ["Highland Wire", "Evening Ledger", "AFP", None]
REPORTS = st.lists(
    st.builds(
        lambda sentences, day, outlet: Report(
            id=Report.identify("\n".join(sentences)), text="Title\n\n" + "\n".join(sentences), published=day, outlet=outlet
        ),
        st.lists(st.sampled_from(POOL), max_size=6),
        st.one_of(st.none(), st.dates(DAY, DAY + dt.timedelta(days=5))),
        st.sampled_from(OUTLETS),
    ),
    max_size=9,
)


@settings(max_examples=60, deadline=None)
@given(REPORTS, st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter(reports: list[Report], rnd: random.Random) -> None:
    shuffled = list(reports)
    rnd.shuffle(shuffled)
    assert fold(reports) == fold(shuffled)


@settings(max_examples=40, deadline=None)
@given(REPORTS)
def test_every_report_has_one_origin_and_repetition_changes_nothing(reports: list[Report]) -> None:
    origins = fold(reports)
    members = [name for origin in origins for name in origin.reports]
    assert sorted(members) == sorted({r.id for r in reports})
    assert fold([*reports, *reports]) == origins
    assert all(origin.of == origin.reports[0] for origin in origins)


@settings(max_examples=40, deadline=None)
@given(REPORTS)
def test_links_hold_an_origin_together_and_show_their_words(reports: list[Report]) -> None:
    texts = {r.id: r.text for r in reports}
    for origin in fold(reports):
        reached = {origin.of}
        for _ in origin.reports:
            reached |= {name for link in origin.links for name in (link.one, link.other) if {link.one, link.other} & reached}
        assert reached == set(origin.reports)
        assert all(_shown(link, texts) for link in origin.links)


def _shown(link: OriginLink, texts: dict[str, str]) -> bool:
    return link.evidence_in in (link.one, link.other) and link.span.of(texts[link.evidence_in]) == link.evidence and 0 <= link.score <= 1
