"""Checkpoint + SentencePiece model -> a folder that transformers.js and ONNX Runtime load as an `m2m_100` model.

The two graphs (an encoder, and a decoder that is both the first step and all later ones) are written node by node
rather than traced. Weights are int8 with a scale per column; activations are quantised while the graph runs, with a scale
per row, so that no sentence's numbers depend on what else is in its batch.

    python3 export.py CHECKPOINT.pt VOCABULARY.model OUT_DIR [--fp32] [--weights ema|net]
"""
import argparse
import json
import math
import os
from typing import Any, Dict, List, Optional, Sequence, Tuple

import numpy as np
import onnx
import sentencepiece as spm
from onnx import TensorProto, helper, numpy_helper

from model import END, PAD, START, UNKNOWN, Config, load_checkpoint, sinusoids

OPSET, IR_VERSION = 17, 8
MASKED = -1e9
Weights = Dict[str, np.ndarray]


def quantise(weight: np.ndarray, axis: int) -> Tuple[np.ndarray, np.ndarray]:
    """Symmetric int8 of a matrix, and the scales: one for each index that is left when `axis` is reduced."""
    scale = np.maximum(np.abs(weight).max(axis), 1e-8) / 127.0
    values = np.clip(np.rint(weight / np.expand_dims(scale, axis)), -127, 127)
    return values.astype(np.int8), scale.astype(np.float32)


