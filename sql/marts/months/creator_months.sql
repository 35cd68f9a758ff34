-- One row per creator, platform and month with a post, cost or result: engagement, cost and results of the month.
--
-- Months are calendar months in UTC. Engagement is that of all posts published in the month, paid for or not, at their
-- newest observation, which for a young month is early. Posts known to be boosted count in the sums and not in the
-- headline rates. delivered_posts are those of deals; cost falls on the days of these posts, as in weekly_media_mix;
-- clicks and orders stand in the month in which they came, which may be later than the post that brought them. So
-- cost and revenue of one month need not belong together: add months up, or ask deal_results.
--
-- Over all months a creator adds up to post_performance and to influencer_roi. What has no date is in rows with is_dated
-- false, in the month of its capture; influencer_id 'unassigned' holds posts and advertising of no known creator.

select
    months.influencer_id, months.platform, months.month_starts_on, months.is_dated, influencers.name, influencers.niche,
    influencers.country,
    months.* exclude (influencer_id, tier, platform, month_starts_on, is_dated, creators, creators_with_rate),
    settings.reporting_currency as currency
from intermediate.int_months as months
cross join meta.settings as settings
left join intermediate.int_influencers as influencers using (influencer_id)
where months.tier = 'all'
order by months.influencer_id, months.platform, months.month_starts_on, months.is_dated
