-- One row per creator and platform with a break: the definition of its headline rate.
--
-- The platform's, where the creator has enough posts under it; else, of those with enough, what goes on in the old meaning, then
-- the newest, then what spans a break. Where none has enough posts, the platform's, else the one with most posts.

with
sides as (select * from intermediate.int_definition_sides where side_measure = 'headline'),
common as (select * from intermediate.int_common_definitions where side_measure = 'headline')

select
    sides.influencer_id, sides.platform, sides.side,
    sides.side <> common.side as is_other_definition
from sides
inner join common using (platform)
qualify
    row_number() over (
        partition by sides.influencer_id, sides.platform
        order by
            sides.has_enough_posts desc,
            sides.side = common.side desc,
            sides.has_enough_posts and sides.is_continued desc,
            sides.has_enough_posts and not sides.is_mixed desc,
            case when sides.has_enough_posts then sides.side_since end desc,
            sides.side_posts desc, sides.continued_posts desc, sides.side_last_posted_at desc, sides.side
    ) = 1
order by sides.influencer_id, sides.platform
