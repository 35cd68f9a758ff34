-- One row per post: what its records tell of what does not change, each from the most trusted and then newest one.
--
-- The owner (alias) is the account of the record that reports reach, then of the most trusted, then of the
-- earliest record: exports of collaborations name the other account in their account columns, and
-- a platform tells reach only to the account that published.
-- A post that files know under several keys (stg_post_keys) is one row.

with
keys as (select * from staging.stg_post_keys),

versions as (
    -- most captures of a post say the same: what is said once is compared once below
    select
        platform, post_key, post_id,
        coalesce('id:' || account_id, 'handle:' || lower(handle), 'ref:' || dataset || '/' || creator_ref) as alias,
        coalesce(account_id, handle) is not null as is_alias_public,
        coalesce(reach, viewers) is not null as is_reach_told,
        permalink, posted_at,
        cast(
            case posted_at_precision when 'second' then 3 when 'minute' then 2 when 'day' then 1 else 0 end as bigint
        ) as exactness,
        title, caption, format, duration_seconds, is_sponsored, collaborators, precedence,
        min(captured_at) as first_captured_at,
        max({ 'captured_at': captured_at, 'load_id': load_id, 'source_record': source_record }) as latest
    from known.posts
    group by all
),

posts as (
    select
        versions.* exclude (post_key),
        coalesce(keys.post_key, versions.post_key) as post_key,
        (versions.precedence, versions.latest) as trust
    from versions
    left join keys on versions.platform = keys.platform and versions.post_key = keys.known_as
)

select
    platform, post_key,
    max_by(post_id, trust) filter (where post_id is not null) as post_id,
    max_by(
        alias, (is_alias_public, is_reach_told, precedence, -epoch_us(first_captured_at), alias)
    ) as alias,
    max_by(permalink, trust) filter (where permalink is not null) as permalink,
    max_by(posted_at, (exactness, trust)) filter (where posted_at is not null) as exported_at,
    max(exactness) filter (where posted_at is not null) as exactness,
    max_by(title, trust) filter (where title is not null) as title,
    max_by(caption, trust) filter (where caption is not null) as caption,
    max_by(format, trust) filter (where format is not null) as format,
    max_by(duration_seconds, trust) filter (where duration_seconds is not null) as duration_seconds,
    max_by(is_sponsored, trust) filter (where is_sponsored is not null) as is_sponsored,
    max_by(collaborators, trust) filter (where collaborators is not null) as collaborators,
    max(latest.captured_at) as captured_at,
    max_by(latest.load_id, trust) as load_id,
    max_by(latest.source_record, trust) as source_record
from posts
group by platform, post_key
