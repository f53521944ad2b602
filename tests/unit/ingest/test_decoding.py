from __future__ import annotations

import random

import pytest

from counterclaim.errors import RecordError
from counterclaim.ingest.decoding import declared_charset, decode, require_readable

WORDS = "Kəlbəcər — the ministry’s word"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_and_without_mark(codec: str) -> None:
    assert decode(WORDS.encode(codec)) == WORDS


def test_big_endian_mark() -> None:
    assert decode(b"\xfe\xff" + WORDS.encode("utf-16-be")) == WORDS


def test_english_that_is_not_utf8_is_windows_1252() -> None:
    text = "The army said: “We did not fire first” — and that the café was empty. " * 3
    assert decode(text.encode("cp1252")) == text


def test_bytes_that_windows_1252_lacks_fall_back_to_latin_1() -> None:
    assert decode(b"a border village, a village at the border, twenty miles\x81 from the caf\xe9") == (
        "a border village, a village at the border, twenty miles\x81 from the café"
    )


def test_other_scripts_are_guessed() -> None:
    text = "Министерство обороны сообщило, что на границе погиб один военнослужащий, ещё двое были ранены. " * 4
    assert decode(text.encode("cp1251")) == text


def test_declared_charset_wins_and_a_wrong_one_is_passed_over() -> None:
    assert decode("Łódź".encode("iso-8859-2"), "iso-8859-2") == "Łódź"
    assert decode(WORDS.encode(), "ascii") == WORDS
    assert decode(WORDS.encode(), "no-such-charset") == WORDS


def test_damaged_utf8_stays_utf8() -> None:
    text = WORDS * 20
    assert decode(text.encode() + b"\xe2\x80").startswith(text)


def test_charset_of_a_page() -> None:
    assert declared_charset(b'<html><meta charset="windows-1251">') == "windows-1251"
    assert declared_charset(b'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">') == "koi8-r"
    assert declared_charset(b"<html><p>charset=x</p>") is None


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"PK\x03\x04 some words", "ZIP"),
        (b"\x89PNG\r\n", "image"),
        (b"{\\rtf1 words}", "RTF"),
        (b"words\x00\x01\x02", "zero bytes"),
        (bytes(range(1, 32)) * 4 + b"words", "control characters"),
        (random.Random(1).randbytes(5000), "not text"),
        (random.Random(2).randbytes(5000).replace(b"\0", b""), "not text"),
    ],
)
def test_binary_is_not_text(data: bytes, kind: str) -> None:
    with pytest.raises(RecordError, match="^not text") as caught:
        decode(data)
    assert kind in str(caught.value)


def test_a_few_controls_are_forgiven() -> None:
    require_readable("Twenty words and one bell\x07 in a line of text")
    with pytest.raises(RecordError):
        require_readable("one\0zero")
