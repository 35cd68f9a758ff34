"""Meta Business Suite files: Instagram posts, Facebook posts, and one metric a day.

Belongs here: headers, column orders, languages and quirks of these exports.
Does not belong here: the counts (``posts``), quoting and encoding (``csv_bytes``).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl

from pipeline.sample.csv_bytes import META, META_DAYS, Column, Style, names, reordered
from pipeline.sample.ledger import Ledger

_LIKE_EXPORT = "%m/%d/%Y %H:%M"
_TYPES = {
    "en": {"reel": "IG reel", "image": "IG image", "carousel": "IG carousel"},
    "es": {
        "reel": "Reel de Instagram",
        "image": "Imagen de Instagram",
        "carousel": "Secuencia de Instagram",
    },
}
_HEADERS = {  # our name: English, Spanish
    "post_id": ("Post ID", "Identificador de la publicación"),
    "account_id": ("Account ID", "Identificador de la cuenta"),
    "username": ("Account username", "Nombre de usuario de la cuenta"),
    "name": ("Account name", "Nombre de la cuenta"),
    "description": ("Description", "Descripción"),
    "seconds": ("Duration (sec)", "Duración (segundos)"),
    "published": ("Publish time", "Hora de publicación"),
    "link": ("Permalink", "Enlace permanente"),
    "type": ("Post type", "Tipo de publicación"),
    "comment": ("Data comment", "Comentario sobre los datos"),
    "date": ("Date", "Fecha"),
    "views": ("Views", "Visualizaciones"),
    "reach": ("Reach", "Alcance"),
    "likes": ("Likes", "Me gusta"),
    "shares": ("Shares", "Veces que se compartió"),
    "follows": ("Follows", "Seguimientos"),
    "comments": ("Comments", "Comentarios"),
    "saves": ("Saves", "Veces que se guardó"),
}
_FRONT = list(_HEADERS)[:11]
ORDERS = (
    ("views", "reach", "likes", "shares", "comments", "saves", "follows"),
    ("views", "likes", "shares", "comments", "saves", "reach", "follows"),
    ("views", "reach", "likes", "shares", "follows", "comments", "saves"),
)
_FACEBOOK_FRONT = names(
    "Post ID|Page ID|Page name|Title|Description|Duration (sec)|Publish time|Caption type|Permalink|"
    "Is crosspost|Is share|Post type|Languages|Custom labels|Funded content status|Data comment|Date|"
    "Views|Reach|Reactions, Comments and Shares|Reactions|Comments|Shares|Total clicks"
)
_FACEBOOK_BACK = (
    names(
        "Link Clicks|Other Clicks|Matched Audience Targeting Consumption (Photo Click)|Seconds viewed|"
        "Average Seconds viewed|Estimated earnings (USD)|Ad impressions"
    ),
    names(
        "Views|Reach from Organic posts|Reach from Boosted posts|3-second video views|1-minute video views|"
        "3-Second viewers|1-minute viewers|3-second video views from Boosted posts|"
        "3-second video views from Organic posts|Negative feedback from users|"
        "Unique negative feedback from users|Other Clicks|"
        "Matched Audience Targeting Consumption (Photo Click)|Link Clicks"
    ),
)


def moment() -> pl.Expr:
    """Give the publish moment as a UTC time."""
    return pl.from_epoch("posted_ms", "ms").dt.replace_time_zone("UTC")


def export_name(first: date, last: date, ledger: Ledger, *key: object) -> str:
    """Name a download as Meta does: the period and an id that is new each time."""
    number = int(ledger.rng("export", first, last, *key).integers(10**14, 2 * 10**15))
    return f"{first:%b-%d-%Y}_{last:%b-%d-%Y}_{number}.csv"


def write_instagram(
    ledger: Ledger, seen: pl.DataFrame, partners: pl.DataFrame, first: date, day: date,
    group: int, *, language: str = "en", zipped: bool = False, note: str = "", again: bool = False,
) -> str:  # fmt: skip
    """Write one export of Instagram posts; with ``again`` also a second download of the same data.

    On a collaboration post the account columns name the partner and the reach is blank.
    """
    partner = (seen["turn"] + 1 + seen["post"] % (partners.height - 1)) % partners.height
    other = partners[partner].select(pl.col("handle", "account_id", "name").name.prefix("other_"))
    frame = seen.hstack(other)
    order = ORDERS[2 if language == "es" else group % 2]
    columns = _instagram_columns(order, language)
    member = ledger.table("posts", "meta_instagram_posts", frame, columns, META, key=(day, group))
    name = export_name(first, day, ledger, "instagram", group)
    folder = f"meta_business_suite/{day}"
    path = ledger.file(f"{folder}/{name}", day, member, zipped=zipped, note=note)
    if again:
        repeat_name = export_name(first, day, ledger, "instagram", group, "again")
        front, metrics = (
            list(range(len(_FRONT))),
            [len(_FRONT) + order.index(name) for name in ORDERS[1 - group % 2]],
        )
        repeat = reordered(member, "posts", [*front, *metrics], META)
        ledger.file(
            f"{folder}/{repeat_name}", day, repeat, repeats=path,
            note="the same data downloaded again: another name, export id and column order",
        )  # fmt: skip
    return path


def _instagram_columns(order: tuple[str, ...], language: str) -> list[Column]:
    def owner(name: str) -> pl.Expr:
        return pl.when("is_collab").then(pl.col(f"other_{name}")).otherwise(pl.col(name))

    local = moment().dt.convert_time_zone("America/Los_Angeles").dt.strftime(_LIKE_EXPORT)
    values = {
        "post_id": (pl.col("post_id"), "id"),
        "account_id": (owner("account_id"), ""),
        "username": (owner("handle"), ""),
        "name": (owner("name"), ""),
        "description": (pl.col("caption"), ""),
        "seconds": (pl.col("seconds"), ""),
        "published": (local, "date"),
        "link": (pl.col("link"), "link"),
        "type": (pl.col("format").replace_strict(_TYPES[language]), ""),
        "comment": (pl.lit(""), "comment"),
        "date": (pl.lit("Total" if language == "es" else "Lifetime"), ""),
        "reach": (pl.when(~pl.col("is_collab")).then("reach"), "count"),
        "follows": (pl.when(pl.col("post") % 3 == 0).then("follows"), ""),
        **{name: (pl.col(name), "count") for name in ("views", "likes", "shares", "comments", "saves")},
    }
    which = 1 if language == "es" else 0
    return [Column(_HEADERS[name][which], *values[name]) for name in (*_FRONT, *order)]


def write_facebook(ledger: Ledger, seen: pl.DataFrame, first: date, day: date, template: int) -> str:
    """Write one export of Facebook posts, in one of the two templates; the second repeats Views."""
    member = ledger.table(
        "posts", "meta_facebook_posts", seen, _facebook_columns(template), META,
        key=(day, template), short=template == 0,
    )  # fmt: skip
    name = export_name(first, day, ledger, "facebook", template)
    return ledger.file(f"meta_business_suite/{day}/{name}", day, member)


def _facebook_columns(template: int) -> list[Column]:
    local = moment().dt.convert_time_zone("America/Los_Angeles").dt.strftime(_LIKE_EXPORT)
    long = pl.col("caption").str.contains("\n")
    played = pl.col("seconds") > 0
    # One template gives the views; the one that repeats the header gives zero twice.
    views = pl.col("views") if template == 0 else pl.lit(0)
    known = {
        "Post ID": (pl.col("post_id"), "id"),
        "Page ID": (pl.col("account_id"), ""),
        "Page name": (pl.col("name"), ""),
        "Title": (pl.when(~long).then("caption"), ""),
        "Description": (pl.when(long).then("caption"), ""),
        "Duration (sec)": (pl.col("seconds"), ""),
        "Publish time": (local, "date"),
        "Caption type": (pl.when(played).then(pl.lit("uploaded")).otherwise(pl.lit("N/A")), ""),
        "Permalink": (pl.col("link"), "link"),
        "Is crosspost": (pl.lit(0), ""),
        "Is share": (pl.lit(0), ""),
        "Post type": (pl.col("format"), ""),
        "Date": (pl.lit("Lifetime"), ""),
        "Views": (views, ""),
        "Reach": (pl.col("reach"), "count"),
        "Reactions, Comments and Shares": (pl.col("engagements"), "count"),
        "Reactions": (pl.col("likes"), "count"),
        "Comments": (pl.col("comments"), "count"),
        "Shares": (pl.col("shares"), "count"),
        "Total clicks": (pl.col("link_clicks") + pl.col("detail_expands"), "count"),
        "Link Clicks": (pl.when(pl.col("format") == "Links").then("link_clicks"), ""),
        "Other Clicks": (pl.when(pl.col("format") == "Photos").then("detail_expands"), ""),
        "Seconds viewed": (pl.when(played).then(pl.col("views") * 6), ""),
        "Average Seconds viewed": (pl.when(played).then(pl.lit(6)), ""),
        "Reach from Organic posts": (pl.col("reach"), ""),
        "Reach from Boosted posts": (pl.lit(0), ""),
        "3-second video views": (pl.when(played).then(pl.col("views") // 2).otherwise(0), ""),
        "1-minute video views": (pl.lit(0), ""),
    }
    headers = [*_FACEBOOK_FRONT, *_FACEBOOK_BACK[template]]
    return [Column(header, *known.get(header, (pl.lit(None), ""))) for header in headers]


_DAYS = {  # file: title on Facebook, title on Instagram, our name
    "Reach": ("Facebook reach", "Instagram reach", "reach"),
    "Views": ("Views", "Views", "views"),
    "Visits": ("Facebook visits", "Instagram profile visits", "profile_visits"),
    "Interactions": ("Content interactions", "Content interactions", "engagements"),
    "Follows": ("Follows", "Follows", "new_followers"),
    "Link clicks": ("Link clicks", "Link clicks", "link_clicks"),
}


def write_days(
    ledger: Ledger, account: dict[str, Any], days: pl.DataFrame, day: date, *, resaved: bool = False
) -> None:
    """Write the account's daily files, one metric each; ``resaved`` as a spreadsheet leaves them."""
    folder = f"meta_business_suite/{day}/@{account['handle']}"
    on_instagram = account["platform"] == "instagram"
    # The hour flips with daylight saving in Meta's own zone.
    start = pl.col("date").cast(pl.Datetime).dt.replace_time_zone("America/Los_Angeles")
    summer = start.dt.dst_offset() > timedelta()
    hour = pl.when(summer).then(pl.lit("T00:00:00")).otherwise(pl.lit("T01:00:00"))
    for file, (facebook, instagram, name) in _DAYS.items():
        title = instagram if on_instagram else facebook
        primary = pl.col(name).clip(0) if name == "new_followers" else pl.col(name)
        columns = [
            Column("Date", pl.col("date").cast(pl.String) + hour),
            Column("Primary", primary, "daily"),
        ]
        style = Style(**{**META_DAYS.__dict__, "preamble": ("sep=,", f'"{title}"')})
        if resaved:
            style = Style(quote="semicolon", encoding="cp1252", newline="\r\n", preamble=(title,))
        member = ledger.table(
            file,
            "meta_account_days",
            days,
            columns,
            style,
            key=account["handle"],
            damaged=not resaved,
        )
        suffix = " (1)" if on_instagram and file == "Visits" else ""
        ledger.file(f"{folder}/{file}{suffix}.csv", day, member)
    ledger.loose(
        f"{folder}/account.yaml",
        f'platform: {account["platform"]}\nhandle: {account["handle"]}\nid: "{account["account_id"]}"\n'
        f"zone: {account['zone']}\ncurrency: EUR\n",
    )
