-- One row per grouping and group with clicks: the bounds of its orders found by link for each click.
--
-- Of one deal the orders are a binomial and have Wilson's bounds. Creators' rates differ by more than that, so those of a
-- group come from how far each creator's orders are from the group's rate, on the scale of log odds, by
-- Student's t of as many creators as would spread the same clicks equally; upwards they are wider by 1 / sqrt(of them),
-- and nowhere narrower than Wilson's. Of fewer than five creators there are none. More orders than clicks are no
-- proportion and have none.

with
creators as (
    select
        case
            when grouping(tier) = 0 and grouping(campaign_id) = 0 then 'tier_campaign'
            when grouping(tier) = 0 then 'tier'
            else 'campaign'
        end as grouping_level,
        coalesce(campaign_id, 'all') as campaign_id,
        coalesce(tier, 'all') as tier,
        coalesce(platform, 'all') as platform,
        cast(coalesce(sum(clicks), 0) as double) as clicks,
        cast(coalesce(sum(orders_by_link_click), 0) as double) as orders
    from intermediate.int_returns
    where clicks is not null or orders_by_link_click is not null
    group by
        grouping sets (
            (tier, platform, campaign_id, influencer_id), (tier, platform, influencer_id),
            (tier, campaign_id, influencer_id), (tier, influencer_id), (campaign_id, influencer_id)
        )
),

rates as (
    select
        grouping_level, influencer_id, campaign_id, tier, platform, deal_id,
        deals <= 1 or grouping_level = 'deal' as is_one_deal,
        cast(clicks as double) as clicks,
        cast(coalesce(orders_by_link_click, 0) as double) as orders,
        1.959963984540054 * sqrt(
            cast(orders_by_link_click as double) * (clicks - orders_by_link_click) / clicks + 0.9603647051735317
        ) as wilson_width
    from intermediate.int_return_sums
    where clicks > 0 and orders_by_link_click <= clicks
),

errors as (
    select
        rates.grouping_level, rates.campaign_id, rates.tier, rates.platform,
        count(*) as creators,
        cast(
            sum(
                cast(
                    power((creators.orders - creators.clicks * rates.orders / rates.clicks) / rates.clicks, 2)
                    as decimal(38, 18)
                )
            ) as double
        ) * count(*) / nullif(count(*) - 1, 0) as variance,
        1 / cast(sum(cast(power(creators.clicks / rates.clicks, 2) as decimal(38, 15))) as double) as equal_creators
    from creators
    inner join rates using (grouping_level, campaign_id, tier, platform)
    group by rates.grouping_level, rates.campaign_id, rates.tier, rates.platform
),

clustered as (
    select
        rates.*, errors.equal_creators,
        1000 / greatest(errors.equal_creators - 1, 1) as place,
        rates.orders / rates.clicks as rate,
        -- the bound of no order is 0 and that of an order for each click 1: in floats they come out a hair beside
        case
            when rates.orders = 0 then 0.0
            else greatest((rates.orders + 1.9207294103470634 - rates.wilson_width) / (rates.clicks + 3.8414588206941268), 0)
        end as wilson_low,
        case
            when rates.orders = rates.clicks then 1.0
            else least((rates.orders + 1.9207294103470634 + rates.wilson_width) / (rates.clicks + 3.8414588206941268), 1)
        end as wilson_high,
        case
            when rates.orders > 0 and rates.orders < rates.clicks
                then sqrt(errors.variance) / (rates.orders / rates.clicks * (1 - rates.orders / rates.clicks))
            else 0
        end as error
    from rates
    left join errors using (grouping_level, campaign_id, tier, platform)
    where rates.is_one_deal or errors.creators >= 5
),

reaching as (
    select
        clustered.*,
        (t.t_quantile + t.t_quantile_step * (clustered.place - t.thousandth)) * clustered.error as reach
    from clustered
    left join meta.t_quantiles as t
        on t.comparisons = 1 and t.thousandth = cast(floor(clustered.place) as bigint)
)

select
    grouping_level, influencer_id, campaign_id, tier, platform, deal_id,
    case
        when is_one_deal or rate in (0, 1) then wilson_low
        else least(wilson_low, 1 / (1 + (1 - rate) / rate * exp(reach)))
    end as order_rate_by_clicks_low,
    case
        when is_one_deal or rate in (0, 1) then wilson_high
        else greatest(wilson_high, 1 / (1 + (1 - rate) / rate * exp(-reach * (1 + 1 / sqrt(equal_creators)))))
    end as order_rate_by_clicks_high
from reaching
order by grouping_level, influencer_id, campaign_id, tier, platform, deal_id
