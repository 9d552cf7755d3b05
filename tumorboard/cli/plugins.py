"""Starting without the plugins of pydantic: there are none, and looking for them costs 30 ms of every start."""

import os
import sys
from types import ModuleType
from typing import Any, Final

__all__ = ["without_plugins"]

_METADATA: Final = "importlib.metadata"


def without_plugins() -> None:
    """Switch them off, and let pydantic have the one name with which it would look without importing all behind it.

    `importlib.metadata` brings `email` and `zipfile` along. Who asks for it later gets it, pydantic too.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    if _METADATA in sys.modules:
        return
    stand_in: Any = ModuleType(_METADATA)
    stand_in.entry_points = _entry_points
    sys.modules[_METADATA] = stand_in
    try:
        from pydantic.plugin import _loader  # noqa: F401
    except ImportError:
        return  # another pydantic, which finds its way without us
    finally:
        del sys.modules[_METADATA]


def _entry_points(**which: Any) -> Any:
    from importlib.metadata import entry_points

    return entry_points(**which)
