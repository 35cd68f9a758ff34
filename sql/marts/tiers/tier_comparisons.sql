-- One row per tier scheme, platform, niche (and 'all'), measure, tier and other tier: which of two tiers engages more.
--
-- Of the tiers' median creators, each creator counting once. Both directions are rows. rate_ratio is
-- the tier's median over the other's; its bounds are worked out of both medians' bounds on the log
-- scale (Zou and Donner 2008), so they are null where either tier has fewer than three creators.
-- probability_higher is that the tier's median creator engages more than the other's.

with
intervals as (select * from intermediate.int_tier_intervals),
ranks as (select * from intermediate.int_tier_ranks),

pairs as (
    select
        one.scheme, one.platform, one.niche, one.measure, one.tier,
        other.tier as other_tier,
        one.creators,
        other.creators as other_creators,
        one.median_rate as rate_median,
        other.median_rate as other_rate_median,
        ln(nullif(one.median_rate, 0)) - ln(nullif(other.median_rate, 0)) as difference,
        ln(nullif(one.median_rate, 0)) - ln(nullif(one.median_rate_low, 0)) as one_down,
        ln(nullif(one.median_rate_high, 0)) - ln(nullif(one.median_rate, 0)) as one_up,
        ln(nullif(other.median_rate, 0)) - ln(nullif(other.median_rate_low, 0)) as other_down,
        ln(nullif(other.median_rate_high, 0)) - ln(nullif(other.median_rate, 0)) as other_up
    from intervals as one
    inner join intervals as other
        on
            one.scheme = other.scheme
            and one.platform = other.platform
            and one.niche = other.niche
            and one.measure = other.measure
            and one.tier <> other.tier
),

arms as (
    select
        *,
        sqrt(one_down * one_down + other_up * other_up) as down,
        sqrt(one_up * one_up + other_down * other_down) as up
    from pairs
),

placed as (
    -- how many standard errors from no difference, by the arm that points there
    select
        *,
        1.959963984540054 * difference / nullif(case when difference > 0 then down else up end, 0) as errors
    from arms
),

limited as (
    -- beyond 8 the probability is 0 or 1
    select *, case when errors > 8 then 8 when errors < -8 then -8 else errors end as place from placed
)

select
    limited.scheme, limited.platform, limited.niche, limited.measure, limited.tier,
    limited.other_tier, limited.creators, limited.other_creators, limited.rate_median,
    limited.other_rate_median,
    limited.rate_median / nullif(limited.other_rate_median, 0) as rate_ratio,
    exp(limited.difference - limited.down) as rate_ratio_low,
    exp(limited.difference + limited.up) as rate_ratio_high,
    normal.probability_below + normal.probability_below_step * (1000 * limited.place - normal.thousandth)
        as probability_higher,
    ranks.tier_rank,
    other_ranks.tier_rank as other_tier_rank
from limited
left join meta.normal_distribution as normal on normal.thousandth = cast(floor(1000 * limited.place) as bigint)
left join ranks on limited.scheme = ranks.scheme and limited.tier = ranks.tier
left join ranks as other_ranks on limited.scheme = other_ranks.scheme and limited.other_tier = other_ranks.tier
order by
    limited.scheme, limited.platform, limited.niche, limited.measure, limited.tier, limited.other_tier
