"""`tumorboard schema`: the case format for other programs."""

from argparse import Namespace

from tumorboard.cli.printing import print_json
from tumorboard.exchange.schema import case_schema

__all__ = ["print_schema"]


def print_schema(_: Namespace) -> None:
    """Print the JSON Schema of `tumorboard.case/1`."""
    print_json(case_schema())
