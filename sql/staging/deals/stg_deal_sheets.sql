-- One row per row of a sheet of deals: which deal it states, and whether a later sheet replaces the whole sheet.
--
-- A sheet without ids of deals and creators knows its deals by their handles. A later sheet of the folder replaces
-- this one if it is the same one again: it states at least half of the deals that stand here, or one of them under the
-- same file name. A sheet of other deals, of a month or a campaign, takes nothing away.

with
stated as (
    select
        dataset, load_id, source_record, captured_at,
        case
            when deal_ref is null and creator_ref is null
                then record_key || '|' || coalesce(lower(handle), account_id) || '|' || coalesce(platform, '')
            else record_key
        end as deal_key
    from known.deals
),

sheets as (
    select
        stated.dataset, stated.load_id, stated.deal_key,
        regexp_extract(min(loads.file_name), '[^/!]*$') as file_name,
        max(stated.captured_at) as captured_at
    from stated
    left join meta.loads as loads on stated.load_id = loads.load_id and loads.status = 'loaded'
    group by stated.dataset, stated.load_id, stated.deal_key
),

sizes as (select load_id, count(*) as deals from sheets group by load_id),

repeated as (
    select
        earlier.load_id,
        2 * count(*) >= min(sizes.deals) or min(earlier.file_name) = min(later.file_name) as is_replaced
    from sheets as earlier
    inner join sizes on earlier.load_id = sizes.load_id
    inner join sheets as later
        on
            earlier.dataset = later.dataset
            and earlier.deal_key = later.deal_key
            and earlier.captured_at < later.captured_at
    group by earlier.load_id, later.load_id
)

select
    load_id, source_record, deal_key,
    load_id in (select repeated.load_id from repeated where repeated.is_replaced) as not_in_latest_sheet
from stated
order by load_id, source_record
