"""Figures on the command line as tables of words: scores, what reading costs, how fast it is."""

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.table import Table

from core.evaluate import ALL, Scores

out = Console(highlight=False, markup=False, soft_wrap=True)
# What a person looks at first in a folder's scores.
MAIN_MEASURES = ("actors id+surface", "quotes jaccard50", "quotes joint", "transfers core", "transfers strict")


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
