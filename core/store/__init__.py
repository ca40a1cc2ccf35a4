"""The tables as the app asks them: one DuckDB file beside the Parquet files of a build, made from nothing else.

Parquet is the interchange, for whoever reads the tables with other tools; the store holds the same rows joined with what a
page shows of them, sorted by day, with counts made before anybody asks. It can be made again from the Parquet files at any
time, and is where an older program wrote them.
"""

from core.store.counting import counted
from core.store.lining import LINES, UNKNOWN, lines
from core.store.making import make
from core.store.opened import FILE, Store, StoreError, open_store, preload
from core.store.renewing import renew

__all__ = ["FILE", "LINES", "UNKNOWN", "Store", "StoreError", "counted", "lines", "make", "open_store", "preload", "renew"]
