"""A sheet written into a file that somebody names: the name says the format, and the file is there whole or not."""

from datetime import datetime
from pathlib import Path
from typing import Final

from tumorboard.complaint import Complaint
from tumorboard.sheets.document import Document
from tumorboard.sheets.formats import Format, rendered
from tumorboard.store.handing_out import hand_out

__all__ = ["write_page"]

_FORMATS: Final[dict[str, Format]] = {
    ".txt": "text",
    ".md": "md",
    ".html": "html",
    ".pdf": "pdf",
}


def write_page(sheet: Document, named: str, at: datetime, *, replace: bool) -> Path:
    """Write a sheet as it stood at a time; the file. `replace` says that one that is there may be replaced.

    Raises Complaint for a name that says no format, a file that is there already, and where it cannot be written.
    """
    try:
        path = Path(named).expanduser()
        form = _FORMATS.get(path.suffix.lower())
        if form is None:
            raise Complaint(f"{named}: the name says no format; end it with {' '.join(_FORMATS)}")
        if path.exists() and not (replace and path.is_file()):
            is_file = "is there already; name another, or name it once more to replace it"
            raise Complaint(f"{named}: {is_file if path.is_file() else 'is no file; name another'}")
    except (OSError, ValueError, RuntimeError) as error:
        raise Complaint(f"{named}: cannot be written: {getattr(error, 'strerror', None) or error}") from error
    hand_out(path, rendered(sheet, form, at), may_replace=replace)
    return path.resolve()
