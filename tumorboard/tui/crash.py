"""What is kept of a crash: where it happened in the code, and no value, because values may be a patient's."""

import logging
import os
import sys
import tempfile
import threading
import traceback
import warnings
from collections.abc import Iterator

__all__ = ["crash_report", "hush"]


def crash_report(error: BaseException | None) -> str:
    """Write the stack, without messages or locals, to a file that only its owner reads; say where in one line."""
    if error is None:
        return "The cause is unknown."
    lines = [line for each in _chain(error) for line in _told(each)]
    try:
        handle, path = tempfile.mkstemp(prefix="tumorboard-crash-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8") as report:
            report.write("\n".join(lines) + "\n")
    except OSError:
        kind, *frames = _told(error)
        return f"{kind} at {frames[-1]}" if frames else kind
    return f"Report without patient data: {path}"


def hush() -> None:
    """Let nobody print into the screen: what logs, warnings and threads say may hold what they stumbled over."""
    logging.getLogger().addHandler(logging.NullHandler())
    warnings.simplefilter("ignore")
    threading.excepthook = _kept
    sys.unraisablehook = lambda _: None


def _kept(told: threading.ExceptHookArgs) -> None:
    crash_report(told.exc_value)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An exception, what caused it and what it is a group of, each once."""
    waiting: list[BaseException | None] = [error]
    seen: set[int] = set()
    while waiting:
        each = waiting.pop(0)
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        waiting += [each.__cause__, each.__context__, *getattr(each, "exceptions", ())]


def _told(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    return [
        f"{type(error).__module__}.{type(error).__name__}",
        *(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames),
    ]
