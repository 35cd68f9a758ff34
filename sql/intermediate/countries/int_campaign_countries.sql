-- One row per campaign and country that it aims at, by the country's code where its name is known.

with
named as (
    select campaign_id, trim(unnest(string_split(replace(target_countries, ';', ','), ','))) as target
    from staging.stg_campaigns
    where target_countries is not null
)

select distinct named.campaign_id, coalesce(country_names.country_code, named.target) as country
from named
left join reference.country_names as country_names on lower(named.target) = lower(country_names.country_name)
where named.target <> ''
order by named.campaign_id, country
