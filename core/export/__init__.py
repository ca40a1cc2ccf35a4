"""Tables out, a file a format: annotations and attributions for scorers; CSV, JSON and XLSX for people; GraphML."""

from importlib import import_module
from pathlib import Path

# The module that writes each format, imported when it is asked for: a build has no need of workbooks and graphs.
FORMATS = {
    "annotations": "core.export.annotations",
    "attributions": "core.export.attributions",
    "csv": "core.export.csv_files",
    "json": "core.export.json_file",
    "xlsx": "core.export.spreadsheet",
    "graphml": "core.export.graph",
}


def write(format: str, folder: Path, out: Path, rejected: bool = False) -> None:
    """Writes the tables in a folder to `out` in one of `FORMATS`; rows that people rejected only where asked for.

    `out` is a folder for annotations and CSV, else a file. Raises `FileNotFoundError` where no build has finished.
    """
    import_module(FORMATS[format]).write(folder, out, rejected)
