"""Starting without the plugins of pydantic: there are none, and looking for them costs 30 ms of every start."""

import os
from contextlib import suppress
from types import ModuleType
from typing import Any, Final

from tumorboard.standing_in import standing_in

__all__ = ["without_plugins"]

_METADATA: Final = "importlib.metadata"


def without_plugins() -> None:
    """Switch them off, and let pydantic have the one name with which it would look without importing all behind it.

    `importlib.metadata` brings `email` and `zipfile` along. Who asks for it later gets it, pydantic too.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    stand_in: Any = ModuleType(_METADATA)
    stand_in.entry_points = _entry_points
    with suppress(ImportError), standing_in(_METADATA, stand_in):  # another pydantic finds its way without us
        from pydantic.plugin import _loader  # noqa: F401


def _entry_points(**which: Any) -> Any:
    from importlib.metadata import entry_points

    return entry_points(**which)
