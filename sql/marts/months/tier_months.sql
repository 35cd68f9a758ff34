-- One row per tier, platform and month with a post, cost or result: engagement, cost and results of the month.
--
-- Engagement is by the followers at posting: a creator who grew is in two tiers, and headline_rate_median is the median
-- over creators of the median of their posts of the month there. Cost and results (from deals_active on) are by the tier
-- of the deal in tier_roi (int_return_placements), so that a tier adds up over all months to its row there; engagement
-- adds up to post_performance. 'unknown' holds posts without known followers and deals without a tier. Months, dates
-- and boosted posts are those of creator_months.

select
    months.tier, months.platform, months.month_starts_on, months.is_dated,
    settings.tier_scheme as scheme,
    months.creators, months.creators_with_rate,
    months.* exclude (influencer_id, tier, platform, month_starts_on, is_dated, creators, creators_with_rate),
    settings.reporting_currency as currency
from intermediate.int_months as months
cross join meta.settings as settings
where months.influencer_id = 'all'
order by months.tier, months.platform, months.month_starts_on, months.is_dated
