-- One row per post of int_lift_candidates, with the rate by which sponsored and organic posts of its creator are compared.
--
-- Within a creator all posts are compared under one definition of the denominator: of those with two sponsored and definition_min_posts
-- (settings) organic posts what goes on in the old meaning, then the newest, then what spans a break; else the one with most. Posts
-- that are counted under another are marked, and have no rate.
--
-- The log rate has half an engagement added, so that a post without any has one.

with
judged as (select * from intermediate.int_lift_candidates),
settings as (select * from meta.settings),

sided as (
    select
        influencer_id, platform, is_sponsored, posted_at, headline_side as side,
        false as is_continued
    from judged
    where not is_boosted and denominator_reported is not null and headline_side is distinct from continued_side
    union all
    select influencer_id, platform, is_sponsored, posted_at, continued_side, comparable_views_metric <> 'views'
    from judged
    where not is_boosted and continued_side is not null
),

counted as (
    select
        sided.influencer_id, sided.platform, sided.side,
        count(*) filter (where sided.is_sponsored) as sponsored,
        count(*) filter (where not sided.is_sponsored) as organic,
        count(*) as posts,
        count(*) filter (where sided.is_continued) as continued_posts,
        max(sided.posted_at) as last_posted_at,
        sponsored >= 2 and organic >= max(settings.definition_min_posts) as is_enough,
        is_enough and continued_posts >= max(settings.definition_min_posts) as is_enough_continued,
        is_enough and not contains(sided.side, ', then ') and not contains(sided.side, 'not told') as is_enough_unmixed
    from sided
    cross join settings
    group by sided.influencer_id, sided.platform, sided.side
),

since as (
    select counted.platform, counted.side, coalesce(max(breaks.day), date '0001-01-01') as side_since
    from counted
    left join reference.metric_definition_breaks as breaks
        on counted.platform = breaks.platform and contains(counted.side, breaks.definition)
    group by counted.platform, counted.side
),

chosen as (
    select counted.influencer_id, counted.platform, counted.side
    from counted
    inner join since using (platform, side)
    qualify
        row_number() over (
            partition by counted.influencer_id, counted.platform
            order by
                is_enough desc, is_enough_continued desc, is_enough_unmixed desc,
                case when is_enough then side_since end desc, least(sponsored, organic) desc,
                posts desc, continued_posts desc, last_posted_at desc, counted.side
        ) = 1
),

based as (
    select
        judged.* exclude (denominator_reported, headline_side, continued_side, comparable_views, comparable_views_metric),
        coalesce(chosen.side, judged.headline_side) as headline_definition,
        judged.denominator_reported is not null
        and judged.headline_side <> headline_definition
        and (judged.continued_side is distinct from headline_definition) as is_other_definition,
        case
            when judged.continued_side = headline_definition then judged.comparable_views
            when judged.headline_side = headline_definition then judged.denominator_reported
        end as headline_base
    from judged
    left join chosen using (influencer_id, platform)
)

select
    influencer_id, platform, post_key, format, posted_at, window_ends_at, is_sponsored,
    sponsorship_source, is_boosted, headline_numerator, headline_denominator, headline_definition, is_other_definition,
    headline_engagements,
    headline_base,
    cast(headline_engagements as double) / nullif(headline_base, 0) as headline_rate,
    case
        when headline_engagements is not null and headline_base > 0
            then round(ln((headline_engagements + 0.5) / headline_base), 6)
    end as log_rate
from based
