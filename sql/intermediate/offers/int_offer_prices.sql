-- One row per account with a price of one post: that of the creator's latest deal, else of the price model.
--
-- An agreed or gifted price is exact. A modelled one is the mean of the log-normal that its peers' prices make: a budget adds up
-- expected costs, and middles would add up to less. That the cell's middle is itself uncertain errs both ways and does not raise
-- it. price_low and price_high hold what the creator will ask 95 times in 100: Student's t with the degrees of freedom of
-- the scatter (docs/decisions/0050-price-of-an-offer.md).

with
accounts as (select * from intermediate.int_offer_accounts),

latest as (
    select *
    from intermediate.int_deal_prices
    qualify row_number() over (partition by account_key order by priced_on desc, deal_id desc) = 1
),

cells as (
    -- t at 97.5 % by the series of int_rate_estimates
    select
        *,
        log_mean_variance + creators_variance as variance,
        1.959963984540054
        + 1.0 / degrees_of_freedom * (
            2.372271230
            + 1.0 / degrees_of_freedom * (
                2.822498616
                + 1.0 / degrees_of_freedom * (
                    2.555849680 + 1.0 / degrees_of_freedom * (1.589534053 + 1.0 / degrees_of_freedom * 1.03)
                )
            )
        ) as t
    from intermediate.int_offer_cells
    where measure = 'price'
),

modelled as (
    select
        accounts.account_key, cells.rests_on, cells.sample_size,
        ln(accounts.followers / 1000.0) + cells.log_mean as log_price,
        cells.creators_variance,
        cells.variance,
        cells.t * sqrt(cells.variance) as reach
    from accounts
    inner join cells using (platform, tier)
    where accounts.followers > 0
)

select
    accounts.account_key,
    coalesce(latest.price_source, 'modelled') as price_source,
    cast(
        coalesce(latest.price_per_post, round(exp(least(modelled.log_price + modelled.creators_variance / 2, 30)), 4)) as decimal(38, 4)
    ) as price_per_post,
    cast(coalesce(latest.price_per_post, round(exp(modelled.log_price - modelled.reach), 4)) as decimal(38, 4))
        as price_per_post_low,
    cast(coalesce(latest.price_per_post, round(exp(least(modelled.log_price + modelled.reach, 30)), 4)) as decimal(38, 4))
        as price_per_post_high,
    case when latest.deal_id is not null then 0 else sqrt(modelled.variance) end as price_log_sd,
    latest.priced_on,
    latest.deal_id as price_deal_id,
    case when latest.deal_id is null then modelled.rests_on end as price_cell,
    case when latest.deal_id is null then modelled.sample_size end as price_cell_deals
from accounts
left join latest on accounts.account_key = latest.account_key
left join modelled on accounts.account_key = modelled.account_key
where latest.deal_id is not null or modelled.account_key is not null
order by accounts.account_key
