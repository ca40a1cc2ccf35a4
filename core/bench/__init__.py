"""How fast the program is: what reading costs by stage, and figures that can be held against a goal."""

from core.bench.measured import ROUNDS, Measured, NotHereError, Sizes
from core.bench.measures import MEASURES, Outcome, figures, row, take
from core.bench.stages import DOCUMENTS, builds, cost, ratios, rows, texts_to_read

STAGES = "stages"
NAMES = (STAGES, *MEASURES)

__all__ = [
    "DOCUMENTS",
    "MEASURES",
    "NAMES",
    "ROUNDS",
    "STAGES",
    "Measured",
    "NotHereError",
    "Outcome",
    "Sizes",
    "builds",
    "cost",
    "figures",
    "ratios",
    "row",
    "rows",
    "take",
    "texts_to_read",
]
