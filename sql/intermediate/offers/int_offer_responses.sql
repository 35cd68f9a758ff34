-- One row per account and measure (clicks, orders, order_value): what an exposure, or an order, is expected to bring.
--
-- The creator's own deals on the platform, drawn towards its tier as a gamma prior draws a Poisson number; without any the
-- tier's. A result counts for less by what a deal's own luck makes of it: once at what the tier brings, and then three quarters of
-- the way (on logs) to what that makes of the creator, so that one extraordinary deal is not taken for what comes next. log_sd is the creator's own,
-- cell_log_sd what it shares with all of its tier, deal_log_sd how far one deal scatters about it, counts' noise apart.
-- The rate is for each exposure of the middle deal; of n exposures the base is response_reference x (n / response_reference) ^
-- response_exponent.

with
own as (
    select
        measure, influencer_id, platform,
        sum(deals) as deals,
        cast(sum(cast(response_result as decimal(38, 9))) as double) as result,
        cast(sum(cast(response_base as decimal(38, 9))) as double) as base,
        cast(sum(cast(power(response_base, 2) / deals_effective as decimal(38, 9))) as double) as squares
    from intermediate.int_deal_responses
    group by measure, influencer_id, platform
),

tiers as (select * from intermediate.int_response_tiers),
accounts as (select * from intermediate.int_offer_accounts),
scatter as (select * from intermediate.int_response_scatter),
exponents as (select * from intermediate.int_response_exponents),

known as (
    select
        accounts.account_key, tiers.measure, own.deals,
        1 / tiers.creators_variance as shape,
        tiers.response_rate as tier_rate,
        tiers.log_mean_variance,
        tiers.response_unit,
        scatter.deals_variance,
        coalesce(own.result, 0) as result,
        coalesce(own.base, 0) * tiers.response_rate as expected,
        coalesce(scatter.deals_variance * own.squares / own.base * tiers.response_rate, 0) as luck
    from accounts
    inner join tiers on accounts.tier = tiers.tier
    inner join scatter on tiers.measure = scatter.measure
    left join own
        on
            accounts.influencer_id = own.influencer_id
            and accounts.platform = own.platform
            and tiers.measure = own.measure
),

first_drawn as (
    select *, (shape + result / (1 + luck)) / (shape + expected / (1 + luck)) as times from known
),

drawn as (select *, 1 / (1 + luck * power(times, 0.75)) as counts_for from first_drawn)

select
    drawn.account_key,
    drawn.measure,
    cast(coalesce(drawn.deals, 0) as bigint) as deals,
    drawn.response_unit * drawn.tier_rate * (drawn.shape + drawn.result * drawn.counts_for)
    / (drawn.shape + drawn.expected * drawn.counts_for) as response_rate,
    -- a creator who did better than expected is no surer for it
    sqrt(ln(1 + 1 / (drawn.shape + least(drawn.result, drawn.expected) * drawn.counts_for))) as response_log_sd,
    drawn.shape / (drawn.shape + drawn.expected * drawn.counts_for) * sqrt(drawn.log_mean_variance) as response_cell_log_sd,
    sqrt(ln(1 + drawn.deals_variance)) as response_deal_log_sd,
    exponents.response_exponent,
    exponents.response_exponent_sd,
    exponents.response_reference,
    case when drawn.deals is null then 'peers' else 'own' end as response_basis
from drawn
inner join exponents on drawn.measure = exponents.measure
order by drawn.account_key, drawn.measure
