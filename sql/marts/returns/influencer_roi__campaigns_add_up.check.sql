-- An influencer's campaigns add up to the row over all of them.

select
    influencer_id,
    sum(case when campaign_id = 'all' then cost else -cost end) as cost_left,
    sum(case when campaign_id = 'all' then net_revenue else -net_revenue end) as net_revenue_left,
    sum(case when campaign_id = 'all' then orders else -orders end) as orders_left
from marts.influencer_roi
group by influencer_id
having
    abs(coalesce(sum(case when campaign_id = 'all' then cost else -cost end), 0)) >= 0.005
    or abs(coalesce(sum(case when campaign_id = 'all' then net_revenue else -net_revenue end), 0)) >= 0.005
    or coalesce(sum(case when campaign_id = 'all' then orders else -orders end), 0) <> 0
