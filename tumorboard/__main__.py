"""The console script and `python -m tumorboard`."""

import sys

__all__ = ["run"]


def run() -> None:
    """Run the command line and leave with its exit code."""
    from tumorboard.cli.main import main

    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
