-- One row per platform, campaign, measure and ordered pair of tiers: the probability that the one beats the other.
--
-- 'all' stands for all platforms, or all campaigns. To beat is to return more for each unit of cost, or to cost less for
-- each result. From the bootstrap over creators; tiers with fewer than five creators are not compared. A tier without any
-- result where another has one is compared with 0, and has no cost per result.

with
replicates as (select * from intermediate.int_return_replicates where tier not in ('all', 'unknown')),

pairs as (
    select
        one.platform, one.campaign_id, one.measure, one.tier,
        other.tier as other_tier,
        min(one.units) as creators,
        min(other.units) as other_creators,
        min(one.estimate) as estimate,
        min(other.estimate) as other_estimate,
        avg(
            case
                when one.drawn_value > other.drawn_value then 1.0
                when one.drawn_value = other.drawn_value then 0.5
                else 0.0
            end
        ) as probability
    from replicates as one
    inner join replicates as other
        on
            one.grouping_level = other.grouping_level
            and one.campaign_id = other.campaign_id
            and one.platform = other.platform
            and one.measure = other.measure
            and one.replicate = other.replicate
            and one.tier <> other.tier
    group by one.platform, one.campaign_id, one.measure, one.tier, other.tier
)

select
    settings.tier_scheme as scheme,
    pairs.platform, pairs.campaign_id, pairs.measure, pairs.tier, pairs.other_tier, pairs.creators,
    pairs.other_creators,
    case pairs.measure
        when 'return_on_ad_spend' then pairs.estimate
        when 'margin_roi' then pairs.estimate - 1
        when 'cost_per_thousand_views' then 1000 / nullif(pairs.estimate, 0)
        else 1 / nullif(pairs.estimate, 0)
    end as measured_value,
    case pairs.measure
        when 'return_on_ad_spend' then pairs.other_estimate
        when 'margin_roi' then pairs.other_estimate - 1
        when 'cost_per_thousand_views' then 1000 / nullif(pairs.other_estimate, 0)
        else 1 / nullif(pairs.other_estimate, 0)
    end as other_measured_value,
    cast(pairs.probability as double) as probability_beats
from pairs
cross join meta.settings as settings
order by pairs.platform, pairs.campaign_id, pairs.measure, pairs.tier, pairs.other_tier
