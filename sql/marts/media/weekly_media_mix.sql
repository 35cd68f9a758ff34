-- One row per week, country and tier: what was spent and shown, and what came back; a regular series for media-mix models.
--
-- The grid is complete: each country and tier that ever occurs has a row in every week from the first to the
-- last. Spend and posts are 0 where none falls there: what creators without known audience spend and post is in
-- the country 'unknown', not in 0.
-- Impressions and views are 0 where no post appeared, and null where posts appeared and none reports them.
-- Clicks, orders and revenue are 0 between the first and the last week that their source tells of, else null.
--
-- A series over the day of a break in a platform's definition takes views_compared_estimated, which are of one definition.
-- Spend falls on the dates of delivery, country by audience (docs/decisions/0033); cost of no known date is in
-- rows with is_dated false, outside the grid: leave them out of a model, keep them in a total.

with
mix as (select * from intermediate.int_media_mix),

bounds as (
    select
        min(week_starts_on) as first_week,
        max(week_starts_on) as last_week,
        min(week_starts_on) filter (where clicks is not null) as first_clicks,
        max(week_starts_on) filter (where clicks is not null) as last_clicks,
        min(week_starts_on) filter (where orders is not null) as first_orders,
        max(week_starts_on) filter (where orders is not null) as last_orders
    from mix
    where is_dated
),

weeks as (
    select cast(unnest(generate_series(first_week, last_week, interval 7 day)) as date) as week_starts_on
    from bounds
),

series as (select distinct country, tier from mix where is_dated),

grid as (
    select weeks.week_starts_on, series.country, series.tier, true as is_dated
    from weeks
    cross join series

    union all

    select week_starts_on, country, tier, is_dated
    from mix
    where not is_dated
)

select
    grid.week_starts_on, grid.country, grid.tier, grid.is_dated,
    settings.tier_scheme as scheme,
    coalesce(mix.media_spend, 0) as media_spend,
    coalesce(mix.posts_estimated, 0) as posts_estimated,
    case when coalesce(mix.posts_estimated, 0) = 0 then 0 else mix.impressions_estimated end as impressions_estimated,
    case when coalesce(mix.posts_estimated, 0) = 0 then 0 else mix.views_estimated end as views_estimated,
    case when coalesce(mix.posts_estimated, 0) = 0 then 0 else mix.views_compared_estimated end
        as views_compared_estimated,
    case
        when mix.clicks is not null then mix.clicks
        when grid.is_dated and grid.week_starts_on between bounds.first_clicks and bounds.last_clicks then 0
    end as clicks,
    case
        when mix.orders is not null then mix.orders
        when grid.is_dated and grid.week_starts_on between bounds.first_orders and bounds.last_orders then 0
    end as orders,
    case
        when mix.net_revenue is not null then mix.net_revenue
        when grid.is_dated and grid.week_starts_on between bounds.first_orders and bounds.last_orders then 0
    end as net_revenue,
    settings.reporting_currency as currency
from grid
cross join bounds
cross join meta.settings as settings
left join mix using (week_starts_on, country, tier, is_dated)
order by grid.week_starts_on, grid.country, grid.tier, grid.is_dated
