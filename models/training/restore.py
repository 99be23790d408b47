"""An exported int8 model -> a checkpoint to train further: where the training's own checkpoint is gone, what has been
learnt is not. The weights are those of the graphs, exact to the step of their int8 scales (half a percent of the largest
weight of a column), with their channels as `calibrate.py` has evened them out; the optimiser starts anew.

    python3 restore.py MODEL_FOLDER OUT.pt
"""
import argparse
import json
import os
from typing import Dict

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from model import Config, Translator

#: The linear layers that graphs.py puts side by side.
PARTS = {"q", "k", "v", "o", "fc1", "fc2"}


def read_constants(folder: str) -> Dict[str, np.ndarray]:
    """Both graphs' tensors by the names that graphs.py gave them."""
    paths = (os.path.join(folder, "onnx", f"{name}_quantized.onnx") for name in ("encoder_model", "decoder_model_merged"))
    return {constant.name: numpy_helper.to_array(constant)
            for path in paths for constant in onnx.load(path).graph.initializer}


def read_config(folder: str) -> Config:
    with open(os.path.join(folder, "config.json"), encoding="utf8") as file:
        config = json.load(file)
    return Config(
        vocab_size=config["vocab_size"], d_model=config["d_model"], heads=config["encoder_attention_heads"],
        ffn=config["encoder_ffn_dim"], encoder_layers=config["encoder_layers"], decoder_layers=config["decoder_layers"],
        dropout=0.0, max_positions=config["max_position_embeddings"])


def restore(values: Dict[str, np.ndarray], config: Config) -> Dict[str, np.ndarray]:
    """Parameters by the names of model.py."""
    weights = {"embed.weight": values["embed.int8"] * values["embed.scales"] / np.sqrt(config.d_model)}
    for name, value in values.items():
        layer, _, kind = name.rpartition(".")
        if kind == "int8" and layer != "embed":
            matrix, bias, words = value * values[f"{layer}.scales"], values[f"{layer}.bias"], layer.split(".")
            parent, parts = ".".join(word for word in words if word not in PARTS), [word for word in words if word in PARTS]
            for part, columns, biases in zip(parts, np.split(matrix, len(parts), 1), np.split(bias, len(parts))):
                weights[f"{parent}.{part}.weight"], weights[f"{parent}.{part}.bias"] = columns.T, biases
        elif "ln" in layer and kind in ("weight", "bias"):
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
