-- One row per measure, tier, platform and campaign (and 'all'): the tier's return drawn towards that of all tiers together.
--
-- Empirical Bayes on the scale of logarithms: the less a tier's return is known, by the spread of its creators and the noise of
-- the counts, and the less tiers differ beyond that, the nearer it comes to the programme's. A tier that brought nothing is
-- taken to have brought half an order. Measure margin_roi is drawn as margin revenue for each unit of cost.

with
returns as (
    select
        tier, platform, campaign_id, influencer_id,
        unnest(['return_on_ad_spend', 'margin_roi']) as measure,
        coalesce(cost, 0) as cost,
        coalesce(orders, 0) as orders,
        net_revenue is not null as is_reported,
        net_revenue is not null and margin_revenue is null as lacks_margin,
        unnest([coalesce(net_revenue, 0), coalesce(margin_revenue, 0)]) as brought_revenue
    from intermediate.int_returns
    where tier <> 'unknown'
),

creators as (
    select
        measure, tier, influencer_id,
        coalesce(platform, 'all') as platform,
        coalesce(campaign_id, 'all') as campaign_id,
        sum(cost) as cost,
        sum(orders) as orders,
        sum(brought_revenue) as brought_revenue,
        bool_or(is_reported) as is_reported,
        bool_or(lacks_margin) as lacks_margin
    from returns
    group by
        grouping sets (
            (measure, tier, influencer_id, platform, campaign_id), (measure, tier, influencer_id, platform),
            (measure, tier, influencer_id, campaign_id), (measure, tier, influencer_id)
        )
),

tiers as (
    select
        *,
        cast(sum(cost) over tier_of as double) as tier_cost,
        cast(sum(brought_revenue) over tier_of as double) as tier_revenue,
        cast(sum(cost) over programme as double) as programme_cost,
        cast(sum(brought_revenue) over programme as double) as programme_revenue,
        cast(sum(brought_revenue) over programme as double) / nullif(sum(orders) over programme, 0) as order_value,
        bool_or(is_reported) over tier_of as is_tier_reported,
        bool_or(lacks_margin) over programme and measure = 'margin_roi' as is_margin_unknown
    from creators
    window
        tier_of as (partition by measure, platform, campaign_id, tier),
        programme as (partition by measure, platform, campaign_id)
),

spreads as (
    select
        measure, tier, platform, campaign_id,
        cast(count(*) as double) as creators,
        min(programme_revenue / nullif(programme_cost, 0)) as programme_return,
        greatest(min(tier_revenue), min(order_value) / 2) / nullif(min(tier_cost), 0) as tier_return,
        -- of a creator, for one unit of what the tier brought
        cast(count(*) as double) / nullif(count(*) - 1, 0) * cast(sum(cast(power(
            (cast(brought_revenue as double) - cast(cost as double) * tier_revenue / nullif(tier_cost, 0))
            / nullif(tier_revenue, 0), 2
        ) as decimal(38, 18))) as double) as own_variance,
        min(order_value) / greatest(min(tier_revenue), min(order_value) / 2) as count_variance
    from tiers
    where is_tier_reported and not is_margin_unknown
    group by measure, tier, platform, campaign_id
),

pooled as (
    -- a tier of few creators is at least as uncertain as the creators of all tiers make it
    select
        *,
        greatest(
            own_variance, count_variance,
            cast(sum(cast((creators - 1) * creators * own_variance as decimal(38, 12))) over programme as double)
            / nullif(sum(case when own_variance is not null then creators - 1 else 0 end) over programme, 0) / creators
        ) as log_variance,
        ln(tier_return / nullif(programme_return, 0)) as log_ratio
    from spreads
    where tier_return > 0 and programme_return > 0
    window programme as (partition by measure, platform, campaign_id)
),

weighed as (
    -- how much tiers differ beyond what chance makes
    select
        *,
        greatest(
            cast(sum(cast((log_ratio * log_ratio - log_variance) / log_variance as decimal(38, 12))) over programme as double)
            / cast(sum(cast(1 / log_variance as decimal(38, 12))) over programme as double), 0
        ) as variance_between_tiers
    from pooled
    window programme as (partition by measure, platform, campaign_id)
)

select
    measure, tier, platform, campaign_id, programme_return, tier_return, log_variance, variance_between_tiers,
    programme_return * exp(
        log_ratio * variance_between_tiers / (variance_between_tiers + log_variance)
    ) as shrunk_return
from weighed
order by measure, tier, platform, campaign_id
