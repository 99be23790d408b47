"""The two ONNX graphs of a translator, written node by node rather than traced: an encoder, and a decoder that is both the
first step and all later ones.

Weights are int8 with a scale per column. Activations are quantised with one fixed scale for each product (`calibrate.py`),
so that no sentence's numbers depend on what else is in its batch, and quantising is one operator. Where ONNX Runtime has
an operator of its own for several of ONNX (domain `com.microsoft`, in its native and its WebAssembly build), that one is
used: a step of one sentence costs as many operators as it has.
"""
import math
from typing import Any, Dict, List, Optional, Sequence, Tuple

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from model import PAD, Config, sinusoids

OPSET, IR_VERSION = 17, 8
MICROSOFT = "com.microsoft"
Weights = Dict[str, np.ndarray]


def quantise(weight: np.ndarray, axis: int) -> Tuple[np.ndarray, np.ndarray]:
    """Symmetric int8 of a matrix, and the scales: one for each index that is left when `axis` is reduced."""
    scale = np.maximum(np.abs(weight).max(axis), 1e-8) / 127.0
    values = np.clip(np.rint(weight / np.expand_dims(scale, axis)), -127, 127)
    return values.astype(np.int8), scale.astype(np.float32)


class GraphWriter:
    """Writes one graph: every method adds nodes and returns the name of what they compute.

    `ranges` says how large the input of each product becomes; without it (None) the graph is float32.
    """

    def __init__(self, config: Config, weights: Weights, ranges: Optional[Dict[str, float]]):
        self.config, self.weights, self.ranges = config, weights, ranges
        self.prefix = ""
        self.nodes: List[onnx.NodeProto] = []
        self.constants: Dict[str, onnx.TensorProto] = {}

    def branch(self, prefix: str) -> "GraphWriter":
        """A writer for a subgraph. It may use every name of this graph, its own are unlike them, and its constants are
        kept by this graph, once for all branches."""
        branch = GraphWriter(self.config, self.weights, self.ranges)
        branch.prefix, branch.constants = self.prefix + prefix, self.constants
        return branch

    # -- primitives

    def node(self, kind: str, inputs: Sequence[str], outputs: Sequence[str], **attributes: Any) -> None:
        self.nodes.append(helper.make_node(kind, list(inputs), list(outputs), **attributes))

    def op(self, kind: str, *inputs: str, out: Optional[str] = None, **attributes: Any) -> str:
        """Adds a node with one output, named `out` or something new."""
        name = out or f"{self.prefix}{kind.lower()}_{len(self.nodes)}"
        self.node(kind, inputs, [name], **attributes)
        return name

    def constant(self, name: str, value: np.ndarray) -> str:
        """A tensor kept in the graph; asking for the same name again gives the one that is there."""
        if name not in self.constants:
            self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def integers(self, *values: int) -> str:
        return self.constant("i_" + "_".join(map(str, values)), np.array(values, np.int64))

    def length(self, x: str, axis: int) -> str:
        """[1]: the size of one dimension."""
        return self.op("Shape", x, start=axis, end=axis + 1)

    # -- layers

    def to_uint8(self, x: str, source: str, zero_point: int) -> Tuple[str, str, str]:
        """Quantises what `source` gives: uint8, its scale, its zero point. 128 is for numbers of either sign; 0 cuts off
        what is negative, as ReLU does."""
        scale = self.ranges[source] / (255 - zero_point)
        names = (self.constant(f"{source}.scale", np.array(scale, np.float32)),
                 self.constant(f"zero_{zero_point}", np.array(zero_point, np.uint8)))
        return (self.op("QuantizeLinear", x, *names), *names)

    def product(self, x: Tuple[str, str, str], matrix: str, scales: str, bias: Optional[str] = None,
                out: Optional[str] = None) -> str:
        """Quantised x [.., K] times an int8 matrix [K, N] with a scale for each column, and bias [N] added: float32."""
        values, scale, zero_point = x
        optional = ["", bias] if bias else []
        return self.op(
            "MatMulIntegerToFloat", values, matrix, scale, scales, zero_point, *optional, out=out, domain=MICROSOFT)

    def affine(self, x: str, source: str, layer: str, parts: Sequence[str], relu: bool = False) -> str:
        """The linear layers `parts` of `layer`, side by side, of what `source` gives (after ReLU)."""
        names = [f"{layer}.{part}" for part in parts]
        weight = np.concatenate([self.weights[f"{name}.weight"].T for name in names], axis=1)
        bias = np.concatenate([self.weights[f"{name}.bias"] for name in names])
        name = f"{layer}.{'.'.join(parts)}"
        bias_name = self.constant(f"{name}.bias", bias)
        if self.ranges is None:
            product = self.op("MatMul", self.op("Relu", x) if relu else x, self.constant(f"{name}.weight", weight))
            return self.op("Add", product, bias_name)
        values, scales = quantise(weight, axis=0)
        quantised = self.to_uint8(x, source, 0 if relu else 128)
        return self.product(
            quantised, self.constant(f"{name}.int8", values), self.constant(f"{name}.scales", scales), bias_name)

    def layer_norm(self, x: str, layer: str) -> str:
        gain, bias = (self.constant(f"{layer}.{part}", self.weights[f"{layer}.{part}"]) for part in ("weight", "bias"))
        return self.op("LayerNormalization", x, gain, bias, axis=-1, epsilon=1e-5)

    def add_and_norm(self, x: str, y: str, layer: str) -> Tuple[str, str]:
        """x + y, and that normalised. (ONNX Runtime's own operator for both, SkipLayerNormalization, takes five times as
        long on a CPU.)"""
        total = self.op("Add", x, y)
        return total, self.layer_norm(total, layer)

    def feed_forward(self, x: str, source: str, layer: str) -> str:
        return self.affine(self.affine(x, source, layer, ["fc1"]), f"{layer}.fc1", layer, ["fc2"], relu=True)

    def embed(self, ids: str, start: str) -> str:
        """Scaled embeddings and positions of ids [batch, length], the first of which stands at position `start` [1]."""
        table, gain = self.weights["embed.weight"], np.float32(math.sqrt(self.config.d_model))
        if self.ranges is None:
            x = self.op("Mul", self.op("Gather", self.constant("embed.weight", table), ids), self.constant("gain", gain))
        else:
            values, scales = quantise(table, axis=1)
            rows = self.op("Cast", self.op("Gather", self.constant("embed.int8", values), ids), to=TensorProto.FLOAT)
            x = self.op("Mul", rows, self.op("Gather", self.constant("embed.scales", scales[:, None] * gain), ids))
        first = self.op("Add", start, self.integers(PAD + 1))
        positions = self.constant("positions", sinusoids(self.config.max_positions, self.config.d_model).numpy())
        end = self.op("Add", first, self.length(ids, 1))
        return self.op("Add", x, self.op("Slice", positions, first, end, self.integers(0)))

    def output_scores(self, x: str, source: str, out: str) -> None:
        """Scores of all tokens: the product with the embedding table, which is transposed once, when the session loads."""
        table = self.weights["embed.weight"]
        if self.ranges is None:
            self.op("MatMul", x, self.op("Transpose", self.constant("embed.weight", table), perm=[1, 0]), out=out)
        else:
            values, scales = quantise(table, axis=1)
            matrix = self.op("Transpose", self.constant("embed.int8", values), perm=[1, 0])
            self.product(self.to_uint8(x, source, 128), matrix, self.constant("output.scales", scales), out=out)

    # -- attention

    def split(self, x: str, count: int) -> List[str]:
        names = [f"{x}.{i}" for i in range(count)]
        self.node("Split", [x], names, axis=-1)
        return names

    def heads(self, x: str) -> str:
        """[batch, length, width] -> [batch, heads, length, head size]"""
        shape = self.integers(0, -1, self.config.heads, self.config.head_size)
        return self.op("Transpose", self.op("Reshape", x, shape), perm=[0, 2, 1, 3])

    def attend(self, q: str, k: str, v: str, mask: str = "", past: Sequence[str] = (), present: Sequence[str] = (),
               causal: int = 0) -> str:
        """Attention of queries [batch, target, width] to keys and values of the same shape, or by head: [batch, heads,
        source, head size]. `mask` int32 [batch, source] is 1 where there is something to attend to."""
        name = f"{self.prefix}attention_{len(self.nodes)}"
        inputs = [q, k, v, "", mask, "", *past]
        while not inputs[-1]:
            inputs.pop()
        self.node("MultiHeadAttention", inputs, [name, *present], domain=MICROSOFT, num_heads=self.config.heads,
                  unidirectional=causal, mask_filter_value=-1e9)
        return name

    # -- the whole

    def graph(self, name: str, inputs: Sequence[Any], outputs: Sequence[Any], constants: bool = True) -> onnx.GraphProto:
        kept = list(self.constants.values()) if constants else []
        return helper.make_graph(self.nodes, name, list(inputs), list(outputs), kept)

    def model(self, name: str, inputs: Sequence[Any], outputs: Sequence[Any]) -> onnx.ModelProto:
        """The finished model, checked."""
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)]
        model = helper.make_model(self.graph(name, inputs, outputs), opset_imports=opsets, producer_name="newsglot")
        model.ir_version = IR_VERSION
        onnx.checker.check_model(model)
        return model


