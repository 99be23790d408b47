"""Variants of sentence pairs that a corpus has too few of: markers to be copied, capitals, no final stop, typography.

`augment` draws the variants of one pair; `python3 augment.py` tests the file.
"""
import random
import re
from typing import Callable, Dict, List, NamedTuple, Optional, Tuple

from lexicon import WORD, Lexicon

MARKERS = 10
#: Longer pairs are no headlines.
SHORT = 12


class Pair(NamedTuple):
    """A sentence in both languages."""

    english: str
    french: str


class Item(NamedTuple):
    """What markers are put on: a phrase on either side, as ranges of characters, and how."""

    english: Tuple[int, int]
    french: Tuple[int, int]
    #: `replace`: a marker stands for the phrase; `wrap`: one on each side of it; `before`: one in front of it.
    kind: str


#: Most markers that one pair gets.
MOST = 4


def _shared_words(pair: Pair, rng: random.Random) -> List[Item]:
    """Words and numbers that stand exactly once on either side, spelled alike."""
    english, french = ([(match[0], match.span()) for match in WORD.finditer(side)] for side in pair)
    items = []
    for word, span in english:
        if len(word) < 3 and not word.isdigit():
            continue
        same = [other for text, other in french if text == word]
        if len(same) == 1 and sum(text == word for text, _ in english) == 1:
            items.append(Item(span, same[0], rng.choice(("replace", "wrap"))))
    return items


def _phrases(pair: Pair, rng: random.Random, lexicon: Lexicon) -> List[Item]:
    """A few phrases that say the same; a name may be replaced, as a glossary does."""
    items = []
    for _ in range(3):
        phrase = lexicon.phrase(pair.english, pair.french, rng)
        if phrase is None:
            break
        is_name = all(start > 0 and side[start].isupper() for side, (start, _) in zip(pair, phrase))
        kind = rng.choice(("replace", "wrap")) if is_name else rng.choice(("wrap", "wrap", "wrap", "before"))
        items.append(Item(phrase.english, phrase.french, kind))
    return items


def _apart(a: Tuple[int, int], b: Tuple[int, int]) -> bool:
    return a[1] < b[0] or b[1] < a[0]


def _choose(items: List[Item], rng: random.Random) -> List[Item]:
    """Items that do not touch each other, up to a number of markers that is drawn."""
    room, chosen = rng.randint(1, MOST), []
    rng.shuffle(items)
    for item in items:
        cost = 2 if item.kind == "wrap" else 1
        free = all(_apart(item.english, other.english) and _apart(item.french, other.french) for other in chosen)
        if free and (cost <= room or not chosen):
            chosen.append(item)
            room -= cost
    return chosen


def _put(text: str, edits: List[Tuple[Tuple[int, int], str, List[str]]]) -> str:
    """The text with markers on each range; a space lies between a marker and a word."""
    for (start, end), kind, names in sorted(edits, reverse=True):
        inside = text[start:end]
        marked = {"replace": names[0], "wrap": f"{names[0]} {inside} {names[-1]}", "before": f"{names[0]} {inside}"}
        text = text[:start] + marked[kind] + text[end:]
    return text


def markers(pair: Pair, rng: random.Random, lexicon: Lexicon) -> Optional[Pair]:
    """Puts one to four markers `<xN>` on both sides: for words, around phrases, before them. They are numbered in the order
    of one side, as a service does that numbers what it hides, or at random."""
    if "<x" in pair.english + pair.french:
        return None
    items = _choose([*_shared_words(pair, rng), *_phrases(pair, rng, lexicon)], rng)
    if not items:
        return None
    numbers = list(range(MARKERS))
    order = rng.choice(("english", "french", "random"))
    if order == "random":
        rng.shuffle(numbers)
    else:
        items.sort(key=lambda item: getattr(item, order))
    edits: Tuple[List, List] = ([], [])
    for item in items:
        names = [f"<x{numbers.pop(0)}>" for _ in range(2 if item.kind == "wrap" else 1)]
        edits[0].append((item.english, item.kind, names))
        edits[1].append((item.french, item.kind, names))
    return Pair(_put(pair.english, edits[0]), _put(pair.french, edits[1]))


def _is_short(pair: Pair) -> bool:
    return 0 < len(pair.english.split()) <= SHORT and len(pair.french.split()) <= SHORT


def capitals(pair: Pair, rng: random.Random, _: Lexicon) -> Optional[Pair]:
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


