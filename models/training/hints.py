"""A dictionary of hints: for a word of either language, the word that most often translates it.

Few words are frequent and most are rare; a small model that has seen few sentences knows the rare ones badly, while the
corpus knows them well. So each rarer word of a source sentence is followed by a hint, the word's usual translation, and the
model learns to use hints: to copy, to inflect, or to leave them (as G. Dinu and others do with terms, "Training neural
machine translation to apply terminology constraints", 2019).

The dictionary is IBM model 1 (P. Brown and others, 1993) in both directions over pairs of words that keep each other's
company, and what both directions agree on (P. Liang and others, "Alignment by agreement", 2006).

    python3 hints.py CORPUS OUT.tsv --heldout HELDOUT --cap parliament=700000

OUT.tsv holds `language<TAB>word<TAB>hint` lines; an empty hint says that a capitalised word is a name and stays.
`python3 hints.py test` tests the file.
"""
import argparse
import random
import re
import sys
from typing import Dict, List, NamedTuple, Sequence, Tuple

import numpy as np
from scipy.sparse import csr_matrix

from lexicon import Word, cased_words
from prepare import parse_caps, read_corpus, read_heldout

#: Words of a sentence: longer ones say little about pairs of words.
MAX_WORDS = 60
#: How often a word must be seen to get a hint, and the most frequent words of a language, which need none.
MIN_COUNT, FREQUENT = 3, 400
#: The function words that are left out of the count altogether: they keep everybody's company.
STOP = 120
#: A pair of words is looked at when one of them has the other beside it so often.
MIN_COMPANY = 0.03
ROUNDS = 5
#: Numbers need no dictionary.
_digit = re.compile(r"\d")
#: Share of a word's occurrences that its hint must translate.
MIN_SHARE = 0.12
CHUNK = 100_000


class Side(NamedTuple):
    """The words of one language, as numbers."""

    names: List[str]
    #: How often each word stands in the corpus.
    counts: np.ndarray
    #: The sentences' words one after the other, and where each sentence begins.
    ids: np.ndarray
    starts: np.ndarray


def truecased(sentences: Sequence[List[Word]]) -> List[List[str]]:
    """Words as they are written inside sentences: a first word, or one among capitals, has its usual case."""
    inside: Dict[str, int] = {}
    for words in sentences:
        shouting = sum(word.text.isupper() for word in words) > len(words) / 2
        for word in [] if shouting else words[1:]:
            inside[word.text] = inside.get(word.text, 0) + 1
    result = []
    for words in sentences:
        shouting = sum(word.text.isupper() for word in words) > len(words) / 2
        texts = []
        for place, word in enumerate(words):
            lower = word.text.lower()
            usual = place and not shouting or inside.get(lower, 0) < inside.get(word.text, 0)
            texts.append(word.text if usual else lower)
        result.append(texts)
    return result


def side(texts: Sequence[str]) -> Side:
    """Numbers the words of a language, the most frequent first; rare and most frequent ones are left out of `ids`."""
    sentences = truecased([cased_words(text)[:MAX_WORDS] for text in texts])
    counted: Dict[str, int] = {}
    for words in sentences:
        for word in words:
            counted[word] = counted.get(word, 0) + 1
    names = sorted((word for word, count in counted.items() if count >= min(MIN_COUNT, len(texts))), key=lambda word: -counted[word])
    number = {name: i for i, name in enumerate(names)}
    stop = STOP if len(texts) > 1000 else 0
    rows = [[number[word] for word in words if number.get(word, -1) >= stop] for words in sentences]
    starts = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    ids = np.fromiter((i for row in rows for i in row), np.int32, starts[-1])
    return Side(names, np.array([counted[name] for name in names]), ids, starts)


def company(english: Side, french: Side) -> np.ndarray:
    """Sorted keys (English number × French words + French number) of the pairs of words worth looking at."""
    matrices = []
    for one in (english, french):
        matrix = csr_matrix((np.ones(len(one.ids), np.float32), one.ids, one.starts), shape=(len(one.starts) - 1, len(one.names)))
        matrix.data[:] = 1
        matrices.append(matrix)
    keys = []
    # A block of English words at a time bounds the memory.
    transposed = matrices[0].T.tocsr()
    for start in range(0, len(english.names), 4000):
        both = (transposed[start:start + 4000] @ matrices[1]).tocoo()
        e, f = both.row.astype(np.int64) + start, both.col.astype(np.int64)
        share = np.maximum(both.data / english.counts[e], both.data / french.counts[f])
        kept = (both.data >= 2) & (share >= MIN_COMPANY)
        keys.append(e[kept] * len(french.names) + f[kept])
    return np.sort(np.concatenate(keys))


