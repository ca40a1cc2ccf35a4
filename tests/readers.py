"""Stand-ins for the model, in a module that worker processes import in no time."""

import os
from collections.abc import Sequence
from dataclasses import dataclass

from core.records import Actor, ActorKind, Category, Mention, Reading, Status, Transfer, row_id
from core.workers import Job, Read

STATES = {"Orvana": "orvana", "Selvia": "selvia", "Ilmar": "ilmar"}


def plain_reader(jobs: Sequence[Job]) -> list[Read]:
    """Stands in for the model: every state named is an actor, and Orvana beside Selvia is a telling."""
    return [Read(_reading(job)) for job in jobs]


def _reading(job: Job) -> Reading:
    doc, text = job.document.doc, job.document.text
    named = {name: text.index(name) for name in STATES if name in text}
    actors = tuple(Actor(STATES[name], name, ActorKind.STATE) for name in named)
    mentions = tuple(Mention(doc, at, at + len(name), name, STATES[name], "name") for name, at in named.items())
    told = {"Orvana", "Selvia"} <= set(named)
    end = text.index(".")
    parts = {
        "sentence_start": 0,
        "sentence_end": end + 1,
        "category": Category.OTHER,
        "status": Status.ASSERTED,
        "item": "tents",
    }
    telling = Transfer(
        id=row_id(doc, text), doc=doc, start=0, end=end, text=text[:end], supplier="orvana", recipient="selvia", **parts
    )
    return Reading(doc, actors, mentions, transfers=(telling,) if told else ())


def deadly_reader(jobs: Sequence[Job]) -> list[Read]:
    """Dies of one document, as a fault in compiled code would kill it, and fails on another."""
    for job in jobs:
        if job.document.doc == "one.txt":
            os._exit(1)
        if job.document.doc == "two.txt":
            raise ValueError("odd text")
    return plain_reader(jobs)


@dataclass
class DeadlyProgress:
    """A progress callback that ends its process, as a kill would, when a build comes to the end of a stage."""

    stage: str

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        if stage == self.stage and done == (total or 0):
            os._exit(9)
