-- One row per creator, platform and country: the part of the audience there, as its newest export states it.
--
-- Of a creator's accounts on a platform the one with most followers that states countries speaks. Parts
-- add up to 1: what a list of top countries leaves out is 'unknown', and parts that exceed 1 by rounding
-- are scaled down. A creator who states none has no row.

with
shares as (
    select
        shares.account_key, shares.dimension,
        coalesce(country_names.country_code, shares.bucket) as country,
        shares.share, shares.captured_at, shares.precedence
    from staging.stg_audience_shares as shares
    left join reference.country_names as country_names on lower(trim(shares.bucket)) = lower(country_names.country_name)
    where shares.dimension in ('country', 'territory')
),

newest as (
    select *
    from shares
    qualify
        dense_rank() over (
            partition by account_key
            order by captured_at desc, precedence desc, case dimension when 'country' then 1 else 2 end
        ) = 1
),

accounts as (
    select standing.influencer_id, standing.platform, standing.account_key
    from intermediate.int_account_standing as standing
    where standing.account_key in (select newest.account_key from newest)
    qualify
        row_number() over (
            partition by standing.influencer_id, standing.platform
            order by coalesce(standing.followers, -1) desc, standing.account_key asc
        ) = 1
),

stated as (
    select
        accounts.influencer_id, accounts.platform,
        case newest.country when 'ZZ' then 'unknown' else newest.country end as country,
        sum(cast(newest.share as decimal(18, 9))) as share
    from newest
    inner join accounts using (account_key)
    group by all
),

totals as (
    select
        influencer_id, platform,
        sum(share) as stated_share
    from stated
    group by influencer_id, platform
    having sum(share) > 0
),

complete as (
    select
        stated.influencer_id, stated.platform, stated.country,
        cast(stated.share as double) / greatest(cast(totals.stated_share as double), 1) as share
    from stated
    inner join totals using (influencer_id, platform)

    union all

    select
        influencer_id, platform,
        'unknown' as country,
        1 - cast(stated_share as double) as share
    from totals
    where stated_share < 1
)

select
    influencer_id, platform, country,
    sum(share) as audience_share
from complete
where share > 0
group by influencer_id, platform, country
order by influencer_id, platform, country
