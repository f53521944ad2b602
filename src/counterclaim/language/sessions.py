"""The committed model folder, and ONNX Runtime sessions over its files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import onnxruntime
from tokenizers import Tokenizer

from counterclaim.errors import ResourceError
from counterclaim.language.subwords import load_tokenizer

BUNDLED_MODEL = Path(__file__).parent / "model"
FILES = ("parser.onnx", "segmenter.onnx", "labels.json", "lemmas.json", "tokenizer.json")
THREADS = 2
"""Intra-op threads of a session: on two cores one process with two threads was the fastest arrangement tried."""


@dataclass(frozen=True)
class ModelFolder:
    """A folder holding `parser.onnx`, `segmenter.onnx`, `labels.json`, `lemmas.json` and `tokenizer.json`.

    Every property raises ResourceError when its file is missing or broken.
    """

    path: Path = BUNDLED_MODEL
    threads: int = THREADS

    def check(self) -> None:
        """Raise ResourceError when a file of the model is missing; they are opened at the first text."""
        for name in FILES:
            if not (self.path / name).is_file():
                raise ResourceError(f"the language model in {self.path} lacks {name}")

    @cached_property
    def parser(self) -> onnxruntime.InferenceSession:
        """The joint parser."""
        return self._session("parser.onnx")

    @cached_property
    def segmenter(self) -> onnxruntime.InferenceSession:
        """The segmenter."""
        return self._session("segmenter.onnx")

    @cached_property
    def labels(self) -> dict[str, list[str]]:
        """Label lists by head of the network."""
        loaded: dict[str, list[str]] = self._json("labels.json")
        return loaded

    @cached_property
    def lemmas(self) -> dict[str, str]:
        """Lemmas of inflected forms, keyed `form<TAB>XPOS` in lower case."""
        loaded: dict[str, str] = self._json("lemmas.json")
        return loaded

    @cached_property
    def words(self) -> frozenset[str]:
        """Whole words that the encoder's vocabulary knows, in lower case."""
        return frozenset(w for w in self.tokenizer.get_vocab() if w.isalpha())

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The sub-word tokenizer of the encoder."""
        try:
            return load_tokenizer(self.path / "tokenizer.json")
        except Exception as error:  # the library raises bare Exception
            raise ResourceError(f"cannot read the tokenizer in {self.path}: {error}") from error

    def _json(self, name: str) -> dict:  # type: ignore[type-arg]
        try:
            loaded: dict = json.loads((self.path / name).read_text(encoding="utf-8"))  # type: ignore[type-arg]
        except (OSError, ValueError) as error:
            raise ResourceError(f"cannot read {name} of the language model in {self.path}: {error}") from error
        return loaded

    def _session(self, name: str) -> onnxruntime.InferenceSession:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # it would hold a core that the next stage needs
        options.add_session_config_entry("session.x64quantprecision", "1")  # else sums overflow on processors without VNNI
        try:
            return onnxruntime.InferenceSession(str(self.path / name), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # the library raises its own exceptions without a common base
            raise ResourceError(f"cannot load {name} of the language model in {self.path}: {error}") from error
