"""Files brought to the app: what may be brought, where it goes, how its tables are built, and what came of it."""

from dataclasses import asdict
from pathlib import Path

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core import settings, upload
from core import tables as stored
from core.build import BuildError
from core.remote import Remote
from core.ui import corpora
from core.ui.building import build_watched
from core.ui.frame import many
from core.ui.markdown import plain
from core.upload import Brought

OFF = (
    "This host takes no files. Whoever runs it can allow them: set CLAIMLINE_UPLOADS to a folder for the corpora that "
    "readers bring, and start the app again."
)
OWN = "a corpus of its own"
SHOWN = ("documents", "quotes", "transfers", "claims")


def upload_page() -> None:
    """The form, and below it what came of the files sent with it."""
    folder = settings.uploads()
    if folder is None:
        st.info(OFF)
        return
    with st.form("upload", border=True):
        most = st.get_option("server.maxUploadSize")
        files = st.file_uploader(
            "Files",
            type=[ending.removeprefix(".") for ending in upload.ENDINGS],
            accept_multiple_files=True,
            help=f"At most {most:,} MB a file. A sheet named metadata.csv says what is known about the others.",
        )
        places = _places()
        into = st.radio("They go into", places, horizontal=True) if len(places) > 1 else OWN
        name = st.text_input("Name of a corpus of its own", key="upload_name", max_chars=80, placeholder=upload.NEW)
        sent = st.form_submit_button("Add and read", key="upload_send", type="primary")
    if sent and not files:
        st.warning("Choose at least one file.")
    elif sent:
        _take(files, _target(folder, into, name))
    _corpora(folder)


def _places() -> list[str]:
    """Where files may go: never into the sample, whose texts and gold belong together."""
    folder = corpora.corpus()
    here = isinstance(folder, Path) and folder.is_dir() and not settings.is_sample(folder)
    return [f"the corpus shown: {settings.corpus_name(folder)}", OWN] if here else [OWN]


def _target(folder: Path, into: str, name: str) -> Path:
    shown = corpora.corpus()
    return folder / upload.corpus_name(name) if into == OWN or isinstance(shown, Remote) else shown


def _take(files: list[UploadedFile], target: Path) -> None:
    """Keeps the files, builds the tables of their corpus, and says what came of both."""
    if not target.is_dir() and len(_names(target.parent)) >= upload.MOST_CORPORA:
        st.error(f"There are {upload.MOST_CORPORA} corpora of uploaded files already; add to one of them.")
        return
    brought = _kept(files, target)
    refused = [one for one in brought if one.reason]
    st.caption(f"{many(len(brought) - len(refused), 'file')} added to {plain(target.name)}; {len(refused):,} not taken.")
    if refused:
        _table(pd.DataFrame([asdict(one) for one in refused])[["given", "reason"]], "Files that were not taken")
    if not target.is_dir():
        return
    tables = settings.tables() if target == settings.corpus() else settings.tables(target)
    try:
        build_watched(target, tables, f"Reading {target.name}")
    except BuildError as error:
        st.error(f"The tables could not be built: {plain(error)}")
        return
    _result(tables, target)


def _kept(files: list[UploadedFile], target: Path) -> list[Brought]:
    bar = st.progress(0.0, "Keeping the files")
    brought = []
    for done, file in enumerate(files, 1):
        try:
            brought.append(upload.put(target, file.name, file.getvalue()))
        except OSError as error:
            brought.append(Brought(file.name, reason=f"could not be written: {error.strerror or 'the disk refused it'}"))
        bar.progress(done / len(files), f"Keeping the files: {done:,} of {len(files):,}")
    bar.empty()
    return brought


def _result(folder: Path, target: Path) -> None:
    """What the tables of the corpus hold now, what was left out and why, and the way there."""
    counts = stored.manifest(folder).counts
    st.success(f"{plain(target.name)} is read.")
    for place, name in zip(st.columns(len(SHOWN)), SHOWN, strict=True):
        place.metric("Tellings" if name == "transfers" else name.capitalize(), f"{counts[name]:,}")
    problems = stored.frame(folder, "problems")
    if len(problems):
        done = problems["left_out"].map({True: "left out", False: "read with a warning"})
        _table(problems.assign(done=done)[["path", "reason", "done"]], "Files left out or read with a warning")
    else:
        st.caption("Nothing was left out.")
    _open(target, "Open it")


def _table(frame: pd.DataFrame, about: str) -> None:
    names = {"given": "File", "path": "File", "reason": "Reason", "done": "What was done"}
    st.dataframe(frame, column_config={name: names[name] for name in frame.columns}, hide_index=True, alt=about)


def _open(target: Path, label: str) -> None:
    """A link to the first page of a corpus, without the filters of the one shown."""
    other = settings.uploaded(target.name) == target
    st.page_link("app.py", label=label, query_params={corpora.CORPUS: target.name} if other else {})


def _names(folder: Path) -> list[str]:
    """The corpora of uploaded files, by name."""
    return sorted(path.name for path in folder.iterdir() if settings.uploaded(path.name)) if folder.is_dir() else []


def _corpora(folder: Path) -> None:
    """The corpora of uploaded files, each a link, and the way back to the one the server was started with."""
    names = _names(folder)
    if not names:
        return
    st.header("Corpora of uploaded files", anchor=False)
    with st.container(gap="xxsmall"):
        for name in names:
            _open(folder / name, plain(name))
        if corpora.chosen():
            st.page_link("app.py", label=f"Back to {plain(settings.corpus_name(settings.corpus()))}", query_params={})
