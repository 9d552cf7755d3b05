"""The character set that the environment names: what the person's terminal is taken to speak."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

__all__ = ["codeset", "is_utf8", "locale_named"]

_PYTHONS_OWN: Final = ("C.UTF-8", "C.utf8", "UTF-8")
"""What Python itself puts into LC_CTYPE where the locale that is named is not installed here (PEP 538)."""


def locale_named() -> str:
    """The locale for characters, as the environment names it; empty where it names none."""
    given = dict(os.environ)
    if given.get("LC_CTYPE") in _PYTHONS_OWN:
        given["LC_CTYPE"] = _began_with().get("LC_CTYPE", "")
    return next((named for name in ("LC_ALL", "LC_CTYPE", "LANG") if (named := given.get(name))), "")


def codeset() -> str:
    """The character set of the locale, such as `ISO-8859-1`; where it names none, as `C`, UTF-8 is taken for it."""
    return locale_named().partition("@")[0].partition(".")[2] or "UTF-8"


def is_utf8(name: str) -> bool:
    """Whether a character set is UTF-8, however it is written."""
    return name.lower().replace("-", "").replace("_", "") == "utf8"


def _began_with() -> Mapping[str, str]:
    """The environment as the process was given it."""
    try:
        told = Path("/proc/self/environ").read_bytes()
    except OSError:
        return os.environ
    pairs = (line.decode(errors="replace").partition("=") for line in told.split(b"\0"))
    return {name: value for name, _, value in pairs}
