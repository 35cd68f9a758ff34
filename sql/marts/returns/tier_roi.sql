-- One row per tier, platform and campaign: what a tier costs and brings, whether it is named best, and what that rests on.
--
-- platform 'all' sums a tier over platforms, campaign_id 'all' over campaigns. The tier is that of the followers
-- when the deal's first post was published (int_return_placements), under the scheme of the settings; 'unknown'
-- where no file tells them. A tier is named best only by the fair comparison, within campaigns and platforms
-- (fair_best_probability, is_named_best), in profit where margins are known. The best_probability of a measure is raw, over
-- campaigns whose returns differ, and names nothing; it is null where there are no two tiers to compare.

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
),

shrunk as (
    select
        tier, platform, campaign_id,
        max(case when measure = 'return_on_ad_spend' then shrunk_return end) as return_on_ad_spend_shrunk,
        max(case when measure = 'margin_roi' then shrunk_return end) - 1 as margin_roi_shrunk
    from intermediate.int_shrunk_returns
    group by tier, platform, campaign_id
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
    best.cost_per_order as cost_per_order_best_probability,
    winners.fair_measure, winners.fair_best_probability, winners.is_named_best,
    shrunk.return_on_ad_spend_shrunk, shrunk.margin_roi_shrunk,
    evidence.largest_deal_net_revenue,
    cast(evidence.largest_deal_net_revenue as double) / nullif(cast(totals.net_revenue as double), 0)
        as largest_deal_revenue_share,
    evidence.five_largest_orders_net_revenue,
    cast(evidence.five_largest_orders_net_revenue as double) / nullif(cast(totals.net_revenue as double), 0)
        as five_largest_orders_revenue_share,
    evidence.deals_without_orders,
    cast(evidence.deals_without_orders as double) / nullif(totals.deals, 0) as deals_without_orders_share
from totals
cross join meta.settings as settings
left join best using (grouping_level, campaign_id, platform, tier)
left join intermediate.int_fair_winners as winners using (tier, platform, campaign_id)
left join shrunk using (tier, platform, campaign_id)
left join intermediate.int_tier_evidence as evidence using (tier, platform, campaign_id)
order by totals.tier, totals.platform, totals.campaign_id
