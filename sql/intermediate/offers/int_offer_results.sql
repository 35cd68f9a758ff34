-- One row per account: what one post is expected to bring, with its uncertainty: reach, engagements, clicks, orders, net revenue.
--
-- Where the platform's exposures are not reach, reach is estimated from them (int_reach_ratios), and the basis says so.
-- Clicks and orders are exposures to a power (int_response_exponents) times what one brings, net revenue is orders times what
-- one is worth; variances of logs add up. The mean of a power is not the power of the mean: posts scatter, and a log-normal
-- with the mean and the middle of the exposures says by how much. Null is unknown, never 0.
-- post_log_sd is how far one post scatters about what is expected, deal_log_sd one deal apart from its posts and from
-- the noise of counts.

with
accounts as (
    select accounts.account_key, accounts.platform, accounts.tier, platforms.exposure_measure
    from intermediate.int_offer_accounts as accounts
    inner join reference.platforms as platforms on accounts.platform = platforms.platform
),

exposures as (select * from intermediate.int_offer_exposures),
engagements as (select * from intermediate.int_offer_engagements),

middles as (
    select measure, tier, cast(avg(cast(ln(response_base) as decimal(18, 9))) as double) as base_log
    from intermediate.int_response_deals
    group by measure, tier
),

responses as (
    -- what is not known of the exponent matters the more, the further an account is from its tier's middle deal
    select
        responses.*,
        responses.response_rate
        * responses.response_reference
        * power(exposures.exposures_expected / responses.response_reference, power(responses.response_exponent, 2))
        * exp(
            (responses.response_exponent - power(responses.response_exponent, 2))
            * (exposures.exposures_log - ln(responses.response_reference))
        ) as per_post,
        sqrt(power(responses.response_exponent * exposures.exposures_log_sd, 2) + power(responses.response_log_sd, 2)) as log_sd,
        sqrt(
            power(responses.response_exponent * exposures.exposures_cell_log_sd, 2)
            + power(responses.response_cell_log_sd, 2)
            + power(
                responses.response_exponent_sd
                * (exposures.exposures_log - coalesce(middles.base_log, ln(responses.response_reference))),
                2
            )
        ) as cell_log_sd,
        case
            when exposures.exposures_basis = responses.response_basis then responses.response_basis
            when exposures.exposures_basis is not null then 'own and peers'
        end as basis
    from intermediate.int_offer_responses as responses
    inner join accounts on responses.account_key = accounts.account_key
    left join middles on responses.measure = middles.measure and accounts.tier = middles.tier
    left join exposures on responses.account_key = exposures.account_key
),

ratios as (select * from intermediate.int_reach_ratios)

select
    accounts.account_key,
    exposures.exposures_expected * ratios.reach_per_exposure as reach_per_post,
    exposures.exposures_log_sd as reach_log_sd,
    exposures.exposures_cell_log_sd as reach_cell_log_sd,
    exposures.exposures_basis
    || case when accounts.exposure_measure = 'reach' then '' else ', estimated from ' || accounts.exposure_measure end
        as reach_basis,
    exposures.exposures_post_log_sd,
    engagements.engagements_per_post, engagements.engagements_log_sd,
    engagements.engagements_cell_log_sd, engagements.engagements_basis, engagements.engagements_post_log_sd,
    clicks.per_post as clicks_per_post,
    clicks.log_sd as clicks_log_sd,
    clicks.cell_log_sd as clicks_cell_log_sd,
    clicks.basis as clicks_basis,
    clicks.response_exponent as clicks_exponent,
    clicks.response_deal_log_sd as clicks_deal_log_sd,
    orders.per_post as orders_per_post,
    orders.log_sd as orders_log_sd,
    orders.cell_log_sd as orders_cell_log_sd,
    orders.basis as orders_basis,
    orders.response_exponent as orders_exponent,
    orders.response_deal_log_sd as orders_deal_log_sd,
    orders.per_post * order_values.response_rate as net_revenue_per_post,
    sqrt(power(orders.log_sd, 2) + power(order_values.response_log_sd, 2)) as net_revenue_log_sd,
    sqrt(power(orders.cell_log_sd, 2) + power(order_values.response_cell_log_sd, 2)) as net_revenue_cell_log_sd,
    case
        when orders.basis = order_values.response_basis then orders.basis
        when orders.basis is not null and order_values.response_basis is not null then 'own and peers'
    end as net_revenue_basis,
    sqrt(power(orders.response_deal_log_sd, 2) + power(order_values.response_deal_log_sd, 2)) as net_revenue_deal_log_sd
from accounts
inner join ratios using (platform)
left join exposures using (account_key)
left join engagements using (account_key)
left join responses as clicks on accounts.account_key = clicks.account_key and clicks.measure = 'clicks'
left join responses as orders on accounts.account_key = orders.account_key and orders.measure = 'orders'
left join responses as order_values
    on accounts.account_key = order_values.account_key and order_values.measure = 'order_value'
order by accounts.account_key
