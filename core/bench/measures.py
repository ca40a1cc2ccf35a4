"""Every figure that says how fast the program is, by the name it has in `--json`.

    python -m core bench --only sessions_50_over_1 --json figures.json

A figure is a ratio of two things measured in the same run, so that it means the same on every machine, or milliseconds where
a reader waits for them. Each is the median of some rounds. Adding one is adding a line to `MEASURES`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module

from core.bench.measured import Measured, NotHereError, Sizes


@dataclass(frozen=True, slots=True)
class Measure:
    """What a figure says, how large it may be (or must be), and how it is taken."""

    about: str
    goal: float
    take: Callable[[Sizes], Measured]
    at_least: bool = False

    @property
    def aim(self) -> str:
        """The goal as it is written: "≤ 0.85", "≥ 10"."""
        return f"{'≥' if self.at_least else '≤'} {self.goal:g}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A figure, or in one line why there is none."""

    name: str
    measured: Measured | None
    missing: str = ""


def _in(module: str, name: str) -> Callable[[Sizes], Measured]:
    """A measure by its module, which is loaded when the measure is taken: every command reads this list of names."""

    def taken(sizes: Sizes) -> Measured:
        found: Measured = getattr(import_module(f"core.bench.{module}"), name)(sizes)
        return found

    return taken


MEASURES: dict[str, Measure] = {
    "add_one_over_full": Measure(
        "seconds to add one news article to 10,000, over those of the build from nothing", 0.01,
        _in("building", "add_one_over_full"),
    ),
    "add_one_cpu_s": Measure(
        "processor seconds to add one news article to 10,000, without the process that holds the model", 3,
        _in("building", "add_one_cpu_s"),
    ),
    "unchanged_10k_ms": Measure(
        "a build of 10,000 news articles that finds nothing new", 1000, _in("building", "unchanged_ms")
    ),
    "one_process_over_two": Measure(
        "seconds of a build of 400 texts by one process over those by two", 1.55,
        _in("building", "one_process_over_two"), at_least=True,
    ),
    "memory_50k_over_10k": Measure(
        "most memory of a build of 50,000 short reports over that of 10,000, finished readings fed", 1.2,
        _in("memory", "memory_50k_over_10k"),
    ),
    "build_over_stock_parse": Measure(
        "processor time of a whole build of 400 texts over spaCy's own parse of them", 0.85,
        _in("reading", "build_over_stock_parse"),
    ),
    "parse_over_stock_parse": Measure(
        "processor time of our parse over spaCy's own, annotation for annotation the same", 0.5,
        _in("reading", "parse_over_stock_parse"),
    ),
    "extraction_over_parse": Measure(
        "processor time of our parse with all extraction over our parse alone", 1.12,
        _in("reading", "extraction_over_parse"),
    ),
    "filter_change_over_empty_page": Measure(
        "seconds until a changed filter is shown on the sample, over a rerun of an empty page", 1.5,
        _in("app", "filter_change_over_empty_page"),
    ),
    "rerun_1m_over_empty_stock": Measure(
        "processor time of a page's rerun over a million rows, over an empty page's rerun on a server as it comes", 0.6,
        _in("app", "rerun_over_empty_stock"),
    ),
    "filter_1m_over_empty_stock": Measure(
        "the same after a change of filter that nobody asked before", 3, _in("app", "filter_over_empty_stock")
    ),
    "sessions_50_over_1": Measure(
        "p95 of what readers do, most of it asked before by one of them, with fifty readers over that with one", 3,
        _in("team", "fifty_over_one"),
    ),
    "sessions_50_new_over_1": Measure(
        "the same where all do nothing but change to filters that nobody asked before", 3, _in("app", "new_filters_over_one")
    ),
    "datasette_over_facets": Measure(
        "seconds of Datasette for a filter, three facets and a page over a million rows, over ours", 10,
        _in("peers", "datasette_over_facets"), at_least=True,
    ),
    "queries_1m_p95_ms": Measure(
        "p95 of what all pages ask the store, over a million tellings, for filters nobody asked before", 50,
        _in("asking", "queries_of_a_million_p95_ms"),
    ),
    "queries_1m_waited_p95_ms": Measure(
        "the same by the clock, which whatever else runs adds to", 50, _in("asking", "waited_of_a_million_p95_ms")
    ),
    "queries_10m_p95_ms": Measure(
        "p95 of what all pages ask the store, over ten million tellings, for filters nobody asked before", 100,
        _in("asking", "queries_p95_ms"),
    ),
    "queries_10m_waited_p95_ms": Measure(
        "the same by the clock, which whatever else runs adds to", 100, _in("asking", "waited_p95_ms")
    ),
    "open_10m_ms": Measure("until tables of ten million tellings are open and counted", 2000, _in("asking", "opened_ms")),
    "store_10m_mb": Measure(
        "most memory that making the store of ten million tellings takes", 2000, _in("storing", "memory_mb")
    ),
    "memory_after_reruns": Measure(
        "memory of the server after 1,500 changed filters over that after the first 300", 1.1,
        _in("app", "memory_after_reruns"),
    ),
}  # fmt: skip


def take(names: Iterable[str], sizes: Sizes) -> Iterator[Outcome]:
    """The figures of these names, one after the other; why there is none where a measure fails."""
    for name in names:
        try:
            yield Outcome(name, MEASURES[name].take(sizes))
        except NotHereError as error:
            yield Outcome(name, None, str(error))
        except Exception as error:  # one figure that cannot be had costs none of the others
            yield Outcome(name, None, f"failed: {type(error).__name__}: {str(error).partition(chr(10))[0][:200]}")


def figures(outcomes: Iterable[Outcome]) -> dict[str, object]:
    """One number a name; under `spread` the least and the most of the rounds, under `notes` what else was counted, under
    `missing` why there is no figure."""
    outcomes = list(outcomes)
    found = {one.name: one.measured for one in outcomes if one.measured}
    spread = {name: {"low": one.low, "high": one.high, "rounds": one.rounds} for name, one in found.items()}
    missing = {one.name: one.missing for one in outcomes if not one.measured}
    notes = {name: one.note for name, one in found.items() if one.note}
    numbers: dict[str, object] = {name: one.value for name, one in found.items()}
    return numbers | {"spread": spread} | ({"notes": notes} if notes else {}) | ({"missing": missing} if missing else {})


def row(outcome: Outcome) -> tuple[str, str, str, str]:
    """A figure as a person reads it: name, figure, spread, goal."""
    aim = MEASURES[outcome.name].aim
    one = outcome.measured
    if one is None:
        return outcome.name, "–", f"not measured: {outcome.missing}", aim
    digits = 3 if one.unit == "×" else 1
    return (
        outcome.name,
        f"{one.value:.{digits}f} {one.unit}",
        f"{one.low:.{digits}f} to {one.high:.{digits}f} in {one.rounds}{f'; {one.note}' if one.note else ''}",
        aim,
    )
