"""`python -m tests.bench [PART …] [--rounds N]`: measure, and print what was measured against its targets."""

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.bench import (
    evaluating,
    following,
    idling,
    importing,
    painting,
    pressing,
    printing,
    scoring,
    starting,
    storing,
)
from tests.bench.place import Place
from tests.bench.table import Row, printed

PARTS: Final[dict[str, Callable[[Place, int], Iterator[Row]]]] = {
    "evaluate": evaluating.measured,
    "start": starting.measured,
    "paint": painting.measured,
    "keys": pressing.measured,
    "followup": following.measured,
    "import": importing.measured,
    "print": printing.measured,
    "idle": idling.measured,
    "store": storing.measured,
    "scores": scoring.measured,
}
"""Each part yields its rows; more rounds make medians steadier."""

_EPILOG: Final = """\
Every ratio is taken within one round, the program and its floor one after the other, and the median of the ratios is
shown: other work on the machine slows both. Absolute times say little; compare ratios.
"""


def main() -> None:
    """Measure the parts that were named, or all."""
    parser = ArgumentParser(
        prog="python -m tests.bench", description=__doc__, epilog=_EPILOG, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", metavar="PART", nargs="*", help=f"of {' '.join(PARTS)}; all when none is named")
    parser.add_argument("--rounds", type=int, default=5, help="how often each comparison is repeated (default 5)")
    parser.add_argument("--targets", action="store_true", help="print only what has a target")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.parts if name not in PARTS]
    if unknown or arguments.rounds < 1:
        parser.error(f"parts are {' '.join(PARTS)}; rounds are 1 or more")
    rows = []
    with TemporaryDirectory(prefix="tumorboard-bench-") as folder:
        place = Place(Path(folder))
        for name in arguments.parts or PARTS:
            for row in PARTS[name](place, arguments.rounds):
                print(f"{name}: {row.what}", file=sys.stderr)
                rows.append(row)
    print(printed([row for row in rows if row.target or not arguments.targets]))


if __name__ == "__main__":
    main()
