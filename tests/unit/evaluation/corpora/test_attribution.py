from __future__ import annotations

import pytest

from counterclaim.claims.attribution import find_frames
from counterclaim.claims.lexicon import load_lexicon
from counterclaim.evaluation.corpora.attribution import Told, WordNumbers, align, attributions, measure
from counterclaim.evaluation.corpora.brat import Attribution
from trees_by_hand import tree


def told(source: str, cue: str, content: str) -> Told:
    """An attribution by word numbers: told("0 1", "2", "3 4")."""
    return Told(*(frozenset(map(int, words.split())) for words in (source, cue, content)))


SAID = told("0 1", "2", "3 4 5 6")


def figures(wanted: list[Told], found: list[Told]) -> dict[str, float]:
    return {f.name: f.value for f in measure(wanted, found).figures()}


def test_everything_right() -> None:
    measured = figures([SAID], [SAID])
    assert {name: value for name, value in measured.items() if value != 1} == {}


def test_nothing_found() -> None:
    assert figures([SAID], [])["all.overlap_f1"] == 0


def test_overlap_counts_words_and_exact_counts_attributions() -> None:
    measured = figures([SAID], [told("0 1", "2", "3 4")])
    assert measured["content.overlap_f1"] == pytest.approx(2 * 2 / (4 + 2))
    assert measured["content.exact_f1"] == 0
    assert (measured["source.overlap_f1"], measured["source.exact_f1"]) == (1, 1)


def test_all_words_of_the_three_roles_add_up() -> None:
    measured = figures([SAID], [told("1", "2", "3 4 5 6")])
    assert measured["all.overlap_f1"] == pytest.approx(2 * 6 / (7 + 6))
    assert measured["all.exact_f1"] == 0


def test_words_of_attributions_without_a_pair_count_as_found_and_wanted() -> None:
    measured = figures([SAID, told("10", "11", "12")], [SAID, told("20", "21", "22 23")])
    assert measured["content.overlap_f1"] == pytest.approx(2 * 4 / (5 + 6))
    assert measured["all.exact_f1"] == 0.5
    assert measured["paired.f1"] == 0.5


def test_attribution_without_a_source_counts_in_no_figure_of_sources() -> None:
    measured = figures([SAID, told("", "11", "12")], [SAID, told("", "11", "12")])
    assert measured["source.exact_f1"] == measured["all.exact_f1"] == 1
    assert measure([told("", "11", "12")], []).exact["source"].wanted == 0


def test_paired_by_cue_though_contents_say_otherwise() -> None:
    wanted = [told("0", "1", "2 3 4"), told("5", "6", "7 8 9")]
    found = [told("0", "6", "2 3 4"), told("5", "1", "7 8 9")]
    assert sorted(align(wanted, found)) == [(0, 1), (1, 0)]


def test_content_decides_between_equal_cues() -> None:
    wanted = [told("0", "1", "2 3"), told("0", "1", "4 5")]
    assert sorted(align(wanted, list(reversed(wanted)))) == [(0, 1), (1, 0)]


def test_content_pairs_what_cues_leave_over() -> None:
    wanted = [told("0", "1", "2 3"), told("4", "5", "6 7")]
    found = [told("4", "", "6 7 8"), told("0", "1", "2 3")]
    assert sorted(align(wanted, found)) == [(0, 1), (1, 0)]


def test_no_pair_without_a_common_word() -> None:
    assert list(align([told("0", "1", "2")], [told("0", "3", "4")])) == []


def test_counts_of_several_annotators_are_shared() -> None:
    half = measure([SAID], [SAID]).scaled(0.5)
    assert (half + half).exact["content"] == measure([SAID], [SAID]).exact["content"]


TEXT = 'He said: "The old-town bridge is safe."'


def test_words_are_runs_of_letters_and_digits() -> None:
    spans = Attribution(source=((0, 2),), cue=((3, 8),), content=((9, len(TEXT)),))
    assert WordNumbers(TEXT).told(spans) == told("0", "1", "2 3 4 5 6 7")


def test_marks_alone_are_no_words() -> None:
    assert WordNumbers(TEXT).told(Attribution(((7, 8),), (), ((38, 39),))) == told("", "", "")


def test_word_that_a_stretch_touches_counts() -> None:
    assert WordNumbers(TEXT).told(Attribution(((4, 6),), (), ())).source == {1}


OLD_MAYOR = """
The DET det 3
town's NOUN nmod:poss 3
mayor NOUN nsubj 6
, PUNCT punct 3
today ADV advmod 6
said VERB root 0 say VBD
that SCONJ mark 9
bridges NOUN nsubj 9
stand VERB ccomp 6
. PUNCT punct 6
"""


def words_of(table: str) -> list[list[str]]:
    doc = tree(table)
    return [[" ".join(doc.text[a:b] for a, b in part) for part in (a.source, a.cue, a.content)] for a in attributions(doc, load_lexicon())]


def test_source_is_the_phrase_below_its_head() -> None:
    ((source, cue, content),) = words_of(OLD_MAYOR)
    assert (source, cue) == ("The town's mayor", "said")
    assert content.endswith("that bridges stand")


ACCORDING = """
Bridges NOUN nsubj 2
stand VERB root 0 stand VBP
according VERB case 6 accord VBG
to ADP fixed 3
the DET det 6
mayor NOUN obl 2
. PUNCT punct 2
"""


def test_source_is_without_its_preposition() -> None:
    ((source, cue, content),) = words_of(ACCORDING)
    assert (source, cue) == ("the mayor", "according to")
    assert content.startswith("Bridges stand")


RELATIVE = """
Mayors NOUN nsubj 7
who PRON nsubj 3 _ WP
said VERB acl:relcl 1 say VBD
bridges NOUN nsubj 5
stand VERB ccomp 3
were AUX aux 7
wrong ADJ root 0
. PUNCT punct 7
"""


def test_relative_pronoun_stands_for_itself() -> None:
    ((source, cue, content),) = words_of(RELATIVE)
    assert (source, cue) == ("who", "said")
    assert content.startswith("bridges stand")


GOES_ON = """
" PUNCT punct 3
Bridges NOUN nsubj 3
stand VERB ccomp 7
, PUNCT punct 3
" PUNCT punct 3
she PRON nsubj 7
said VERB root 0 say VBD
. PUNCT punct 7

" PUNCT punct 3
Roads NOUN nsubj 3
hold VERB root 0 hold VBP
. PUNCT punct 3
Ferries NOUN nsubj 6
run VERB parataxis 3 run VBP
. PUNCT punct 3
" PUNCT punct 3
"""


def test_frames_of_one_cue_are_one_attribution() -> None:
    assert len(find_frames(tree(GOES_ON), load_lexicon())) > 1
    ((_, cue, content),) = words_of(GOES_ON)
    assert cue == "said"
    assert "Bridges stand" in content
    assert "Roads hold" in content
