"""The console script and `python -m tumorboard`."""

import gc
import sys

from tumorboard import SAID

__all__ = ["run"]


def run() -> None:
    """Run the command line and leave with its exit code. The version alone is answered before anything is imported."""
    if sys.argv[1:] == ["--version"] and _told(SAID):
        return
    gc.disable()  # nothing that is made while starting is garbage; main takes it up again
    from tumorboard.cli.main import main

    sys.exit(main(sys.argv[1:]))


def _told(words: str) -> bool:
    """Print a line; where that cannot be done, the command line says why."""
    try:
        print(words, flush=True)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    run()