class GraphWriter:
    """Writes one graph: every method adds nodes and returns the name of what they compute."""

    def __init__(self, config: Config, weights: Weights, int8: bool, prefix: str = ""):
        self.config, self.weights, self.int8, self.prefix = config, weights, int8, prefix
        self.nodes: List[onnx.NodeProto] = []
        self.constants: Dict[str, onnx.TensorProto] = {}
        self.quantised: Dict[str, Tuple[str, str]] = {}
        self.count = 0

    def branch(self, prefix: str) -> "GraphWriter":
        """A writer for a subgraph; it may use every name of this graph, and its own are unlike them."""
        return GraphWriter(self.config, self.weights, self.int8, self.prefix + prefix)

    # -- primitives

    def op(self, kind: str, *inputs: str, out: Optional[str] = None, **attributes: Any) -> str:
        """Adds a node with one output, named `out` or something new."""
        self.count += 1
        name = out or f"{self.prefix}{kind.lower()}_{self.count}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def constant(self, name: str, value: np.ndarray) -> str:
        """A tensor kept in the graph; asking for the same name again gives the one that is there."""
        name = self.prefix + name
        if name not in self.constants:
            self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def integers(self, *values: int) -> str:
        return self.constant("i_" + "_".join(map(str, values)), np.array(values, np.int64))

    def number(self, value: float) -> str:
        return self.constant(f"f_{value}", np.array(value, np.float32))

    # -- layers

    def rows_to_uint8(self, x: str) -> Tuple[str, str]:
        """Quantises each row of the last dimension with its own scale: uint8 around 128, and the scales [.., 1]."""
        if x not in self.quantised:
            largest = self.op("ReduceMax", self.op("Abs", x), axes=[-1], keepdims=1)
            # A row of zeros must not divide by zero.
            scale = self.op("Add", self.op("Mul", largest, self.number(1 / 127)), self.number(1e-9))
            # The cast cuts the fraction off: half more than the zero point rounds to the nearest.
            shifted = self.op("Add", self.op("Div", x, scale), self.number(128.5))
            self.quantised[x] = (self.op("Cast", shifted, to=TensorProto.UINT8), scale)
        return self.quantised[x]

    def int8_product(self, x: str, matrix: str, scales: str) -> str:
        """x [.., K] times an int8 matrix [K, N] with a scale for each column."""
        rows, row_scales = self.rows_to_uint8(x)
        zero_point = self.constant("zero_point", np.array(128, np.uint8))
        product = self.op("Cast", self.op("MatMulInteger", rows, matrix, zero_point), to=TensorProto.FLOAT)
        return self.op("Mul", self.op("Mul", product, scales), row_scales)

    def affine(self, x: str, name: str, weight: np.ndarray, bias: np.ndarray) -> str:
        """x [.., K] times weight [K, N], and bias [N] added."""
        if not self.int8:
            product = self.op("MatMul", x, self.constant(f"{name}.weight", weight))
        else:
            values, scales = quantise(weight, axis=0)
            matrix, scales = self.constant(f"{name}.int8", values), self.constant(f"{name}.scales", scales)
            product = self.int8_product(x, matrix, scales)
        return self.op("Add", product, self.constant(f"{name}.bias", bias))

    def linear(self, x: str, layer: str) -> str:
        return self.affine(x, layer, self.weights[f"{layer}.weight"].T, self.weights[f"{layer}.bias"])

    def layer_norm(self, x: str, layer: str) -> str:
        gain, bias = (self.constant(f"{layer}.{part}", self.weights[f"{layer}.{part}"]) for part in ("weight", "bias"))
        return self.op("LayerNormalization", x, gain, bias, axis=-1, epsilon=1e-5)

    def feed_forward(self, x: str, layer: str) -> str:
        return self.linear(self.op("Relu", self.linear(x, f"{layer}.fc1")), f"{layer}.fc2")

    def embed(self, ids: str, start: str) -> str:
        """Scaled embeddings and positions of ids [batch, length], the first of which stands at position `start` [1]."""
        table, gain = self.weights["embed.weight"], math.sqrt(self.config.d_model)
        if self.int8:
            values, scales = quantise(table, axis=1)
            rows = self.op("Cast", self.op("Gather", self.constant("embed.int8", values), ids), to=TensorProto.FLOAT)
            scales = self.op("Gather", self.constant("embed.scales", scales * np.float32(gain)), ids)
            x = self.op("Mul", rows, self.op("Unsqueeze", scales, self.integers(-1)))
        else:
            x = self.op("Mul", self.op("Gather", self.constant("embed.weight", table), ids), self.number(gain))
        length = self.op("Gather", self.op("Shape", ids), self.integers(1))
        first = self.op("Add", start, self.integers(PAD + 1))
        positions = self.constant("positions", sinusoids(self.config.max_positions, self.config.d_model).numpy())
        return self.op("Add", x, self.op("Slice", positions, first, self.op("Add", first, length), self.integers(0)))

    def output_scores(self, x: str) -> str:
        """Scores of all tokens: the product with the embedding table, which is transposed once, when the session loads."""
        table = self.weights["embed.weight"]
        if not self.int8:
            return self.op("MatMul", x, self.op("Transpose", self.constant("embed.weight", table), perm=[1, 0]))
        values, scales = quantise(table, axis=1)
        matrix = self.op("Transpose", self.constant("embed.int8", values), perm=[1, 0])
        return self.int8_product(x, matrix, self.constant("output.scales", scales))

    # -- attention

    def project(self, x: str, layer: str, parts: str) -> List[str]:
        """Queries, keys and values of a layer, as far as `parts` ("qkv") names them: each [batch, heads, length, head
        size], and the queries scaled. They come out of one product."""
        gains = [self.config.head_size ** -0.5 if part == "q" else 1.0 for part in parts]
        weights = [self.weights[f"{layer}.{part}.weight"].T * gain for part, gain in zip(parts, gains)]
        biases = [self.weights[f"{layer}.{part}.bias"] * gain for part, gain in zip(parts, gains)]
        all_parts = self.affine(x, f"{layer}.{parts}", np.concatenate(weights, axis=1).astype(np.float32),
                                np.concatenate(biases).astype(np.float32))
        shape = self.integers(0, -1, len(parts) * self.config.heads, self.config.head_size)
        heads = self.op("Transpose", self.op("Reshape", all_parts, shape), perm=[0, 2, 1, 3])
        if len(parts) == 1:
            return [heads]
        names = [f"{heads}.{part}" for part in parts]
        self.nodes.append(helper.make_node("Split", [heads], names, axis=1))
        return names

    def attention_weights(self, queries: str, keys: str, mask: str) -> str:
        """[batch, heads, target, source]: how much each position looks at every other, in sum 1."""
        scores = self.op("MatMul", queries, self.op("Transpose", keys, perm=[0, 1, 3, 2]))
        return self.op("Softmax", self.op("Add", scores, mask), axis=-1)

    def join_heads(self, x: str) -> str:
        return self.op("Reshape", self.op("Transpose", x, perm=[0, 2, 1, 3]), self.integers(0, -1, self.config.d_model))

    def padding_mask(self, attention_mask: str) -> str:
        """[batch, source] of 1 and 0 -> what to add to scores [batch, heads, target, source]"""
        kept = self.op("Unsqueeze", self.op("Cast", attention_mask, to=TensorProto.FLOAT), self.integers(1, 2))
        return self.op("Mul", self.op("Sub", self.number(1.0), kept), self.number(MASKED))

    def causal_mask(self, past: str, ids: str) -> str:
        """What to add to scores [batch, heads, target, past + target]: no position looks ahead."""
        target = self.op("Gather", self.op("Shape", ids), self.integers(1))
        total = self.op("Squeeze", self.op("Add", past, target), self.integers(0))
        zero, one = self.constant("zero", np.array(0, np.int64)), self.constant("one", np.array(1, np.int64))
        steps = self.op("Range", zero, self.op("Squeeze", target, self.integers(0)), one)
        rows = self.op("Unsqueeze", self.op("Add", steps, past), self.integers(1))
        columns = self.op("Unsqueeze", self.op("Range", zero, total, one), self.integers(0))
        ahead = self.op("Cast", self.op("Greater", columns, rows), to=TensorProto.FLOAT)
        return self.op("Mul", ahead, self.number(MASKED))

    # -- the whole

    def graph(self, name: str, inputs: Sequence[Any], outputs: Sequence[Any]) -> onnx.GraphProto:
        return helper.make_graph(self.nodes, name, list(inputs), list(outputs), list(self.constants.values()))

    def model(self, name: str, inputs: Sequence[Any], outputs: Sequence[Any]) -> onnx.ModelProto:
        """The finished model, checked."""
        opsets = [helper.make_opsetid("", OPSET)]
        model = helper.make_model(self.graph(name, inputs, outputs), opset_imports=opsets, producer_name="newsglot")
        model.ir_version = IR_VERSION
        onnx.checker.check_model(model)
        return model


