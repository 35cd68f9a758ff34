-- A tier's platforms add up to the row over all platforms, and its campaigns to the row over all campaigns.

select
    tier,
    platform,
    sum(case when campaign_id = 'all' then -cost else cost end) as cost_left,
    sum(case when campaign_id = 'all' then -net_revenue else net_revenue end) as net_revenue_left,
    sum(case when campaign_id = 'all' then -orders else orders end) as orders_left,
    sum(case when campaign_id = 'all' then -zero_result_cost else zero_result_cost end) as zero_result_cost_left
from marts.tier_roi
group by tier, platform
having
    abs(coalesce(sum(case when campaign_id = 'all' then -cost else cost end), 0)) >= 0.005
    or abs(coalesce(sum(case when campaign_id = 'all' then -net_revenue else net_revenue end), 0)) >= 0.005
    or coalesce(sum(case when campaign_id = 'all' then -orders else orders end), 0) <> 0
    or abs(coalesce(sum(case when campaign_id = 'all' then -zero_result_cost else zero_result_cost end), 0)) >= 0.005

union all

select
    tier,
    'over platforms' as platform,
    sum(case when platform = 'all' then -cost else cost end) as cost_left,
    sum(case when platform = 'all' then -net_revenue else net_revenue end) as net_revenue_left,
    sum(case when platform = 'all' then -orders else orders end) as orders_left,
    sum(case when platform = 'all' then -zero_result_cost else zero_result_cost end) as zero_result_cost_left
from marts.tier_roi
where campaign_id = 'all'
group by tier
having
    abs(coalesce(sum(case when platform = 'all' then -cost else cost end), 0)) >= 0.005
    or abs(coalesce(sum(case when platform = 'all' then -net_revenue else net_revenue end), 0)) >= 0.005
    or coalesce(sum(case when platform = 'all' then -orders else orders end), 0) <> 0
    or abs(coalesce(sum(case when platform = 'all' then -zero_result_cost else zero_result_cost end), 0)) >= 0.005
