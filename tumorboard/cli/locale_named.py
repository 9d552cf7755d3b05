"""The character set that the environment names: what the person's terminal is taken to speak."""

import os
from collections.abc import Mapping

__all__ = ["codeset", "is_utf8", "locale_named"]


def locale_named(environment: Mapping[str, str] = os.environ) -> str:
    """The locale for characters, as the environment names it; empty where it names none."""
    return next((named for name in ("LC_ALL", "LC_CTYPE", "LANG") if (named := environment.get(name))), "")


def codeset(environment: Mapping[str, str] = os.environ) -> str:
    """The character set of the locale, such as `ISO-8859-1`; where it names none, as `C`, UTF-8 is taken for it."""
    return locale_named(environment).partition("@")[0].partition(".")[2] or "UTF-8"


def is_utf8(name: str) -> bool:
    """Whether a character set is UTF-8, however it is written."""
    return name.lower().replace("-", "").replace("_", "") == "utf8"
