-- What came from each country, by tier, over all campaigns; and what its audience was meant to see.
select
    country,
    country_results.tier,
    is_target_country,
    reach_estimated,
    clicks,
    orders,
    orders_by_link_click,
    net_revenue,
    cost_allocated,
    cost_share,
    currency
from marts.country_results
left join (
    select
        tier,
        min(lower_bound) as lower_bound
    from intermediate.int_tier_bounds
    where scheme = (select tier_scheme from meta.settings)
    group by tier
) as bounds on country_results.tier = bounds.tier
where campaign_id = 'all'
order by
    country = 'unknown',
    sum(orders) over (partition by country) desc nulls last,
    sum(clicks) over (partition by country) desc nulls last,
    country,
    bounds.lower_bound,
    country_results.tier
