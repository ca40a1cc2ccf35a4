"""Word lists as regular expressions."""

import re
from collections.abc import Iterable

# Every repetition is bounded: hostile text must not cost more than its length.
GAP = r"\s{1,3}"


def any_of(entries: Iterable[str]) -> str:
    """A group that matches any of the entries, longest first, with up to three blanks for a space."""
    longest_first = sorted(set(entries), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(entry).replace(r"\ ", GAP) for entry in longest_first) + ")"
