"""Imported for what it does: loads the model and reads a line with it, so that processes forked from here start ready.

What is read once fills the caches of word lists and patterns. A fault here is met again, and told, by whoever reads.
"""

import gc
import sys
from contextlib import suppress
from hashlib import sha256
from importlib import import_module
from types import ModuleType

from core.records import Document

LINE = "“We are ready,” a spokesman of the ministry said on Monday, adding that 20 trucks had been sent to the coast."
# spaCy imports its own command line for one function, and with it web clients, templates and a package index: a fifth of
# the time until the first document is read. Nothing here calls that function.
COMMAND_LINE = ("spacy.cli", "spacy.cli.info")


def _without_command_line() -> None:
    """Imports spaCy with an empty module in the place of its command line, which is there again for whoever imports it."""
    for name in COMMAND_LINE:
        sys.modules[name] = ModuleType(name)
        sys.modules[name].info = None  # type: ignore[attr-defined]
    try:
        import_module("spacy")
    finally:
        for name in COMMAND_LINE:
            sys.modules.pop(name, None)


gc.disable()  # what is loaded stays
if "spacy" not in sys.modules:
    with suppress(Exception):
        _without_command_line()
with suppress(Exception):
    from core.extract import read

    list(read([(Document("warm", sha256(LINE.encode()).hexdigest(), LINE), ())]))
gc.enable()
gc.freeze()  # memory that the collector does not touch stays shared
