"""What the command line says to people while it works: progress, what a build did. Programs read stdout."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING

import typer

from core import build as building
from core.build import BuildReport

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from core import intake

# A screenful; the whole list is a table of the build and stands on the app's home page.
PROBLEMS_SHOWN = 15


class ProgressAs(StrEnum):
    """How a build shows where it is: a bar for people, JSON lines for programs."""

    BAR = "bar"
    JSON = "json"
    NONE = "none"


def say(message: str) -> None:
    """One line on stderr. Names of files are hostile: what a terminal would obey is shown as a question mark."""
    typer.echo("".join(mark if mark.isprintable() else "?" for mark in " ".join(message.split())), err=True)


@contextmanager
def shown(how: ProgressAs) -> Iterator["intake.Progress"]:
    """A progress callback: JSON lines on stdout, a bar on stderr where that is a terminal, or nothing."""
    if how is ProgressAs.JSON:
        yield lambda stage, done, total: typer.echo(json.dumps([stage, done, total]))
    elif how is ProgressAs.NONE or not sys.stderr.isatty():
        yield building.quiet
    else:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        people = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=people, transient=True) as bar:
            yield _on(bar)


def _on(bar: "Progress") -> "intake.Progress":
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
