-- One row per measure, platform and campaign (and 'all'), and ordered pair of tiers: what could be seen at all.
--
-- smallest_ratio_shown is the ratio of returns for which these data name the better tier four times in five. The deals that
-- tell 1.5 or 2 apart are as many of each tier, all in campaigns of both, at the spread, costs and deals per creator of these;
-- of tiers with fewer than five creators to compare, at the widest spread of the others, where there are such.
-- The rule of int_fair_ratios is turned round; pipeline/power says the same of a test that is planned.

with
ratios as (
    select
        *,
        least(fair_creators, other_fair_creators) as fewest_creators,
        cast(fair_deals + other_fair_deals as double) / (fair_creators + other_fair_creators) as deals_per_creator
    from intermediate.int_fair_ratios
),

spreads as (
    select
        measure, platform, campaign_id,
        max(creator_variance) as creator_variance,
        max(cost_unevenness) as cost_unevenness
    from ratios
    where fewest_creators >= 5
    group by measure, platform, campaign_id
),

pairs as (
    select
        ratios.* exclude (creator_variance, cost_unevenness),
        case
            when ratios.fewest_creators >= 5 then ratios.creator_variance
            else coalesce(spreads.creator_variance, ratios.creator_variance)
        end as creator_variance,
        case
            when ratios.fewest_creators >= 5 then ratios.cost_unevenness
            else coalesce(spreads.cost_unevenness, ratios.cost_unevenness)
        end as cost_unevenness
    from ratios
    left join spreads using (measure, platform, campaign_id)
    where ratios.fewest_creators >= 2 or spreads.creator_variance is not null
),

tests as (
    -- the data as they are, and tests with 5 to half a million creators of each tier; the larger of both tiers' spreads, which
    -- the rule takes, lies a twentieth above their mean
    select
        measure, platform, campaign_id, tier, other_tier,
        log_ratio_variance as log_variance,
        log_ratio_degrees as degrees,
        cast(null as double) as creators
    from pairs
    where fewest_creators >= 5
    union all
    select
        pairs.measure, pairs.platform, pairs.campaign_id, pairs.tier, pairs.other_tier,
        2 * 1.05 * pairs.creator_variance / steps.creators as log_variance,
        greatest(2 * (steps.creators / pairs.cost_unevenness - 1), 1) as degrees,
        steps.creators
    from pairs
    cross join (select 5 * power(1.25, unnest(range(0, 52))) as creators) as steps
),

errors as (
    -- from the log odds that are asked for to standard errors; 0.1 for the other side of the bell
    select
        *,
        sqrt(2 * (1 + log_variance / 0.25) * (ln(19) - ln(2) + 0.1 + ln(1 + 0.25 / log_variance) / 2))
        * (8 * degrees + 3) / (8 * degrees + 1) as normal_errors
    from tests
),

students as (
    select *, sqrt(degrees * (exp(least(normal_errors * normal_errors / degrees, 500)) - 1)) as needed_errors
    from errors
),

shown as (
    -- 0.8416 is the quantile of four in five
    select
        measure, platform, campaign_id, tier, other_tier, creators,
        sqrt(log_variance) * (
            needed_errors + 0.8416212335729143 * sqrt(1 + needed_errors * needed_errors / (2 * degrees))
        ) as log_ratio_shown
    from students
),

followed as (
    select
        *,
        lead(creators) over sizes as next_creators,
        lead(log_ratio_shown) over sizes as next_log_ratio_shown
    from shown
    where creators is not null
    window sizes as (partition by measure, platform, campaign_id, tier, other_tier order by creators)
),

wanted as (select unnest([1.5, 2.0]) as ratio),

crossed as (
    -- between two sizes, on the line between their logs
    select
        followed.measure, followed.platform, followed.campaign_id, followed.tier, followed.other_tier,
        wanted.ratio,
        min(
            case
                when followed.log_ratio_shown <= ln(wanted.ratio) then followed.creators
                else
                    followed.creators * power(
                        followed.next_creators / followed.creators,
                        ln(followed.log_ratio_shown / ln(wanted.ratio))
                        / ln(followed.log_ratio_shown / followed.next_log_ratio_shown)
                    )
            end
        ) as creators
    from followed
    cross join wanted
    where
        followed.log_ratio_shown <= ln(wanted.ratio)
        or followed.next_log_ratio_shown <= ln(wanted.ratio)
    group by all
)

select
    pairs.measure, pairs.platform, pairs.campaign_id, pairs.tier, pairs.other_tier,
    case when present.log_ratio_shown <= ln(1000) then exp(present.log_ratio_shown) end as smallest_ratio_shown,
    cast(ceil(pairs.deals_per_creator * ceil(small.creators)) as bigint) as deals_each_to_tell_1_5,
    cast(ceil(pairs.deals_per_creator * ceil(large.creators)) as bigint) as deals_each_to_tell_2
from pairs
left join shown as present
    on
        pairs.measure = present.measure and pairs.platform = present.platform
        and pairs.campaign_id = present.campaign_id and pairs.tier = present.tier
        and pairs.other_tier = present.other_tier and present.creators is null
left join crossed as small
    on
        pairs.measure = small.measure and pairs.platform = small.platform
        and pairs.campaign_id = small.campaign_id and pairs.tier = small.tier
        and pairs.other_tier = small.other_tier and small.ratio = 1.5
left join crossed as large
    on
        pairs.measure = large.measure and pairs.platform = large.platform
        and pairs.campaign_id = large.campaign_id and pairs.tier = large.tier
        and pairs.other_tier = large.other_tier and large.ratio = 2.0
order by pairs.measure, pairs.platform, pairs.campaign_id, pairs.tier, pairs.other_tier
