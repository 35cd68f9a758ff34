-- A declared allocation could not be used, so that the package was divided equally.

select distinct
    deal_id,
    allocation_refused
from intermediate.int_deal_shares
where allocation_refused is not null
order by deal_id
