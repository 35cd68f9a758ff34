-- One row per redemption that shows a signal for which its code needs a review: once, however many signals it shows.
--
-- Signals of a leak: the creator may not have brought the order at all. A code that deals share (ambiguous_code) only
-- asks which of them did, and puts no revenue under review; orders_ambiguous counts its orders.

select
    signals.load_id, signals.source_record, signals.deal_id, signals.influencer_id,
    min(signals.order_day) as order_day,
    min(signals.country) as country,
    min(signals.orders) as orders
from intermediate.int_code_signals as signals
inner join intermediate.int_code_review as review using (deal_id, signal)
where signals.is_unusual and review.finding = 'needs review' and signals.signal <> 'ambiguous_code'
group by signals.load_id, signals.source_record, signals.deal_id, signals.influencer_id
order by signals.load_id, signals.source_record, signals.deal_id, signals.influencer_id
