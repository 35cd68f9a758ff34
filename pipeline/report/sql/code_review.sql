-- Codes with a signal that a person should look at, and those where the signal cannot be told.
select
    name,
    promo_code,
    signal,
    finding,
    redemptions,
    redemptions_known,
    redemptions_unusual,
    redemptions_unusual_share,
    net_revenue_unusual,
    currency,
    first_unusual_on,
    last_unusual_on,
    countries_unusual,
    deal_id
from marts.code_review
where finding <> 'nothing unusual'
order by finding desc, redemptions_unusual_share desc nulls last, deal_id, signal
