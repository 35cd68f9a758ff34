-- One row per post on a platform with a break: which definition its counts have, and which of them may be compared.
--
-- The definition is that of the day of posting, in UTC; where the latest observation fell under another, the count is a mixture and has both names.
-- A side is the definition of a rate: that of its denominator, with that of engagements where a break changed them. comparable_views
-- are views in their first meaning.

with
eras as (select * from intermediate.int_definition_eras),
metrics as (select * from intermediate.int_latest_post_metrics),

named as (
    select platform, format, max(coalesce(longest_seconds, 9223372036854775807)) as longest_seconds
    from reference.metric_definition_breaks
    where format is not null
    group by platform, format
),

longest as (select platform, max(longest_seconds) as longest_seconds from named group by platform),

posts as (
    select
        posts.platform, posts.post_key, metrics.views, metrics.engaged_views, metrics.impressions, metrics.reach,
        metrics.engagements_known,
        coalesce(cast(posts.posted_at as date), date '0001-01-01') as posted_on,
        posts.posted_at is not null as is_dated,
        coalesce(cast(metrics.captured_at as date), posted_on) as seen_on,
        case
            when named.format is not null then named.format
            when posts.format is null and coalesce(posts.duration_seconds, 0) <= longest.longest_seconds then 'unknown'
            else 'other'
        end as format_key
    from staging.stg_posts as posts
    left join metrics on posts.platform = metrics.platform and posts.post_key = metrics.post_key
    left join named on posts.platform = named.platform and posts.format = named.format
    left join longest on posts.platform = longest.platform
    where posts.platform in (select platform from eras)
),

dated as (
    select
        posts.*, eras.views_definition, eras.impressions_definition, eras.reach_definition,
        eras.engagements_definition, eras.views_continued_by
    from posts
    asof inner join eras
        on
            posts.platform = eras.platform and posts.format_key = eras.format_key
            and posts.posted_on >= eras.starts_on_day
),

judged as (
    select
        dated.* exclude (views_definition, impressions_definition, reach_definition, engagements_definition),
        case
            when not dated.is_dated then 'not told'
            when seen.views_definition = dated.views_definition then dated.views_definition
            else dated.views_definition || ', then ' || seen.views_definition
        end as views_definition,
        case
            when not dated.is_dated then 'not told'
            when seen.impressions_definition = dated.impressions_definition then dated.impressions_definition
            else dated.impressions_definition || ', then ' || seen.impressions_definition
        end as impressions_definition,
        case
            when not dated.is_dated then 'not told'
            when seen.reach_definition = dated.reach_definition then dated.reach_definition
            else dated.reach_definition || ', then ' || seen.reach_definition
        end as reach_definition,
        case
            when not dated.is_dated then 'not told'
            when seen.engagements_definition = dated.engagements_definition then dated.engagements_definition
            else dated.engagements_definition || ', then ' || seen.engagements_definition
        end as engagements_definition
    from dated
    asof inner join eras as seen
        on
            dated.platform = seen.platform and dated.format_key = seen.format_key
            and dated.seen_on >= seen.starts_on_day
),

compared as (
    select
        *,
        case when views_continued_by = 'engaged_views' then engaged_views end as continued_views,
        case when engagements_definition = 'original' then '' else '; engagements ' || engagements_definition end as beside,
        concat_ws(
            ', ',
            case when views is not null and contains(views_definition, ', then ') then 'views' end,
            case when impressions is not null and contains(impressions_definition, ', then ') then 'impressions' end,
            case when reach is not null and contains(reach_definition, ', then ') then 'reach' end,
            case
                when engagements_known is not null and contains(engagements_definition, ', then ') then 'engagements'
            end
        ) as spanned
    from judged
)

select
    platform, post_key, views_definition, impressions_definition, reach_definition, engagements_definition,
    coalesce(continued_views, case when views_definition = 'original' then views end) as comparable_views,
    case
        when continued_views is not null then views_continued_by
        when views_definition = 'original' and views is not null then 'views'
    end as comparable_views_metric,
    spanned <> '' as spans_definition_break,
    nullif(spanned, '') as definitions_spanned,
    'original' || beside as followers_side,
    views_definition || beside as views_side,
    impressions_definition || beside as impressions_side,
    reach_definition || beside as reach_side,
    'original' || beside as continued_side
from compared
order by platform, post_key
