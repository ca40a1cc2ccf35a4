"""The command line: `python -m core --help`. What one command needs and a build does not is imported where it is used."""

import gc
import json
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from core import bench as benchmark
from core import build as building
from core import settings, terminal
from core.build import BuildError
from core.corpus import CorpusError
from core.export import FORMATS
from core.export import write as write_as
from core.remote import place
from core.terminal import ProgressAs, say

if TYPE_CHECKING:
    from core.evaluate import Scores

app = typer.Typer(
    help="Who is said to have given what to whom: a folder of texts in, tables and exports out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
BAD_INPUT = 2
# What a build holds are rows and words, which are never part of a circle: looking for circles among them as often as
# Python does by itself takes a sixth of the time that one more document costs.
COLLECTED = (200_000, 50, 50)
Corpus = Annotated[
    str | None,
    typer.Argument(help="folder, archive or file of texts, or URL of one; by default CLAIMLINE_CORPUS or the sample"),
]
Json = Annotated[Path | None, typer.Option("--json", help="write the figures to this file too")]


def refuse(message: object) -> typer.Exit:
    """Prints one line on stderr and returns the exit to raise."""
    say(f"claimline: {message}")
    return typer.Exit(BAD_INPUT)


@app.command(epilog="Example:  python -m core build articles --tables data/tables/articles")
def build(
    corpus: Corpus = None,
    tables: Annotated[
        str | None, typer.Option(help="folder or URL for the tables; by default one a corpus, in data/tables")
    ] = None,
    progress: Annotated[ProgressAs, typer.Option(help="how to show progress")] = ProgressAs.BAR,
    scheduler: Annotated[
        str | None, typer.Option(help="read on a Dask cluster: tcp://host:port; by default on this machine")
    ] = None,
    processes: Annotated[
        int | None, typer.Option(help="processes that read; by default what suits this machine", min=1)
    ] = None,
) -> None:
    """Read a corpus into tables; only what changed since the last build is read again."""
    gc.set_threshold(*COLLECTED)
    try:
        with terminal.shown(progress) as show:
            texts = place(corpus) if corpus else settings.corpus()
            usual = settings.tables(texts) if corpus else settings.published() or settings.tables()
            into = place(tables) if tables else usual
            report = building.build(texts, into, show, processes=processes, scheduler=scheduler)
    except BuildError as error:
        raise refuse(error) from None
    if progress is not ProgressAs.JSON:
        terminal.tell(report)


@app.command(epilog="Example:  python -m core tables articles")
def tables(corpus: Corpus = None) -> None:
    """Print the folder that holds the tables of a corpus."""
    typer.echo(settings.tables(place(corpus) if corpus else None))


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
        write_as(format, folder, out, rejected)
    except FileNotFoundError:
        raise refuse(f"{folder}: no finished tables there; python -m core build makes them") from None
    except OSError as error:
        raise refuse(f"{out}: cannot be written: {error.strerror or error}") from None
    say(f"wrote {out}")


@app.command(
    epilog="Example:  python -m core evaluate --corpus articles --gold articles-gold --corpus others --gold others-gold"
)
def evaluate(
    corpus: Annotated[list[Path] | None, typer.Option(help="texts to read; one for each --gold")] = None,
    tables: Annotated[list[Path] | None, typer.Option(help="tables to score, instead of --corpus")] = None,
    gold: Annotated[list[Path] | None, typer.Option(help="folder of hand-made annotations")] = None,
    documents: Annotated[bool, typer.Option("--documents", help="show each document too")] = False,
    keep: Annotated[bool, typer.Option("--keep", help="keep the totals for the app's home page")] = False,
    json_file: Json = None,
) -> None:
    """Score tables against hand-made annotations; by default those of the sample (and of ../shared, where it is there)."""
    from core import measured, score_tables
    from core.agreement import with_claims
    from core.evaluate import GoldError
    from core.evaluate import evaluate as scored

    if corpus and tables:
        raise refuse("give --corpus or --tables, not both")
    if gold is None and not corpus and not tables:
        pairs = settings.gold_pairs()
    elif len(gold or ()) != len(tables or corpus or ()):
        raise refuse("every --gold needs its --corpus or --tables, in the same order")
    else:
        pairs = list(zip(tables or corpus or [], gold or [], strict=True))
    try:
        made = pairs if tables else [(_built(texts), folder) for texts, folder in pairs]
        scores = with_claims(scored(made), made)
    except FileNotFoundError as error:
        raise refuse(f"{error.filename}: no finished tables there; python -m core build makes them") from None
    except (BuildError, GoldError) as error:
        raise refuse(error) from None
    score_tables.show_scores(scores, documents)
    _keep(json_file, {name: _figures(one) for name, one in scores.items()})
    if keep:
        measured.keep(scores)


@app.command(epilog="Example:  python -m core bench --only stages --only sessions_50_over_1 --json figures.json")
def bench(
    texts: Annotated[
        Path | None, typer.Option(help="corpus to read; by default the attribution benchmark or the sample")
    ] = None,
    documents: Annotated[int, typer.Option(help="how many of its documents", min=1)] = benchmark.DOCUMENTS,
    copies: Annotated[
        bool, typer.Option("--copies", help="measure instead how copies planted in 20,000 texts are found")
    ] = False,
    only: Annotated[list[str] | None, typer.Option(help=f"one of: {', '.join(benchmark.NAMES)}; all by default")] = None,
    rounds: Annotated[int, typer.Option(help="how often each figure is taken", min=1)] = benchmark.ROUNDS,
    tellings: Annotated[int, typer.Option(help="rows behind the dashboard that is measured", min=1000)] = 1_000_000,
    most: Annotated[int, typer.Option(help="rows under the largest queries that are measured", min=1000)] = 10_000_000,
    work: Annotated[
        Path | None, typer.Option(help="folder that keeps what is made for measuring; by default one that is removed")
    ] = None,
    json_file: Json = None,
) -> None:
    """Measure how fast it is: what reading costs beside the bare parse, builds, queries and the app under load.

    Everything takes about an hour and 6 GB of disk; --only, --tellings, --most and --rounds make it shorter.
    """
    from core import score_tables

    if copies:
        _keep(json_file, _copies())
        return
    if unknown := set(only or ()) - set(benchmark.NAMES):
        raise refuse(f"no measure {', '.join(sorted(unknown))}; there are {', '.join(benchmark.NAMES)}")
    names = [name for name in benchmark.NAMES if name in only] if only else list(benchmark.NAMES)
    kept: dict[str, object] = _stages(texts, documents) if benchmark.STAGES in names else {}
    with ExitStack() as after:
        folder = work or Path(after.enter_context(TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        sizes = benchmark.Sizes(folder.resolve(), rounds, tellings=tellings, most=most)
        outcomes = list(benchmark.take([name for name in names if name in benchmark.MEASURES], sizes))
    if outcomes:
        heads = ("measure", "median", "spread", "goal")
        score_tables.show_columns("How fast it is", heads, [benchmark.row(one) for one in outcomes])
    _keep(json_file, benchmark.figures(outcomes) | kept)


@app.command(epilog="Example:  python -m core synthetic data/tables/million --tellings 1000000")
def synthetic(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="folder for the tables")],
    tellings: Annotated[int, typer.Option(help="about how many tellings", min=10)] = 1_000_000,
    seed: Annotated[int | None, typer.Option(help="the same seed makes the same rows; one of its own by default")] = None,
) -> None:
    """Write made-up tables of any size, to see how the app takes them: CLAIMLINE_TABLES=DIR streamlit run app.py."""
    from core.bench import synthetic as made_up  # no other command needs the frames and random numbers it loads

    counts = made_up.make(folder, tellings, made_up.SEED if seed is None else seed).counts
    say(f"{folder}: " + ", ".join(f"{count:,} {name}" for name, count in counts.items()))


def _copies() -> dict[str, object]:
    """How well planted copies are found, and candidates for them beside MinHash libraries, shown and as figures."""
    from core import planted, score_tables
    from core.bench import twins

    found = planted.measure()
    score_tables.show_rows("Copies", planted.rows(found))
    beside = list(twins.searched())
    score_tables.show_rows(f"Candidates among {twins.DOCUMENTS:,} documents", [one.row for one in beside])
    rates = {"recall": found.recall, "precision": found.precision}
    return asdict(found) | rates | {"candidates": [asdict(one) for one in beside]}


def _stages(texts: Path | None, documents: int) -> dict[str, object]:
    """What each stage of reading costs, shown and as figures."""
    from core import score_tables

    try:
        cost = benchmark.cost(*benchmark.texts_to_read(texts, documents))
    except CorpusError as error:
        raise refuse(error) from None
    builds = benchmark.builds()
    score_tables.show_rows("What reading costs", benchmark.rows(cost, builds))
    return {benchmark.STAGES: {"seconds": asdict(cost), "builds": asdict(builds)} | benchmark.ratios(cost)}


@app.command(epilog="Example:  python -m core ablate")
def ablate(
    corpus: Annotated[list[Path] | None, typer.Option(help="texts to read; one for each --gold")] = None,
    gold: Annotated[list[Path] | None, typer.Option(help="folder of hand-made annotations")] = None,
    json_file: Json = None,
) -> None:
    """Measure what each stage of reading adds, against hand-made annotations; by default those that `evaluate` uses."""
    from core import ablation, score_tables
    from core.evaluate import GoldError

    if len(corpus or ()) != len(gold or ()):
        raise refuse("every --gold needs its --corpus, in the same order")
    pairs = list(zip(corpus or [], gold or [], strict=True)) or settings.gold_pairs()
    try:
        found = list(ablation.ablate(pairs))
    except (BuildError, GoldError) as error:
        raise refuse(error) from None
    score_tables.show_columns("What each stage adds (F1)", ("read with", *ablation.MEASURES), ablation.rows(found))
    _keep(json_file, {one.without: _figures(one.scores) for one in found})


def _built(texts: Path) -> Path:
    """The tables of a corpus, made up to date."""
    with terminal.shown(ProgressAs.BAR) as show:
        building.build(texts, settings.tables(texts), show)
    return settings.tables(texts)


def _figures(scores: "Scores") -> dict[str, object]:
    found = {
        name: asdict(tally) | {"precision": tally.precision, "recall": tally.recall, "f1": tally.f1}
        for name, tally in scores.found.items()
    }
    return {
        "found": found,
        "accuracy": {name: asdict(mean) | {"value": mean.value} for name, mean in scores.accuracy.items()},
    }


def _keep(file: Path | None, figures: object) -> None:
    if file:
        try:
            file.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
        except OSError as error:
            raise refuse(f"{file}: cannot be written: {error.strerror or error}") from None


if __name__ == "__main__":
    app(prog_name="python -m core")
