"""Captions: what a reader who cannot hear, or has the sound off, is shown."""

import html
import re
from itertools import pairwise

import pytest

from demo.captions import captions
from demo.content.stories import PAGES

CUE = re.compile(r"(\d\d):(\d\d):(\d\d\.\d{3}) --> (\d\d):(\d\d):(\d\d\.\d{3})\n((?:.+\n)+)")

GREEK = (
    "Ένα παράθυρο είναι φωτισμένο σε έναν σκοτεινό δρόμο. Πίσω του, δύο σκιές μαλώνουν. Η πόρτα ανοίγει, και ένα "
    "κορίτσι με σακίδιο βγαίνει έξω· πού πηγαίνει;"
)
ARABIC = (
    "نافذة مضاءة في شارع مظلم، وخلفها ظلّان يتشاجران. يُفتح الباب، وتخرج فتاة تحمل حقيبة على ظهرها، وتمشي وحدها في "
    "الليل البارد. هل يسمعها أحد؟ نعم."
)
CHAPTERS = [(0, "The window"), (12, "The road"), (24, "The bench")]


def cues(text: str) -> list[tuple[float, float, list[str]]]:
    found = []
    for hour, minute, second, to_hour, to_minute, to_second, lines in CUE.findall(text):
        start = int(hour) * 3600 + int(minute) * 60 + float(second)
        end = int(to_hour) * 3600 + int(to_minute) * 60 + float(to_second)
        found.append((start, end, html.unescape(lines).splitlines()))
    return found


def film() -> tuple[list[tuple[int, str]], list[str], int]:
    """The composed story as it is told: chapters, transcript, seconds."""
    story = next(page for page in PAGES if page.path == "stories/the-long-way-home")
    value = next(value for kind, value in story.fields["body"] if kind == "film")
    chapters = [(chapter["start"], chapter["title"]) for chapter in value["chapters"]]
    return chapters, re.findall(r"<p>(.*?)</p>", value["transcript"]), value["duration"]


TEXTS = [film(), (CHAPTERS, [GREEK, ARABIC, "Short."], 40)]


@pytest.mark.parametrize(("chapters", "paragraphs", "length"), TEXTS)
def test_no_more_than_two_lines_of_42_signs_are_shown_at_once(
    chapters: list[tuple[int, str]], paragraphs: list[str], length: int
) -> None:
    for _start, _end, lines in cues(captions(chapters, paragraphs, length)):
        assert len(lines) <= 2
        assert all(0 < len(line) <= 42 for line in lines)


@pytest.mark.parametrize(("chapters", "paragraphs", "length"), TEXTS)
def test_every_word_is_shown_once_and_in_order(
    chapters: list[tuple[int, str]], paragraphs: list[str], length: int
) -> None:
    shown = [
        word
        for _start, _end, lines in cues(captions(chapters, paragraphs, length))
        for word in " ".join(lines).split()
    ]
    assert shown == " ".join(paragraphs).split()


@pytest.mark.parametrize(("chapters", "paragraphs", "length"), TEXTS)
def test_what_is_told_of_a_chapter_is_shown_while_that_chapter_is_seen(
    chapters: list[tuple[int, str]], paragraphs: list[str], length: int
) -> None:
    all_cues = cues(captions(chapters, paragraphs, length))
    ends = [start for start, _title in chapters[1:]] + [length]
    for (start, _title), end, paragraph in zip(chapters, ends, paragraphs, strict=True):
        within = [cue for cue in all_cues if start <= cue[0] and cue[1] <= end]
        assert " ".join(" ".join(lines) for _start, _end, lines in within) == paragraph


def test_every_caption_stays_long_enough_to_be_read() -> None:
    for start, end, lines in cues(captions(*film())):
        assert end - start >= 1.5
        assert len(" ".join(lines)) / (end - start) < 21, lines


def test_a_very_short_sentence_is_not_gone_before_it_is_seen() -> None:
    long = "She walks past the houses and the gardens and the dark shops, on and on, until the road ends. "
    shown = cues(captions([(0, "The road")], [f"{long * 2}It is cold."], 10))
    assert min(end - start for start, end, _lines in shown) >= 1.5
    assert shown[-1][2] == ["It is cold."]


def test_when_time_is_short_sentences_share_a_caption_rather_than_flicker() -> None:
    shown = cues(captions([(0, "The call")], ["One. Two. Three. Four. Five."], 4))
    assert len(shown) == 2
    assert all(end - start >= 1.5 for start, end, _lines in shown)


def test_captions_follow_each_other_and_never_cover_each_other() -> None:
    shown = cues(captions(*film()))
    assert all(before[1] <= after[0] for before, after in pairwise(shown))
    assert shown[-1][1] == 60


def test_a_sentence_too_long_for_one_caption_is_cut_at_a_comma() -> None:
    text = "They walk along the river where the boats are lying, and the sun rises over all the roofs of the town."
    shown = cues(captions([(0, "The way home")], [text], 12))
    assert shown[0][2][-1].endswith("lying,")


def test_two_lines_are_about_equally_long_so_that_the_eye_finds_the_second() -> None:
    shown = cues(captions([(0, "A")], ["The door opens, and a girl with a rucksack goes out."], 6))
    first, second = shown[0][2]
    assert abs(len(first) - len(second)) < 12


def test_an_address_longer_than_a_line_is_still_shown() -> None:
    address = "https://www.example.org/" + "a" * 60
    shown = cues(captions([(0, "A")], [f"More is on {address} for all."], 8))
    assert "".join("".join(lines) for _start, _end, lines in shown).replace(" ", "").count("a" * 10) >= 5
    assert all(len(line) <= 42 for _start, _end, lines in shown for line in lines)


def test_signs_that_mean_something_to_a_player_are_shown_as_they_were_written() -> None:
    text = captions([(0, "A")], ["Mum & Dad --> home <3"], 5)
    assert text.count("-->") == 1
    assert cues(text)[0][2] == ["Mum & Dad --> home <3"]


def test_a_player_knows_the_file_by_its_first_line() -> None:
    assert captions(*film()).startswith("WEBVTT\n\n00:00:00.000 --> ")


def test_a_chapter_without_words_shows_nothing() -> None:
    shown = cues(captions([(0, "A"), (5, "B"), (10, "C")], ["Before.", "", "After."], 15))
    assert [cue[2] for cue in shown] == [["Before."], ["After."]]


@pytest.mark.parametrize(
    ("chapters", "paragraphs", "length"),
    [
        ([(0, "A"), (5, "B")], ["Only one."], 10),
        ([(0, "A"), (12, "B")], ["One.", "Two."], 10),
        ([(5, "A"), (5, "B")], ["One.", "Two."], 10),
    ],
)
def test_captions_that_could_only_be_wrong_are_refused(
    chapters: list[tuple[int, str]], paragraphs: list[str], length: int
) -> None:
    with pytest.raises(ValueError, match="chapter"):
        captions(chapters, paragraphs, length)
