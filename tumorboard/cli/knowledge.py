"""`tumorboard knowledge`: the tables of the medicine, who signed them, and what a site sets differently."""

from argparse import Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from tumorboard.cli.printing import complain, print_json, say
from tumorboard.complaint import Complaint
from tumorboard.config import SETTINGS_FILE, Settings, data_folder, load_settings
from tumorboard.knowledge.listing import TableTold, signature_said, tables_told
from tumorboard.knowledge.overlay import Difference, Overlaid
from tumorboard.knowledge.site import SITE_FOLDER, knowledge_version, read_site, use_site

__all__ = ["check_site", "list_tables"]

_ABOVE: Final = ("escc_1c", "quorum", "readiness_days", "readiness_warns", "surveillance_days")


def list_tables(arguments: Namespace) -> None:
    """Print each table in force. Raises KnowledgeError where one of the site's cannot be used."""
    folder = data_folder(arguments.data)
    use_site(folder)
    settings = _of_settings(load_settings(folder, arguments.theme))
    tables, version = list(tables_told()), knowledge_version()
    if arguments.json:
        print_json({"version": version, "tables": [_table_json(table) for table in tables], "settings": settings})
        return
    say(f"knowledge {version}")
    for table in tables:
        say("\n".join(_lines(table)))
    for key, value in settings.items():
        say(f"{SETTINGS_FILE}: {key} {_setting_said(value)}")
    unsigned = [table.name for table in tables if not table.is_signed]
    if unsigned:
        say(f"{len(unsigned)} of {len(tables)} tables await a clinician's signature")


def check_site(arguments: Namespace) -> None:
    """Say what a site's tables change, row by row. Raises Complaint when any of them cannot be used."""
    folder = Path(arguments.folder).expanduser() if arguments.folder else data_folder(arguments.data) / SITE_FOLDER
    if arguments.folder and not folder.is_dir():
        raise Complaint(f"{folder}: is no folder; name the one that holds the site's tables")
    tables, faults = read_site(folder)
    if arguments.json:
        print_json({"folder": str(folder), "tables": _site_json(tables), "faults": faults})
    else:
        say("\n".join(_site_lines(tables)) if tables or faults else f"{folder}: no table; all is as shipped")
        for fault in faults:
            complain(fault)
    if faults:
        raise Complaint(f"{folder}: {len(faults)} {'fault' if len(faults) == 1 else 'faults'}; nothing of it is used")


def _of_settings(settings: Settings) -> dict[str, Any]:
    """The settings that stand above a table, where the site has set them."""
    shipped = Settings()
    return {key: value for key in _ABOVE if (value := getattr(settings, key)) != getattr(shipped, key)}


def _setting_said(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {each}" for key, each in value.items())
    return value if isinstance(value, str) else ", ".join(map(str, value))


def _lines(table: TableTold) -> Iterator[str]:
    marks = " ".join(f"{mark} {count}" for mark, count in sorted(table.marks.items()))
    yield f"{table.name:<14}{table.holds}"
    yield f"{'':<14}{table.rows} rows · {marks} · version {table.version} · {signature_said(table.signature)}"
    for each in table.differences:
        yield f"{'':<14}site: {_difference(each)} · reviewed by {table.reviewed_by}, {table.reviewed_on}"


def _difference(each: Difference) -> str:
    place = f"{each.row} " if each.row else ""
    return f"{place}{each.says} · {each.source}"


def _site_lines(tables: Mapping[str, Overlaid]) -> Iterator[str]:
    for name, table in tables.items():
        yield f"{name}: reviewed by {table.reviewed_by}, {table.reviewed_on}"
        if table.signs is not None:
            yield f"  signs version {table.signs}" + ("" if table.is_signed else ", which is not what is shipped now")
        yield from (f"  {_difference(each)}" for each in table.differences)


def _table_json(table: TableTold) -> dict[str, Any]:
    signature = table.signature
    return {
        "name": table.name,
        "holds": table.holds,
        "version": table.version,
        "rows": table.rows,
        "evidence": dict(table.marks),
        "signature": None
        if signature is None
        else {"by": signature.by, "on": signature.on, "version": signature.version, "stands": signature.stands},
        "awaits_signature": not table.is_signed,
        "site": [_difference_json(each) for each in table.differences],
        "reviewed_by": table.reviewed_by,
        "reviewed_on": table.reviewed_on,
    }


def _site_json(tables: Mapping[str, Overlaid]) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "reviewed_by": table.reviewed_by,
            "reviewed_on": table.reviewed_on,
            "signs": table.signs,
            "signature_stands": table.is_signed,
            "differences": [_difference_json(each) for each in table.differences],
        }
        for name, table in tables.items()
    ]


def _difference_json(each: Difference) -> dict[str, Any]:
    return {"row": each.row, "field": each.field, "was": each.was, "now": each.now, "source": each.source}
