"""Two texts side by side on a page, with what they share and what was changed between them marked in both."""

from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st

from core.beside import Link, Side

ASSETS = files("core.ui") / "assets"
HTML = """<div class="beside">
  <div class="keys" role="group" aria-label="What is marked"></div>
  <div class="heads"><div class="head"></div><div class="head"></div></div>
  <div class="columns">
    <div class="text" role="document" tabindex="0"></div>
    <div class="text" role="document" tabindex="0"></div>
  </div>
  <div class="status" role="status" aria-live="polite"></div>
  <div class="hint">Click a marked stretch to see it in the other text; n or j for the next, p or k for the one before.</div>
</div>"""


@cache
def _component() -> Any:
    script = ASSETS.joinpath("beside.js").read_text(encoding="utf-8")
    style = ASSETS.joinpath("beside.css").read_text(encoding="utf-8")
    return st.components.v2.component("claimline_beside", html=HTML, css=style, js=script)


def show(sides: tuple[Side, Side], heads: tuple[str, str], links: list[Link], stamp: str) -> None:
    """Shows two texts. `heads` says what each is; both are written anew only when `stamp` changes."""
    _component()(
        data={
            "stamp": stamp,
            "sides": [
                {"head": head, "paragraphs": side.paragraphs, "links": side.links}
                for side, head in zip(sides, heads, strict=True)
            ],
            "links": [asdict(link) for link in links],
        },
        key="beside",
    )
