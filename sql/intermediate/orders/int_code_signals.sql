-- One row per redemption of a deal's code and signal of a leaked code: whether it can be told, and whether it is unusual.
--
-- The thresholds are reference.code_review_signals.
-- create-as: view

with
redemptions as (select * from intermediate.int_code_redemptions),
signals as (select * from reference.code_review_signals)

select
    redemptions.load_id, redemptions.source_record, redemptions.deal_id, redemptions.influencer_id,
    redemptions.campaign_id, redemptions.order_day, redemptions.country, redemptions.orders,
    redemptions.net_revenue, signals.signal, signals.minimum_redemptions, signals.minimum_share,
    case signals.signal
        when 'redemptions_without_clicks' then redemptions.is_link_tracked
        when 'countries_outside_brief' then redemptions.is_outside_brief is not null
        when 'after_end' then redemptions.is_after_end is not null
        when 'sudden_jump' then redemptions.days_since_post is not null
        when 'ambiguous_code' then true
    end as is_known,
    coalesce(
        case signals.signal
            when 'redemptions_without_clicks'
                then redemptions.is_link_tracked and coalesce(redemptions.days_since_click > signals.days, true)
            when 'countries_outside_brief' then redemptions.is_outside_brief
            when 'after_end' then redemptions.is_after_end
            when 'ambiguous_code' then redemptions.is_ambiguous
            when 'sudden_jump'
                then
                    redemptions.days_since_post > signals.days
                    and redemptions.orders_in_three_days >= signals.minimum_redemptions
                    and redemptions.orders_in_three_days
                    >= signals.minimum_factor * redemptions.orders_expected_in_three_days
        end,
        false
    ) as is_unusual
from redemptions
cross join signals
