-- One row per post and tier scheme: the tier of the followers the account had when it posted.
--
-- By the rows that held on the day of posting. Near a boundary is what it is for an account's tier.

with
accounts as (
    select
        account_key,
        coalesce(lower(niche), '') as niche_key
    from intermediate.int_account_standing
),

posts as materialized (
    -- kept whole: planned into the join below, accounts would meet bounds by niche alone
    select
        followers.platform, followers.post_key, followers.followers_at_post,
        coalesce(followers.followers_at_post_rounding, 1) as rounding,
        followers.posted_date, accounts.niche_key
    from intermediate.int_post_followers as followers
    inner join accounts using (account_key)
    where followers.followers_at_post is not null
),

bounds as (select * from intermediate.int_tier_bounds)

select
    posts.platform, posts.post_key, bounds.scheme, bounds.tier,
    coalesce(posts.followers_at_post <= bounds.near_lower_until, false)
    or coalesce(posts.followers_at_post >= bounds.near_upper_from, false)
    or (
        posts.rounding > 1
        and (
            (bounds.lower_bound > 0 and posts.followers_at_post - bounds.lower_bound <= posts.rounding)
            or coalesce(bounds.upper_bound - posts.followers_at_post <= posts.rounding, false)
        )
    ) as is_near_boundary
from posts
inner join bounds
    on
        posts.platform = bounds.platform
        and posts.niche_key = bounds.niche_key
        and posts.followers_at_post >= bounds.lower_bound
        and posts.followers_at_post < coalesce(bounds.upper_bound, 9223372036854775807)
        and posts.posted_date >= coalesce(bounds.valid_from, date '0001-01-01')
        and (bounds.valid_until is null or posts.posted_date < bounds.valid_until)
