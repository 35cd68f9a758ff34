-- One row per account: whose it is and how it stands, by its latest snapshot and the creator's sheet.
--
-- What a sheet says about the person comes before what a snapshot says; its follower count stands
-- in only where there is no snapshot.

with
creators as (select * from staging.stg_creators where account_key is not null),
counts as (select * from intermediate.int_follower_counts),
snapshots as (select * from staging.stg_profile_snapshots),

latest_counts as (
    select
        account_key,
        max(observed_at) as observed_at,
        max_by(followers, observed_at) as followers,
        max_by(followers_rounding, observed_at) as followers_rounding
    from counts
    group by account_key
),

described as (
    select
        account_key,
        max_by(country, (observed_at, precedence, captured_at, country)) filter (where country is not null)
            as country,
        max_by(language, (observed_at, precedence, captured_at, language)) filter (where language is not null)
            as language,
        max_by(niche, (observed_at, precedence, captured_at, niche)) filter (where niche is not null) as niche,
        max_by(is_verified, (observed_at, precedence, captured_at, is_verified))
        filter (where is_verified is not null) as is_verified
    from snapshots
    group by account_key
)

select
    creators.account_key, creators.influencer_id, creators.platform, creators.account_id,
    creators.handle,
    coalesce(latest_counts.followers, creators.followers) as followers,
    latest_counts.followers_rounding,
    coalesce(latest_counts.observed_at, creators.followers_captured_at) as followers_observed_at,
    case
        when latest_counts.followers is not null then 'snapshot'
        when creators.followers is not null then 'roster'
    end as followers_source,
    coalesce(creators.country, described.country) as country,
    coalesce(creators.language, described.language) as language,
    coalesce(creators.niche, described.niche) as niche,
    described.is_verified
from creators
left join latest_counts using (account_key)
left join described using (account_key)
order by creators.account_key
