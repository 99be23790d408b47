"""Greedy translations of a test set with a checkpoint, a line each.

    python3 evaluate.py CHECKPOINT.pt VOCABULARY.model FILE.tsv en-fr OUT.txt [--lines 500]
"""
import argparse
from typing import List

import sentencepiece as spm
import torch

from model import END, PAD, UNKNOWN, Config, Translator, load_checkpoint
from prepare import clean

BATCH = 32
MAX_SOURCE = 250
MAX_TARGET = 200


def load_translator(path: str, weights: str, device: str) -> Translator:
    checkpoint = load_checkpoint(path, device)
    net = Translator(Config(**checkpoint["config"])).to(device)
    net.load_state_dict(checkpoint[weights if weights in checkpoint else "net"])
    return net.eval()


def translate(net: Translator, processor: spm.SentencePieceProcessor, texts: List[str], pair: str) -> List[str]:
    """Translates sentences, those of like length together."""
    device = next(net.parameters()).device
    source, target = (processor.piece_to_id(f"__{language}__") for language in pair.split("-"))
    ids = [[source, *sentence[:MAX_SOURCE], END] for sentence in processor.encode(texts)]
    order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
    out = [""] * len(ids)
    for start in range(0, len(order), BATCH):
        part = order[start:start + BATCH]
        width = max(len(ids[i]) for i in part)
        batch = torch.tensor([ids[i] + [PAD] * (width - len(ids[i])) for i in part], device=device)
        with torch.autocast(device.type, dtype=torch.bfloat16):
            languages = torch.full((len(part),), target, device=device)
            hypotheses = net.greedy(batch, languages, max_length=min(MAX_TARGET, int(1.6 * width) + 10))
        for i, hypothesis in zip(part, hypotheses.tolist()):
            out[i] = processor.decode([token for token in hypothesis if token > UNKNOWN])
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint")
    parser.add_argument("vocabulary")
    parser.add_argument("file")
    parser.add_argument("pair", choices=["en-fr", "fr-en"])
    parser.add_argument("out")
    parser.add_argument("--lines", type=int)
    parser.add_argument("--weights", choices=["ema", "net"], default="ema")
    args = parser.parse_args()
    column = 0 if args.pair == "en-fr" else 1
    with open(args.file, encoding="utf8") as lines:
        texts = [clean(line.rstrip("\n").split("\t")[column]) for line in lines][: args.lines]
    net = load_translator(args.checkpoint, args.weights, "cuda" if torch.cuda.is_available() else "cpu")
    translations = translate(net, spm.SentencePieceProcessor(model_file=args.vocabulary), texts, args.pair)
    with open(args.out, "w", encoding="utf8") as out:
        out.writelines(f"{text}\n" for text in translations)


if __name__ == "__main__":
    main()
