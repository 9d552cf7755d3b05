"""Made-up sheets, and what a reader gets of them: the texts in order, the tags of HTML."""

from collections.abc import Iterator
from html.parser import HTMLParser

from hypothesis import strategies as st

from tests.strategies import lines
from tumorboard.sheets.document import Alert, Document, Fact, Listing, Paragraph, Part, Section, Table

__all__ = ["HOSTILE", "Seen", "sheets", "texts"]

HOSTILE = (
    "<script>alert(1)</script>", "</td></table><b>x", "&lt;b&gt; &copy; &#60;", "**bold** _it_ __x__ ~~s~~",
    "`code` ```", "[x](javascript:alert(1))", "![x](http://x/y.png)", "<http://x.org>", "https://x.org/a",
    "www.x.org", "a@x.org", "# heading #", "heading ##", "> quote", "- item", "+ item", "* item", "* * *", "---", "===",
    "1. one", "12) twelve", "| a | b |", "\\", "\\| \\*", "- [ ] todo", "[^1]: foot", "[a]: http://x 'y'", "$x^2$",
    "    code", "~~~", "<!-- x -->", "=1+1", "a\\", "\"quoted\" 'single'", "{{ x }}", ":smile:", "<br>", "a  b",
)  # fmt: skip
"""What is markup somewhere, and must not be it here."""

_text = st.sampled_from(HOSTILE) | lines
_lines = st.lists(_text, min_size=1, max_size=3).map("\n".join)


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    columns = draw(st.lists(_text, min_size=1, max_size=4))
    row = st.lists(_lines, min_size=len(columns), max_size=len(columns))
    return Table(columns, draw(st.lists(row, max_size=3)), caption=draw(st.just("") | _text))


_leaves: st.SearchStrategy[Part] = st.one_of(
    st.builds(Paragraph, _lines | st.builds("{}\n\n{}".format, _text, _text)),
    st.builds(Fact, _text, _text),
    st.builds(Alert, _text, _text),
    st.builds(Listing, st.lists(_text, min_size=1, max_size=3), st.booleans()),
    _tables(),
)
_parts: st.SearchStrategy[Part] = st.recursive(
    _leaves, lambda inner: st.builds(Section, _text, st.lists(inner, max_size=4)), max_leaves=8
)
sheets: st.SearchStrategy[Document] = st.builds(
    Document,
    _text,
    st.lists(_text, max_size=2),
    st.lists(_parts, max_size=5),
    st.just("") | _text,
    _text,
    st.booleans(),
)
"""Whole sheets of hostile and foreign text."""


def texts(document: Document) -> Iterator[str]:
    """Every text of a sheet in the order in which it is read, but for its head."""
    yield from (document.title, *document.lines)
    for part in document.parts:
        yield from _texts(part)
    yield document.note


def _texts(part: Part) -> Iterator[str]:
    if isinstance(part, Section):
        yield part.title
        for each in part.parts:
            yield from _texts(each)
    elif isinstance(part, Table):
        yield from (part.caption, *part.columns)
        for row in part.rows:
            yield from row
    elif isinstance(part, Listing):
        yield from part.items
    else:
        yield from (() if isinstance(part, Paragraph) else (part.label if isinstance(part, Fact) else part.word,))
        yield part.text


class Seen(HTMLParser):
    """An HTML file as its reader gets it: every tag that was opened with its attributes, and the text of the body."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._data: list[str] = []
        self._in_body = "<body" not in html
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        """The words of the body, each space one."""
        return " ".join("".join(self._data).split())

    def count(self, *names: str) -> int:
        """How many of some tags there are."""
        return sum(name in names for name, _ in self.tags)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._in_body = self._in_body or tag == "body"
        if tag == "br":
            self._data.append(" ")

    def handle_data(self, data: str) -> None:
        if self._in_body:
            self._data.append(data)

    def handle_comment(self, data: str) -> None:
        self.tags.append(("comment", {"": data}))
