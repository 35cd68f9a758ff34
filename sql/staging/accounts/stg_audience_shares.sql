-- One row per account, capture, dimension and bucket: that part of the audience.
-- create-as: view

with
audience_shares as (
    select
        *,
        coalesce(
            'id:' || account_id, 'handle:' || lower(handle), 'ref:' || dataset || '/' || creator_ref
        ) as alias
    from known.audience_shares
),

aliases as (select * from staging.stg_account_aliases),
accounts as (select * from staging.stg_accounts),
country_names as (select * from reference.country_names)

select
    audience_shares.platform, aliases.account_key, accounts.account_id, accounts.handle,
    audience_shares.dimension,
    case
        when audience_shares.dimension = 'country' then coalesce(country_names.country_code, audience_shares.bucket)
        else audience_shares.bucket
    end as bucket,
    audience_shares.share, audience_shares.captured_at, audience_shares.precedence,
    audience_shares.load_id, audience_shares.source_record
from audience_shares
inner join aliases using (platform, alias)
inner join accounts using (account_key)
left join country_names on lower(trim(audience_shares.bucket)) = lower(country_names.country_name)
