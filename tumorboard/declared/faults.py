"""What pydantic found wrong with a record."""

__all__ = ["first_fault"]


def first_fault(error: ValueError) -> tuple[str, str]:
    """The field of the first fault that pydantic found, and what it says of it. Raises any other error again."""
    from tumorboard.declared.checking import ValidationError

    if not isinstance(error, ValidationError):
        raise error
    fault = error.errors(include_url=False)[0]
    return ".".join(str(step) for step in fault["loc"]), fault["msg"]
