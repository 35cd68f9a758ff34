"""Returns of two real brand sheets equal what plain polars works out from the files."""

from pathlib import Path

import polars as pl
import pytest
from model_rows import models, warehouse

from pipeline.models import building, reference

EXPORTS = Path(__file__).resolve().parents[3] / "shared" / "exports" / "brand_campaign"
PLATFORMS = {"twitter": "x"}
STAMP = "2025-12-01 00:00:00"


def _platform(text: str) -> str:
    return PLATFORMS.get(text.lower(), text.lower())


def _rows(folder: Path) -> dict[str, list[dict[str, object]]]:
    """Return the sheets' records under our names, as the loader writes them."""
    lineage = {"captured_at": STAMP, "loaded_at": STAMP, "dataset": f"brand_campaign/{folder.name}"}
    people = pl.read_csv(folder / "influencers.csv").rename({"ID": "id"}, strict=False)
    tracking = pl.read_csv(next(folder.glob("tracking*.csv")))
    return {
        "raw.creators": [
            {
                **lineage,
                "load_id": f"{folder.name}-people",
                "source_record": i,
                "creator_ref": str(r["id"]),
                "name": r["name"],
                "niche": r["category"],
                "gender": r["gender"],
                "followers": r["follower_count"],
                "platform": _platform(r["platform"]),
            }
            for i, r in enumerate(people.to_dicts(), 1)
        ],
        "raw.deals": [
            {
                **lineage,
                "load_id": f"{folder.name}-payouts",
                "source_record": i,
                "record_key": f"{folder.name}|{r['influencer_id']}",
                "creator_ref": str(r["influencer_id"]),
                "payout_basis": r["basis"],
                "payout_total": r["total_payout"],
            }
            for i, r in enumerate(pl.read_csv(folder / "payouts.csv").to_dicts(), 1)
        ],
        "raw.orders": [
            {
                **lineage,
                "load_id": f"{folder.name}-tracking",
                "source_record": i,
                "record_key": f"{folder.name}|{i}",
                "attribution_method": "link_click",
                "ordered_at": str(r["date"])[:10] + " 00:00:00",
                "creator_ref": None if r["influencer_id"] is None else str(int(r["influencer_id"])),
                "campaign_ref": r["campaign"],
                "customer_id": str(r["user_id"]),
                "orders": r["orders"],
                "gross_revenue": r["revenue"],
            }
            for i, r in enumerate(tracking.to_dicts(), 1)
        ],
    }


def _insert(con, table: str, rows: list[dict[str, object]]) -> None:
    frame = pl.DataFrame(rows, infer_schema_length=None).with_columns(
        precedence=pl.lit(50), **({} if table == "raw.creators" else {"occurrence": pl.lit(1)})
    )
    con.register("frame", frame)
    con.execute(f"insert into {table} by name select * from frame")
    con.unregister("frame")


def _truth(folder: Path) -> pl.DataFrame:
    cost = pl.read_csv(folder / "payouts.csv").group_by("influencer_id").agg(cost=pl.col("total_payout").sum())
    revenue = (
        pl.read_csv(next(folder.glob("tracking*.csv")))
        .filter(pl.col("influencer_id").is_not_null())
        .with_columns(pl.col("influencer_id").cast(pl.Int64))
        .group_by("influencer_id")
        .agg(orders=pl.col("orders").sum(), net_revenue=pl.col("revenue").sum())
    )
    return cost.join(revenue, on="influencer_id", how="full", coalesce=True).sort("influencer_id")


@pytest.mark.skipif(not EXPORTS.exists(), reason=f"the real exports are not here: {EXPORTS}")
@pytest.mark.long
def test_two_brands_with_the_same_creator_ids_keep_their_own_returns() -> None:
    con = warehouse({})
    for folder in (EXPORTS / "a", EXPORTS / "b"):
        for table, rows in _rows(folder).items():
            _insert(con, table, rows)
    reference.write_distributions(con)
    building.build_all(con, models())
    for folder in (EXPORTS / "a", EXPORTS / "b"):
        truth = _truth(folder)
        found = con.sql(
            f"""
            select
                cast(refs.creator_ref as bigint) as influencer_id,
                cast(roi.cost as double) as cost,
                roi.orders,
                cast(roi.net_revenue as double) as net_revenue,
                roi.return_on_ad_spend
            from marts.influencer_roi as roi
            inner join staging.stg_creator_refs as refs using (influencer_id)
            where roi.campaign_id = 'all' and refs.dataset = 'brand_campaign/{folder.name}'
            order by 1
            """
        ).pl()
        both = truth.join(found, on="influencer_id", how="left", suffix="_found", maintain_order="left")
        reported = both.filter(pl.col("cost").is_not_null() | pl.col("net_revenue").is_not_null())
        assert reported["cost_found"].to_list() == pytest.approx(reported["cost"].to_list(), abs=0.005)
        known = reported.filter(pl.col("net_revenue").is_not_null())
        assert known["net_revenue_found"].to_list() == pytest.approx(known["net_revenue"].to_list(), abs=0.005)
        assert known["orders_found"].to_list() == known["orders"].to_list()
        paid = known.filter(pl.col("cost") > 0)
        expected = (paid["net_revenue"] / paid["cost"]).to_list()
        assert paid["return_on_ad_spend"].to_list() == pytest.approx(expected, rel=1e-9)
    ids = con.sql("select count(distinct influencer_id) from marts.influencers").fetchall()
    assert ids == [(520,)]
    parts = con.sql(
        """
        select
            sum(case when campaign_id = 'all' then cost else -cost end) as cost,
            sum(case when campaign_id = 'all' then net_revenue else -net_revenue end) as net_revenue,
            count(*) filter (where campaign_id not in ('all', 'unassigned') and return_on_ad_spend is not null)
        from marts.influencer_roi
        """
    ).fetchall()
    assert parts == [(0, 0, 0)]
