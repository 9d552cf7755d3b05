"""What a site may settle where sources disagree. The medicine is handed it; it never looks it up."""

from typing import NamedTuple

from tumorboard.clinical.escc import Pressure

__all__ = ["Policy"]


class Policy(NamedTuple):
    """`escc_1c`: the side of the low/high line on which grade 1c falls. It is flagged whichever it is."""

    escc_1c: Pressure = "low"