class Cells(NamedTuple):
    """Pairs of places in sentences whose words are a known pair: the pair's number, the English and the French place."""

    pair: np.ndarray
    english: np.ndarray
    french: np.ndarray


def cells(english: Side, french: Side, keys: np.ndarray) -> List[Cells]:
    """All cells, a chunk of sentences at a time."""
    result = []
    sizes = [np.diff(one.starts) for one in (english, french)]
    for start in range(0, len(sizes[0]), CHUNK):
        e_size, f_size = (size[start:start + CHUNK] for size in sizes)
        products = e_size * f_size
        sentence = np.repeat(np.arange(len(products)), products)
        within = np.arange(len(sentence)) - np.repeat(np.cumsum(products) - products, products)
        e = english.starts[start:start + CHUNK][sentence] + within // f_size[sentence]
        f = french.starts[start:start + CHUNK][sentence] + within % f_size[sentence]
        key = english.ids[e].astype(np.int64) * len(french.names) + french.ids[f]
        place = np.searchsorted(keys, key).clip(max=len(keys) - 1)
        known = keys[place] == key
        result.append(Cells(place[known].astype(np.int32), e[known].astype(np.int32), f[known].astype(np.int32)))
    return result


def posterior(scores: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Scores of cells, made to sum to one over the cells of each place."""
    first = places.min() if len(places) else 0
    return scores / (np.bincount(places - first, scores)[places - first] + 1e-30)


def agreement(english: Side, french: Side, keys: np.ndarray) -> np.ndarray:
    """How often the words of each pair translate each other, by both directions at once."""
    e, f = keys // len(french.names), keys % len(french.names)
    parts = cells(english, french, keys)
    given_e = given_f = np.ones(len(keys))
    for round_ in range(ROUNDS):
        by_f, by_e, both = (np.zeros(len(keys)) for _ in range(3))
        for part in parts:
            # Each French word is explained by one English word of the sentence, and the other way round.
            one = posterior(given_e[part.pair], part.french)
            other = posterior(given_f[part.pair], part.english)
            for total, share in ((by_f, one), (by_e, other), (both, one * other)):
                total += np.bincount(part.pair, share, len(keys))
        given_e = by_f / (np.bincount(e, by_f)[e] + 1e-30)
        given_f = by_e / (np.bincount(f, by_e)[f] + 1e-30)
        print(f"round {round_ + 1}: {both.sum():.0f} links of {len(english.ids)} words", flush=True)
    return both


def choose(own: Side, other: Side, word: np.ndarray, hint: np.ndarray, links: np.ndarray) -> Dict[str, str]:
    """The best hint of each word that has a good one."""
    order = np.lexsort((-links, word))
    first = order[np.unique(word[order], return_index=True)[1]]
    result: Dict[str, str] = {}
    names = set()
    for w, h, count in zip(word[first], hint[first], links[first]):
        if count < max(1.5, MIN_SHARE * own.counts[w]) or _digit.search(own.names[w]):
            continue
        text, translation = own.names[w], other.names[h]
        if text == translation:
            names.add(text)
        elif w >= FREQUENT:
            result[text] = translation
    for name in names:
        if name.lower() != name and name.lower() in result:
            result[name] = ""
    return result


def hints(pairs: Sequence[Tuple[str, str]]) -> Tuple[Dict[str, str], Dict[str, str]]:
    """French hints of English words, and English hints of French words."""
    english, french = (side([pair[i] for pair in pairs]) for i in (0, 1))
    print(f"{len(english.names)} English and {len(french.names)} French words", flush=True)
    keys = company(english, french)
    print(f"{len(keys)} pairs of words", flush=True)
    links = agreement(english, french, keys)
    e, f = keys // len(french.names), keys % len(french.names)
    return choose(english, french, e, f, links), choose(french, english, f, e, links)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("out")
    parser.add_argument("--heldout", default="", help="folder of test sets")
    parser.add_argument("--cap", default="", help="name=count,…: about so many pairs of a file")
    args = parser.parse_args()
    rows, _ = read_corpus(args.corpus, parse_caps(args.cap), read_heldout(args.heldout), random.Random(11))
    found = hints([tuple(pair) for _, pair in rows])
    with open(args.out, "w", encoding="utf8") as out:
        for language, words in zip(("en", "fr"), found):
            print(f"{language}: {len(words)} hints")
            # In the order of their bytes, so that the service can look words up in the file as it lies.
            for word in sorted(words, key=lambda word: f"{word}\t".encode()):
                out.write(f"{language}\t{word}\t{words[word]}\n")


if __name__ == "__main__":
    main()
