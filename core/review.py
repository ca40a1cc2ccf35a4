"""What people decided about rows: an append-only file of lines, and the state that the lines add up to.

The file lies beside the tables (`settings.decisions`), so that no build touches it. A decision holds to the document's
hash and the row's span; a row that a new extraction changed keeps its decisions as long as it is the only one there.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import uuid4

from filelock import FileLock

from core.records import Action, Decision
from core.tables import Tables, to_record

REVIEWED = ("quotes", "attitudes", "transfers")
STORED = {"transfers": "tellings"}  # tables that the store has under another name
JUDGEMENTS = (Action.ACCEPT, Action.REJECT)


class State(StrEnum):
    """What a row's decisions add up to."""

    UNREVIEWED = "unreviewed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The decisions about one table, oldest first: those of each row, and those that fit no row any more."""

    by_row: Mapping[str, list[Decision]] = field(default_factory=dict)
    unplaced: tuple[Decision, ...] = ()

    def state(self, row: str) -> State:
        """The state of a row, by its id."""
        return state(self.by_row.get(row, ()))


def decide(
    file: Path, table: str, row: Mapping[str, Any], sha256: str, action: Action, by: str, reason: str = ""
) -> Decision:
    """Appends one decision about a row and returns it.

    `row` needs `id`, `start` and `end`; `sha256` is the hash of its document. Raises `ValueError` where the table is not
    one that is reviewed or nobody is named.
    """
    if table not in REVIEWED:
        raise ValueError(f"rows of {table} are not reviewed")
    if not by.strip():
        raise ValueError("a decision needs a name")
    made = Decision(
        id=uuid4().hex[:12],
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        by=by.strip(),
        table=table,
        row=str(row["id"]),
        sha256=sha256,
        start=int(row["start"]),
        end=int(row["end"]),
        action=action,
        reason=reason.strip(),
    )
    _append(file, json.dumps(asdict(made), ensure_ascii=False))
    return made


def read(file: Path) -> list[Decision]:
    """All decisions, oldest first; none where there is no file. A line that is cut short or damaged is passed over."""
    if not file.exists():
        return []
    lines = file.read_text(encoding="utf-8", errors="replace").split("\n")
    return [decision for line in lines if (decision := _decision(line))]


def reviewed(data: Tables, table: str, decisions: Iterable[Decision]) -> Reviewed:
    """The decisions about one of the tables, each with the row it is about.

    That is the row with its id or, where a new extraction gave the row another id, the only row at its span.
    """
    about = [decision for decision in decisions if decision.table == table]
    at: defaultdict[tuple[str, int, int], list[str]] = defaultdict(list)
    query = f"""SELECT sha256, start, "end", id FROM {STORED.get(table, table)} JOIN documents USING (doc_no)
        WHERE sha256 IN (SELECT unnest(?::VARCHAR[])) ORDER BY no"""
    for sha256, start, end, row in data.store.frame(query, [sorted({one.sha256 for one in about})]).itertuples(index=False):
        at[sha256, start, end].append(row)
    by_row: defaultdict[str, list[Decision]] = defaultdict(list)
    unplaced = []
    for decision in about:
        there = at.get((decision.sha256, decision.start, decision.end), [])
        if decision.row in there or len(there) == 1:
            by_row[decision.row if decision.row in there else there[0]].append(decision)
        else:
            unplaced.append(decision)
    return Reviewed(dict(by_row), tuple(unplaced))


def state(decisions: Iterable[Decision]) -> State:
    """What decisions about one row, oldest first, add up to: the last word of each person counts.

    Somebody who restores a row takes their own word back; a comment changes nothing.
    """
    words: dict[str, Action] = {}
    for decision in decisions:
        if decision.action in JUDGEMENTS:
            words[decision.by] = decision.action
        elif decision.action is Action.RESTORE:
            words.pop(decision.by, None)
    verdicts = set(words.values())
    if len(verdicts) > 1:
        return State.DISPUTED
    if not verdicts:
        return State.UNREVIEWED
    return State.ACCEPTED if Action.ACCEPT in verdicts else State.REJECTED


def _append(file: Path, line: str) -> None:
    """Adds a line; where the one before was cut short by a crash, that one stays alone with its damage."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(file.with_name(f"{file.name}.lock")), file.open("a+b") as handle:
        if handle.tell():
            handle.seek(-1, 2)
            if handle.read(1) != b"\n":
                handle.write(b"\n")
        handle.write(line.encode() + b"\n")


def _decision(line: str) -> Decision | None:
    try:
        decision: Decision = to_record(Decision, json.loads(line))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return decision
