"""What comes in from a terminal: whole sequences or nothing, however the line cuts them; no byte ends the program."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

from tumorboard.tui.listening import Gatherer

UNDERSTOOD = (
    "\x1b[A", "\x1b[1;5C", "\x1b[15~", "\x1b[[A", "\x1b[97u", "\x1b[97;5u", "\x1b[97;;97u", "\x1b[I", "\x1b[O",
    "\x1b[<35;12;5M", "\x1b[<0;12;5m", "\x1b[?2026;2$y", "\x1b[24;80R", "\x1b[48;24;80;480;640t", "\x1b[3$",
)  # fmt: skip
NOT_UNDERSTOOD = (
    "\x1b[?62;22c", "\x1b[>41;354;0c", "\x1b[?1u", "\x1b[99999999u", "\x1b[1114112u", "\x1b[55296u", "\x1b[97:65;2u",
    "\x1b[97;1:3u", "\x1b[48;0;0;0;0t", "\x1b[48;9999;9999;1;1t", "\x1b[M !!", "\x1b[?2026;2;3$y", "\x1b[9;9;9;9;9R",
    "\x1b]11;rgb:0000/0000/0000\x07", "\x1b]52;c;QUJD\x1b\\", "\x1bP>|xterm(379)\x1b\\", "\x1bP1$r0m\x1b\\",
    "\x1b_Gi=1;OK\x1b\\", "\x1b[999999999999999999999999999999~",
)  # fmt: skip


def taken(*pieces: str, apart: float = 0.01) -> str:
    """What is handed on of some pieces that arrive one after another."""
    gatherer, now = Gatherer(), 100.0
    handed = ""
    for piece in pieces:
        now += apart
        handed += "\x1b" if gatherer.is_due(now) else ""
        handed += gatherer.take(piece, now)
    return handed + ("\x1b" if gatherer.is_due(now + 1) else "")


def parsed(*pieces: str) -> list[Message]:
    parser = XTermParser()
    return [event for piece in pieces if piece for event in parser.feed(piece)]


@pytest.mark.parametrize("sequence", UNDERSTOOD)
def test_a_sequence_that_is_understood_is_handed_on_whole_wherever_it_is_cut(sequence: str) -> None:
    for cut in range(1, len(sequence)):
        if cut > 1 or sequence[1] != "[":
            assert taken(f"a{sequence[:cut]}", f"{sequence[cut:]}b", apart=0.5) == f"a{sequence}b"
        assert taken(f"a{sequence[:cut]}", f"{sequence[cut:]}b", apart=0.05) == f"a{sequence}b"


@pytest.mark.parametrize("sequence", NOT_UNDERSTOOD)
def test_an_answer_that_nothing_here_understands_is_never_typed_into_a_field(sequence: str) -> None:
    for cut in range(1, len(sequence)):
        assert taken(f"a{sequence[:cut]}", f"{sequence[cut:]}b", apart=0.05) == "ab", sequence[:cut]


def test_an_arrow_that_arrives_in_two_pieces_is_an_arrow_after_an_escape() -> None:
    assert taken("\x1b", "[A", apart=0.15) == "\x1b\x1b[A"
    assert taken("\x1b", "[A", apart=0.05) == "\x1b[A"
    assert taken("\x1b", "[", "A", apart=0.15) == "\x1b\x1b[A"
    assert taken("\x1b", "n", apart=0.15) == "\x1bn"
    assert taken("\x1b", "[", apart=5) == "\x1b["


def test_a_lone_escape_is_due_after_a_moment_and_once() -> None:
    gatherer = Gatherer()
    assert gatherer.take("\x1b", 1.0) == ""
    assert [gatherer.is_due(at) for at in (1.05, 1.2, 1.3)] == [False, True, False]


def test_half_a_sequence_is_not_waited_for_for_ever() -> None:
    assert taken("\x1b[<35;1", "d", apart=5) == "d"
    assert taken("\x1b]11;rgb", "d", apart=5) == "d"
    assert taken("\x1b[200~half", "n", apart=5) == "\x1b[200~half\x1b[201~n"


@pytest.mark.parametrize("cut", range(1, 30))
def test_a_paste_is_one_paste_without_escapes_wherever_it_is_cut(cut: int) -> None:
    typed = "\x1b[200~a\x1b[31mdy\x1b\x1b[2J\x1b[201~n"
    handed = taken(typed[:cut], typed[cut:])
    assert handed == "\x1b[200~a[31mdy[2J\x1b[201~n"
    paste, key = parsed(handed)
    assert isinstance(paste, events.Paste)
    assert paste.text == "a[31mdy[2J"
    assert isinstance(key, events.Key)


TOKENS = st.one_of(
    st.sampled_from((*UNDERSTOOD, *NOT_UNDERSTOOD, "\x1b", "\x1b[", "\x1b[200~", "\x1b[201~", "\x1bO", "[", "\x9b")),
    st.text(max_size=5),
    st.from_regex(r"\x1b\[[<?>]?[0-9;:]{0,40}[ -~]", fullmatch=True),
)


@given(st.lists(TOKENS, max_size=12).map("".join), st.lists(st.integers(0, 200), max_size=6), st.booleans())
@settings(max_examples=300, deadline=None)
def test_whatever_arrives_however_it_is_cut_the_parser_takes_it(typed: str, cuts: list[int], is_slow: bool) -> None:
    places = sorted({0, len(typed), *(cut for cut in cuts if cut < len(typed))})
    gatherer, parser, now = Gatherer(), XTermParser(), 0.0
    for start, end in pairwise(places):
        now += 1.0 if is_slow else 0.01
        gatherer.is_due(now)
        text = gatherer.take(typed[start:end], now)
        for event in parser.feed(text) if text else ():
            if isinstance(event, events.Resize):
                assert 0 < event.size.width <= 1000
                assert 0 < event.size.height <= 400


@given(st.text(alphabet=st.characters(exclude_characters="\x1b"), max_size=200), st.lists(st.integers(0, 200)))
def test_what_is_typed_passes_as_it_is(typed: str, cuts: list[int]) -> None:
    places = sorted({0, len(typed), *(cut for cut in cuts if cut < len(typed))})
    assert taken(*(typed[start:end] for start, end in pairwise(places))) == typed


def test_a_sequence_that_another_breaks_into_is_dropped_and_typed_nowhere() -> None:
    gatherer = Gatherer()
    assert gatherer.take("\x1b[:\x1b[?62;22cA", 0) == "A"
    assert gatherer.take("\x1b[<0;12\x1b[Bj", 0) == "\x1b[Bj"
