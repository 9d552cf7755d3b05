"""How a table of `data/knowledge` is read: closed to unknown keys, and every row with a source."""

import tomllib
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from tumorboard.complaint import Complaint
from tumorboard.shipped import shipped

__all__ = ["Evidence", "KnowledgeError", "Row", "Sourced", "Table", "load"]

Sourced = Annotated[str, StringConstraints(strip_whitespace=True, min_length=4)]
Evidence = Literal["V1", "V2", "M"]


class KnowledgeError(Complaint):
    """A table of `data/knowledge` is missing or malformed; the message names the file and the field."""


class Row(BaseModel):
    """A row of a table, closed to unknown keys and with its defaults spelled out in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, populate_by_name=True)


class Table(Row):
    """What every table says of itself."""

    source: Sourced
    evidence: Evidence


AnyTable = TypeVar("AnyTable", bound=Row)


def load(name: str, model: type[AnyTable]) -> AnyTable:
    """One table by the name of its file. Raises KnowledgeError."""
    path = shipped("data", "knowledge", f"{name}.toml")
    try:
        return model.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise KnowledgeError(f"{path}: cannot be read ({error.strerror}); install the program again") from error
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{path}: not valid TOML ({error})") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        raise KnowledgeError(f"{path}: {field}: {first['msg']}") from error
