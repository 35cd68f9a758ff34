"""Small inputs that once came out wrong, and what is right: a folder a case, laid out as a user would.

The folders lie beside the repository; without them these tests are skipped. Each stands for a kind that has tests of
its own, with rows of their own.
"""

import re
import shutil
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from home_folder import Home

from pipeline.models import building, reference, sql_models
from pipeline.warehouse.warehouse import Warehouse

DAY = "2026-11-20"
Books = dict[str, dict[str, Any]]


@pytest.fixture(scope="session")
def shared_cases(shared_exports) -> Path:
    folder = shared_exports.parent / "cases"
    if not folder.is_dir():
        pytest.skip(f"the cases are not at {folder}")
    return folder


@pytest.fixture
def case(home, shared_cases, monkeypatch) -> Callable[[str], Books]:
    """Load a case's folder; bare files are put below a dated folder. A query builds the models that it reads."""
    held: set[str] = set()
    monkeypatch.setattr(
        home, "rows", lambda query, *values: _built(home, query, held) or Home.rows(home, query, *values)
    )

    def load(name: str) -> Books:
        held.clear()
        put(home, shared_cases, name)
        return {name.rpartition("/")[2]: row for name, row in home.load().items()}

    return load


def put(home: Home, shared_cases: Path, name: str) -> None:
    for path in sorted((shared_cases / name).rglob("*")):
        inner = path.relative_to(shared_cases / name)
        is_dated = any(re.fullmatch(r"\d{4}-\d\d-\d\d", part) for part in inner.parts)
        if path.is_file():
            target = home.incoming / (inner if is_dated else Path(DAY) / inner)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)


def _built(home: Home, query: str, held: set[str]) -> None:
    """Build the models that a query names, and those they follow from, but for those held already."""
    models = sql_models.load_models()
    wanted, needed = [table for table in models if re.search(rf"\b{table}\b", query)], set[str]()
    while wanted:
        table = wanted.pop()
        if table in models and table not in held:
            held.add(table)
            needed.add(table)
            wanted += models[table].depends_on
    if needed:
        with Warehouse.of(home.settings).connect() as connection:
            reference.load_reference(connection, [])
            reference.write_settings(connection, home.settings.for_models())
            building.build_all(connection, {name: model for name, model in models.items() if name in needed})


@pytest.mark.parametrize("part", range(2))
@pytest.mark.long
def test_every_contract_holds_over_all_cases_together(home, shared_cases, part):
    names = sorted(path.name for path in shared_cases.iterdir() if path.is_dir())
    for name in names[part::2]:
        put(home, shared_cases, name)
    assert len(home.load()) >= len(names) // 2
    with Warehouse.of(home.settings).connect() as connection:
        reference.load_reference(connection, [])
        reference.write_settings(connection, home.settings.for_models())
        built = building.build_all(connection)
    assert built["staging.stg_posts"] > 0 and built["marts.deal_results"] > 0


def refused(load: dict[str, Any]) -> str:
    """Return reason and remedy of a file that was refused."""
    assert load["status"] == "rejected"
    return f"{load['reason']}. {load['remedy']}"


def test_bare_header_over_wrapped_records(case, home):
    case("bare_header_wrapped_crash")
    assert home.rows("select count(*), sum(net_revenue) from staging.stg_orders") == [(30, Decimal(3000))]


def test_records_wrapped_line_by_line(case, home):
    case("meta_wrapped_line_by_line")
    assert home.rows("select handle, views, reach, likes, shares, follows, comments, saves from raw.posts") == [
        ("ana.x", 10, 9, 8, 7, 6, 5, 4)
    ]


def test_header_known_in_part(case):
    load = case("header_known_in_part")["list.csv"]
    assert load["status"] in ("loaded", "rejected")
    assert load["status"] == "loaded" or load["reason"]


def test_bytes_that_cp1252_does_not_define(case, home):
    case("cp1252_undefined_byte")
    assert home.rows("select title from raw.posts order by reach") == [
        ("café",),
        ("bad\ufffdbyte éé",),
    ]


def test_two_digit_years(case, home):
    assert case("dates_two_digit_year")["dash.csv"]["rows_rejected"] == 1
    assert home.rows("select rule from meta.rejected_rows") == [("not_a_date",)]


def test_dates_and_currency_in_tracking(case, home):
    case("dates_and_currency_in_tracking")
    assert home.rows("select rule from meta.rejected_rows") == [("not_a_date",)]
    assert home.rows("select gross_revenue, currency from staging.stg_orders") == [(Decimal(1200), "EUR")]


