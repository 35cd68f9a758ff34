-- One row per tier, platform and campaign: what a tier costs and brings, and how likely it is the best.
--
-- platform 'all' sums a tier over platforms, campaign_id 'all' over campaigns. The tier is that of the followers
-- when the deal's first post was published (int_return_placements), under the scheme of the settings; 'unknown'
-- where no file tells them. A best_probability compares tiers of the same platform and campaign that have at
-- least five creators, and is null where there are no two of them.

with
totals as (select * from intermediate.int_return_totals where grouping_level in ('tier_campaign', 'tier')),

best as (
    select
        grouping_level, campaign_id, platform, tier,
        max(case when measure = 'return_on_ad_spend' then best_probability end) as return_on_ad_spend,
        max(case when measure = 'margin_roi' then best_probability end) as margin_roi,
        max(case when measure = 'cost_per_engagement' then best_probability end) as cost_per_engagement,
        max(case when measure = 'cost_per_thousand_views' then best_probability end) as cost_per_thousand_views,
        max(case when measure = 'cost_per_click' then best_probability end) as cost_per_click,
        max(case when measure = 'cost_per_order' then best_probability end) as cost_per_order
    from intermediate.int_tier_wins
    group by grouping_level, campaign_id, platform, tier
)

select
    totals.tier, totals.platform, totals.campaign_id,
    settings.tier_scheme as scheme,
    totals.* exclude (grouping_level, influencer_id, campaign_id, tier, platform, deal_id),
    best.return_on_ad_spend as return_on_ad_spend_best_probability,
    best.margin_roi as margin_roi_best_probability,
    best.cost_per_engagement as cost_per_engagement_best_probability,
    best.cost_per_thousand_views as cost_per_thousand_views_best_probability,
    best.cost_per_click as cost_per_click_best_probability,
    best.cost_per_order as cost_per_order_best_probability
from totals
cross join meta.settings as settings
left join best using (grouping_level, campaign_id, platform, tier)
order by totals.tier, totals.platform, totals.campaign_id
