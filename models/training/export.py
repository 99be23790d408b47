"""Checkpoint + training data -> a folder that transformers.js and ONNX Runtime load as an `m2m_100` model.

DATA is what prepare.py has written: its vocabulary is the model's, and some of its pairs tell how large activations become.

    python3 export.py CHECKPOINT.pt DATA OUT_DIR [--fp32] [--weights ema|net]
"""
import argparse
import json
import os
from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple

import numpy as np
import onnx
import sentencepiece as spm
from torch import Tensor

from calibrate import largest, smooth
from graphs import Weights, decoder_model, encoder_model
from hinting import MARK
from model import END, PAD, START, UNKNOWN, Config, load_checkpoint
from train import Data

CALIBRATION_PAIRS, BATCH, MAX_LENGTH = 256, 32, 100


def vocabulary(processor: spm.SentencePieceProcessor, size: int) -> List[List[Any]]:
    """[piece, score] for every id, under the names that M2M-100 gives to control tokens."""
    names = {0: "<s>", PAD: "<pad>", END: "</s>", UNKNOWN: "<unk>", processor.piece_to_id(MARK): "<hint>"}
    pieces: List[List[Any]] = []
    for i in range(processor.vocab_size()):
        control = processor.is_control(i) or processor.is_unknown(i)
        pieces.append([names.get(i, processor.id_to_piece(i)), 0.0 if control else processor.get_score(i)])
    pieces.extend([f"<unused{i}>", -100.0] for i in range(len(pieces), size))
    return pieces


def tokenizer_json(pieces: List[List[Any]], special: Sequence[int]) -> Dict[str, Any]:
    """A fast tokenizer that does what SentencePiece and the training's cleaning do."""
    space = {"type": "Metaspace", "replacement": "\u2581", "add_prefix_space": True, "prepend_scheme": "always"}

    def token(content: str) -> Dict[str, Any]:
        return {"SpecialToken": {"id": content, "type_id": 0}}

    def sequence(name: str) -> Dict[str, Any]:
        return {"Sequence": {"id": name, "type_id": 0}}

    def replace(pattern: str, content: str) -> Dict[str, Any]:
        return {"type": "Replace", "pattern": {"Regex": pattern}, "content": content}

    flags = dict(single_word=False, lstrip=False, rstrip=False, normalized=False, special=True)
    return {
        "version": "1.0", "truncation": None, "padding": None,
        "added_tokens": [{"id": i, "content": pieces[i][0], **flags} for i in special],
        "normalizer": {"type": "Sequence", "normalizers": [
            {"type": "NFKC"}, replace("[\u2018\u2019]", "'"), replace("\\s+", " "),
            {"type": "Strip", "strip_left": True, "strip_right": True}]},
        "pre_tokenizer": space,
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [token("__en__"), sequence("A"), token("</s>")],
            "pair": [token("__en__"), sequence("A"), sequence("B"), token("</s>")],
            "special_tokens": {
                pieces[i][0]: {"id": pieces[i][0], "ids": [i], "tokens": [pieces[i][0]]} for i in special}},
        "decoder": space,
        "model": {"type": "Unigram", "unk_id": UNKNOWN, "vocab": pieces, "byte_fallback": False}}


def model_config(config: Config) -> Dict[str, Any]:
    return dict(
        model_type="m2m_100", architectures=["M2M100ForConditionalGeneration"], is_encoder_decoder=True,
        vocab_size=config.vocab_size, d_model=config.d_model,
        encoder_layers=config.encoder_layers, decoder_layers=config.decoder_layers,
        encoder_attention_heads=config.heads, decoder_attention_heads=config.heads,
        encoder_ffn_dim=config.ffn, decoder_ffn_dim=config.ffn, num_hidden_layers=config.encoder_layers,
        activation_function="relu", scale_embedding=True, max_position_embeddings=config.max_positions,
        pad_token_id=PAD, bos_token_id=0, eos_token_id=END, decoder_start_token_id=START,
        tie_word_embeddings=True, use_cache=True)


