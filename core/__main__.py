"""The command line: `python -m core --help`."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from core import build as building
from core import settings
from core.build import BuildError, BuildReport
from core.export import FORMATS
from core.export import write as export_tables

app = typer.Typer(
    help="Who is said to have given what to whom: a folder of texts in, tables and exports out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
people = Console(stderr=True, highlight=False, soft_wrap=True)  # stdout is for what programs read
BAD_INPUT = 2
# A screenful; the whole list is a table of the build and stands on the app's home page.
PROBLEMS_SHOWN = 15
Corpus = Annotated[Path, typer.Argument(help="folder, archive or file of texts; the sample by default", show_default=False)]


class ProgressAs(StrEnum):
    """How a build shows where it is: a bar for people, JSON lines for programs."""

    BAR = "bar"
    JSON = "json"
    NONE = "none"


def refuse(message: object) -> typer.Exit:
    """Prints one line on stderr and returns the exit to raise."""
    say(f"claimline: {message}")
    return typer.Exit(BAD_INPUT)


def say(message: str) -> None:
    """One line for people; names of files are shown as they are, never as markup."""
    people.print(" ".join(message.split()), markup=False)


@app.command(epilog="Example:  python -m core build articles --tables data/tables/articles")
def build(
    corpus: Corpus = settings.SAMPLE,
    tables: Annotated[
        Path | None, typer.Option(help="folder for the tables; by default one a corpus, in data/tables")
    ] = None,
    progress: Annotated[ProgressAs, typer.Option(help="how to show progress")] = ProgressAs.BAR,
) -> None:
    """Read a corpus into tables; only what changed since the last build is read again."""
    try:
        with shown(progress) as show:
            report = building.build(corpus, tables or settings.tables(corpus), show)
    except BuildError as error:
        raise refuse(error) from None
    if progress is not ProgressAs.JSON:
        tell(report)


@app.command(epilog="Example:  python -m core tables articles")
def tables(corpus: Corpus = settings.SAMPLE) -> None:
    """Print the folder that holds the tables of a corpus."""
    typer.echo(settings.tables(corpus))


@app.command(epilog="Example:  python -m core export data/tables/sample --format xlsx --out claimline.xlsx")
def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="folder of tables")],
    out: Annotated[Path, typer.Option(help="where to write: a folder for annotations and csv, else a file")],
    format: Annotated[str, typer.Option(help=", ".join(FORMATS))],
    rejected: Annotated[bool, typer.Option("--rejected", help="write also rows that people rejected")] = False,
) -> None:
    """Write the tables in another format."""
    if format not in FORMATS:
        raise refuse(f"no format {format!r}; there are {', '.join(FORMATS)}")
    try:
        export_tables(format, folder, out, rejected)
    except FileNotFoundError:
        raise refuse(f"{folder}: no finished tables there; python -m core build makes them") from None
    except OSError as error:
        raise refuse(f"{out}: cannot be written: {error.strerror or error}") from None
    say(f"wrote {out}")


@contextmanager
def shown(how: ProgressAs) -> Iterator[building.Progress]:
    """A progress callback: JSON lines on stdout, a bar on stderr where that is a terminal, or nothing."""
    if how is ProgressAs.JSON:
        yield lambda stage, done, total: typer.echo(json.dumps([stage, done, total]))
    elif how is ProgressAs.NONE:
        yield building.quiet
    else:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=people, transient=True) as bar:
            yield _on(bar)


def _on(bar: Progress) -> building.Progress:
    tasks: dict[str, TaskID] = {}

    def show(stage: str, done: int, total: int | None) -> None:
        if stage not in tasks:
            tasks[stage] = bar.add_task(stage, total=total)
        bar.update(tasks[stage], completed=done, total=total)

    return show


def tell(report: BuildReport) -> None:
    """What a build did, in a few lines: counts, what was left out and why."""
    counts = report.manifest.counts
    figures = ", ".join(f"{counts[name]} {name}" for name in ("quotes", "transfers", "claims"))
    read = f"{report.read} read, {report.kept} unchanged, {report.seconds:.1f} s"
    say(f"{report.manifest.corpus}: {counts['documents']} documents ({read}); {figures}")
    for problem in report.problems[:PROBLEMS_SHOWN]:
        say(f"{'left out' if problem.left_out else 'warning'}: {problem.path}: {problem.reason}")
    if len(report.problems) > PROBLEMS_SHOWN:
        say(f"… and {len(report.problems) - PROBLEMS_SHOWN} more, all on the app's home page")
    if report.left_out:
        say(f"{report.left_out} left out in all")
    for rule, count in report.manifest.dropped.items():
        say(f"rows that broke a rule: {count} × {rule}")


if __name__ == "__main__":
    app(prog_name="python -m core")
