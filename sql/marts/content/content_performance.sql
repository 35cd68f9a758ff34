-- One row per platform, dimension and value (format, weekday, hour, duration, hashtag, disclosure): each creator against itself.
--
-- content_effect_ratio is how many times the headline rate of the same creator's other posts a post with the value
-- gets: the mean over creators of the differences of their mean log rates, each creator counting once, so that who
-- posts what does not pass for what works. The creator is the unit of the 95 % bounds (Student's t). Compared are the posts
-- of sponsored_lift: those of lift_window_days, old enough, not boosted. Null below five creators that have both
-- kinds of posts; hashtags of fewer than three creators are left out.
--
-- Weekday and hour are in the zone of the account (int_post_times). Of twenty values without any effect one has
-- bounds that leave out 1: values_compared says of how many a striking one was picked. It is no proof of a cause.

with
creators as (select * from intermediate.int_content_creators),

differences as (
    select *, cast(log_effect as decimal(18, 6)) as difference
    from creators
    where other_posts > 0
),

summed as (
    select
        platform, content_dimension, content_value,
        count(*) as creators,
        cast(sum(posts) as bigint) as posts_compared,
        cast(sum(other_posts) as bigint) as other_posts_compared,
        cast(sum(difference) as double) as differences,
        cast(sum(difference * difference) as double) as squares
    from differences
    group by platform, content_dimension, content_value
),

seen as (
    select
        platform, content_dimension, content_value,
        min(headline_denominator) as headline_denominator,
        min(first_posted_at) as first_posted_at,
        max(last_posted_at) as last_posted_at,
        count(*) as creators_with_value,
        cast(sum(posts) as bigint) as posts,
        cast(sum(headline_engagements) as bigint) as headline_engagements,
        cast(sum(headline_base) as bigint) as headline_base
    from creators
    group by platform, content_dimension, content_value
    having content_dimension <> 'hashtag' or count(*) >= 3
),

estimated as (
    select
        seen.*,
        coalesce(summed.creators, 0) as creators,
        coalesce(summed.posts_compared, 0) as posts_compared,
        coalesce(summed.other_posts_compared, 0) as other_posts_compared,
        case when summed.creators >= 5 then summed.differences / summed.creators end as log_effect,
        case
            when summed.creators >= 5
                then
                    sqrt(
                        greatest(summed.squares - power(summed.differences, 2) / summed.creators, 0)
                        / (summed.creators - 1) / summed.creators
                    )
        end as log_error
    from seen
    left join summed using (platform, content_dimension, content_value)
),

bounded as (
    select
        estimated.*,
        least(
            estimated.log_error
            * (t.t_quantile + t.t_quantile_step * (1000.0 / (estimated.creators - 1) - t.thousandth)),
            600
        ) as reach
    from estimated
    left join meta.t_quantiles as t
        on t.comparisons = 1 and t.thousandth = cast(floor(1000.0 / nullif(estimated.creators - 1, 0)) as bigint)
)

select
    platform, content_dimension, content_value, headline_denominator, first_posted_at, last_posted_at, posts,
    creators_with_value, headline_engagements, headline_base,
    cast(headline_engagements as double) / nullif(headline_base, 0) as headline_rate_pooled,
    creators, posts_compared, other_posts_compared,
    exp(log_effect) as content_effect_ratio,
    exp(log_effect - reach) as content_effect_ratio_low,
    exp(log_effect + reach) as content_effect_ratio_high,
    count(log_effect) over (partition by platform, content_dimension) as values_compared,
    case
        when log_effect is null then 'insufficient'
        when creators >= 20 then 'high'
        when creators >= 10 then 'medium'
        else 'low'
    end as content_evidence
from bounded
order by platform, content_dimension, content_value
