"""Reference files and settings are refused with the row and the remedy, and a user's file wins."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pipeline.models import reference
from schemas.marts import MARTS_TABLES

HEAD = "scheme,platform,niche,tier,lower_bound,upper_bound,valid_from\n"  # as it was before quantiles
QUANTILES = "scheme,platform,niche,tier,lower_bound,upper_bound,valid_from,lower_quantile,upper_quantile\n"


def _tiers(folder: Path, *rows: str, head: str = HEAD) -> list[Path]:
    (folder / "tier_schemes.csv").write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    return [folder]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["own,,,small,0,1000,", "own,,,big,2000,,"], "lines 2, 3: own: a gap before tier big"),
        (["own,,,big,900,,", "own,,,small,0,1000,"], "lines 2, 3: own: overlap before tier big"),
        (["own,,,small,5,1000,", "own,,,big,1000,,"], "line 2: own: a gap before tier small"),
        (["own,,,small,0,1000,", "own,,,big,1000,5000,"], "line 3: own: the last tier ends at 5000"),
        (["own,,,small,0,,", "own,,,big,1000,,"], "lines 2, 3: own: overlap before tier big"),
        (["own,,,small,0,1000,", "own,,,big,1000,500,"], "line 3: own: tier big ends at 500 and begins at 1000"),
        (
            ["own,,,all,0,,", "own,,,small,0,1000,2026-03-01", "own,,,big,2000,,2026-03-01"],
            "lines 3, 4: own / 2026-03-01: a gap before tier big",
        ),
        (["own,,,all,0,,", "own,,food,big,10,,"], "line 3: own / food: a gap before tier big"),
        (["own,,Food,small,0,10,", "OWN,,food,big,20,,"], "lines 2, 3: own / Food: a gap before tier big"),
        (["own,,,small,,1000,"], "line 2: own: state tier small by bounds or by quantiles"),
        (["own,,,small,0,1k,", "own,,,big,1000,,"], 'line 2: upper_bound is "1k"'),
        (["own,,,small,0,1000,", "own,,,small,1000,,"], "lines 2, 3: the same key twice"),
        (["own,myspace,,small,0,,"], "line 2: platform breaks isin"),
    ],
)
def test_a_tier_scheme_with_a_fault_is_refused(tmp_path: Path, rows: list[str], message: str) -> None:
    with pytest.raises(reference.WrongReference, match=message):
        reference.read_reference("tier_schemes", _tiers(tmp_path, *rows))


def test_a_time_zone_that_there_is_not_is_refused(tmp_path: Path) -> None:
    (tmp_path / "account_zones.csv").write_text(
        "platform,handle,zone\nx,ana,America/New_York\nx,bob,America/New_Yrk\n", encoding="utf-8"
    )
    with pytest.raises(reference.WrongReference, match='line 3: there is no time zone "America/New_Yrk"'):
        reference.read_reference("account_zones", [tmp_path])


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("7d,100,24", "line 2: .* breaks age_says_its_hours"),
        ("24h,1,6", "line 2: .* breaks age_says_its_hours"),
        ("a day,24,6", "line 2: age breaks str_matches"),
        ("24h,24,-1", "line 2: tolerance_hours breaks greater_than_or_equal_to"),
    ],
)
def test_an_age_that_is_not_what_its_name_says_is_refused(tmp_path: Path, row: str, message: str) -> None:
    (tmp_path / "post_ages.csv").write_text(f"age,age_hours,tolerance_hours\n{row}\n", encoding="utf-8")
    with pytest.raises(reference.WrongReference, match=message):
        reference.read_reference("post_ages", [tmp_path])


def test_the_shipped_ages_are_those_that_post_performance_has_columns_for() -> None:
    columns = MARTS_TABLES["post_performance"].to_schema().columns
    ages = [name.removeprefix("views_at_") for name in columns if name.startswith("views_at_")]
    assert reference.read_reference("post_ages")["age"].to_list() == ages


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["own,,,low,,,,0,0.4", "own,,,high,,,,0.5,"], "lines 2, 3: own: a gap before tier high"),
        (["own,,,low,,,,0,0.6", "own,,,high,,,,0.5,1"], "lines 2, 3: own: overlap before tier high"),
        (["own,,,low,,,,0,0.6", "own,,,high,,,,0.6,0.9"], "line 3: own: the last tier ends at 0.9"),
        (["own,,,low,,,,0,0.5", "own,,,high,10,,,,"], "lines 2, 3: own: some tiers are stated by bounds"),
        (["own,,,low,0,10,,0,0.5"], "line 2: own: state tier low by bounds or by quantiles"),
        (["own,,,low,,10,,0,"], "line 2: own: state tier low by bounds or by quantiles"),
        (["own,,,low,,,,0,1.5"], "line 2: upper_quantile breaks less_than_or_equal_to"),
    ],
)
def test_a_scheme_of_quantiles_with_a_fault_is_refused(tmp_path: Path, rows: list[str], message: str) -> None:
    with pytest.raises(reference.WrongReference, match=message):
        reference.read_reference("tier_schemes", _tiers(tmp_path, *rows, head=QUANTILES))


def test_several_sets_of_a_scheme_hold_beside_each_other(tmp_path: Path) -> None:
    rows = ["own,,,low,,,,0,0.5", "own,,,high,,,,0.5,1", "own,tiktok,,all,0,,,,", "own,,,all,0,,2026-03-01,,"]
    frame = reference.read_reference("tier_schemes", _tiers(tmp_path, *rows, head=QUANTILES))
    assert frame["tier"].to_list() == ["low", "high", "all", "all"]


def test_a_column_that_must_be_filled_cannot_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "tier_schemes.csv").write_text("scheme,platform,niche,lower_bound\nown,,,0\n", encoding="utf-8")
    with pytest.raises(reference.WrongReference, match="columns are scheme, platform, niche, lower_bound, expected"):
        reference.read_reference("tier_schemes", [tmp_path])


def test_a_file_of_the_user_replaces_the_shipped_one(tmp_path: Path) -> None:
    frame = reference.read_reference("tier_schemes", _tiers(tmp_path, "own,,,small,0,1000,", "own,,,big,1000,,"))
    assert frame["tier"].to_list() == ["small", "big"]


def test_the_shipped_files_load_with_their_words() -> None:
    with duckdb.connect() as con:
        rows = reference.load_reference(con)
        assert {name for name, count in rows.items() if not count} == {"rate_cards", "account_zones"}  # the user's own
        bare = con.execute(
            "select table_name, column_name from duckdb_columns() where schema_name = 'reference' and comment is null"
        ).fetchall()
        assert bare == []


def test_every_shipped_rate_says_that_it_is_illustrative() -> None:
    assert set(reference.read_reference("exchange_rates")["rate_source"]) == {"illustrative: not market rates"}


def test_unknown_and_impossible_settings_are_refused() -> None:
    with duckdb.connect() as con:
        with pytest.raises(reference.WrongReference, match="unknown settings: currency"):
            reference.write_settings(con, {"currency": "EUR"})
        with pytest.raises(reference.WrongReference, match="reporting_currency"):
            reference.write_settings(con, {"reporting_currency": "euro"})
        reference.write_settings(con, {"reporting_currency": "USD"})
        assert con.execute("select reporting_currency from meta.settings").fetchall() == [("USD",)]


def test_a_tier_scheme_that_no_row_defines_is_refused() -> None:
    with duckdb.connect() as con:
        reference.load_reference(con)
        with pytest.raises(reference.WrongReference, match=r'tier_scheme is "defualt".*Known: article_loose, default'):
            reference.write_settings(con, {"tier_scheme": "defualt"})
        reference.write_settings(con, {"tier_scheme": "niche_relative"})
        assert con.execute("select tier_scheme from meta.settings").fetchall() == [("niche_relative",)]


BREAKS = "platform,format,metric,day,definition,continued_by,longest_seconds,change,source\n"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("tiktok,,views,soon,five seconds,,,c,https://x", 'line 2: day is "soon"'),
        ("tiktok,,plays,2027-02-01,five seconds,,,c,https://x", "line 2: metric breaks isin"),
        ("tiktok,Shorts,views,2027-02-01,five seconds,,,c,https://x", "line 2: format breaks isin"),
        ("tiktok,,views,2027-02-01,original,,,c,https://x", "line 2: .* breaks definition_is_a_new_one"),
        ('tiktok,,views,2027-02-01,"five, then",,,c,https://x', "line 2: definition breaks str_matches"),
        ("tiktok,,views,2027-02-01,five seconds,saves,,c,https://x", "line 2: continued_by breaks isin"),
        ("tiktok,,views,2027-02-01,five seconds,,,c,somewhere", "line 2: source breaks str_matches"),
        (
            "tiktok,,views,2027-02-01,a,,,c,https://x\ntiktok,,views,2027-02-01,b,,,c,https://x",
            "lines 2, 3: the same key twice",
        ),
    ],
)
def test_a_break_that_says_nothing_is_refused(tmp_path: Path, row: str, message: str) -> None:
    (tmp_path / "metric_definition_breaks.csv").write_text(f"{BREAKS}{row}\n", encoding="utf-8")
    with pytest.raises(reference.WrongReference, match=message):
        reference.read_reference("metric_definition_breaks", [tmp_path])


def test_the_breaks_that_ship_are_the_documented_ones() -> None:
    shipped = reference.read_reference("metric_definition_breaks").select(
        "platform", "format", "metric", "day", "continued_by"
    )
    assert [(p, f, m, str(day), by) for p, f, m, day, by in shipped.rows()] == [
        ("youtube", "short", "views", "2025-03-31", "engaged_views"),
        ("youtube", None, "views", "2026-08-24", "engaged_views"),
        ("instagram", None, "views", "2025-04-21", None),
        ("instagram", None, "impressions", "2025-04-21", None),
        ("facebook", None, "impressions", "2025-11-15", None),
    ]
