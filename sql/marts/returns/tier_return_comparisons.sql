-- One row per platform, campaign, measure and ordered pair of tiers: the probability that the one beats the other.
--
-- 'all' stands for all platforms, or all campaigns. To beat is to return more for each unit of cost, or to cost less for
-- each result. From the bootstrap over deals; tiers with fewer than five deals, or without any result of the measure,
-- are not compared.

with
replicates as (select * from intermediate.int_return_replicates where tier not in ('all', 'unknown')),

pairs as (
    select
        one.platform, one.campaign_id, one.measure, one.tier,
        other.tier as other_tier,
        min(one.units) as deals,
        min(other.units) as other_deals,
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
    pairs.platform, pairs.campaign_id, pairs.measure, pairs.tier, pairs.other_tier, pairs.deals,
    pairs.other_deals,
    case pairs.measure
        when 'return_on_ad_spend' then pairs.estimate
        when 'cost_per_thousand_views' then 1000 / pairs.estimate
        else 1 / pairs.estimate
    end as measured_value,
    case pairs.measure
        when 'return_on_ad_spend' then pairs.other_estimate
        when 'cost_per_thousand_views' then 1000 / pairs.other_estimate
        else 1 / pairs.other_estimate
    end as other_measured_value,
    cast(pairs.probability as double) as probability_beats
from pairs
cross join meta.settings as settings
order by pairs.platform, pairs.campaign_id, pairs.measure, pairs.tier, pairs.other_tier
