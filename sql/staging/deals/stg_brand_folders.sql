-- One row per folder with deals, clicks or orders: whose it is, by the folder that holds the sheets of the brand's deals.
--
-- The nearest folder up that has deals; else the only one with deals below the nearest folder up that has any below it, but
-- not beyond a folder with creators or campaigns of its own, which then is a brand without deals; else
-- the one whose deals' codes most of its orders carry (stg_code_homes); else itself. Where no folder has deals,
-- those with creators or campaigns stand for them.

with
folders as (
    select dataset from known.orders
    union
    select dataset from known.clicks
    union
    select dataset from known.deals
),

deal_folders as (select distinct dataset from known.deals),

other_folders as (
    select dataset from known.creators
    union
    select dataset from known.campaigns
),

homes as (
    select dataset from deal_folders
    union
    select dataset from other_folders where not exists (select 1 from deal_folders)
),

above as (
    select
        folders.dataset,
        max(case when homes.dataset is not null then length(homes.dataset) end) as home_length
    from folders
    left join homes on homes.dataset in ('', folders.dataset) or starts_with(folders.dataset, homes.dataset || '/')
    group by folders.dataset
),

own_sheets as (
    -- a folder with creators or campaigns is a brand's; one that lies in the incoming folder itself is everybody's
    select folders.dataset, max(length(other_folders.dataset)) as sheet_length
    from folders
    inner join other_folders
        on
            other_folders.dataset <> ''
            and (folders.dataset = other_folders.dataset or starts_with(folders.dataset, other_folders.dataset || '/'))
    group by folders.dataset
),

ancestors as (
    select dataset as home, array_to_string(string_split(dataset, '/')[1:steps], '/') as ancestor
    from (select dataset, unnest(range(0, len(string_split(dataset, '/')))) as steps from homes) as ladders
),

beside as (
    select
        folders.dataset,
        length(ancestors.ancestor) as shared_length,
        case when count(*) = 1 then min(ancestors.home) end as home
    from folders
    inner join ancestors
        on ancestors.ancestor in ('', folders.dataset) or starts_with(folders.dataset, ancestors.ancestor || '/')
    group by folders.dataset, ancestors.ancestor
    qualify row_number() over (partition by folders.dataset order by length(ancestors.ancestor) desc) = 1
),

most_carried as (select * from staging.stg_code_homes)

select
    above.dataset,
    case
        when above.home_length is not null then left(above.dataset, above.home_length)
        when beside.home is not null and beside.shared_length >= coalesce(own_sheets.sheet_length, 0) then beside.home
        when own_sheets.sheet_length is not null then left(above.dataset, own_sheets.sheet_length)
        else coalesce(most_carried.brand, above.dataset)
    end as brand,
    above.home_length is null
    and (beside.home is null or beside.shared_length < coalesce(own_sheets.sheet_length, 0))
    and own_sheets.sheet_length is null as is_brand_by_codes
from above
left join own_sheets using (dataset)
left join beside using (dataset)
left join most_carried using (dataset)
order by above.dataset