def tensor(name: str, kind: int, shape: Optional[Sequence[Any]]) -> onnx.ValueInfoProto:
    """Name, type and shape of an input or output; a dimension that varies has a name."""
    return helper.make_tensor_value_info(name, kind, shape)


def encoder_model(config: Config, weights: Weights, ranges: Optional[Dict[str, float]]) -> onnx.ModelProto:
    """input_ids, attention_mask [batch, source] -> last_hidden_state [batch, source, width]"""
    g = GraphWriter(config, weights, ranges)
    x, mask = g.embed("input_ids", g.integers(0)), g.op("Cast", "attention_mask", to=TensorProto.INT32)
    y = g.layer_norm(x, "enc.0.ln1")
    for i in range(config.encoder_layers):
        layer = f"enc.{i}"
        attended = g.attend(*g.split(g.affine(y, f"{layer}.ln1", f"{layer}.attn", "qkv"), 3), mask=mask)
        x, y = g.add_and_norm(x, g.affine(attended, f"{layer}.attn", f"{layer}.attn", "o"), f"{layer}.ln2")
        after = f"enc.{i + 1}.ln1" if i + 1 < config.encoder_layers else "enc_ln"
        x, y = g.add_and_norm(x, g.feed_forward(y, f"{layer}.ln2", f"{layer}.ffn"), after)
    g.op("Identity", y, out="last_hidden_state")
    ids = [tensor(name, TensorProto.INT64, ["batch_size", "source"]) for name in ("input_ids", "attention_mask")]
    states = tensor("last_hidden_state", TensorProto.FLOAT, ["batch_size", "source", config.d_model])
    return g.model("encoder", ids, [states])


