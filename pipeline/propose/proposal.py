"""A mapping file for a table that no layout knows: which table of ours, which column is which, and how sure that is.

Followed blindly it may load too little and nothing wrong: a header maps a figure only where the layouts know that very
header and its values fit; what is only likely of the rest is written down as a comment.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any

import polars as pl

from pipeline.exports.candidates import SAMPLE
from pipeline.exports.column_mapping import ColumnMapping
from pipeline.exports.identity import platforms
from pipeline.exports.mappings import Format, normalised
from pipeline.models.contracts import polars_schema
from pipeline.propose.kinds import Fit, described, fit, is_personal
from pipeline.propose.lines import CERTAIN, LIKELY, OPEN, Line
from pipeline.propose.questions import ANY, NEEDED, doubts, lacking
from pipeline.propose.vocabulary import CLEAR, Meaning, meanings
from schemas.raw import RAW_TABLES

# What tells one record from another where there is no id of the platform's own.
KEYS = {
    "deals": ["deal_ref", "creator_ref", "handle", "campaign_ref", "agreed_on"],
    "orders": ["order_id", "ordered_at", "promo_code", "tracking_code", "creator_ref", "product", "gross_revenue"],
    "clicks": ["day", "tracking_code", "creator_ref", "campaign_ref", "country"],
    "ad_spend": ["day", "platform", "campaign_ref", "creator_ref", "deal_ref", "ad_name"],
}
ONLY_ON_DEMAND = {"creators"}  # any list with an id and a name looks like one
OF_OTHERS = (
    "mention",
    "tag",
    "collab",
    "coauthor",
    "repl",
    "comment",
    "parent",
    "contact",
    "assign",
    "manager",
    "agency",
)
SAID_BY_VALUES = ("permalink", "handle", "posted_at")
OF_POSTING = ("post", "publi", "upload", "live", "create", "veröffentlich", "fecha", "data", "datum", "date")


@dataclass(frozen=True)
class Proposal:
    """What is proposed of a table.

    Attributes:
        table: Our raw table.
        platform: The platform, where the whole file is of one that is known.
        lines: One for each column.
        questions: What has to be said before it can be loaded.
    """

    table: str
    platform: str | None
    lines: list[Line]
    questions: list[str]

    @property
    def mapped(self) -> list[Line]:
        """Return the lines that are mapped."""
        return [line for line in self.lines if line.ours and line.certainty != OPEN]

    @property
    def score(self) -> int:
        """Return how many of the file's columns it explains."""
        return len({line.header for line in self.mapped if line.ours != "ignored"})


@dataclass(frozen=True)
class Given:
    """What a person has said already.

    Attributes:
        table: Our table.
        platform: The platform of the file.
        columns: Our column -> header.
        forms: Our column -> format of its days.
    """

    table: str | None = None
    platform: str | None = None
    columns: dict[str, str] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)


def propose(rows: pl.DataFrame, formats: Iterable[Format], given: Given, decimal: str) -> list[Proposal]:
    """Return what a table can be, the best first.

    Args:
        rows: Its first records; columns are named as in the file.
        formats: The layouts that are known.
        given: What a person has said already.
        decimal: The decimal mark that the file suggests.

    Raises:
        ValueError: No table has all the columns that were given.
    """
    known = list(formats)
    sample = rows.head(SAMPLE)
    platform = given.platform or _platform_of(sample)
    names = [given.table] if given.table else [name for name in NEEDED if name not in ONLY_ON_DEMAND]
    columns = {name: polars_schema(RAW_TABLES[name]).keys() for name in names}
    names = [name for name in names if columns[name] >= given.columns.keys()]
    if not names:
        wrong = [ours for ours in given.columns if not any(ours in held for held in columns.values())]
        near = get_close_matches((wrong or [""])[0], sorted({n for held in columns.values() for n in held}), n=3)
        hint = f" Did you mean {' or '.join(near)}?" if near else " docs/data-dictionary.md lists them."
        raise ValueError(f"{', '.join(columns)} have no column {' or '.join(wrong or given.columns)}.{hint}")
    found = [_of_table(name, sample, known, given, platform, decimal) for name in names]
    return sorted(found, key=lambda p: (bool(p.questions), len(p.questions) - p.score))


def _of_table(
    table: str, sample: pl.DataFrame, formats: list[Format], given: Given, platform: str | None, decimal: str
) -> Proposal:
    types = polars_schema(RAW_TABLES[table])
    taken: dict[str, Line] = {}
    lines: list[Line] = []
    for header in sample.columns:
        for line in _lines(header, table, types, sample, formats, given, platform, decimal):
            if line.ours in (None, "ignored") or line.certainty == OPEN:
                lines.append(line)
            elif line.ours in taken:
                lines.append(replace(line, certainty=OPEN, why=f"{taken[line.ours].header!r} is {line.ours} already"))
            else:
                taken[str(line.ours)] = line
                lines.append(line)
    for ours in SAID_BY_VALUES:
        lines = _by_values(ours, lines, sample, types, platform, decimal)
    lines = _with_handle_of_links(lines, sample, formats, platform)
    questions = [*doubts(table, lines, sample, decimal), *lacking(table, lines, sample, platform, types, decimal)]
    return Proposal(table, platform, lines, questions)


