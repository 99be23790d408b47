"""Sentences for sequence-level distillation: the model learns from its own best translations (Y. Kim and A. Rush,
"Sequence-Level Knowledge Distillation", 2016, section 3.3: of a beam the hypothesis nearest to the reference).

    python3 distill.py sample DATA --count 35000 > sentences.tsv
    npm run eval:nbest -- sentences.tsv > nbest.jsonl        # in the repository's root
    python3 distill.py pack DATA nbest.jsonl OUT --hints hints.tsv

`sample` draws pairs of news and talk from what prepare.py has packed. `pack` writes DATA again with two files more,
`distilled_en_fr` and `distilled_fr_en`: either way round, such a pair is a translation of the model with its source or,
read backwards, a translated source with a real target (R. Sennrich and others, "Improving Neural Machine Translation
Models with Monolingual Data", 2016).

`python3 distill.py` tests the file.
"""
import argparse
import json
import os
import random
import shutil
import sys
from typing import Dict, Iterator, List, Tuple

import numpy as np
import sentencepiece as spm

from hinting import Hinter, read_dictionary
from prepare import Packer, clean
from train import kept_back

#: Files that are like what the service reads, and how many pairs of each are drawn at most.
FILES = dict(general_wmt_news2008_2012=12000, general_lig_postedited_news=9000, general_ntrex=4000,
             general_newsdiscussdev2015=1500, general_newscommentary_sample=3000, general_ud_pud=1000,
             general_tico19=1900, general_mtgeneval=1500, general_ngo_sites=2500, general_novels_transread=1500,
             general_hansard_restored=2500, general_europarl=3000)
#: Tokens of a sentence.
SHORTEST, LONGEST = 8, 60
#: The least chrF2 of a hypothesis that is learnt from: below, the pair or the translation is no good.
MIN_CHRF = 25.0


def choose(hypotheses: List[Tuple[str, float, bool]]) -> str:
    """The ended hypothesis nearest to the reference; "" if none is near.

    >>> choose([("le ponton", 60.0, True), ("le pont", 90.0, True), ("le pont et", 95.0, False)])
    'le pont'
    >>> choose([("la table", 12.0, True)])
    ''
    """
    chrf, best = max(((chrf, text) for text, chrf, complete in hypotheses if complete), default=(0.0, ""))
    return best if chrf >= MIN_CHRF else ""


def sample(data: str, count: int) -> None:
    """Prints `English<TAB>French` lines; none of the pairs that training keeps back."""
    packed = np.load(os.path.join(data, "train.npz"))
    processor = spm.SentencePieceProcessor(model_file=os.path.join(data, "spm.model"))
    names, source, ids, offsets = [str(n) for n in packed["names"]], packed["src"], packed["ids"], packed["off"].astype(np.int64)
    dev = set(kept_back(len(source)).tolist())
    rng, lines = random.Random(11), []
    for name in filter(names.__contains__, FILES):
        rows = [row for row in np.flatnonzero(source == names.index(name)).tolist() if row not in dev]
        rng.shuffle(rows)
        lines += list(usable(rows, ids, offsets, processor))[: FILES[name]]
    rng.shuffle(lines)
    print(*lines[:count], sep="\n")


def usable(rows: List[int], ids: np.ndarray, offsets: np.ndarray, processor: spm.SentencePieceProcessor) -> Iterator[str]:
    for row in rows:
        sides = [ids[offsets[2 * row + side]:offsets[2 * row + side + 1]].tolist() for side in (0, 1)]
        texts = [processor.decode(side) for side in sides]
        whole = all(SHORTEST <= len(side) <= LONGEST for side in sides)
        if whole and not any("<x" in text or "__" in text or text.isupper() for text in texts):
            yield "\t".join(texts)


def read_chosen(path: str) -> Dict[str, List[Tuple[str, str]]]:
    """Pair of languages -> (source, chosen translation)."""
    chosen: Dict[str, List[Tuple[str, str]]] = {"en-fr": [], "fr-en": []}
    with open(path, encoding="utf8") as lines:
        for line in lines:
            pair, source, _, hypotheses = json.loads(line)
            best = choose(hypotheses)
            if best:
                chosen[pair].append((clean(source), clean(best)))
    return chosen


def pack(data: str, nbest: str, out: str, hints: str) -> None:
    packed = dict(np.load(os.path.join(data, "train.npz")))
    processor = spm.SentencePieceProcessor(model_file=os.path.join(data, "spm.model"))
    hinter, rng = Hinter(read_dictionary(hints), processor), random.Random(13)
    plain, hinted, files = Packer(), Packer(), []
    chosen = read_chosen(nbest)
    for pair, rows in chosen.items():
        for source, translation in rows:
            english, french = (source, translation) if pair == "en-fr" else (translation, source)
            e, f = processor.encode(english), processor.encode(french)
            plain.add(e, f)
            hinted.add(hinter.train(e, "en", rng), hinter.train(f, "fr", rng))
            files.append(len(packed["names"]) + list(chosen).index(pair))
        print(pair, len(rows))
    for name, packer in (("ids", plain), ("hinted", hinted)):
        ids, offsets = packer.arrays()
        of = "off" if name == "ids" else "hinted_off"
        shifted = offsets[1:].astype(np.int64) + len(packed[name])
        packed[of] = np.concatenate([packed[of], shifted.astype(packed[of].dtype)])
        packed[name] = np.concatenate([packed[name], ids])
    packed["src"] = np.concatenate([packed["src"], np.array(files, dtype=packed["src"].dtype)])
    packed["names"] = np.concatenate([packed["names"], np.array(["distilled_en_fr", "distilled_fr_en"])])
    os.makedirs(out, exist_ok=True)
    np.savez(os.path.join(out, "train.npz"), **packed)
    shutil.copy(os.path.join(data, "spm.model"), out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    actions = parser.add_subparsers(dest="action", required=True)
    sampling = actions.add_parser("sample")
    sampling.add_argument("data")
    sampling.add_argument("--count", type=int, default=35_000)
    packing = actions.add_parser("pack")
    for name in ("data", "nbest", "out"):
        packing.add_argument(name)
    packing.add_argument("--hints", required=True)
    args = parser.parse_args()
    if args.action == "sample":
        sample(args.data, args.count)
    else:
        pack(args.data, args.nbest, args.out, args.hints)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main()
    else:
        import doctest

        assert doctest.testmod()[0] == 0
        print("distill.py: all well")
