-- One row per platform, dimension, value and creator: the creator's posts with the value, beside its other posts.
--
-- Other posts are the creator's posts on the platform of which the dimension is known and that do not have the value.
-- Sums of logs are taken over decimals: exact, and equal in any order.

with
posts as (
    select
        influencer_id, platform, post_key, posted_at, headline_denominator, headline_base,
        -- the headline's own numerator, whatever it counts
        cast(round(headline_rate * headline_base) as bigint) as headline_engagements,
        cast(log_rate as decimal(18, 6)) as log_value
    from intermediate.int_lift_posts
    where log_rate is not null and not is_boosted
),

values_of_posts as (select * from intermediate.int_content_values),
dimensions as (select distinct platform, post_key, content_dimension from values_of_posts),

everything as (
    select
        posts.platform, dimensions.content_dimension, posts.influencer_id,
        count(*) as posts,
        sum(posts.log_value) as logs
    from posts
    inner join dimensions using (platform, post_key)
    group by posts.platform, dimensions.content_dimension, posts.influencer_id
),

valued as (
    select
        posts.platform, found.content_dimension, found.content_value, posts.influencer_id,
        min(posts.headline_denominator) as headline_denominator,
        min(posts.posted_at) as first_posted_at,
        max(posts.posted_at) as last_posted_at,
        count(*) as posts,
        cast(sum(posts.headline_engagements) as bigint) as headline_engagements,
        cast(sum(posts.headline_base) as bigint) as headline_base,
        sum(posts.log_value) as logs
    from posts
    inner join values_of_posts as found using (platform, post_key)
    group by posts.platform, found.content_dimension, found.content_value, posts.influencer_id
)

select
    valued.* exclude (logs),
    everything.posts - valued.posts as other_posts,
    round(
        cast(valued.logs as double) / valued.posts
        - cast(everything.logs - valued.logs as double) / nullif(everything.posts - valued.posts, 0), 6
    ) as log_effect
from valued
inner join everything using (platform, content_dimension, influencer_id)
order by valued.platform, valued.content_dimension, valued.content_value, valued.influencer_id
