-- One row per deal whose code needs a review: by which signals, and how much of its orders and revenue they put in doubt.
--
-- An order counts once, however many signals it shows (marts.code_review has a row for each). redemptions_under_review
-- are all with a signal of a leak, inside the attribution window or not; orders_under_review and
-- net_revenue_under_review are the part of them that counts in orders and net_revenue. Of a code that deals share the
-- orders are orders_ambiguous: they count, and only whose they are is open.

with
found as (
    select
        deal_id,
        min(influencer_id) as influencer_id,
        min(campaign_id) as campaign_id,
        min(name) as name,
        min(promo_code) as promo_code,
        string_agg(signal, ',' order by signal) as signals_found,
        count(*) as code_review_signals,
        min(redemptions) as redemptions,
        min(first_unusual_on) as first_unusual_on,
        max(last_unusual_on) as last_unusual_on
    from intermediate.int_code_review
    where finding = 'needs review'
    group by deal_id
),

reviewed as (
    select
        deal_id,
        cast(sum(orders) as bigint) as redemptions_under_review,
        string_agg(distinct country, ',' order by country) as countries_under_review
    from intermediate.int_redemptions_under_review
    group by deal_id
),

totals as (select * from intermediate.int_return_totals where grouping_level in ('deal'))

select
    found.deal_id, found.influencer_id, found.name, found.campaign_id, found.promo_code, found.signals_found,
    found.code_review_signals, found.redemptions,
    coalesce(reviewed.redemptions_under_review, 0) as redemptions_under_review,
    totals.orders, totals.orders_under_review, totals.orders_ambiguous, totals.net_revenue,
    totals.net_revenue_under_review, totals.cost, totals.return_on_ad_spend,
    totals.return_on_ad_spend_without_review, found.first_unusual_on, found.last_unusual_on,
    reviewed.countries_under_review, totals.currency
from found
left join reviewed using (deal_id)
left join totals using (deal_id)
order by found.deal_id
