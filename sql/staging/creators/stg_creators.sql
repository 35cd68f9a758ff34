-- One row per influencer and account, with what the newest sheet says about the person.
--
-- An account that no sheet knows is an influencer of its own, named by its account key.
-- A creator of whom no file tells an account has one row with a null account.

with
accounts as (select * from staging.stg_accounts),
aliases as (select * from staging.stg_account_aliases),
sightings as (select * from staging.stg_account_sightings where creator_ref is not null),
creator_refs as (select * from staging.stg_creator_refs),
country_names as (select * from reference.country_names),

sheet as (
    select creator_refs.influencer_id, creators.*
    from known.creators as creators
    inner join creator_refs using (dataset, creator_ref)
),

persons as (
    select *
    from sheet
    qualify
        row_number() over (
            partition by influencer_id
            order by captured_at desc, precedence desc, dataset asc, creator_ref asc, platform asc, handle asc, load_id asc, source_record asc
        ) = 1
),

owned as (
    select distinct creator_refs.influencer_id, aliases.account_key
    from sightings
    inner join creator_refs using (dataset, creator_ref)
    inner join aliases
        on
            sightings.platform = aliases.platform
            and aliases.alias = coalesce(
                'id:' || sightings.account_id,
                'handle:' || sightings.handle_key,
                'ref:' || sightings.dataset || '/' || sightings.creator_ref
            )
),

followers as (
    select sheet.influencer_id, aliases.account_key, sheet.followers, sheet.captured_at
    from sheet
    inner join aliases
        on
            sheet.platform = aliases.platform
            and aliases.alias = coalesce(
                'id:' || sheet.account_id,
                'handle:' || lower(sheet.handle),
                'ref:' || sheet.dataset || '/' || sheet.creator_ref
            )
    where sheet.followers is not null
    qualify
        row_number() over (
            partition by sheet.influencer_id, aliases.account_key
            order by sheet.captured_at desc, sheet.precedence desc, sheet.followers desc
        ) = 1
),

all_pairs as (
    select influencer_id, account_key from owned

    union all

    select accounts.account_key as influencer_id, accounts.account_key
    from accounts
    where
        not exists (
            select 1 from owned
            where owned.account_key = accounts.account_key
        )

    union all

    select distinct creator_refs.influencer_id, cast(null as varchar) as account_key
    from creator_refs
    where
        not exists (
            select 1 from owned
            where owned.influencer_id = creator_refs.influencer_id
        )
        and not exists (
            select 1 from accounts
            where accounts.account_key = creator_refs.influencer_id
        )
)

select
    all_pairs.influencer_id, all_pairs.account_key, accounts.platform, accounts.account_id,
    accounts.handle, persons.dataset, persons.creator_ref,
    coalesce(persons.name, accounts.account_name) as name,
    persons.niche,
    persons.gender,
    coalesce(country_names.country_code, persons.country) as country,
    persons.language,
    followers.followers,
    followers.captured_at as followers_captured_at,
    persons.captured_at, persons.load_id, persons.source_record
from all_pairs
left join accounts using (account_key)
left join persons using (influencer_id)
left join followers using (influencer_id, account_key)
left join country_names on lower(trim(persons.country)) = lower(country_names.country_name)
order by all_pairs.influencer_id, all_pairs.account_key
