-- How many codes were looked at, and what was found.
select
    count(distinct deal_id) as deals,
    count(distinct deal_id) filter (where finding = 'needs review') as deals_needing_review,
    count(*) filter (where finding = 'cannot tell') as untold
from marts.code_review
