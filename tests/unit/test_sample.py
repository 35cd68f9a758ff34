"""The sample's promises: same bytes each time, real shapes, and books that match the files."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import zipfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
import polars.selectors as cs
import pytest

from pipeline.sample import SampleSummary, generate, generate_observations, ids

FORMATS = {
    "meta_instagram_posts",
    "meta_facebook_posts",
    "meta_account_days",
    "tiktok_studio_overview",
    "tiktok_studio_follower_history",
    "tiktok_studio_viewers",
    "tiktok_studio_content",
    "tiktok_studio_follower_gender",
    "tiktok_studio_follower_top_territories",
    "tiktok_studio_follower_activity",
    "tiktok_business_videos",
    "tiktok_business_overview",
    "youtube_videos",
    "youtube_totals",
    "youtube_chart",
    "youtube_days",
    "x_content_2026",
    "x_content_2025",
    "x_tweet_activity",
    "apify_instagram_json",
    "apify_tiktok_csv",
    "apify_tiktok_json",
    "roster_instagram",
    "roster_tiktok",
    "roster_youtube",
    "roster_youtube_xlsx",
    "roster_other",
    "brand_creators",
    "brand_campaigns",
    "brand_deals",
    "brand_deal_posts",
    "brand_clicks",
    "brand_tracking",
    "shopify_orders",
}
WRONGS = {
    "negative count", "text in a count", "date that cannot be", "id rounded by Excel, link intact",
    "id rounded by Excel, no link", "engagements above impressions", "ghost row without a post",
    "blank id on an error row, link intact", "too many fields",
}  # fmt: skip


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> SampleSummary:
    return generate(tmp_path_factory.mktemp("sample"))


def truth(sample: SampleSummary, name: str) -> pl.DataFrame:
    frame = pl.read_csv(sample.out / "truth" / f"{name}.csv", infer_schema=False)
    return frame.with_columns(pl.all().fill_null(""))


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def read(sample: SampleSummary, file: str, member: str) -> bytes:
    data = (sample.out / "incoming" / file).read_bytes()
    if file.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.read(member)
    return gzip.decompress(data) if file.endswith(".gz") else data


def records(data: bytes, format: str, file: str) -> list[list[str]]:
    """Read the data records of any CSV of the sample, as a careful reader would."""
    if data.startswith(b"\xff\xfe"):
        text = data.decode("utf-16")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252")
    if text.startswith("sep="):
        text = text.split("\n", 1)[1]
    if format == "meta_account_days":
        text = text.split("\n", 1)[1]
    delimiter = ";" if text.split("\n", 1)[0].count(";") else ","
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row]
    return [row for row in rows[1:] if row[0] != "Total"]


def test_the_same_arguments_give_the_same_bytes(tmp_path: Path) -> None:
    first, second, other = (
        generate(tmp_path / name, creators=20, days=30, seed=seed).out for name, seed in (("a", 3), ("b", 3), ("c", 4))
    )
    assert digests(first) == digests(second)
    assert digests(first) != digests(other)


def test_every_kind_of_file_is_there(sample: SampleSummary) -> None:
    assert set(truth(sample, "files")["format"]) == FORMATS
    names = [path.name for path in (sample.out / "incoming").rglob("*") if path.is_file()]
    for ending in (".csv", ".csv.gz", ".json", ".json.gz", ".zip", ".xlsx", "account.yaml"):
        assert any(name.endswith(ending) for name in names), ending


def test_the_books_match_the_files(sample: SampleSummary) -> None:
    books = truth(sample, "files")
    on_disk = {
        path.relative_to(sample.out / "incoming").as_posix()
        for path in (sample.out / "incoming").rglob("*")
        if path.is_file() and path.name != "account.yaml"
    }
    assert set(books["file"]) == on_disk
    for row in books.iter_rows(named=True):
        data = read(sample, row["file"], row["member"])
        if row["format"].endswith("json"):
            found = len(json.loads(data))
        elif row["format"].endswith("xlsx"):
            found = pl.read_excel(io.BytesIO(data), drop_empty_rows=False).height
        else:
            found = len(records(data, row["format"], row["file"]))
        assert found == int(row["records"]), row["file"]


def test_the_damaged_records_are_the_listed_ones(sample: SampleSummary) -> None:
    flaws, books = truth(sample, "malformed"), truth(sample, "files")
    assert set(flaws["wrong"]) == WRONGS
    listed = Counter(flaws.select("file", "member").rows())
    for row in books.iter_rows(named=True):
        assert listed[row["file"], row["member"]] == int(row["malformed"])
    assert 1 / 400 < flaws.height / books["records"].cast(pl.Int64).sum() < 1 / 100
    formats = {(row["file"], row["member"]): row["format"] for row in books.iter_rows(named=True)}
    for row in flaws.iter_rows(named=True):
        key = row["file"], row["member"]
        record = records(read(sample, *key), formats[key], row["file"])[int(row["record"]) - 1]
        assert _looks_damaged(record, row["wrong"]), (row, record)


def _looks_damaged(record: list[str], wrong: str) -> bool:
    signs = {
        "negative count": lambda text: text.startswith("-") and text[1:].isdigit(),
        "text in a count": lambda text: text == "quite a few",
        "date that cannot be": lambda text: "02/30" in text or "Feb 30" in text or "02-30" in text,
        "too many fields": lambda text: text == "surplus",
        "ghost row without a post": lambda text: text == "undefined",
    }
    if wrong in signs:
        return any(signs[wrong](text) for text in record)
    if wrong == "engagements above impressions":
        return int(record[6]) > int(record[4])
    if wrong.startswith("blank id"):
        return record[0] == "" and any("error occurred" in text for text in record)
    return any("E+" in text for text in record)


def test_ids_carry_the_time_they_were_made() -> None:
    moments = np.array([1_780_000_000_123, 1_795_000_000_999], dtype=np.int64)
    rng = np.random.default_rng(1)
    for platform, made, step in (
        ("instagram", ids.instagram_pk(moments, rng), 1),
        ("x", ids.x_id(moments, rng), 1),
        ("tiktok", ids.tiktok_id(moments, rng), 1000),
    ):
        read_back = [ids.unix_ms_of(platform, int(number)) for number in made]
        assert read_back == [moment // step * step for moment in moments.tolist()]
    pk = ids.instagram_pk(moments, rng)
    assert [ids.instagram_pk_of(code) for code in ids.shortcode(pk)] == pk.tolist()


def test_meta_writes_californian_time(sample: SampleSummary) -> None:
    zone, checked = ZoneInfo("America/Los_Angeles"), 0
    files = truth(sample, "files").filter(pl.col("format") == "meta_instagram_posts")
    damaged = set(truth(sample, "malformed").select("file", "record").rows())
    for file, member in files.select("file", "member").rows():
        for number, row in enumerate(records(read(sample, file, member), "", file), 1):
            if (file, str(number)) in damaged:
                continue
            code = row[7].rstrip("/").rsplit("/", 1)[1]
            made = datetime.fromtimestamp(ids.unix_ms_of("instagram", ids.instagram_pk_of(code)) / 1000, UTC)
            assert made.astimezone(zone).strftime("%m/%d/%Y %H:%M") == row[6]
            checked += 1
    assert checked > 300


def test_repeats_hold_what_they_repeat(sample: SampleSummary) -> None:
    repeats = truth(sample, "files").filter(pl.col("repeats") != "")
    notes = {row["note"].split(":")[0]: row for row in repeats.iter_rows(named=True)}
    copy = notes["same bytes under another name"]
    assert read(sample, copy["file"], "") == read(sample, copy["repeats"], "")
    again = notes["the same data downloaded again"]
    first, second = (read(sample, again[name], "") for name in ("repeats", "file"))
    assert first != second
    assert [sorted(row) for row in records(first, "", "")] == [sorted(row) for row in records(second, "", "")]


def test_deals_add_up(sample: SampleSummary) -> None:
    deals = truth(sample, "deals").with_columns(cs.matches("fee|cost|boosting|commission$|revenue").cast(pl.Float64))
    parts = ["fee", "product_cost", "shipping_cost", "agency_fee", "boosting", "commission"]
    assert deals.select((pl.sum_horizontal(parts) - pl.col("total_cost")).abs().max()).item() < 0.006
    orders = truth(sample, "orders").with_columns(pl.col("net_revenue").cast(pl.Float64))
    counted = orders.filter(pl.col("deal_id") != "", pl.col("is_leaked") == "false")
    total = deals["net_revenue_deduplicated"].sum()
    assert counted["net_revenue"].sum() == pytest.approx(total, abs=0.01)
    assert orders["order_id"].n_unique() == orders.height
    assert set(orders["method"]) == {"code", "link", "both", "none"}


def test_the_shop_says_what_is_true(sample: SampleSummary) -> None:
    """Subtotal less its part of the refund, zero when cancelled, from the export of the last day."""
    net: dict[str, float] = {}
    for path in sorted((sample.out / "incoming" / "shopify").glob("*/orders_export_*.csv")):
        for row in csv.DictReader(path.open(newline="")):
            if row["Subtotal"]:
                goods, refund = float(row["Subtotal"]), float(row["Refunded Amount"])
                left = goods - round(refund * (1 if refund == goods else goods / (goods + float(row["Shipping"]))), 4)
                net[row["Name"]] = 0.0 if row["Cancelled at"] else left
    told = dict(truth(sample, "orders").select("order_id", pl.col("net_revenue").cast(pl.Float64)).rows())
    assert net == pytest.approx(told)


def test_tiers_and_inflated_accounts_exist(sample: SampleSummary) -> None:
    creators = truth(sample, "creators")
    assert set(creators["tier"]) == {"nano", "micro", "macro", "mega"}
    assert "true" in set(creators["is_inflated"])
    posts = truth(sample, "posts")
    for flag in ("is_sponsored", "is_hidden_likes", "is_collab"):
        assert "true" in set(posts[flag]), flag


def test_the_committed_size_stays_small(sample: SampleSummary) -> None:
    assert sample.bytes_written < 1_500_000


def test_too_small_a_sample_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least 20 creators"):
        generate(tmp_path, creators=3)


def test_other_peoples_exports_are_left_alone(tmp_path: Path) -> None:
    theirs = tmp_path / "incoming" / "real.csv"
    theirs.parent.mkdir()
    theirs.write_text("a,b\n")
    with pytest.raises(FileExistsError, match="not a sample's"):
        generate(tmp_path)
    assert theirs.exists()


def test_observations_come_out_exactly_and_grow(tmp_path: Path) -> None:
    paths = generate_observations(tmp_path, 4_013, seed=5, files=5)
    books = pl.read_csv(tmp_path / "truth" / "observations.csv")
    assert books["records"].sum() == 4_013
    flaws = pl.read_csv(tmp_path / "truth" / "malformed.csv")
    assert flaws.height == books["malformed"].sum()
    damaged = set(flaws.select("file", "record").rows())
    views: dict[str, int] = {}
    for path in paths:
        name = path.relative_to(tmp_path / "incoming").as_posix()
        format = books.filter(pl.col("file") == name)["format"].item()
        rows = records(path.read_bytes(), format, name)
        assert len(rows) == books.filter(pl.col("file") == name)["records"].item()
        if format != "meta_instagram_posts":
            continue
        for number, row in enumerate(rows, 1):
            if (name, number) not in damaged:
                assert int(row[11]) >= views.get(row[0], 0)
                views[row[0]] = int(row[11])
    again = generate_observations(tmp_path / "again", 4_013, seed=5, files=5)
    assert [path.read_bytes() for path in paths] == [path.read_bytes() for path in again]
