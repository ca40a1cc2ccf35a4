"""A viewer without a browser: speaks Streamlit's own messages over its websocket, changes widgets, waits for the script.

The messages are those of the installed Streamlit (`streamlit.proto`); they are the one thing of it that is used here. Large
messages are kept for some runs, and named to the server, which then sends what names them instead: as a browser does.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.bench.measured import NotHereError

PATIENCE = 300.0  # seconds until a script is given up
OLD = 2  # runs without it after which a browser forgets a message (`global.maxCachedMessageAge`)
Value = list[str] | str | float | bool


class ScriptError(RuntimeError):
    """The page showed an error instead of its content."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What one run of the script sent."""

    seconds: float  # from the request to the end of the script
    messages: int
    received: int  # bytes


class Viewer:
    """One session, opened by `with`. Widgets are named by the keys that the app gives them."""

    def __init__(self, port: int) -> None:
        try:
            from streamlit.proto.BackMsg_pb2 import BackMsg
            from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
            from websockets.sync.client import connect
            from websockets.typing import Subprotocol
        except ImportError as error:
            raise NotHereError(f"{error.name} is not installed") from error
        self._back, self._forward = BackMsg, ForwardMsg
        address = f"ws://127.0.0.1:{port}/_stcore/stream"
        self._connecting = connect(address, subprotocols=[Subprotocol("streamlit")], max_size=None, compression=None)
        self._ids: dict[str, str] = {}  # of widgets, by key
        self._states: dict[str, Value] = {}  # by id, as a browser sends them all each time
        self._query, self._page = "", ""
        self._kept: dict[str, Any] = {}  # messages that the server need not send again, by their hash
        self._used: dict[str, int] = {}  # the run in which each was last shown
        self._runs = 0

    def __enter__(self) -> "Viewer":
        self._socket = self._connecting.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._connecting.__exit__(None, None, None)

    def open(self, page: str = "", query: str = "") -> Shown:
        """Opens a page by the name in its address ("" for the first one), as a link with these parameters would."""
        self._query, self._page = query, page
        self._states, self._ids = {}, {}
        return self._run()

    def change(self, changes: Mapping[str, Value]) -> Shown:
        """Sets widgets, by key, and waits until the script has run; raises `KeyError` for one that is not on the page."""
        for key, value in changes.items():
            self._states[self._ids[key]] = value
        return self._run()

    def rerun(self) -> Shown:
        """Runs the script again with nothing changed."""
        return self._run()

    @property
    def widgets(self) -> tuple[str, ...]:
        """The keys of the widgets on the page."""
        return tuple(self._ids)

    def _run(self) -> Shown:
        message = self._back()
        state = message.rerun_script
        # By its name: the hash in the server's answer is that of the app's first script, whatever page it runs.
        state.query_string, state.page_name = self._query, self._page
        state.cached_message_hashes.extend(self._kept)
        for widget, value in self._states.items():
            one = state.widget_states.widgets.add()
            one.id = widget
            _fill(one, value)
        began = time.perf_counter()
        self._socket.send(message.SerializeToString())
        messages = received = 0
        while True:
            raw = self._socket.recv(timeout=PATIENCE)
            messages, received = messages + 1, received + len(raw)
            answer = self._known(self._forward.FromString(raw))
            if self._ended(answer):
                self._forget()
                return Shown(time.perf_counter() - began, messages, received)

    def _known(self, answer: Any) -> Any:
        """The message itself where only its name was sent; keeps what may be named later."""
        name = answer.ref_hash if answer.WhichOneof("type") == "ref_hash" else answer.hash
        if answer.metadata.cacheable:
            self._kept[name] = answer
        if name in self._kept:
            self._used[name] = self._runs
        return self._kept.get(name, answer)

    def _forget(self) -> None:
        """Lets go of the messages that were not shown lately."""
        self._runs += 1
        for name in [name for name, last in self._used.items() if self._runs - last > OLD]:
            del self._kept[name], self._used[name]

    def _ended(self, answer: Any) -> bool:
        """Takes in one message; whether it says that the script has run to its end."""
        kind = answer.WhichOneof("type")
        if kind == "page_info_changed":
            self._query = answer.page_info_changed.query_string
        elif kind == "delta" and answer.delta.WhichOneof("type") == "new_element":
            self._take_in(answer.delta.new_element)
        elif kind == "script_finished":
            return bool(answer.script_finished != self._forward.FINISHED_EARLY_FOR_RERUN)
        return False

    def _take_in(self, element: Any) -> None:
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise ScriptError(f"{element.exception.type}: {element.exception.message}")
        widget = getattr(getattr(element, kind), "id", "") if kind else ""
        key = widget.rpartition("-")[2]
        if widget and key != "None":  # "$$ID-<hash>-<key>"
            self._ids[key] = widget


def _fill(state: Any, value: Value) -> None:
    if isinstance(value, list):
        state.string_array_value.data.extend(value)
    elif isinstance(value, bool):
        state.bool_value = value
    elif isinstance(value, str):
        state.string_value = value
    else:
        state.double_value = value
