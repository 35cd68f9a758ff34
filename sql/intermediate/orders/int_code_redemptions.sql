-- One row per redemption of a deal's code (an order, or a row that sums orders), and what is unusual about it.
--
-- Every order that the code found is here, whether it counts or not, and whole for each deal that shares it; its net
-- revenue is the deal's part. A question that cannot be answered is null:
-- no tracked clicks, no target countries, no stated end, no known posts.

with
deals as (select * from staging.stg_deals),

redemptions as (
    select
        load_id, source_record, deal_id, influencer_id, campaign_id, order_day, country, is_ambiguous, net_revenue,
        coalesce(orders_placed, 1) as orders
    from intermediate.int_order_attribution
    where attribution_method = 'promo_code' and deal_id is not null and coalesce(orders_placed, 1) > 0
),

click_days as (
    select distinct deal_id, day as click_day
    from staging.stg_clicks
    where deal_id is not null and coalesce(clicks, sessions) > 0
),

post_days as (
    select distinct deal_id, cast(posted_at as date) as post_day
    from intermediate.int_delivered_posts
    where posted_at is not null
),

windows as (select * from intermediate.int_deal_windows),
target_codes as (select distinct campaign_id, upper(country) as country from intermediate.int_campaign_countries),
aimed as (select distinct campaign_id from target_codes),
tracked as (select distinct deal_id from click_days),

clicked as (
    select redemptions.*, click_days.click_day
    from redemptions
    asof left join click_days
        on redemptions.deal_id = click_days.deal_id and redemptions.order_day >= click_days.click_day
),

posted as (
    select clicked.*, post_days.post_day
    from clicked
    asof left join post_days on clicked.deal_id = post_days.deal_id and clicked.order_day >= post_days.post_day
)

select
    posted.load_id, posted.source_record, posted.deal_id, posted.influencer_id, posted.campaign_id,
    posted.order_day, posted.country, posted.orders, posted.net_revenue, posted.is_ambiguous,
    case when tracked.deal_id is not null then posted.order_day - posted.click_day end as days_since_click,
    tracked.deal_id is not null as is_link_tracked,
    case
        when posted.country is not null and aimed.campaign_id is not null then target_codes.country is null
    end as is_outside_brief,
    case
        when windows.window_closes_after <> 'first order'
            then posted.order_day > greatest(deals.ends_on, windows.window_ends_on)
    end as is_after_end,
    posted.order_day - posted.post_day as days_since_post,
    paces.orders_in_three_days,
    paces.orders_expected_in_three_days
from posted
inner join windows using (deal_id)
inner join intermediate.int_code_paces as paces using (deal_id, order_day)
left join tracked using (deal_id)
left join aimed using (campaign_id)
inner join deals on posted.deal_id = deals.deal_id
left join target_codes on posted.campaign_id = target_codes.campaign_id and upper(posted.country) = target_codes.country
order by posted.load_id, posted.source_record, posted.deal_id, posted.influencer_id
