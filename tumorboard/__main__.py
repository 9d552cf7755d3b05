"""The console script and `python -m tumorboard`."""

import gc
import os
import sys
from types import ModuleType
from typing import Any, Final

from tumorboard import SAID

__all__ = ["run"]

_METADATA: Final = "importlib.metadata"


def run() -> None:
    """Run the command line and leave with its exit code. The version alone is answered before anything is imported."""
    if sys.argv[1:] == ["--version"] and _told(SAID):
        return
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # we have none, and looking for them costs 20 ms
    gc.disable()  # nothing that is made while starting is garbage; main takes it up again
    _put_off_metadata()
    from tumorboard.cli.main import main

    sys.exit(main(sys.argv[1:]))


def _put_off_metadata() -> None:
    """Let pydantic have the one name of `importlib.metadata` that it takes, without importing the rest of it.

    It would look for its plugins with it, which are switched off; the import, with `email` and `zipfile`, costs 12 ms.
    """
    stand_in: Any = ModuleType(_METADATA)
    stand_in.entry_points = _entry_points
    sys.modules[_METADATA] = stand_in
    from pydantic.plugin import _loader

    del _loader, sys.modules[_METADATA]


def _entry_points(**which: Any) -> Any:
    from importlib.metadata import entry_points

    return entry_points(**which)


def _told(words: str) -> bool:
    """Print a line; where that cannot be done, the command line says why."""
    try:
        print(words, flush=True)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    run()
