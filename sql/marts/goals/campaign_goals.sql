-- One row per campaign and goal that any of its deals sets: goal, result, pace, where it leads, and how it stands.
--
-- A campaign's goal is the sum over the deals that set it (deals_with_goal), its result the sum of what those of them
-- report (deals_reporting): a deal that stays silent keeps its goal in the sum. The goals of each deal are in deal_goals.
-- The time is known_until, the newest capture of what reports the result, never the clock. Amounts are in the
-- reporting currency.

with
goals as (select * from intermediate.int_goals where grouping_level in ('campaign')),
campaigns as (select * from staging.stg_campaigns)

select
    goals.campaign_id,
    goals.goal_measure,
    campaigns.name as campaign_name,
    goals.known_until, goals.deals_with_goal, goals.deals_reporting, goals.goal_value, goals.actual_value,
    goals.variance_value, goals.attainment_rate, goals.expected_value, goals.pace_rate, goals.projected_value,
    goals.goal_status,
    case when goals.goal_measure = 'revenue' then settings.reporting_currency end as currency
from goals
cross join meta.settings as settings
left join campaigns using (campaign_id)
order by goals.campaign_id, goals.goal_measure