def decoder_layers(g: GraphWriter, x: str, mask: str, cached: bool) -> str:
    """The layers of one branch: states [batch, target, width] of embedded tokens.

    Without a cache, the source's keys and values are computed and given out, and so is the alignment. With one, these
    outputs are empty, as are those of models exported by Optimum: callers keep the first step's.
    """
    config, parts, looks = g.config, ("key", "value"), []
    y = g.layer_norm(x, "dec.0.ln1")
    for i in range(config.decoder_layers):
        layer = f"dec.{i}"
        present = [f"{g.prefix}present.{i}.decoder.{part}" for part in parts]
        past = [f"past_key_values.{i}.decoder.{part}" for part in parts] if cached else ()
        q, k, v = g.split(g.affine(y, f"{layer}.ln1", f"{layer}.attn", "qkv"), 3)
        attended = g.attend(q, k, v, past=past, present=present, causal=1)
        x, y = g.add_and_norm(x, g.affine(attended, f"{layer}.attn", f"{layer}.attn", "o"), f"{layer}.ln2")

        q = g.affine(y, f"{layer}.ln2", f"{layer}.cross", "q")
        if cached:
            keys, values = (f"past_key_values.{i}.encoder.{part}" for part in parts)
            nothing = g.constant("nothing", np.zeros((0, config.heads, 1, config.head_size), np.float32))
            for part in parts:
                g.op("Identity", nothing, out=f"{g.prefix}present.{i}.encoder.{part}")
        else:
            both = g.split(g.affine("encoder_hidden_states", "enc_ln", f"{layer}.cross", "kv"), 2)
            keys, values = (g.op("Identity", g.heads(one), out=f"{g.prefix}present.{i}.encoder.{part}")
                            for one, part in zip(both, parts))
            looks.append(attention_weights(g, q, keys, mask))
        attended = g.attend(q, keys, values, mask=mask)
        x, y = g.add_and_norm(x, g.affine(attended, f"{layer}.cross", f"{layer}.cross", "o"), f"{layer}.ln3")
        after = f"dec.{i + 1}.ln1" if i + 1 < config.decoder_layers else "dec_ln"
        x, y = g.add_and_norm(x, g.feed_forward(y, f"{layer}.ln3", f"{layer}.ffn"), after)
    if cached:
        g.op("Identity", g.constant("no_alignment", np.zeros((0, 0, 0), np.float32)), out=f"{g.prefix}alignment")
    else:
        g.op("ReduceMean", g.op("Concat", *looks, axis=1), axes=[1], keepdims=0, out=f"{g.prefix}alignment")
    return y


