"""Floor of `evaluate`: pydantic alone validates the same file, line by line. Nothing is assessed or printed."""

import sys
from pathlib import Path

from tumorboard.domain.case import Case

with Path(sys.argv[1]).open("rb") as lines:
    for line in lines:
        Case.model_validate_json(line)
