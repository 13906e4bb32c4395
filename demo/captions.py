"""Captions of our own film, cut from its transcript, so that every language that has the one has the other."""

import html
from collections.abc import Sequence
from itertools import pairwise

LINE = 42
LINES = 2
SHORTEST = 1.5  # seconds: nobody reads faster

# What a voice would pause at: the strong ones end a sentence, the weak ones a part of it.
STRONG = ".!?…;؟۔;·"
WEAK = ",،:—–؛"
CLOSING = "”»“’\"')"


def captions(chapters: list[tuple[int, str]], paragraphs: list[str], length: int) -> str:
    """A WebVTT file: paragraph by paragraph, each within its chapter, `length` being the film's in seconds."""
    if len(chapters) != len(paragraphs):
        raise ValueError(f"{len(chapters)} chapters, but {len(paragraphs)} paragraphs")
    starts = [start for start, _title in chapters]
    ends = [*starts[1:], length]
    if any(start >= end for start, end in zip(starts, ends, strict=True)):
        raise ValueError("a chapter ends before it begins")
    cues = [
        f"{_clock(begin)} --> {_clock(end)}\n{html.escape(text, quote=False)}\n"
        for start, stop, paragraph in zip(starts, ends, paragraphs, strict=True)
        for begin, end, text in _timed(start, stop, _cues(paragraph, stop - start))
    ]
    return "\n".join(["WEBVTT\n", *cues])


def _cues(paragraph: str, seconds: float) -> list[str]:
    """The paragraph in texts of at most two lines, cut where a reader would breathe; no more than there is time for."""
    words = [piece for word in paragraph.split() for piece in _fitting(word)]
    most = max(1, int(seconds / SHORTEST))
    cues = [cue for sentence in _sentences(words) for cue in _cut(sentence)]
    while len(cues) > most:
        merged = _joined(cues)
        if len(merged) == len(cues):
            break
        cues = merged
    return ["\n".join(_lines(cue)) for cue in cues]


def _fitting(word: str) -> list[str]:
    """A word longer than a line, as an address may be, goes over several."""
    return [word[at : at + LINE] for at in range(0, len(word), LINE)]


def _ends_with(word: str, marks: str) -> bool:
    return word.rstrip(CLOSING)[-1:] in tuple(marks)


def _sentences(words: Sequence[str]) -> list[list[str]]:
    sentences: list[list[str]] = [[]]
    for word in words:
        sentences[-1].append(word)
        if _ends_with(word, STRONG):
            sentences.append([])
    return [sentence for sentence in sentences if sentence]


def _cut(words: list[str]) -> list[list[str]]:
    """A sentence that does not fit is cut in two as evenly as it can be, at a comma rather than between words."""
    if len(_lines(words)) <= LINES:
        return [words]
    whole = len(" ".join(words))

    def unevenness(place: int) -> float:
        off = abs(len(" ".join(words[:place])) / whole - 0.5)
        return off - (0.2 if _ends_with(words[place - 1], WEAK) else 0)

    place = min(range(1, len(words)), key=unevenness)
    return [*_cut(words[:place]), *_cut(words[place:])]


def _joined(cues: list[list[str]]) -> list[list[str]]:
    """The two neighbours that are shortest together become one, where two lines hold them."""
    pairs = [
        (len(" ".join(one + other)), number)
        for number, (one, other) in enumerate(pairwise(cues))
        if len(_lines(one + other)) <= LINES
    ]
    if not pairs:
        return cues
    _size, number = min(pairs)
    return [*cues[:number], cues[number] + cues[number + 1], *cues[number + 2 :]]


def _lines(words: Sequence[str]) -> list[str]:
    """As few lines as hold the words; two of them about equally long."""
    text = " ".join(words)
    if len(text) <= LINE:
        return [text]
    halves = [(" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words))]
    fitting = [pair for pair in halves if max(map(len, pair)) <= LINE]
    if fitting:
        first, second = min(fitting, key=lambda pair: abs(len(pair[0]) - len(pair[1])))
        return [first, second]
    lines = [""]
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= LINE:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _timed(start: float, stop: float, texts: list[str]) -> list[tuple[float, float, str]]:
    """The time of a chapter, shared out by length of text, the short ones kept up long enough to be read."""
    whole = stop - start
    least = min(SHORTEST, whole / len(texts)) if texts else 0
    sizes = [len(text) for text in texts]
    spare = whole - least * len(texts)
    shares = _at_least(sizes, whole, least) if spare > 0 else [least] * len(texts)
    timed, begin = [], start
    for number, (text, share) in enumerate(zip(texts, shares, strict=True)):
        end = stop if number + 1 == len(texts) else begin + share
        timed.append((begin, end, text))
        begin = end
    return timed


def _at_least(sizes: list[int], whole: float, least: float) -> list[float]:
    """Shares of `whole` in proportion to sizes, but none under `least`."""
    held: set[int] = set()
    while True:
        rest = whole - least * len(held)
        free = sum(size for number, size in enumerate(sizes) if number not in held)
        shares = [least if number in held else size / free * rest for number, size in enumerate(sizes)]
        short = {number for number, share in enumerate(shares) if share < least - 1e-9}
        if not short:
            return shares
        held |= short


def _clock(seconds: float) -> str:
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"
