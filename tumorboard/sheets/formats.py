"""The formats that a sheet is printed in, each made by a module that is loaded when the format is asked for."""

from datetime import datetime
from typing import Final, Literal

from tumorboard.sheets.document import Document

__all__ = ["FORMATS", "Format", "rendered"]

Format = Literal["text", "md", "html", "pdf", "json"]
FORMATS: Final[tuple[Format, ...]] = ("text", "md", "html", "pdf", "json")


def rendered(document: Document, form: Format, made_at: datetime, width: int | None = None) -> bytes:
    """A sheet in a format, text as UTF-8 in lines of `width` characters. `made_at` is the time that a PDF carries.

    Raises Complaint for PDF without the extra that makes it.
    """
    if form == "pdf":
        from tumorboard.sheets.as_pdf import as_pdf

        return as_pdf(document, made_at)
    if form == "html":
        from tumorboard.sheets.as_html import as_html

        return as_html(document).encode()
    if form == "md":
        from tumorboard.sheets.as_markdown import as_markdown

        return as_markdown(document).encode()
    if form == "json":
        import orjson

        from tumorboard.sheets.as_json import as_json

        return orjson.dumps(as_json(document), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    from tumorboard.sheets.as_text import PAGE_WIDTH, as_text

    return as_text(document, width or PAGE_WIDTH).encode()
