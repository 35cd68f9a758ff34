-- One row per platform with a break and measure: the definition by which its creators are compared.
--
-- It is the first that enough creators (settings: definition_min_creators) have enough recent posts under, of: what goes on in the old
-- meaning, then the newest definition, then what spans a break or nobody tells. Where no creator has enough posts it is the one with most posts.

with
sides as (select * from intermediate.int_definition_sides),

rated as (
    select platform, side_measure, count(distinct influencer_id) as creators
    from sides
    where has_enough_posts
    group by platform, side_measure
),

summed as (
    select
        platform, side_measure, side, is_mixed, side_since,
        bool_or(is_continued) as is_continued,
        max(side_last_posted_at) as side_last_posted_at,
        cast(sum(side_posts) as bigint) as side_posts,
        sum(continued_posts) as continued_posts,
        count(*) filter (where has_enough_posts) as creators
    from sides
    group by platform, side_measure, side, is_mixed, side_since
),

judged as (
    select
        summed.*,
        coalesce(summed.creators >= settings.definition_min_creators * rated.creators, false) as is_common
    from summed
    cross join meta.settings as settings
    left join rated using (platform, side_measure)
)

select platform, side_measure, side, is_continued, is_mixed, creators, side_posts, side_last_posted_at
from judged
qualify
    row_number() over (
        partition by platform, side_measure
        order by
            is_common desc,
            is_common and is_continued desc,
            is_common and not is_mixed desc,
            case when is_common then side_since end desc,
            side_posts desc, continued_posts desc, side_last_posted_at desc, side
    ) = 1
order by platform, side_measure
