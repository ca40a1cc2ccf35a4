"""What it takes to make the store of made-up tellings: processor seconds, most memory, room on the disk.

python -m core.bench.storing WORK/tellings-1000000
"""

import sys
import time
from pathlib import Path
from subprocess import run
from tempfile import TemporaryDirectory

from core import settings, tables
from core.bench import synthetic
from core.bench.measured import Measured, NotHereError, Sizes, median_of
from core.bench.memory import STATUS, most_held
from core.store import make


def memory_mb(sizes: Sizes) -> Measured:
    """The most memory, in megabytes, that the store of the largest tables takes to be made, in a process of its own."""
    if not STATUS.is_file():
        raise NotHereError("the most memory of a process can only be read on Linux")
    folder = sizes.work / f"tellings-{sizes.most}"
    synthetic.make(folder, sizes.most)
    command = [sys.executable, "-m", "core.bench.storing", str(folder.resolve())]
    said = [run(command, cwd=settings.ROOT, check=True, capture_output=True, text=True).stdout for _ in range(sizes.rounds)]
    return median_of([float(one.split()[2]) for one in said], "MB")


def made(folder: Path) -> str:
    """Makes the store of some tables beside them, to be thrown away; what it took, in one line."""
    with TemporaryDirectory(dir=folder) as into:
        began = time.process_time()
        size = make(folder / tables.manifest(folder).folder, Path(into)).stat().st_size
        return f"{time.process_time() - began:.0f} CPU-s {most_held() >> 10} MB-of-memory {size >> 20} MB-on-disk"


if __name__ == "__main__":
    sys.stdout.write(f"{made(Path(sys.argv[1]))}\n")
