"""Review: rows with their state, one of them judged, and what people have said of it."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from core import marks, review, settings
from core.marks import MarkKind
from core.queries import Kept
from core.records import Action
from core.review import Reviewed, State
from core.tables import Tables
from core.ui import corpora
from core.ui.controls import choice
from core.ui.markdown import plain
from core.ui.rows import day_column, facts, open_row, pick
from core.ui.transfers import TELLING_COLUMNS

VERBS = {
    Action.ACCEPT: "right",
    Action.REJECT: "wrong",
    Action.COMMENT: "a remark",
    Action.RESTORE: "taken back",
}
BUTTONS = (
    ("Right", Action.ACCEPT, "Alt+Y"),
    ("Wrong", Action.REJECT, "Alt+N"),
    ("Remark", Action.COMMENT, "Alt+M"),
    ("Undo", Action.RESTORE, "Alt+U"),
)
NAME = "reviewer"
SHOWN = st.column_config.TextColumn("Row", width=300)
WORDS = st.column_config.TextColumn("Words", width=420)
STATE = st.column_config.TextColumn("State", width=90, pinned=True)
COLUMNS: dict[str, dict[str, Any]] = {
    "transfers": {"state": STATE, "shown": SHOWN, "text": WORDS}
    | {name: TELLING_COLUMNS[name] for name in ("quantity_text", "status", "claimant_names", "publisher_name", "published")},
    "quotes": {
        "state": STATE,
        "shown": "Row",
        "text": "Words",
        "kind": "Kind",
        "publisher_name": "Source",
        "published": "Printed",
    },
}
COLUMNS["attitudes"] = COLUMNS["quotes"]


def decided(table: str, tables: Tables) -> Reviewed:
    """The decisions made so far about the rows of a table."""
    return review.reviewed(tables, table, review.read(_file()))


def _file() -> Any:
    return settings.decisions(corpora.tables())


def worded(found: Reviewed) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """What gives rows their state, and one line that says what each of them states."""

    def words(rows: pd.DataFrame) -> pd.DataFrame:
        if "item" in rows:
            shown = rows["pair"] + ": " + rows["item"]
        else:
            shown = rows["speaker_name"].fillna("unattributed") + " · " + rows["cue"].fillna("no cue")
        return rows.assign(state=[str(found.state(row)) for row in rows["id"]], shown=shown)

    return words


def in_state(rows: Kept, found: Reviewed, state: str) -> Kept:
    """Those of the rows that are in a state. Few rows are judged, and these are named; all others are unreviewed."""
    if state == State.UNREVIEWED:
        judged = [row for row in found.by_row if found.state(row) is not State.UNREVIEWED]
        return rows.narrowed("id NOT IN (SELECT unnest(?::VARCHAR[]))", judged) if judged else rows
    of_state = [row for row in found.by_row if found.state(row) == state]
    return rows.narrowed("id IN (SELECT unnest(?::VARCHAR[]))", of_state)


def counts(rows: Kept, found: Reviewed) -> None:
    """How many rows are in each state."""
    for place, state in zip(st.columns(len(State)), State, strict=True):
        place.metric(state.capitalize(), f"{in_state(rows, found, state).count:,}")


def state_filter() -> str:
    """The state the reader wants to see, or "all"."""
    return choice("Show", ["all", *State], "state", "Disputed: two people differ")


def judge(rows: Kept, table: str, found: Reviewed, tables: Tables) -> None:
    """The list of rows; the one chosen with its sentence, the form to judge it, and its history."""
    alt = f"{rows.count:,} rows of {table}"
    row = pick(rows, table, COLUMNS[table], alt=alt, shown=worded(found), unordered=("state", "shown"))
    if row is None:
        st.caption("Select a row to judge it.")
        return
    st.subheader(plain(row["shown"]), anchor=False)
    open_row(row, tables)
    left, right = st.columns(2)
    with left:
        for some in _fields(row, table, tables):
            facts(some)
        _history(found, row)
    with right:
        _form(row, table, rows, tables)


def _fields(row: pd.Series, table: str, tables: Tables) -> list[list[tuple[str, object]]]:
    """What the row says, a few fields a line."""
    if table == "transfers":
        known = marks.telling_facts(tables, row["id"])
    else:
        known = marks.quote_facts(tables, row["id"], MarkKind.QUOTE if table == "quotes" else MarkKind.ATTITUDE)
    return [known[place : place + 3] for place in range(0, len(known), 3)]


def _form(row: pd.Series, table: str, rows: Kept, tables: Tables) -> None:
    with st.form("judgement", border=True):
        st.markdown(f"State: **{row['state']}**")
        st.text_input("Your name", key=NAME, persist_state="session", help="Kept with each decision; two people may differ")
        st.text_area("Reason", key=f"reason_{row['id']}", height=80, placeholder="why it is right or wrong")
        forward = st.checkbox("Then go on to the next row", value=True, key="forward")
        following = _following(rows, row) if forward else None
        for place, (label, action, keys) in zip([*st.columns(2), *st.columns(2)], BUTTONS, strict=True):
            place.form_submit_button(
                label,
                width="stretch",
                on_click=_decide,
                args=(row, table, action, following, tables),
                key=f"do_{action}",
                shortcut=keys,
            )
    if problem := st.session_state.pop("review_problem", None):
        st.error(problem)


def _following(rows: Kept, row: pd.Series) -> str | None:
    """The id of the row after one, in the order printed."""
    following = rows.narrowed("no > ?", int(row["no"])).page(most=1)
    return None if following.empty else str(following["id"].iloc[0])


def _decide(row: pd.Series, table: str, action: Action, following: str | None, tables: Tables) -> None:
    sha256 = tables.store.value("SELECT sha256 FROM documents WHERE doc = ?", [row["doc"]])
    by, reason = st.session_state.get(NAME) or "", st.session_state.get(f"reason_{row['id']}") or ""
    if action is Action.COMMENT and not reason.strip():
        st.session_state["review_problem"] = "A remark needs words: write them under “Reason”."
        return
    try:
        review.decide(_file(), table, row.to_dict(), sha256, action, by, reason)
    except ValueError:
        st.session_state["review_problem"] = "Give your name first: a decision is kept with the name of who made it."
        return
    except OSError as error:
        st.session_state["review_problem"] = f"The decision could not be written: {error.strerror}."
        return
    if following and action in review.JUDGEMENTS:
        st.query_params["row"] = following


def _history(found: Reviewed, row: pd.Series) -> None:
    for decision in reversed(found.by_row.get(row["id"], [])):
        reason = f": {decision.reason}" if decision.reason else ""
        st.caption(plain(f"{decision.at[:16].replace('T', ' ')} UTC · {decision.by} · {VERBS[decision.action]}{reason}"))


def unplaced(found: Reviewed) -> None:
    """Decisions about rows that the program no longer finds; listed, not lost."""
    if not found.unplaced:
        return
    with st.expander(f"Decisions about rows that are no longer there: {len(found.unplaced):,}"):
        lines = [
            {"at": pd.Timestamp(one.at).tz_localize(None), "by": one.by, "decision": VERBS[one.action], "reason": one.reason}
            for one in found.unplaced
        ]
        st.dataframe(pd.DataFrame(lines), hide_index=True, column_config={"at": day_column("Day")})
