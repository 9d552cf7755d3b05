"""Published survival scores as pure functions, one file a score: group estimates that decide nothing.

Each score says which items are recorded with their points, gives a range over every value of those that are not, and
asks where an item is ambiguous or in question.
"""

from tumorboard.clinical.prognosis.score import Item, Score
from tumorboard.clinical.prognosis.scores import Prognosis, prognosis

__all__ = ["Item", "Prognosis", "Score", "prognosis"]
