-- One row per deal and post that a sheet says was delivered for it: by the deal's id, or in the deal's own row.

with
stated as (
    select dataset, deal_ref, platform, post_key, captured_at, load_id, source_record
    from known.deal_posts
    where deal_ref is not null

    union all

    select dataset, deal_ref, platform, post_key, captured_at, load_id, source_record
    from known.posts
    where deal_ref is not null
),

keys as (select * from staging.stg_post_keys),
local_ids as (select * from staging.stg_local_ids where kind = 'deal'),

deals as (
    select deals.deal_id, rows.dataset, rows.record_key, rows.occurrence, rows.captured_at
    from staging.stg_deals as deals
    inner join known.deals as rows using (load_id, source_record)
),

linked as (
    select local_ids.local_id as deal_id, stated.* exclude (dataset, deal_ref)
    from stated
    inner join local_ids on stated.dataset = local_ids.dataset and stated.deal_ref = local_ids.local_ref

    union all

    select deals.deal_id, posts.platform, posts.post_key, captured_at, posts.load_id, posts.source_record
    from known.deal_posts as posts
    inner join deals using (dataset, record_key, occurrence, captured_at)
    where posts.deal_ref is null
)

select
    linked.deal_id,
    linked.platform,
    coalesce(keys.post_key, linked.post_key) as post_key,
    max(linked.captured_at) as captured_at,
    max_by(linked.load_id, (linked.captured_at, linked.load_id, linked.source_record)) as load_id,
    max_by(linked.source_record, (linked.captured_at, linked.load_id, linked.source_record)) as source_record
from linked
left join keys on linked.platform = keys.platform and linked.post_key = keys.known_as
group by linked.deal_id, linked.platform, coalesce(keys.post_key, linked.post_key)
order by deal_id, platform, post_key
