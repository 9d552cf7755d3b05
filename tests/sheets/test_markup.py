"""Markdown and HTML: whatever a text holds, the reader gets it as text, in order, and nothing else became of it."""

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from tests.sheets.sheet import HOSTILE, Seen, sheets, texts
from tests.strategies import slow
from tumorboard.clean import is_clean
from tumorboard.sheets.as_html import as_html
from tumorboard.sheets.as_markdown import as_markdown
from tumorboard.sheets.document import Alert, Document, Fact, Listing, Paragraph, Section, Table

MARKDOWN = {
    "h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "strong", "blockquote", "hr", "br", "table", "thead",
    "tbody", "tr", "th", "td",
}  # fmt: skip
OURS = MARKDOWN - {"blockquote", "hr", "br"} | {
    "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section", "dl", "div", "dt", "dd",
    "caption",
}  # fmt: skip
"""The tags that a sheet is made of."""


def from_markdown(document: Document) -> Seen:
    """The sheet through Markdown and a reader of it that knows tables, strike-through and HTML."""
    return Seen(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(as_markdown(document)))


def assert_holds(text: str, document: Document) -> None:
    """Every text of the sheet stands in the text, one after the other."""
    at = 0
    for each in texts(document):
        words = " ".join(each.split())
        found = text.find(words, at)
        assert found >= 0, f"{words!r} is not in {text[at:]!r}"
        at = found + len(words)


@slow
@given(sheets)
def test_markdown_gives_back_every_text_as_text(document: Document) -> None:
    seen = from_markdown(document)
    assert_holds(seen.text, document)
    assert {name for name, _ in seen.tags} <= MARKDOWN
    assert all(set(attributes) <= {"start"} for _, attributes in seen.tags)
    assert is_clean(as_markdown(document))


@slow
@given(sheets)
def test_html_gives_back_every_text_as_text(document: Document) -> None:
    seen = Seen(as_html(document))
    assert_holds(seen.text, document)
    assert {name for name, _ in seen.tags} <= OURS
    assert not {"href", "src", "onclick", "style"} & {name for _, attributes in seen.tags for name in attributes}
    assert is_clean(as_html(document))


@pytest.mark.parametrize("text", HOSTILE)
def test_each_hostile_text_stands_as_one_part_of_each_kind(text: str) -> None:
    parts = (Paragraph(text), Fact(text, text), Alert(text, text), Listing([text]), Table([text], [[text]]))
    document = Document(text, [text], [Section(text, parts)], text)
    seen = from_markdown(document)
    assert_holds(seen.text, document)
    assert [seen.count(name) for name in ("h1", "h2", "li", "strong", "blockquote", "th", "td")] == [
        1,
        1,
        2,
        2,
        1,
        1,
        1,
    ]
    assert seen.count("a", "code", "img", "em", "s", "pre", "script", "comment") == 0


def test_html_is_told_to_load_and_run_nothing_and_marks_the_heads_of_tables() -> None:
    html = as_html(Document("Sheet", parts=[Table(["case", "level"], [["A", "T8"]], caption="cases")]))
    assert "default-src 'none'" in html
    assert "http://" not in html.replace("http-equiv", "")
    assert "url(" not in html
    assert '<th scope="col">level</th>' in html
    assert '<th scope="row">A</th><td>T8</td>' in html
    assert "<caption>cases</caption>" in html


def test_markdown_reads_as_a_person_would_write_it() -> None:
    document = Document(
        "Spine MDT",
        ["Tue 24 Nov 2026"],
        [
            Section(
                "TB-1 · T8",
                [
                    Fact("question", "SBRT?"),
                    Fact("goal", "to walk"),
                    Alert("DISSENT", "Dr A: screws"),
                    Listing(["SBRT 24 Gy in 3", "brace"], numbered=True),
                    Section("positions", [Paragraph("one\ntwo")]),
                ],
            )
        ],
        "not signed yet",
    )
    assert as_markdown(document) == (
        "# Spine MDT\n\nTue 24 Nov 2026\n\n## TB-1 · T8\n\n- **question:** SBRT?\n- **goal:** to walk\n\n"
        "> **DISSENT** Dr A: screws\n\n1. SBRT 24 Gy in 3\n2. brace\n\n### positions\n\none\\\ntwo\n\n"
        "---\n\nnot signed yet\n"
    )
