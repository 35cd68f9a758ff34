-- One row per creator, campaign, platform and deal: costs beside results, the sums under every return.
--
-- Platform and tier are those of int_return_placements. Where every reported result is 0, the cost is
-- zero_result_cost; it sums, so that the costs of a group with and without results add up.

with
costs as (
    select * from intermediate.int_costs
    where influencer_id is not null
),

results as (select * from intermediate.int_results),
campaigns as (select * from staging.stg_campaigns),
placements as (select * from intermediate.int_return_placements),

cost_facts as (
    select
        influencer_id,
        campaign_id,
        coalesce(deal_id, 'unassigned') as deal_id,
        sum(case when cost_source = 'deal' then 1 else 0 end) as deals,
        sum(case when cost_source = 'deal' and cost is not null then 1 else 0 end) as deals_with_cost,
        sum(case when is_gifted then 1 else 0 end) as deals_gifted,
        sum(fee) as fee,
        sum(product_cost) as product_cost,
        sum(shipping_cost) as shipping_cost,
        sum(agency_cost) as agency_cost,
        sum(boosting_cost) as boosting_cost,
        sum(commission) as commission,
        sum(cost) as cost
    from costs
    group by influencer_id, campaign_id, coalesce(deal_id, 'unassigned')
)

select
    placements.influencer_id, placements.campaign_id, placements.platform, placements.deal_id,
    placements.tier,
    cast(coalesce(cost_facts.deals, 0) as bigint) as deals,
    cast(coalesce(cost_facts.deals_with_cost, 0) as bigint) as deals_with_cost,
    cast(coalesce(cost_facts.deals_gifted, 0) as bigint) as deals_gifted,
    cast(cost_facts.fee as decimal(18, 4)) as fee,
    cast(cost_facts.product_cost as decimal(18, 4)) as product_cost,
    cast(cost_facts.shipping_cost as decimal(18, 4)) as shipping_cost,
    cast(cost_facts.agency_cost as decimal(18, 4)) as agency_cost,
    cast(cost_facts.boosting_cost as decimal(18, 4)) as boosting_cost,
    cast(cost_facts.commission as decimal(18, 4)) as commission,
    cast(cost_facts.cost as decimal(18, 4)) as cost,
    results.posts, results.views, results.views_reported_posts, results.impressions,
    results.impressions_reported_posts, results.reach, results.reach_reported_posts,
    results.engagements, results.engagements_reported_posts, results.post_clicks,
    results.post_clicks_reported_posts, results.clicks, results.orders, results.orders_pending,
    results.orders_cancelled, results.orders_ambiguous, results.orders_new_customers,
    results.gross_revenue, results.net_revenue, results.revenue_deduplicated,
    results.revenue_union_high, results.orders_by_link_click, results.net_revenue_by_link_click,
    results.orders_by_promo_code, results.net_revenue_by_promo_code, results.orders_by_platform,
    results.net_revenue_by_platform, results.orders_by_survey, results.net_revenue_by_survey,
    results.orders_by_manual, results.net_revenue_by_manual, results.orders_outside_window,
    results.net_revenue_outside_window, results.orders_without_revenue,
    results.orders_captured_late, results.last_order_captured_at,
    cast(round(cast(results.net_revenue as double) * campaigns.margin_rate, 4) as decimal(18, 4)) as margin_revenue,
    case
        when
            coalesce(
                results.views, results.impressions, results.reach, results.engagements, results.post_clicks,
                results.clicks, results.orders
            ) is not null
            and coalesce(results.views, 0) + coalesce(results.impressions, 0) + coalesce(results.reach, 0)
            + coalesce(results.engagements, 0) + coalesce(results.post_clicks, 0) + coalesce(results.clicks, 0)
            + coalesce(results.orders, 0) = 0
            then cast(cost_facts.cost as decimal(18, 4))
    end as zero_result_cost,
    settings.reporting_currency as currency
from placements
cross join meta.settings as settings
left join cost_facts using (influencer_id, campaign_id, deal_id)
left join results using (influencer_id, campaign_id, deal_id)
left join campaigns on placements.campaign_id = campaigns.campaign_id
order by placements.influencer_id, placements.campaign_id, placements.deal_id
