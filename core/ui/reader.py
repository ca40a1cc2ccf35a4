"""The reader: a document as stored, with its marks, beside the list of its rows.

A component and not `st.html`, since that neither scrolls to a place nor tells of a click. Its script is sent as text, for
the reason given in `core.ui.network`; the words of a document reach the browser as data and are only ever set as text.
"""

from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st

from core.marks import Mark, MarkKind, paragraphs
from core.ui.address import rewrite

ASSETS = files("core.ui") / "assets"
KEY = "reader"
KINDS = list(MarkKind)
HTML = """<div class="reader">
  <div class="tools">
    <div class="keys" role="group" aria-label="What is marked"></div>
    <div class="steps" role="group" aria-label="From mark to mark">
      <span class="place"></span>
      <button type="button" class="step before" aria-label="Previous mark" title="Previous mark (p or k)">↑</button>
      <button type="button" class="step next" aria-label="Next mark" title="Next mark (n or j)">↓</button>
    </div>
  </div>
  <div class="columns">
    <div class="text" role="document" tabindex="0" aria-label="Text as stored; n and p step through the marks"></div>
    <div class="margin">
      <div class="lists" role="tablist" aria-label="What is listed"></div>
      <div class="entries" role="tabpanel" aria-label="Rows in this text"></div>
    </div>
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
    if here and chosen < 0:  # a stretch that no mark has: shown as what the link names
        chosen = len(marks)
        written = _written(text, [*marks, Mark(MarkKind.NOISE, *here, "", "", "")], f"{stamp} {here}", link=True)
    else:
        written = _written(text, marks, stamp)
    _component()(
        data=written | {"chosen": chosen, "off": sorted(set(st.query_params.get("off", "").split()) & set(MarkKind))},
        key=KEY,
        on_picked_change=lambda: _follow(st.session_state[KEY].get("picked")),
        on_off_change=lambda: _switch(st.session_state[KEY].get("off")),
    )


@st.cache_resource(show_spinner=False, max_entries=16)
def _written(_text: str, _marks: list[Mark], stamp: str, link: bool = False) -> dict[str, Any]:
    """A text and its marks as the browser gets them, words that many marks share sent once; `link`: the last is a link's."""
    words: dict[str, int] = {}

    def place(word: str) -> int:
        return words.setdefault(word, len(words))

    listed = [
        [KINDS.index(mark.kind), mark.start, mark.end, place(mark.row), place(mark.label), place(mark.why)]
        for mark in _marks
    ]
    if link:
        listed[-1][0] = len(KINDS)
    return {
        "stamp": stamp,
        "paragraphs": paragraphs(_text, _marks),
        "kinds": [*KINDS, "link"],
        "words": list(words),
        "marks": listed,
    }


def chosen_mark(marks: list[Mark], here: tuple[int, int] | None, row: str = "") -> int:
    """The place of the mark that covers exactly `here`, rather that of `row`; −1 where there is none."""
    there = [place for place, mark in enumerate(marks) if (mark.start, mark.end) == here]
    return next((place for place in there if marks[place].row == row), there[0] if there else -1)


def _follow(picked: dict[str, Any] | None) -> None:
    if not picked:
        return
    rewrite({"at": f"{int(picked['start'])}-{int(picked['end'])}", "row": str(picked["row"] or "")})


def _switch(off: str | None) -> None:
    if off == "none":
        st.query_params.pop("off", None)
    elif off:
        st.query_params["off"] = off
