"""A server and a browser for the tests that need both: one of each a run, no request to any other host."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import BrowserContext, Page, Route

from core import settings

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
READY = '[data-testid=stApp][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'
STILL = 600  # milliseconds without a change that count as rest
START = 60.0  # seconds that a server may take on a busy machine


@contextmanager
def serving(tables: Path, base: str = "") -> Iterator[str]:
    """The app on some tables, freshly started; gives its address and stops it afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}", f"--server.baseUrlPath={base}"]
    address = f"http://127.0.0.1:{port}/{base + '/' if base else ''}"
    with subprocess.Popen(
        command,
        cwd=settings.ROOT,
        env=os.environ | {"CLAIMLINE_TABLES": str(tables)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            _wait(address, server)
            yield address
        finally:
            server.terminate()


def _wait(address: str, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + START
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(f"{address}_stcore/health", timeout=2) as answer:
                if answer.read() == b"ok":
                    return
        except OSError:
            pass
        time.sleep(0.2)
    raise RuntimeError(f"no server at {address}")


@dataclass
class Window:
    """A browser window: opens pages of the app and waits until they stand; keeps what should never happen."""

    page: Page
    errors: list[str] = field(default_factory=list)

    def open(self, address: str) -> Page:
        self.page.goto(address)
        return self.settled()

    def settled(self) -> Page:
        """The page once its script has run and what it says has stopped changing."""
        before, until = None, time.monotonic() + START
        while time.monotonic() < until:
            self.page.wait_for_selector(READY, timeout=START * 1000)
            if before == (now := self.words()) and now:
                return self.page
            before = now
            self.page.wait_for_timeout(STILL)
        raise RuntimeError(f"{self.page.url} never comes to rest")

    def comes(self, true: Callable[[], bool]) -> bool:
        """Whether something becomes true of the page; waits for it, since charts come in later than words."""
        until = time.monotonic() + START
        while not (found := true()) and time.monotonic() < until:
            self.page.wait_for_timeout(STILL)
        return found

    def words(self) -> str:
        """What the page says, without the sidebar."""
        return self.page.get_by_test_id("stMain").inner_text()


def only_local(context: BrowserContext, foreign: list[str]) -> None:
    """Aborts every request that leaves the machine, and notes it."""

    def check(route: Route) -> None:
        if route.request.url.startswith(("http://127.0.0.1", "data:", "blob:")):
            route.continue_()
        else:
            foreign.append(route.request.url)
            route.abort()

    context.route("**/*", check)
