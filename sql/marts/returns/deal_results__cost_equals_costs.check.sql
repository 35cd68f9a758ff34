-- The cost in the table is the sum of the costs, to the cent.

with
mart as (select coalesce(sum(cost), 0) as cost from marts.deal_results),

costs as (
    select coalesce(sum(cost), 0) as cost
    from intermediate.int_costs
    where influencer_id is not null and deal_id is not null
)

select
    mart.cost as mart_cost,
    costs.cost as summed_cost
from mart
cross join costs
where abs(mart.cost - costs.cost) >= 0.005
