-- One row per creator, campaign and deal: what posts, tracked links and orders brought, each summed on its own first.
--
-- 'unassigned' is what names no campaign; the same as deal_id what belongs to no deal in particular.

with
deals as (select * from staging.stg_deals),
delivered as (select * from intermediate.int_delivered_posts),
posts as (select * from marts.post_performance),

shares as (
    -- posts of a package are those of the creator who made them
    select * from intermediate.int_deal_shares
),

post_facts as (
    select
        coalesce(shares.influencer_id, deals.influencer_id) as influencer_id,
        coalesce(deals.campaign_id, 'unassigned') as campaign_id,
        delivered.deal_id,
        count(*) as posts,
        sum(posts.views) as views,
        count(posts.views) as views_reported_posts,
        sum(posts.impressions) as impressions,
        count(posts.impressions) as impressions_reported_posts,
        sum(posts.reach) as reach,
        count(posts.reach) as reach_reported_posts,
        sum(posts.engagements) as engagements,
        count(posts.engagements) as engagements_reported_posts,
        sum(posts.clicks) as post_clicks,
        count(posts.clicks) as post_clicks_reported_posts
    from delivered
    inner join posts using (platform, post_key)
    inner join deals using (deal_id)
    left join shares on delivered.deal_id = shares.deal_id and posts.influencer_id = shares.influencer_id
    group by
        coalesce(shares.influencer_id, deals.influencer_id), coalesce(deals.campaign_id, 'unassigned'), delivered.deal_id
),

click_facts as (
    select
        influencer_id,
        coalesce(campaign_id, 'unassigned') as campaign_id,
        coalesce(deal_id, 'unassigned') as deal_id,
        sum(coalesce(clicks, sessions)) as clicks
    from staging.stg_clicks
    where influencer_id is not null
    group by influencer_id, coalesce(campaign_id, 'unassigned'), coalesce(deal_id, 'unassigned')
),

order_facts as (
    select
        influencer_id,
        campaign_id,
        coalesce(deal_id, 'unassigned') as deal_id,
        sum(orders) filter (where is_counted) as orders,
        sum(orders_pending) filter (where is_counted) as orders_pending,
        sum(orders_cancelled) filter (where is_counted) as orders_cancelled,
        sum(case when is_ambiguous then orders else 0 end) filter (where is_counted) as orders_ambiguous,
        sum(orders) filter (where is_counted and is_new_customer) as orders_new_customers,
        sum(gross_revenue) filter (where is_counted) as gross_revenue,
        sum(net_revenue) filter (where is_counted) as net_revenue,
        sum(net_revenue) filter (where not is_repeated and not is_outside_window) as revenue_union_high,
        sum(orders) filter (where attribution_method = 'link_click' and not is_outside_window) as orders_by_link_click,
        sum(net_revenue) filter (where attribution_method = 'link_click' and not is_outside_window) as net_revenue_by_link_click,
        sum(orders) filter (where attribution_method = 'promo_code' and not is_outside_window) as orders_by_promo_code,
        sum(net_revenue) filter (where attribution_method = 'promo_code' and not is_outside_window) as net_revenue_by_promo_code,
        sum(orders) filter (where attribution_method = 'platform' and not is_outside_window) as orders_by_platform,
        sum(net_revenue) filter (where attribution_method = 'platform' and not is_outside_window) as net_revenue_by_platform,
        sum(orders) filter (where attribution_method = 'survey' and not is_outside_window) as orders_by_survey,
        sum(net_revenue) filter (where attribution_method = 'survey' and not is_outside_window) as net_revenue_by_survey,
        sum(orders) filter (where attribution_method = 'manual' and not is_outside_window) as orders_by_manual,
        sum(net_revenue) filter (where attribution_method = 'manual' and not is_outside_window) as net_revenue_by_manual,
        sum(orders) filter (where is_outside_window and not is_repeated) as orders_outside_window,
        sum(net_revenue) filter (where is_outside_window and not is_repeated) as net_revenue_outside_window,
        sum(orders) filter (where is_counted and net_revenue is null) as orders_without_revenue,
        sum(orders) filter (where is_counted and is_captured_late) as orders_captured_late,
        max(captured_at) filter (where is_counted) as last_order_captured_at
    from intermediate.int_order_attribution
    group by influencer_id, campaign_id, coalesce(deal_id, 'unassigned')
),

