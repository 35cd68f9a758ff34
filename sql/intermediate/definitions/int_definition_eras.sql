-- One row per platform with a break, format that a break names (other for the rest) and day: which definition each metric has from that day on.
--
-- A post whose format no source tells is 'unknown' where it may be of a format that a break names: its metric is 'not told' as long
-- as the formats differ in it.

with
breaks as (select * from reference.metric_definition_breaks),

formats as (
    select distinct platform, format as format_key from breaks where format is not null
    union
    select distinct platform, 'other' as format_key from breaks
),

days as (
    select distinct platform, day as starts_on_day from breaks
    union
    select distinct platform, date '0001-01-01' as starts_on_day from breaks
),

metrics as (select distinct platform, metric from breaks),

held as (
    select
        formats.platform, formats.format_key, days.starts_on_day, metrics.metric,
        coalesce(max_by(breaks.definition, (breaks.day, breaks.format is not null)), 'original') as definition
    from formats
    inner join days using (platform)
    inner join metrics using (platform)
    left join breaks
        on
            formats.platform = breaks.platform
            and metrics.metric = breaks.metric
            and days.starts_on_day >= breaks.day
            and (breaks.format is null or formats.format_key = breaks.format)
    group by formats.platform, formats.format_key, days.starts_on_day, metrics.metric
),

with_unknown as (
    select * from held
    union all
    select
        platform,
        'unknown' as format_key,
        starts_on_day, metric,
        case when min(definition) = max(definition) then min(definition) else 'not told' end as definition
    from held
    group by platform, starts_on_day, metric
),

continued as (
    select platform, max(continued_by) filter (where metric = 'views') as views_continued_by
    from breaks
    group by platform
)

select
    with_unknown.platform, with_unknown.format_key, with_unknown.starts_on_day,
    coalesce(max(case when metric = 'views' then definition end), 'original') as views_definition,
    coalesce(max(case when metric = 'impressions' then definition end), 'original') as impressions_definition,
    coalesce(max(case when metric = 'reach' then definition end), 'original') as reach_definition,
    coalesce(max(case when metric = 'engagements' then definition end), 'original') as engagements_definition,
    max(continued.views_continued_by) as views_continued_by
from with_unknown
inner join continued using (platform)
group by with_unknown.platform, with_unknown.format_key, with_unknown.starts_on_day
order by with_unknown.platform, with_unknown.format_key, with_unknown.starts_on_day
