-- What was paid for deals without any result is the same sum by deal, by campaign and by tier.

with
deals as (
    select coalesce(sum(zero_result_cost), 0) as cost
    from intermediate.int_return_totals
    where grouping_level = 'deal'
),

others as (
    select
        grouping_level,
        coalesce(sum(zero_result_cost), 0) as cost
    from intermediate.int_return_totals
    where grouping_level in ('campaign', 'influencer') or (grouping_level = 'tier' and platform = 'all')
    group by grouping_level
)

select
    others.grouping_level,
    others.cost,
    deals.cost as deals_cost
from others
cross join deals
where abs(others.cost - deals.cost) >= 0.005
