-- One row per deal: until when its posts, its clicks and its orders are known.
--
-- Not today but the newest capture of what reports the result, so that a past day rebuilt gives what was known
-- then: of posts, the newest observation of the creator there; of clicks and orders, the newest capture of the
-- folders that tell of the campaign, else of any.

with
deals as (select * from staging.stg_deals),

creator_captures as (
    select influencer_id, platform, max(captured_at) as known_until
    from intermediate.int_post_performance
    where influencer_id is not null
    group by influencer_id, platform
),

post_captures as (
    select deals.deal_id, max(creator_captures.known_until) as known_until
    from deals
    inner join creator_captures
        on
            deals.influencer_id = creator_captures.influencer_id
            and coalesce(deals.platform, creator_captures.platform) = creator_captures.platform
    group by deals.deal_id
),

click_captures as (
    select campaign_id, max(known_until) as known_until
    from (
        select
            coalesce(campaign_id, 'unassigned') as campaign_id,
            max(captured_at) over (partition by dataset) as known_until
        from staging.stg_clicks
    ) as clicks
    group by campaign_id
),

order_folders as (
    select load_id, source_record, max(captured_at) over (partition by dataset) as known_until
    from staging.stg_orders
),

order_captures as (
    select orders.campaign_id, max(order_folders.known_until) as known_until
    from intermediate.int_order_attribution as orders
    inner join order_folders using (load_id, source_record)
    group by orders.campaign_id
),

any_captures as (
    select
        (select max(known_until) from creator_captures) as posts_until,
        (select max(known_until) from click_captures) as clicks_until,
        (select max(known_until) from order_folders) as orders_until
)

select
    deals.deal_id,
    coalesce(post_captures.known_until, any_captures.posts_until) as posts_until,
    coalesce(click_captures.known_until, any_captures.clicks_until) as clicks_until,
    coalesce(order_captures.known_until, any_captures.orders_until) as orders_until,
    -- no post of a creator whose posts are known is 0 posts
    coalesce(post_captures.known_until >= coalesce(deals.starts_on, date '1900-01-01'), false) as is_post_known
from deals
cross join any_captures
left join post_captures using (deal_id)
left join click_captures on coalesce(deals.campaign_id, 'unassigned') = click_captures.campaign_id
left join order_captures on coalesce(deals.campaign_id, 'unassigned') = order_captures.campaign_id
order by deals.deal_id
