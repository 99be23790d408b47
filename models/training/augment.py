"""Variants of sentence pairs that a corpus has too few of: markers to be copied, capitals, no final stop, typography.

`augment` draws the variants of one pair; `python3 augment.py` tests the file.
"""
import random
import re
from typing import Callable, Dict, List, NamedTuple, Optional

MARKERS = 10
#: Longer pairs are no headlines.
SHORT = 12


class Pair(NamedTuple):
    """A sentence in both languages."""

    english: str
    french: str


_WORD = re.compile(r"[^\W_]+(?:[.,:'’-][^\W_]+)*")


def _shared_words(pair: Pair) -> List[str]:
    """Words and numbers that stand exactly once on either side, spelled alike; in the order of the English side."""
    english, french = _WORD.findall(pair.english), _WORD.findall(pair.french)
    return [word for word in english if (len(word) > 2 or word.isdigit())
            and english.count(word) == 1 and french.count(word) == 1]


def _substitute(text: str, word: str, replacement: str) -> str:
    return re.sub(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", lambda _: replacement, text, count=1)


def mark_shared(pair: Pair, rng: random.Random) -> Optional[Pair]:
    """Replaces one to three words that are equal on both sides by `<xN>`, or wraps them in `<xN> … <xM>`."""
    words = _shared_words(pair)
    if not words or "<x" in pair.english + pair.french:
        return None
    numbers = rng.sample(range(MARKERS), MARKERS)
    english, french = pair
    for word in rng.sample(words, min(len(words), rng.randint(1, 3))):
        first = f"<x{numbers.pop()}>"
        marked = first if rng.random() < 0.5 else f"{first} {word} <x{numbers.pop()}>"
        english, french = _substitute(english, word, marked), _substitute(french, word, marked)
    return Pair(english, french)


def _is_short(pair: Pair) -> bool:
    return 0 < len(pair.english.split()) <= SHORT and len(pair.french.split()) <= SHORT


def capitals(pair: Pair, rng: random.Random) -> Optional[Pair]:
    """A short pair in capitals, or with a capital on each word, on both sides."""
    if not _is_short(pair) or "<x" in pair.english:
        return None
    if rng.random() < 0.5:
        return Pair(pair.english.upper(), pair.french.upper())
    return Pair(title_case(pair.english), title_case(pair.french))


def title_case(text: str) -> str:
    """
    >>> title_case("l'ordre du jour: don't ask")
    "L'ordre Du Jour: Don't Ask"
    """
    return re.sub(r"(?<!\S)(\W*)(\w)", lambda match: match[1] + match[2].upper(), text)


def drop_stop(pair: Pair, rng: random.Random) -> Optional[Pair]:
    """Without the final stop, where both sides have one (and it is no ellipsis)."""
    if not all(side.endswith(".") and not side.endswith("..") for side in pair):
        return None
    return Pair(pair.english[:-1], pair.french[:-1])


_NO_BREAK, _NARROW = "\u00a0", "\u202f"


def _quotes(text: str, opening: str, closing: str) -> str:
    """Pairs of straight or curly double quotes as a language writes them; a lone one is left."""
    return re.sub(r'["“]([^"“”]+)["”]', lambda match: opening + match[1].strip() + closing, text)


def typographic(pair: Pair, rng: random.Random) -> Optional[Pair]:
    """Quotes, apostrophes and the spaces of French punctuation as a newspaper sets them."""
    apostrophe = re.compile(r"(?<=\w)'(?=\w)")
    english = _quotes(apostrophe.sub("’", pair.english), "“", "”")
    french = _quotes(apostrophe.sub("’", pair.french), f"«{_NO_BREAK}", f"{_NO_BREAK}»")
    french = re.sub(r"« ", f"«{_NO_BREAK}", re.sub(r" ([»:])", rf"{_NO_BREAK}\1", french))
    french = re.sub(r" ([?!;])", rf"{_NARROW}\1", french)
    changed = Pair(english, french)
    return changed if changed != pair else None


#: By the name that an option uses; each gives None for a pair that it has nothing to do with.
KINDS: Dict[str, Callable[[Pair, random.Random], Optional[Pair]]] = {
    "typography": typographic,
    "stop": drop_stop,
    "capitals": capitals,
    "markers": mark_shared,
}


def parse_shares(text: str) -> Dict[str, float]:
    """`markers=0.05,capitals=0.02` -> how often each kind is tried.

    >>> parse_shares("markers=0.05")
    {'markers': 0.05}
    """
    shares = {name: float(share) for name, share in (part.split("=") for part in filter(None, text.split(",")))}
    unknown = set(shares) - set(KINDS)
    if unknown:
        raise ValueError(f"no such augmentation: {', '.join(sorted(unknown))}; there are {', '.join(KINDS)}")
    return shares


def augment(pair: Pair, shares: Dict[str, float], rng: random.Random) -> Pair:
    """The pair after each kind has had its chance; kinds add up."""
    for name, change in KINDS.items():
        if rng.random() < shares.get(name, 0.0):
            pair = change(pair, rng) or pair
    return pair


def _self_test() -> None:
    import doctest

    failures, _ = doctest.testmod()
    assert failures == 0
    rng = random.Random(1)
    pair = Pair("Obama met 12 people in Paris.", "Obama a rencontré 12 personnes à Paris.")
    for _ in range(200):
        marked = mark_shared(pair, rng)
        assert marked is not None
        found = [re.findall(r"<x\d>", side) for side in marked]
        assert found[0] and sorted(found[0]) == sorted(found[1]) and len(set(found[0])) == len(found[0]), marked
    assert mark_shared(Pair("Yes of course", "Bien entendu"), rng) is None
    assert mark_shared(Pair("Keep <x1> Paris", "Gardez <x1> Paris"), rng) is None
    assert _shared_words(Pair("Paris, Paris and Rome", "Paris et Rome")) == ["Rome"], "twice on one side: which is it?"
    short = Pair("The budget is late", "Le budget est en retard")
    seen = {capitals(short, rng) for _ in range(40)}
    assert seen == {Pair("THE BUDGET IS LATE", "LE BUDGET EST EN RETARD"),
                    Pair("The Budget Is Late", "Le Budget Est En Retard")}, seen
    assert drop_stop(Pair("It rains.", "Il pleut."), rng) == Pair("It rains", "Il pleut")
    assert drop_stop(Pair("It rains...", "Il pleut..."), rng) is None
    assert drop_stop(Pair("It rains.", "Il pleut !"), rng) is None
    assert typographic(Pair('He didn\'t say "no".', 'Il n\'a pas dit "non" !'), rng) == Pair(
        "He didn’t say “no”.", "Il n’a pas dit «\u00a0non\u00a0»\u202f!")
    assert typographic(Pair("Nothing", "Rien"), rng) is None
    assert augment(pair, {}, rng) == pair
    print("augment.py: all well")


if __name__ == "__main__":
    _self_test()
