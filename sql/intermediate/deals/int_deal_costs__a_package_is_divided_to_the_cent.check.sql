-- The creators' parts of a deal are its cost, to the cent, and their shares sum to 1.

with
divided as (
    select
        deal_id,
        sum(
            coalesce(fee, 0) + coalesce(product_cost, 0) + coalesce(shipping_cost, 0) + coalesce(agency_cost, 0)
            + coalesce(boosting_cost, 0) + coalesce(commission, 0)
        ) as cost,
        sum(allocation_share) as shares
    from intermediate.int_deal_costs
    group by deal_id
)

select
    deals.deal_id, deals.cost_reporting, divided.cost, divided.shares
from staging.stg_deals as deals
left join divided on deals.deal_id = divided.deal_id
where
    abs(coalesce(deals.cost_reporting, 0) - coalesce(divided.cost, 0)) >= 0.00005
    or abs(coalesce(divided.shares, 0) - 1) > 1e-9
