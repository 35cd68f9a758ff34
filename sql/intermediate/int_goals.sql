-- One row per goal of a deal, and per goal of a campaign: goal, result, pace and status, by the same formulas.
--
-- A campaign's goal is the sum over the deals that set it; its result is the sum of what these deals report,
-- deals_reporting of them. A deal that reports nothing keeps its goal in the sum: campaigns are not made to look
-- better by deals that stay silent. Expected is null unless every deal with the goal has dates, projected
-- unless every deal that reports has one.
--
-- Status: reached (at or above the goal), else missed (the time is over), else by pace, with the tolerance
-- of the settings: ahead, on track, behind; unknown where nothing is reported or a deal has no dates.
-- Before the first day nothing is expected: on track.

with
deal_goals as (select * from intermediate.int_deal_goals),
settings as (select * from meta.settings),

both_levels as (
    select
        'deal' as grouping_level,
        campaign_id, deal_id, influencer_id, goal_measure, known_until, planned_days, elapsed_days,
        goal_value, actual_value, expected_value, projected_value,
        coalesce(elapsed_days >= planned_days, false) as is_over,
        1 as deals,
        count(actual_value) over (partition by campaign_id, goal_measure) as deals_reporting
    from deal_goals

    union all

    select
        'campaign' as grouping_level,
        campaign_id,
        'all' as deal_id,
        'all' as influencer_id,
        goal_measure,
        min(known_until) as known_until,
        cast(null as bigint) as planned_days,
        cast(null as double) as elapsed_days,
        cast(sum(cast(goal_value as decimal(38, 4))) as double) as goal_value,
        cast(sum(cast(actual_value as decimal(38, 4))) as double) as actual_value,
        case when count(expected_value) = count(*) then cast(sum(cast(expected_value as decimal(38, 4))) as double) end
            as expected_value,
        case
            when count(projected_value) = count(actual_value)
                then cast(sum(cast(projected_value as decimal(38, 4))) as double)
        end as projected_value,
        bool_and(coalesce(elapsed_days >= planned_days, false)) as is_over,
        count(*) as deals,
        count(actual_value) as deals_reporting
    from deal_goals
    group by campaign_id, goal_measure
)

select
    both_levels.grouping_level, both_levels.campaign_id, both_levels.deal_id,
    both_levels.influencer_id, both_levels.goal_measure, both_levels.known_until,
    both_levels.planned_days, both_levels.elapsed_days,
    both_levels.elapsed_days / both_levels.planned_days as elapsed_share,
    both_levels.goal_value,
    both_levels.actual_value,
    both_levels.actual_value - both_levels.goal_value as variance_value,
    both_levels.actual_value / nullif(both_levels.goal_value, 0) as attainment_rate,
    both_levels.expected_value,
    both_levels.actual_value / nullif(both_levels.expected_value, 0) as pace_rate,
    both_levels.projected_value,
    case
        when both_levels.actual_value is null then 'unknown'
        when both_levels.actual_value >= both_levels.goal_value then 'reached'
        when both_levels.is_over then 'missed'
        when both_levels.expected_value is null then 'unknown'
        when both_levels.expected_value = 0 then 'on track'
        when both_levels.actual_value < both_levels.expected_value * (1 - settings.goal_tolerance) then 'behind'
        when both_levels.actual_value >= both_levels.expected_value * (1 + settings.goal_tolerance) then 'ahead'
        else 'on track'
    end as goal_status,
    cast(both_levels.deals as bigint) as deals,
    cast(both_levels.deals_reporting as bigint) as deals_reporting
from both_levels
cross join settings
order by both_levels.grouping_level, both_levels.campaign_id, both_levels.deal_id, both_levels.goal_measure
