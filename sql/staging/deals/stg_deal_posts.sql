-- One row per deal and post that a sheet says was delivered for it.

with
stated as (
    select dataset, deal_ref, platform, post_key, captured_at, load_id, source_record from known.deal_posts

    union all

    select dataset, deal_ref, platform, post_key, captured_at, load_id, source_record
    from known.posts
    where deal_ref is not null
),

keys as (select * from staging.stg_post_keys),
local_ids as (select * from staging.stg_local_ids where kind = 'deal')

select
    local_ids.local_id as deal_id,
    stated.platform,
    coalesce(keys.post_key, stated.post_key) as post_key,
    max(stated.captured_at) as captured_at,
    max_by(stated.load_id, (stated.captured_at, stated.load_id, stated.source_record)) as load_id,
    max_by(stated.source_record, (stated.captured_at, stated.load_id, stated.source_record)) as source_record
from stated
inner join local_ids on stated.dataset = local_ids.dataset and stated.deal_ref = local_ids.local_ref
left join keys on stated.platform = keys.platform and stated.post_key = keys.known_as
group by local_ids.local_id, stated.platform, coalesce(keys.post_key, stated.post_key)
order by deal_id, platform, post_key
