"""An exported int8 model -> a checkpoint to train further: where the training's own checkpoint is gone, what has been
learnt is not. The weights are those of the graphs, exact to the step of their int8 scales (half a percent of the largest
weight of a column); the optimiser starts anew.

    python3 restore.py MODEL_FOLDER OUT.pt
"""
import argparse
import json
import os
from typing import Dict, Iterator

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from model import Config, Translator


def constants(graph: onnx.GraphProto) -> Iterator[onnx.TensorProto]:
    """The tensors of a graph and of the branches within it."""
    yield from graph.initializer
    for node in graph.node:
        for attribute in node.attribute:
            if attribute.type == onnx.AttributeProto.GRAPH:
                yield from constants(attribute.g)


def read_constants(folder: str) -> Dict[str, np.ndarray]:
    """Both graphs' tensors by the names that export.py gave them, without the names of branches."""
    values = {}
    for name in ("encoder_model", "decoder_model_merged"):
        model = onnx.load(os.path.join(folder, "onnx", f"{name}_quantized.onnx"))
        for constant in constants(model.graph):
            _, branch, inner = constant.name.rpartition(".dec.")
            values[f"dec.{inner}" if branch else constant.name] = numpy_helper.to_array(constant)
    return values


def read_config(folder: str) -> Config:
    with open(os.path.join(folder, "config.json"), encoding="utf8") as file:
        config = json.load(file)
    return Config(
        vocab_size=config["vocab_size"], d_model=config["d_model"], heads=config["encoder_attention_heads"],
        ffn=config["encoder_ffn_dim"], encoder_layers=config["encoder_layers"], decoder_layers=config["decoder_layers"],
        dropout=0.0, max_positions=config["max_position_embeddings"])


def restore(values: Dict[str, np.ndarray], config: Config) -> Dict[str, np.ndarray]:
    """Parameters by the names of model.py."""
    weights = {"embed.weight": values["embed.int8"] * (values["embed.scales"] / np.sqrt(config.d_model))[:, None]}
    for name, value in values.items():
        layer, _, part = name.rpartition(".")
        if part == "int8" and name != "embed.int8":
            matrix, bias = value * values[f"{layer}.scales"], values[f"{layer}.bias"]
            parent, _, parts = layer.rpartition(".")
            # Queries, keys and values stand in one matrix, side by side, and queries are scaled.
            names = list(parts) if set(parts) <= set("qkv") else [parts]
            for one, columns, biases in zip(names, np.split(matrix, len(names), 1), np.split(bias, len(names))):
                gain = config.head_size ** 0.5 if one == "q" else 1.0
                weights[f"{parent}.{one}.weight"], weights[f"{parent}.{one}.bias"] = columns.T * gain, biases * gain
        elif "ln" in layer:
            weights[name] = value
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", help="what export.py has written")
    parser.add_argument("out")
    args = parser.parse_args()
    config = read_config(args.folder)
    weights = {name: torch.from_numpy(np.array(value, np.float32))
               for name, value in restore(read_constants(args.folder), config).items()}
    Translator(config).load_state_dict(weights)  # Raises where a tensor is missing, left over, or of another shape.
    torch.save(dict(net=weights, config=config.as_dict()), args.out)
    print(args.out, sum(value.numel() for value in weights.values()), "parameters")


if __name__ == "__main__":
    main()
