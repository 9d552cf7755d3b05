"""Plain text: nothing is lost or wider than the page; tables stand in columns."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sheets.sheet import sheets, texts
from tests.strategies import thorough
from tumorboard.clean import LONGEST_TEXT, is_clean
from tumorboard.sheets.as_text import as_text
from tumorboard.sheets.document import Alert, Document, Fact, Listing, Paragraph, Section, Table
from tumorboard.sheets.wrapping import cells, fitted, wrapped

words = st.text(
    st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]) | st.sampled_from(" \n漢"), max_size=60
)


@thorough
@given(words, st.integers(2, 30))
def test_wrapping_loses_nothing_and_keeps_to_the_width(text: str, width: int) -> None:
    folded = wrapped(text, width)
    assert "".join("".join(folded).split()) == "".join(text.split())
    assert all(cells(line) <= width for line in folded)
    assert len(folded) >= text.count("\n") + 1


def test_wrapping_breaks_between_words_and_only_a_long_word_within() -> None:
    assert wrapped("a fine day abcdefghij so", 6) == ["a fine", "day", "abcdef", "ghij", "so"]
    assert wrapped("", 6) == [""]


@thorough
@given(st.lists(st.tuples(st.floats(0.5, 200), st.floats(0.5, 20)), min_size=1, max_size=12), st.floats(10, 300))
def test_columns_take_the_width_at_most_and_never_more_than_they_need(
    columns: list[tuple[float, float]], width: float
) -> None:
    natural, least = [each[0] for each in columns], [each[1] for each in columns]
    widths = fitted(natural, least, width)
    assert sum(widths) <= width + 1e-6
    assert all(mine <= wanted for mine, wanted in zip(widths, natural, strict=True))
    if sum(natural) <= width:
        assert widths == natural


def test_four_times_as_much_text_gets_twice_the_width() -> None:
    narrow, wide, short = fitted([100, 400, 10], [5, 5, 5], 130)
    assert short == 10
    assert wide == pytest.approx(2 * narrow)
    assert narrow + wide == pytest.approx(120)


@thorough
@given(sheets)
def test_every_text_is_in_it_and_no_line_is_too_long(document: Document) -> None:
    page = as_text(document)
    lost = Counter("".join(texts(document))) - Counter(page)
    assert not [letter for letter in lost if not letter.isspace()]
    assert is_clean(page)
    assert max(map(cells, page.split("\n"))) <= 80


def test_it_is_indented_by_section_and_later_lines_stand_below_the_first() -> None:
    document = Document(
        "Spine MDT",
        ["Tue 24 Nov 2026"],
        [
            Section(
                "TB-1 · T8",
                [
                    Fact("question", "may " * 30),
                    Alert("DISSENT", "Dr A: screws"),
                    Listing(["SBRT", "brace"], numbered=True),
                    Listing(["one"]),
                    Section("positions", [Fact("Dr A", "in, sealed"), Paragraph("one\ntwo")]),
                ],
            )
        ],
        "not signed yet",
    )
    assert as_text(document, 100) == (
        "Spine MDT\nTue 24 Nov 2026\n\nTB-1 · T8\n"
        f"  question: {' '.join(['may'] * 22)}\n            {' '.join(['may'] * 8)}\n"
        "  DISSENT Dr A: screws\n  1 SBRT\n  2 brace\n  - one\n"
        "  positions\n    Dr A: in, sealed\n    one\n    two\n\nnot signed yet\n"
    )


def test_a_label_of_half_a_line_stands_above_what_it_says_and_what_follows_a_section_apart() -> None:
    label = "why it departs from the table and from what another board decided"
    document = Document("Sheet", parts=[Section("A", [Fact(label, "counts")]), Alert("DEFERRED", "to Tuesday")])
    assert as_text(document) == f"Sheet\n\nA\n  {label}:\n    counts\n\nDEFERRED to Tuesday\n"


def test_a_table_stands_in_columns_whatever_the_width_of_its_letters() -> None:
    table = Table(["case", "level", "gap"], [["漢字", "T8\nL4", "MRI too old"], ["B", "", "no ESCC " * 20]])
    assert as_text(Document("Sheet", parts=[table]), 100).splitlines()[2:8] == [
        "case  level  gap",
        "────  ─────  ───────────────────────────────────────────────────────────────────────────────────────",
        "漢字  T8     MRI too old",
        "      L4",
        f"B            {' '.join(['no ESCC'] * 11)}",
        f"             {' '.join(['no ESCC'] * 9)}",
    ]


def test_the_longest_text_is_printed_whole() -> None:
    text = "x" * LONGEST_TEXT
    for part in (Paragraph(text), Fact("label", text), Table(["a", "b"], [[text, "y"]])):
        assert as_text(Document("Sheet", parts=[part])).count("x") == LONGEST_TEXT


def test_a_table_without_columns_or_with_an_uneven_row_is_no_table() -> None:
    with pytest.raises(ValueError, match="columns"):
        Table([], [])
    with pytest.raises(ValueError, match="columns"):
        Table(["a", "b"], [["1"]])


def test_text_is_clean_before_it_is_printed() -> None:
    document = Document("a\x1b[31m", parts=[Fact("b\u202e", "c\x07\nd"), Table(["e\x9b"], [["f\x1b\ng"]])])
    assert as_text(document) == "a[31m\nb: c d\n\ne\n─\nf\ng\n"
