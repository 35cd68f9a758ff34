"""What is proposed of one column of a file, and how sure that is."""

from dataclasses import dataclass, field
from typing import Any

CERTAIN, LIKELY, OPEN = "certain", "likely", "open"


@dataclass(frozen=True)
class Line:
    """What is proposed of a column of the file.

    Attributes:
        header: The column.
        ours: Our column; none where nothing is proposed.
        certainty: certain, likely, or open, which is not mapped.
        why: In words.
        said: What a mapping has to say of it beside the header.
    """

    header: str
    ours: str | None
    certainty: str
    why: str
    said: dict[str, Any] = field(default_factory=dict)
