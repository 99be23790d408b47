"""Trains the translator on packed pairs, both directions at once, for a number of minutes; goes on from its own checkpoint.

    python3 train.py DATA RUN --minutes 100 --decay-from 0.5 --weights news=8,manuals=0.3

DATA is what prepare.py has written. RUN/last.pt holds the newest weights (net), their running average (ema), the
optimisers (opt), the sizes (config) and how far it came (state). Runs in bfloat16 on CUDA or on the CPU.
"""
import argparse
import json
import os
import time
from dataclasses import dataclass
from typing import Any, Dict, Iterator, List, Optional, Tuple

import numpy as np
import sentencepiece as spm
import torch
import torch.nn.functional as F
from torch import Tensor

from model import END, PAD, START, Config, Translator, load_checkpoint
from muon import Muon

DEV_PAIRS = 2000
POOL = 60_000
AVERAGE_EVERY, AVERAGE = 10, 0.99
REPORT_EVERY = 100
FIRST_SAVE_S, SAVE_EVERY_S = 600, 900


def parse_weights(text: str) -> Dict[str, float]:
    """`name=weight,…`"""
    return {name: float(weight) for name, weight in (part.split("=") for part in filter(None, text.split(",")))}


Sides = Tuple[np.ndarray, np.ndarray]


def sides(offsets: np.ndarray) -> Tuple[Sides, Sides]:
    """Where the English and the French sentences begin, and how long they are."""
    return (offsets[0:-1:2], offsets[1::2]), (offsets[1::2] - offsets[0:-1:2], offsets[2::2] - offsets[1::2])


def pick(of: Sides, rows: np.ndarray, french: np.ndarray) -> np.ndarray:
    """What belongs to each row's French sentence where `french`, else to its English one."""
    return np.where(french, of[1][rows], of[0][rows])


