-- One row per measure, platform and campaign (and 'all'), ordered pair of tiers, and campaign on a platform where both spent.
--
-- The ratio is Mantel and Haenszel's over those: what the one brought, weighed by the other's part of the cost, over what the
-- other brought, weighed by the one's. That is consistent for log expected revenue = log cost + campaign on its platform + tier,
-- however small the campaigns. A tier that brought nothing is taken to have brought half an order.

with
cells as (select * from intermediate.int_fair_cells),

tiers as (
    select
        measure, campaign_id, platform, tier,
        cast(sum(cost) as double) as cost,
        cast(sum(brought_revenue) as double) as brought_revenue,
        cast(sum(orders) as double) as orders
    from cells
    group by measure, campaign_id, platform, tier
),

strata as (
    select
        one.measure,
        one.campaign_id as compared_campaign_id,
        one.platform as compared_platform,
        one.tier,
        other.tier as other_tier,
        one.cost, other.cost as other_cost,
        one.orders + other.orders as orders,
        one.brought_revenue + other.brought_revenue as brought_revenue,
        other.cost / (one.cost + other.cost) as fair_weight,
        one.brought_revenue * other.cost / (one.cost + other.cost) as weighed_revenue,
        other.brought_revenue * one.cost / (one.cost + other.cost) as other_weighed_revenue,
        one.cost * other.cost / (one.cost + other.cost) as weighed_cost
    from tiers as one
    inner join tiers as other
        on
            one.measure = other.measure
            and one.campaign_id = other.campaign_id
            and one.platform = other.platform
            and one.tier <> other.tier
),

scoped as (
    select
        unnest(['all', compared_platform, 'all', compared_platform]) as platform,
        unnest(['all', 'all', compared_campaign_id, compared_campaign_id]) as campaign_id,
        *
    from strata
),

summed as (
    -- decimals, whose sums are equal in any order
    select
        *,
        cast(sum(cast(weighed_revenue as decimal(38, 6))) over pair as double) as pair_revenue,
        cast(sum(cast(other_weighed_revenue as decimal(38, 6))) over pair as double) as pair_other_revenue,
        cast(sum(cast(weighed_cost as decimal(38, 6))) over pair as double) as pair_weighed_cost,
        cast(sum(cast(cost as decimal(38, 6))) over pair as double) as pair_cost,
        cast(sum(cast(other_cost as decimal(38, 6))) over pair as double) as pair_other_cost,
        cast(sum(cast(brought_revenue as decimal(38, 6))) over pair as double)
        / greatest(sum(orders) over pair, 1) as order_value
    from scoped
    window pair as (partition by measure, platform, campaign_id, tier, other_tier)
),

halved as (
    select
        *,
        case when pair_revenue > 0 then pair_revenue else order_value / 2 * pair_weighed_cost / pair_cost end
            as pair_brought,
        case when pair_other_revenue > 0 then pair_other_revenue else order_value / 2 * pair_weighed_cost / pair_other_cost end
            as pair_other_brought
    from summed
    where order_value > 0
)

select
    measure, platform, campaign_id, tier, other_tier, compared_platform, compared_campaign_id,
    fair_weight, order_value, pair_brought,
    pair_revenue > 0 as has_brought,
    pair_brought / pair_other_brought as fair_ratio,
    brought_revenue / (cost + other_cost) as return_if_alike,
    pair_brought / pair_other_brought * cost + other_cost as weighed_cost_of_both,
    brought_revenue / (pair_brought / pair_other_brought * cost + other_cost) as return_of_other
from halved
order by measure, platform, campaign_id, tier, other_tier, compared_platform, compared_campaign_id
