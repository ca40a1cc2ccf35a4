"""Which bodies are organs of a state by their names alone: "the Tavolu Constabulary", "the Air Force of Kesh"."""

from collections.abc import Mapping
from dataclasses import replace

from core.lexicon import words
from core.records import Actor, ActorKind


def organs(found: Mapping[str, Actor]) -> dict[str, Actor]:
    """The actors, each army, ministry or police with a state of the text in its name as a part of that state."""
    states = {actor.name: actor.id for actor in found.values() if actor.kind is ActorKind.STATE}
    belonging = dict(found)
    for actor in found.values():
        if actor.kind is ActorKind.ORGANIZATION and actor.part_of is None and _is_organ(actor.name):
            owner = next((id for name, id in states.items() if f" {name} " in f" {actor.name} "), None)
            belonging[actor.id] = replace(actor, part_of=owner)
    return belonging


def _is_organ(name: str) -> bool:
    """Whether a name says that it is an army, a ministry, a police: by its last word, or the one before "of"."""
    before = name.split(" of ")[0].split()
    return bool(before) and before[-1] in words("state_organs")
