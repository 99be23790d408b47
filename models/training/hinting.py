"""Puts hints into the tokens of a source sentence: after each word that the dictionary knows, a mark and the usual translation.

    ▁The ▁river  ->  ▁The ▁river __sv__ ▁rivière

The service does the same (src/engine/hints.ts), so what a word is, how it is looked up and where its hint stands must be
alike in both: the words are found in the pieces put together again, and a hint follows the piece that holds the word's end.

`python3 hinting.py` tests the file. `python3 hinting.py HINTS SPM < SENTENCES > ../../test/engine/hinted.tsv`, given lines
`language<TAB>sentence`, adds the tokens with hints to each: what the service's test compares its own with.
"""
import random
import sys
from typing import Dict, List, Sequence, Tuple

import sentencepiece as spm

from lexicon import cased_words

#: The mark in front of a hint: a language token of the vocabulary that no language of the model uses.
MARK = "__sv__"
#: What the model must do without: hints of a share of the sentences, and a share of the others' hints.
BARE, DROPPED = 0.12, 0.08

Dictionary = Dict[Tuple[str, str], str]


def read_dictionary(path: str) -> Dictionary:
    """(language, word) -> hint; an empty hint says that the word is a name."""
    found: Dictionary = {}
    with open(path, encoding="utf8") as lines:
        for line in lines:
            language, word, hint = line.rstrip("\n").split("\t")
            found[language, word] = hint
    return found


def look_up(dictionary: Dictionary, language: str, word: str) -> str:
    """The hint of a word as it is written, else in lower case, else without the English genitive; "" if there is none.

    >>> look_up({("en", "river"): "rivière"}, "en", "River's")
    'rivière'
    >>> look_up({("en", "river"): "rivière"}, "en", "RIVER")
    'RIVIÈRE'
    >>> look_up({("en", "Paris"): "", ("en", "paris"): "paris (jeu)"}, "en", "Paris")
    ''
    """
    forms = [word, word.lower()]
    if language == "en" and word.lower().endswith("'s"):
        forms += [word[:-2], word[:-2].lower()]
    hint = next((dictionary[language, form] for form in forms if (language, form) in dictionary), "")
    return hint.upper() if len(word) > 1 and word.isupper() else hint


class Hinter:
    """Knows a dictionary in the pieces of a vocabulary."""

    def __init__(self, dictionary: Dictionary, processor: spm.SentencePieceProcessor):
        self.dictionary, self.processor = dictionary, processor
        self.mark = processor.piece_to_id(MARK)
        self.pieces = [processor.id_to_piece(i).replace("\u2581", " ") for i in range(processor.vocab_size())]
        self.encoded: Dict[str, List[int]] = {}

    def encode(self, hint: str) -> List[int]:
        """The mark and the hint's tokens."""
        if hint not in self.encoded:
            self.encoded[hint] = [self.mark, *self.processor.encode(hint)]
        return self.encoded[hint]

    def insert(self, ids: Sequence[int], language: str, dropped: float = 0.0, rng: random.Random = random.Random(5)) -> List[int]:
        """The tokens of a sentence with hints among them; each hint is left out with the probability `dropped`."""
        text, ends = "", []
        for i in ids:
            text += self.pieces[i]
            ends.append(len(text))
        hints = [(word.end, look_up(self.dictionary, language, word.text)) for word in cased_words(text)]
        hints = [(end, hint) for end, hint in hints if hint and rng.random() >= dropped]
        result: List[int] = []
        for token, end in zip(ids, ends):
            result.append(token)
            while hints and hints[0][0] <= end:
                result.extend(self.encode(hints.pop(0)[1]))
        return result

    def train(self, ids: Sequence[int], language: str, rng: random.Random) -> List[int]:
        """As `insert`, but with some hints missing, so that the model learns to do without."""
        return list(ids) if rng.random() < BARE else self.insert(ids, language, DROPPED, rng)


def write_cases(dictionary: str, processor: spm.SentencePieceProcessor) -> None:
    from prepare import clean  # Which needs this file itself.

    hinter = Hinter(read_dictionary(dictionary), processor)
    for line in sys.stdin:
        language, text = line.rstrip("\n").split("\t")[:2]
        print(language, text, *hinter.insert(processor.encode(clean(text)), language), sep="\t")


if __name__ == "__main__":
    import doctest

    if len(sys.argv) == 3:
        write_cases(sys.argv[1], spm.SentencePieceProcessor(model_file=sys.argv[2]))
    else:
        assert doctest.testmod()[0] == 0
        print("hinting.py: all well")
