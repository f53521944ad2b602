from __future__ import annotations

import tomllib
from importlib import import_module
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from counterclaim.errors import ConfigError
from counterclaim.interactive.component import NAME, make_reader
from counterclaim.language.engine import load_engine
from counterclaim.pipeline import Pipeline

ROOT = Path(__file__).parents[3]
TEXT = "Armenia's defence ministry said on Friday that two soldiers were killed by Azerbaijani mortar fire near Sotk. Baku denied it."


@pytest.fixture(scope="module")
def nlp() -> Language:
    made = load_engine()
    made.add_pipe(NAME, config={"published": "2023-05-12"})
    return made


def test_entry_points_lead_to_factories() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]["spacy_factories"]
    module, _, name = told[NAME].partition(":")
    assert getattr(import_module(module), name) is make_reader


@pytest.mark.engine
def test_claims_are_spans_of_the_doc(nlp: Language) -> None:
    doc = nlp(TEXT)
    first, second = doc._.claims
    assert (first.claimant.text, first.claimant.label_, first.cue.text) == ("Armenia's defence ministry", "ARM:MIL", "said")
    assert (second.claimant.text, second.cue.text) == ("Baku", "denied")
    for claim in doc._.claims:
        for span, stretch in zip(claim.content, claim.claim.content, strict=True):
            assert (span.start_char, span.end_char) == (stretch.start, stretch.end)
            assert span.doc is doc
    assert first.events[0].harm[0].best == 2
    assert str(first.events[0].time.start) == "2023-05-12"


@pytest.mark.engine
def test_the_record_is_that_of_the_pipeline(nlp: Language) -> None:
    record = nlp(TEXT)._.record
    (same,) = Pipeline().read([record.report])
    assert record == same


@pytest.mark.engine
def test_the_parse_of_the_user_is_not_mended(nlp: Language) -> None:
    text = "The army said a soldier was killed and seven others wounded when rebels fired rockets into Goma."
    with nlp.select_pipes(disable=[NAME]):
        plain = nlp(text)
    read = nlp(text)
    assert [(t.head.i, t.dep_, t.tag_) for t in read] == [(t.head.i, t.dep_, t.tag_) for t in plain]
    assert [(h.effect, h.best) for e in read._.record.events for h in e.harm] == [("killed", 1), ("wounded", 7)]


@pytest.mark.engine
def test_a_doc_may_say_when_it_was_published(nlp: Language) -> None:
    doc = nlp.make_doc(TEXT)
    doc._.published = "2023-06-16"
    assert str(nlp(doc)._.claims[0].events[0].time.start) == "2023-06-16"


@pytest.mark.engine
def test_a_foreign_parse_will_do() -> None:
    nlp = spacy.blank("en")
    reader = make_reader(nlp, NAME, "2023-05-12", None, rules_only=False)
    words = "The Armenian army said that two soldiers were killed near Sotk .".split()
    doc = Doc(
        nlp.vocab,
        words=words,
        spaces=[True] * 10 + [False, False],
        pos="DET ADJ NOUN VERB SCONJ NUM NOUN AUX VERB ADP PROPN PUNCT".split(),
        tags="DT JJ NN VBD IN CD NNS VBD VBN IN NNP .".split(),
        lemmas="the armenian army say that two soldier be kill near Sotk .".split(),
        heads=[2, 2, 3, 3, 8, 6, 8, 8, 3, 10, 8, 3],
        deps="det amod nsubj root mark nummod nsubj:pass aux:pass ccomp case obl punct".split(),
    )
    (claim,) = reader(doc)._.claims
    assert (claim.claimant.text, claim.cue.text, claim.events[0].harm[0].best) == ("The Armenian army", "said", 2)


@pytest.mark.engine
def test_without_a_parser_it_says_what_to_do() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe(NAME)
    with pytest.raises(ConfigError, match="put a parser before it"):
        nlp(TEXT)


@pytest.mark.engine
def test_what_was_read_can_be_written_down(nlp: Language, tmp_path: Path) -> None:
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.record == doc._.record
    (binned,) = DocBin(store_user_data=True, docs=[doc]).get_docs(nlp.vocab)
    assert [c.claim for c in binned._.claims] == [c.claim for c in doc._.claims]
    nlp.to_disk(tmp_path / "nlp")
    assert spacy.load(tmp_path / "nlp")(TEXT)._.record == doc._.record
