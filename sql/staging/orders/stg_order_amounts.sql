-- One row per order, or per row of a sheet that sums orders: what became of it, and its goods before tax and shipping.
--
-- Amounts are those of the parts (stg_order_parts); different records of an order add up.
--
-- A refund equal to the goods, to the shipping or to the tax is of that, one of the total is of all; any other is
-- divided over the three in proportion. An order whose goods are paid back whole is returned.

with
compared as (
    select
        *,
        refund >= paid - 0.005 as is_all,
        abs(refund - goods) < 0.01 or abs(refund - net_goods) < 0.01 or abs(refund - paid_goods) < 0.01 as is_goods,
        shipping > 0 and (
            abs(refund - shipping) < 0.01 or abs(refund - net_shipping) < 0.01 or abs(refund - paid_shipping) < 0.01
        ) as is_shipping,
        tax > 0 and abs(refund - tax) < 0.01 as is_tax
    from staging.stg_order_parts
),

divided as (
    select
        *,
        case
            when coalesce(refund, 0) = 0 then null
            when is_all then 'all'
            when is_goods and not is_shipping and not is_tax then 'goods'
            when is_shipping and not is_goods then 'shipping'
            when is_tax and not is_goods then 'tax'
            when net_goods >= paid then 'goods'
            else 'divided'
        end as refund_of
    from compared
),

settled as (
    select
        *,
        greatest(
            case refund_of
                when 'all' then net_goods
                when 'goods' then least(net_goods, refund)
                when 'divided'
                    then least(
                        net_goods,
                        cast(
                            round(cast(refund as double) * cast(net_goods as double) / nullif(cast(paid as double), 0), 4)
                            as decimal(38, 4)
                        )
                    )
                else 0
            end,
            0
        ) as goods_refund
    from divided
),

decided as (
    select
        *,
        case
            when order_meaning in ('sale', 'pending') and goods_refund > 0 and goods_refund >= net_goods then 'returned'
            else order_meaning
        end as outcome
    from settled
)

select
    dataset, attribution_method, order_key,
    min(record_key) as record_key,
    case
        when bool_or(outcome = 'sale') then 'sale'
        when bool_or(outcome = 'pending') then 'pending'
        when bool_or(outcome = 'returned') then 'returned'
        else 'none'
    end as order_meaning,
    bool_or(is_state_unknown) as is_state_unknown,
    bool_or(is_tax_included) as is_tax_included,
    cast(sum(net_gross) as decimal(38, 4)) as gross_revenue,
    cast(sum(net_discount) as decimal(38, 4)) as discount,
    cast(sum(refund) as decimal(38, 4)) as refund,
    case when count(distinct refund_of) > 1 then 'divided' else min(refund_of) end as refund_of,
    cast(sum(case when net_goods is not null then coalesce(goods_refund, 0) end) as decimal(38, 4)) as goods_refund,
    cast(
        sum(
            case
                when net_goods is null then null
                when outcome = 'sale' then greatest(net_goods - coalesce(goods_refund, 0), 0)
                else 0
            end
        ) as decimal(38, 4)
    ) as net_revenue
from decided
group by dataset, attribution_method, order_key
order by dataset, attribution_method, order_key
