-- One row per post: what does not change, from the most trusted and then newest record that tells it.
--
-- The owner is the account of the record that reports reach, then of the most trusted, then of the
-- earliest record: exports of collaborations name the other account in their account columns, and
-- a platform tells reach only to the account that published.
-- TikTok, X and Instagram build the moment of posting into the id: it counts where the file has no
-- time, or only the same or a neighbouring day, or a time less than half an hour away. Where the file's
-- is later by more it is right, because a scheduled post gets its id when it is written. One that is
-- earlier cannot be, nor can one that is the id's day with day and month swapped by a spreadsheet.
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
        case posted_at_precision when 'second' then 3 when 'minute' then 2 when 'day' then 1 else 0 end as exactness,
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
),

aliases as (select * from staging.stg_account_aliases),
accounts as (select * from staging.stg_accounts),

known as (
    select
        platform, post_key,
        max_by(post_id, trust) filter (where post_id is not null) as post_id,
        max_by(
            alias,
            (is_alias_public, is_reach_told, precedence, -epoch_us(first_captured_at), alias)
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
),

codes as (
    select
        *,
        case
            when platform in ('tiktok', 'x') and regexp_full_match(post_key, '[0-9]{15,19}')
                then try_cast(post_key as bigint)
        end as number,
        case
            when platform = 'instagram' and regexp_full_match(post_key, '[A-Za-z0-9_-]{10,11}')
                then lpad(left(post_key, length(post_key) - 3), 8, 'A')  -- the last three hold no time
        end as code,
        'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_' as digits
    from known
),

clocks as (
    select
        *,
        case
            when platform = 'tiktok' then (number >> 32) * 1000
            when platform = 'x' then (number >> 22) + 1288834974657
            when code is not null
                then (
                    (
                        (strpos(digits, substr(code, 1, 1)) - 1) * 4398046511104
                        + (strpos(digits, substr(code, 2, 1)) - 1) * 68719476736
                        + (strpos(digits, substr(code, 3, 1)) - 1) * 1073741824
                        + (strpos(digits, substr(code, 4, 1)) - 1) * 16777216
                        + (strpos(digits, substr(code, 5, 1)) - 1) * 262144
                        + (strpos(digits, substr(code, 6, 1)) - 1) * 4096
                        + (strpos(digits, substr(code, 7, 1)) - 1) * 64
                        + (strpos(digits, substr(code, 8, 1)) - 1)
                    ) >> 5
                ) + 1314220021721
        end as id_milliseconds
    from codes
),

timed as (
    select
        *,
        case
            -- an id that is not of the platform's clock gives a time before the platform or in the future
            when id_milliseconds between 1262304000000 and epoch_ms(captured_at) + 172800000
                then date_trunc('second', epoch_ms(id_milliseconds))
        end as id_at
    from clocks
),

decided as (
    select
        *,
        id_at is not null
        and (
            exported_at is null
            or (exactness <= 1 and abs(cast(id_at as date) - cast(exported_at as date)) <= 1)
            or (exactness = 2 and abs(date_diff('second', id_at, exported_at)) < 1800)
        ) as is_id_better,
        coalesce(
            cast(exported_at as date) < cast(id_at as date) - 1
            or (exactness >= 2 and date_diff('second', exported_at, id_at) >= 1800)
            or (
                day(exported_at) <= 12
                and day(exported_at) <> month(exported_at)
                and abs(
                    cast(id_at as date)
                    - make_date(year(exported_at), least(day(exported_at), 12), month(exported_at))
                ) <= 1
                and abs(cast(id_at as date) - cast(exported_at as date)) > 1
            ),
            false
        ) as is_export_impossible
    from timed
)

select
    decided.platform, decided.post_key,
    coalesce(decided.post_id, decided.post_key) as post_id,
    aliases.account_key, accounts.account_id, accounts.handle, decided.permalink,
    case when decided.is_id_better or decided.is_export_impossible then decided.id_at else decided.exported_at end
        as posted_at,
    case
        when decided.is_id_better then 'id'
        when decided.is_export_impossible then 'id_not_export'
        when decided.exported_at is not null then 'export'
    end as posted_at_source,
    case
        when decided.is_id_better or decided.is_export_impossible or decided.exactness = 3 then 'second'
        when decided.exactness = 2 then 'minute'
        when decided.exported_at is not null then 'day'
    end as posted_at_precision,
    decided.title, decided.caption, decided.format, decided.duration_seconds, decided.is_sponsored,
    decided.collaborators, decided.captured_at, decided.load_id, decided.source_record
from decided
left join aliases using (platform, alias)
left join accounts using (account_key)
order by decided.platform, decided.post_key
