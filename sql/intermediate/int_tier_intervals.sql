-- One row per tier scheme, platform, tier, niche (and 'all') and measure: the tier's median creator, and 95 % bounds.
--
-- The creator is the unit: each counts once, with the median of its posts' rates. The bounds are about
-- the median of all creators such as these, and take nothing for granted about how rates are spread:
-- they are the rates of the creators at places (n + 1) / 2 -+ 0.98 * sqrt(n - 1) by rate, between two
-- creators in proportion. Simulated, that covers 94.9 to 96.3 % from 6 creators on; below 6 there are none.

with

posts as (

    select * from intermediate.int_window_posts

),

tiers as (

    select * from intermediate.int_post_tiers

),

influencers as (

    select * from marts.influencers

),

creators as (

    select
        tiers.scheme,
        tiers.tier,
        posts.platform,
        posts.influencer_id,
        coalesce(influencers.niche, 'unknown') as niche,
        median(posts.headline_rate) as headline_rate,
        median(posts.engagement_rate_by_followers) as by_followers,
        median(posts.engagement_rate_by_views) as by_views,
        median(posts.engagement_rate_by_reach) as by_reach,
        median(posts.engagement_rate_by_impressions) as by_impressions
    from posts
    inner join tiers on posts.platform = tiers.platform and posts.post_key = tiers.post_key
    inner join influencers on posts.influencer_id = influencers.influencer_id
    group by tiers.scheme, tiers.tier, posts.platform, posts.influencer_id, coalesce(influencers.niche, 'unknown')

),

measured as (

    select scheme, platform, tier, niche, influencer_id, 'headline_rate' as measure, headline_rate as rate
    from creators
    union all
    select scheme, platform, tier, niche, influencer_id, 'engagement_rate_by_followers' as measure, by_followers
    from creators
    union all
    select scheme, platform, tier, niche, influencer_id, 'engagement_rate_by_views' as measure, by_views
    from creators
    union all
    select scheme, platform, tier, niche, influencer_id, 'engagement_rate_by_reach' as measure, by_reach
    from creators
    union all
    select scheme, platform, tier, niche, influencer_id, 'engagement_rate_by_impressions' as measure, by_impressions
    from creators

),

members as (

    select scheme, platform, tier, niche, influencer_id, measure, rate
    from measured
    where rate is not null
    union all
    select scheme, platform, tier, 'all' as niche, influencer_id, measure, rate
    from measured
    where rate is not null

),

ranked as (

    select
        *,
        row_number() over (
            partition by scheme, platform, tier, niche, measure order by rate, influencer_id
        ) as place,
        count(*) over (partition by scheme, platform, tier, niche, measure) as creators
    from members

),

aimed as (

    select
        *,
        case when creators >= 6 then (creators + 1) / 2.0 - 0.98 * sqrt(creators - 1) end as aim
    from ranked

),

grouped as (

    select
        scheme,
        platform,
        tier,
        niche,
        measure,
        count(*) as creators,
        median(rate) as median_rate,
        max(aim) - floor(max(aim)) as beyond,
        max(rate) filter (where place = floor(aim)) as lower_outside,
        max(rate) filter (where place = floor(aim) + 1) as lower_inside,
        max(rate) filter (where place = creators - floor(aim)) as upper_inside,
        max(rate) filter (where place = creators - floor(aim) + 1) as upper_outside
    from aimed
    group by scheme, platform, tier, niche, measure

)

select
    scheme,
    platform,
    tier,
    niche,
    measure,
    creators,
    median_rate,
    lower_outside + beyond * (lower_inside - lower_outside) as median_rate_low,
    upper_outside - beyond * (upper_outside - upper_inside) as median_rate_high
from grouped
order by scheme, platform, tier, niche, measure
