"""How a quote presents its speaker: the role the text names, the side spoken for, and how the cue stands to the words."""

from core.speaking.cues import NO_CUE, cue_class, cue_classes
from core.speaking.roles import AFTER, AT_MOST, BEFORE, KINDS, NOBODY, nouns, role_beside, role_in
from core.speaking.sides import NO_SIDE, UNATTRIBUTED, sides

__all__ = [
    "AFTER",
    "AT_MOST",
    "BEFORE",
    "KINDS",
    "NOBODY",
    "NO_CUE",
    "NO_SIDE",
    "UNATTRIBUTED",
    "cue_class",
    "cue_classes",
    "nouns",
    "role_beside",
    "role_in",
    "sides",
]
