-- One row per measure, platform and campaign (and 'all'), and ordered pair of tiers: how sure the one's part in the ratio is.
--
-- A creator's deals count together. own_variance is that of what creators brought beyond what the ratio leads to expect,
-- relative to what the tier brought; a creator who is much of a campaign pulls the expectation along and counts for more.
-- Of it, count_variance is the noise of the counts alone, and count_variance_if_alike what it would be without a difference.

with
expected as (
    select
        strata.measure, strata.platform, strata.campaign_id, strata.tier, strata.other_tier,
        strata.order_value, strata.pair_brought, strata.has_brought, strata.fair_ratio,
        cells.influencer_id, cells.deals, cells.cost,
        strata.fair_weight * cast(cells.brought_revenue as double) as weighed_revenue,
        strata.fair_weight * cast(cells.cost as double) * strata.return_if_alike as revenue_if_alike,
        strata.fair_weight * cast(cells.cost as double) * strata.fair_ratio * strata.return_of_other as expected_revenue,
        least(strata.fair_ratio * cast(cells.cost as double) / strata.weighed_cost_of_both, 0.9) as own_part,
        strata.fair_weight
    from intermediate.int_fair_strata as strata
    inner join intermediate.int_fair_cells as cells
        on
            strata.measure = cells.measure
            and strata.compared_campaign_id = cells.campaign_id
            and strata.compared_platform = cells.platform
            and strata.tier = cells.tier
),

creators as (
    -- decimals, whose sums are equal in any order
    select
        measure, platform, campaign_id, tier, other_tier, influencer_id,
        order_value, pair_brought, has_brought, fair_ratio,
        sum(deals) as deals,
        sum(cost) as cost,
        sum(cast((weighed_revenue - expected_revenue) / sqrt(1 - own_part) / pair_brought as decimal(38, 15))) as deviation,
        sum(cast(revenue_if_alike as decimal(38, 6))) as revenue_if_alike,
        sum(cast(fair_weight * weighed_revenue as decimal(38, 6))) as twice_weighed_revenue,
        sum(cast(fair_weight * revenue_if_alike as decimal(38, 6))) as twice_weighed_if_alike
    from expected
    group by all
),

sides as (
    select
        measure, platform, campaign_id, tier, other_tier,
        min(order_value) as order_value,
        min(pair_brought) as pair_brought,
        bool_and(has_brought) as has_brought,
        min(fair_ratio) as fair_ratio,
        cast(count(*) as bigint) as creators,
        cast(sum(deals) as bigint) as deals,
        cast(sum(cost) as decimal(38, 4)) as cost,
        cast(sum(cast(power(cast(deviation as double), 2) as decimal(38, 18))) as double) as squares,
        cast(sum(revenue_if_alike) as double) as revenue_if_alike,
        cast(sum(cast(power(cast(revenue_if_alike as double), 2) as decimal(38, 6))) as double) as squares_if_alike,
        cast(sum(twice_weighed_revenue) as double) as twice_weighed_revenue,
        cast(sum(twice_weighed_if_alike) as double) as twice_weighed_if_alike,
        cast(sum(cast(power(cast(cost as double), 2) as decimal(38, 4))) as double) as squared_costs
    from creators
    group by measure, platform, campaign_id, tier, other_tier
)

select
    measure, platform, campaign_id, tier, other_tier, fair_ratio, creators, deals, cost,
    -- no more than there are, whatever is rounded
    power(revenue_if_alike, 2) / greatest(squares_if_alike, power(revenue_if_alike, 2) / creators) as creators_worth,
    greatest(creators * squared_costs / power(cast(cost as double), 2), 1) as cost_unevenness,
    squares * creators / greatest(creators - 1, 1) as own_variance,
    case when has_brought then order_value * twice_weighed_revenue / power(pair_brought, 2) else 2.0 end as count_variance,
    order_value * twice_weighed_if_alike / power(revenue_if_alike, 2) as count_variance_if_alike
from sides
where revenue_if_alike > 0
order by measure, platform, campaign_id, tier, other_tier
