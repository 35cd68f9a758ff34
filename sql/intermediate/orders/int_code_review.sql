-- One row per deal whose code was redeemed, and signal of a leaked code: the evidence, and whether a person should look.
--
-- Evidence, never a verdict: 'needs review', 'nothing unusual' or 'cannot tell' (what the signal needs is not
-- reported). The thresholds are reference.code_review_signals. Redemptions are all orders that the code found,
-- inside the attribution window or not; one of a code that deals share at the same time counts whole for each of them.

with
counted as (
    select
        deal_id,
        signal,
        min(influencer_id) as influencer_id,
        min(campaign_id) as campaign_id,
        min(minimum_redemptions) as minimum_redemptions,
        min(minimum_share) as minimum_share,
        cast(sum(orders) as bigint) as redemptions,
        cast(coalesce(sum(orders) filter (where is_known), 0) as bigint) as redemptions_known,
        cast(coalesce(sum(orders) filter (where is_unusual), 0) as bigint) as redemptions_unusual,
        cast(sum(net_revenue) filter (where is_unusual) as decimal(38, 4)) as net_revenue_unusual,
        min(order_day) filter (where is_unusual) as first_unusual_on,
        max(order_day) filter (where is_unusual) as last_unusual_on,
        string_agg(distinct country, ',' order by country) filter (where is_unusual) as countries_unusual
    from intermediate.int_code_signals
    group by deal_id, signal
)

select
    counted.deal_id, counted.signal, counted.influencer_id, influencers.name, counted.campaign_id,
    deals.promo_code,
    case
        when counted.redemptions_known = 0 then 'cannot tell'
        when
            counted.redemptions_unusual >= counted.minimum_redemptions
            and counted.redemptions_unusual >= coalesce(counted.minimum_share, 0) * counted.redemptions_known
            then 'needs review'
        else 'nothing unusual'
    end as finding,
    counted.redemptions, counted.redemptions_known, counted.redemptions_unusual,
    cast(counted.redemptions_unusual as double) / nullif(counted.redemptions_known, 0) as redemptions_unusual_share,
    counted.net_revenue_unusual, counted.first_unusual_on, counted.last_unusual_on,
    counted.countries_unusual,
    settings.reporting_currency as currency
from counted
cross join meta.settings as settings
inner join staging.stg_deals as deals on counted.deal_id = deals.deal_id
left join intermediate.int_influencers as influencers on counted.influencer_id = influencers.influencer_id
order by counted.deal_id, counted.signal
