-- The cost of all influencers is that of the deals, of the commissions earned and of the advertising that counts, to the cent.
-- A commission is a part of revenue: beyond fifteen digits floats tell no cents.

with
mart as (
    select coalesce(sum(cost), 0) as cost
    from marts.influencer_roi
    where campaign_id = 'all'
),

staged as (
    select coalesce(sum(cost), 0) as cost
    from (
        select cost_reporting as cost from staging.stg_deals
        union all
        select orders.net_revenue * deals.commission_rate as cost
        from staging.stg_deals as deals
        inner join intermediate.int_order_attribution as orders on deals.deal_id = orders.deal_id
        where orders.is_counted and deals.commission_reporting is null and deals.commission_rate is not null
        union all
        select cost from intermediate.int_costs
        where cost_source = 'advertising' and influencer_id is not null
    ) as costs
)

select
    mart.cost as mart_cost,
    staged.cost as staged_cost
from mart
cross join staged
where abs(mart.cost - staged.cost) >= 0.005 + 1e-14 * abs(staged.cost)
