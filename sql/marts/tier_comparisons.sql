-- One row per tier scheme, platform, niche (and 'all'), measure, tier and other tier: which of two tiers engages more.
--
-- Of the tiers' median creators, each creator counting once. Both directions are rows. rate_ratio is
-- the tier's median over the other's; its bounds are worked out of both medians' bounds on the log
-- scale (Zou and Donner 2008), so they are null where either tier has fewer than three creators.
-- probability_higher is that the tier's median creator engages more than the other's.

with
intervals as (select * from intermediate.int_tier_intervals),

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
        1.959963984540054 * difference / nullif(case when difference > 0 then down else up end, 0) as place
    from arms
),

stepped as (
    select
        *,
        1 / (1 + 0.2316419 * abs(place)) as k
    from placed
),

tailed as (
    -- the normal distribution's tail beyond place, by Abramowitz and Stegun 26.2.17
    select
        *,
        exp(-place * place / 2) * 0.3989422804014327
        * k * (0.31938153 + k * (-0.356563782 + k * (1.781477937 + k * (-1.821255978 + k * 1.330274429)))) as tail
    from stepped
)

select
    scheme, platform, niche, measure, tier, other_tier, creators, other_creators, rate_median,
    other_rate_median,
    rate_median / nullif(other_rate_median, 0) as rate_ratio,
    exp(difference - down) as rate_ratio_low,
    exp(difference + up) as rate_ratio_high,
    case when place = 0 then 0.5 when place < 0 then tail else 1 - tail end as probability_higher
from tailed
order by scheme, platform, niche, measure, tier, other_tier
