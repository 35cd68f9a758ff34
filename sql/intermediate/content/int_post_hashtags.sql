-- One row per post and hashtag in its caption, in lower case and composed letters (NFC), with its '#'.
--
-- A tag is '#' (also the wide one) and letters, marks, digits and '_' of any script, at least one of them a letter; several
-- may follow one another without a space. What stands within an address ('https://…', 'www.…', 'site.com/#part'), within
-- a word or a name ('a#b') or a character's number ('&#39;') is none.

with
captions as (
    select
        platform, post_key,
        regexp_replace(nfc_normalize(caption), '(?i)(https?://|www\.)\S+', ' ', 'g') as caption
    from staging.stg_posts
    where strpos(caption, '#') > 0 or strpos(caption, '＃') > 0
),

runs as (
    select
        platform, post_key,
        unnest(
            regexp_extract_all(
                caption, '(?:^|[^\p{L}\p{M}\p{N}_/&=@#＃])((?:[#＃][\p{L}\p{M}\p{N}_\x{200c}]+)+)', 1
            )
        ) as run
    from captions
),

words as (
    select
        platform, post_key,
        unnest(string_split(replace(nfc_normalize(lower(run)), '＃', '#'), '#')) as word
    from runs
)

select distinct
    platform, post_key,
    '#' || word as tag
from words
where regexp_matches(word, '\p{L}')
order by platform, post_key, tag
