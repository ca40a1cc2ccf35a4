"""Quotes: who is quoted, when, and in what words."""

from core import queries, ui

filters = ui.page("Quotes", "who is quoted, when, in what words")
data = ui.tables()
quotes = queries.quotes(data, filters)
if quotes.empty:
    ui.nothing_here("No quote matches these filters.")

ui.rows(quotes, data, "quote", {"speaker_name": "Speaker", "cue": "Cue", "text": "Words", "published": "Printed"})