def attention_weights(g: GraphWriter, queries: str, keys: str, mask: str) -> str:
    """[batch, heads, target, source]: how much each position looks at every other, in sum 1."""
    scale = g.constant("attention_scale", np.array(g.config.head_size ** -0.5, np.float32))
    scores = g.op("Mul", g.op("MatMul", g.heads(queries), g.op("Transpose", keys, perm=[0, 1, 3, 2])), scale)
    hidden = g.op("Equal", g.op("Unsqueeze", mask, g.integers(1, 2)), g.constant("masked", np.array(0, np.int32)))
    return g.op("Softmax", g.op("Where", hidden, g.constant("nowhere", np.array(-1e9, np.float32)), scores), axis=-1)


def decoder_model(config: Config, weights: Weights, ranges: Optional[Dict[str, float]]) -> onnx.ModelProto:
    """One step of the decoder over any number of new ids, with a cache; the inputs and outputs are those of Optimum's
    merged decoders. One output is added: `alignment` [batch, target, source], the mean of all heads of all layers (which
    finds more of the words that stay the same than the last layer alone), row t being where the model looks when it
    chooses the token after input t. Only a run without cache gives it.
    """
    g = GraphWriter(config, weights, ranges)
    mask = g.op("Cast", "encoder_attention_mask", to=TensorProto.INT32)
    x = g.embed("input_ids", g.length("past_key_values.0.decoder.key", 2))
    outputs = decoder_outputs(config)
    given = ["states", *(output.name for output in outputs[1:])]

    def branch(name: str, cached: bool) -> onnx.GraphProto:
        b = g.branch(f"{name}.")
        b.op("Identity", decoder_layers(b, x, mask, cached), out=f"{name}.states")
        return b.graph(name, [], [tensor(f"{name}.{one}", TensorProto.FLOAT, None) for one in given], constants=False)

    g.node("If", [g.op("Squeeze", "use_cache_branch", g.integers(0))], given,
           then_branch=branch("later", True), else_branch=branch("first", False))
    g.output_scores("states", "dec_ln", out="logits")
    return g.model("decoder", decoder_inputs(config), outputs)


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
        tensor("alignment", TensorProto.FLOAT, [None, None, None])]