def test_fees_with_signs_and_codes(case, home):
    case("fee_with_currency_sign")
    fees = dict(home.rows("select deal_ref, fee from raw.deals"))
    currencies = dict(home.rows("select deal_ref, currency from raw.deals"))
    signed = {
        "d_f1": (Decimal("1200.50"), "EUR"), "d_f2": (Decimal("1200.50"), "EUR"), "d_f3": (Decimal(1500), "BRL"),
        "d_f4": (Decimal(150000), "INR"), "d_f5": (Decimal(1500), "USD"), "d_f6": (Decimal(45000000), "IDR"),
        "d_f7": (Decimal("1200.50"), "CHF"), "d_f8": (Decimal(1200), None), "d_f10": (Decimal("1200.50"), "USD"),
        "d_f12": (Decimal(0), None), "d_f13": (Decimal(950), "GBP"), "d_f14": (Decimal("1200.50"), None),
    }  # fmt: skip
    assert {deal: (fees[deal], currencies[deal]) for deal in signed} == signed
    assert fees.get("d_f16") is None


@pytest.mark.parametrize("name", ["yt_de_softhyphen", "yt_pt_receita"])
def test_youtube_tables_of_other_languages(case, home, name):
    (load,) = case(name).values()
    assert (load["status"], load["rows_read"], load["rows_accepted"]) == ("loaded", 2, 2)
    assert home.rows("select views, watch_seconds, net_follows, thumbnail_impressions from raw.posts order by 1") == [
        (100, 7200.0, 1, 1500), (200, 12600.0, 1, 2500)
    ]  # fmt: skip
    if name == "yt_pt_receita":
        assert home.rows("select creator_earnings, creator_earnings_currency from raw.posts order by 1") == [
            (Decimal("2.5"), "BRL"), (Decimal(10), "BRL")
        ]  # fmt: skip


@pytest.mark.parametrize("name", ["yt_totals_one_metric", "yt_chart_other_dimension"])
def test_parts_of_a_channel_are_not_its_totals(case, home, name):
    for load in case(name).values():
        assert load["status"] == "ignored"
        assert load["reason"]
    assert home.rows("select count(*) from raw.account_days") == [(0,)]


def test_meta_daily_of_before(case, home):
    case("meta_daily_old")
    assert home.rows("select day::varchar, value from raw.account_days where metric = 'reach' order by 1") == [
        ("2023-01-01", 120), ("2023-01-02", 135)
    ]  # fmt: skip
    assert home.rows("select day::varchar, value from raw.account_days where metric like '%visits' order by 1") == [
        ("2023-01-01", 12), ("2023-01-02", 13)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ig_es_headers", [(1419, 1056, 12, 7, 3, 5, 9), (2663, 1117, 33, 4, 1, 2, 11)]),
        ("ig_ja", [(105375, 70894, 448, 47, 122, 136, 149), (5375, 4894, 48, 7, 2, 6, 9)]),
        ("ig_id", [(12400, 9100, 610, 88, 4, 31, 52)]),
    ],
)
def test_instagram_posts_of_other_languages(case, home, name, expected):
    case(name)
    assert (
        home.rows("select views, reach, likes, shares, follows, comments, saves from raw.posts order by source_record")
        == expected
    )


def test_facebook_videos_in_spanish(case, home):
    loads = case("fb_videos_es")
    assert {load["status"] for load in loads.values()} <= {"loaded", "duplicate"}
    assert home.rows("select distinct reach, video_views_3s, video_views_60s, reactions, comments, shares from raw.posts") == [
        (211, 130, 20, 8, 3, 5)
    ]  # fmt: skip


def test_audience_sections_padded(case, home):
    case("fb_audience_padded")
    assert home.rows("select count(*) from raw.audience_shares where dimension <> 'country'") == [(4,)]
    assert home.rows("select bucket, share from raw.audience_shares where dimension = 'country' order by 2 desc") == [
        ("Bulgaria", 0.984), ("Germany", 0.009), ("Spain", 0.007)
    ]  # fmt: skip


def test_engagements_above_impressions_are_kept(case, home):
    case("x_engagements_above_impressions")
    assert home.rows("select impressions, engagements_reported, likes from raw.posts") == [(52, 66, 2)]
    assert home.rows("select count(*) from marts.post_performance") == [(1,)]


def test_handles_are_the_column_with_handles(case, home):
    case("roster_swapped_name_columns")
    handles = {handle for (handle,) in home.rows("select handle from raw.profiles")}
    assert "Ana Maria" not in handles
    assert handles <= {"ana.x", "bob.y", "cem.z"}
    assert handles


def test_payout_basis_spellings(case, home):
    case("payout_basis_spellings")
    assert home.rows("select payout_basis, payout_total from raw.deals order by all") == [
        ("order", Decimal(50)), ("post", Decimal(100)), ("post", Decimal(300))
    ]  # fmt: skip


def test_advice_names_a_column_that_fits(case):
    said = refused(case("hint_ranks")["hint.csv"])
    assert "'Ranks'" not in said
    said = refused(case("hint_names_wrong_column")["sales.csv"])
    assert "'id'" not in said


def test_a_reason_quotes_no_cell(case, home):
    case("person_in_reason")
    for reason, remedy in home.rows("select reason, remedy from meta.loads"):
        assert "Private" not in f"{reason} {remedy}"


