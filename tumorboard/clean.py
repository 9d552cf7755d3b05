"""The only door for text into the program.

A stray escape sequence in a referral letter would otherwise reach a colleague's terminal, and a bidirectional override
could make "not fit" read as "fit". Every text field passes through here when it enters: import, form, command line.
"""

import re
import unicodedata

__all__ = ["LONGEST_TEXT", "clean", "clean_line", "is_clean", "shows"]

LONGEST_TEXT = 50_000
"""Characters one text field may hold; more is refused, never cut."""

_JOINERS = "\u200c\u200d"  # written Persian, Urdu and some names need them
_NOT_PLAIN = re.compile(r"[^\x20-\x7e\n]")
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def clean(text: str) -> str:
    """The text without anything that acts on a terminal: NFC, newlines as LF, no control, format or surrogate code.

    Zero-width joiner and non-joiner stay, because some scripts are wrong without them. Idempotent.
    """
    if not _NOT_PLAIN.search(text):
        return text
    text = _BREAKS.sub("\n", text).replace("\t", " ")
    text = "".join(character for character in text if _stays(character))
    return unicodedata.normalize("NFC", text)


def clean_line(text: str) -> str:
    """The same for a field of one line: line breaks become single spaces."""
    if text.isascii() and text.isprintable():
        return text
    cleaned = clean(text)
    return " ".join(cleaned.split("\n")) if "\n" in cleaned else cleaned


def is_clean(text: str) -> bool:
    """Whether the text may go to a terminal as it stands."""
    return clean(text) == text


def shows(text: str) -> bool:
    """Whether anything of a clean text can be seen: more than spaces and joiners."""
    return bool(text.strip(f" {_JOINERS}"))


def _stays(character: str) -> bool:
    if character == "\n" or character in _JOINERS:
        return True
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
