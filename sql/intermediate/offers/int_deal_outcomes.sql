-- One row per delivered deal and creator: its exposures, and the clicks, orders and revenue that can be learnt from.
--
-- Exposures are those of the deal's posts (posts that do not report them count as the others do), views under the definition by
-- which the platform's creators are compared. A deal that has a
-- code or a link, in a campaign for which any order (or click) was loaded, and that none names, had 0: to leave it out
-- would show only what worked. A deal whose attribution window was still open at the newest capture of orders says
-- nothing of orders yet, and neither does one whose code needs review: its redemptions may not be those of the
-- creator's audience.

with
returns as (select * from intermediate.int_returns where deal_id <> 'unassigned' and posts > 0),
platforms as (select * from reference.platforms),

codes as (
    select deal_id, influencer_id, bool_or(tracking_code is not null) as has_link
    from (
        select deal_id, influencer_id, tracking_code, promo_code from staging.stg_deals
        union all
        select deal_id, influencer_id, tracking_code, promo_code from staging.stg_deal_allocations
    ) as holders
    where coalesce(promo_code, tracking_code) is not null
    group by deal_id, influencer_id
),

order_campaigns as (select distinct campaign_id from intermediate.int_order_attribution),

click_campaigns as (
    select distinct campaign_id
    from staging.stg_clicks
    where campaign_id is not null and coalesce(clicks, sessions) is not null
),

windows as (
    select windows.deal_id, windows.window_ends_on > newest.captured_on as is_open
    from intermediate.int_deal_windows as windows
    cross join (select max(cast(captured_at as date)) as captured_on from staging.stg_orders) as newest
),

leaked as (select distinct deal_id from intermediate.int_code_review where finding = 'needs review')

select
    returns.deal_id, returns.campaign_id, returns.influencer_id, returns.platform, returns.tier,
    case platforms.exposure_measure
        when 'reach' then cast(returns.reach as double) * returns.posts / nullif(returns.reach_reported_posts, 0)
        when 'views' then cast(returns.views_compared as double) * returns.posts / nullif(returns.views_compared_posts, 0)
        when 'impressions'
            then cast(returns.impressions as double) * returns.posts / nullif(returns.impressions_reported_posts, 0)
    end as exposures,
    coalesce(
        returns.clicks, case when codes.has_link and click_campaigns.campaign_id is not null then 0 end
    ) as clicks,
    case
        when leaked.deal_id is null and not coalesce(windows.is_open, false)
            then coalesce(
                returns.orders,
                case when codes.deal_id is not null and order_campaigns.campaign_id is not null then 0 end
            )
    end as orders,
    case when coalesce(returns.orders_without_revenue, 0) = 0 then returns.net_revenue end as net_revenue
from returns
inner join platforms using (platform)
left join codes using (deal_id, influencer_id)
left join order_campaigns using (campaign_id)
left join click_campaigns using (campaign_id)
left join windows using (deal_id)
left join leaked using (deal_id)
order by returns.deal_id, returns.influencer_id, returns.campaign_id
