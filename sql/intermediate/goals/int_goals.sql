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
        1 as deals_with_goal,
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
        count(*) as deals_with_goal,
        count(actual_value) as deals_reporting
    from deal_goals
    group by campaign_id, goal_measure
)

select
    grouping_level, campaign_id, deal_id, influencer_id, goal_measure, known_until, planned_days, elapsed_days,
    elapsed_days / planned_days as elapsed_share,
    goal_value,
    actual_value,
    actual_value - goal_value as variance_value,
    actual_value / nullif(goal_value, 0) as attainment_rate,
    expected_value,
    actual_value / nullif(expected_value, 0) as pace_rate,
    projected_value,
    case
        when actual_value is null then 'unknown'
        when actual_value >= goal_value then 'reached'
        when is_over then 'missed'
        when expected_value is null then 'unknown'
        when expected_value = 0 then 'on track'
        when actual_value < expected_value * (1 - settings.goal_tolerance) then 'behind'
        when actual_value >= expected_value * (1 + settings.goal_tolerance) then 'ahead'
        else 'on track'
    end as goal_status,
    cast(deals_with_goal as bigint) as deals_with_goal,
    cast(deals_reporting as bigint) as deals_reporting
from both_levels
cross join settings
order by grouping_level, campaign_id, deal_id, goal_measure