def tensor(name: str, kind: int, shape: Optional[Sequence[Any]]) -> onnx.ValueInfoProto:
    """Name, type and shape of an input or output; a dimension that varies has a name."""
    return helper.make_tensor_value_info(name, kind, shape)


def encoder_model(config: Config, weights: Weights, int8: bool) -> onnx.ModelProto:
    """input_ids, attention_mask [batch, source] -> last_hidden_state [batch, source, width]"""
    g = GraphWriter(config, weights, int8)
    x, mask = g.embed("input_ids", g.integers(0)), g.padding_mask("attention_mask")
    for i in range(config.encoder_layers):
        layer = f"enc.{i}"
        q, k, v = g.project(g.layer_norm(x, f"{layer}.ln1"), f"{layer}.attn", "qkv")
        attended = g.op("MatMul", g.attention_weights(q, k, mask), v)
        x = g.op("Add", x, g.linear(g.join_heads(attended), f"{layer}.attn.o"))
        x = g.op("Add", x, g.feed_forward(g.layer_norm(x, f"{layer}.ln2"), f"{layer}.ffn"))
    g.op("Identity", g.layer_norm(x, "enc_ln"), out="last_hidden_state")
    ids = [tensor(name, TensorProto.INT64, ["batch_size", "source"]) for name in ("input_ids", "attention_mask")]
    states = tensor("last_hidden_state", TensorProto.FLOAT, ["batch_size", "source", config.d_model])
    return g.model("encoder", ids, [states])


