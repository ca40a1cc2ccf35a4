"""A corpus made into tables while the reader watches."""

from pathlib import Path

import streamlit as st

from core import build
from core.remote import Remote
from core.ui.markdown import plain


def build_watched(corpus: Path | Remote, folder: Path, about: str) -> None:
    """Builds the tables of a corpus in a process of its own and shows how far it is; raises `BuildError`."""
    waiting = st.empty()
    bar = waiting.progress(0.0, plain(about))

    def show(stage: str, done: int, total: int | None) -> None:
        words = f"{stage}: {done:,} of {total:,}" if total else stage
        bar.progress(min(done / total, 1.0) if total else 1.0, plain(words))

    try:
        build.apart(corpus, folder, show)
    finally:
        waiting.empty()
