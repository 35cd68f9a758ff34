-- One row per creator, platform and measure (as plans have them): what its delivered deals brought and cost.
--
-- Clicks, orders and net revenue are those that can be learnt from (int_deal_outcomes: a window that is open, or a code that
-- needs review, says nothing); a deal without orders had no revenue. Engagements are public ones, as everywhere in plans.
-- Costs are without boosting, as prices of offers are.

with
outcomes as (select * from intermediate.int_deal_outcomes),

deals as (
    select
        returns.influencer_id, returns.platform, returns.deal_id,
        returns.reach, returns.public_engagements, outcomes.clicks, outcomes.orders,
        case when outcomes.orders = 0 then 0 when outcomes.orders is not null then outcomes.net_revenue end as net_revenue,
        case when returns.deals_with_cost = returns.deals then returns.cost - coalesce(returns.boosting_cost, 0) end as cost
    from intermediate.int_returns as returns
    inner join outcomes using (deal_id, influencer_id, campaign_id)
    where returns.platform is not null
),

measured as (
    select influencer_id, platform, deal_id, cost, 'reach' as measure, cast(reach as double) as result from deals
    union all
    select influencer_id, platform, deal_id, cost, 'engagements', cast(public_engagements as double) from deals
    union all
    select influencer_id, platform, deal_id, cost, 'clicks', cast(clicks as double) from deals
    union all
    select influencer_id, platform, deal_id, cost, 'orders', cast(orders as double) from deals
    union all
    select influencer_id, platform, deal_id, cost, 'net_revenue', cast(net_revenue as double) from deals
)

select
    influencer_id, platform, measure,
    count(*) as past_deals,
    cast(sum(cast(result as decimal(38, 4))) as double) as past_result,
    max(result) as past_best_result,
    cast(sum(cost) as decimal(38, 4)) as past_cost,
    cast(sum(cast(result as decimal(38, 4))) filter (where cost is not null) as double) as past_result_with_cost
from measured
where result is not null
group by influencer_id, platform, measure
order by influencer_id, platform, measure
