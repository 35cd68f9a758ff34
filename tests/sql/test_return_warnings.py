"""What returns could not use as stated is found and named."""

from model_rows import built

from pipeline.defs.return_checks import REFUSED, UNCONVERTED

DEAL = {"dataset": "b", "creator_ref": "ana", "agreed_on": "2026-02-01"}
RATES = {"reference.exchange_rates": [
    {"rate_date": "2026-01-15", "currency": currency, "euros_per_unit": 1, "rate_source": "bank"} for currency in ("EUR", "USD")
]}  # fmt: skip


def test_amounts_without_a_rate_are_named_by_currency() -> None:
    given = RATES | {
        "raw.deals": [
            {**DEAL, "record_key": "1", "deal_ref": "1", "fee": 10, "currency": "XTS"},
            {**DEAL, "record_key": "2", "deal_ref": "2", "fee": 10, "currency": "USD"},
            {**DEAL, "record_key": "3", "deal_ref": "3", "currency": "XXX"},
        ],
        "raw.orders": [{"record_key": "1", "orders": 1, "gross_revenue": 5, "currency": "XTS", "creator_ref": "ana"}],
        "raw.ad_spend": [{"record_key": "1", "day": "2026-02-01", "spend": 5, "currency": "USD"}],
    }
    con = built("marts.tier_roi", given)
    assert con.sql(UNCONVERTED).fetchall() == [("XTS", "deals", 1), ("XTS", "orders", 1)]


def test_a_refused_allocation_is_named_with_its_reason() -> None:
    given = {
        "raw.deals": [
            {**DEAL, "record_key": "1", "deal_ref": "P1", "fee": 10},
            {**DEAL, "record_key": "2", "deal_ref": "P2", "fee": 10},
        ],
        "raw.deal_allocations": [
            {
                "dataset": "b",
                "record_key": f"{deal}{who}",
                "deal_ref": deal,
                "creator_ref": who,
                "allocation_share": share,
            }
            for deal, who, share in (("P1", "ana", 0.6), ("P1", "bob", 0.6), ("P2", "ana", 0.6), ("P2", "bob", 0.4))
        ],
    }
    con = built("marts.tier_roi", given)
    assert con.sql(REFUSED).fetchall() == [("P1", "shares sum to 1.2")]
