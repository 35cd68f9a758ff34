-- One row per post and tier scheme: the tier of the followers the account had when it posted.

with

posts as (

    select * from intermediate.int_post_followers
    where followers_at_post is not null

),

accounts as (

    select
        account_key,
        lower(niche) as niche
    from intermediate.int_account_standing

),

tiers as (

    select * from reference.tier_schemes

),

counted as (

    -- many posts share a count, so the bounds are searched once for each
    select
        posts.platform,
        accounts.niche,
        posts.followers_at_post,
        posts.posted_date
    from posts
    inner join accounts on posts.account_key = accounts.account_key
    group by posts.platform, accounts.niche, posts.followers_at_post, posts.posted_date

),

placed as (

    select
        counted.platform,
        counted.niche,
        counted.followers_at_post,
        counted.posted_date,
        tiers.scheme,
        max_by(
            tiers.tier,
            (tiers.platform is not null, tiers.niche is not null, coalesce(tiers.valid_from, date '1900-01-01'))
        ) as tier
    from counted
    inner join tiers
        on
            counted.followers_at_post >= tiers.lower_bound
            and counted.followers_at_post < coalesce(tiers.upper_bound, 9223372036854775807)
            and (tiers.platform is null or counted.platform = tiers.platform)
            and (tiers.niche is null or lower(tiers.niche) = counted.niche)
            and (tiers.valid_from is null or counted.posted_date >= tiers.valid_from)
    group by counted.platform, counted.niche, counted.followers_at_post, counted.posted_date, tiers.scheme

)

select
    posts.platform,
    posts.post_key,
    placed.scheme,
    placed.tier
from posts
inner join accounts on posts.account_key = accounts.account_key
inner join placed
    on
        posts.platform = placed.platform
        and accounts.niche is not distinct from placed.niche
        and posts.followers_at_post = placed.followers_at_post
        and posts.posted_date = placed.posted_date
