-- One row per tier scheme, platform, tier, niche (and 'all') and measure: the tier's median creator, and 95 % bounds.
--
-- The creator is the unit: each counts once, with the median of its posts' rates. The bounds are about
-- the median of all creators such as these, and take nothing for granted about how rates are spread:
-- they are the rates of the creators at places (n + 1) / 2 -+ 0.98 * sqrt(n - 1) by rate, between two
-- creators in proportion. Simulated, that covers 94.9 to 96.3 % from 6 creators on. Three to five creators
-- have Student's t interval of their logs, which takes these to be spread evenly to both sides; two have none.

with
creators as (
    select
        scheme, platform, tier, niche, influencer_id, headline_rate_median,
        engagement_rate_by_followers_median as by_followers,
        engagement_rate_by_views_median as by_views,
        engagement_rate_by_reach_median as by_reach,
        engagement_rate_by_impressions_median as by_impressions,
        public_engagement_rate_by_followers_median as public_by_followers,
        public_engagement_rate_by_views_median as public_by_views,
        public_engagement_rate_by_reach_median as public_by_reach,
        public_engagement_rate_by_impressions_median as public_by_impressions
    from intermediate.int_tier_creators
    where tier <> 'unknown'
),

measured as (
    select scheme, platform, tier, niche, influencer_id, 'headline_rate' as measure, headline_rate_median as rate
    from creators
    union all
    select scheme, platform, tier, niche, influencer_id, 'engagement_rate_by_followers', by_followers
    from creators
    union all
    select scheme, platform, tier, niche, influencer_id, 'engagement_rate_by_views', by_views from creators
    union all
    select scheme, platform, tier, niche, influencer_id, 'engagement_rate_by_reach', by_reach from creators
    union all
    select scheme, platform, tier, niche, influencer_id, 'engagement_rate_by_impressions', by_impressions
    from creators
    union all
    select scheme, platform, tier, niche, influencer_id, 'public_engagement_rate_by_followers', public_by_followers
    from creators
    union all
    select scheme, platform, tier, niche, influencer_id, 'public_engagement_rate_by_views', public_by_views
    from creators
    union all
    select scheme, platform, tier, niche, influencer_id, 'public_engagement_rate_by_reach', public_by_reach
    from creators
    union all
    select scheme, platform, tier, niche, influencer_id, 'public_engagement_rate_by_impressions', public_by_impressions
    from creators
),

members as (
    select * from measured where rate is not null
    union all
    select scheme, platform, tier, 'all', influencer_id, measure, rate from measured where rate is not null
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
        scheme, platform, tier, niche, measure,
        count(*) as creators,
        median(rate) as median_rate,
        cast(sum(cast(ln(nullif(rate, 0)) as decimal(18, 9))) as double) / count(*) as log_mean,
        cast(sum(cast(power(ln(nullif(rate, 0)), 2) as decimal(28, 15))) as double) / count(*) as log_square,
        min(rate) as lowest,
        max(aim) - floor(max(aim)) as beyond,
        max(rate) filter (where place = floor(aim)) as lower_outside,
        max(rate) filter (where place = floor(aim) + 1) as lower_inside,
        max(rate) filter (where place = creators - floor(aim)) as upper_inside,
        max(rate) filter (where place = creators - floor(aim) + 1) as upper_outside
    from aimed
    group by scheme, platform, tier, niche, measure
),

few as (
    select
        grouped.*,
        case
            when grouped.lowest > 0 and grouped.creators between 3 and 5
                then
                    (t.t_quantile + t.t_quantile_step * (1000.0 / (grouped.creators - 1) - t.thousandth))
                    * sqrt(greatest(grouped.log_square - power(grouped.log_mean, 2), 0) / (grouped.creators - 1))
        end as reach
    from grouped
    left join meta.t_quantiles as t
        on t.comparisons = 1 and t.thousandth = cast(floor(1000.0 / nullif(grouped.creators - 1, 0)) as bigint)
)

select
    scheme, platform, tier, niche, measure, creators, median_rate,
    coalesce(lower_outside + beyond * (lower_inside - lower_outside), exp(log_mean - reach)) as median_rate_low,
    coalesce(upper_outside - beyond * (upper_outside - upper_inside), exp(log_mean + reach)) as median_rate_high
from few
order by scheme, platform, tier, niche, measure
