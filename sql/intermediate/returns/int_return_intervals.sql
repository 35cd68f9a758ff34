-- One row per group with enough creators or orders: between what its return lies in 95 of 100 cases, and how likely it pays.
--
-- Tiers and campaigns draw creators anew (int_return_replicates); deals and creators draw their orders
-- (int_order_intervals). Bounds of which one is more than 50 times the other say nothing and are null: the
-- return cannot be bounded. The probability stands: it is of the same draws.

with
over_creators as (
    select
        grouping_level,
        'all' as influencer_id,
        campaign_id, tier, platform,
        'all' as deal_id,
        measure,
        'creators' as drawn_over,
        min(units) as units,
        least(quantile_cont(drawn_value, 0.025), min(estimate)) as ratio_low,
        greatest(quantile_cont(drawn_value, 0.975), min(estimate)) as ratio_high,
        cast(avg(case when drawn_value > 1 then 1.0 else 0.0 end) as double) as probability
    from intermediate.int_return_replicates
    where measure in ('return_on_ad_spend', 'margin_roi')
    group by grouping_level, campaign_id, tier, platform, measure
),

bounded as (
    select * from over_creators
    union all
    select
        grouping_level, influencer_id, campaign_id,
        'all' as tier,
        'all' as platform,
        deal_id, measure,
        'orders' as drawn_over,
        units, ratio_low, ratio_high,
        above_cost_probability as probability
    from intermediate.int_order_intervals
),

told as (
    -- draws over creators are 0 only where the return is: then it is bounded from above alone
    select
        *,
        coalesce(ratio_high <= 50 * ratio_low or (drawn_over = 'creators' and ratio_low = 0), false) as is_bounded
    from bounded
)

select
    grouping_level, influencer_id, campaign_id, tier, platform, deal_id,
    case when bool_or(is_bounded and measure = 'return_on_ad_spend') then min(drawn_over) else 'cannot be bounded' end
        as return_interval_over,
    min(units) as return_interval_units,
    min(case when is_bounded and measure = 'return_on_ad_spend' then ratio_low end) as return_on_ad_spend_low,
    min(case when is_bounded and measure = 'return_on_ad_spend' then ratio_high end) as return_on_ad_spend_high,
    min(case when measure = 'return_on_ad_spend' then probability end) as revenue_roi_positive_probability,
    min(case when is_bounded and measure = 'margin_roi' then ratio_low end) - 1 as margin_roi_low,
    min(case when is_bounded and measure = 'margin_roi' then ratio_high end) - 1 as margin_roi_high,
    min(case when measure = 'margin_roi' then probability end) as margin_roi_positive_probability
from told
group by grouping_level, influencer_id, campaign_id, tier, platform, deal_id
order by grouping_level, influencer_id, campaign_id, tier, platform, deal_id
