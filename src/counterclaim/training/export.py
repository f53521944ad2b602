"""Checkpoints → the model folder that the package carries: ONNX, int8 where it costs nothing, label and lemma lists."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

import conllu
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import BertModel

from counterclaim.language.parser import INFLECTED
from counterclaim.training.network import ParserNetwork
from counterclaim.training.reading_network import ReadingSizes
from counterclaim.training.train_parser import TREEBANKS, Labels, pretrained_folder
from counterclaim.training.train_segmenter import SegmenterNetwork

INPUTS = ("input_ids", "attention_mask", "first", "last", "shapes")
OPSET = 17


def export(checkpoints: Path, corpora: Path, out: Path) -> None:
    """Write `parser.onnx` (int8), `segmenter.onnx`, `labels.json`, `lemmas.json` and `tokenizer.json` to `out`.

    Args:
        checkpoints: folder with `parser.pt`, `labels.json` and `segmenter.pt` as training left them.
        corpora: folder of the treebanks, for the table of inflected forms.
        out: the model folder.
    """
    out.mkdir(parents=True, exist_ok=True)
    labels = Labels(**json.loads((checkpoints / "labels.json").read_text(encoding="utf-8")))
    network = ParserNetwork(
        BertModel.from_pretrained(pretrained_folder(), add_pooling_layer=False, attn_implementation="eager"), labels.sizes()
    )
    network.load_state_dict(torch.load(checkpoints / "parser.pt", weights_only=True))
    network.eval()
    example = (
        torch.ones(2, 9, dtype=torch.long),
        torch.ones(2, 9, dtype=torch.long),
        *(torch.ones(2, 5, dtype=torch.long) for _ in range(3)),
    )
    dynamic = {name: {0: "batch", 1: "subwords" if i < 2 else "words"} for i, name in enumerate(INPUTS)}
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "parser.onnx"
        torch.onnx.export(
            network,
            example,
            str(full),
            dynamo=False,
            opset_version=OPSET,
            input_names=list(INPUTS),
            output_names=list(ParserNetwork.OUTPUTS),
            dynamic_axes=dynamic,
        )
        quantize_dynamic(str(full), str(out / "parser.onnx"), per_channel=True, weight_type=QuantType.QInt8)
    give_vectors(out / "parser.onnx")
    _export_segmenter(checkpoints / "segmenter.pt", out / "segmenter.onnx")
    (out / "labels.json").write_text(json.dumps(vars(labels), indent=0), encoding="utf-8")
    (out / "lemmas.json").write_text(json.dumps(inflected_lemmas(corpora), ensure_ascii=False, indent=0), encoding="utf-8")
    shutil.copy(pretrained_folder() / "tokenizer.json", out / "tokenizer.json")


def give_vectors(parser: Path) -> None:
    """Make an output `hidden` (batch, sub-words, 2 widths) of an exported parser: what the encoder has after the layer that the reading
    model goes on from, and its embeddings, side by side. The names are those that the export gives."""
    model = onnx.load(str(parser))
    layer = f"/encoder/encoder/layer.{ReadingSizes.layer - 1}/output/LayerNorm/LayerNormalization_output_0"
    model.graph.node.append(
        onnx.helper.make_node("Concat", [layer, "/encoder/embeddings/LayerNorm/LayerNormalization_output_0"], ["hidden"], "hidden", axis=2)
    )
    shape = ["batch", "subwords", 2 * ReadingSizes.width]
    model.graph.output.append(onnx.helper.make_tensor_value_info("hidden", onnx.TensorProto.FLOAT, shape))
    onnx.checker.check_model(model)
    onnx.save(model, str(parser))


def _export_segmenter(checkpoint: Path, out: Path) -> None:
    network = SegmenterNetwork()
    network.load_state_dict(torch.load(checkpoint, weights_only=True))
    network.eval()
    example = (torch.ones(2, 50, dtype=torch.long), torch.zeros(2, 50, dtype=torch.long))
    axes = {name: {0: "batch", 1: "characters"} for name in ("classes", "cases", "scores")}
    torch.onnx.export(
        network,
        example,
        str(out),
        dynamo=False,
        opset_version=OPSET,
        input_names=["classes", "cases"],
        output_names=["scores"],
        dynamic_axes=axes,
    )
    onnx.checker.check_model(str(out))


def inflected_lemmas(corpora: Path) -> dict[str, str]:
    """Lemmas of the forms seen in training that differ from their lemma, keyed `form<TAB>XPOS` in lower case, where unanimous."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for treebank in TREEBANKS:
        with (corpora / treebank.format(part="train")).open(encoding="utf-8") as file:
            for sentence in conllu.parse_incr(file):
                for token in sentence:
                    if isinstance(token["id"], int) and token["xpos"] in INFLECTED | {"PRP", "PRP$", "MD", "VBP", "VB"}:
                        seen[f"{token['form'].lower()}\t{token['xpos']}"][token["lemma"]] += 1
    return {
        key: next(iter(lemmas)) for key, lemmas in sorted(seen.items()) if len(lemmas) == 1 and next(iter(lemmas)) != key.split("\t")[0]
    }
