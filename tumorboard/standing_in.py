"""A module that is left out while something else is imported, because nothing here needs it yet, or ever."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

__all__ = ["standing_in"]


@contextmanager
def standing_in(name: str, stand_in: ModuleType | None) -> Iterator[None]:
    """Let an import within find `stand_in` by a module's name, or with None nothing; who asks later gets the module.

    A module that is there already stays.
    """
    if name in sys.modules:
        yield
        return
    sys.modules[name] = stand_in  # type: ignore[assignment] # None is the interpreter's own sign for "not to be found"
    try:
        yield
    finally:
        del sys.modules[name]
