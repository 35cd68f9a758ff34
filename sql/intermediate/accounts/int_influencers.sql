-- One row per influencer: all that marts.influencers shows, for the steps that need it.

with
creators as (select * from staging.stg_creators),
standing as (select * from intermediate.int_account_standing),

tiers as (
    select account_tiers.*
    from intermediate.int_account_tiers as account_tiers
    inner join meta.settings as settings on account_tiers.scheme = settings.tier_scheme
),

posts as (
    select
        influencer_id,
        count(*) as posts,
        min(posted_at) as first_posted_at,
        max(posted_at) as last_posted_at
    from intermediate.int_post_performance
    group by influencer_id
),

main as (
    select *
    from standing
    qualify
        row_number() over (
            partition by influencer_id
            order by coalesce(followers, -1) desc, platform, account_key asc
        ) = 1
),

persons as (
    select
        creators.influencer_id,
        min_by(
            creators.name, (creators.account_key is distinct from main.account_key, creators.account_key)
        ) filter (where creators.name is not null) as name,
        max(creators.gender) as gender,
        max(creators.niche) as niche,
        max(creators.country) as country,
        max(creators.language) as language,
        bool_or(creators.creator_ref is not null) as is_in_sheet
    from creators
    left join main using (influencer_id)
    group by creators.influencer_id
),

totals as (
    select
        influencer_id,
        count(*) as accounts,
        string_agg(distinct platform, ',' order by platform) as platforms,
        string_agg(distinct handle, ',' order by handle) as handles,
        cast(sum(followers) as bigint) as followers_total,
        bool_or(is_verified) as is_verified
    from standing
    group by influencer_id
),

reviews as (
    select
        influencer_id,
        count(distinct signal) as review_signals,
        count(distinct signal) filter (where strength = 'strong') as review_signals_strong,
        string_agg(distinct signal, ',' order by signal) as review_signal_names
    from intermediate.int_audience_review
    group by influencer_id
)

select
    persons.influencer_id, persons.name, persons.gender,
    coalesce(persons.niche, main.niche) as niche,
    coalesce(persons.country, main.country) as country,
    coalesce(persons.language, main.language) as language,
    persons.is_in_sheet,
    coalesce(totals.accounts, 0) as accounts,
    totals.platforms, totals.handles,
    main.platform as main_platform,
    main.account_key as main_account_key,
    main.handle as main_handle,
    main.followers, main.followers_observed_at, main.followers_source, totals.followers_total,
    tiers.tier, tiers.is_near_boundary, totals.is_verified,
    coalesce(posts.posts, 0) as posts,
    posts.first_posted_at, posts.last_posted_at,
    coalesce(reviews.review_signals, 0) as review_signals,
    coalesce(reviews.review_signals_strong, 0) as review_signals_strong,
    reviews.review_signal_names
from persons
left join main using (influencer_id)
left join totals using (influencer_id)
left join tiers using (account_key)
left join posts using (influencer_id)
left join reviews using (influencer_id)
order by persons.influencer_id
