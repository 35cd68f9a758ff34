-- One row per measure (clicks, orders, order_value): how far deals scatter about what their creator usually brings.
--
-- Relative variance beyond the Poisson noise of counts, from creators with several deals in a tier: the squared
-- distance of a deal from its part of the creator's result, by the part of the base. Where few creators have several, half
-- of what creators differ by (int_response_exponents) is taken for the deals' own; that counts as two degrees of freedom
-- (docs/decisions/0148-luck-of-one-campaign.md).

with
deals as (select * from intermediate.int_response_deals),
exponents as (select * from intermediate.int_response_exponents),
creators as (select * from intermediate.int_deal_responses),

tiers as (
    select
        measure, tier,
        cast(sum(cast(response_result as decimal(38, 9))) as double)
        / cast(sum(cast(response_base as decimal(38, 9))) as double) as rate
    from creators
    group by measure, tier
),

parts as (
    select
        deals.measure, deals.influencer_id, deals.platform, deals.tier,
        deals.response_result as result,
        creators.response_result as whole,
        tiers.rate * creators.response_base as expected,
        creators.deals,
        creators.deals_effective,
        exponents.response_reference * power(deals.response_base / exponents.response_reference, exponents.response_exponent)
        / creators.response_base as part
    from deals
    inner join exponents using (measure)
    inner join creators using (measure, influencer_id, platform, tier)
    inner join tiers on deals.measure = tiers.measure and deals.tier = tiers.tier
    where creators.deals > 1
),

squares as (
    -- what a deal's own luck adds is in proportion to (1 - part)^2 and the squares of the others' parts
    select
        measure,
        power(result - whole * part, 2) - whole * part * (1 - part) as beyond,
        greatest(whole * (whole - 1), 0) * part * part * (1 - 2 * part + 1 / deals_effective) as luck,
        1 / deals_effective as evenness,
        1 / power(1 + expected, 2) as weight,
        power(expected / (1 + expected), 2) * (deals - 1.0) / deals as df
    from parts
),

summed as (
    select
        measure,
        cast(sum(cast(weight * beyond as decimal(38, 12))) as double) as beyond,
        cast(sum(cast(weight * luck as decimal(38, 12))) as double) as luck,
        cast(sum(cast(weight * luck * evenness as decimal(38, 12))) as double) as evenness,
        cast(sum(cast(df as decimal(38, 12))) as double) as df
    from squares
    group by measure
),

estimated as (
    -- luck counts the creator's squared result, which luck itself makes larger
    select
        measure,
        df,
        greatest(beyond, 0) / luck / (1 - least(greatest(beyond, 0) * evenness / luck / luck, 0.75)) as deals_variance
    from summed
    where luck > 0
)

select
    exponents.measure,
    coalesce(
        (estimated.df * estimated.deals_variance + exponents.response_variance) / (estimated.df + 2), exponents.response_variance / 2
    ) as deals_variance,
    coalesce(estimated.df, 0) as deals_df
from exponents
left join estimated using (measure)
where exponents.response_variance is not null
order by exponents.measure
