"""What a site set in the place of a shipped row, as a citation tells it."""

from tumorboard.knowledge.site import in_force, site_says
from tumorboard.knowledge.tables import Evidence

__all__ = ["mark", "overridden"]


def mark(table: str, row: str, shipped: Evidence) -> Evidence:
    """The mark of a row that has none of its own: that of its table, or S where the site sets the row."""
    return "S" if site_says(table, row) else shipped


def overridden(table: str, row: str, *also: str | None) -> str | None:
    """What the site set in a row, and what else stands above it; None where nothing does."""
    found = site_says(table, row)
    said = [each for each in also if each]
    if found:
        standing = in_force()[table]
        changed = "; ".join(each.says for each in found)
        said.append(f"the site: {changed} (reviewed by {standing.reviewed_by}, {standing.reviewed_on})")
    return "; ".join(said) or None
