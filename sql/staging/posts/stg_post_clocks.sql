-- One row per post whose key holds the moment at which it was made: that moment.
--
-- TikTok, X and Instagram build it into the id; the last three characters of Instagram's shortcode hold none.
-- An id that is not of the platform's clock gives a time before the platform or in the future, and has no row.

with
codes as (
    select
        platform, post_key, captured_at,
        case
            when platform in ('tiktok', 'x') and regexp_full_match(post_key, '[0-9]{15,19}')
                then try_cast(post_key as bigint)
        end as number,
        case
            when platform = 'instagram' and regexp_full_match(post_key, '[A-Za-z0-9_-]{10,11}')
                then lpad(left(post_key, length(post_key) - 3), 8, 'A')
        end as code,
        'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_' as digits
    from staging.stg_post_records
),

clocks as (
    select
        platform, post_key, captured_at,
        case
            when platform = 'tiktok' then (number >> 32) * 1000
            when platform = 'x' then (number >> 22) + 1288834974657
            when code is not null
                then (
                    (
                        (strpos(digits, substr(code, 1, 1)) - 1) * 4398046511104
                        + (strpos(digits, substr(code, 2, 1)) - 1) * 68719476736
                        + (strpos(digits, substr(code, 3, 1)) - 1) * cast(1073741824 as bigint)
                        + (strpos(digits, substr(code, 4, 1)) - 1) * 16777216
                        + (strpos(digits, substr(code, 5, 1)) - 1) * 262144
                        + (strpos(digits, substr(code, 6, 1)) - 1) * 4096
                        + (strpos(digits, substr(code, 7, 1)) - 1) * 64
                        + (strpos(digits, substr(code, 8, 1)) - 1)
                    ) >> 5
                ) + 1314220021721
        end as id_milliseconds
    from codes
)

select
    platform, post_key,
    date_trunc('second', epoch_ms(id_milliseconds)) as id_at
from clocks
where id_milliseconds between 1262304000000 and epoch_ms(captured_at) + 172800000
