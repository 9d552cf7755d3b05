"""`python -m tests.torture [PART …] [--rounds N] [--quick]`: torture the store, and print what became of it."""

import gc
import signal
import sys
import time
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.torture import bits, chaos, full, interrupt, kill, many, teeth, torn
from tests.torture.effort import Effort
from tests.torture.verdict import Verdict, printed

__all__: list[str] = []

PARTS: Final[dict[str, Callable[[Effort], Iterator[Verdict]]]] = {
    "kill": kill.tortured,
    "many": many.tortured,
    "interrupt": interrupt.tortured,
    "torn": torn.tortured,
    "bits": bits.tortured,
    "chaos": chaos.tortured,
    "full": full.tortured,
    "teeth": teeth.tortured,
}
"""Each part yields its rows."""

_EPILOG: Final = """\
lost: acknowledged and gone, or read as something else without a word. unreadable: the store does not open.
wrong: a hang, a crash, a commit in halves, a complaint that is none. Exits 1 when there is any of these, or when a
store that was made bad on purpose (teeth) was not found out.
"""


def main() -> int:
    """Torture with the parts that were named, or all."""
    asked = _asked()
    gc.freeze()
    rows = []
    with TemporaryDirectory(prefix="tumorboard-torture-", dir=asked.folder) as folder:
        effort = Effort(Path(folder), asked.rounds, asked.quick, asked.seed, asked.keep)
        for name in asked.parts or PARTS:
            began = time.monotonic()
            for verdict in PARTS[name](effort):
                print(f"{name}: {verdict.what}, {time.monotonic() - began:.0f} s", file=sys.stderr)
                rows.append((name, verdict))
                began = time.monotonic()
    print(printed(rows))
    return 1 if any(row.good is False for _, row in rows) else 0


def _asked() -> Namespace:
    parser = ArgumentParser(
        prog="python -m tests.torture", description=__doc__, epilog=_EPILOG, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", metavar="PART", nargs="*", help=f"of {' '.join(PARTS)}; all when none is named")
    parser.add_argument("--rounds", type=int, help="how often each part does its thing, instead of its own measure")
    parser.add_argument("--quick", action="store_true", help="a look in two minutes; proves little")
    parser.add_argument("--seed", type=int, default=1, help="of all chance but the scheduler's (default 1)")
    parser.add_argument("--folder", type=Path, help="where to work; on the disk in question (default: temporary files)")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="copy stores that failed there")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.parts if name not in PARTS]
    if unknown or (arguments.rounds is not None and arguments.rounds < 1):
        parser.error(f"parts are {' '.join(PARTS)}; rounds are 1 or more")
    return arguments


if __name__ == "__main__":
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    sys.exit(main())
