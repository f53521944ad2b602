"""The engine with the bundled model: what holds for any model that is put there."""

from __future__ import annotations

from pathlib import Path

import conllu
import pytest
from spacy.lang.lex_attrs import LEX_ATTRS
from spacy.language import Language
from spacy.vocab import Vocab

from counterclaim.errors import ConfigError, ResourceError
from counterclaim.language import engine
from counterclaim.language.conllu import to_conllu
from counterclaim.language.engine import MENTIONS, OWN, JointParser, RawTextTokenizer, load_engine
from counterclaim.language.sessions import ModelFolder

ODD_TEXTS = [
    "They don't agree.",
    " A blank before. Two  blanks inside.  ",
    "\n\nA headline\n\nThe text.\r\nAnother line.\tA tab.\n",
    "No\u00a0break, thin\u2009space, zero\u200bwidth, \ufeffmark, next\x85line, unit\x1fmark.",
    "Smileys 😀👍🏽 and flags 🇦🇲🇦🇿 and families 👨‍👩‍👧.",
    "e\u0301 cafe\u0301 A\u030angstro\u0308m n\u0303",
    "“Quoted,” he said — ‘twice’ … «so».",
    "Հայաստան Азербайджан 日本語 العربية",
    "\u2028Line\u2029and paragraph\x0bmarks\x0c",
    "\x00 nul",
    ".",
    "😀",
    "\u0301",
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_engine()


@pytest.mark.engine
@pytest.mark.parametrize("text", ODD_TEXTS)
def test_text_is_kept_to_the_letter(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc)
    assert [t.is_space for t in doc] == [not t.text.strip() for t in doc]


@pytest.mark.engine
@pytest.mark.parametrize("text", ["", " ", "\n \n", "\t"])
def test_text_without_a_visible_character(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert all(t.is_space for t in doc)
    assert not doc.ents
    assert to_conllu(doc) == ""


@pytest.mark.engine
def test_line_break_ends_a_sentence(nlp: Language) -> None:
    doc = nlp("Two sides trade blame\nArmenia said that it was attacked. It returned fire\n\nTalks go on")
    assert [s.text.strip() for s in doc.sents] == [
        "Two sides trade blame",
        "Armenia said that it was attacked.",
        "It returned fire",
        "Talks go on",
    ]


@pytest.mark.engine
@pytest.mark.parametrize(
    "text", [*ODD_TEXTS[:5], "Armenia said on Friday that five of its soldiers had been killed. Azerbaijan denied it."]
)
def test_each_sentence_is_a_tree_of_its_own(nlp: Language, text: str) -> None:
    doc = nlp(text)
    for sentence in doc.sents:
        visible = [t for t in sentence if not t.is_space]
        assert [t.dep_ == "root" for t in visible] == [t.head == t for t in visible]
        assert sum(t.head == t for t in visible) == 1
        assert all(t.head in sentence for t in visible)
        assert all(t.pos_ and t.tag_ and t.lemma_ for t in visible)


@pytest.mark.engine
def test_white_space_tokens_are_marked(nlp: Language) -> None:
    doc = nlp("\nOne line\n\nand another")
    assert [(t.pos_, t.tag_) for t in doc if t.is_space] == [("SPACE", "_SP")] * 2


@pytest.mark.engine
def test_sentence_of_600_words_without_stops(nlp: Language) -> None:
    text = "village " * 599 + "village"
    doc = nlp(text)
    assert doc.text == text
    assert len([t for t in doc if not t.is_space]) == 600
    assert max(len(s) for s in doc.sents) <= 160


@pytest.mark.engine
@pytest.mark.parametrize("letters", [2_000, 4_321])
def test_very_long_word(nlp: Language, letters: int) -> None:
    text = f"They hit {'x' * letters} again."
    doc = nlp(text)
    assert doc.text == text
    assert max(len(t) for t in doc) <= 2_000


@pytest.mark.engine
@pytest.mark.parametrize("text", [*ODD_TEXTS, "They don't agree. We can't, and won't.\nIt's Armenia's."])
def test_conllu_can_be_read_back(nlp: Language, text: str) -> None:
    doc = nlp(text)
    sentences = conllu.parse(to_conllu(doc))
    words = [w for s in sentences for w in s if isinstance(w["id"], int)]
    visible = [t for t in doc if not t.is_space]
    assert [w["form"] for w in words] == [t.text for t in visible]
    assert [w["deprel"] for w in words] == [t.dep_ for t in visible]
    assert [w["lemma"] for w in words] == [t.lemma_ for t in visible]
    assert all(sum(w["head"] == 0 for w in s) == 1 for s in sentences)
    assert [s.metadata["text"] for s in sentences] == [s.text.strip() for s in doc.sents if s.text.strip()]


@pytest.mark.engine
def test_contraction_is_one_token_of_two_words(nlp: Language) -> None:
    doc = nlp("They don't agree.")
    assert [t.text for t in doc] == ["They", "do", "n't", "agree", "."]
    assert [bool(t._.joined) for t in doc] == [False, True, False, False, False]
    (sentence,) = conllu.parse(to_conllu(doc))
    (token,) = [w for w in sentence if isinstance(w["id"], tuple)]
    assert (token["id"], token["form"]) == ((2, "-", 3), "don't")


@pytest.mark.engine
def test_mentions_nest_and_entities_are_the_outermost_named_ones(nlp: Language) -> None:
    doc = nlp("The Armenian Defence Ministry in Yerevan said on Friday that five soldiers had been wounded near the village of Sotk.")
    mentions = list(doc.spans[MENTIONS])
    assert mentions
    assert all(m.label_ and m.start <= m._.head < m.end for m in mentions)
    named = {(m.start, m.end) for m in mentions if m._.named}
    assert {(e.start, e.end) for e in doc.ents} <= named
    assert all(any(e.start <= start and end <= e.end or e.start < end and start < e.end for e in doc.ents) for start, end in named)
    assert any(one != other and one.start <= other.start and other.end <= one.end for one in mentions for other in mentions)
    assert "Yerevan" in " ".join(e.text for e in doc.ents)


@pytest.mark.engine
def test_many_texts_at_once_give_what_each_gives_alone(nlp: Language) -> None:
    texts = [
        "They fired first.",
        "",
        "Talks in Brussels ended.\nNo deal was signed.",
        "\n",
        *(f"Report number {n} said so." for n in range(70)),
    ]
    together = list(nlp.pipe(texts))
    assert [d.text for d in together] == texts
    for doc, text in zip(together[:6], texts[:6], strict=True):
        alone = nlp(text)
        assert [(t.text, t.tag_, t.dep_, t.head.i, t.lemma_) for t in doc] == [(t.text, t.tag_, t.dep_, t.head.i, t.lemma_) for t in alone]


@pytest.mark.engine
def test_component_can_be_added_by_name(nlp: Language) -> None:
    assert "counterclaim_parser" in nlp.pipe_names


def test_unknown_engine_is_a_config_error() -> None:
    with pytest.raises(ConfigError, match="no_such_pipeline"):
        load_engine("no_such_pipeline")


def test_folder_that_holds_no_pipeline_is_a_config_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        load_engine(str(tmp_path))


def test_package_that_is_no_pipeline_is_a_config_error() -> None:
    with pytest.raises(ConfigError):
        load_engine("numpy")


def test_missing_model_is_a_resource_error_when_a_text_is_read(tmp_path: Path) -> None:
    with pytest.raises(ResourceError):
        RawTextTokenizer(Vocab(lex_attr_getters=LEX_ATTRS), ModelFolder(tmp_path / "nowhere"))("Some text.")


def test_text_without_a_visible_character_needs_no_model(tmp_path: Path) -> None:
    nowhere = ModelFolder(tmp_path / "nowhere")
    vocab = Vocab(lex_attr_getters=LEX_ATTRS)
    doc = JointParser(vocab, nowhere)(RawTextTokenizer(vocab, nowhere)(" \n"))
    assert doc.text == " \n"


def test_missing_model_is_a_resource_error_when_the_engine_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "ModelFolder", lambda **_: ModelFolder(tmp_path / "nowhere"))
    with pytest.raises(ResourceError):
        load_engine(OWN)
