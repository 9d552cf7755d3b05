"""The door for text: nothing that acts on a terminal passes, everything that a person wrote stays."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import thorough
from tumorboard.clean import clean, clean_line, is_clean

hostile = st.text(
    st.sampled_from(
        "\x1b\x9b\x07\x00\x7f\x85\r\n\t\x0b\x0c\u2028\u2029\u202e\u2066\u200b\u200d\ufeff\ud800\u0301a[m e\u0301"
    )
    | st.characters()
)


@pytest.mark.parametrize(
    ("dirty", "plain"),
    [
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x9b2Jgone", "2Jgone"),
        ("title\x1b]0;owned\x07", "title]0;owned"),
        ("\x1bP+q\x1b\\", "P+q\\"),
        ("not fit\u202e", "not fit"),
        ("\u2066hidden\u2069", "hidden"),
        ("\ufefffirst", "first"),
        ("zero\u200bwidth", "zerowidth"),
        ("soft\u00adhyphen", "softhyphen"),
        ("del\x7fete", "delete"),
        ("nul\x00", "nul"),
        ("lone\ud800surrogate", "lonesurrogate"),
        ("tag\U000e0041", "tag"),
        ("back\b\bspace", "backspace"),
        ("\x1b\x1b\x1b", ""),
    ],
)
def test_what_acts_on_a_terminal_is_taken_out(dirty: str, plain: str) -> None:
    assert clean(dirty) == plain
    assert not is_clean(dirty)
    assert is_clean(plain)


@pytest.mark.parametrize(
    "text",
    ["[T1c]", "[/red]", "[bold red]stop[/]", "[link=x]y[/link]", "C5–C6 ≥ 50 %", "Žižek, Łukasz", "王小明", "😀",
     "\u0645\u06cc\u200c\u0631\u0648\u062f", "\u0915\u094d\u200d\u0937",
     "", " ", "  two  spaces ", "a\nb", "=1+1", "<b>&amp;</b>", "{}%s$HOME"],
)  # fmt: skip
def test_what_a_person_wrote_stays_as_it_is(text: str) -> None:
    assert clean(text) == text
    assert is_clean(text)


@pytest.mark.parametrize("broken", ["a\nb", "a\r\nb", "a\rb", "a\x0bb", "a\x0cb", "a\x85b", "a\u2028b", "a\u2029b"])
def test_every_line_break_is_one_newline_and_in_a_line_one_space(broken: str) -> None:
    assert clean(broken) == "a\nb"
    assert clean_line(broken) == "a b"


def test_a_tab_is_a_space() -> None:
    assert clean("a\tb") == "a b"


def test_composed_and_decomposed_letters_are_the_same_text() -> None:
    assert clean("Mu\u0308ller") == clean("M\u00fcller") == "M\u00fcller"


@thorough
@given(hostile)
def test_nothing_that_acts_on_a_terminal_ever_passes(text: str) -> None:
    for character in clean(text):
        assert unicodedata.category(character) not in {"Cc", "Cf", "Cs"} or character in "\n\u200c\u200d"
    assert not set(clean_line(text)) & set("\n\r\x0b\x0c\x85\u2028\u2029")
    clean(text).encode("utf-8")


@thorough
@given(hostile)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert is_clean(once)
    assert unicodedata.is_normalized("NFC", once)
    assert clean_line(clean_line(text)) == clean_line(text)


@thorough
@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"])))
def test_text_without_such_codes_is_only_normalized(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)
