-- One row per deal, creator, platform and week: the posts that were delivered in it, and how often they were seen.
--
-- Views and impressions are those of the posts' whole life. A post without a date falls on the week in which it was
-- captured, with is_dated false. Weeks begin on Monday, in UTC.

with
deals as (select * from staging.stg_deals),

deal_creators as (
    -- a deal's orders may name another campaign than the deal's, and stand there in int_returns
    select distinct influencer_id, deal_id from intermediate.int_returns
)

select
    delivered.deal_id,
    coalesce(deal_creators.influencer_id, deals.influencer_id) as influencer_id,
    coalesce(deals.campaign_id, 'unassigned') as campaign_id,
    delivered.platform,
    delivered.posted_at is not null as is_dated,
    cast(date_trunc('week', coalesce(delivered.posted_at, delivered.captured_at)) as date) as week_starts_on,
    count(*) as posts,
    cast(sum(delivered.impressions) as bigint) as impressions,
    cast(sum(delivered.views) as bigint) as views,
    cast(sum(delivered.views_compared) as bigint) as views_compared
from intermediate.int_delivered_posts as delivered
-- a post of one of several creators of a deal is this creator's
left join deal_creators using (deal_id, influencer_id)
inner join deals on delivered.deal_id = deals.deal_id
group by all
order by delivered.deal_id, influencer_id, delivered.platform, week_starts_on
