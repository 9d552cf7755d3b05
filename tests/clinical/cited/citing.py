"""Citations looked up by the words they begin with."""

from collections.abc import Iterable

from tumorboard.clinical.citation import Citation

__all__ = ["about", "the"]


def the(citations: Iterable[Citation], words: str) -> Citation:
    """The only one whose subject begins with these words."""
    (only,) = [each for each in citations if each.subject.startswith(words)]
    return only


def about(citations: Iterable[Citation], path: str) -> Citation:
    """The only one about a field."""
    (only,) = [each for each in citations if each.about == path]
    return only
