-- One row per post and tier scheme: the tier of the followers the account had when it posted.

with

accounts as (

    select
        account_key,
        coalesce(lower(niche), '') as niche
    from intermediate.int_account_standing

),

posts as materialized (

    -- kept whole: planned into the joins below, accounts would meet tiers by niche alone
    select
        followers.platform,
        followers.post_key,
        followers.followers_at_post,
        followers.posted_date,
        accounts.niche
    from intermediate.int_post_followers as followers
    inner join accounts on followers.account_key = accounts.account_key
    where followers.followers_at_post is not null

),

tiers as (

    select * from reference.tier_schemes

),

counted as (

    -- many posts share a count, so the bounds are searched once for each
    select distinct
        platform,
        niche,
        followers_at_post,
        posted_date
    from posts

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
inner join placed
    on
        posts.platform = placed.platform
        and posts.niche = placed.niche
        and posts.followers_at_post = placed.followers_at_post
        and posts.posted_date = placed.posted_date
