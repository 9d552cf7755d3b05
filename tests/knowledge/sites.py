"""The tables of a site as it writes them."""

from pathlib import Path

from tumorboard.knowledge.site import SITE_FOLDER, read_site, use_site

__all__ = ["REVIEWED", "SURGERY", "Site"]

REVIEWED = 'reviewed_by = "Dr A. Example, spine surgery"\nreviewed_on = 2026-11-20\n'
SURGERY = f"""{REVIEWED}
[[rule]]
key = "surgery"
days = 42
label = "after surgery: 6 weeks"
source = "Site policy 7, approved by the cancer board"
"""
"""The one interval that this site sets differently."""


class Site:
    """A data folder with the site's tables in it."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.folder = data / SITE_FOLDER

    def writes(self, name: str, text: str | bytes) -> Path:
        """Put a file into the folder of the site's tables."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def comes_into_force(self, name: str, text: str) -> None:
        """Write a table and put it in force."""
        self.writes(f"{name}.toml", text)
        use_site(self.data)

    def faults(self, name: str, text: str | bytes) -> list[str]:
        """What is said of a table, each fault with its field and without the file's path."""
        path = self.writes(f"{name}.toml", text)
        tables, faults = read_site(self.folder)
        assert all(fault.startswith(f"{path}: ") for fault in faults)
        assert name not in tables or not faults
        return [fault.removeprefix(f"{path}: ") for fault in faults]
