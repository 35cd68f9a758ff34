-- One row per creator, campaign, platform and deal: costs beside results, the sums under every return.
--
-- Platform and tier are those of int_return_placements. Where every reported result is 0, the cost is
-- zero_result_cost; it sums, so that the costs of a group with and without results add up.

with
results as (select * from intermediate.int_results),
campaigns as (select * from staging.stg_campaigns),
placements as (select * from intermediate.int_return_placements),

costs as (
    select
        influencer_id,
        campaign_id,
        coalesce(deal_id, 'unassigned') as deal_id,
        cast(sum(case when cost_source = 'deal' then 1 else 0 end) as bigint) as deals,
        cast(sum(case when cost_source = 'deal' and cost is not null then 1 else 0 end) as bigint) as deals_with_cost,
        cast(sum(case when is_gifted then 1 else 0 end) as bigint) as deals_gifted,
        cast(sum(fee) as decimal(38, 4)) as fee,
        cast(sum(product_cost) as decimal(38, 4)) as product_cost,
        cast(sum(shipping_cost) as decimal(38, 4)) as shipping_cost,
        cast(sum(agency_cost) as decimal(38, 4)) as agency_cost,
        cast(sum(boosting_cost) as decimal(38, 4)) as boosting_cost,
        cast(sum(commission) as decimal(38, 4)) as commission,
        cast(sum(cost) as decimal(38, 4)) as cost
    from intermediate.int_costs
    where influencer_id is not null
    group by influencer_id, campaign_id, coalesce(deal_id, 'unassigned')
)

select
    placements.influencer_id, placements.campaign_id, placements.platform, placements.deal_id,
    placements.tier,
    coalesce(costs.deals, 0) as deals,
    coalesce(costs.deals_with_cost, 0) as deals_with_cost,
    coalesce(costs.deals_gifted, 0) as deals_gifted,
    costs.* exclude (influencer_id, campaign_id, deal_id, deals, deals_with_cost, deals_gifted),
    results.* exclude (influencer_id, campaign_id, deal_id),
    cast(round(cast(results.net_revenue as double) * campaigns.margin_rate, 4) as decimal(38, 4)) as margin_revenue,
    case
        when
            coalesce(
                results.views, results.impressions, results.reach, results.engagements, results.public_engagements,
                results.post_clicks, results.clicks, results.orders
            ) is not null
            and coalesce(results.views, 0) + coalesce(results.impressions, 0) + coalesce(results.reach, 0)
            + coalesce(results.engagements, 0) + coalesce(results.public_engagements, 0)
            + coalesce(results.post_clicks, 0) + coalesce(results.clicks, 0) + coalesce(results.orders, 0) = 0
            then costs.cost
    end as zero_result_cost
from placements
left join costs using (influencer_id, campaign_id, deal_id)
left join results using (influencer_id, campaign_id, deal_id)
left join campaigns on placements.campaign_id = campaigns.campaign_id
order by placements.influencer_id, placements.campaign_id, placements.deal_id
