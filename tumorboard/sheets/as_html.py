"""A sheet as one HTML file that needs nothing else: its style inside, nothing fetched, nothing run, ready to print."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Final, cast

from tumorboard.sheets.document import Alert, Document, Fact, Listing, Paragraph, Part, Section, Table

__all__ = ["as_html"]

_DEEPEST: Final = 6
_STYLE: Final = """
:root { color-scheme: light; }
body { font: 11pt/1.45 "DejaVu Sans", Verdana, sans-serif; color: #111; background: #fff; max-width: 52rem;
  margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5em; margin: 0 0 .3em; }
h2 { font-size: 1.2em; margin: 1.6em 0 .4em; padding-top: .4em; border-top: 2px solid #111; }
h3, h4, h5, h6 { font-size: 1em; margin: 1em 0 .3em; }
h1, h2, h3, h4, h5, h6 { break-after: avoid; }
.under { margin: 0; color: #444; }
dl { margin: .3em 0; }
dl > div { margin: .15em 0; break-inside: avoid-page; }
dt { float: left; margin-right: .4em; color: #444; }
dd { margin: 0; }
section section { margin-left: 1rem; }
.text { white-space: pre-line; }
.alert { margin: .5em 0; padding: .35em .6em; border: 1px solid #111; border-left-width: 6px; break-inside: avoid; }
table { border-collapse: collapse; width: 100%; margin: .6em 0; font-size: .9em; }
caption { text-align: left; color: #444; padding-bottom: .2em; }
th, td { text-align: left; vertical-align: top; padding: .25em .5em; border: 1px solid #999; white-space: pre-line; }
thead { display: table-header-group; }
thead th { background: #eee; }
tr { break-inside: avoid; }
footer { margin-top: 2em; padding-top: .4em; border-top: 1px solid #999; color: #444; font-size: .9em; }
@page { size: A4; margin: 18mm 15mm; }
.large { font-size: 14pt; }
@media print { body { max-width: none; margin: 0; padding: 0; font-size: 9.5pt; } .large { font-size: 13pt; } }
"""


def as_html(document: Document) -> str:
    """The sheet as HTML. Headings, lists and header cells are marked as what they are, for screen readers."""
    under = "".join(f'<p class="under">{escape(line)}</p>\n' for line in document.lines)
    body = "\n".join(_parts(document.parts, 2))
    note = f"<footer>{escape(document.note)}</footer>\n" if document.note else ""
    opened = '<body class="large">' if document.is_large else "<body>"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(document.title)}</title>\n<style>{_STYLE}</style>\n</head>\n{opened}\n"
        f"<header>\n<h1>{escape(document.title)}</h1>\n{under}</header>\n<main>\n{body}\n</main>\n{note}</body>\n</html>\n"
    )


def _parts(parts: Sequence[Part], depth: int) -> Iterator[str]:
    for kind, group in groupby(parts, key=type):
        if kind is Fact:
            facts = cast(Iterator[Fact], group)
            said = "".join(
                f"<div><dt>{escape(each.label)}:</dt> <dd>{escape(each.text)}</dd></div>\n" for each in facts
            )
            yield f"<dl>\n{said}</dl>"
        else:
            yield from (_part(each, depth) for each in group)


def _part(part: Part, depth: int) -> str:
    if isinstance(part, Section):
        heading = f"h{min(depth, _DEEPEST)}"
        inner = "\n".join(_parts(part.parts, depth + 1))
        return f"<section>\n<{heading}>{escape(part.title)}</{heading}>\n{inner}\n</section>"
    if isinstance(part, Table):
        return _table(part)
    if isinstance(part, Listing):
        kind = "ol" if part.numbered else "ul"
        items = "".join(f"<li>{escape(item)}</li>\n" for item in part.items)
        return f"<{kind}>\n{items}</{kind}>"
    if isinstance(part, Alert):
        return f'<p class="alert"><strong>{escape(part.word)}</strong> {escape(part.text)}</p>'
    return f'<p class="text">{escape(cast(Paragraph, part).text)}</p>'


def _table(table: Table) -> str:
    caption = f"<caption>{escape(table.caption)}</caption>\n" if table.caption else ""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in table.columns)
    rows = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in row[1:])}</tr>\n'
        for row in table.rows
    )
    return f"<table>\n{caption}<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>"
