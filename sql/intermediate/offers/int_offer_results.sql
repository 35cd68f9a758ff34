-- One row per account: what one post is expected to bring, with its uncertainty: reach, engagements, clicks, orders, net revenue.
--
-- Where the platform's exposures are not reach, reach is estimated from them (int_reach_ratios), and the basis says so.
-- Clicks and orders are exposures times what one brings, net revenue is orders times what one is worth; variances of
-- logs add up. Null is unknown, never 0.

with
accounts as (
    select accounts.account_key, accounts.platform, platforms.exposure_measure
    from intermediate.int_offer_accounts as accounts
    inner join reference.platforms as platforms on accounts.platform = platforms.platform
),

exposures as (select * from intermediate.int_offer_exposures),
engagements as (select * from intermediate.int_offer_engagements),
responses as (select * from intermediate.int_offer_responses),
ratios as (select * from intermediate.int_reach_ratios)

select
    accounts.account_key,
    exposures.exposures_expected * ratios.reach_per_exposure as reach_per_post,
    exposures.exposures_log_sd as reach_log_sd,
    exposures.exposures_cell_log_sd as reach_cell_log_sd,
    exposures.exposures_basis
    || case when accounts.exposure_measure = 'reach' then '' else ', estimated from ' || accounts.exposure_measure end
        as reach_basis,
    engagements.engagements_per_post, engagements.engagements_log_sd,
    engagements.engagements_cell_log_sd, engagements.engagements_basis,
    exposures.exposures_expected * clicks.response_rate as clicks_per_post,
    sqrt(power(exposures.exposures_log_sd, 2) + power(clicks.response_log_sd, 2)) as clicks_log_sd,
    sqrt(power(exposures.exposures_cell_log_sd, 2) + power(clicks.response_cell_log_sd, 2)) as clicks_cell_log_sd,
    case
        when exposures.exposures_basis is null or clicks.response_basis is null then null
        when exposures.exposures_basis = clicks.response_basis then exposures.exposures_basis
        else 'own and peers'
    end as clicks_basis,
    exposures.exposures_expected * orders.response_rate as orders_per_post,
    sqrt(power(exposures.exposures_log_sd, 2) + power(orders.response_log_sd, 2)) as orders_log_sd,
    sqrt(power(exposures.exposures_cell_log_sd, 2) + power(orders.response_cell_log_sd, 2)) as orders_cell_log_sd,
    case
        when exposures.exposures_basis is null or orders.response_basis is null then null
        when exposures.exposures_basis = orders.response_basis then exposures.exposures_basis
        else 'own and peers'
    end as orders_basis,
    exposures.exposures_expected * orders.response_rate * order_values.response_rate as net_revenue_per_post,
    sqrt(
        power(exposures.exposures_log_sd, 2) + power(orders.response_log_sd, 2) + power(order_values.response_log_sd, 2)
    ) as net_revenue_log_sd,
    sqrt(
        power(exposures.exposures_cell_log_sd, 2)
        + power(orders.response_cell_log_sd, 2)
        + power(order_values.response_cell_log_sd, 2)
    ) as net_revenue_cell_log_sd,
    case
        when exposures.exposures_basis is null or orders.response_basis is null or order_values.response_basis is null then null
        when exposures.exposures_basis = orders.response_basis and orders.response_basis = order_values.response_basis
            then orders.response_basis
        else 'own and peers'
    end as net_revenue_basis
from accounts
inner join ratios using (platform)
left join exposures using (account_key)
left join engagements using (account_key)
left join responses as clicks on accounts.account_key = clicks.account_key and clicks.measure = 'clicks'
left join responses as orders on accounts.account_key = orders.account_key and orders.measure = 'orders'
left join responses as order_values
    on accounts.account_key = order_values.account_key and order_values.measure = 'order_value'
order by accounts.account_key
