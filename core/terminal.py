"""What the command line shows to people: progress, what a build did, tables of scores. Programs read stdout."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from core import build as building
from core import intake
from core.build import BuildReport
from core.evaluate import ALL, Scores

people = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
out = Console(highlight=False, markup=False, soft_wrap=True)
# A screenful; the whole list is a table of the build and stands on the app's home page.
PROBLEMS_SHOWN = 15
# What a person looks at first in a folder's scores.
MAIN_MEASURES = ("actors id+surface", "quotes jaccard50", "quotes joint", "transfers core", "transfers strict")


class ProgressAs(StrEnum):
    """How a build shows where it is: a bar for people, JSON lines for programs."""

    BAR = "bar"
    JSON = "json"
    NONE = "none"


def say(message: str) -> None:
    """One line on stderr. Names of files are hostile: what a terminal would obey is shown as a question mark."""
    people.print("".join(mark if mark.isprintable() else "?" for mark in " ".join(message.split())))


@contextmanager
def shown(how: ProgressAs) -> Iterator[intake.Progress]:
    """A progress callback: JSON lines on stdout, a bar on stderr where that is a terminal, or nothing."""
    if how is ProgressAs.JSON:
        yield lambda stage, done, total: typer.echo(json.dumps([stage, done, total]))
    elif how is ProgressAs.NONE or not people.is_terminal:
        yield building.quiet
    else:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=people, transient=True) as bar:
            yield _on(bar)


def _on(bar: Progress) -> intake.Progress:
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


def show_scores(scores: Mapping[str, Scores], documents: bool = False) -> None:
    """All measures over everything, then the main ones by gold folder and, where asked for, by document."""
    every = scores[ALL]
    table = _table("All gold together", "measure", "P", "R", "F1", "matched", "gold", "found")
    for name, tally in every.found.items():
        if not (tally.gold or tally.predicted):
            continue  # gold that does not mark this table has nothing to measure it by
        ratios = [_ratio(tally.precision), _ratio(tally.recall), _ratio(tally.f1)]
        table.add_row(name, *ratios, str(tally.matched), str(tally.gold), str(tally.predicted))
    out.print(table)
    table = _table("On what matched", "accuracy", "value", "over")
    for name, mean in every.accuracy.items():
        table.add_row(name, _ratio(mean.value), str(mean.count))
    out.print(table)
    table = _table("F1 by folder", "gold", *MAIN_MEASURES)
    for name, one in scores.items():
        if name != ALL and (documents or "/" not in name):
            table.add_row(name, *(_ratio(one.found[measure].f1) for measure in MAIN_MEASURES))
    out.print(table)


def show_rows(title: str, rows: Iterable[tuple[str, str]]) -> None:
    """A table of names and values."""
    table = _table(title, "measure", "value")
    for name, value in rows:
        table.add_row(name, value)
    out.print(table)


def show_columns(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table with a name in its first column and figures in the others."""
    table = _table(title, *columns)
    for row in rows:
        table.add_row(*row)
    out.print(table)


def _table(title: str, first: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    table.add_column(first, no_wrap=True)
    for column in columns:
        table.add_column(column, justify="right")
    return table


def _ratio(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
