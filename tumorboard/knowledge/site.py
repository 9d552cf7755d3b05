"""The site's own tables: read from the folder `knowledge` of the data folder, checked, and put in force."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import tomli

from tumorboard.clean import clean_line
from tumorboard.knowledge.tables import KnowledgeError, kept, put_in_force, shipped_content

if TYPE_CHECKING:
    from tumorboard.knowledge.overlay import Difference, Overlaid

__all__ = ["SITE_FOLDER", "content_in_force", "in_force", "knowledge_version", "read_site", "site_says", "use_site"]

SITE_FOLDER: Final = "knowledge"
_BESIDE: Final = (".md", ".txt")
"""Files that may lie beside the tables and are none."""
_in_force: "dict[str, Overlaid]" = {}


def use_site(data_folder: Path) -> None:
    """Put the tables of a data folder's site in force, or the shipped ones where it has none.

    Raises KnowledgeError where any of its files cannot be used: a shipped value in its place would be a wrong number.
    """
    tables, faults = read_site(data_folder / SITE_FOLDER)
    if faults:
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        raise KnowledgeError(
            f"{faults[0]}{more}; mend it or move the file away; see what is wrong: tumorboard knowledge check"
        )
    if tables != _in_force:
        _in_force.clear()
        _in_force.update(tables)
        put_in_force({name: table.content for name, table in tables.items()})


def in_force() -> "Mapping[str, Overlaid]":
    """The tables that the site has set or signed, by name."""
    return _in_force


def site_says(table: str, row: str) -> "tuple[Difference, ...]":
    """What the site in force sets differently in a row (`rule.surgery`; empty for the table's own fields)."""
    standing = _in_force.get(table)
    return () if standing is None else tuple(each for each in standing.differences if each.row == row)


def content_in_force(name: str) -> Mapping[str, Any]:
    """What a table says now. Raises KnowledgeError."""
    standing = _in_force.get(name)
    return shipped_content(name) if standing is None else standing.content


@kept
def knowledge_version() -> str:
    """The name of the medicine in force, such as `2026-11-28-0a1b2c3d`, with `+site` where the site differs."""
    from tumorboard.knowledge.shelf import SHELF
    from tumorboard.knowledge.versions import version_of, version_of_all

    versions = {name: version_of(content_in_force(name)) for name in SHELF}
    return version_of_all(versions, of_site=any(each.differences for each in _in_force.values()))


def read_site(folder: Path) -> "tuple[dict[str, Overlaid], list[str]]":
    """The tables of a folder that can be used, and every fault, each with file and field. No folder: no tables."""
    faults: list[str] = []
    tables: dict[str, Overlaid] = {}
    for path in _files(folder, faults):
        table = _read(path, faults)
        if table is not None:
            tables[path.stem] = table
    return tables, faults


def _files(folder: Path, faults: list[str]) -> Iterator[Path]:
    """The files of the folder that are meant as tables. What would be passed over in silence is a fault."""
    try:
        found = sorted(folder.iterdir())
    except FileNotFoundError:
        return
    except NotADirectoryError:
        faults.append(f"{folder}: is not a folder; a site's tables lie in a folder of that name")
        return
    except OSError as error:
        faults.append(f"{folder}: cannot be read ({error.strerror}); ask for the right to read it")
        return
    for path in found:
        if not (path.name.startswith(".") or path.name.endswith("~") or path.suffix in _BESIDE):
            yield path


def _read(path: Path, faults: list[str]) -> "Overlaid | None":
    from tumorboard.knowledge.overlay import overlaid
    from tumorboard.knowledge.shelf import SHELF

    shown = clean_line(str(path))
    shelf = SHELF.get(path.stem)
    if shelf is None or path.suffix != ".toml" or not path.is_file():
        faults.append(f"{shown}: is no table; allowed: {' '.join(f'{name}.toml' for name in SHELF)}")
        return None
    found: list[str] = []
    table = None
    try:
        given = tomli.loads(path.read_text(encoding="utf-8"))
        table = overlaid(shelf, shipped_content(path.stem), given, found)
    except UnicodeDecodeError as error:
        found.append(f"not UTF-8 (byte {error.start}); save it as UTF-8")
    except tomli.TOMLDecodeError as error:
        found.append(f"not valid TOML: {clean_line(str(error))}")
    except RecursionError:
        found.append("not valid TOML: nested too deeply")
    except OSError as error:
        found.append(f"cannot be read ({error.strerror}); ask for the right to read it")
    faults.extend(f"{shown}: {clean_line(fault)}" for fault in found)
    return table
