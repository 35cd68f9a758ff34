-- One row per measure (clicks, orders, order_value), creator, platform and tier: what delivered deals brought, and from how much.
--
-- The base of a deal counts to the power by which results grow (int_response_exponents), told in exposures of the middle
-- deal. deals_effective is how many equal deals would scatter as these do: one large deal beside a small one is little more
-- than one.

with
deals as (select * from intermediate.int_response_deals),
exponents as (select * from intermediate.int_response_exponents),

raised as (
    select
        deals.* exclude (response_base),
        exponents.response_reference
        * power(deals.response_base / exponents.response_reference, exponents.response_exponent) as response_base
    from deals
    inner join exponents on deals.measure = exponents.measure
)

select
    measure, influencer_id, platform, tier,
    count(*) as deals,
    cast(sum(cast(response_result as decimal(38, 9))) as double) as response_result,
    cast(sum(cast(response_base as decimal(38, 9))) as double) as response_base,
    min(response_unit) as response_unit,
    power(cast(sum(cast(response_base as decimal(38, 9))) as double), 2)
    / cast(sum(cast(response_base * response_base as decimal(38, 9))) as double) as deals_effective
from raised
group by measure, influencer_id, platform, tier
order by measure, influencer_id, platform, tier
