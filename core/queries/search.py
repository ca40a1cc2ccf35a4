"""A search in words: every word the reader types must stand somewhere in the row, in any order and case."""

import pandas as pd


def matching(rows: pd.DataFrame, words: str, columns: list[str]) -> pd.DataFrame:
    """Rows in whose columns, taken together, every word stands; the words are plain text, never a pattern."""
    wanted = words.casefold().split()
    if not wanted or rows.empty:
        return rows
    text = rows[columns[0]].astype("str").fillna("")
    for column in columns[1:]:
        text = text + "\n" + rows[column].astype("str").fillna("")
    text = text.str.casefold()
    keep = pd.Series(True, index=rows.index)
    for word in wanted:
        keep &= text.str.contains(word, regex=False)
    return rows[keep]
