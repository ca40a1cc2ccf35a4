"""Records come back as they went in, and frames say what each column is."""

import dataclasses
import datetime
import string
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from examples import document, quote, telling, written
from hypothesis import given, settings
from hypothesis import strategies as st

from core import tables
from core.records import Actor, ActorKind, Mention, Precision, Quantity, Transfer, When

DOC = document("a.txt", "Orvana sent 40 howitzers to Selvia.", published=datetime.date(2031, 3, 5))
WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20)
DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1))
FIGURES = st.floats(allow_nan=False, allow_infinity=False)
transfers = st.builds(
    Transfer,
    id=st.text(string.hexdigits, min_size=12, max_size=12),
    doc=WORDS,
    start=st.integers(0, 10**9),
    end=st.integers(0, 10**9),
    sentence_start=st.integers(0, 10**9),
    sentence_end=st.integers(0, 10**9),
    text=WORDS,
    item=WORDS,
    supplier=st.none() | WORDS,
    quantity=st.builds(Quantity, text=st.none() | WORDS, min=st.none() | FIGURES, max=st.none() | FIGURES),
    date=st.builds(When, start=st.none() | DAYS, end=st.none() | DAYS, precision=st.none() | st.sampled_from(Precision)),
    claimants=st.lists(WORDS).map(tuple),
    said_on=st.none() | DAYS,
)


@settings(deadline=None)
@given(st.lists(transfers, max_size=5))
def test_rows_come_back_as_they_went_in(tmp_path_factory: pytest.TempPathFactory, rows: list[Transfer]) -> None:
    folder = tmp_path_factory.mktemp("round-trip")
    tables.write_table(folder, "transfers", rows)
    (folder / tables.MANIFEST).write_text('{"version": "", "corpus": "", "built_at": "", "fingerprint": "", "model": ""}')
    assert tables.read_table(folder, "transfers") == rows


def test_a_required_column_is_never_none() -> None:
    broken = dataclasses.replace(quote(DOC, "Orvana"), doc=None)
    with pytest.raises(ValueError, match=r"quotes\.doc is required"):
        tables.to_arrow("quotes", [broken])


def test_nested_records_become_columns(tmp_path: Path) -> None:
    row = telling(
        DOC,
        "Orvana sent 40 howitzers",
        quantity=Quantity("40", 40, 40),
        date=When("March", DOC.published),
        claimants=("selvia",),
    )
    frame = written(tmp_path / "t", documents=[DOC], transfers=[row]).transfers
    assert frame.loc[0, ["quantity_text", "quantity_min", "date_text"]].tolist() == ["40", 40.0, "March"]
    assert frame.loc[0, "date_start"] == pd.Timestamp("2031-03-05")
    assert pd.isna(frame.loc[0, "date_end"])
    assert frame.loc[0, "claimants"] == ["selvia"]


def test_an_offset_that_is_missing_stays_missing_and_whole_ones_stay_whole(tmp_path: Path) -> None:
    frame = written(tmp_path / "t", documents=[DOC], quotes=[quote(DOC, "Orvana")]).quotes
    assert frame.loc[0, "speaker_start"] is pd.NA
    assert str(frame["start"].dtype) == "int64"


def test_empty_tables_have_the_types_of_full_ones(tmp_path: Path) -> None:
    full = written(tmp_path / "full", documents=[DOC], transfers=[telling(DOC, "Orvana sent 40 howitzers")])
    empty = written(tmp_path / "empty")
    assert empty.transfers.empty
    assert empty.transfers.dtypes.to_dict() == full.transfers.dtypes.to_dict()


def test_a_folder_without_a_manifest_is_no_tables(tmp_path: Path) -> None:
    read: list[Any] = [tables.manifest, tables.load, lambda folder: tables.frame(folder, "quotes")]
    for reader in read:
        with pytest.raises(FileNotFoundError):
            reader(tmp_path)


def test_a_long_document_with_many_namings_of_a_speaker_fits_into_the_store(tmp_path: Path) -> None:
    paragraph = "Minister Ada Lovell said the harbour was closed. " + "Nothing else was to be heard of it that day. " * 6
    text = "\n\n".join([paragraph] * 2_000)
    long = document("long.txt", text)
    starts = range(text.index("Ada"), len(text), len(paragraph) + 2)
    named = [Mention("long.txt", start, start + 10, "Ada Lovell", "ada-lovell", "name") for start in starts]
    said = quote(long, "the harbour was closed", speaker="ada-lovell", cue="said", rule="said")
    made = written(
        tmp_path / "tables",
        documents=[long],
        actors=[Actor("ada-lovell", "Ada Lovell", ActorKind.PERSON)],
        mentions=named,
        quotes=[said],
    )
    assert made.store.value("SELECT count(*) FROM mentions") == 2_000
