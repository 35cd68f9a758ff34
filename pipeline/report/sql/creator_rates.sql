-- Each creator on each platform: followers, and the median engagement rate of the newest posts, under the platform's common definition.
select
    platforms.name as platform_name,
    influencer_engagement.platform,
    influencer_engagement.name,
    followers,
    tier,
    influencer_engagement.headline_numerator,
    influencer_engagement.headline_denominator,
    influencer_engagement.headline_definition,
    influencer_engagement.headline_base_metric,
    headline_rate_median,
    posts_with_rate,
    evidence
from marts.influencer_engagement
left join reference.platforms on influencer_engagement.platform = platforms.platform
where headline_rate_median is not null and followers is not null and not is_other_definition
order by influencer_engagement.platform, followers, influencer_id
