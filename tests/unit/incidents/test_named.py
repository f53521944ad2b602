from __future__ import annotations

from counterclaim.incidents.named import kept, named_in, shared_names, story_share

BODY = (
    "Shelling At The Border\n\nFive soldiers of Armenia died near Sotk on Friday, May 12, said Major Anush Example. "
    "Nobody knew (Vayk was quiet). It took 7.40 km and B2."
)


def test_names_stand_within_sentences() -> None:
    assert named_in(BODY).names == {"armenia", "sotk", "major", "anush", "example", "vayk", "b2"}


def test_figures_are_numbers_in_digits() -> None:
    assert named_in(BODY).figures == {"12", "7.40"}


def test_a_text_of_one_line_is_read_as_it_is() -> None:
    assert named_in("He went to Sotk").names == named_in("He went to Sotk\n\n").names == {"sotk"}


def test_names_of_other_scripts_are_names() -> None:
    assert named_in("The town of Čačak, the city of Харків").names == {"čačak", "харків"}


def test_what_is_kept_is_counted_by_the_smaller_set() -> None:
    assert kept(frozenset("ab"), frozenset("abcd")) == kept(frozenset("abcd"), frozenset("ab")) == 1.0
    assert kept(frozenset("abc"), frozenset("cd")) == 0.5
    assert kept(frozenset(), frozenset("a")) == 0.0


def test_a_name_that_begins_a_sentence_is_shared_with_one_within() -> None:
    one, other = named_in("\nSotk was shelled from Baku."), named_in("\nThe guns hit Sotk near Vayk. The end.")
    assert shared_names(one, other) == shared_names(other, one) == {"sotk"}
    assert story_share(one, other) == 1.0


def test_reports_without_names_share_no_story() -> None:
    assert story_share(named_in("Nothing."), named_in("Nothing.")) == 0.0
