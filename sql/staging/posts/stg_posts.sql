-- One row per post: what does not change, and the moment it was posted, from the file or from its id.
--
-- The id's moment (stg_post_clocks) counts where the file has no
-- time, or only the same or a neighbouring day, or a time less than half an hour away. Where the file's
-- is later by more it is right, because a scheduled post gets its id when it is written. One that is
-- earlier cannot be, nor can one that is the id's day with day and month swapped by a spreadsheet.

with
records as (select * from staging.stg_post_records),
clocks as (select * from staging.stg_post_clocks),
aliases as (select * from staging.stg_account_aliases),
accounts as (select * from staging.stg_accounts),

decided as (
    select
        records.*,
        clocks.id_at,
        clocks.id_at is not null
        and (
            records.exported_at is null
            or (records.exactness <= 1 and abs(cast(clocks.id_at as date) - cast(records.exported_at as date)) <= 1)
            or (records.exactness = 2 and abs(date_diff('second', clocks.id_at, records.exported_at)) < 1800)
        ) as is_id_better,
        coalesce(
            cast(records.exported_at as date) < cast(clocks.id_at as date) - 1
            or (records.exactness >= 2 and date_diff('second', records.exported_at, clocks.id_at) >= 1800)
            or (
                day(records.exported_at) <= 12
                and day(records.exported_at) <> month(records.exported_at)
                and abs(
                    cast(clocks.id_at as date)
                    - make_date(
                        year(records.exported_at), least(day(records.exported_at), 12), month(records.exported_at)
                    )
                ) <= 1
                and abs(cast(clocks.id_at as date) - cast(records.exported_at as date)) > 1
            ),
            false
        ) as is_export_impossible
    from records
    left join clocks using (platform, post_key)
)

select
    decided.platform, decided.post_key,
    coalesce(decided.post_id, decided.post_key) as post_id,
    aliases.account_key, accounts.account_id, accounts.handle, decided.permalink,
    case when decided.is_id_better or decided.is_export_impossible then decided.id_at else decided.exported_at end
        as posted_at,
    case
        when decided.is_id_better then 'id'
        when decided.is_export_impossible then 'id_not_export'
        when decided.exported_at is not null then 'export'
    end as posted_at_source,
    case
        when decided.is_id_better or decided.is_export_impossible or decided.exactness = 3 then 'second'
        when decided.exactness = 2 then 'minute'
        when decided.exported_at is not null then 'day'
    end as posted_at_precision,
    decided.title, decided.caption, decided.format, decided.duration_seconds, decided.is_sponsored,
    decided.collaborators, decided.captured_at, decided.load_id, decided.source_record
from decided
left join aliases using (platform, alias)
left join accounts using (account_key)
order by decided.platform, decided.post_key
