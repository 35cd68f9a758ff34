-- One row per creator, campaign and deal: what posts, tracked links and orders brought, each summed on its own first.
--
-- 'unassigned' is what names no campaign; the same as deal_id what belongs to no deal in particular.

with
deals as (select * from staging.stg_deals),
posts as (select * from intermediate.int_delivered_posts),

shares as (
    -- posts of a package are those of the creator who made them
    select * from intermediate.int_deal_shares
),

post_facts as (
    select
        coalesce(shares.influencer_id, deals.influencer_id) as influencer_id,
        coalesce(deals.campaign_id, 'unassigned') as campaign_id,
        posts.deal_id,
        cast(count(*) as bigint) as posts,
        cast(sum(posts.views) as bigint) as views,
        cast(count(posts.views) as bigint) as views_reported_posts,
        cast(sum(posts.engaged_views) as bigint) as engaged_views,
        cast(count(posts.engaged_views) as bigint) as engaged_views_reported_posts,
        cast(sum(posts.impressions) as bigint) as impressions,
        cast(count(posts.impressions) as bigint) as impressions_reported_posts,
        cast(sum(posts.reach) as bigint) as reach,
        cast(count(posts.reach) as bigint) as reach_reported_posts,
        cast(sum(posts.views_compared) as bigint) as views_compared,
        cast(count(posts.views_compared) as bigint) as views_compared_posts,
        cast(sum(posts.engagements) as bigint) as engagements,
        cast(count(posts.engagements) as bigint) as engagements_reported_posts,
        cast(sum(posts.public_engagements) as bigint) as public_engagements,
        cast(count(posts.public_engagements) as bigint) as public_engagements_reported_posts,
        cast(sum(posts.clicks) as bigint) as post_clicks,
        cast(count(posts.clicks) as bigint) as post_clicks_reported_posts
    from posts
    left join shares using (deal_id, influencer_id)
    inner join deals on posts.deal_id = deals.deal_id
    group by
        coalesce(shares.influencer_id, deals.influencer_id), coalesce(deals.campaign_id, 'unassigned'), posts.deal_id
),

click_facts as (
    select
        influencer_id,
        coalesce(campaign_id, 'unassigned') as campaign_id,
        coalesce(deal_id, 'unassigned') as deal_id,
        cast(sum(coalesce(clicks, sessions)) as bigint) as clicks
    from staging.stg_clicks
    where influencer_id is not null
    group by influencer_id, coalesce(campaign_id, 'unassigned'), coalesce(deal_id, 'unassigned')
),

orders as (
    select attribution.*, reviewed.deal_id is not null as is_under_review
    from intermediate.int_order_attribution as attribution
    left join intermediate.int_redemptions_under_review as reviewed
        using (load_id, source_record, deal_id, influencer_id)
),

order_facts as (
    select
        influencer_id,
        campaign_id,
        coalesce(deal_id, 'unassigned') as deal_id,
        cast(sum(orders) filter (where is_counted) as bigint) as orders,
        cast(sum(orders_pending) filter (where is_counted) as bigint) as orders_pending,
        cast(sum(orders_cancelled) filter (where is_counted) as bigint) as orders_cancelled,
        cast(sum(case when is_ambiguous then orders else 0 end) filter (where is_counted) as bigint) as orders_ambiguous,
        cast(sum(case when is_under_review then orders else 0 end) filter (where is_counted) as bigint) as orders_under_review,
        cast(sum(orders) filter (where is_counted and is_new_customer) as bigint) as orders_new_customers,
        cast(sum(gross_revenue) filter (where is_counted) as decimal(38, 4)) as gross_revenue,
        cast(sum(net_revenue) filter (where is_counted) as decimal(38, 4)) as net_revenue,
        cast(
            sum(case when is_under_review then net_revenue else 0 end) filter (where is_counted and net_revenue is not null)
            as decimal(38, 4)
        ) as net_revenue_under_review,
        cast(sum(net_revenue) filter (where is_counted) as decimal(38, 4)) as revenue_deduplicated,
        cast(sum(net_revenue) filter (where not is_repeated and not is_outside_window) as decimal(38, 4)) as revenue_union_high,
        cast(sum(orders) filter (where attribution_method = 'link_click' and not is_outside_window) as bigint) as orders_by_link_click,
        cast(sum(net_revenue) filter (where attribution_method = 'link_click' and not is_outside_window) as decimal(38, 4)) as net_revenue_by_link_click,
        cast(sum(orders) filter (where attribution_method = 'promo_code' and not is_outside_window) as bigint) as orders_by_promo_code,
        cast(sum(net_revenue) filter (where attribution_method = 'promo_code' and not is_outside_window) as decimal(38, 4)) as net_revenue_by_promo_code,
        cast(sum(orders) filter (where attribution_method = 'platform' and not is_outside_window) as bigint) as orders_by_platform,
        cast(sum(net_revenue) filter (where attribution_method = 'platform' and not is_outside_window) as decimal(38, 4)) as net_revenue_by_platform,
        cast(sum(orders) filter (where attribution_method = 'survey' and not is_outside_window) as bigint) as orders_by_survey,
        cast(sum(net_revenue) filter (where attribution_method = 'survey' and not is_outside_window) as decimal(38, 4)) as net_revenue_by_survey,
        cast(sum(orders) filter (where attribution_method = 'manual' and not is_outside_window) as bigint) as orders_by_manual,
        cast(sum(net_revenue) filter (where attribution_method = 'manual' and not is_outside_window) as decimal(38, 4)) as net_revenue_by_manual,
        cast(sum(orders) filter (where is_outside_window and not is_repeated) as bigint) as orders_outside_window,
        cast(sum(net_revenue) filter (where is_outside_window and not is_repeated) as decimal(38, 4)) as net_revenue_outside_window,
        cast(sum(orders) filter (where is_counted and net_revenue is null) as bigint) as orders_without_revenue,
        cast(sum(orders) filter (where is_counted and is_captured_late) as bigint) as orders_captured_late,
        max(captured_at) filter (where is_counted) as last_order_captured_at
    from orders
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
    keys.*,
    post_facts.* exclude (influencer_id, campaign_id, deal_id),
    click_facts.* exclude (influencer_id, campaign_id, deal_id),
    order_facts.* exclude (influencer_id, campaign_id, deal_id)
from keys
left join post_facts using (influencer_id, campaign_id, deal_id)
left join click_facts using (influencer_id, campaign_id, deal_id)
left join order_facts using (influencer_id, campaign_id, deal_id)
order by keys.influencer_id, keys.campaign_id, keys.deal_id
