"""The reader: a document as stored, with its marks, beside the list of its rows.

A component and not `st.html`, since that neither scrolls to a place nor tells of a click. Its script is sent as text, for
the reason given in `core.ui.network`; the words of a document reach the browser as data and are only ever set as text.
"""

from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st

from core.marks import Mark, MarkKind, paragraphs

ASSETS = files("core.ui") / "assets"
KEY = "reader"
HTML = """<div class="reader">
  <div class="keys" role="group" aria-label="What is marked"></div>
  <div class="columns">
    <div class="text" role="document" tabindex="0" aria-label="Text as stored; n and p step through the marks"></div>
    <div class="margin" role="navigation" aria-label="Rows in this text"></div>
  </div>
  <div class="status" role="status" aria-live="polite"></div>
  <div class="hint">In the text: n or j for the next mark, p or k for the one before, Enter to open its row; click for the
  shortest mark at a place, again for the next longer.</div>
</div>"""


@cache
def _component() -> Any:
    script = ASSETS.joinpath("reader.js").read_text(encoding="utf-8")
    style = ASSETS.joinpath("reader.css").read_text(encoding="utf-8")
    return st.components.v2.component("claimline_reader", html=HTML, css=style, js=script)


def show(text: str, marks: list[Mark], stamp: str, here: tuple[int, int] | None, row: str = "") -> None:
    """Shows a text with its marks, scrolled to the stretch `here`, the mark of `row` there if it has one.

    A click on a mark sets `at` and `row` in the URL, a kind switched off `off`. `stamp` names text and marks: the text is
    written anew only when it changes.
    """
    chosen = chosen_mark(marks, here, row)
    listed = [asdict(mark) for mark in marks]
    if here and chosen < 0:  # a stretch that no mark has: shown as what the link names
        chosen = len(marks)
        marks = [*marks, Mark(MarkKind.NOISE, *here, "", "", "")]
        listed.append(asdict(marks[-1]) | {"kind": "link"})
        stamp = f"{stamp} {here}"
    _component()(
        data={
            "stamp": stamp,
            "paragraphs": paragraphs(text, marks),
            "marks": listed,
            "chosen": chosen,
            "off": sorted(set(st.query_params.get("off", "").split()) & set(MarkKind)),
        },
        key=KEY,
        on_picked_change=lambda: _follow(st.session_state[KEY].get("picked")),
        on_off_change=lambda: _switch(st.session_state[KEY].get("off")),
    )


def chosen_mark(marks: list[Mark], here: tuple[int, int] | None, row: str = "") -> int:
    """The place of the mark that covers exactly `here`, rather that of `row`; −1 where there is none."""
    there = [place for place, mark in enumerate(marks) if (mark.start, mark.end) == here]
    return next((place for place in there if marks[place].row == row), there[0] if there else -1)


def _follow(picked: dict[str, Any] | None) -> None:
    if not picked:
        return
    place = f"{int(picked['start'])}-{int(picked['end'])}"
    if picked["row"]:
        st.query_params.update(at=place, row=str(picked["row"]))  # together: one step of the browser's history
    else:
        st.query_params.pop("row", None)
        st.query_params["at"] = place


def _switch(off: str | None) -> None:
    if off == "none":
        st.query_params.pop("off", None)
    elif off:
        st.query_params["off"] = off