def kept_back(count: int) -> np.ndarray:
    """The pairs of a data set that are not trained on, which its loss is measured on."""
    return np.random.default_rng(3).permutation(count)[: min(DEV_PAIRS, count // 10)]


class Data:
    """Packed pairs on a device, drawn by the weights of their files."""

    def __init__(self, folder: str, device: str, weights: Dict[str, float], max_length: int, seed: int):
        packed = np.load(os.path.join(folder, "train.npz"))
        offsets = packed["off"].astype(np.int64)
        processor = spm.SentencePieceProcessor(model_file=os.path.join(folder, "spm.model"))
        self.device, self.rng = device, np.random.default_rng(seed)
        self.english, self.french = (processor.piece_to_id(f"__{language}__") for language in ("en", "fr"))
        self.vocabulary = processor.vocab_size()
        self.starts, self.lengths = sides(offsets)
        self.source_starts, self.source_lengths, ids = self.starts, self.lengths, packed["ids"]
        if "hinted" in packed:
            starts, self.source_lengths = sides(packed["hinted_off"].astype(np.int64))
            self.source_starts = starts[0] + len(ids), starts[1] + len(ids)
            ids = np.concatenate([ids, packed["hinted"]])
        self.ids = torch.from_numpy(ids.astype(np.int32)).to(device)
        self.count = len(packed["src"])
        self.dev = kept_back(self.count)
        per_file = np.array([weights.get(str(name), 1.0) for name in packed["names"]])
        # Hints make a source up to twice as long.
        usable = (np.maximum(*self.lengths) <= max_length) & (np.maximum(*self.source_lengths) <= 2 * max_length)
        usable[self.dev] = False
        self.cumulative = np.cumsum(per_file[packed["src"]] * usable)

    def side(self, start: np.ndarray, length: np.ndarray, prefix: List[np.ndarray]) -> Tensor:
        """[rows, width] ids: the tokens of `prefix`, the sentence, the end, padding."""
        begin, size = (torch.as_tensor(part, device=self.device)[:, None] for part in (start, length))
        column = torch.arange(int(length.max()) + 1, device=self.device)[None]
        ids = self.ids[(begin + column).clamp(max=len(self.ids) - 1)].long()
        ids = torch.where(column < size, ids, torch.where(column == size, END, PAD))
        first = torch.as_tensor(np.stack(prefix, axis=1), device=self.device)
        return torch.cat([first, ids], 1)

    def batch(self, rows: np.ndarray, flip: np.ndarray) -> Tuple[Tensor, Tensor]:
        """Sources and targets of some pairs, from French where `flip`."""
        from_language, to_language = np.where(flip, self.french, self.english), np.where(flip, self.english, self.french)
        source = self.side(pick(self.source_starts, rows, flip), pick(self.source_lengths, rows, flip), [from_language])
        begin = np.full(len(rows), START)
        target = self.side(pick(self.starts, rows, ~flip), pick(self.lengths, rows, ~flip), [begin, to_language])
        return source, target

    def batches(self, tokens: int) -> Iterator[Tuple[np.ndarray, np.ndarray]]:
        """Draws a large pool, sorts it by length, cuts it into batches of about `tokens` padded tokens, shuffles those."""
        while True:
            pool = np.searchsorted(self.cumulative, self.rng.random(POOL) * self.cumulative[-1], side="right")
            flip = self.rng.random(POOL) < 0.5
            targets, sources = pick(self.lengths, pool, ~flip) + 3, pick(self.source_lengths, pool, flip) + 2
            cuts = cut(np.lexsort((sources, targets)), np.maximum(sources, targets), tokens)
            self.rng.shuffle(cuts)
            for rows in cuts:
                yield pool[rows], flip[rows]


def cut(order: np.ndarray, widths: np.ndarray, tokens: int) -> List[np.ndarray]:
    """Cuts rows, in order, into runs whose size times their widest row is at most `tokens`."""
    runs: List[List[int]] = []
    widest = 0
    for row in order:
        widest = max(widest, int(widths[row]))
        if not runs or widest * (len(runs[-1]) + 1) > tokens:
            runs.append([])
            widest = int(widths[row])
        runs[-1].append(row)
    # An array of arrays cannot be shuffled in place; a list of them can.
    return [np.array(run) for run in runs]


@dataclass
class Schedule:
    """Warm-up, a plateau, and a linear fall to nothing over the last part of the call: a call that goes on from another's
    checkpoint eases in again, and one that is to be followed by another has no fall."""

    peak: float
    warmup: int
    decay_from: Optional[float]
    first_step: int

    def rate(self, step: int, elapsed: float) -> float:
        """The learning rate; `elapsed` is the share of the call's time that is gone."""
        rate = self.peak * min(1.0, (step - self.first_step + 1) / self.warmup)
        if self.decay_from is not None and elapsed > self.decay_from:
            rate *= (1 - elapsed) / (1 - self.decay_from)
        return rate


def optimisers(net: Translator, kind: str) -> List[torch.optim.Optimizer]:
    """Adam for all parameters, or Muon for the matrices of the layers and Adam for the rest."""
    matrices = [p for name, p in net.named_parameters() if kind == "muon" and p.dim() == 2 and "embed" not in name]
    by_muon = {id(p) for p in matrices}
    rest = [p for p in net.parameters() if id(p) not in by_muon]
    adam = torch.optim.Adam(rest, betas=(0.9, 0.98), eps=1e-9)
    return [adam, Muon(matrices)] if matrices else [adam]


class Trainer:
    """A model, its optimisers and its average, and where they are kept."""

    def __init__(self, run: str, config: Config, device: str, init: str, optimiser: str):
        self.path, self.config, self.device = os.path.join(run, "last.pt"), config, device
        self.net = Translator(config).to(device)
        self.optimisers = optimisers(self.net, optimiser)
        self.state: Dict[str, Any] = dict(step=0, tokens=0, seconds=0.0)
        checkpoint: Optional[Dict[str, Any]] = None
        if os.path.exists(self.path):
            checkpoint = load_checkpoint(self.path, device)
            for one, state in zip(self.optimisers, checkpoint["opt"]):
                one.load_state_dict(state)
            self.state = checkpoint["state"]
            print("resumed", self.state, flush=True)
        elif init:
            checkpoint = load_checkpoint(init, device)
            self.state["step"] = checkpoint.get("step", 0)
            print("started from", init, flush=True)
        if checkpoint:
            self.net.load_state_dict(checkpoint["net"])
        averaged = (checkpoint or {}).get("ema", self.net.state_dict())
        self.average = {name: value.clone() for name, value in averaged.items()}

    def loss(self, data: Data, rows: np.ndarray, flip: np.ndarray, smoothing: float) -> Tuple[Tensor, int]:
        """Mean cross-entropy of the target tokens, and how many there were. The language token is given, not learnt."""
        source, target = data.batch(rows, flip)
        with torch.autocast(self.device, dtype=torch.bfloat16):
            states = self.net(source, target[:, :-1])
            wanted = target[:, 1:].clone()
            wanted[:, 0] = PAD
            kept = wanted != PAD
            scores = self.net.logits(states[kept])
        return F.cross_entropy(scores.float(), wanted[kept], label_smoothing=smoothing), int(kept.sum())

    def step(self, data: Data, rows: np.ndarray, flip: np.ndarray, smoothing: float, rate: float) -> Tuple[Tensor, int]:
        """One update. The loss stays on the device: reading it would wait for the GPU."""
        for optimiser in self.optimisers:
            for group in optimiser.param_groups:
                group["lr"] = rate
        loss, tokens = self.loss(data, rows, flip, smoothing)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        for optimiser in self.optimisers:
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
        self.state["step"] += 1
        self.state["tokens"] += tokens
        if self.state["step"] % AVERAGE_EVERY == 0:
            self.update_average()
        return loss.detach(), tokens

    @torch.no_grad()
    def update_average(self) -> None:
        keep = AVERAGE if self.state["step"] > 300 else 0.5
        for name, value in self.net.state_dict().items():
            self.average[name].lerp_(value, 1 - keep)

    @torch.no_grad()
    def evaluate(self, data: Data) -> Dict[str, float]:
        """Cross-entropy of each direction on pairs that are never trained on."""
        self.net.eval()
        result = {}
        for pair, flipped in (("en-fr", False), ("fr-en", True)):
            total = count = 0.0
            for start in range(0, len(data.dev) // 2, 50):
                rows = data.dev[: len(data.dev) // 2][start:start + 50]
                loss, tokens = self.loss(data, rows, np.full(len(rows), flipped), 0.0)
                total, count = total + loss.item() * tokens, count + tokens
            result[pair] = round(total / max(1.0, count), 4)
        self.net.train()
        return result

    def save(self) -> None:
        """Writes the checkpoint; a reader never sees half of one."""
        checkpoint = dict(net=self.net.state_dict(), opt=[one.state_dict() for one in self.optimisers],
                          ema=self.average, state=self.state, config=self.config.as_dict())
        torch.save(checkpoint, self.path + ".tmp")
        os.replace(self.path + ".tmp", self.path)


class Progress:
    """Prints the loss and the speed now and then."""

    def __init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        self.since = time.time()
        self.losses: List[Tuple[Tensor, int]] = []
        self.tokens = 0

    def add(self, loss: Tensor, tokens: int) -> None:
        self.losses.append((loss, tokens))
        self.tokens += tokens

    def report(self, minutes: float, state: Dict[str, Any], rate: float) -> None:
        mean = sum(loss.item() * tokens for loss, tokens in self.losses) / max(1, self.tokens)
        speed = self.tokens / (time.time() - self.since)
        print(f"{minutes:6.1f} min step {state['step']} tok {state['tokens'] / 1e6:.2f}M loss {mean:.4f} "
              f"{speed:.0f} tok/s lr {rate:.2e}", flush=True)
        self.restart()


def train(trainer: Trainer, data: Data, args: argparse.Namespace) -> None:
    """Trains for `args.minutes` minutes and leaves a checkpoint."""
    schedule = Schedule(args.lr, args.warmup, args.decay_from, trainer.state["step"])
    start, next_save, progress = time.time(), FIRST_SAVE_S, Progress()
    trainer.net.train()
    for rows, flip in data.batches(args.tokens):
        elapsed = time.time() - start
        if elapsed >= args.minutes * 60:
            break
        rate = schedule.rate(trainer.state["step"], elapsed / (args.minutes * 60))
        progress.add(*trainer.step(data, rows, flip, args.smooth, rate))
        if trainer.state["step"] % REPORT_EVERY == 0:
            progress.report(elapsed / 60, trainer.state, rate)
        if elapsed > next_save:
            next_save += SAVE_EVERY_S
            print("   dev", trainer.evaluate(data), flush=True)
            trainer.save()
            progress.restart()
    trainer.state["seconds"] += time.time() - start
    trainer.save()
    print("   dev", trainer.evaluate(data))
    print("done", trainer.state)


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("run")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--d", type=int, default=256, help="width")
    parser.add_argument("--heads", type=int, default=4)
    parser.add_argument("--ffn", type=int, default=1024)
    parser.add_argument("--enc", type=int, default=4, help="layers of the encoder")
    parser.add_argument("--dec", type=int, default=2, help="layers of the decoder: these are what costs at run time")
    parser.add_argument("--dropout", type=float, default=0.0)
    parser.add_argument("--smooth", type=float, default=0.1, help="label smoothing")
    parser.add_argument("--tokens", type=int, default=6000, help="padded tokens of a batch")
    parser.add_argument("--optimiser", choices=["adam", "muon"], default="muon")
    parser.add_argument("--lr", type=float, default=2e-3, help="highest learning rate")
    parser.add_argument("--warmup", type=int, default=300, help="steps")
    parser.add_argument("--decay-from", type=float, help="share of this call after which the rate falls to nothing")
    parser.add_argument("--weights", default="", help="name=weight,…: how often a file's pairs are drawn, 1 unless told")
    parser.add_argument("--max-len", type=int, default=96, help="longest sentence in tokens")
    parser.add_argument("--init", default="", help="weights to start from where RUN has none")
    parser.add_argument("--threads", type=int, default=int(os.environ.get("THREADS", os.cpu_count() or 1)))
    return parser.parse_args()


def main() -> None:
    args = parse_arguments()
    os.makedirs(args.run, exist_ok=True)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.set_num_threads(args.threads)
    torch.manual_seed(1)
    data = Data(args.data, device, parse_weights(args.weights), args.max_len, seed=int(time.time()))
    # A multiple of eight suits matrix kernels.
    config = Config(vocab_size=(data.vocabulary + 7) // 8 * 8, d_model=args.d, heads=args.heads, ffn=args.ffn,
                    encoder_layers=args.enc, decoder_layers=args.dec, dropout=args.dropout)
    trainer = Trainer(args.run, config, device, args.init, args.optimiser)
    parameters = sum(parameter.numel() for parameter in trainer.net.parameters())
    print(json.dumps(dict(config=config.as_dict(), params=parameters, pairs=data.count, device=device)), flush=True)
    train(trainer, data, args)


if __name__ == "__main__":
    main()
