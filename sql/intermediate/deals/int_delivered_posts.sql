-- One row per post that was delivered for a deal, with all that int_post_performance knows of it.
--
-- What a sheet states comes first; else a sponsored post belongs to the creator's deal on that platform
-- whose days it falls into (an open end is open). A post counts for one deal: the one that
-- started last. views_compared are views under the definition by which the platform's creators are compared.

with
deals as (select * from staging.stg_deals),

deal_creators as (
    select deal_id, influencer_id, platform from deals
    union
    select deal_id, influencer_id, platform from staging.stg_deal_allocations
),

deal_posts as (select * from staging.stg_deal_posts),
common as (
    -- the definition of views by which the platform's creators are compared
    select
        definitions.platform,
        split_part(max(definitions.side), ';', 1) as views_side
    from intermediate.int_common_definitions as definitions
    inner join reference.platforms as platforms using (platform)
    where definitions.side_measure = case platforms.headline_denominator when 'views' then 'headline' else 'views' end
    group by definitions.platform
),

posts as (
    select
        performance.*,
        case
            when coalesce(common.views_side, 'original') = 'original' then performance.comparable_views
            when performance.views_definition = common.views_side then performance.views
        end as views_compared
    from intermediate.int_post_performance as performance
    left join common using (platform)
),

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
