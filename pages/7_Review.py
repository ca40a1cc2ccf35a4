"""Review: rows marked right or wrong by people, with a name and a reason."""

from core import queries, ui
from core.ui import judging

filters = ui.page("Review", "mark what the program read as right or wrong; every decision is kept, and can be taken back")
data = ui.tables()
table = ui.choice("Rows of", ["transfers", "quotes", "attitudes"], "table")
rows = queries.told_of(data, filters) if table == "transfers" else queries.said_of(data, filters, table)
if not rows.count:
    ui.nothing_here(ui.none_of(table.removesuffix("s")))

found = judging.decided(table, data)
judging.counts(rows, found)
state = judging.state_filter()
shown = rows if state == "all" else judging.in_state(rows, found, state)
if not shown.count:
    ui.nothing_here(f"No row is {state}.")
judging.judge(shown, table, found, data)
judging.unplaced(found)
