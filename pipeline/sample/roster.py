"""Roster lists as influencer platforms give them: followers twice, once abbreviated.

Belongs here: ranked lists by platform, duplicate headers, and a small XLSX.
Does not belong here: the brand's own sheets (``brand``).
"""

from __future__ import annotations

import io
import zipfile
from datetime import date
from xml.sax.saxutils import escape

import polars as pl

from pipeline.sample.csv_bytes import PLAIN, Column, Member, text_table
from pipeline.sample.ledger import Ledger, fixed_info

_HEADS = {  # platform: headers before the counts, headers of the pairs
    "instagram": (
        ("Rank", "name", "instagram name", "Category_1", "Category_2"),
        (("followers", "followers"), None, ("Eng. (Auth.)", "engaged"), ("Eng. (Avg.)", "engaged")),
    ),
    "tiktok": (
        ("S.no", "Tiktoker name", "Tiktok name"),
        (
            ("Subscribers", "followers"), ("Views avg.", "views"), ("Likes avg.", "likes"),
            ("Comments avg.", "comments"), ("Shares avg.", "shares"),
        ),
    ),
    "youtube": (
        ("s.no", "youtuber name", "channel name", "Category", "Category_2"),
        (
            ("Subscribers", "followers"), None, ("avg views", "views"), ("avg likes", "likes"),
            ("avg comments", "comments"),
        ),
    ),
    "other": (
        ("Rank", "platform", "username", "name", "niche"),
        (("followers", "followers"), None, ("avg likes", "likes")),
    ),
}  # fmt: skip


def short(number: pl.Expr) -> pl.Expr:
    """Abbreviate a count: ``950``, ``42.9K``, ``48.5M``."""

    def cut(size: int, letter: str) -> pl.Expr:
        text = (number / size).round(1).cast(pl.String).str.strip_suffix(".0")
        return text + pl.lit(letter)

    return (
        pl.when(number >= 1_000_000).then(cut(1_000_000, "M"))
        .when(number >= 1_000).then(cut(1_000, "K"))
        .otherwise(number.cast(pl.String))
    )  # fmt: skip


def write_rosters(ledger: Ledger, snapshot: pl.DataFrame, day: date, *, xlsx: bool, zipped: bool) -> None:
    """Write the lists of one day; Facebook and X share one, YouTube's may be an XLSX.

    Args:
        snapshot: one row an account: platform, handle, name, niche, country, followers and the
            averages views, likes, comments, shares, engaged.
    """
    for platform in ("instagram", "tiktok", "youtube", "other"):
        mine = pl.col("platform") == platform
        if platform == "other":
            mine = pl.col("platform").is_in(["facebook", "x"])
        rows = snapshot.filter(mine).sort("followers", "handle", descending=[True, False])
        if platform == "youtube":  # YouTube shows three significant figures
            step = 10 ** (pl.col("followers").log10().floor() - 2).clip(0).cast(pl.Int64)
            rows = rows.with_columns((pl.col("followers") // step * step).cast(pl.Int64))
        columns = _columns(platform)
        label = "OTHER" if platform == "other" else platform.upper()
        path = f"roster/{day}/social media influencers-{label} - {day:%b %Y}".upper()
        path = path.replace("ROSTER/", "roster/").replace("SOCIAL MEDIA INFLUENCERS", "social media influencers")
        if platform == "youtube" and xlsx:
            data = _workbook(rows, columns)
            member = Member("Sheet1", "roster_youtube_xlsx", data, rows.height)
            ledger.file(f"{path}.xlsx", day, member)
            continue
        member = ledger.table(label, f"roster_{platform}", rows, columns, PLAIN, key=day, damaged=False)
        ledger.file(f"{path}.csv", day, member, zipped=zipped)


def _columns(platform: str) -> list[Column]:
    front, pairs = _HEADS[platform]
    rank = pl.int_range(1, pl.len() + 1)
    values = {
        "instagram": ("handle", "name", "niche", None),
        "tiktok": ("handle", "name"),
        "youtube": ("handle", "name", "niche", None),
        "other": ("platform", "handle", "name", "niche"),
    }[platform]
    columns = [Column(front[0], rank)]
    columns += [Column(h, pl.col(v) if v else pl.lit("")) for h, v in zip(front[1:], values, strict=False)]
    for pair in pairs:
        if pair is None:
            columns.append(Column("country", pl.col("country")))
            continue
        header, name = pair
        columns += [Column(header, short(pl.col(name))), Column(header, pl.col(name))]
    return columns


def _workbook(rows: pl.DataFrame, columns: list[Column]) -> bytes:
    """Write a one-sheet workbook by hand: the same bytes each time, no further dependency."""
    table = text_table(rows, columns)
    lines = [[column.header for column in columns], *table.rows()]
    sheet = "".join(
        f'<row r="{r}">' + "".join(_sheet_cell(r, c, text) for c, text in enumerate(line)) + "</row>"
        for r, line in enumerate(lines, 1)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship '
        f'Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>',
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            whole = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}'
            archive.writestr(fixed_info(name), whole)
    return buffer.getvalue()


def _sheet_cell(row: int, column: int, text: str | None) -> str:
    place = f"{chr(65 + column)}{row}"
    if not text:
        return ""
    if text.isdigit():
        return f'<c r="{place}"><v>{text}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
