-- Each creator on each platform: size, engagement with its evidence, cost and return over all campaigns.
select
    influencer_engagement.influencer_id,
    influencer_engagement.name,
    accounts.handles,
    platforms.name as platform_name,
    influencer_engagement.followers,
    influencer_engagement.tier,
    influencer_engagement.niche,
    influencer_engagement.country,
    posts_with_rate,
    influencer_engagement.headline_denominator,
    influencer_engagement.headline_definition,
    influencer_engagement.is_other_definition,
    headline_rate_median,
    full_rate_median,
    headline_rate_pooled_estimate,
    headline_rate_low,
    headline_rate_high,
    evidence,
    peer_percentile,
    influencer_roi.deals,
    influencer_roi.cost,
    influencer_roi.net_revenue,
    influencer_roi.return_on_ad_spend,
    reviews.signals
from marts.influencer_engagement
left join reference.platforms on influencer_engagement.platform = platforms.platform
left join (
    select
        influencer_id,
        platform,
        string_agg(distinct handle, ', ' order by handle) as handles
    from marts.post_performance
    where handle is not null
    group by influencer_id, platform
) as accounts
    on
        influencer_engagement.influencer_id = accounts.influencer_id
        and influencer_engagement.platform = accounts.platform
left join marts.influencer_roi
    on influencer_engagement.influencer_id = influencer_roi.influencer_id and influencer_roi.campaign_id = 'all'
left join (
    select
        influencer_id,
        platform,
        count(*) as signals
    from marts.audience_review
    group by influencer_id, platform
) as reviews
    on
        influencer_engagement.influencer_id = reviews.influencer_id
        and influencer_engagement.platform = reviews.platform
order by
    evidence = 'insufficient',
    headline_rate_low desc nulls last, influencer_engagement.influencer_id, influencer_engagement.platform
