-- One row per influencer and platform: the median rate of the window's posts over each denominator, and how many have it.
--
-- Of public engagements, and of all that owners see. A post counts under the definition of the denominator by which the
-- platform's creators are compared (is_on_…_side of int_window_posts).

select
    influencer_id, platform,
    median(public_engagement_rate_by_followers) filter (where is_on_followers_side is not false)
        as public_engagement_rate_by_followers_median,
    count(public_engagement_rate_by_followers) filter (where is_on_followers_side is not false)
        as public_engagement_rate_by_followers_posts,
    median(public_engagement_rate_by_views) filter (where is_on_views_side is not false)
        as public_engagement_rate_by_views_median,
    count(public_engagement_rate_by_views) filter (where is_on_views_side is not false)
        as public_engagement_rate_by_views_posts,
    median(public_engagement_rate_by_reach) filter (where is_on_reach_side is not false)
        as public_engagement_rate_by_reach_median,
    count(public_engagement_rate_by_reach) filter (where is_on_reach_side is not false)
        as public_engagement_rate_by_reach_posts,
    median(public_engagement_rate_by_impressions) filter (where is_on_impressions_side is not false)
        as public_engagement_rate_by_impressions_median,
    count(public_engagement_rate_by_impressions) filter (where is_on_impressions_side is not false)
        as public_engagement_rate_by_impressions_posts,
    median(engagement_rate_by_followers) filter (where is_on_followers_side is not false)
        as engagement_rate_by_followers_median,
    count(engagement_rate_by_followers) filter (where is_on_followers_side is not false)
        as engagement_rate_by_followers_posts,
    median(engagement_rate_by_views) filter (where is_on_views_side is not false)
        as engagement_rate_by_views_median,
    count(engagement_rate_by_views) filter (where is_on_views_side is not false)
        as engagement_rate_by_views_posts,
    median(engagement_rate_by_reach) filter (where is_on_reach_side is not false)
        as engagement_rate_by_reach_median,
    count(engagement_rate_by_reach) filter (where is_on_reach_side is not false)
        as engagement_rate_by_reach_posts,
    median(engagement_rate_by_impressions) filter (where is_on_impressions_side is not false)
        as engagement_rate_by_impressions_median,
    count(engagement_rate_by_impressions) filter (where is_on_impressions_side is not false)
        as engagement_rate_by_impressions_posts
from intermediate.int_window_posts
group by influencer_id, platform
order by influencer_id, platform
