"""What a mapping file can say of a column: under which headers it stands, and how its values are written."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

STRICT = ConfigDict(extra="forbid", frozen=True)
Headers = Annotated[list[str], Field(min_length=1)]


class ColumnMapping(BaseModel):
    """How one of our columns is found and read.

    Attributes:
        headers: Its names in exports, in any language. ``{currency}`` stands for an ISO code,
            ``*`` for anything, as in ``hashtags/*/name``, and ``{title}`` for any line above the header.
        parts: Instead, or where none of the headers is there: the headers of each of several columns that make it
            together, such as day and time. Their texts are joined by a space.
        sum: In the same way, where they are added; a blank one makes the sum blank.
        formats: For moments and days: strptime patterns in the order to try, ``unix``, or
            ``month_day`` for dates without a year.
        month_names: Whether the months are names, in any language.
        unit: What the text counts, where that differs from the column's own unit.
        decimal: The decimal mark, where the file's delimiter does not tell.
        values: Text -> our value, compared without case.
        extract: A regular expression; its first group is the value.
        extract_all: Whether every match of it counts, joined by spaces, and not the first only.
        into: A text with ``{}``, in whose place the value is put, such as an address around a post's code.
        zone: Zone of its times, where it differs from the format's.
        repeated_zero_is_blank: Whether a 0 means nothing where the header stands twice.
        unreadable_is_blank: Whether a text that cannot be read costs only itself, also where the column is required.
        swapped_with: Another of our columns with which people swap it: where its values cannot be what
            it is and the other one's can, the two change places.
    """

    model_config = STRICT

    headers: list[str] = []
    parts: list[Headers] = []
    sum: list[Headers] = []
    formats: list[str] = []
    month_names: bool = False
    unit: Literal["percent", "hours", "minutes", "milliseconds", "clock", "thousands", "millions", "cents"] | None = (
        None
    )
    decimal: Literal[".", ","] | None = None
    values: dict[str, str] = {}
    extract: str | None = None
    extract_all: bool = False
    into: str | None = Field(default=None, pattern=r"^[^{}]*\{\}[^{}]*$")
    zone: str | None = None
    repeated_zero_is_blank: bool = False
    unreadable_is_blank: bool = False
    swapped_with: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _written_short(cls, said: Any) -> Any:
        return in_full(said)

    @model_validator(mode="after")
    def _is_found(self) -> "ColumnMapping":
        if self.parts and self.sum:
            raise ValueError("name parts or sum, not both")
        if not self.headers and len(self.pieces) < 2:
            raise ValueError(
                "name its headers, or under parts or sum those of at least two columns that make it together"
            )
        return self

    @property
    def pieces(self) -> list[list[str]]:
        """Return the headers of each of several columns that make this one together."""
        return self.parts or self.sum


def in_full(said: Any) -> Any:
    """Return what a mapping says of a column; ``views: Aufrufe`` and ``views: [Aufrufe]`` name its headers."""
    if not isinstance(said, dict):
        said = {"headers": said} if isinstance(said, str | list) else said
    if isinstance(said, dict) and isinstance(said.get("headers"), str):
        return {**said, "headers": [said["headers"]]}
    return said
