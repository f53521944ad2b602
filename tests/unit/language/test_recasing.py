"""Capitals given back to reports that are written in capitals throughout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

import pytest
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from counterclaim.language.recasing import AnyCaseParser, KnownNames, is_in_capitals, recase

NAMES = ("FMLN", "Salvadoran", "Farabundo Martí National Liberation Front", "M-19", "Reşad Straßen", "car", "Georgia")
VOCAB = Vocab()


def tagged(text: str, *, names: str = "", other: str = "NOUN") -> Doc:
    """A document of words parted by blanks, one sentence a line; the words of `names` are proper nouns."""
    words, starts, tags = list[str](), list[bool | int | None](), list[str]()
    for line in text.split("\n"):
        for k, word in enumerate(line.split()):
            words.append(word)
            starts.append(k == 0)
            tags.append("PROPN" if word in names.split() else other)
    return Doc(VOCAB, words=words, pos=tags, sent_starts=starts)


def cased(text: str, *, names: str = "", other: str = "NOUN") -> str:
    return recase(tagged(text, names=names, other=other), KnownNames(NAMES)).strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("THE REBELS HAVE LEFT THE VILLAGE.", True),
        ("THE REBELS HAVE LEFT THE VILLAGE, Reuters said.", True),
        ("Rebels of the FMLN and the ELN have left the village.", False),
        ("FMLN, ELN", False),
        ("", False),
    ],
)
def test_a_text_is_in_capitals_when_most_of_its_letters_are(text: str, expected: bool) -> None:
    assert is_in_capitals(text) is expected


def test_words_go_to_lower_case_and_sentences_begin_with_a_capital() -> None:
    assert cased("REBELS ATTACKED .\nTHEY LEFT .", other="VERB") == "Rebels attacked . They left ."


def test_what_the_parser_takes_for_a_name_gets_its_capital() -> None:
    assert cased("IT HAPPENED NEAR OCAMPO-PEREZ", names="OCAMPO-PEREZ") == "It happened near Ocampo-Perez"


def test_particles_inside_a_name_stay_small() -> None:
    assert cased("IN SAN LUIS DE LA REINA", names="SAN LUIS DE LA REINA") == "In San Luis de la Reina"


def test_a_particle_before_a_name_belongs_to_it() -> None:
    assert cased("IN LA PAZ", names="LA PAZ") == "In La Paz"


def test_a_known_acronym_keeps_its_capitals_where_it_is_a_name() -> None:
    assert cased("THE FMLN SAID", names="FMLN") == "The FMLN said"


def test_a_known_acronym_that_is_a_common_word_here_does_not() -> None:
    known = KnownNames(["IS"])
    assert recase(tagged("THIS IS ALL", other="VERB"), known).strip() == "This is all"


def test_a_known_adjective_gets_its_capital_though_it_is_no_name() -> None:
    assert cased("THE SALVADORAN ARMY", other="ADJ") == "The Salvadoran army"


def test_a_known_name_of_several_words_gets_its_case_whatever_the_parser_says() -> None:
    assert cased("BY FARABUNDO MARTI NATIONAL LIBERATION FRONT UNITS").endswith("Farabundo Marti National Liberation Front units")


@pytest.mark.parametrize("text", ["THE LIBERATION FRONT [ XAF ] SAID", "THE XAF [ XAMBIAN FRONT ] SAID"])
def test_a_word_that_the_text_tells_to_be_an_acronym_keeps_its_capitals(text: str) -> None:
    assert "XAF" in cased(text, names="XAF")


def test_a_name_in_brackets_behind_no_name_is_no_acronym() -> None:
    assert cased("SAID . [ GOMEZ ] YES", names="GOMEZ", other="VERB") == "Said . [ Gomez ] yes"


@pytest.mark.parametrize("word", ["NPA-3", "U.S.", "KGB"])
def test_words_with_digits_stops_or_no_vowels_are_acronyms_when_they_are_names(word: str) -> None:
    assert cased(f"THE {word} SAID", names=word) == f"The {word} said"


def test_a_title_is_no_acronym() -> None:
    assert cased("THEN MR GOMEZ LEFT", names="MR GOMEZ") == "Then Mr Gomez left"


def test_an_ordinal_is_not_capitalised() -> None:
    assert cased("THE 20TH BRIGADE", names="20TH BRIGADE") == "The 20th Brigade"


def test_a_dateline_stays_in_capitals() -> None:
    assert cased("LIMA, 3 JAN 90 (EFE) -- POLICE SAID", names="LIMA,") == "LIMA, 3 JAN 90 (EFE) -- Police said"


def test_a_word_with_a_small_letter_is_left_alone() -> None:
    assert cased("THE McGRAW HOUSE", names="McGRAW") == "The McGRAW house"


def test_letters_without_a_small_form_of_the_same_length_are_left_alone() -> None:
    text = "İSTANBUL STRASSE ŞIRNAK"
    given = recase(tagged(text, names=text), KnownNames(NAMES))
    assert len(given.strip()) == len(text)


def test_a_name_whose_capitals_are_longer_is_not_known() -> None:
    assert KnownNames(["Reşad Straßen"]).longest(["RESAD", "STRASSEN"], 0) == ()


def test_the_longest_known_name_wins() -> None:
    assert KnownNames(["Shining Path", "Shining"]).longest(["SHINING", "PATH", "MEN"], 0) == ("Shining", "Path")


class Engine:
    """Stands in for the language engine: every word is a noun, and it keeps what it was given."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def pipe(self, texts: Iterable[str]) -> Iterator[Doc]:
        for text in texts:
            self.given.append(text)
            yield tagged(text)


def test_only_texts_in_capitals_are_parsed_again() -> None:
    engine = Engine()
    docs = AnyCaseParser(cast(Language, engine), lambda: NAMES)(["SEVERAL REBELS LEFT THE VILLAGE", "Several rebels left the village"])
    assert [doc.text.strip() for doc in docs] == ["Several rebels left the village"] * 2
    assert len(engine.given) == 3


def test_names_are_not_asked_for_without_a_text_in_capitals() -> None:
    def never() -> Iterable[str]:
        raise AssertionError("asked")

    assert len(AnyCaseParser(cast(Language, Engine()), never)(["Several rebels left the village"])) == 1


@pytest.mark.engine
def test_offsets_hold_in_the_report_as_it_was_written() -> None:
    from counterclaim.language.engine import load_engine  # noqa: PLC0415 - a second that the other tests need not wait for

    text = "LIMA, 3 JAN 90 -- GUNMEN KILLED TWO FARMERS IN THE TOWN OF UCHIZA.\n\nTHE M-19 [19 APRIL MOVEMENT] DENIED IT, MR GOMEZ SAID."
    (doc,) = AnyCaseParser(load_engine(), lambda: NAMES)([text])
    assert doc.text.upper() == text
    assert "Gunmen killed two farmers" in doc.text
    assert all(text[t.idx : t.idx + len(t)].lower() == t.text.lower() for t in doc)
