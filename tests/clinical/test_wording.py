"""Vague words: whole words, in any case, the longest phrase, and the month of May."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.clinical.wording import instead_of, vague
from tumorboard.knowledge.sitting import wording_table

WORDS = [word for row in wording_table().vague for word in row.words]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Consider SBRT, discuss with oncology as appropriate", ("consider", "discuss", "as appropriate")),
        ("CONSIDER fixation", ("consider",)),
        ("fixation if needed, review soon", ("if needed", "review", "soon")),
        ("could possibly be watched: may progress", ("could", "possibly", "may")),
        ("as\n soon as  possible", ("as soon as possible",)),
        ("watch; watch; Watch", ("watch",)),
        ("watch and wait, then watch", ("watch and wait", "watch")),
        ("SBRT T8 24 Gy in 3 within 2 weeks, Dr Ilic; fixation if SINS ≥ 13", ()),
        ("reconsidered, maybelline, sooner, Mayer, early-stage, overview", ()),
        ("potentially unstable spine, stabilize T7–T9", ()),
        ("", ()),
        (None, ()),
    ],
)
def test_vague_words_are_found_whole_and_in_order(text: str | None, found: tuple[str, ...]) -> None:
    assert vague(text) == found


@pytest.mark.parametrize("text", ["MRI on 12 May", "MRI in May 2027", "12. May", "may 2027", "by May, 2027"])
def test_the_month_of_may_is_not_vague(text: str) -> None:
    assert vague(text) == ()


@pytest.mark.parametrize("text", ["it may 'grow'", "May need fixation at T8"])
def test_may_without_a_number_beside_it_is_vague(text: str) -> None:
    assert vague(text) == ("may",)


def test_another_vague_word_beside_a_number_stays_vague() -> None:
    assert vague("review 2027") == ("review",)


@pytest.mark.parametrize("word", WORDS)
def test_every_word_of_the_table_is_found_and_has_something_better(word: str) -> None:
    assert vague(f"SBRT; {word.upper()}.") == (word,)
    assert instead_of(word)
    assert word == word.casefold()


def test_no_word_stands_twice_in_the_table() -> None:
    assert len(WORDS) == len(set(WORDS))


@given(st.text(max_size=40))
def test_any_text_is_taken(text: str) -> None:
    assert set(vague(text)) <= set(WORDS)