def generation_config() -> Dict[str, Any]:
    return dict(decoder_start_token_id=START, pad_token_id=PAD, bos_token_id=0, eos_token_id=END,
                max_length=256, num_beams=1, early_stopping=True)


def tokenizer_config(languages: Sequence[str], max_length: int) -> Dict[str, Any]:
    return dict(
        tokenizer_class="M2M100Tokenizer", bos_token="<s>", eos_token="</s>", unk_token="<unk>", pad_token="<pad>",
        sep_token="</s>", additional_special_tokens=list(languages), model_max_length=max_length,
        src_lang="en", tgt_lang="fr", clean_up_tokenization_spaces=False)


def write_json(path: str, value: Any, indent: Optional[int] = 2) -> None:
    with open(path, "w", encoding="utf8") as out:
        json.dump(value, out, ensure_ascii=False, indent=indent)


def write_texts(out: str, config: Config, vocabulary_file: str) -> None:
    """Writes the four JSON files."""
    pieces = vocabulary(spm.SentencePieceProcessor(model_file=vocabulary_file), config.vocab_size)
    hint = next(i for i, (piece, _) in enumerate(pieces) if piece == "<hint>")
    languages = [i for i, (piece, _) in enumerate(pieces) if i > UNKNOWN and piece.startswith("__") and piece.endswith("__")]
    write_json(os.path.join(out, "tokenizer.json"), tokenizer_json(pieces, [*range(UNKNOWN + 1), *languages, hint]), indent=None)
    names = [pieces[i][0] for i in languages]
    write_json(os.path.join(out, "tokenizer_config.json"), tokenizer_config(names, config.max_positions - 2))
    write_json(os.path.join(out, "config.json"), model_config(config))
    write_json(os.path.join(out, "generation_config.json"), generation_config())


def calibration_batches(data: str) -> Iterator[Tuple[Tensor, Tensor]]:
    """Pairs of all files that are kept out of training, in both directions."""
    pairs = Data(data, "cpu", {}, MAX_LENGTH, seed=0)
    short = pairs.dev[np.maximum(*(length[pairs.dev] for length in pairs.lengths)) <= MAX_LENGTH][:CALIBRATION_PAIRS]
    for start in range(0, len(short), BATCH):
        rows = short[start:start + BATCH]
        for flip in (False, True):
            yield pairs.batch(rows, np.full(len(rows), flip))


def write_graphs(out: str, config: Config, weights: Weights, ranges: Optional[Dict[str, float]]) -> None:
    """Writes the two ONNX files and prints their sizes."""
    os.makedirs(os.path.join(out, "onnx"), exist_ok=True)
    suffix = "" if ranges is None else "_quantized"
    for name, build in (("encoder_model", encoder_model), ("decoder_model_merged", decoder_model)):
        path = os.path.join(out, "onnx", f"{name}{suffix}.onnx")
        onnx.save(build(config, weights, ranges), path)
        print(path, f"{os.path.getsize(path) / 1e6:.2f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint")
    parser.add_argument("data", help="folder of the training's spm.model and train.npz")
    parser.add_argument("out")
    parser.add_argument("--fp32", action="store_true", help="float graphs instead of int8 ones, to compare with")
    parser.add_argument("--weights", choices=["ema", "net"], help="averaged weights (where there are any), or the last ones")
    args = parser.parse_args()
    checkpoint = load_checkpoint(args.checkpoint)
    config = Config(**checkpoint["config"])
    tensors = checkpoint[args.weights or ("ema" if "ema" in checkpoint else "net")]
    weights, ranges = {name: value.float().numpy() for name, value in tensors.items()}, None
    if not args.fp32:
        weights, ranges = smooth(weights, config, largest(weights, config, calibration_batches(args.data)))
    write_graphs(args.out, config, weights, ranges)
    write_texts(args.out, config, os.path.join(args.data, "spm.model"))
    print("exported", json.dumps(checkpoint.get("state", {})))


if __name__ == "__main__":
    main()
