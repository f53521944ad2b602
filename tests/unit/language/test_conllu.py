"""CoNLL-U of documents made by hand, read back with the reference reader."""

from __future__ import annotations

import conllu
import pytest
from spacy.lang.lex_attrs import LEX_ATTRS
from spacy.tokens import Doc
from spacy.vocab import Vocab

import counterclaim.language.engine  # noqa: F401  the extension attributes of tokens
from counterclaim.language.conllu import to_conllu


def refusal() -> Doc:
    """ "They don't agree. \n\nWe do." with the white space as a token."""
    doc = Doc(
        Vocab(lex_attr_getters=LEX_ATTRS),
        words=["They", "do", "n't", "agree", ".", "\n\n", "We", "do", "."],
        spaces=[True, False, True, False, True, False, True, False, False],
        pos=["PRON", "AUX", "PART", "VERB", "PUNCT", "SPACE", "PRON", "VERB", "PUNCT"],
        tags=["PRP", "VBP", "RB", "VB", ".", "_SP", "PRP", "VBP", "."],
        lemmas=["they", "do", "not", "agree", ".", "\n\n", "we", "do", "."],
        morphs=["Case=Nom|Number=Plur", "", "Polarity=Neg", "VerbForm=Inf", "", "", "Number=Plur", "", ""],
        heads=[3, 3, 3, 3, 3, 4, 7, 7, 7],
        deps=["nsubj", "aux", "advmod", "root", "punct", "dep", "nsubj", "root", "punct"],
        sent_starts=[True, False, False, False, False, False, True, False, False],
    )
    doc[1]._.joined = True
    return doc


def test_sentences_with_text_and_numbers() -> None:
    first, second = conllu.parse(to_conllu(refusal()))
    assert first.metadata == {"sent_id": "1", "text": "They don't agree."}
    assert second.metadata == {"sent_id": "2", "text": "We do."}


def test_multi_word_token_is_a_range() -> None:
    first, second = conllu.parse(to_conllu(refusal()))
    assert [w["id"] for w in first] == [1, (2, "-", 3), 2, 3, 4, 5]
    assert [w["form"] for w in first] == ["They", "don't", "do", "n't", "agree", "."]
    assert [w["id"] for w in second] == [1, 2, 3]


def test_three_words_in_one_token() -> None:
    doc = Doc(
        Vocab(lex_attr_getters=LEX_ATTRS),
        words=["would", "n't", "'ve", "x"],
        spaces=[False, False, True, False],
        heads=[0, 0, 0, 0],
        deps=["root", "advmod", "aux", "dep"],
        pos=["AUX", "PART", "AUX", "X"],
        lemmas=["would", "not", "have", "x"],
        sent_starts=[True, False, False, False],
    )
    doc[0]._.joined = doc[1]._.joined = True
    (sentence,) = conllu.parse(to_conllu(doc))
    assert [w["id"] for w in sentence] == [(1, "-", 3), 1, 2, 3, 4]
    assert sentence[0]["form"] == "wouldn't've"


def test_columns() -> None:
    first, _ = conllu.parse(to_conllu(refusal()))
    negation = first[3]
    assert (negation["lemma"], negation["upos"], negation["xpos"], negation["feats"]) == ("not", "PART", "RB", {"Polarity": "Neg"})
    assert (negation["head"], negation["deprel"]) == (4, "advmod")
    assert [w["head"] for w in first if not isinstance(w["id"], tuple)] == [4, 4, 4, 0, 4]


def test_space_after() -> None:
    lines = [line.split("\t") for line in to_conllu(refusal()).splitlines() if "\t" in line]
    misc = {line[0] + line[1]: line[9] for line in lines[:6]}
    assert misc == {"1They": "_", "2-3don't": "_", "2do": "_", "3n't": "_", "4agree": "SpaceAfter=No", "5.": "_"}


def test_text_is_rebuilt_from_the_columns() -> None:
    for sentence in conllu.parse(to_conllu(refusal())):
        inside = {k for w in sentence if isinstance(w["id"], tuple) for k in range(w["id"][0], w["id"][2] + 1)}
        written = "".join(
            w["form"] + ("" if (w["misc"] or {}).get("SpaceAfter") == "No" else " ") for w in sentence if w["id"] not in inside
        )
        assert written.strip() == sentence.metadata["text"]


@pytest.mark.parametrize("words", [[], [" "], ["\n\n"]])
def test_nothing_visible_is_nothing(words: list[str]) -> None:
    assert (
        to_conllu(Doc(Vocab(lex_attr_getters=LEX_ATTRS), words=words, spaces=[False] * len(words), sent_starts=[True] * len(words))) == ""
    )


def test_joined_word_at_the_end_of_its_sentence_makes_no_range() -> None:
    doc = Doc(
        Vocab(lex_attr_getters=LEX_ATTRS),
        words=["do", "n't"],
        spaces=[False, False],
        heads=[0, 1],
        deps=["root", "root"],
        sent_starts=[True, True],
    )
    doc[0]._.joined = True
    assert all(isinstance(w["id"], int) for sentence in conllu.parse(to_conllu(doc)) for w in sentence)
