-- One row per post: what its platform's headline rate counts, over what, and under which definition.
--
-- The only place that says so: windows, lifts and months follow. denominator_reported is the denominator as the platform
-- counts it now, under headline_side. Where views are the denominator and their old meaning goes on under another name,
-- comparable_views are it, under continued_side; else that is null.
-- create-as: view

select
    posts.platform, posts.post_key,
    platforms.headline_numerator, platforms.headline_denominator,
    case platforms.headline_numerator
        when 'public_engagements' then posts.public_engagements
        when 'engagements' then posts.engagements
    end as headline_engagements,
    case platforms.headline_denominator
        when 'followers' then posts.followers_at_post
        when 'views' then posts.views
        when 'reach' then posts.reach
        when 'impressions' then posts.impressions
    end as denominator_reported,
    coalesce(
        case platforms.headline_denominator
            when 'followers' then definitions.followers_side
            when 'views' then definitions.views_side
            when 'reach' then definitions.reach_side
            when 'impressions' then definitions.impressions_side
        end,
        'original'
    ) as headline_side,
    case
        when platforms.headline_denominator = 'views' and posts.comparable_views is not null
            then coalesce(definitions.continued_side, 'original')
    end as continued_side
from intermediate.int_post_performance as posts
inner join reference.platforms as platforms using (platform)
left join intermediate.int_post_definitions as definitions using (platform, post_key)
