"""The console script and `python -m tumorboard`."""

import gc
import os
import sys

__all__ = ["run"]


def run() -> None:
    """Run the command line and leave with its exit code."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # we have none, and looking for them costs 20 ms
    gc.disable()  # nothing that is made while starting is garbage; main takes it up again
    from tumorboard.cli.main import main

    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
