"""Python's values as Arrow arrays: what Arrow itself would make of them, without the frames that it would import."""

import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from core import arrays, settings
from core.records import Passage

SHARED = pa.struct([("start", pa.int64()), ("of_start", pa.int64())])


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["Zoë", "", None, "\U0001f6a2"], pa.string()),
        ([1, None, -(2**62)], pa.int64()),
        ([0.5, None, float("inf")], pa.float64()),
        ([True, None, False], pa.bool_()),
        ([date(2031, 3, 5), None, date(1, 1, 1)], pa.date32()),
        ([("a", "b"), None, (), ("c",)], pa.list_(pa.string())),
        ([], pa.list_(pa.string())),
        (list(range(20)), pa.int64()),
    ],
)
def test_values_come_out_as_arrow_makes_them(values: Sequence[Any], kind: pa.DataType) -> None:
    made = arrays.array(values, kind)
    made.validate(full=True)
    assert made.equals(pa.array(values, kind))


def test_records_within_lists_become_structs() -> None:
    made = arrays.array([(Passage(1, 2, 3, 4), Passage(5, 6, 7, 8)), (), None], pa.list_(SHARED))
    made.validate(full=True)
    assert made.to_pylist() == [[{"start": 1, "of_start": 3}, {"start": 5, "of_start": 7}], [], None]


@pytest.mark.parametrize(
    ("value", "kind"), [("1", pa.int64()), (1.5, pa.int64()), (1, pa.bool_()), ("x", pa.float64()), (2**63, pa.int64())]
)
def test_a_value_of_another_type_is_refused(value: object, kind: pa.DataType) -> None:
    with pytest.raises((TypeError, OverflowError)):
        arrays.array([value], kind)


def test_numbers_and_words_of_a_part_of_an_array_are_those_of_that_part() -> None:
    truths = [True, False, True, True, False, False, True, False, True, True]
    assert arrays.numbers(pa.array(truths)[3:]).tolist() == truths[3:]
    assert arrays.numbers(pa.array([date(1970, 1, 2), date(1970, 1, 5)])[1:]).tolist() == [4]
    assert arrays.numbers(pa.array(np.arange(9))[4:6]).tolist() == [4, 5]
    assert bytes(arrays.letters(pa.array(["ab", "cé", "d"])[1:])) == "céd".encode()


def test_a_table_is_laid_out_without_frames(tmp_path: Path) -> None:
    """Frames take a second to import; a build makes none."""
    program = """if True:
        import sys
        from pathlib import Path
        import numpy as np
        from core import arrays, laid, tables
        from core.records import Source
        laid.HELD = 1
        rows = laid.Laid(Path(sys.argv[1]), tables.schema(Source))
        for name in ("courier", "herald"):
            rows.add(tables.to_arrow("sources", [Source(name, name)]))
        assert arrays.taken(rows.table(), np.array([1]))["id"].to_pylist() == ["herald"]
        assert "pandas" not in sys.modules"""
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=True, cwd=settings.ROOT)


def test_a_build_that_remembers_imports_no_frames() -> None:
    """What a build loads of the one before is made without them, too."""
    program = """if True:
        import sys
        from core.ledger import Ledger
        from core.records import Document, Quote, QuoteKind
        from core.utterances import listed, update
        documents = {doc: Document(doc, "", "") for doc in "ab"}
        text = "the harvest failed in three northern provinces and granaries stand empty before winter"
        said = {doc: [Quote(doc, doc, 0, len(text), text, QuoteKind.DIRECT, 0, len(text))] for doc in "ab"}
        fresh = listed(documents.values(), said, {})
        heard = update(documents, [], documents, fresh, said.get, Ledger().heard, set()).heard
        fresh = listed([documents["a"]], said, {})
        assert len(update(documents, [], {"a"}, fresh, said.get, heard, set()).heard.pairs) == 1
        assert "pandas" not in sys.modules"""
    subprocess.run([sys.executable, "-c", program], check=True, cwd=settings.ROOT)


@pytest.mark.parametrize("kind", [np.int64, np.int32, np.uint64, np.float64])
def test_numbers_become_an_array_and_numbers_again(kind: type[np.generic]) -> None:
    values = np.arange(0, 9, 2).astype(kind)
    made = arrays.of(values[::2])
    assert made.to_pylist() == [0, 4, 8]
    assert arrays.numbers(made).dtype == values.dtype


def test_numbers_that_arrow_is_not_asked_for_are_refused() -> None:
    with pytest.raises(LookupError):
        arrays.of(np.array([1], np.int8))


def test_no_number_that_comes_often_is_left_out_and_few_others_are_in() -> None:
    often = np.repeat(np.arange(100), 3)
    numbers = np.concatenate([often, np.arange(1000, 9000)])
    found = arrays.repeated(numbers, 3)
    assert found[: len(often)].all()
    assert found.sum() < 2 * len(often)
    assert not arrays.repeated(numbers[:0], 2).any()


def test_rows_come_out_in_the_order_asked_for_whether_they_stand_together_or_not() -> None:
    table = pa.concat_tables([pa.table({"row": np.arange(first, first + 100)}) for first in (0, 100, 200)])
    together, apart = np.concatenate([np.arange(120, 290), np.arange(0, 90)]), np.arange(299, 0, -7)
    for places in (together, apart, together[:0]):
        found = arrays.taken(table, places)
        assert found["row"].to_pylist() == places.tolist()
        assert found["row"].num_chunks <= 1


def test_numbers_are_found_among_others_whatever_their_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrays, "AT_ONCE", 7)
    chance = np.random.default_rng(3)
    values = chance.integers(0, 2**64, 50, np.uint64, endpoint=False)
    assert arrays.among(values, values[[40, 3, 3]]).tolist() == [3, 40]
    assert not len(arrays.among(values, values[:0]))
    signed = values.view(np.int64)
    assert arrays.among(signed, signed[8:10]).tolist() == [8, 9]
