-- One row per campaign: what it was meant to be, what it cost and brought, and how concentrated the spending is.
--
-- Costs and results of creators only; advertising that names no creator is in advertising_unassigned.
-- 'unassigned' holds what names no campaign. Each goal is the sum over the deals that set it, beside the known
-- results of the same deals; pace, projection and how many deals report are in campaign_goals.

with
totals as (select * from intermediate.int_return_totals where grouping_level in ('campaign')),
campaigns as (select * from staging.stg_campaigns),

largest as (
    select campaign_id, max(cost) as largest_creator_cost
    from intermediate.int_return_totals
    where grouping_level = 'influencer_campaign'
    group by campaign_id
),

unassigned as (
    select campaign_id, cast(sum(cost) as decimal(38, 4)) as advertising_unassigned
    from intermediate.int_costs
    where influencer_id is null
    group by campaign_id
),

goals as (select * from intermediate.int_goal_columns where grouping_level in ('campaign'))

select
    totals.campaign_id, campaigns.name, campaigns.brand, campaigns.objective, campaigns.starts_on,
    campaigns.ends_on, campaigns.target_countries, campaigns.target_niches, campaigns.margin_rate,
    campaigns.budget_reporting as budget,
    unassigned.advertising_unassigned,
    cast(coalesce(totals.cost, 0) + coalesce(unassigned.advertising_unassigned, 0) as double)
    / nullif(cast(campaigns.budget_reporting as double), 0) as budget_used_rate,
    largest.largest_creator_cost,
    cast(largest.largest_creator_cost as double) / nullif(cast(totals.cost as double), 0) as largest_creator_cost_share,
    coalesce(totals.creators, 0) as creators,
    coalesce(goals.goals, 0) as goals,
    coalesce(goals.goals_reached, 0) as goals_reached,
    coalesce(goals.goals_behind, 0) as goals_behind,
    coalesce(goals.goals_unknown, 0) as goals_unknown,
    goals.* exclude (grouping_level, campaign_id, deal_id, goals, goals_reached, goals_behind, goals_unknown),
    totals.* exclude (
        grouping_level, influencer_id, campaign_id, tier, platform, deal_id, creators, revenue_deduplicated, views_compared,
        views_compared_posts
    )
from totals
left join campaigns using (campaign_id)
left join largest using (campaign_id)
left join unassigned using (campaign_id)
left join goals using (campaign_id)
order by totals.campaign_id
