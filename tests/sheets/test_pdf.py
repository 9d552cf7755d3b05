"""PDF: every text is there and within the margins, pages are numbered and headed, the same sheet is the same file."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.sheets.printed import LEFT, RIGHT, Printed
from tests.sheets.sheet import sheets
from tumorboard.clean import LONGEST_TEXT
from tumorboard.complaint import Complaint
from tumorboard.sheets.as_pdf import as_pdf
from tumorboard.sheets.document import Alert, Document, Fact, Listing, Paragraph, Part, Section, Table

AT = datetime(2026, 11, 24, 8, 41, tzinfo=UTC)
OVERHANG = 2.5
"""How far a letter may reach beyond its own width, in mm: an accent without a letter does."""
COLUMNS = ["case", "level", "gap", "owner", "due"]


def printed(document: Document) -> Printed:
    return Printed(as_pdf(document, AT))


def assert_within_the_margins(pdf: Printed) -> None:
    for letter, left, high, right, low in pdf.letters():
        assert left >= LEFT - OVERHANG, (letter, left)
        assert right <= RIGHT + OVERHANG, (letter, right)
        assert high >= 10, (letter, high)
        assert low <= 285, (letter, low)


def test_a_sheet_is_read_back_with_its_head_and_page_number() -> None:
    parts: list[Part] = [
        Fact("question", "Stabilize before SBRT?"),
        Alert("DISSENT", "Dr Ilic: SBRT alone"),
        Listing(["SBRT T8 24 Gy in 3", "brace"], numbered=True),
        Paragraph("Žofie Kovářová · ≥ 13 · Ångström · Ελένη · Марина"),
        Table(["case", "level"], [["TB-1", "T8"]], caption="cases"),
    ]
    document = Document(
        "Spine MDT", ["Tue 24 Nov 2026"], [Section("TB-1", parts)], "not signed yet", "Spine MDT · 24 Nov"
    )
    pdf = printed(document)
    assert pdf.pages == [
        "Spine MDT · 24 Nov page 1 of 1 Spine MDT Tue 24 Nov 2026 TB-1 question: Stabilize before SBRT? "
        "DISSENT Dr Ilic: SBRT alone 1 SBRT T8 24 Gy in 3 2 brace Žofie Kovářová · ≥ 13 · Ångström · Ελένη · Марина "
        "cases case level TB-1 T8 not signed yet"
    ]
    assert pdf.outline == ["TB-1"]
    assert pdf.reader.metadata is not None
    assert (pdf.reader.metadata.title, pdf.reader.metadata.creation_date) == ("Spine MDT", AT)
    assert [round(float(side) * 25.4 / 72) for side in pdf.reader.pages[0].mediabox[2:]] == [210, 297]


def test_each_page_has_its_number_the_head_and_the_columns_of_the_table() -> None:
    rows = [[f"TB-{number}", "T8", "MRI too old " * (number % 9), "Dr Ilic", "Wed 12:00"] for number in range(150)]
    pdf = printed(Document("Chase list", parts=[Table(COLUMNS, rows)], head="Spine MDT · Tue 24 Nov 2026"))
    count = len(pdf.pages)
    assert count > 3
    for number, page in enumerate(pdf.pages, start=1):
        assert page.startswith(f"Spine MDT · Tue 24 Nov 2026 page {number} of {count}")
        assert page.count("case level gap owner due") == 1
    for number in range(150):
        assert f"TB-{number} T8" in pdf.text
    assert_within_the_margins(pdf)


def test_a_row_that_fits_a_page_is_never_parted() -> None:
    rows = [[f"TB-{number}", "line\n" * 11 + f"end-{number}"] for number in range(40)]
    for page in printed(Document("Sheet", parts=[Table(["case", "says"], rows)])).pages:
        begun = {word.removeprefix("TB-") for word in page.split() if word.startswith("TB-")}
        assert begun == {word.removeprefix("end-") for word in page.split() if word.startswith("end-")}


@pytest.mark.parametrize("kind", ["paragraph", "fact", "label", "alert", "list", "cell", "title", "heading"])
def test_the_longest_text_is_whole_its_words_and_a_word_longer_than_a_page(kind: str) -> None:
    words = [f"w{number}" for number in range(4_000)]
    text = f"{' '.join(words)} {'x' * 26_000}"
    assert len(text) < LONGEST_TEXT
    parts: dict[str, Part] = {
        "paragraph": Paragraph(text),
        "fact": Fact("label", text),
        "label": Fact(text, "said"),
        "alert": Alert("DISSENT", text),
        "list": Listing([text]),
        "cell": Table(COLUMNS, [["a", text, "b", "c", "d"]]),
        "title": Paragraph(""),
        "heading": Section(text),
    }
    pdf = printed(Document(text if kind == "title" else "Sheet", parts=[parts[kind]], head="head"))
    assert pdf.text.count("x") == 26_000
    assert set(words) <= set(pdf.text.split())
    assert_within_the_margins(pdf)


def test_a_table_of_many_columns_stays_on_the_paper() -> None:
    columns = [f"column{number}" for number in range(20)]
    pdf = printed(Document("Sheet", parts=[Table(columns, [["uninterrupted"] * 20] * 3)]))
    assert_within_the_margins(pdf)
    assert "".join(pdf.text.split()).count("u") >= 20 * 4


def test_a_heading_is_never_the_last_line_of_a_page() -> None:
    for before in range(50, 58):
        lines = "\n".join(f"line{number}" for number in range(before))
        parts: list[Part] = [Paragraph(lines), Section("HEADING", [Fact("first", "fact"), Paragraph("x\n" * 40)])]
        (page,) = [page for page in printed(Document("Sheet", parts=parts)).pages if "HEADING" in page]
        assert "first: fact" in page


def test_a_heading_with_few_lines_keeps_the_heading_below_them_and_its_first_lines() -> None:
    for before in range(40, 58):
        lines = Paragraph("\n".join(f"line{number}" for number in range(before)))
        decided = Section("decision", [Listing(["SBRT"], numbered=True), Fact("because", "why"), Paragraph("x\n" * 40)])
        parts: list[Part] = [lines, Section("TB-1", [Fact("question", "really?"), decided])]
        (page,) = [page for page in printed(Document("Sheet", parts=parts)).pages if "TB-1" in page]
        assert "question: really? decision 1 SBRT because: why" in page


def test_a_short_section_and_a_short_text_are_never_parted() -> None:
    for before in range(44, 58):
        lines = Paragraph("\n".join(f"line{number}" for number in range(before)))
        section = Section("When to call", [Listing([f"sign{number}" for number in range(6)])])
        (page,) = [page for page in printed(Document("Sheet", parts=[lines, section])).pages if "When to call" in page]
        assert "sign0 – sign1 – sign2 – sign3 – sign4 – sign5" in page
        fact = Fact("because", f"first {'words ' * 30} last")
        (page,) = [page for page in printed(Document("Sheet", parts=[lines, fact])).pages if "because" in page]
        assert "last" in page


@settings(deadline=None, max_examples=20)
@given(sheets)
def test_any_text_stays_within_the_margins_and_lacking_letters_are_numbered(document: Document) -> None:
    pdf = printed(document)
    assert pdf.pages[-1].count(f"page {len(pdf.pages)} of {len(pdf.pages)}") >= 1
    assert_within_the_margins(pdf)


def test_a_letter_that_the_font_lacks_is_told_by_its_number_and_none_is_left_out() -> None:
    assert "name: [U+6F22][U+5B57] Lee" in printed(Document("Sheet", parts=[Fact("name", "漢字 Lee")])).text


def test_the_same_sheet_at_the_same_time_is_the_same_file() -> None:
    document = Document("Sheet", parts=[Section("A", [Fact("question", "really?")])])
    assert as_pdf(document, AT) == as_pdf(document, AT)
    assert as_pdf(document, AT) != as_pdf(document, AT.replace(day=25))


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fpdf", None)
    with pytest.raises(Complaint, match=r"pip install 'tumorboard\[pdf\]'"):
        as_pdf(Document("Sheet"), AT)


def test_the_font_comes_with_its_licence() -> None:
    folder = Path(__file__).parents[2] / "data" / "fonts"
    assert {each.name for each in folder.iterdir()} == {"DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "LICENSE.txt"}
    assert "Bitstream Vera Fonts Copyright" in (folder / "LICENSE.txt").read_text(encoding="utf-8")
