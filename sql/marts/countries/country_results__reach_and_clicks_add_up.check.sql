-- Reach and clicks over all countries are those of the deals.

with
mart as (
    select
        coalesce(sum(reach_estimated), 0) as reach,
        coalesce(sum(clicks), 0) as clicks
    from marts.country_results
    where campaign_id <> 'all'
),

results as (
    select
        coalesce(sum(reach), 0) as reach,
        coalesce(sum(clicks), 0) as clicks
    from intermediate.int_returns
)

select
    mart.reach as mart_reach,
    results.reach as summed_reach,
    mart.clicks as mart_clicks,
    results.clicks as summed_clicks
from mart
cross join results
where mart.reach <> results.reach or mart.clicks <> results.clicks
