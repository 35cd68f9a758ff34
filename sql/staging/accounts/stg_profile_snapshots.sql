-- One row per account and moment it was seen: followers and standing, as one source states them.
-- create-as: view

with
profiles as (
    select
        *,
        coalesce(
            'id:' || account_id, 'handle:' || lower(handle), 'ref:' || dataset || '/' || creator_ref
        ) as alias
    from known.profiles
),

aliases as (select * from staging.stg_account_aliases),
accounts as (select * from staging.stg_accounts),
country_names as (select * from reference.country_names)

select
    profiles.platform, aliases.account_key, accounts.account_id, accounts.handle,
    profiles.creator_ref, profiles.observed_at, profiles.followers, profiles.followers_rounding,
    profiles.following, profiles.posts, profiles.is_verified,
    coalesce(country_names.country_code, profiles.country) as country,
    profiles.language, profiles.niche, profiles.niche_secondary, profiles.average_views,
    profiles.average_likes, profiles.average_comments, profiles.average_shares,
    profiles.average_engagements, profiles.average_authentic_engagements, profiles.captured_at,
    profiles.precedence, profiles.load_id, profiles.source_record
from profiles
inner join aliases using (platform, alias)
inner join accounts using (account_key)
left join country_names on lower(trim(profiles.country)) = lower(country_names.country_name)
