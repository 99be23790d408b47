"""How large activations become, and weights that make them alike: what int8 activations with fixed scales need.

Every product's input comes out of something that can be scaled channel by channel for free: a layer norm (gain and bias),
values (which attention only averages) or ReLU (which keeps positive factors). A channel that is large is divided and the
rows of the matrix it meets are multiplied, half the way between both (SmoothQuant): the model computes the same, and one
scale suits all channels.
https://arxiv.org/abs/2211.10438
"""
from typing import Dict, Iterable, List, Tuple

import numpy as np
import torch
from torch import Tensor, nn

from model import Config, Translator

Weights = Dict[str, np.ndarray]
#: What gives the input of products -> the linear layers that take it. The output layer is the embedding table.
Consumers = Dict[str, List[str]]


def consumers(config: Config) -> Consumers:
    """Every source of activations that meet weights, by the name of its layer."""
    takers: Consumers = {"enc_ln": [f"dec.{i}.cross.{part}" for i in range(config.decoder_layers) for part in "kv"]}
    stacks = [("enc", config.encoder_layers, ["attn"]), ("dec", config.decoder_layers, ["attn", "cross"])]
    for stack, count, attentions in stacks:
        for layer in (f"{stack}.{i}" for i in range(count)):
            takers[f"{layer}.ln1"] = [f"{layer}.attn.{part}" for part in "qkv"]
            if "cross" in attentions:
                takers[f"{layer}.ln2"] = [f"{layer}.cross.q"]
            takers[f"{layer}.ln{len(attentions) + 1}"] = [f"{layer}.ffn.fc1"]
            takers[f"{layer}.ffn.fc1"] = [f"{layer}.ffn.fc2"]
            for attention in attentions:
                takers[f"{layer}.{attention}"] = [f"{layer}.{attention}.o"]
    return takers


def producers(source: str) -> List[str]:
    """The parameters whose outputs are the channels of `source`."""
    name = source if "ln" in source or source.endswith("fc1") else f"{source}.v"
    return [f"{name}.weight", f"{name}.bias"]


def largest(weights: Weights, config: Config, batches: Iterable[Tuple[Tensor, Tensor]]) -> Dict[str, np.ndarray]:
    """The largest absolute value of every channel of every source of activations, over batches of sources and targets."""
    net = Translator(config)
    net.load_state_dict({name: torch.from_numpy(value) for name, value in weights.items()})
    net.eval()
    seen: Dict[str, Tensor] = {}

    def watch(source: str):
        def note(_: nn.Module, inputs: Tuple[Tensor, ...]) -> None:
            peak = inputs[0].detach().float().abs().flatten(0, -2).max(0).values
            seen[source] = torch.maximum(seen[source], peak) if source in seen else peak
        return note

    modules = dict(net.named_modules())
    for source, takers in consumers(config).items():
        modules[takers[0]].register_forward_pre_hook(watch(source))

    def note_output(_: nn.Module, __: Tuple[Tensor, ...], output: Tensor) -> None:
        watch("dec_ln")(net, (output,))

    net.dec_ln.register_forward_hook(note_output)
    with torch.no_grad():
        for source, target in batches:
            net(source, target)
    return {name: peak.numpy() for name, peak in seen.items()}


def smooth(weights: Weights, config: Config, peaks: Dict[str, np.ndarray]) -> Tuple[Weights, Dict[str, float]]:
    """The weights with channels made alike, and how large the activations of each source then become."""
    smoothed = dict(weights)
    ranges = {"dec_ln": float(peaks["dec_ln"].max())}
    for source, takers in consumers(config).items():
        rows = np.max([np.abs(smoothed[f"{taker}.weight"]).max(0) for taker in takers], axis=0)
        peak = np.maximum(peaks[source], 1e-3)
        factor = np.sqrt(peak / np.maximum(rows, 1e-5)).astype(np.float32)
        for name in producers(source):
            value = smoothed[name]
            smoothed[name] = value / (factor[:, None] if value.ndim == 2 else factor)
        for taker in takers:
            smoothed[f"{taker}.weight"] = smoothed[f"{taker}.weight"] * factor
        ranges[source] = float((peak / factor).max())
    return smoothed, ranges
