-- One row per account: what its posts of the engagement window and its profile show, to hold against peers.
--
-- Spread is the median deviation of the logarithms of public engagements, scaled to a standard deviation. The
-- accounts that it follows are those of the newest snapshot that tells both counts.

with
posts as (select * from intermediate.int_window_posts),

snapshots as (
    select * from staging.stg_profile_snapshots
    where following is not null and followers is not null
),

standing as (select * from intermediate.int_account_standing),

tiers as (
    select account_tiers.account_key, account_tiers.tier
    from intermediate.int_account_tiers as account_tiers
    inner join meta.settings as settings on account_tiers.scheme = settings.tier_scheme
),

summed as (
    select
        account_key,
        count(public_engagement_rate_by_followers) filter (where is_on_followers_side is not false)
            as public_engagement_rate_by_followers_posts,
        median(public_engagement_rate_by_followers) filter (where is_on_followers_side is not false)
            as public_engagement_rate_by_followers_median,
        count(*) filter (where comments is not null and likes is not null) as comment_like_posts,
        sum(comments) filter (where likes is not null) as comments,
        sum(likes) filter (where comments is not null) as likes,
        count(*) filter (where public_engagements > 0) as engagements_posts,
        median(ln(nullif(public_engagements, 0))) as engagements_log_median,
        cast(min(posted_at) as date) as first_posted_date,
        cast(max(posted_at) as date) as last_posted_date
    from posts
    group by account_key
),

spreads as (
    select
        posts.account_key,
        1.4826 * median(abs(ln(nullif(posts.public_engagements, 0)) - summed.engagements_log_median)) as engagements_spread
    from posts
    inner join summed using (account_key)
    group by posts.account_key
),

followed as (
    select account_key, observed_at as following_observed_at, following, followers
    from snapshots
    qualify
        row_number() over (
            partition by account_key order by observed_at desc, precedence desc, captured_at desc, load_id, source_record
        ) = 1
)

select
    standing.account_key, standing.platform, tiers.tier,
    coalesce(lower(standing.niche), '') as niche_key,
    summed.first_posted_date, summed.last_posted_date,
    coalesce(summed.public_engagement_rate_by_followers_posts, 0) as public_engagement_rate_by_followers_posts,
    summed.public_engagement_rate_by_followers_median,
    coalesce(summed.comment_like_posts, 0) as comment_like_posts,
    cast(summed.comments as bigint) as comments,
    cast(summed.likes as bigint) as likes,
    cast(summed.comments as double) / nullif(cast(summed.likes as double), 0) as comment_like_ratio,
    coalesce(summed.engagements_posts, 0) as engagements_posts,
    spreads.engagements_spread, followed.following_observed_at, followed.following,
    followed.followers,
    cast(followed.following as double) / nullif(followed.followers, 0) as following_to_followers_ratio
from standing
left join tiers using (account_key)
left join summed using (account_key)
left join spreads using (account_key)
left join followed using (account_key)
order by standing.account_key
