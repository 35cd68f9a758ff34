-- One row per deal, creator, way (promo_code or link_click) and code: who holds the code.
--
-- A code of one creator of a package comes before the code of the whole package. What is only a word of a code
-- with spaces holds where nobody has the word as a code of its own.

with
deals as (select * from staging.stg_deals),
packages as (select * from staging.stg_deal_allocations),

holders as (
    select deal_id, influencer_id, 1 as holder_rank, promo_code, tracking_code from packages
    union all
    select deal_id, influencer_id, 2 as holder_rank, promo_code, tracking_code from deals
),

written as (
    select deal_id, influencer_id, holder_rank, 'promo_code' as method, promo_code as written from holders
    union all
    select deal_id, influencer_id, holder_rank, 'link_click' as method, tracking_code as written from holders
)

select
    written.deal_id, written.influencer_id, codes.method, codes.code,
    cast(min(written.holder_rank) as bigint) as holder_rank,
    min(codes.reading) = 3 as is_word
from written
inner join staging.stg_codes as codes using (method, written)
group by written.deal_id, written.influencer_id, codes.method, codes.code
order by written.deal_id, written.influencer_id, codes.method, codes.code
