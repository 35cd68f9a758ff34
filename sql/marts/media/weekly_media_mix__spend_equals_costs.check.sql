-- All weeks together hold the whole cost, undated and unassigned cost included, to the cent.

with
mart as (select coalesce(sum(media_spend), 0) as spend from marts.weekly_media_mix),
costs as (select coalesce(sum(cost), 0) as cost from intermediate.int_costs)

select
    mart.spend as mart_spend,
    costs.cost as summed_cost
from mart
cross join costs
where abs(mart.spend - costs.cost) >= 0.005
