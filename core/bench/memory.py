"""How much memory a build takes at most, by how many documents its corpus has."""

import sys
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from shutil import rmtree
from subprocess import run

from core import settings
from core.bench.measured import Measured, NotHereError, Sizes, median_of
from core.bench.reports import read, reports
from core.build import build

FEWER, MORE = 10_000, 50_000
SHORT = (3, 5)  # sentences of a report, about 60 words
STATUS = Path("/proc/self/status")


def memory_50k_over_10k(sizes: Sizes) -> Measured:
    """The most memory that the parent of a build of 50,000 short reports holds, over that of 10,000.

    Workers, which hold the model, are left out: how much one holds depends on no other document than those of its batch.
    """
    if not STATUS.is_file():
        raise NotHereError("the most memory of a process can only be read on Linux")
    texts = sizes.work / "short-reports"
    found = [peak(texts, MORE) / peak(texts, FEWER) for _ in range(sizes.rounds)]
    return median_of(found)


def peak(texts: Path, documents: int) -> int:
    """Kilobytes that a build of so many reports from nothing took at most, in a process of its own."""
    folder = texts.with_name(f"{texts.name}-{documents}")
    if not folder.is_dir():
        write(folder, islice(reports(lengths=SHORT), documents))
    tables = folder.with_name(f"{folder.name}-tables")
    rmtree(tables, ignore_errors=True)
    command = [sys.executable, "-m", "core.bench.memory", str(folder.resolve()), str(tables.resolve())]
    said = run(command, cwd=settings.ROOT, check=True, capture_output=True, text=True)
    return int(said.stdout)


def write(folder: Path, texts: Iterable[str]) -> None:
    """Writes reports into a folder, a file each."""
    folder.mkdir(parents=True)
    for number, text in enumerate(texts):
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")


def most_held() -> int:
    """Kilobytes that this process has held at most."""
    lines = STATUS.read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1])


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]), reader=read, processes=0)
    sys.stdout.write(f"{most_held()}\n")
