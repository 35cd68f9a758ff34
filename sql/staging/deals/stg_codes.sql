-- One row per written cell of codes (promo codes or tracking codes, of deals, packages, orders and clicks) and code in it.
--
-- A cell is read in three ways: as a whole; by its parts, between , ; / & | + and line breaks or the words for
-- "or" and "and" (a tracking code may be a link: there only , ; | and line breaks); and by its words, which
-- are between spaces too. So a code may hold a space, and two codes may be divided by one; who compares
-- takes the whole first, then the parts, then the words. Without case; composed and decomposed letters are one.

with
deals as (
    select promo_code, tracking_code from staging.stg_deals
    union all
    select promo_code, tracking_code from staging.stg_deal_allocations
    union all
    select promo_code, tracking_code from staging.stg_orders
    union all
    select null as promo_code, lower(trim(tracking_code)) as tracking_code from known.clicks
),

cells as (
    select distinct
        'promo_code' as method,
        promo_code as written,
        nfc_normalize(promo_code) as cell,
        '\s*[,;/&|+\n\r\t、\\]\s*|\s+(or|and|und|oder|y|o|u|e|ou|et)\s+' as between_parts
    from deals
    where trim(promo_code) <> ''
    union all
    select distinct
        'link_click' as method,
        tracking_code as written,
        nfc_normalize(tracking_code) as cell,
        '\s*[,;|\n\r\t]\s*|\s+(or|and|und|oder|y|o|u|e|ou|et)\s+' as between_parts
    from deals
    where trim(tracking_code) <> ''
),

read_codes as (
    select method, written, cell, 1 as reading, trim(cell) as code from cells
    union all
    select
        method, written, cell,
        2 as reading,
        trim(unnest(regexp_split_to_array(cell, between_parts))) as code
    from cells
    union all
    select
        method, written, cell,
        3 as reading,
        trim(unnest(regexp_split_to_array(cell, between_parts || '|\s+'))) as code
    from cells
)

select method, written, code, cast(min(reading) as bigint) as reading, min(strpos(cell, code)) as position
from read_codes
where code <> ''
group by method, written, code
order by method, written, code
