-- One row per platform, campaign, measure and ordered pair of tiers: raw, how likely the one beats the other; and fair.
--
-- 'all' stands for all platforms, or all campaigns. To beat is to return more for each unit of cost, or to cost less for
-- each result. probability_beats is raw: it mixes campaigns, whose returns differ, and names no winner. The fair comparison
-- stays within campaigns and platforms; of costs for results there is none. Tiers that cannot be compared either
-- way have a row over all platforms and campaigns only. A tier without any result where another has one is compared with 0.

with
totals as (
    select * from intermediate.int_return_totals
    where grouping_level in ('tier_campaign', 'tier') and tier <> 'unknown' and cost is not null
),

replicates as (select * from intermediate.int_return_replicates where tier not in ('all', 'unknown')),

measures as (
    select unnest([
        'return_on_ad_spend', 'margin_roi', 'cost_per_engagement', 'cost_per_thousand_views', 'cost_per_click',
        'cost_per_order'
    ]) as measure
),

valued as (
    select
        totals.platform, totals.campaign_id, totals.tier, measures.measure, totals.creators, totals.deals, totals.cost,
        case measures.measure
            when 'return_on_ad_spend' then totals.return_on_ad_spend
            when 'margin_roi' then totals.margin_roi
            when 'cost_per_engagement' then totals.cost_per_engagement
            when 'cost_per_thousand_views' then totals.cost_per_thousand_views
            when 'cost_per_click' then totals.cost_per_click
            when 'cost_per_order' then totals.cost_per_order
        end as measured_value
    from totals
    cross join measures
),

raw_pairs as (
    select
        one.platform, one.campaign_id, one.measure, one.tier,
        other.tier as other_tier,
        min(one.estimate) as estimate,
        min(other.estimate) as other_estimate,
        avg(
            case
                when one.drawn_value > other.drawn_value then 1.0
                when one.drawn_value = other.drawn_value then 0.5
                else 0.0
            end
        ) as probability_beats
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
    one.platform, one.campaign_id, one.measure, one.tier,
    other.tier as other_tier,
    one.creators,
    other.creators as other_creators,
    one.deals,
    other.deals as other_deals,
    case
        when raw_pairs.estimate = 0 and one.measure = 'return_on_ad_spend' then 0
        when raw_pairs.estimate = 0 and one.measure = 'margin_roi' then -1
        else one.measured_value
    end as measured_value,
    case
        when raw_pairs.other_estimate = 0 and one.measure = 'return_on_ad_spend' then 0
        when raw_pairs.other_estimate = 0 and one.measure = 'margin_roi' then -1
        else other.measured_value
    end as other_measured_value,
    cast(raw_pairs.probability_beats as double) as probability_beats,
    ratios.fair_ratio,
    case when ratios.log_ratio_half_width <= ln(50) / 2 then ratios.fair_ratio * exp(-ratios.log_ratio_half_width) end as fair_ratio_low,
    case when ratios.log_ratio_half_width <= ln(50) / 2 then ratios.fair_ratio * exp(ratios.log_ratio_half_width) end as fair_ratio_high,
    ratios.fair_probability_beats,
    ratios.fair_creators, ratios.other_fair_creators, ratios.fair_deals, ratios.other_fair_deals,
    case when one.measure in ('return_on_ad_spend', 'margin_roi') then cast(coalesce(ratios.compared_cost, 0) as decimal(38, 4)) end
        as compared_cost,
    case when one.measure in ('return_on_ad_spend', 'margin_roi') then cast(one.cost + other.cost as decimal(38, 4)) end
        as cost_of_both,
    case
        when one.measure in ('return_on_ad_spend', 'margin_roi')
            then coalesce(cast(ratios.compared_cost as double), 0) / nullif(cast(one.cost + other.cost as double), 0)
    end as compared_cost_share,
    powers.smallest_ratio_shown, powers.deals_each_to_tell_1_5, powers.deals_each_to_tell_2
from valued as one
inner join valued as other
    on
        one.platform = other.platform
        and one.campaign_id = other.campaign_id
        and one.measure = other.measure
        and one.tier <> other.tier
cross join meta.settings as settings
left join raw_pairs
    on
        one.platform = raw_pairs.platform and one.campaign_id = raw_pairs.campaign_id
        and one.measure = raw_pairs.measure and one.tier = raw_pairs.tier and other.tier = raw_pairs.other_tier
left join intermediate.int_fair_ratios as ratios
    on
        one.platform = ratios.platform and one.campaign_id = ratios.campaign_id
        and one.measure = ratios.measure and one.tier = ratios.tier and other.tier = ratios.other_tier
left join intermediate.int_fair_powers as powers
    on
        one.platform = powers.platform and one.campaign_id = powers.campaign_id
        and one.measure = powers.measure and one.tier = powers.tier and other.tier = powers.other_tier
where
    raw_pairs.probability_beats is not null or ratios.fair_ratio is not null
    or (
        one.platform = 'all' and one.campaign_id = 'all'
        and (one.measure = 'return_on_ad_spend' or (one.measured_value is not null and other.measured_value is not null))
    )
order by one.platform, one.campaign_id, one.measure, one.tier, other.tier
