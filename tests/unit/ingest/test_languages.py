from __future__ import annotations

import pytest

from counterclaim.errors import RecordError
from counterclaim.ingest.languages import guess_language, language_name, require_english

ENGLISH = "The ministry said that one of its soldiers was killed on the border on Friday."
RUSSIAN = "Министерство обороны сообщило, что на границе погиб один военнослужащий."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENGLISH, "en"),
        (ENGLISH.upper(), "en"),
        (ENGLISH.replace(" ", "\n"), "en"),
        (RUSSIAN, "ru"),
        ("Le ministère a déclaré qu'un soldat avait été tué vendredi à la frontière.", "fr"),
        ("Bakanlık, cuma günü sınırda bir askerin hayatını kaybettiğini açıkladı.", "tr"),
        ("قالت وزارة الدفاع إن أحد جنودها قتل يوم الجمعة على الحدود", "ar"),
        ("El ministerio dijo que uno de sus soldados murió el viernes en la frontera.", "es"),
    ],
)
def test_guess(text: str, code: str) -> None:
    guess = guess_language(text)
    assert guess is not None
    assert guess.code == code
    assert 0.5 <= guess.sure <= 1.0


@pytest.mark.parametrize("text", ["", "Sotk", "BAKU, May 12", "12 05 2023 " * 20])
def test_too_short_to_tell(text: str) -> None:
    assert guess_language(text) is None
    assert require_english(text, None) is None
    assert require_english(text, "en-GB") == "en"


def test_not_english_is_said_with_the_language() -> None:
    with pytest.raises(RecordError, match=r"^not in English: looks like Russian \(ru, 0\.\d\d\)$"):
        require_english(RUSSIAN, "en")


def test_the_text_is_believed_before_its_metadata() -> None:
    assert require_english(ENGLISH, "ru") == "en"


def test_a_declared_language_counts_where_the_text_does_not_tell() -> None:
    with pytest.raises(RecordError, match=r"^not in English: its source says Turkish \(tr\)$"):
        require_english("Sotk", "tr_TR")


def test_names() -> None:
    assert [language_name(code) for code in ("el", "arz", "xx")] == ["Modern Greek", "Egyptian Arabic", "xx"]
