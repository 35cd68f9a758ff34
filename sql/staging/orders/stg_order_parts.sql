-- One row per part of an order (or of a sheet's row) that states amounts: its goods and shipping, with and without tax.
--
-- A shop's export writes the order's amounts on its first line only; a platform's has amounts of each line
-- (reference.attribution_priority says which).
--
-- Whether the prices hold the tax, the amounts tell: the total is goods and shipping, or goods, shipping and tax.
-- Where neither fits, it is as in most orders of the folder and currency. Tax that the prices hold is divided
-- over goods and shipping in proportion.

with
parts as (
    select
        dataset, attribution_method, order_key, record_key, amount_part,
        case
            when count(cancelled_at) > 0 then 'none'
            when bool_or(order_meaning = 'sale') then 'sale'
            when bool_or(order_meaning = 'pending') then 'pending'
            when bool_or(order_meaning = 'returned') then 'returned'
            when bool_or(order_meaning = 'none') then 'none'
            else 'sale'
        end as order_meaning,
        bool_or(is_state_unknown) as is_state_unknown,
        min_by(currency, occurrence) filter (where currency is not null) as currency,
        min_by(gross_revenue, occurrence) filter (where gross_revenue is not null) as gross_revenue,
        min_by(discount, occurrence) filter (where discount is not null) as discount,
        min_by(subtotal, occurrence) filter (where subtotal is not null) as subtotal,
        coalesce(min_by(shipping, occurrence) filter (where shipping is not null), 0) as shipping,
        coalesce(min_by(tax, occurrence) filter (where tax is not null), 0) as tax,
        min_by(order_total, occurrence) filter (where order_total is not null) as order_total,
        min_by(refund, occurrence) filter (where refund is not null) as refund
    from staging.stg_order_lines
    group by dataset, attribution_method, order_key, record_key, amount_part
),

stated as (
    select
        *,
        coalesce(subtotal, gross_revenue - coalesce(discount, 0)) as goods,
        coalesce(gross_revenue, subtotal + coalesce(discount, 0)) as gross
    from parts
),

fitted as (
    select
        *,
        case
            when tax <= 0 or tax >= goods + shipping then false
            when abs(order_total - goods - shipping) <= 0.01 then true
            when abs(order_total - goods - shipping - tax) <= 0.01 then false
        end as fits_included,
        cast(tax as double) / nullif(cast(goods + shipping as double), 0) as tax_share
    from stated
),

usual as (
    select dataset, currency, sum(case when fits_included then 1 else -1 end) > 0 as is_tax_included
    from fitted
    where tax > 0 and fits_included is not null
    group by dataset, currency
),

judged as (
    select
        fitted.*,
        coalesce(fitted.fits_included, usual.is_tax_included, false) as is_tax_included,
        cast(coalesce(round(cast(fitted.goods as double) * fitted.tax_share, 4), 0) as decimal(38, 4)) as goods_tax,
        cast(coalesce(round(cast(fitted.gross as double) * fitted.tax_share, 4), 0) as decimal(38, 4)) as gross_tax,
        cast(coalesce(round(cast(fitted.discount as double) * fitted.tax_share, 4), 0) as decimal(38, 4)) as discount_tax
    from fitted
    left join usual on fitted.dataset = usual.dataset and fitted.currency is not distinct from usual.currency
)

select
    dataset, attribution_method, order_key, record_key, amount_part, order_meaning, is_state_unknown, is_tax_included,
    cast(goods as decimal(38, 4)) as goods,
    shipping, tax, refund,
    cast(goods - case when is_tax_included then goods_tax else 0 end as decimal(38, 4)) as net_goods,
    cast(gross - case when is_tax_included then gross_tax else 0 end as decimal(38, 4)) as net_gross,
    cast(discount - case when is_tax_included then discount_tax else 0 end as decimal(38, 4)) as net_discount,
    cast(goods + case when is_tax_included then 0 else goods_tax end as decimal(38, 4)) as paid_goods,
    cast(shipping - case when is_tax_included then tax - goods_tax else 0 end as decimal(38, 4)) as net_shipping,
    cast(shipping + case when is_tax_included then 0 else tax - goods_tax end as decimal(38, 4)) as paid_shipping,
    cast(
        coalesce(nullif(order_total, 0), goods + shipping + case when is_tax_included then 0 else tax end)
        as decimal(38, 4)
    ) as paid
from judged
order by dataset, attribution_method, order_key, record_key, amount_part
