-- One row per deal and creator: the creator's part in the deal's cost. Parts of a deal sum to 1.
--
-- A deal without a declared allocation is its creator's whole. By views or posts means by those of the
-- posts delivered for the deal; where a creator of the package has none of them, it is divided equally.

with
deals as (select * from staging.stg_deals),
allocations as (select * from staging.stg_deal_allocations),

delivered as (
    select deal_id, influencer_id, count(*) as posts, sum(views) as views
    from intermediate.int_delivered_posts
    group by deal_id, influencer_id
),

measured as (
    select
        allocations.*,
        case allocations.allocation_basis when 'views' then delivered.views when 'posts' then delivered.posts end as base
    from allocations
    left join delivered using (deal_id, influencer_id)
),

compared as (
    select
        *,
        count(*) over (partition by deal_id) as creators,
        allocation_basis in ('views', 'posts')
        and count(nullif(base, 0)) over (partition by deal_id) < count(*) over (partition by deal_id)
            as is_base_missing,
        sum(base) over (partition by deal_id) as bases
    from measured
)

select
    deal_id, influencer_id, platform,
    case when is_base_missing then 'equal' else allocation_basis end as allocation_basis,
    cast(
        case
            when allocation_basis = 'stated' then allocation_share
            when allocation_basis in ('views', 'posts') and not is_base_missing
                then cast(base as double) / nullif(bases, 0)
            else 1.0 / creators
        end as double
    ) as allocation_share,
    coalesce(
        allocation_refused, case when is_base_missing then 'a creator has no ' || allocation_basis || ' yet' end
    ) as allocation_refused
from compared

union all

select
    deals.deal_id, deals.influencer_id, deals.platform,
    'whole' as allocation_basis,
    cast(1 as double) as allocation_share,
    cast(null as varchar) as allocation_refused
from deals
where deals.deal_id not in (select allocations.deal_id from allocations)
order by deal_id, influencer_id
