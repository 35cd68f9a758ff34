-- One row per account, day, figure and capture: totals of a day, as the platform cuts days.
--
-- A day is restated by later exports; its newest capture is the one to use.
-- create-as: view

with
account_days as (
    select
        *,
        coalesce(
            'id:' || account_id, 'handle:' || lower(handle), 'ref:' || dataset || '/' || creator_ref
        ) as alias
    from known.account_days
),

aliases as (select * from staging.stg_account_aliases),
accounts as (select * from staging.stg_accounts)

select
    account_days.platform, aliases.account_key, accounts.account_id, accounts.handle,
    account_days.day, account_days.day_zone, account_days.metric, account_days.value,
    account_days.captured_at, account_days.precedence, account_days.load_id,
    account_days.source_record, account_days.currency
from account_days
inner join aliases using (platform, alias)
inner join accounts using (account_key)
