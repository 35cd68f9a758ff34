-- One row per folder of orders: the folder of deals whose codes most of its orders carry, where one has the most.

with
written as (
    select load_id, source_record, dataset, 'promo_code' as method, promo_code as written
    from staging.stg_orders
    union all
    select load_id, source_record, dataset, 'link_click' as method, tracking_code as written
    from staging.stg_orders
),

found as (
    select distinct written.load_id, written.source_record, written.dataset, deals.dataset as brand
    from written
    inner join staging.stg_codes using (method, written)
    inner join staging.stg_deal_codes as deal_codes using (method, code)
    inner join staging.stg_deals as deals on deal_codes.deal_id = deals.deal_id
),

carried as (select dataset, brand, count(*) as orders from found group by dataset, brand)

select dataset, brand
from carried
qualify
    row_number() over (partition by dataset order by orders desc, brand) = 1
    and orders > coalesce(lead(orders) over (partition by dataset order by orders desc, brand), 0)
order by dataset
