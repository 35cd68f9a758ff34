-- One row per account and measure (clicks, orders, order_value): what an exposure, or an order, is expected to bring.
--
-- The creator's own deals on the platform, drawn towards its tier as a gamma prior draws a Poisson number; without any the
-- tier's. log_sd is the creator's own, cell_log_sd what it shares with all of its tier.

with
own as (
    select
        measure, influencer_id, platform,
        sum(deals) as deals,
        cast(sum(cast(response_result as decimal(38, 9))) as double) as result,
        cast(sum(cast(response_base as decimal(38, 9))) as double) as base
    from intermediate.int_deal_responses
    group by measure, influencer_id, platform
),

tiers as (select * from intermediate.int_response_tiers),
accounts as (select * from intermediate.int_offer_accounts),

shaped as (
    select
        accounts.account_key, tiers.measure, own.deals,
        1 / tiers.creators_variance as shape,
        1 / (tiers.creators_variance * tiers.response_rate) as prior_base,
        coalesce(own.result, 0) as result,
        coalesce(own.base, 0) as base,
        tiers.log_mean_variance,
        tiers.response_unit
    from accounts
    inner join tiers on accounts.tier = tiers.tier
    left join own
        on
            accounts.influencer_id = own.influencer_id
            and accounts.platform = own.platform
            and tiers.measure = own.measure
)

select
    account_key,
    measure,
    cast(coalesce(deals, 0) as bigint) as deals,
    response_unit * (shape + result) / (prior_base + base) as response_rate,
    sqrt(ln(1 + 1 / (shape + result))) as response_log_sd,
    prior_base / (prior_base + base) * sqrt(log_mean_variance) as response_cell_log_sd,
    case when deals is null then 'peers' else 'own' end as response_basis
from shaped
order by account_key, measure
