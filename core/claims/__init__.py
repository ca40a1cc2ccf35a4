"""Tellings made into claims, and how the figures, sources and times of one claim stand to each other."""

from core.claims.figures import GRAVEST, Figure, Relation, RelationKind, figure, figure_of, gravest, relation
from core.claims.grouping import commonest, group

__all__ = [
    "GRAVEST",
    "Figure",
    "Relation",
    "RelationKind",
    "commonest",
    "figure",
    "figure_of",
    "gravest",
    "group",
    "relation",
]
