-- Over all months a creator's posts on a platform, and what they report, are those of post_performance, to the unit.

with
months as (
    select
        influencer_id, platform,
        sum(posts) as posts,
        sum(views) as views,
        sum(impressions) as impressions,
        sum(reach) as reach,
        sum(likes) as likes,
        sum(comments) as comments,
        sum(public_engagements) as public_engagements,
        sum(engagements) as engagements,
        sum(engagements_reported_posts) as engagements_reported_posts
    from marts.creator_months
    where posts > 0
    group by influencer_id, platform
),

performance as (
    select
        coalesce(influencer_id, 'unassigned') as influencer_id,
        platform,
        count(*) as posts,
        sum(views) as views,
        sum(impressions) as impressions,
        sum(reach) as reach,
        sum(likes) as likes,
        sum(comments) as comments,
        sum(public_engagements) as public_engagements,
        sum(engagements) as engagements,
        count(engagements) as engagements_reported_posts
    from intermediate.int_post_performance
    group by coalesce(influencer_id, 'unassigned'), platform
)

select influencer_id, platform, 'in creator_months' as only_there, posts, views, engagements
from (
    select * from months
    except
    select * from performance
) as more

union all

select influencer_id, platform, 'in post_performance' as only_there, posts, views, engagements
from (
    select * from performance
    except
    select * from months
) as less
