-- A later edition of a deal's sheet no longer has the deal: it stays, and a person should say which is right.

select deal_id
from marts.deal_results
where not_in_latest_sheet
order by deal_id
