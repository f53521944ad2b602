"""Words as sub-words, and batches of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordPiece

from counterclaim.language.subwords import EncodedSentence, encode_sentence, load_tokenizer, pad_batch
from counterclaim.language.wordform import SHAPES

VOCABULARY = {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "troops": 4, "shell": 5, "##ed": 6, "##ing": 7, "Sotk": 8}


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer(WordPiece(vocab=VOCABULARY, unk_token="[UNK]"))


def test_marks_stand_at_both_ends(tokenizer: Tokenizer) -> None:
    encoded = encode_sentence(tokenizer, ["troops", "shelled", "Sotk"])
    assert encoded.ids == [2, 4, 5, 6, 8, 3]
    assert encoded.first == [1, 2, 4]
    assert encoded.last == [1, 3, 4]


def test_shapes_know_the_first_word(tokenizer: Tokenizer) -> None:
    encoded = encode_sentence(tokenizer, ["Sotk", "Sotk", "."])
    assert [SHAPES[s] for s in encoded.shapes] == ["title_first", "title", "punct"]


@pytest.mark.parametrize("unwritable", ["😀", "", "\u0301", "x" * 2_000])
def test_word_outside_the_vocabulary_is_one_unknown_subword(tokenizer: Tokenizer, unwritable: str) -> None:
    encoded = encode_sentence(tokenizer, ["troops", unwritable, "Sotk"])
    assert encoded.ids == [2, 4, 1, 8, 3]
    assert encoded.first == encoded.last == [1, 2, 3]


def test_no_words(tokenizer: Tokenizer) -> None:
    assert encode_sentence(tokenizer, []) == EncodedSentence([2, 3], [], [], [])


def test_batch_is_padded_with_zeros(tokenizer: Tokenizer) -> None:
    batch = pad_batch([encode_sentence(tokenizer, ["troops", "shelled"]), encode_sentence(tokenizer, ["Sotk"])])
    assert batch["input_ids"].tolist() == [[2, 4, 5, 6, 3], [2, 8, 3, 0, 0]]
    assert batch["attention_mask"].tolist() == [[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]]
    assert batch["first"].tolist() == [[1, 2], [1, 0]]
    assert batch["last"].tolist() == [[1, 3], [1, 0]]
    assert batch["shapes"][1].tolist() == [SHAPES.index("title_first"), 0]
    assert {array.dtype.name for array in batch.values()} == {"int64"}


def test_loaded_tokenizer_neither_pads_nor_cuts(tmp_path: Path, tokenizer: Tokenizer) -> None:
    padding = Tokenizer(WordPiece(vocab=VOCABULARY, unk_token="[UNK]"))
    padding.enable_padding(length=64)
    padding.enable_truncation(max_length=2)
    padding.save(str(tmp_path / "tokenizer.json"))
    loaded = load_tokenizer(tmp_path / "tokenizer.json")
    assert encode_sentence(loaded, ["troops", "shelled", "Sotk"]) == encode_sentence(tokenizer, ["troops", "shelled", "Sotk"])
