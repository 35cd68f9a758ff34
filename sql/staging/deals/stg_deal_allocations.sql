-- One row per package and creator: the creator's part in it, as the newest sheet declares it.
--
-- Rows of one creator (several posts) add up. Stated shares must be told of every creator and sum to 1, give or
-- take half a percentage point a row for rounding; they are then brought to exactly 1. Otherwise the
-- declaration is refused (allocation_refused says why), and the package is divided equally.

with
allocations as (
    select *, coalesce('id:' || account_id, 'handle:' || lower(handle)) as alias
    from known.deal_allocations
    qualify dense_rank() over (partition by dataset, deal_ref order by captured_at desc) = 1
),

creator_refs as (select * from staging.stg_creator_refs),
local_ids as (select * from staging.stg_local_ids where kind = 'deal'),
deals as (select * from staging.stg_deals),
owners as (select * from staging.stg_alias_owners),

named as (
    select
        deals.deal_id,
        coalesce(creator_refs.influencer_id, owners.influencer_id, allocations.alias) as influencer_id,
        allocations.*
    from allocations
    left join creator_refs using (dataset, creator_ref)
    left join owners using (alias)
    inner join local_ids on allocations.dataset = local_ids.dataset and allocations.deal_ref = local_ids.local_ref
    inner join deals on local_ids.local_id = deals.deal_id
),

packages as (
    select
        deal_id,
        count(*) as parts,
        count(allocation_share) as parts_stated,
        sum(allocation_share) as shares,
        count(distinct coalesce(allocation_basis, 'stated')) as bases,
        min(allocation_basis) as basis
    from named
    group by deal_id
),

judged as (
    select
        *,
        case
            when parts_stated = 0 and basis is null then 'no share and no basis is stated'
            when parts_stated = 0 and basis = 'stated' then 'no share is stated'
            when parts_stated = 0 and bases > 1 then 'different bases are stated'
            when parts_stated between 1 and parts - 1
                then 'a share is stated for ' || parts_stated || ' of ' || parts || ' rows'
            when abs(shares - 1) > 0.005 * parts then 'shares sum to ' || round(shares, 4)
        end as allocation_refused
    from packages
)

select
    named.deal_id,
    named.influencer_id,
    max_by(named.platform, (coalesce(named.allocation_share, 0), named.platform))
    filter (where named.platform is not null) as platform,
    case
        when min(judged.allocation_refused) is not null then 'equal'
        when min(judged.parts_stated) > 0 then 'stated'
        else min(judged.basis)
    end as allocation_basis,
    case
        when min(judged.allocation_refused) is null and min(judged.parts_stated) > 0
            then sum(named.allocation_share) / min(judged.shares)
    end as allocation_share,
    min(judged.allocation_refused) as allocation_refused,
    string_agg(distinct lower(trim(named.promo_code)), ',' order by lower(trim(named.promo_code))) as promo_code,
    string_agg(distinct lower(trim(named.tracking_code)), ',' order by lower(trim(named.tracking_code))) as tracking_code,
    max(named.captured_at) as captured_at,
    min_by(named.load_id, (named.load_id, named.source_record)) as load_id,
    min_by(named.source_record, (named.load_id, named.source_record)) as source_record
from named
inner join judged using (deal_id)
group by named.deal_id, named.influencer_id
order by named.deal_id, named.influencer_id
