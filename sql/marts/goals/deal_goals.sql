-- One row per deal and goal that it sets: goal, result, pace, where it leads, and whether the deal is behind.
--
-- Which deals are behind: goal_status is 'behind' while the deal runs, 'missed' once it is over. 'unknown'
-- with deals_reporting above 0 is a deal that stays silent while others of its campaign report: look there next.
-- The time is known_until, the newest capture of what reports the result, never the clock. Amounts are in
-- the reporting currency.

with
goals as (select * from intermediate.int_goals where grouping_level in ('deal')),
deals as (select * from staging.stg_deals),
campaigns as (select * from staging.stg_campaigns),
influencers as (select * from intermediate.int_influencers)

select
    goals.deal_id, goals.goal_measure, goals.influencer_id, influencers.name, influencers.tier,
    goals.campaign_id,
    campaigns.name as campaign_name,
    deals.platform, deals.starts_on, deals.ends_on, goals.known_until, goals.planned_days,
    goals.elapsed_days, goals.elapsed_share, goals.goal_value, goals.actual_value,
    goals.variance_value, goals.attainment_rate, goals.expected_value, goals.pace_rate,
    goals.projected_value, goals.goal_status, goals.deals_reporting,
    case when goals.goal_measure = 'revenue' then deals.reporting_currency end as currency,
    deals.load_id,
    deals.source_record
from goals
inner join deals on goals.deal_id = deals.deal_id
left join campaigns on goals.campaign_id = campaigns.campaign_id
left join influencers on goals.influencer_id = influencers.influencer_id
order by goals.deal_id, goals.goal_measure
