"""The model folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim.errors import ResourceError
from counterclaim.language.sessions import BUNDLED_MODEL, ModelFolder

PARTS = ("parser", "segmenter", "labels", "lemmas", "tokenizer", "words")


@pytest.mark.parametrize("part", PARTS)
def test_missing_folder_is_a_resource_error(tmp_path: Path, part: str) -> None:
    with pytest.raises(ResourceError, match="nowhere"):
        getattr(ModelFolder(tmp_path / "nowhere"), part)


@pytest.mark.parametrize("part", PARTS)
def test_broken_file_is_a_resource_error(tmp_path: Path, part: str) -> None:
    for name in ("parser.onnx", "segmenter.onnx", "labels.json", "lemmas.json", "tokenizer.json"):
        (tmp_path / name).write_bytes(b"\xff not what it should be")
    with pytest.raises(ResourceError):
        getattr(ModelFolder(tmp_path), part)


def test_tables_are_read_from_json(tmp_path: Path) -> None:
    (tmp_path / "lemmas.json").write_text('{"fell\\tVBD": "fall"}', encoding="utf-8")
    (tmp_path / "labels.json").write_text('{"upos": ["NOUN"]}', encoding="utf-8")
    folder = ModelFolder(tmp_path)
    assert folder.lemmas == {"fell\tVBD": "fall"}
    assert folder.labels == {"upos": ["NOUN"]}


def test_nothing_is_read_before_it_is_needed(tmp_path: Path) -> None:
    assert ModelFolder(tmp_path / "nowhere").path == tmp_path / "nowhere"


def test_bundled_folder_has_all_files() -> None:
    names = {file.name for file in BUNDLED_MODEL.iterdir()}
    assert names >= {"parser.onnx", "segmenter.onnx", "labels.json", "lemmas.json", "tokenizer.json"}


def test_bundled_labels_and_lemmas() -> None:
    folder = ModelFolder()
    assert {"upos", "xpos", "feats", "relations", "lemmas", "entities"} <= set(folder.labels)
    assert all(len(set(labels)) == len(labels) for labels in folder.labels.values())
    assert "root" in folder.labels["relations"]
    assert all(edit.split("|", 2)[0] in ("l", "k") and edit.split("|", 2)[1].isdigit() for edit in folder.labels["lemmas"])
    assert all(key.count("\t") == 1 and key.split("\t")[0] == key.split("\t")[0].lower() and lemma for key, lemma in folder.lemmas.items())
