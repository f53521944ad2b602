from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from counterclaim.errors import ResourceError
from counterclaim.evaluation.corpora.parser import SUITE, gold_token_figures, raw_figures, raw_text, score_model, words_a_second
from counterclaim.evaluation.suite import Folders
from counterclaim.language.parser import Mention, Parse
from counterclaim.language.sessions import ModelFolder
from counterclaim.language.wordform import lemma_edit
from counterclaim.training.treebank import Sentence

TREEBANK = """# newdoc id = a
# text = Don't run.
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\tdo\tAUX\tVB\t_\t3\taux\t3:aux\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t3:advmod\t_
3\trun\trun\tVERB\tVB\t_\t0\troot\t0:root\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t3:punct\t_

# text = He can't
1\tHe\the\tPRON\tPRP\t_\t2\tnsubj\t2:nsubj\t_
2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2\tca\tcan\tAUX\tMD\t_\t0\troot\t0:root\t_
3\tn't\tnot\tPART\tRB\t_\t2\tadvmod\t2:advmod\t_
3.1\trun\trun\tVERB\tVB\t_\t_\t_\t2:conj\t_

# newpar
# text = Rain
1\tRain\train\tNOUN\tNN\t_\t0\troot\t0:root\t_

"""


def test_raw_text() -> None:
    assert raw_text(TREEBANK) == "Don't run. He can't\n\nRain "


def test_sentence_without_its_text() -> None:
    with pytest.raises(ResourceError, match="no text"):
        raw_text(TREEBANK.replace("# text = Rain\n", ""))


def raw(system: str) -> dict[str, float]:
    return {f.name: f.value for f in raw_figures(TREEBANK, system)}


def test_raw_figures_of_the_same_parse() -> None:
    assert set(raw(TREEBANK).values()) == {1.0}


def test_raw_figures_of_a_wrong_head() -> None:
    measured = raw(TREEBANK.replace("RB\t_\t3\tadvmod", "RB\t_\t1\tadvmod"))
    assert measured["raw_uas"] == measured["raw_las"] == pytest.approx(7 / 8)
    assert measured["raw_upos"] == 1


FORMS = ["Ann", "saw", "Bob", "Ray"]
LEMMAS = ["Ann", "see", "Bob", "Ray"]


def sentence(**changed: object) -> Sentence:
    """ "Ann saw Bob Ray": two people."""
    values: dict[str, object] = {
        "forms": FORMS,
        "heads": [2, 0, 2, 3],
        "relations": ["nsubj", "root", "obj", "flat"],
        "upos": ["PROPN", "VERB", "PROPN", "PROPN"],
        "xpos": ["NNP", "VBD", "NNP", "NNP"],
        "feats": ["_"] * 4,
        "lemma_edits": list(map(lemma_edit, FORMS, LEMMAS)),
        "entities": None,
    }
    return Sentence(**(values | changed))  # type: ignore[arg-type]


def parse(**changed: object) -> Parse:
    """The parse that fits `sentence`."""
    s = sentence()
    values: dict[str, object] = {
        "heads": s.heads,
        "relations": s.relations,
        "upos": s.upos,
        "xpos": s.xpos,
        "feats": s.feats,
        "lemmas": LEMMAS,
        "mentions": [],
        "vectors": None,
        "subwords": [],
    }
    return Parse(**(values | changed))  # type: ignore[arg-type]


def gold_figures(gold: Sentence, parsed: Parse) -> dict[str, float]:
    return {f.name: f.value for f in gold_token_figures([gold], [parsed])}


def test_gold_figures_of_the_same_parse() -> None:
    assert gold_figures(sentence(), parse()) == {"uas": 1, "las": 1, "upos": 1, "xpos": 1, "lemmas": 1}


def test_labelled_attachment_asks_for_head_and_relation() -> None:
    measured = gold_figures(sentence(), parse(heads=[3, 0, 2, 3], relations=["nsubj", "root", "iobj", "flat"]))
    assert (measured["uas"], measured["las"]) == (0.75, 0.5)


def test_tags_and_lemmas_are_shares_of_words() -> None:
    measured = gold_figures(sentence(), parse(upos=["X"] * 4, xpos=["NNP", "VBD", "NNS", "NNP"], lemmas=["Ann", "saw", "bob", "Ray"]))
    assert (measured["upos"], measured["xpos"], measured["lemmas"]) == (0, 0.75, 0.5)


ENTITIES = {0: (0, 0, "person"), 1: (1, 1, "event"), 2: (2, 3, "person")}


def test_entities_by_span_and_type() -> None:
    mentions = [Mention(0, 0, 0, "person", True), Mention(2, 2, 2, "person", True), Mention(1, 1, 1, "event", False)]
    measured = gold_figures(sentence(entities=ENTITIES), parse(mentions=mentions))
    assert measured["named_entities_f1"] == pytest.approx(1 / 2)
    assert measured["all_entities_f1"] == pytest.approx(2 / 3)


def test_entity_of_another_type_is_wrong() -> None:
    measured = gold_figures(sentence(entities={0: (0, 0, "person")}), parse(mentions=[Mention(0, 0, 0, "place", True)]))
    assert measured["named_entities_f1"] == 0


def test_treebank_without_entities_has_no_figure_of_them() -> None:
    assert "named_entities_f1" not in gold_figures(sentence(), parse())


def test_speed_counts_words_without_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter([0.0, 2.0, 10.0, 11.0, 20.0, 24.0])
    monkeypatch.setattr("counterclaim.evaluation.corpora.parser.time.perf_counter", lambda: next(ticks))
    assert words_a_second(spacy.blank("en"), ["Rain  fell today", "again"], runs=3) == 2.0


def test_missing_treebank_is_named(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match=r"en_ewt-ud-test\.conllu"):
        score_model(ModelFolder(), tmp_path)


def test_broken_treebank_is_named(tmp_path: Path) -> None:
    (tmp_path / "ud-english-ewt").mkdir()
    (tmp_path / "ud-english-ewt" / "en_ewt-ud-test.conllu").write_text("one\ttwo\n", encoding="utf-8")
    with pytest.raises(ResourceError, match=r"en_ewt-ud-test\.conllu"):
        score_model(ModelFolder(), tmp_path)


def test_suite_needs_both_treebanks(tmp_path: Path) -> None:
    folders = Folders(tmp_path, tmp_path, tmp_path)
    (tmp_path / "gum").mkdir()
    assert SUITE.find(folders) is None
    (tmp_path / "ud-english-ewt").mkdir()
    assert SUITE.find(folders) == tmp_path