keys as (
    select influencer_id, campaign_id, deal_id from post_facts
    union
    select influencer_id, campaign_id, deal_id from click_facts
    union
    select influencer_id, campaign_id, deal_id from order_facts
)

select
    keys.influencer_id, keys.campaign_id, keys.deal_id,
    cast(post_facts.posts as bigint) as posts,
    cast(post_facts.views as bigint) as views,
    cast(post_facts.views_reported_posts as bigint) as views_reported_posts,
    cast(post_facts.impressions as bigint) as impressions,
    cast(post_facts.impressions_reported_posts as bigint) as impressions_reported_posts,
    cast(post_facts.reach as bigint) as reach,
    cast(post_facts.reach_reported_posts as bigint) as reach_reported_posts,
    cast(post_facts.engagements as bigint) as engagements,
    cast(post_facts.engagements_reported_posts as bigint) as engagements_reported_posts,
    cast(post_facts.post_clicks as bigint) as post_clicks,
    cast(post_facts.post_clicks_reported_posts as bigint) as post_clicks_reported_posts,
    cast(click_facts.clicks as bigint) as clicks,
    cast(order_facts.orders as bigint) as orders,
    cast(order_facts.orders_pending as bigint) as orders_pending,
    cast(order_facts.orders_cancelled as bigint) as orders_cancelled,
    cast(order_facts.orders_ambiguous as bigint) as orders_ambiguous,
    cast(order_facts.orders_new_customers as bigint) as orders_new_customers,
    cast(order_facts.gross_revenue as decimal(18, 4)) as gross_revenue,
    cast(order_facts.net_revenue as decimal(18, 4)) as net_revenue,
    cast(order_facts.net_revenue as decimal(18, 4)) as revenue_deduplicated,
    cast(order_facts.revenue_union_high as decimal(18, 4)) as revenue_union_high,
    cast(order_facts.orders_by_link_click as bigint) as orders_by_link_click,
    cast(order_facts.net_revenue_by_link_click as decimal(18, 4)) as net_revenue_by_link_click,
    cast(order_facts.orders_by_promo_code as bigint) as orders_by_promo_code,
    cast(order_facts.net_revenue_by_promo_code as decimal(18, 4)) as net_revenue_by_promo_code,
    cast(order_facts.orders_by_platform as bigint) as orders_by_platform,
    cast(order_facts.net_revenue_by_platform as decimal(18, 4)) as net_revenue_by_platform,
    cast(order_facts.orders_by_survey as bigint) as orders_by_survey,
    cast(order_facts.net_revenue_by_survey as decimal(18, 4)) as net_revenue_by_survey,
    cast(order_facts.orders_by_manual as bigint) as orders_by_manual,
    cast(order_facts.net_revenue_by_manual as decimal(18, 4)) as net_revenue_by_manual,
    cast(order_facts.orders_outside_window as bigint) as orders_outside_window,
    cast(order_facts.net_revenue_outside_window as decimal(18, 4)) as net_revenue_outside_window,
    cast(order_facts.orders_without_revenue as bigint) as orders_without_revenue,
    cast(order_facts.orders_captured_late as bigint) as orders_captured_late,
    order_facts.last_order_captured_at
from keys
left join post_facts using (influencer_id, campaign_id, deal_id)
left join click_facts using (influencer_id, campaign_id, deal_id)
left join order_facts using (influencer_id, campaign_id, deal_id)
order by keys.influencer_id, keys.campaign_id, keys.deal_id
