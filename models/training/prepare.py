"""Sentence pairs -> one SentencePiece vocabulary for both languages, and packed ids.

CORPUS holds NAME.tsv or NAME.tsv.xz, a pair a line: `english<TAB>french`. Sentences of the test sets in HELDOUT (*.tsv)
are kept out on either side. Writes OUT/spm.model, unless it is there already, and OUT/train.npz.

    python3 prepare.py CORPUS OUT --vocab 8000 --heldout HELDOUT --cap parliament=900000 --augment markers=0.05
"""
import argparse
import glob
import hashlib
import lzma
import os
import random
import re
from typing import Dict, Iterator, List, Set, TextIO, Tuple

import numpy as np
import sentencepiece as spm

from augment import MARKERS, Pair, augment, parse_shares
from hinting import Hinter, read_dictionary
from lexicon import SAMPLE, Lexicon
from model import END, PAD, UNKNOWN

LANGUAGES = "en fr es de it pt nl ar zh ja ko ru uk pl tr sv".split()
#: Characters that get a piece of their own, however rare.
CHARACTERS = "«»“”„–—…€£$°œŒæÆçÇéèêëÉÈÊËàâÀÂùûüÙÛÜîïÎÏôÔöÖñÑáíóúßäÄåÅøØ"
SEED = 7
MAX_TOKENS = 200
Row = Tuple[int, Pair]

_invisible = re.compile("[\u00ad\u200b\ufeff]")
_apostrophe = re.compile("[‘’]")
_space = re.compile(r"\s+")
_letter = re.compile(r"[^\W\d_]")
_control = re.compile(r"<x\d>|__[a-z]{2}__")


def clean(text: str) -> str:
    """What the exported tokenizer does to its input too: one kind of space and of apostrophe."""
    return _space.sub(" ", _apostrophe.sub("'", _invisible.sub("", text))).strip()


def is_usable(pair: Pair) -> bool:
    """Whether a pair is likely to be a translation: both sides there, unlike, of similar length, mostly letters."""
    english, french = len(pair.english), len(pair.french)
    if not english or not french or english > 700 or french > 800 or pair.english == pair.french:
        return False
    if max(english, french) > 20 and not 0.4 <= french / english <= 2.5:
        return False
    if _control.search(pair.english) or _control.search(pair.french):
        return False
    return len(_letter.findall(pair.english)) >= 0.5 * len(pair.english.replace(" ", ""))


def open_lines(path: str) -> TextIO:
    if path.endswith(".xz"):
        return lzma.open(path, "rt", encoding="utf8", errors="replace")  # type: ignore[return-value]
    return open(path, encoding="utf8", errors="replace")


def read_pairs(path: str) -> Iterator[Pair]:
    with open_lines(path) as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if len(columns) >= 2:
                yield Pair(clean(columns[0]), clean(columns[1]))


def read_heldout(folder: str) -> Set[str]:
    """All sentences of the test sets, in lower case."""
    sides: Set[str] = set()
    for path in glob.glob(os.path.join(folder, "*.tsv")) if folder else []:
        sides.update(side.lower() for pair in read_pairs(path) for side in pair)
    return sides


def parse_caps(text: str) -> Dict[str, int]:
    """`name=count,…` -> about how many pairs of a file to draw"""
    return {name: int(count) for name, count in (part.split("=") for part in filter(None, text.split(",")))}


def fingerprint(pair: Pair) -> bytes:
    return hashlib.blake2b("\t".join(pair).encode(), digest_size=8).digest()


def read_corpus(folder: str, caps: Dict[str, int], heldout: Set[str], rng: random.Random) -> Tuple[List[Row], List[str]]:
    """All usable pairs, each once, shuffled, with the number of their file; and the names of the files."""
    paths = sorted(glob.glob(os.path.join(folder, "*.tsv")) + glob.glob(os.path.join(folder, "*.tsv.xz")))
    names = [os.path.basename(path).split(".tsv")[0] for path in paths]
    seen: Set[bytes] = set()
    rows: List[Row] = []
    for number, (name, path) in enumerate(zip(names, paths)):
        share = caps[name] / max(1, sum(1 for _ in read_pairs(path))) if name in caps else 1.0
        before = len(rows)
        for pair in read_pairs(path):
            if rng.random() > share or not is_usable(pair):
                continue
            if pair.english.lower() in heldout or pair.french.lower() in heldout:
                continue
            key = fingerprint(pair)
            if key not in seen:
                seen.add(key)
                rows.append((number, pair))
        print(f"{name:40s} {len(rows) - before:9d} pairs", flush=True)
    rng.shuffle(rows)
    return rows, names


