-- One row per post that was delivered for a deal, with all that int_post_performance knows of it.
--
-- What a sheet states comes first; else a sponsored post belongs to the creator's deal on that platform
-- whose days it falls into (an open end is open). A post counts for one deal: the one that
-- started last.

with
deals as (select * from staging.stg_deals),

deal_creators as (
    select deal_id, influencer_id, platform from deals
    union
    select deal_id, influencer_id, platform from staging.stg_deal_allocations
),

deal_posts as (select * from staging.stg_deal_posts),
posts as (select * from intermediate.int_post_performance),

stated as (
    select deals.deal_id, deals.starts_on, true as is_stated, posts.*
    from deal_posts
    inner join posts using (platform, post_key)
    inner join deals using (deal_id)
),

derived as (
    select deals.deal_id, deals.starts_on, false as is_stated, posts.*
    from posts
    inner join deal_creators
        on
            posts.influencer_id = deal_creators.influencer_id
            and (deal_creators.platform is null or posts.platform = deal_creators.platform)
    inner join deals
        on
            deal_creators.deal_id = deals.deal_id
            and cast(posts.posted_at as date) >= coalesce(deals.starts_on, date '1900-01-01')
            and cast(posts.posted_at as date) <= coalesce(deals.ends_on, date '9999-12-31')
    where posts.is_sponsored and deals.deal_id not in (select stated.deal_id from stated)
)

select * exclude (starts_on)
from (
    select * from stated
    union all
    select * from derived
) as candidates
qualify
    row_number() over (
        partition by platform, post_key
        order by is_stated desc, coalesce(starts_on, date '1900-01-01') desc, deal_id
    ) = 1
order by platform, post_key
