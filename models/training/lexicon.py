"""Which English words correspond to which French ones, counted from sentence pairs; and phrases that do in one pair.

Two words correspond as far as they keep each other's company: by Dice's coefficient over the sentences they stand in (see
D. Melamed, "Models of translational equivalence among words", 2000). That is a coarse aligner, but a sure one where it
speaks: it only has to find some phrases to put markers around, not all.

`python3 lexicon.py` tests the file.
"""
import random
import re
from typing import Dict, List, NamedTuple, Optional, Sequence, Tuple

import numpy as np
from scipy.sparse import csr_matrix

#: Sentence pairs to count in, and how often a word must have been seen.
SAMPLE, MIN_COUNT = 250_000, 8
MIN_DICE = 0.18
#: Words in a phrase, and by how many the two sides may differ.
MAX_PHRASE, MAX_DIFFERENCE = 6, 2

WORD = re.compile(r"[^\W_]+(?:[.,:'’-][^\W_]+)*")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’]", re.IGNORECASE)


class Word(NamedTuple):
    """A word and the range of characters it stands at."""

    text: str
    start: int
    end: int


class Phrase(NamedTuple):
    """Ranges of characters that say the same on either side."""

    english: Tuple[int, int]
    french: Tuple[int, int]


def words(text: str) -> List[Word]:
    """Words in lower case; an elided article is no part of its word.

    >>> [word.text for word in words("L'ordre du jour")]
    ['ordre', 'du', 'jour']
    """
    return [word._replace(text=word.text.lower()) for word in cased_words(text)]


def cased_words(text: str) -> List[Word]:
    """Words as they are written; an elided article is no part of its word.

    >>> [word.text for word in cased_words("L'ordre du Jour")]
    ['ordre', 'du', 'Jour']
    """
    found = []
    for match in WORD.finditer(text):
        elision = _ELISION.match(match[0])
        start = match.start() + (elision.end() if elision else 0)
        if start < match.end():
            found.append(Word(text[start:match.end()], start, match.end()))
    return found


class Lexicon:
    """Pairs of words with their Dice coefficients."""

    def __init__(self, pairs: Sequence[Tuple[str, str]]):
        sides = [self._count([pair[side] for pair in pairs]) for side in (0, 1)]
        (of_english, english), (of_french, french) = sides
        both = (english.T @ french).tocoo()
        counts = [np.asarray(matrix.sum(0)).ravel() for matrix in (english, french)]
        dice = 2 * both.data / (counts[0][both.row] + counts[1][both.col])
        sure = dice >= MIN_DICE
        self.dice: Dict[Tuple[str, str], float] = {
            (of_english[row], of_french[column]): float(value)
            for row, column, value in zip(both.row[sure], both.col[sure], dice[sure])}

    @staticmethod
    def _count(texts: Sequence[str]) -> Tuple[List[str], csr_matrix]:
        """The words that are frequent enough, and [sentences, words] of 0 and 1."""
        number: Dict[str, int] = {}
        rows, columns = [], []
        for row, text in enumerate(texts):
            for word in {word.text for word in words(text)}:
                rows.append(row)
                columns.append(number.setdefault(word, len(number)))
        matrix = csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=(len(texts), len(number)))
        kept = np.flatnonzero(np.asarray(matrix.sum(0)).ravel() >= min(MIN_COUNT, len(texts) / 4))
        names = list(number)
        return [names[i] for i in kept], matrix[:, kept]

    def links(self, english: Sequence[Word], french: Sequence[Word]) -> List[Tuple[int, int]]:
        """Words that are each other's best match; words that stand twice on a side have none."""
        scores = np.zeros((len(english), len(french)), np.float32)
        for i, e in enumerate(english):
            for j, f in enumerate(french):
                scores[i, j] = 1.0 if e.text == f.text and len(e.text) > 2 else self.dice.get((e.text, f.text), 0.0)
        once = [[sum(word.text == other.text for other in side) == 1 for word in side] for side in (english, french)]
        scores *= np.outer(*once)
        if not scores.any():
            return []
        best = scores.argmax(1)
        return [(i, int(j)) for i, j in enumerate(best) if scores[i, j] > 0 and scores[:, j].argmax() == i]

    def phrase(self, english_text: str, french_text: str, rng: random.Random) -> Optional[Phrase]:
        """A phrase of one to six words, drawn at random: it begins and ends with linked words, and no link leaves it."""
        english, french = words(english_text), words(french_text)
        links = self.links(english, french)
        rng.shuffle(links)
        for first in links[:4]:
            for last in [*rng.sample(links, min(4, len(links))), first]:
                (i, j), (k, l) = first, last
                spans = k - i, l - j
                if min(spans) < 0 or max(spans) >= MAX_PHRASE or abs(spans[0] - spans[1]) > MAX_DIFFERENCE:
                    continue
                if all((i <= e <= k) == (j <= f <= l) for e, f in links):
                    return Phrase((english[i].start, english[k].end), (french[j].start, french[l].end))
        return None


def _self_test() -> None:
    import doctest

    failures, _ = doctest.testmod()
    assert failures == 0
    rng = random.Random(1)
    nouns = [("house", "maison"), ("dog", "chien"), ("bridge", "pont"), ("mayor", "maire"), ("school", "école")]
    colours = [("white", "blanc"), ("green", "vert"), ("old", "vieux")]
    pairs = []
    for _ in range(200):
        (noun, nom), (colour, couleur) = rng.choice(nouns), rng.choice(colours)
        pairs.append((f"I saw the {colour} {noun} there", f"J'ai vu le {nom} {couleur} là-bas"))
    lexicon = Lexicon(pairs)
    assert all(pair in lexicon.dice for pair in nouns + colours)
    assert ("house", "blanc") not in lexicon.dice or lexicon.dice["house", "blanc"] < lexicon.dice["house", "maison"]
    seen = set()
    for _ in range(100):
        phrase = lexicon.phrase("the old bridge", "le pont vieux", rng)
        assert phrase is not None
        seen.add(("the old bridge"[slice(*phrase.english)], "le pont vieux"[slice(*phrase.french)]))
    assert ("old", "vieux") in seen and ("bridge", "pont") in seen, seen
    assert lexicon.phrase("nothing", "rien", rng) is None
    print("lexicon.py: all well")


if __name__ == "__main__":
    _self_test()