def train_vocabulary(rows: List[Row], model: str, size: int, sentences: int) -> None:
    """Trains the unigram vocabulary on all files, none of which may dominate."""
    most, per_file, text = sentences // 8, {}, model + ".txt"
    with open(text, "w", encoding="utf8") as out:
        for number, pair in rows:
            per_file[number] = per_file.get(number, 0) + 1
            if per_file[number] <= most:
                out.write(f"{pair.english}\n{pair.french}\n")
    symbols = [f"__{language}__" for language in LANGUAGES] + [f"<x{i}>" for i in range(MARKERS)]
    spm.SentencePieceTrainer.train(
        input=text, model_prefix=model[: -len(".model")], vocab_size=size, model_type="unigram",
        character_coverage=1.0, required_chars=CHARACTERS, normalization_rule_name="nfkc", split_digits=True,
        bos_id=0, pad_id=PAD, eos_id=END, unk_id=UNKNOWN, user_defined_symbols=symbols, max_sentence_length=2000,
        input_sentence_size=sentences, shuffle_input_sentence=True, num_threads=os.cpu_count() or 1)
    os.remove(text)


class Packer:
    """Sentences as one array of tokens, English and French in turn, and where each begins."""

    def __init__(self) -> None:
        self.ids: List[np.ndarray] = []
        self.lengths: List[int] = []

    def add(self, *sentences: List[int]) -> None:
        for sentence in sentences:
            self.ids.append(np.array(sentence, np.uint16))
            self.lengths.append(len(sentence))

    def arrays(self) -> Tuple[np.ndarray, np.ndarray]:
        return np.concatenate(self.ids), np.concatenate([[0], np.cumsum(np.array(self.lengths, np.int64))]).astype(np.uint32)


def pack(rows: List[Row], names: List[str], processor: spm.SentencePieceProcessor, path: str, hints: str) -> None:
    """Writes ids (all sentences, one after the other, English and French in turn), off (where each begins), src, names;
    and with a dictionary of hints, hinted and hinted_off: the same as sources."""
    plain, hinted, files = Packer(), Packer(), []
    hinter = Hinter(read_dictionary(hints), processor) if hints else None
    rng = random.Random(SEED)
    for start in range(0, len(rows), 20000):
        part = rows[start:start + 20000]
        english = processor.encode([pair.english for _, pair in part])
        french = processor.encode([pair.french for _, pair in part])
        for (number, _), e, f in zip(part, english, french):
            if max(len(e), len(f)) > MAX_TOKENS or len(e) > 3 * len(f) + 8 or len(f) > 3 * len(e) + 8:
                continue
            plain.add(e, f)
            if hinter:
                hinted.add(hinter.train(e, "en", rng), hinter.train(f, "fr", rng))
            files.append(number)
    ids, offsets = plain.arrays()
    arrays = dict(ids=ids, off=offsets, src=np.array(files, np.uint8), names=np.array(names))
    if hinter:
        arrays["hinted"], arrays["hinted_off"] = hinted.arrays()
        print(f"with hints, {arrays['hinted_off'][-1]} tokens")
    np.savez(path, **arrays)
    print(f"packed {len(files)} pairs, {offsets[-1]} tokens")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("out")
    parser.add_argument("--vocab", type=int, default=8000)
    parser.add_argument("--vocab-sentences", type=int, default=1_200_000, help="sentences to train the vocabulary on")
    parser.add_argument("--heldout", default="", help="folder of test sets")
    parser.add_argument("--cap", default="", help="name=count,…: about so many pairs of a file")
    parser.add_argument("--augment", default="", help="kind=share,…: see augment.py")
    parser.add_argument("--hints", default="", help="dictionary that hints.py has written, to put into sources")
    args = parser.parse_args()
    os.makedirs(args.out, exist_ok=True)
    rng = random.Random(SEED)
    shares = parse_shares(args.augment)
    rows, names = read_corpus(args.corpus, parse_caps(args.cap), read_heldout(args.heldout), rng)
    model = os.path.join(args.out, "spm.model")
    if not os.path.exists(model):
        train_vocabulary(rows, model, args.vocab, args.vocab_sentences)
    if shares:
        lexicon = Lexicon([pair for _, pair in rows[:SAMPLE]])
        augmented = ((number, augment(pair, shares, rng, lexicon)) for number, pair in rows)
        rows = [(number, Pair(clean(pair.english), clean(pair.french))) for number, pair in augmented]
    pack(rows, names, spm.SentencePieceProcessor(model_file=model), os.path.join(args.out, "train.npz"), args.hints)


if __name__ == "__main__":
    main()
