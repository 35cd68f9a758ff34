-- One row per deal: what was agreed, what was delivered, what it cost and brought, and each goal beside its result.
--
-- Amounts are in the reporting currency. Goals are those of marts.deal_goals, where a row is a goal; a goal
-- that the deal does not set is null, with everything beside it, and so is a result that nobody reported.
-- The posts agreed are goal_posts.

with
totals as (select * from intermediate.int_return_totals where grouping_level in ('deal')),
deals as (select * from staging.stg_deals),
influencers as (select * from intermediate.int_influencers),

review as (
    select
        deal_id,
        cast(sum(case when finding = 'needs review' then 1 else 0 end) as bigint) as code_review_signals
    from intermediate.int_code_review
    group by deal_id
),

goals as (select * from intermediate.int_goal_columns where grouping_level in ('deal'))

select
    deals.deal_id, deals.deal_ref, deals.influencer_id, influencers.name,
    coalesce(deals.campaign_id, 'unassigned') as campaign_id,
    deals.platform, deals.deliverable, deals.agreed_on, deals.starts_on, deals.ends_on,
    deals.promo_code, deals.tracking_code,
    coalesce(goals.goals, 0) as goals,
    coalesce(goals.goals_reached, 0) as goals_reached,
    coalesce(goals.goals_behind, 0) as goals_behind,
    coalesce(goals.goals_unknown, 0) as goals_unknown,
    goals.* exclude (grouping_level, campaign_id, deal_id, goals, goals_reached, goals_behind, goals_unknown),
    totals.* exclude (
        grouping_level, influencer_id, campaign_id, tier, platform, deal_id, creators, deals_with_cost,
        revenue_deduplicated, views_compared, views_compared_posts
    ),
    windows.window_ends_on, windows.window_closes_after, review.code_review_signals, deals.not_in_latest_sheet,
    deals.load_id, deals.source_record
from deals
left join totals using (deal_id)
left join review using (deal_id)
left join intermediate.int_deal_windows as windows using (deal_id)
left join goals using (deal_id)
left join influencers on deals.influencer_id = influencers.influencer_id
order by deals.deal_id