def _lines(
    header: str, table: str, types: dict[str, Any], sample: pl.DataFrame, formats: list[Format], given: Given,
    platform: str | None, decimal: str,
) -> Iterator[Line]:  # fmt: skip
    """Give what a column is: as a person said, else as the layouts know its header and its values fit."""
    text = sample[header]
    told = [ours for ours, name in given.columns.items() if name == header]
    means = [Meaning(ours, 1.0, ColumnMapping(headers=[header]), "you", header) for ours in told]
    means = means or meanings(header, table, platform, formats)
    if not told and is_personal(text):
        yield Line(header, "ignored", CERTAIN, "addresses or numbers of persons are not kept")
        return
    if not means:
        yield Line(header, None, OPEN, f"no layout knows the header; {described(text)}")
        return
    first = means[0]
    together = [m for m in means if m.column == "handle" and m.known.extract and first.column == "permalink"]
    for meaning in [first, *together]:
        yield _judged(header, text, meaning, means, types, given, platform, decimal)


def _judged(
    header: str, text: pl.Series, meaning: Meaning, means: list[Meaning], types: dict[str, Any], given: Given,
    platform: str | None, decimal: str,
) -> Line:  # fmt: skip
    if meaning.column == "creator_ref" and "handle" in types and _is_marked(text):
        meaning = replace(meaning, column="handle", known=ColumnMapping(headers=[header]))
    by = "you say so" if meaning.layout == "you" else f"{meaning.layout} has the header"
    if meaning.column == "ignored":
        return Line(header, "ignored", CERTAIN, f"{by}, and it is not kept")
    found = fit(text, meaning.column, types[meaning.column], meaning.known, platform, decimal)
    form = given.forms.get(meaning.column)
    if form:
        found = Fit(True, f"days, {form!r}", {"formats": [form]})
    if not found.is_fit:
        return Line(header, meaning.column, OPEN, f"{by}, but {found.why}")
    if found.question:
        return Line(header, meaning.column, OPEN, f"{by}; {found.question} Say --form {meaning.column}=…")
    if meaning.share < CLEAR and not meaning.known.extract and meaning.column != "permalink":  # a link to a post is one
        others = " or ".join(m.column for m in means if m.column != "ignored")
        return Line(
            header, meaning.column, OPEN, f"it can be {others}; say which: --column {meaning.column}={header!r}"
        )
    header_said = {"headers": meaning.header} if meaning.header != header else {}
    said = (
        header_said
        | found.said
        | ({"values": meaning.known.values} if meaning.known.values and meaning.column == "format" else {})
    )
    return Line(header, meaning.column, CERTAIN, f"{by}; {found.why}", said)


def _by_values(
    ours: str, lines: list[Line], sample: pl.DataFrame, types: dict[str, Any], platform: str | None, decimal: str
) -> list[Line]:
    """Take for a column of ours the one column of the file whose values fit and whose header does not speak against it."""
    if ours not in types or any(line.ours == ours and line.certainty != OPEN for line in lines):
        return lines
    fitting = [line for line in lines if line.certainty == OPEN and line.ours in (None, ours)]
    found = {line.header: fit(sample[line.header], ours, types[ours], ANY, platform, decimal) for line in fitting}
    fitting = [line for line in fitting if found[line.header].is_fit and _may_be(ours, line.header, sample)]
    if len(fitting) != 1 or found[fitting[0].header].question:
        return lines
    fitted = found[fitting[0].header]
    chosen = Line(fitting[0].header, ours, LIKELY, f"the only column of {fitted.why}", fitted.said)
    return [chosen if line is fitting[0] else line for line in lines]


def _with_handle_of_links(
    lines: list[Line], sample: pl.DataFrame, formats: list[Format], platform: str | None
) -> list[Line]:
    """Take the handle out of the links to posts, where no column holds it and a layout of the platform knows how."""
    mapped = {line.ours: line for line in lines if line.certainty != OPEN}
    if "permalink" not in mapped or mapped.keys() & {"handle", "account_id", "creator_ref"}:
        return lines
    link = mapped["permalink"].header
    for layout in formats:
        of = layout.columns.get("handle")
        shares = of and of.extract and set(of.headers) & set(getattr(layout.columns.get("permalink"), "headers", ()))
        if (
            of
            and shares
            and layout.platform == platform
            and bool(sample[link].drop_nulls().str.contains(of.extract or "").all())
        ):
            why = f"the links name the account, as in {layout.format}"
            return [*lines, Line(link, "handle", CERTAIN, why, {"extract": of.extract})]
    return lines


def _may_be(ours: str, header: str, sample: pl.DataFrame) -> bool:
    """Return whether header and values are so special that the values alone can tell."""
    words = normalised(header)
    if any(word in words for word in OF_OTHERS):
        return False
    if ours == "handle":
        return _is_marked(sample[header])
    return ours != "posted_at" or any(word in words for word in OF_POSTING)


def _is_marked(text: pl.Series) -> bool:
    """Return whether all that is stated are handles with @, or links."""
    stated = text.drop_nulls().filter(text.drop_nulls().str.strip_chars() != "")
    return bool(stated.len()) and bool(stated.str.contains(r"^\s*(?:@|https?://)").all())


def _platform_of(sample: pl.DataFrame) -> str | None:
    """Return the one platform that all of a column's links lead to."""
    hosts = {name: "|".join(h.replace(".", r"\.") for h in facts["hosts"]) for name, facts in platforms().items()}
    for header in sample.columns:
        filled = sample[header].drop_nulls()
        if filled.is_empty() or not filled.str.contains(r"^https?://").all():
            continue
        for name, pattern in hosts.items():
            if filled.str.contains(rf"^https?://(?:[\w-]+\.)*(?:{pattern})(?:[/?#]|$)").all():
                return name
    return None