def test_layouts_are_read_or_refused_by_name(case):
    loads = case("formats_not_supported") | case("ga4_utm_content")
    for name, load in loads.items():
        assert load["status"] in ("loaded", "rejected", "ignored", "empty"), name
        assert load["status"] == "loaded" or load["reason"], name
    read = {"woo", "tt_partner", "ttshop_jp", "refersion", "ads_day", "ads_no_day", "google_ads", "ga4", "deals_real"}
    assert {f"{name}.csv" for name in read} <= {name for name, load in loads.items() if load["status"] == "loaded"}


def test_posts_of_two_accounts_in_two_exports(case, home):
    case("ig_collab_two_exports")
    assert home.rows("select count(*), sum(views) from marts.post_performance") == [(2, 1500)]


def test_a_renamed_account_stays_one(case, home):
    case("ig_rename")
    assert home.rows("select count(*), sum(views), count(distinct account_id) from marts.post_performance") == [
        (2, 450, 1)
    ]


def test_damaged_ids_match_nothing(case, home):
    case("fb_damaged_ids")
    assert home.rows("select count(*), sum(views) from marts.post_performance") == [(2, 200)]


def test_corrections_of_a_day_are_kept(case, home):
    case("yt_negative_views")
    assert home.rows("select day::varchar, value from raw.account_days where metric = 'views' order by 1") == [
        ("2026-09-01", 300), ("2026-09-02", -100)
    ]  # fmt: skip


def test_scrapers(case, home):
    loads = case("apify_actors")
    posts = home.rows("select platform, count(*) from marts.post_performance group by 1 order by 1")
    assert ("instagram", 3) in posts
    assert ("tiktok", 1) in posts
    assert home.rows("select likes from marts.post_performance where post_id = '3690000000000000001'") == [(None,)]
    assert all(load["status"] == "loaded" or load["reason"] for load in loads.values())


def test_followers_as_people_write_them(case, home):
    case("roster_number_spellings")
    assert dict(home.rows("select handle, followers from raw.profiles where handle < 'r_h'")) == {
        "r_a": 48500, "r_b": 1200000, "r_c": 1200000, "r_d": 120000, "r_e": 1234567, "r_f": 1234567, "r_g": 850
    }  # fmt: skip


def test_commission_spellings(case, home):
    case("commission_spellings")
    assert {rate for (rate,) in home.rows("select commission_rate from raw.deals")} <= {0.15, None}
    assert dict(home.rows("select deal_ref, commission_rate from raw.deals where deal_ref in ('da', 'db', 'dd')")) == {
        "da": 0.15, "db": 0.15, "dd": 0.15
    }  # fmt: skip


def test_handles_of_a_wide_sheet(case, home):
    case("wide_sheet_handles")
    linked = "select influencer_id, count(*) from marts.post_performance group by 1 order by 1"
    assert home.rows(linked) == [("ha", 1), ("hb", 1), ("hc", 1), ("hd", 1), ("he", 1)]


def all_campaigns(home: Home, columns: str) -> list[tuple[Any, ...]]:
    return home.rows(f"select {columns} from marts.influencer_roi where campaign_id = 'all' order by influencer_id")


def test_codes_in_any_separator(case, home):
    case("deal_codes_separators")
    assert sum(orders or 0 for (orders,) in all_campaigns(home, "orders")) == 8


@pytest.mark.parametrize(
    ("name", "orders", "net"),
    [
        ("shop_tax_included", 1, 100),
        ("shop_tax_excluded_control", 1, 100),
        ("shop_shipping_only_refund", 1, 100),
        ("shop_code_case_and_space", 2, 200),
        ("shop_free_order", 2, 80),
        ("shop_multiline", 1, 100),
        ("shop_two_codes_on_order", 3, 300),
        ("refund_restated_later", 2, 110),
    ],
)
def test_orders_of_a_shop(case, home, name, orders, net):
    case(name)
    assert all_campaigns(home, "orders, net_revenue") == [(orders, Decimal(net))]


def test_a_cancelled_order_brings_nothing(case, home):
    case("shop_cancelled")
    ((orders, net),) = all_campaigns(home, "orders, net_revenue")
    assert (orders or 0, net or 0) == (0, 0)


def test_order_numbers_hold_within_a_shop(case, home):
    case("two_brands_same_order_number")
    assert home.rows("select sum(net_revenue), count(*) from staging.stg_orders") == [(Decimal(65), 2)]
    assert sorted(all_campaigns(home, "orders, net_revenue")) == [(1, Decimal(10)), (1, Decimal(55))]


def test_codes_of_links_without_case(case, home):
    case("clicks_code_case")
    assert home.rows("select sum(clicks) from marts.influencer_roi where campaign_id = 'all'") == [(60,)]


def test_a_deal_that_a_later_sheet_lacks(case, home):
    case("deal_row_removed_later")
    flagged = "select deal_id, cost, not_in_latest_sheet from marts.deal_results order by 1"
    assert home.rows(flagged) == [("d1", Decimal(150), False), ("d2", Decimal(200), True)]


def test_nothing_of_a_case_is_dated_before_its_time(case, home):
    case("dates_and_currency_in_tracking")
    assert home.rows("select min(ordered_at) from raw.orders") == [(datetime(2026, 4, 3),)]
