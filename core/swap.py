"""A finished set of tables put in place in one step.

A build writes into a fresh subfolder (`build-…`), everything flushed to disk, and then replaces `manifest.json`, which
names that subfolder: one rename, so there is no moment without tables. The subfolder before is kept for readers who are
still in it; older ones, and those of builds that were killed, are removed by the next build.
"""

import dataclasses
import json
import os
import shutil
from collections.abc import Callable, Mapping
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.compute as pc

from core import arrays, laid, news, store, tables
from core.manifest import MANIFEST, Manifest, standing
from core.records import TABLES


def replace(folder: Path, rows: Mapping[str, list[Any]], made: Manifest) -> Manifest:
    """Like `put`, of rows as records."""
    return put(folder, {name: tables.to_arrow(name, rows[name]) for name in TABLES}, made)


def put(
    folder: Path,
    arrow: dict[str, pa.Table],
    made: Manifest,
    beside: Callable[[Path], None] = lambda folder: None,
    touched: news.Touched | None = None,
) -> Manifest:
    """Writes all tables and swaps them in; where nothing differs from what stands there, writes nothing.

    `made` describes the build; its `fingerprint`, `counts` and `folder` are filled in here. `beside` writes into the
    build's folder what else belongs to it. `touched` says which rows are not those that stand, where that is known: the
    others are taken over into the store. What is written is taken out of `arrow`, so that its memory is free when
    the store is made. Returns the manifest in force. The caller holds the lock.
    """
    counts = {name: table.num_rows for name, table in arrow.items()}
    made = dataclasses.replace(made, fingerprint=_fingerprint(arrow), counts=counts)
    before = standing(folder)
    if before and _of_that_build(made, before) == before:
        _tidy(folder, {before.folder})
        return before
    found = _news(folder, before, arrow, made.fingerprint, touched)
    made = dataclasses.replace(made, folder=f"build-{uuid4().hex[:12]}", **_since(before, made, found))
    _write(folder, arrow, made, found, beside, partial(_store, folder / before.folder if before else None, touched))
    _tidy(folder, {made.folder, before.folder if before else made.folder})
    return made


def _of_that_build(made: Manifest, before: Manifest) -> Manifest:
    """A manifest with what only tells one build from another taken from the build before."""
    kept = {name: getattr(before, name) for name in ("built_at", "folder", "since", "news", "read_anew")}
    return dataclasses.replace(made, **kept)


def _news(
    folder: Path,
    before: Manifest | None,
    arrow: Mapping[str, pa.Table],
    fingerprint: str,
    touched: news.Touched | None,
) -> list[news.Item]:
    """What differs from the build before; where no row does, what that one told: a reader is not to miss it."""
    if before is None:
        return []
    if before.fingerprint == fingerprint:
        return news.read(folder / before.folder)
    try:
        return news.news(news.earlier(folder / before.folder), arrow, touched)
    except (OSError, pa.ArrowInvalid):  # tables that are damaged are replaced, not compared
        return []


def _since(before: Manifest | None, made: Manifest, found: list[news.Item]) -> dict[str, Any]:
    """What the manifest says of the news."""
    if before is None:
        return {}
    if before.fingerprint == made.fingerprint:
        return {name: getattr(before, name) for name in ("since", "news", "read_anew")}
    other = (before.code, before.model) != (made.code, made.model)
    return {"since": before.built_at, "news": news.counted(found), "read_anew": other}


def _write(
    folder: Path,
    arrow: dict[str, pa.Table],
    made: Manifest,
    found: list[news.Item],
    beside: Callable[[Path], None],
    make_store: Callable[[Path], None],
) -> None:
    fresh = folder / made.folder
    fresh.mkdir()
    for name in [*arrow]:
        tables.write_arrow(fresh, name, arrow.pop(name))
        _flush(fresh / f"{name}.parquet")
    news.write(fresh, found)
    _flush(fresh / news.FILE)
    beside(fresh)
    laid.give_back()
    make_store(fresh)
    _flush(fresh)
    draft = folder / f"{MANIFEST}.new"
    draft.write_text(json.dumps(dataclasses.asdict(made), indent=1, ensure_ascii=False), encoding="utf-8")
    _flush(draft)
    draft.replace(folder / MANIFEST)
    _flush(folder)


def _store(before: Path | None, touched: news.Touched | None, fresh: Path) -> None:
    if before is None or touched is None:
        store.make(fresh)
    else:
        store.renew(fresh, before, touched.docs)


def _tidy(folder: Path, keep: set[str]) -> None:
    for path in folder.glob("build-*"):
        if path.name not in keep:
            shutil.rmtree(path, ignore_errors=True)


def _fingerprint(arrow: Mapping[str, pa.Table]) -> str:
    """A hash of what the tables hold: the same rows in the same order give the same hash, however they were put together."""
    digest = blake2b(digest_size=8)
    for name, table in sorted(arrow.items()):
        digest.update(f"{name} {table.num_rows}\0".encode())
        for first in range(0, table.num_rows, arrays.ROWS):
            rows = table.slice(first, arrays.ROWS).combine_chunks()
            for column in rows.columns:
                _add(digest, column.chunk(0))
            laid.forget()
    return digest.hexdigest()


def _add(digest: Any, values: pa.Array) -> None:
    """Adds the values of an array to a hash: which are null, how long each is, and what they hold."""
    digest.update(f"{values.type.id} ".encode())
    if values.null_count:
        digest.update(_bytes(values.is_valid()))
        values = values.drop_null()
    if pa.types.is_struct(values.type):
        for part in values.flatten():
            _add(digest, part)
    elif pa.types.is_list(values.type):
        digest.update(_bytes(values.value_lengths()))
        _add(digest, values.flatten())
    elif pa.types.is_string(values.type):
        digest.update(_bytes(pc.binary_length(values)))
        if len(values):
            digest.update(arrays.letters(values))
    else:
        digest.update(_bytes(values))


def _bytes(values: pa.Array) -> bytes:
    """The values of an array of figures, days or truths, none of them null."""
    return arrays.numbers(values).tobytes()


def _flush(path: Path) -> None:
    """Waits until a file, or the entries of a folder, are on disk (folders cannot be flushed on Windows)."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
