"""How much a file may ask for. What is above is refused before anything of it is held in memory.

These are for what kills below Python, where nothing can be caught. The values come from the settings.
"""

from dataclasses import dataclass

MEBI = 2**20
LONGEST_YAML = MEBI  # bytes of a sidecar or mapping file
DEEPEST_YAML = 20
MOST_YAML = 100_000  # values of one, with every alias written out


@dataclass(frozen=True)
class Limits:
    """The limits of one file.

    Attributes:
        archive_members: Members of an archive, those of archives in it included.
        archive_bytes: What an archive or compressed file unpacks to, all in all.
        document_bytes: JSON, or the XML of a workbook, which are read whole.
        json_depth: Objects and lists inside one another.
        columns: Columns of a table.
        workbook_cells: Cells of a sheet, from its first to its last filled one.
        record_bytes: A record of delimited text.
    """

    archive_members: int = 10_000
    archive_bytes: int = 64 * 1024 * MEBI
    document_bytes: int = 1024 * MEBI
    json_depth: int = 50
    columns: int = 5_000
    workbook_cells: int = 20_000_000
    record_bytes: int = 8 * MEBI


DEFAULTS = Limits()
