"""Imported for what it does: loads the model and reads a line with it, so that processes forked from here start ready.

What is read once fills the caches of word lists and patterns. A fault here is met again, and told, by whoever reads.
"""

import gc
from contextlib import suppress
from hashlib import sha256

from core.extract import read
from core.records import Document

LINE = "“We are ready,” a spokesman of the ministry said on Monday, adding that 20 trucks had been sent to the coast."

with suppress(Exception):
    list(read([(Document("warm", sha256(LINE.encode()).hexdigest(), LINE), ())]))
gc.freeze()  # memory that the collector does not touch stays shared
