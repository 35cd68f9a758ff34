"""What a metric's declaration says.

From it come the column's comment, ``meta.metric_definitions``, the data dictionary, the check that
a rate follows from its parts in every row of every mart, and the semantic-layer files.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from schemas.types import Rate
from schemas.vocabulary import Column, number

Averaging = Literal[
    "ratio", "difference", "sum", "median", "mean", "trimmed mean", "estimate", "interval", "probability", "share",
]  # fmt: skip


@dataclass(frozen=True)
class Metric:
    """One number that is worked out, declared once.

    Attributes:
        name: The column that holds it, the same in every table.
        words: What it says, in one sentence.
        unit: Its unit, as the vocabulary writes units.
        family: engagement, audience, cost, return or goal.
        averaging: How the rows behind it become one number. ``ratio`` is the ratio of sums and
            ``difference`` a difference or share of sums; both are checked against their parts.
        numerator: Columns of the same row, as arithmetic in SQL.
        denominator: The same; '' where nothing is divided.
        scale: What the quotient is multiplied with: 1000 for a cost per thousand.
        window: Which time it looks at.
        null_when: When it is null.
        both_known: Whether a group's ratio leaves out the rows that do not know both parts. Rates of
            engagement and goals do; else every known part counts, as in the marts' rows over all campaigns.
        apart_by: Column of the same row that names the kind of denominator; kinds never mix in one ratio.
        not_additive: Why a ``sum`` or ``ratio`` of several rows must not be worked out from them.
        version: Raised when the definition changes.
        decision: The page in ``docs/decisions`` that says why it is so.
        dtype: The type of the column that holds it.
        ge, gt, le: The range that it usually keeps.
        not_null: Whether it is always known where it stands.
    """

    name: str
    words: str
    unit: str
    family: str
    averaging: Averaging
    numerator: str = ""
    denominator: str = ""
    scale: int = 1
    window: str = ""
    null_when: str = ""
    both_known: bool | None = None
    apart_by: str = ""
    not_additive: str = ""
    version: int = 1
    decision: str = ""
    dtype: Any = Rate
    ge: float | None = None
    gt: float | None = None
    le: float | None = None
    not_null: bool = False

    @property
    def column(self) -> Column:
        """Return the vocabulary's entry of the column that holds it."""
        column = number(self.comment, self.unit, ge=self.ge, gt=self.gt, le=self.le, not_null=self.not_null)
        return column._replace(dtype=self.dtype)

    @property
    def pairs_parts(self) -> bool:
        """Whether a group's ratio is over the rows that know both parts."""
        return self.family in ("engagement", "goal") if self.both_known is None else self.both_known

    @property
    def is_checked(self) -> bool:
        """Whether the number follows from other columns of its row."""
        return self.averaging in ("ratio", "difference")

    @property
    def formula(self) -> str:
        """Return the formula as people write it, or ''."""
        if not self.numerator:
            return ""
        scale = f"{self.scale} x " if self.scale != 1 else ""
        over = f" / {_bracketed(self.denominator)}" if self.denominator else ""
        return f"{scale}{_bracketed(self.numerator) if over or scale else self.numerator}{over}"

    @property
    def comment(self) -> str:
        """Return the words of the column: what it says, how it is worked out, when it is null."""
        formula = f": {self.formula}" if self.is_checked and self.formula else ""
        null = f" Null when {self.null_when}." if self.null_when else ""
        return f"{self.words}{formula}.{null}"


def _bracketed(formula: str) -> str:
    return f"({formula})" if " " in formula else formula


def table(*metrics: Metric) -> dict[str, Metric]:
    """Return metrics by name, in this order, so that contracts can name them as one block."""
    return merged({metric.name: metric} for metric in metrics)


def merged(tables: Iterable[dict[str, Metric]]) -> dict[str, Metric]:
    """Return the metrics of several tables by name.

    Raises:
        ValueError: A name is declared twice.
    """
    found: dict[str, Metric] = {}
    for metrics in tables:
        if twice := found.keys() & metrics.keys():
            raise ValueError(f"metric {twice.pop()} is declared twice in schemas/metrics. Keep one.")
        found |= metrics
    return found
