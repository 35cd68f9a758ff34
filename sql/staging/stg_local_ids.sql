-- One row per kind (creator, campaign, deal), folder and id that a brand's sheet uses in it: whose id it is.
--
-- Two folders may use the same id for different things. An id means the entry of the nearest sheet
-- up the folders; where none of those has it, the only other sheet that has it; else it stays its
-- own. Its name is the plain id as long as no other sheet uses the same id for something else,
-- then the folder's last part comes before it, and the whole folder where that is not enough.

with
used as (
    select
        'creator' as kind,
        dataset,
        creator_ref as local_ref,
        captured_at,
        false as in_sheet
    from known.posts
    union all
    select
        'creator',
        dataset, creator_ref, captured_at, false
    from known.profiles
    union all
    select
        'creator',
        dataset, creator_ref, captured_at, false
    from known.account_days
    union all
    select
        'creator',
        dataset, creator_ref, captured_at, false
    from known.audience_shares
    union all
    select
        'creator',
        dataset, creator_ref, captured_at, true
    from known.creators
    union all
    select
        'creator',
        dataset, creator_ref, captured_at, false
    from known.deals
    union all
    select
        'creator',
        dataset, creator_ref, captured_at, false
    from known.deal_posts
    union all
    select
        'creator',
        dataset, creator_ref, captured_at, false
    from known.deal_allocations
    union all
    select
        'creator',
        dataset, creator_ref, captured_at, false
    from known.clicks
    union all
    select
        'creator',
        dataset, creator_ref, captured_at, false
    from known.orders
    union all
    select
        'creator',
        dataset, creator_ref, captured_at, false
    from known.ad_spend
    union all
    select
        'campaign',
        dataset, campaign_ref, captured_at, true
    from known.campaigns
    union all
    select
        'campaign',
        dataset, campaign_ref, captured_at, false
    from known.deals
    union all
    select
        'campaign',
        dataset, campaign_ref, captured_at, false
    from known.clicks
    union all
    select
        'campaign',
        dataset, campaign_ref, captured_at, false
    from known.orders
    union all
    select
        'campaign',
        dataset, campaign_ref, captured_at, false
    from known.ad_spend
    union all
    select
        'deal',
        dataset, deal_ref, captured_at, true
    from known.deals
    union all
    select
        'deal',
        dataset, deal_ref, captured_at, false
    from known.deal_posts
    union all
    select
        'deal',
        dataset, deal_ref, captured_at, false
    from known.deal_allocations
    union all
    select
        'deal',
        dataset, deal_ref, captured_at, false
    from known.ad_spend
    union all
    select
        'deal',
        dataset, deal_ref, captured_at, false
    from known.posts
),

ids as (
    select
        kind, dataset, local_ref,
        bool_or(in_sheet) as in_sheet
    from used
    where local_ref is not null
    group by kind, dataset, local_ref
),

nearest as (
    select
        ids.kind, ids.dataset, ids.local_ref,
        max_by(sheets.dataset, length(sheets.dataset)) as home_dataset
    from ids
    inner join ids as sheets
        on
            ids.kind = sheets.kind
            and ids.local_ref = sheets.local_ref
            and sheets.in_sheet
            and (
                sheets.dataset in ('', ids.dataset)
                or starts_with(ids.dataset, sheets.dataset || '/')
            )
    group by ids.kind, ids.dataset, ids.local_ref
),

only_ones as (
    select
        kind, local_ref,
        min(dataset) as home_dataset
    from ids
    where in_sheet
    group by kind, local_ref
    having count(*) = 1
),

homes as (
    select
        ids.kind, ids.dataset, ids.local_ref, ids.in_sheet,
        coalesce(nearest.home_dataset, only_ones.home_dataset, ids.dataset) as home_dataset
    from ids
    left join nearest using (kind, dataset, local_ref)
    left join only_ones using (kind, local_ref)
),

folders as (
    select distinct
        kind, local_ref, home_dataset,
        regexp_extract(home_dataset, '[^/]*$') as folder
    from homes
),

named as (
    select
        kind, local_ref, home_dataset,
        case
            when count(*) over (partition by kind, local_ref) = 1 or home_dataset = '' then local_ref
            when count(*) over (partition by kind, local_ref, folder) = 1 then folder || '/' || local_ref
            else home_dataset || '/' || local_ref
        end as local_id
    from folders
)

select
    homes.kind, homes.dataset, homes.local_ref, homes.home_dataset, homes.in_sheet, named.local_id
from homes
inner join named using (kind, local_ref, home_dataset)
order by homes.kind, homes.dataset, homes.local_ref