def drop_stop(pair: Pair, rng: random.Random, _: Lexicon) -> Optional[Pair]:
    """Without the final stop, where both sides have one (and it is no ellipsis)."""
    if not all(side.endswith(".") and not side.endswith("..") for side in pair):
        return None
    return Pair(pair.english[:-1], pair.french[:-1])


_NO_BREAK, _NARROW = "\u00a0", "\u202f"


def _quotes(text: str, opening: str, closing: str) -> str:
    """Pairs of straight or curly double quotes as a language writes them; a lone one is left."""
    return re.sub(r'["“]([^"“”]+)["”]', lambda match: opening + match[1].strip() + closing, text)


def typographic(pair: Pair, rng: random.Random, _: Lexicon) -> Optional[Pair]:
    """Quotes, apostrophes and the spaces of French punctuation as a newspaper sets them."""
    apostrophe = re.compile(r"(?<=\w)'(?=\w)")
    english = _quotes(apostrophe.sub("’", pair.english), "“", "”")
    french = _quotes(apostrophe.sub("’", pair.french), f"«{_NO_BREAK}", f"{_NO_BREAK}»")
    french = re.sub(r"« ", f"«{_NO_BREAK}", re.sub(r" ([»:])", rf"{_NO_BREAK}\1", french))
    french = re.sub(r" ([?!;])", rf"{_NARROW}\1", french)
    changed = Pair(english, french)
    return changed if changed != pair else None


#: By the name that an option uses; each gives None for a pair that it has nothing to do with.
KINDS: Dict[str, Callable[[Pair, random.Random, Lexicon], Optional[Pair]]] = {
    "typography": typographic,
    "stop": drop_stop,
    "capitals": capitals,
    "markers": markers,
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


def augment(pair: Pair, shares: Dict[str, float], rng: random.Random, lexicon: Lexicon) -> Pair:
    """The pair after each kind has had its chance; kinds add up."""
    for name, change in KINDS.items():
        if rng.random() < shares.get(name, 0.0):
            pair = change(pair, rng, lexicon) or pair
    return pair


def _self_test() -> None:
    import doctest

    failures, _ = doctest.testmod()
    assert failures == 0
    rng = random.Random(1)
    pair = Pair("Obama met 12 people in Paris.", "Obama a rencontré 12 personnes à Paris.")
    knows = Lexicon([("people", "personnes"), ("met", "rencontré")] * 10)
    knows_nothing = Lexicon([("nothing", "rien")] * 10)
    seen = set()
    for _ in range(400):
        marked = markers(pair, rng, knows)
        assert marked is not None
        found = [re.findall(r"<x\d>", side) for side in marked]
        assert 1 <= len(found[0]) <= MOST and sorted(found[0]) == sorted(found[1]), marked
        assert len(set(found[0])) == len(found[0]), marked
        bare = [re.sub(r" ?<x\d> ?", " ", side).strip() for side in marked]
        seen.update(word for word in ("people", "Paris", "12") if word not in bare[0])
        seen.update(re.findall(r"<x\d> (\w+) <x\d>", marked.french))
    assert seen >= {"Paris", "12", "personnes", "Obama"} and "people" not in seen, seen
    assert markers(Pair("Yes of course", "Bien entendu"), rng, knows) is None
    assert markers(Pair("Keep <x1> Paris", "Gardez <x1> Paris"), rng, knows) is None
    twice = {markers(Pair("Paris, Paris and Rome", "Paris et Rome"), rng, knows_nothing) for _ in range(40)}
    assert all("Paris, Paris" in one.english for one in twice if one), "twice on one side: which is it?"
    short = Pair("The budget is late", "Le budget est en retard")
    seen = {capitals(short, rng, knows) for _ in range(40)}
    assert seen == {Pair("THE BUDGET IS LATE", "LE BUDGET EST EN RETARD"),
                    Pair("The Budget Is Late", "Le Budget Est En Retard")}, seen
    assert drop_stop(Pair("It rains.", "Il pleut."), rng, knows) == Pair("It rains", "Il pleut")
    assert drop_stop(Pair("It rains...", "Il pleut..."), rng, knows) is None
    assert drop_stop(Pair("It rains.", "Il pleut !"), rng, knows) is None
    assert typographic(Pair('He didn\'t say "no".', 'Il n\'a pas dit "non" !'), rng, knows) == Pair(
        "He didn’t say “no”.", "Il n’a pas dit «\u00a0non\u00a0»\u202f!")
    assert typographic(Pair("Nothing", "Rien"), rng, knows) is None
    assert augment(pair, {}, rng, knows) == pair
    print("augment.py: all well")


if __name__ == "__main__":
    _self_test()
