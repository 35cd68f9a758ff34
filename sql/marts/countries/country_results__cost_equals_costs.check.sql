-- Cost divided by country, the part of no known country and advertising without a creator included, is the whole cost, to the cent.

with
mart as (
    select coalesce(sum(cost_allocated), 0) as cost
    from marts.country_results
    where campaign_id <> 'all'
),

overall as (
    select coalesce(sum(cost_allocated), 0) as cost
    from marts.country_results
    where campaign_id = 'all'
),

costs as (select coalesce(sum(cost), 0) as cost from intermediate.int_costs)

select
    mart.cost as mart_cost,
    overall.cost as cost_over_all_campaigns,
    costs.cost as summed_cost
from mart
cross join overall
cross join costs
where abs(mart.cost - costs.cost) >= 0.005 or abs(overall.cost - costs.cost) >= 0.005
