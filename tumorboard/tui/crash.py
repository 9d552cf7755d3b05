"""What is kept of a crash: where it happened in the code, and no value, because values may be a patient's."""

import os
import tempfile
import traceback

__all__ = ["crash_report"]


def crash_report(error: BaseException | None) -> str:
    """Write the stack, without messages or locals, to a file that only its owner reads; say where in one line."""
    if error is None:
        return "The cause is unknown."
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"{type(error).__module__}.{type(error).__name__}"]
    lines += [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    try:
        handle, path = tempfile.mkstemp(prefix="tumorboard-crash-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8") as report:
            report.write("\n".join(lines) + "\n")
    except OSError:
        return f"{lines[0]} at {lines[-1]}"
    return f"Report without patient data: {path}"
