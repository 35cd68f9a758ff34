-- One row per deal and creator: the creator's part of each cost of the deal, in the reporting currency.
--
-- Of a package, every part of the cost is divided in whole cents; the cents that are left over go to those
-- whose share was rounded down furthest (largest remainder), so that the creators add up to the deal.

with
shares as (select * from intermediate.int_deal_shares),
deals as (select * from staging.stg_deals),

parts as (
    select deal_id, 'fee' as part, fee_reporting as amount from deals
    union all
    select deal_id, 'product_cost' as part, product_cost_reporting as amount from deals
    union all
    select deal_id, 'shipping_cost' as part, shipping_cost_reporting as amount from deals
    union all
    select deal_id, 'agency_cost' as part, agency_cost_reporting as amount from deals
    union all
    select deal_id, 'boosting_cost' as part, boosting_cost_reporting as amount from deals
    union all
    select deal_id, 'commission' as part, commission_reporting as amount from deals
),

shared as (
    select
        shares.deal_id, shares.influencer_id, parts.part, parts.amount, shares.allocation_share,
        cast(floor(cast(parts.amount as double) * shares.allocation_share * 100 + 1e-6) as decimal(38, 0)) as cents,
        cast(parts.amount as double) * shares.allocation_share * 100
        - floor(cast(parts.amount as double) * shares.allocation_share * 100 + 1e-6) as remainder
    from shares
    inner join parts on shares.deal_id = parts.deal_id
    where parts.amount is not null
),

placed as (
    select
        *,
        row_number() over (
            partition by deal_id, part
            order by round(remainder, 6) desc, allocation_share desc, influencer_id
        ) as place,
        amount - sum(cents) over (partition by deal_id, part) * 0.01 as left_over,
        greatest(least(floor(left_over * 100), count(*) over (partition by deal_id, part)), 0) as cents_left_over
    from shared
),

divided as (
    -- what is less than a cent, from conversion, goes with the first, and so do cents beyond what floats tell
    select
        deal_id, influencer_id, part,
        cast(
            cents * 0.01
            + case when place <= cents_left_over then 0.01 else 0 end
            + case when place = 1 then left_over - cents_left_over * 0.01 else 0 end
            as decimal(38, 4)
        ) as amount
    from placed
)

select
    shares.deal_id,
    shares.influencer_id,
    min(shares.platform) as platform,
    min(shares.allocation_share) as allocation_share,
    max(case when divided.part = 'fee' then divided.amount end) as fee,
    max(case when divided.part = 'product_cost' then divided.amount end) as product_cost,
    max(case when divided.part = 'shipping_cost' then divided.amount end) as shipping_cost,
    max(case when divided.part = 'agency_cost' then divided.amount end) as agency_cost,
    max(case when divided.part = 'boosting_cost' then divided.amount end) as boosting_cost,
    max(case when divided.part = 'commission' then divided.amount end) as commission
from shares
left join divided using (deal_id, influencer_id)
group by shares.deal_id, shares.influencer_id
order by shares.deal_id, shares.influencer_id
