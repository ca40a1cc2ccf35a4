"""Rows laid on disk are the rows that were added, however often their memory is given back."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from numpy.typing import NDArray

from core import arrays, laid
from core.laid import Laid
from core.records import Mention
from core.tables import records, schema, to_arrow

ROWS = [Mention(f"{number // 3:02}.txt", number, number + 5, f"Mira {number}", "mira", "name") for number in range(60)]


def added(folder: Path) -> pa.Table:
    rows = Laid(folder, schema(Mention))
    for first in range(0, len(ROWS), 7):
        rows.add(to_arrow("mentions", ROWS[first : first + 7]))
        rows.add(to_arrow("mentions", []))
    return rows.table()


@pytest.fixture(params=[1, 500, laid.HELD])
def table(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pa.Table:
    monkeypatch.setattr(laid, "HELD", request.param)
    return added(tmp_path)


def test_rows_come_back_in_their_order(table: pa.Table) -> None:
    assert records("mentions", table) == ROWS
    laid.forget()
    assert records("mentions", table.slice(20, 9)) == ROWS[20:29]
    assert table.schema.equals(schema(Mention), check_metadata=True)


def test_rows_are_taken_from_many_pieces_in_the_order_asked_for(table: pa.Table) -> None:
    places = [59, 0, 7, 7, 21, 3]
    found = arrays.taken(table, places_of(places))
    assert records("mentions", found) == [ROWS[place] for place in places]
    assert arrays.taken(table, places_of([])).num_rows == 0


def places_of(places: list[int]) -> NDArray[np.int64]:
    return np.array(places, np.int64)


def test_few_rows_make_no_file_and_many_leave_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert added(tmp_path / "a folder that is not there").num_rows == len(ROWS)
    monkeypatch.setattr(laid, "HELD", 1)
    there = added(tmp_path)
    assert not list(tmp_path.iterdir())
    assert records("mentions", there) == ROWS


def test_no_rows_are_an_empty_table(tmp_path: Path) -> None:
    assert Laid(tmp_path, schema(Mention)).table().equals(to_arrow("mentions", []))
