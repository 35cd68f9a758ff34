-- One row per key of a post that records hold under several keys: the key that stands for the post.
--
-- A post known by its link in one file and by an id in another is one post where any record holds both, or where the
-- one is the other in other digits: Instagram's shortcode is the media id to the base of 64. The ids of Meta's own
-- exports (17 digits, from 17 or 18 on) are another number, which only a record can tie to a link. An id that
-- records tie to several posts ties none of them, as a spreadsheet that rounds ids makes many posts share one.

with
posts as (
    select platform, post_key, post_id, post_alias, dataset from known.posts
    union all
    select platform, post_key, post_id, post_alias, dataset from known.deal_posts
),

keys as (select distinct platform, post_key from posts),

told as (
    select platform, post_id as known_as, post_key from posts where post_id <> post_key
    union all
    select
        platform,
        dataset || ':' || platform || ':' || post_id,
        post_key
    from posts
    where post_id <> post_key and post_key <> dataset || ':' || platform || ':' || post_id
    union all
    select platform, post_alias, post_key from posts where post_alias <> post_key
),

tied as (
    select
        told.platform, told.known_as,
        min(told.post_key) as post_key
    from told
    inner join keys on told.platform = keys.platform and told.known_as = keys.post_key
    group by told.platform, told.known_as
    having count(distinct told.post_key) = 1
),

numbers as (
    select
        platform, post_key,
        try_cast(post_key as bigint) as number,
        'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_' as digits
    from keys
    where
        platform = 'instagram'
        and regexp_full_match(post_key, '[0-9]{17,19}')
        and not regexp_full_match(post_key, '1[78][0-9]{15}')
),

codes as (
    select
        platform, post_key,
        ltrim(
            substr(digits, cast((number >> 60) & 63 as integer) + 1, 1)
            || substr(digits, cast((number >> 54) & 63 as integer) + 1, 1)
            || substr(digits, cast((number >> 48) & 63 as integer) + 1, 1)
            || substr(digits, cast((number >> 42) & 63 as integer) + 1, 1)
            || substr(digits, cast((number >> 36) & 63 as integer) + 1, 1)
            || substr(digits, cast((number >> 30) & 63 as integer) + 1, 1)
            || substr(digits, cast((number >> 24) & 63 as integer) + 1, 1)
            || substr(digits, cast((number >> 18) & 63 as integer) + 1, 1)
            || substr(digits, cast((number >> 12) & 63 as integer) + 1, 1)
            || substr(digits, cast((number >> 6) & 63 as integer) + 1, 1)
            || substr(digits, cast(number & 63 as integer) + 1, 1),
            'A'
        ) as code
    from numbers
),

links as (
    select platform, known_as, post_key from tied

    union all

    select codes.platform, codes.post_key as known_as, codes.code as post_key
    from codes
    inner join keys on codes.platform = keys.platform and codes.code = keys.post_key
    left join tied on codes.platform = tied.platform and codes.post_key = tied.known_as
    where tied.known_as is null
),

resolved as (
    -- the link of a story holds a number, which may be tied on to a shortcode
    select
        links.platform, links.known_as,
        coalesce(onward.post_key, links.post_key) as post_key
    from links
    left join links as onward on links.platform = onward.platform and links.post_key = onward.known_as
)

select platform, known_as, post_key from resolved
union
select platform, post_key as known_as, post_key
from resolved
order by platform, known_as