def cross_attention(g: GraphWriter, i: int, queries: str, mask: str, cached: str) -> Tuple[str, str]:
    """What layer `i` takes from the source, and with which weights [batch, heads, target, source].

    The first step computes the source's keys and values and gives them out; later steps read them from the cache. Each
    branch attends by itself, since whatever leaves an `If` is copied: a long source's keys, step after step, cost more
    than the attention. On later steps `present.*.encoder.*` is therefore empty, as it is in models exported by Optimum;
    callers keep the first step's.
    """
    parts = ("key", "value")
    names = [f"cross_{i}", f"cross_weights_{i}", *(f"present.{i}.encoder.{part}" for part in parts)]

    later = g.branch(f"later_{i}.")
    past_keys, past_values = (f"past_key_values.{i}.encoder.{part}" for part in parts)
    weights = later.attention_weights(queries, past_keys, mask)
    nothing = later.constant("nothing", np.zeros((0, g.config.heads, 1, g.config.head_size), np.float32))
    empty = [later.op("Identity", nothing) for _ in parts]
    later_outputs = [later.op("MatMul", weights, past_values), weights, *empty]

    first = g.branch(f"first_{i}.")
    keys, values = first.project("encoder_hidden_states", f"dec.{i}.cross", "kv")
    weights = first.attention_weights(queries, keys, mask)
    first_outputs = [first.op("MatMul", weights, values), weights, keys, values]

    def close(branch: GraphWriter, name: str, outputs: Sequence[str]) -> onnx.GraphProto:
        return branch.graph(name, [], [tensor(output, TensorProto.FLOAT, None) for output in outputs])

    node = helper.make_node(
        "If", [cached], names,
        then_branch=close(later, f"later_{i}", later_outputs), else_branch=close(first, f"first_{i}", first_outputs))
    g.nodes.append(node)
    return names[0], names[1]


def decoder_model(config: Config, weights: Weights, int8: bool) -> onnx.ModelProto:
    """One step of the decoder over any number of new ids, with a cache; the inputs and outputs are those of Optimum's
    merged decoders. One output is added: `alignment` [batch, target, source], the mean of all heads of all layers (which
    finds more of the words that stay the same than the last layer alone), row t being where the model looks when it
    chooses the token after input t.
    """
    g = GraphWriter(config, weights, int8)
    past = g.op("Gather", g.op("Shape", "past_key_values.0.decoder.key"), g.integers(2))
    x, source_mask = g.embed("input_ids", past), g.padding_mask("encoder_attention_mask")
    causal, cached = g.causal_mask(past, "input_ids"), g.op("Squeeze", "use_cache_branch", g.integers(0))
    looks = []
    for i in range(config.decoder_layers):
        layer = f"dec.{i}"
        q, k, v = g.project(g.layer_norm(x, f"{layer}.ln1"), f"{layer}.attn", "qkv")
        k, v = (
            g.op("Concat", f"past_key_values.{i}.decoder.{part}", new, axis=2, out=f"present.{i}.decoder.{part}")
            for part, new in (("key", k), ("value", v)))
        attended = g.op("MatMul", g.attention_weights(q, k, causal), v)
        x = g.op("Add", x, g.linear(g.join_heads(attended), f"{layer}.attn.o"))
        (q,) = g.project(g.layer_norm(x, f"{layer}.ln2"), f"{layer}.cross", "q")
        attended, look = cross_attention(g, i, q, source_mask, cached)
        looks.append(look)
        x = g.op("Add", x, g.linear(g.join_heads(attended), f"{layer}.cross.o"))
        x = g.op("Add", x, g.feed_forward(g.layer_norm(x, f"{layer}.ln3"), f"{layer}.ffn"))
    g.op("Identity", g.output_scores(g.layer_norm(x, "dec_ln")), out="logits")
    g.op("ReduceMean", g.op("Concat", *looks, axis=1), axes=[1], keepdims=0, out="alignment")
    return g.model("decoder", decoder_inputs(config), decoder_outputs(config))


