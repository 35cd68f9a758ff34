-- Codes that a person should look at, one a deal: what is in doubt counts once, however many signals say so.
select
    promo_code,
    name,
    signals_found,
    redemptions,
    redemptions_under_review,
    orders,
    orders_under_review,
    orders_ambiguous,
    net_revenue,
    net_revenue_under_review,
    return_on_ad_spend,
    return_on_ad_spend_without_review,
    currency,
    first_unusual_on,
    last_unusual_on,
    countries_under_review,
    deal_id
from marts.codes_under_review
order by net_revenue_under_review desc nulls last, deal_id
