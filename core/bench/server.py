"""A Streamlit server of its own process, on this machine only: its address, the processor time it takes, its memory."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from core import settings
from core.bench.measured import NotHereError

PATIENCE = 120.0  # seconds that a server may take to start on a busy machine
CPU_CLOCK = 2  # CPUCLOCK_SCHED of the Linux kernel: nanoseconds that all threads of a process have run
# A page of nothing as anybody would begin a dashboard: with the imports that Streamlit's own charts and tables ask for. What
# is imported weighs on each rerun of a server as it comes, since Streamlit then looks through all of it for garbage.
EMPTY = """import pandas as pd
import plotly.express as px
import streamlit as st

st.title("Empty")
st.text_input("Words", key="words")
"""


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    pid: int

    def cpu(self) -> float:
        """Seconds of processor time it has taken so far."""
        try:
            return time.clock_gettime((~self.pid << 3) | CPU_CLOCK)
        except (OSError, AttributeError) as error:
            raise NotHereError("processor time of another process can only be read on Linux") from error

    def memory(self) -> float:
        """Megabytes it holds."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


@contextmanager
def dashboard(tables: Path) -> Iterator[Server]:
    """Our app on some tables."""
    with _serving(settings.ROOT / "app.py", settings.ROOT, {"CLAIMLINE_TABLES": str(tables)}) as server:
        yield server


@contextmanager
def stock(folder: Path) -> Iterator[Server]:
    """An empty page on a server with the settings that Streamlit comes with; its script is written into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    script = folder / "empty.py"
    script.write_text(EMPTY, encoding="utf-8")
    with _serving(script, folder, {}) as server:
        yield server


@contextmanager
def _serving(script: Path, folder: Path, surroundings: Mapping[str, str]) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    flags = {"port": port, "address": "127.0.0.1", "headless": "true", "showEmailPrompt": "false"}
    command = [sys.executable, "-m", "streamlit", "run", str(script), *(f"--server.{key}={flags[key]}" for key in flags)]
    with subprocess.Popen(
        [*command, "--browser.gatherUsageStats=false"],
        cwd=folder,
        env=os.environ | surroundings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            _wait(port, process)
            yield Server(port, process.pid)
        finally:
            process.terminate()


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2) as answer:
                if answer.read() == b"ok":
                    return
        except OSError:
            time.sleep(0.2)
    raise NotHereError("the Streamlit server did not start")