def cache(config: Config, which: str, lengths: Dict[str, str]) -> List[onnx.ValueInfoProto]:
    """The keys and values of all layers; `lengths` names their third dimension for `decoder` and `encoder`."""
    return [
        tensor(f"{which}.{i}.{side}.{part}", TensorProto.FLOAT, ["batch_size", config.heads, length, config.head_size])
        for i in range(config.decoder_layers)
        for side, length in lengths.items()
        for part in ("key", "value")]


def decoder_inputs(config: Config) -> List[onnx.ValueInfoProto]:
    return [
        tensor("encoder_attention_mask", TensorProto.INT64, ["batch_size", "source"]),
        tensor("input_ids", TensorProto.INT64, ["batch_size", "target"]),
        tensor("encoder_hidden_states", TensorProto.FLOAT, ["batch_size", "source", config.d_model]),
        *cache(config, "past_key_values", {"decoder": "past", "encoder": "past_source"}),
        tensor("use_cache_branch", TensorProto.BOOL, [1])]


def decoder_outputs(config: Config) -> List[onnx.ValueInfoProto]:
    return [
        tensor("logits", TensorProto.FLOAT, ["batch_size", "target", config.vocab_size]),
        # The source's keys and values have no rows but on the first step.
        *(tensor(info.name, TensorProto.FLOAT, [None, config.heads, None, config.head_size])
          if ".encoder." in info.name else info
          for info in cache(config, "present", {"decoder": "total", "encoder": "source"})),
        tensor("alignment", TensorProto.FLOAT, ["batch_size", "target", "source"])]


def vocabulary(processor: spm.SentencePieceProcessor, size: int) -> List[List[Any]]:
    """[piece, score] for every id, under the names that M2M-100 gives to control tokens."""
    names = {0: "<s>", PAD: "<pad>", END: "</s>", UNKNOWN: "<unk>"}
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
    languages = [i for i, (piece, _) in enumerate(pieces) if i > UNKNOWN and piece.startswith("__") and piece.endswith("__")]
    write_json(os.path.join(out, "tokenizer.json"), tokenizer_json(pieces, [*range(UNKNOWN + 1), *languages]), indent=None)
    names = [pieces[i][0] for i in languages]
    write_json(os.path.join(out, "tokenizer_config.json"), tokenizer_config(names, config.max_positions - 2))
    write_json(os.path.join(out, "config.json"), model_config(config))
    write_json(os.path.join(out, "generation_config.json"), generation_config())


def write_graphs(out: str, config: Config, weights: Weights, int8: bool) -> None:
    """Writes the two ONNX files and prints their sizes."""
    os.makedirs(os.path.join(out, "onnx"), exist_ok=True)
    suffix = "_quantized" if int8 else ""
    for name, build in (("encoder_model", encoder_model), ("decoder_model_merged", decoder_model)):
        path = os.path.join(out, "onnx", f"{name}{suffix}.onnx")
        onnx.save(build(config, weights, int8), path)
        print(path, f"{os.path.getsize(path) / 1e6:.2f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint")
    parser.add_argument("vocabulary", help="the SentencePiece model it was trained with")
    parser.add_argument("out")
    parser.add_argument("--fp32", action="store_true", help="float graphs instead of int8 ones, to compare with")
    parser.add_argument("--weights", choices=["ema", "net"], help="averaged weights (where there are any), or the last ones")
    args = parser.parse_args()
    checkpoint = load_checkpoint(args.checkpoint)
    config = Config(**checkpoint["config"])
    tensors = checkpoint[args.weights or ("ema" if "ema" in checkpoint else "net")]
    weights = {name: value.float().numpy() for name, value in tensors.items()}
    write_graphs(args.out, config, weights, int8=not args.fp32)
    write_texts(args.out, config, args.vocabulary)
    print("exported", json.dumps(checkpoint.get("state", {})))


if __name__ == "__main__":
    main()
