-- One row per measure, campaign, platform, tier and creator: the cost and what it brought, where tiers can be compared fairly.
--
-- A comparison stays within a campaign and platform, so deals without either are left out, and those without a tier or a
-- cost. Where a campaign's orders are tracked at all, a creator without any brought 0; where none is reported, what
-- came back is unknown, and the campaign is left out. Measure margin_roi has the campaigns whose margin is stated.

with
returns as (
    select * from intermediate.int_returns
    where campaign_id <> 'unassigned' and platform <> 'unknown' and tier <> 'unknown'
),

tracked as (
    select
        campaign_id,
        count(margin_revenue) = count(net_revenue) as has_margin
    from returns
    group by campaign_id
    having count(net_revenue) > 0
),

brought as (
    -- a deal whose cost is unknown is left out with its revenue; what belongs to no deal in particular stays in
    select
        campaign_id, platform, tier, influencer_id,
        cast(sum(case when deals > 0 then 1 else 0 end) as bigint) as deals,
        cast(sum(cost) as decimal(38, 4)) as cost,
        cast(coalesce(sum(orders), 0) as bigint) as orders,
        cast(coalesce(sum(net_revenue), 0) as decimal(38, 4)) as net_revenue,
        cast(coalesce(sum(margin_revenue), 0) as decimal(38, 4)) as margin_revenue
    from returns
    where deals = 0 or cost is not null
    group by campaign_id, platform, tier, influencer_id
    having sum(cost) > 0
)

select
    'return_on_ad_spend' as measure,
    brought.* exclude (net_revenue, margin_revenue),
    brought.net_revenue as brought_revenue
from brought
inner join tracked using (campaign_id)

union all

select
    'margin_roi' as measure,
    brought.* exclude (net_revenue, margin_revenue),
    brought.margin_revenue as brought_revenue
from brought
inner join tracked using (campaign_id)
where tracked.has_margin
order by measure, campaign_id, platform, tier, influencer_id
